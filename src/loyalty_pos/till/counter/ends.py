"""The end of a receipt without a sale, and its return: cancelled, set aside, brought back, back after a crash.

What lay on a receipt that was set aside is promised to nobody meanwhile; it is asked for again when it comes back.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from loyalty_pos.core.dates import moment
from loyalty_pos.core.problems import EmptyReceipt, ReceiptUnfinished
from loyalty_pos.core.problems.selling import TooManyParked
from loyalty_pos.core.vouchers.voucher import VoucherKind
from loyalty_pos.till.benefits.rewarding import RewardDesk
from loyalty_pos.till.counter.ages import Ages
from loyalty_pos.till.open_receipt import OpenReceipt, read_draft, read_parked
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.vouchers.selling import Receipts
from loyalty_pos.till.world import TillWorld

PARKED: Final = "receipt_parked"
MOST_PARKED: Final = 9


@dataclass(frozen=True, slots=True)
class ParkedView:
    """A receipt set aside, as people tell it from others: who, the first goods, how many lines, how much, since when (the shop's clock)."""

    sale_id: str
    customer: str
    first: str
    lines: int
    due_minor: int
    at: datetime | None


class ReceiptEnds(RewardDesk):
    """The open receipt with its beginning and end."""

    def __init__(self, world: TillWorld) -> None:
        super().__init__(world)
        self._tried_to_pay = False
        self._shown = "", ""
        self.ages = Ages(world, Receipts(lambda: self._receipt, self._change), self.delete_line)

    def clear(self, reason: str) -> None:
        """Cancel the open receipt with an audit line; nothing happens when it is empty."""
        receipt = self._receipt
        if receipt.is_empty:
            return
        gross = receipt.basket.gross_minor
        cleared = self._world.noted(
            "receipt_cleared", subject=receipt.sale_id, amount_minor=gross, reason=reason
        )
        notes = (*receipt.notes, cleared)
        self._world.journal.record([Draft(note, note.cashier_id) for note in notes])
        self._begin_anew()

    def restore(self) -> bool:
        """Bring back the receipt that was open when the program ended; return whether there was one.

        A receipt that was sold before the crash does not come back. A hold asked for before it is given back; rewards
        for points leave the receipt with it. Receipts that were set aside are there again, whatever was open.
        """
        world = self._world
        text = world.journal.load_draft()
        world.desk.parked = read_parked(text, world.goods, world.members)
        receipt = read_draft(text, world.goods, world.members)
        if receipt is None or world.journal.sale_by_id(receipt.sale_id) is not None:
            return False
        self._bring_back(receipt)
        return True

    def declined(self, amount_minor: int) -> None:
        """Write down that the terminal refused a bank card for so much; the receipt and its points stay as they are."""
        receipt = self._receipt
        note = self._world.noted("card_declined", subject=receipt.sale_id, amount_minor=amount_minor)
        self._receipt = replace(receipt, notes=(*receipt.notes, note))
        self._world.desk.drafts.append(self._receipt)

    # --- set aside ----------------------------------------------------------------------------------------

    def parked(self) -> tuple[ParkedView, ...]:
        """Return what was set aside, the oldest first."""
        return tuple(_parked_view(receipt, self._world.zone) for receipt in self._world.desk.parked)

    def park(self) -> ParkedView:
        """Set the open receipt aside and begin a new one. Raises ``EmptyReceipt``, ``TooManyParked``."""
        receipt, desk = self._receipt, self._world.desk
        if not receipt.lines:
            raise EmptyReceipt
        if len(desk.parked) >= MOST_PARKED:
            raise TooManyParked(limit=MOST_PARKED)
        due = self.view().quote.payable_minor
        note = self._world.noted(PARKED, subject=receipt.sale_id, amount_minor=due)
        aside = replace(self._receipt, op="", voucher_ops=(), notes=(*receipt.notes, note))
        desk.parked = (*desk.parked, aside)
        self._begin_anew()
        return _parked_view(aside, self._world.zone)

    def recall(self, sale_id: str) -> bool:
        """Bring a receipt back that was set aside; return whether it was there.

        A customer who is at the counter already stays if the receipt had none. Raises ``ReceiptUnfinished`` while goods
        lie on another one.
        """
        desk = self._world.desk
        back = next((one for one in desk.parked if one.sale_id == sale_id), None)
        if back is None:
            return False
        if self._receipt.lines:
            raise ReceiptUnfinished(lines=len(self._receipt.lines))
        here = self._receipt.member
        self._begin_anew()
        desk.parked = tuple(one for one in desk.parked if one.sale_id != sale_id)
        self._bring_back(back)
        self._tried_to_pay = True  # its end may be unknown: the journal is asked before it is paid again
        if here is not None and back.member is None:
            self.attach(here)
        return True

    # --- inside -------------------------------------------------------------------------------------------

    def _bring_back(self, receipt: OpenReceipt) -> None:
        world = self._world
        world.desk.releases.extend(op for op in (receipt.op, *receipt.voucher_ops) if op)
        for key in (*receipt.certificates, *(serial.key for serial in receipt.serials)):
            voucher = world.vouchers.by_key(key)
            if voucher is not None:
                self._promises.want(voucher, 1 if voucher.kind is VoucherKind.COUPON else voucher.rest_minor)
        self._change(replace(receipt, op=""))

    def _begin_anew(self) -> None:
        self._forget_redemption()
        self._promises.keep(())
        self._tried_to_pay = False
        self._shown = "", ""
        self.certificates.forget()
        self._receipt = OpenReceipt()
        self._banner = None
        self._view = None
        self._world.desk.open_lines = 0
        self._world.desk.drafts.append(self._receipt)


def _parked_view(receipt: OpenReceipt, zone: ZoneInfo) -> ParkedView:
    note = next((one for one in reversed(receipt.notes) if one.what == PARKED), None)
    return ParkedView(
        sale_id=receipt.sale_id,
        customer=receipt.member.name if receipt.member else "",
        first=receipt.lines[0].article.name if receipt.lines else "",
        lines=len(receipt.lines),
        due_minor=note.amount_minor if note else receipt.basket.gross_minor,
        at=moment(note.noted_at_us).astimezone(zone) if note else None,
    )
