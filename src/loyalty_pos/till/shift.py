"""The working day of a till: opened with a float, read by X, closed by Z; money in and out of the drawer."""

from dataclasses import dataclass

from loyalty_pos.core.problems import BadAmount, ReceiptUnfinished, ShiftAlreadyOpen
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.sale import CashMoved, ShiftClosed, ShiftOpened, ShiftTotals
from loyalty_pos.till.pack_book.tally import tally_of
from loyalty_pos.till.papers.paper import paper_of
from loyalty_pos.till.papers.shifts import summary_blocks, x_receipt, z_receipt
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.shifts.pieces import Pieces, worth_of
from loyalty_pos.till.shifts.summary import ShiftSummary, summary_of
from loyalty_pos.till.staff import Approval, Permission, require
from loyalty_pos.till.world import TillWorld


@dataclass(frozen=True, slots=True)
class XReport:
    """A reading that changes nothing."""

    totals: ShiftTotals
    receipt: Receipt
    summary: ShiftSummary


@dataclass(frozen=True, slots=True)
class ShiftClosedDone:
    """``difference_minor``: counted less what must be there; below zero = money is missing."""

    fact: ShiftClosed
    receipt: Receipt
    difference_minor: int


class Shift:
    """The shift of one till."""

    def __init__(self, world: TillWorld) -> None:
        self._world = world

    def current(self) -> ShiftOpened | None:
        """Return the open shift."""
        return self._world.journal.open_shift()

    def open(self, float_minor: int = 0) -> ShiftOpened:
        """Open a shift with this much change in the drawer.

        Raises ``NotLoggedIn``, ``NotAllowed``, ``BadAmount``, ``ShiftAlreadyOpen``.
        """
        require(self._world, Permission.SHIFT)
        if float_minor < 0:
            raise BadAmount(text=str(float_minor))
        already = self.current()
        if already is not None:
            raise ShiftAlreadyOpen(number=already.number)
        opened = ShiftOpened(
            shift_id=self._world.clock.new_id(),
            number=self._world.journal.next_shift_number(),
            store_id=self._world.identity.store_id,
            cashier_id=self._world.cashier().staff_id,
            opened_at_us=self._world.now_us(),
            float_minor=float_minor,
        )
        self._world.journal.record([Draft(opened, opened.cashier_id)])
        return opened

    def x_report(self) -> XReport:
        """Return the totals so far; nothing changes. Raises ``NotLoggedIn``, ``NotAllowed``, ``ShiftNotOpen``."""
        require(self._world, Permission.SHIFT)
        opened = self._world.shift()
        totals = self._world.journal.shift_totals(opened.shift_id)
        summary = self._summary(opened)
        paper = paper_of(self._world, self._world.cashier().staff_id)
        more = summary_blocks(summary, paper, tally_of(self._world.packs.lines()))
        receipt = x_receipt(opened, totals, self._world.now_us(), paper, more)
        return XReport(totals, receipt, summary)

    def close(self, counted_minor: int, pieces: Pieces = ()) -> ShiftClosedDone:
        """Close the shift; ``counted_minor`` is what lies in the drawer, a difference is written down, not refused.

        ``pieces``: the notes and coins that it was counted by, if it was; they come to the same.

        Raises ``NotLoggedIn``, ``NotAllowed``, ``BadAmount``, ``ShiftNotOpen``, ``ReceiptUnfinished``.
        """
        require(self._world, Permission.SHIFT)
        if counted_minor < 0 or (pieces and worth_of(pieces) != counted_minor):
            raise BadAmount(text=str(counted_minor))
        opened = self._world.shift()
        if self._world.desk.open_lines:
            raise ReceiptUnfinished(lines=self._world.desk.open_lines)
        summary = self._summary(opened)
        closed = self._closed(opened, counted_minor, pieces)
        self._world.journal.record([Draft(closed, closed.cashier_id)])
        paper = paper_of(self._world, closed.cashier_id)
        more = summary_blocks(summary, paper, tally_of(self._world.packs.lines()))
        receipt = z_receipt(closed, paper, more)
        return ShiftClosedDone(closed, receipt, counted_minor - closed.totals.cash_in_drawer_minor)

    def _summary(self, opened: ShiftOpened) -> ShiftSummary:
        return summary_of(self._world.journal.shift_facts(opened.shift_id))

    def _closed(self, opened: ShiftOpened, counted_minor: int, pieces: Pieces) -> ShiftClosed:
        journal = self._world.journal
        queue = journal.queue()
        return ShiftClosed(
            shift_id=opened.shift_id,
            number=opened.number,
            store_id=self._world.identity.store_id,
            cashier_id=self._world.cashier().staff_id,
            closed_at_us=self._world.now_us(),
            first_seq=journal.shift_first_seq(opened.shift_id),
            last_seq=queue.head_seq,
            head_hash=queue.head_hash,
            totals=journal.shift_totals(opened.shift_id),
            counted_minor=counted_minor,
            pieces=pieces,
        )

    def move_cash(self, amount_minor: int, reason: str, approval: Approval | None = None) -> CashMoved:
        """Put money in (positive) or take it out (negative); never more than lies there.

        Raises ``NotLoggedIn``, ``NotAllowed``, ``ShiftNotOpen``, ``BadAmount``.
        """
        approved_by = require(self._world, Permission.CASH_MOVE, approval, amount_minor)
        opened = self._world.shift()
        in_drawer = self._world.journal.shift_totals(opened.shift_id).cash_in_drawer_minor
        if amount_minor == 0 or in_drawer + amount_minor < 0:
            raise BadAmount(text=str(amount_minor))
        moved = CashMoved(
            shift_id=opened.shift_id,
            store_id=self._world.identity.store_id,
            cashier_id=self._world.cashier().staff_id,
            moved_at_us=self._world.now_us(),
            amount_minor=amount_minor,
            reason=reason,
            approved_by=approved_by,
        )
        self._world.journal.record([Draft(moved, moved.cashier_id)])
        return moved
