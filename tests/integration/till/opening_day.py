"""An opening day without a line: cards by the hundred at one till, on real files, with the mistakes that a day brings.

python -m tests.integration.till.opening_day [--count N] [--seed N]

Prints one JSON object; the exit code is 1 when a card, a phone or the evening's count is not what was done. Mistakes that
never happened fail too. Times are of this machine as it is.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter as Tallied
from collections.abc import Sequence
from pathlib import Path

from loyalty_pos.core.cards import own_card
from loyalty_pos.core.member import CardState
from loyalty_pos.core.problems import CardAlreadyIssued, PhoneAlreadyMember, Problem
from loyalty_pos.till.issuing import IssueForm, Issuing
from loyalty_pos.till.packs.deeds import Packs
from loyalty_pos.till.ports import Role, StaffMember
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.till.world import TillIdentity, TillWorld
from tests.fakes.shop import StaffList
from tests.fakes.till_folder import Counter

AGREED = (("personal_data", "1"), ("advertising", "1"))
SENIOR = StaffMember("s1", "Ольга С.", Role.SENIOR, "2222")
RESTARTS = 3
PROGRAMME = """
id = "club"
[names]
ru = "Клуб"
[accrual]
rate_bp = 500
"""


class OpeningDay:
    """``wrong``: what was not as it must be, in words."""

    def __init__(self, folder: Path, count: int, seed: int) -> None:
        self.till = Counter(folder / "till")
        self.till.tell_programme(PROGRAMME)
        self.dice, self.count = random.Random(seed), count
        self.done: Tallied[str] = Tallied()
        self.wrong: list[str] = []
        self.ms: list[float] = []
        self.holders: dict[str, str] = {}
        self.phones: dict[str, str] = {}
        self._plastic = iter(range(1, count + 1))
        self._open()

    def run(self) -> dict[str, object]:
        """Give out all cards and compare; return what is printed."""
        Packs(self.world).receive(_blank(1), _blank(self.count), _approval())
        for number in range(self.count):
            if number and number % (self.count // (RESTARTS + 1)) == 0:
                self._restart()
            self._customer(f"+7916{number:07}")
        self._restart()
        self._compare()
        self.till.files.close()
        self.ms.sort()
        size = sum(path.stat().st_size for path in (self.till.folder).glob("journal.db*"))
        return {
            "cards": self.count,
            "issue_ms": {"p50": self._at(50), "p99": self._at(99), "max": round(self.ms[-1], 1)},
            "journal_bytes_a_card": size // self.count,
            "mistakes": dict(sorted(self.done.items())),
            "wrong": self.wrong[:20],
        }

    def _at(self, percent: int) -> float:
        return round(self.ms[min(len(self.ms) - 1, len(self.ms) * percent // 100)], 1)

    def _customer(self, phone: str) -> None:
        card = _blank(next(self._plastic)) if self.dice.random() < 0.7 else ""
        if card and self.dice.random() < 0.05:
            Packs(self.world).spoil(card, "spoiled")
            self.done["spoiled"] += 1
            self._refused(card, phone, CardAlreadyIssued)
            card = ""
        number = self._give(card, phone)
        if self.dice.random() < 0.1:
            self.issuing.undo_last()
            self.done["taken_back"] += 1
            del self.holders[number], self.phones[phone]
            number = self._give(card, phone)
        if self.dice.random() < 0.1:
            self._refused("", phone, PhoneAlreadyMember)
        if card and self.dice.random() < 0.1:
            self._refused(card, "+79990000000", CardAlreadyIssued)

    def _give(self, card: str, phone: str) -> str:
        began = time.perf_counter()
        done = self.issuing.issue(IssueForm("Вера Тайная", phone, consents=AGREED, card_number=card))
        self.ms.append((time.perf_counter() - began) * 1000)
        self.holders[done.card_number] = self.phones[phone] = done.fact.account_id
        return done.card_number

    def _refused(self, card: str, phone: str, problem: type[Problem]) -> None:
        try:
            self.issuing.issue(IssueForm("Вера", phone, consents=AGREED, card_number=card))
        except problem:
            self.done[problem.code] += 1
        else:
            self.wrong.append(f"{problem.code} was not refused")

    def _compare(self) -> None:
        for number, account_id in self.holders.items():
            found = self.till.files.members.by_card(number)
            if found is None or (found.account_id, found.state) != (account_id, CardState.ACTIVE):
                self.wrong.append(f"card {number}")
        for phone, account_id in self.phones.items():
            by_phone = self.till.files.members.by_phone(phone)
            if by_phone is None or by_phone.account_id != account_id:
                self.wrong.append(f"phone {phone}")
        tally = Packs(self.world).tally()
        plastic = sum(number.startswith("298") for number in self.holders)
        if (tally.issued, tally.spoiled) != (plastic, self.done["spoiled"]):
            self.wrong.append(f"count {tally.text}, given out {plastic}")
        names = ("spoiled", "taken_back", "card_already_issued", "phone_already_member", "restarts")
        self.wrong += [f"{name} never happened" for name in names if not self.done[name]]

    def _restart(self) -> None:
        self.done["restarts"] += 1
        self.till.restart()
        self._open()

    def _open(self) -> None:
        files = self.till.files
        self.world = TillWorld(
            identity=TillIdentity("till-1", 1, "store-1", lookup_key=files.identity.lookup_key()),
            goods=files.goods,
            members=files.members,
            staff=StaffList((SENIOR,)),
            programmes=files.programmes,
            settings=files.settings,
            journal=files.journal,
            clock=self.till.clock,
            packs=files.packs,
        )
        self.world.desk.cashier = SENIOR
        self.issuing = Issuing(self.world)


def _blank(number: int) -> str:
    return own_card(f"{8_000_000_000_000 + number}")


def _approval() -> Approval:
    return Approval(SENIOR.staff_id, Permission.CARDS)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="opening_day", description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        told = OpeningDay(Path(folder), asked.count, asked.seed).run()
    print(json.dumps(told, ensure_ascii=False))  # noqa: T201 - a program that tells its figures
    return 1 if told["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
