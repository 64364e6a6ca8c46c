"""A receipt that another program prints: the till's own register up to the payment, then a fact that waits.

Must never price otherwise than the register does. It begins no draft and opens no drawer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from loyalty_pos.core.basket import Article
from loyalty_pos.core.problems import BesideNotHere, LeaseRenewed, Problem
from loyalty_pos.core.sale import Noted, Sale, Tender, TenderKind
from loyalty_pos.till.other_programs.port import OTHER_TILL
from loyalty_pos.till.receipt_state import (
    CertificateAsks,
    LineAdded,
    RedemptionState,
    RedemptionView,
    Refused,
    ScanOutcome,
)
from loyalty_pos.till.register import Register
from loyalty_pos.till.vouchers.finding import certificate_asked
from loyalty_pos.till.wording import word
from loyalty_pos.till.world import TillWorld

BY_TOTAL: Final = "goods-by-total"
"""Article of a basket of which only the total is known."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the other program is told to print. ``epoch``: of the lease by which the sale takes points, None = by none.

    ``op``, ``wanted``: as in ``wire.beside.kept``.
    """

    sale: Sale
    epoch: int | None
    notes: tuple[Noted, ...]
    op: str = ""
    wanted: int = 0


class BesideReceipt(Register):
    """One basket; ``world`` has a desk of its own, so that the till's open receipt stays what it is."""

    def __init__(self, world: TillWorld) -> None:
        super().__init__(world)
        self.by_total = False
        self.unknown: tuple[int, ...] = ()

    def scan(self, text: str) -> ScanOutcome:
        """As the register; a certificate pays, but none is sold: its advance would be a receipt of the other program's."""
        before = self._receipt
        outcome = super().scan(text)
        sells = isinstance(outcome, LineAdded) and bool(self._receipt.line(outcome.line_id).voucher)
        if sells or isinstance(outcome, CertificateAsks):
            self._change(before)
            return Refused(BesideNotHere())
        if self.by_total and self._receipt.lines != before.lines:
            self._drop_total()
        return outcome

    def set_total(self, total_minor: int) -> None:
        """Take a basket of which only the sum is known, in place of what lies there; 0 = nothing. Raises ``BadAmount``."""
        receipt = replace(self._receipt, lines=tuple(one for one in self._receipt.lines if one.reward))
        self.by_total = total_minor > 0
        self.unknown = ()
        if total_minor > 0:
            name = word("goods_by_total", self._world.identity.language)
            article = Article(BY_TOTAL, name, total_minor)
            receipt, _ = receipt.with_line(article, 1000, total_minor)
        self._change(receipt)

    def lay(self, article: Article, qty_milli: int, price_minor: int, *, known: bool) -> int:
        """Put a line at the other program's price; return its id. Raises ``BadQuantity``, ``ReceiptTooLong``."""
        receipt, line_id = self._receipt.with_line(article, qty_milli, price_minor)
        self.unknown += () if known else (line_id,)
        self._change(receipt)
        return line_id

    def resume(self, sale_id: str, op: str, wanted: int) -> None:
        """Go on under an earlier id; the same wish for points keeps its operation."""
        self._receipt = replace(self._receipt, sale_id=sale_id, op=op)
        if op:
            self._redemption = RedemptionView(RedemptionState.OFFLINE, wanted, op=op)

    def go_on_with_customer_of(self, before: "BesideReceipt") -> None:
        """Serve the customer of a receipt without goods; what somebody allowed for the customer's card stays allowed."""
        was = before._receipt  # noqa: SLF001 - of its own kind
        if was.member is not None:
            self._change(
                replace(self._receipt, member=was.member, own_card_by=was.own_card_by, notes=was.notes)
            )

    def told(self) -> Told:
        """Return the sale as it stands, not committed; the money is the other program's.

        Raises what paying raises for the cashier, the shift and an empty receipt.
        """
        due_minor = self._quote().payable_minor
        tenders = [Tender(TenderKind.CARD, due_minor, OTHER_TILL)] if due_minor else []
        sale, epoch = self._by_own_right(self._sale(tenders))
        if self._voucher_epoch and epoch not in {None, self._voucher_epoch}:
            raise LeaseRenewed
        asked = self._redemption
        return Told(sale, self._voucher_epoch or epoch, self._receipt.notes, asked.op, asked.wanted)

    def let_go(self, sale: Sale) -> None:
        """Begin anew after this sale was committed: what it captured is not given back."""
        self._captured.extend(op for op in (sale.operation, *(one.operation for one in sale.promised)) if op)
        self._redemption = RedemptionView()
        self._promises.sold(sale.promised)
        self.begin_anew()

    def begin_anew(self) -> None:
        """Begin with nothing; holds are given back."""
        self.by_total, self.unknown = False, ()
        self._begin_anew()

    def lay_certificates(self, codes: Sequence[str]) -> tuple[Problem, ...]:
        """Let certificates pay; return why some do not."""
        refused: list[Problem] = []
        for code in codes:
            try:
                self.certificates.lay_down(certificate_asked(self._world, code))
            except Problem as problem:
                refused.append(problem)
        return tuple(refused)

    def take_rewards(self, ids: Sequence[str]) -> tuple[Problem, ...]:
        """Put rewards and gifts for stamps on, each at nothing; return why some cannot be had."""
        refused: list[Problem] = []
        for reward_id in ids:
            try:
                self.take_reward(reward_id)
            except Problem as problem:
                refused.append(problem)
        return tuple(refused)

    def put_codes(self, codes: Sequence[str]) -> tuple[Problem, ...]:
        """Put promo codes and serial coupons on; return why some give nothing."""
        refused: list[Problem] = []
        for code in codes:
            try:
                self.put_coupon(code)
            except Problem as problem:
                refused.append(problem)
        return tuple(refused)

    def _drop_total(self) -> None:
        """Goods were scanned: the total alone is over."""
        self.by_total = False
        self._change(
            replace(
                self._receipt, lines=tuple(one for one in self._receipt.lines if one.article.id != BY_TOTAL)
            )
        )
