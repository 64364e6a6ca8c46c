"""Goods come back and there is no receipt: on a manager's word, in cash, at what anybody would pay for them today.

No points move: nobody knows whose they were. It is money out of the drawer with a note of the goods, both in one commit,
so it stands in the shift's reports as cash taken out and in the audit with the manager's name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.basket import Article, Line
from loyalty_pos.core.problems import BadAmount, NothingMarked, PaperOverLimit
from loyalty_pos.core.receipt import Pair, Receipt, Ruler, Text
from loyalty_pos.core.sale import CashMoved
from loyalty_pos.till.elsewhere.limits import MANAGER_LIMIT
from loyalty_pos.till.open_receipt import OpenReceipt
from loyalty_pos.till.papers.paper import Paper, heading, paper_of
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.pricer import Pricer
from loyalty_pos.till.receipt_state import RedemptionView
from loyalty_pos.till.staff import Approval, Permission, require
from loyalty_pos.till.world import TillWorld

WHAT: Final = "goods_without_receipt"
"""The note's name, and the reason of the money."""


@dataclass(frozen=True, slots=True)
class Brought:
    """Goods on the counter."""

    article: Article
    qty_milli: int


@dataclass(frozen=True, slots=True)
class Worth:
    """What the goods cost anybody now, line by line: minor units."""

    lines_minor: tuple[int, ...]

    @property
    def money_minor(self) -> int:
        """All of it."""
        return sum(self.lines_minor)


@dataclass(frozen=True, slots=True)
class WithoutDone:
    """``moved.amount_minor`` is below zero: money that left the drawer."""

    moved: CashMoved
    receipt: Receipt


class WithoutReceipt:
    """Goods that come back without a receipt."""

    def __init__(self, world: TillWorld) -> None:
        self._world, self._pricer = world, Pricer(world)

    def worth(self, goods: Sequence[Brought]) -> Worth:
        """Return today's price for somebody without a card, offers for everybody taken off."""
        lines = tuple(
            Line(number, one.article, one.qty_milli, one.article.price_minor)
            for number, one in enumerate(goods, start=1)
        )
        quote = self._pricer.price(OpenReceipt(lines=lines), RedemptionView())
        return Worth(tuple(line.net_minor for line in quote.lines))

    def refuse(self, goods: Sequence[Brought]) -> int:
        """Return the money of these goods, or raise ``NothingMarked``, ``PaperOverLimit``."""
        if not goods:
            raise NothingMarked
        money_minor = self.worth(goods).money_minor
        limit_minor = self._world.setting(*MANAGER_LIMIT)
        if money_minor > limit_minor:
            raise PaperOverLimit(receipt="—", limit_minor=limit_minor)
        return money_minor

    def commit(self, goods: Sequence[Brought], approval: Approval) -> WithoutDone:
        """Give the money back.

        Raises ``NotLoggedIn``, ``NotAllowed``, ``ShiftNotOpen``, ``NothingMarked``, ``PaperOverLimit``, ``BadAmount``
        where there is less money in the drawer.
        """
        world = self._world
        money_minor = self.refuse(goods)
        approved_by = require(world, Permission.TRUST_PAPER, approval, money_minor)
        shift = world.shift()
        if not 0 < money_minor <= world.journal.shift_totals(shift.shift_id).cash_in_drawer_minor:
            raise BadAmount(text=str(money_minor))
        cashier_id = world.cashier().staff_id
        moved = CashMoved(
            shift_id=shift.shift_id,
            store_id=world.identity.store_id,
            cashier_id=cashier_id,
            moved_at_us=world.now_us(),
            amount_minor=-money_minor,
            reason=WHAT,
            approved_by=approved_by,
        )
        named = ", ".join(f"{one.article.id}*{one.qty_milli}" for one in goods)
        note = world.noted(WHAT, subject=named, amount_minor=money_minor, approved_by=approved_by)
        world.journal.record([Draft(moved, cashier_id), Draft(note, cashier_id)])
        return WithoutDone(moved, _slip(goods, self.worth(goods), moved, paper_of(world, cashier_id)))


def _slip(goods: Sequence[Brought], worth: Worth, moved: CashMoved, paper: Paper) -> Receipt:
    """Return the paper that the customer signs and the till keeps."""
    blocks = [*heading(paper, "return", moved.moved_at_us), Text(paper.word("without_receipt")), Ruler()]
    for one, money_minor in zip(goods, worth.lines_minor, strict=True):
        blocks.append(Text(one.article.name))
        blocks.append(Pair(f"  {paper.quantity(one.qty_milli)}", paper.money(money_minor)))
    blocks += [
        Ruler(),
        Pair(paper.word("to_return"), paper.money(-moved.amount_minor), bold=True, size=2),
        Pair(paper.word("approved_by"), moved.approved_by),
        Text(f"{paper.word('signature')} ____________"),
    ]
    return Receipt(f"without-{moved.moved_at_us}", tuple(blocks), open_drawer=True, kind="return")
