"""The open receipt of one till: scan, change, redeem, pay. Owned by one thread at a time.

Prices nothing itself (``core.pricing``) and never waits for the network: a hold is asked for by the background
worker, which takes ``hold_question`` and brings ``hold_answered``.
"""

from collections.abc import Sequence

from loyalty_pos.core.member import Member
from loyalty_pos.core.sale import Tender, TenderKind
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.till.receipt_state import HoldQuestion, ReceiptView, RedemptionView, SaleDone, ScanOutcome
from loyalty_pos.till.staff import Approval
from loyalty_pos.till.world import TillWorld


class Register:
    """One open receipt and everything a cashier does with it."""

    def __init__(self, world: TillWorld) -> None:
        self._world = world

    def view(self) -> ReceiptView:
        """Return what the screen shows; priced anew only when something changed."""
        raise NotImplementedError

    def scan(self, text: str) -> ScanOutcome:
        """Do what the scanned or typed text asks for; what cannot be done is ``Refused``, never raised."""
        raise NotImplementedError

    def add_article(self, article_id: str, qty_milli: int = 1000) -> int:
        """Add goods without a barcode; return the line's id. Raises ``UnknownArticle``, ``BadQuantity``..."""
        raise NotImplementedError

    def add_by_price(self, barcode: str, name: str, price_minor: int, approver: Approval) -> int:
        """Sell an unknown barcode at a typed price that somebody approved; return the line's id."""
        raise NotImplementedError

    def set_quantity(self, line_id: int, qty_milli: int) -> None:
        """Change the quantity of a line (> 0). Raises ``NoSuchLine``, ``BadQuantity``."""
        raise NotImplementedError

    def delete_line(self, line_id: int, reason: str) -> None:
        """Take a line off the receipt; the audit line is committed with the receipt."""
        raise NotImplementedError

    def attach(self, member: Member) -> None:
        """Put the member on the receipt. Raises ``CardBlocked``, ``OwnCardRefused``."""
        raise NotImplementedError

    def detach(self) -> None:
        """Take the member off the receipt; an asked hold is given back."""
        raise NotImplementedError

    def want_points(self, points: int | None) -> RedemptionView:
        """Ask to pay with points (None = as many as possible, 0 = not any more)."""
        raise NotImplementedError

    def hold_question(self) -> HoldQuestion | None:
        """Return what the centre is to be asked now, None = nothing."""
        raise NotImplementedError

    def hold_answered(self, op: str, result: HoldResult) -> None:
        """Take the centre's answer; one that came too late is given back."""
        raise NotImplementedError

    def pay(self, tenders: Sequence[Tender]) -> SaleDone:
        """Commit the sale in one durable transaction and begin a new receipt."""
        raise NotImplementedError

    def pay_exact(self, kind: TenderKind = TenderKind.CASH) -> SaleDone:
        """Pay exactly what is due with one tender."""
        raise NotImplementedError

    def clear(self, reason: str) -> None:
        """Cancel the open receipt with an audit line."""
        raise NotImplementedError

    def restore(self) -> bool:
        """Bring back the receipt that was open when the program ended; return whether there was one."""
        raise NotImplementedError
