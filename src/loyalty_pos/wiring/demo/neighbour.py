"""The second till of the demo's tour: a process of its own, so that pulling its plug is a real death."""

import multiprocessing
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any, Final

from loyalty_pos.core.sale import TenderKind
from loyalty_pos.storage.vault import VAULT_FILE, FileVault
from loyalty_pos.wiring.till import Till, TillSettings, open_shop_till

PIN: Final = "1111"
_CHANGE_MINOR: Final = 100_000
_PATIENCE_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class Address:
    """Where the second till's files are, and the near end of the cable to the centre."""

    folder: Path
    language: str
    url: str

    @property
    def settings(self) -> TillSettings:
        """Return how it is opened; its keys lie in a file, so that it finds them after its death."""
        return TillSettings(self.folder, self.language, self.url, FileVault(self.folder / VAULT_FILE))


@dataclass(slots=True)
class Neighbour:
    """The process, as the tour speaks to it; each call waits for the answer, so never on the GUI thread."""

    address: Address
    _process: SpawnProcess | None = None
    _line: Any = field(default=None, repr=False)

    def start(self) -> bool:
        """Switch it on; return whether an unfinished receipt came back."""
        context = multiprocessing.get_context("spawn")
        self._line, far = context.Pipe()
        self._process = context.Process(target=live, args=(self.address, far), daemon=True)
        self._process.start()
        far.close()
        return bool(self._heard())

    def talk(self) -> int:
        """Let it talk to the centre; return how many events wait afterwards."""
        return int(self._asked("talk", ""))

    def right(self, card: str) -> int:
        """Return how many points it would take of this member by itself."""
        return int(self._asked("right", card))

    def spend(self, card: str, goods: tuple[str, ...]) -> int:
        """Sell these goods for as many points as it may take; return the points."""
        return int(self._asked("spend", card, *goods))

    def begin(self, card: str, goods: tuple[str, ...]) -> None:
        """Let it begin a receipt and leave it on the counter."""
        self._asked("begin", card, *goods)

    def cut(self) -> None:
        """Take its power away, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._line.close()
            self._process = None

    def _asked(self, *words: str) -> Any:
        self._line.send(words)
        return self._heard()

    def _heard(self) -> Any:
        if not self._line.poll(_PATIENCE_S):
            raise TimeoutError
        return self._line.recv()


def live(address: Address, line: Connection) -> None:
    """Be the second till until the power goes: open, log in, do what is asked."""
    till = open_shop_till(address.settings)
    till.staff.log_in(PIN)
    if till.shift.current() is None:
        till.shift.open(_CHANGE_MINOR)
    line.send(till.register.restore())
    while True:
        try:
            what, card, *goods = line.recv()
        except EOFError:
            till.close()
            return
        line.send(_ACTS[what](till, card, goods))


def _talk(till: Till, _card: str, _goods: list[str]) -> int:
    till.sync_once()
    return till.files.journal.queue().waiting


def _right(till: Till, card: str, _goods: list[str]) -> int:
    member = till.world.members.by_card(card)
    return till.world.rights.right(member.account_id).floor if member else 0


def _begin(till: Till, card: str, goods: list[str]) -> int:
    """Scan card and goods and keep the open receipt, as the window does after each scan."""
    till.register.restore()
    for text in (card, *goods):
        till.register.scan(text)
    text_ = till.world.desk.take_draft()
    if text_ is not None:
        till.files.journal.save_draft(text_)
    return len(till.register.view().lines)


def _spend(till: Till, card: str, goods: list[str]) -> int:
    _begin(till, card, goods)
    till.register.want_points(None)
    question = till.register.hold_question()
    if question is not None:
        answer = till.holds.ask(
            question.op, question.account_id, question.points, question.shown, question.card_last4
        )
        till.register.hold_answered(question.op, answer)
    return till.register.pay_exact(TenderKind.CARD).sale.redeemed


_ACTS: Final = {"talk": _talk, "right": _right, "begin": _begin, "spend": _spend}
