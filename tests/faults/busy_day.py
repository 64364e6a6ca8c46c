"""A day of one till on a disk that remembers: what it acknowledged is marked in the log behind the calls that kept it.

Sales with and without points, returns, voids, leases renewed, rows of the centre, receipts left open, checkpoints,
restarts. Run by ``power_cut`` on the faulty disk:

python -m tests.faults.busy_day --steps N --seed S [--weak]
"""

import argparse
import json
import random
import sys
from collections.abc import Sequence
from typing import Final

from loyalty_pos.core.sale import Sale
from loyalty_pos.storage import database
from loyalty_pos.storage.kinds import JOURNAL
from loyalty_pos.storage.vault import VAULT_FILE, FileVault
from loyalty_pos.till.ports import Draft
from tests.fakes.leases import lend
from tests.fakes.till_folder import Counter, a_lot, a_return, a_sale, a_void
from tests.faults.disk import Disk, lay_reserve

CARD: Final = "2900000000000001"
ACCOUNT: Final = "account-1"
_CHECKPOINTS: Final = (16 * 1024, 64 * 1024, 4 * 1024 * 1024)


class BusyDay:
    """One till that does whatever the dice say."""

    def __init__(self, disk: Disk, dice: random.Random) -> None:
        self._disk = disk
        self._dice = dice
        self._number = 0
        self._sold: list[Sale] = []
        self._draft = 0
        self._cursor = 7
        self._epoch = 0
        folder = disk.folder / "till"
        folder.mkdir()
        lay_reserve(folder)
        disk.record()
        self.till = Counter(folder, FileVault(folder / VAULT_FILE))
        self._open()

    def step(self) -> None:
        """Do one thing and say that it is done."""
        deeds = (
            (40, self._sell), (20, self._redeem), (5, self._take_back), (5, self._void), (8, self._leave_open),
            (6, self._renew), (8, self._hear), (3, self._agree), (4, self._keep_mark), (2, self._tidy), (1, self._restart),
        )  # fmt: skip
        self._dice.choices([deed for _, deed in deeds], [weight for weight, _ in deeds])[0]()
        self._say()

    def _open(self) -> None:
        self._say()
        self.till.open_shift()
        self._say()
        self._renew()
        self._hear()
        self._say()

    def _say(self) -> None:
        """Mark what the till would tell its cashier: from now on no power cut may take it back."""
        files = self.till.files
        queue = files.journal.queue()
        facts = {
            "head": queue.head_seq,
            "hash": queue.head_hash,
            "epoch": files.leases.epoch(),
            "draft": self._draft,
            "cursor": self._cursor,
            "incarnation": files.identity.incarnation,
        }
        self._disk.mark(json.dumps(facts))

    def _sell(self) -> None:
        self._number += 1
        self._sold.append(self.till.sell(self._number))

    def _redeem(self) -> None:
        self._number += 1
        floor, grant = self._dice.choice(((1, 0), (0, 1), (1, 1)))
        sale = a_sale(
            self._number,
            account_id=ACCOUNT,
            redeemed=floor + grant,
            operation=f"op-{self._number}",
            by_floor=floor,
            by_grant=grant,
        )
        self.till.files.journal.record([Draft(sale, "anna", epoch=self._epoch)])
        self._sold.append(sale)

    def _take_back(self) -> None:
        if self._sold:
            self._number += 1
            self.till.record(a_return(self._sold.pop(), self._number))

    def _void(self) -> None:
        if self._sold:
            self._number += 1
            self.till.record(a_void(self._sold.pop(), f"void-{self._number}"))

    def _leave_open(self) -> None:
        self.till.files.journal.save_draft(str(self._draft + 1))
        self._draft += 1

    def _renew(self) -> None:
        self._epoch += 1
        assert lend(self.till, self._epoch, grants={ACCOUNT: 300})

    def _hear(self) -> None:
        self._cursor += 1
        self.till.tell_member(CARD, a_lot(self._dice.randrange(100, 10_000)), stores=["store-1"])
        self.till.tell_goods(*((str(self._dice.randrange(10, 99)), "Tea " * 9) for _ in range(20)))
        self.till.tell(cursor=f"feed.{self._cursor}")

    def _agree(self) -> None:
        queue = self.till.files.journal.queue()
        self.till.files.outbox.agree(queue.head_seq, queue.head_hash)

    def _keep_mark(self) -> None:
        self.till.files.mark.keep()

    def _tidy(self) -> None:
        self.till.files.tidy()

    def _restart(self) -> None:
        self.till.restart()


def main(arguments: Sequence[str] | None = None) -> int:
    """Live the day; the log is the outcome."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--weak", action="store_true", help="synchronous=NORMAL, which must be found out")
    options = parser.parse_args(arguments)
    dice = random.Random(options.seed)
    if options.weak:
        object.__setattr__(JOURNAL, "synchronous", "NORMAL")
    setattr(database, "_CHECKPOINT_BYTES", _CHECKPOINTS[options.seed % len(_CHECKPOINTS)])  # noqa: B010 - so that a short day has many
    day = BusyDay(Disk(), dice)
    for _ in range(options.steps):
        day.step()
    return 0


if __name__ == "__main__":
    sys.exit(main())
