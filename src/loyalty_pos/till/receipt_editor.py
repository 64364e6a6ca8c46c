"""What stands on the open receipt and what it costs: lines, member, quote. Every change goes through here.

No disk write happens on a change: the newest receipt is left at the desk (``Desk.take_draft``) for the
background worker to save.
"""

from dataclasses import replace

from loyalty_pos.core.basket import Article
from loyalty_pos.core.member import CardState, Member, recognised_again
from loyalty_pos.core.member_code.sighting import SHOWN
from loyalty_pos.core.money import MILLI
from loyalty_pos.core.pricing.why_not import Verdict
from loyalty_pos.core.problems import (
    BadAmount,
    CardBlocked,
    Problem,
    UnknownArticle,
    UnknownChannel,
)
from loyalty_pos.core.programme.channels import channels_of
from loyalty_pos.core.programme.personal import UNSEEN
from loyalty_pos.core.quote import Quote
from loyalty_pos.core.vouchers.certificates import offered, shares
from loyalty_pos.till import redemption
from loyalty_pos.till.open_receipt import OpenReceipt
from loyalty_pos.till.own_cards.allowing import allowed_by
from loyalty_pos.till.ports import Role
from loyalty_pos.till.pricer import Pricer
from loyalty_pos.till.receipt_state import ReceiptView, RedemptionState, coupon_views, line_view
from loyalty_pos.till.resolver import CouponFound, GoodsFound, coupon_named
from loyalty_pos.till.staff import Approval, Permission, require
from loyalty_pos.till.vouchers.certificates import Certificates
from loyalty_pos.till.vouchers.coupons import SerialFound, Serials
from loyalty_pos.till.vouchers.promises import Promises
from loyalty_pos.till.vouchers.selling import Receipts
from loyalty_pos.till.world import TillWorld

TYPED_VAT = "typed_price_vat_bp"
"""Setting: VAT rate of goods sold at a typed price, basis points; nothing set = 2200."""


class ReceiptEditor:
    """The open receipt as a cashier changes it; not thread-safe."""

    def __init__(self, world: TillWorld) -> None:
        self._world = world
        self._pricer = Pricer(world)
        receipts = Receipts(lambda: self._receipt, self._change)
        self._promises = Promises(world)
        self.certificates = Certificates(world, receipts, self._promises)
        self._serials = Serials(world, receipts, self._against_coupon, self._promises)
        self._receipt = OpenReceipt()
        self._redemption = redemption.NO_REDEMPTION
        self._banner: Problem | None = None
        self._view: ReceiptView | None = None
        self._judged: tuple[ReceiptView, tuple[Verdict, ...]] | None = None

    def view(self) -> ReceiptView:
        """Return what the screen shows; priced anew only when something changed, or a hold's time is over."""
        self._look_at_hold()
        if self._view is None:
            receipt = self._receipt
            laid = self.certificates.laid(self._risked())
            quote = self._pricer.price(receipt, self._redemption, offered(laid))
            self._view = ReceiptView(
                quote=quote,
                lines=tuple(line_view(line) for line in quote.lines),
                member=self._receipt.member,
                balance=self._pricer.balance(self._receipt.member),
                redemption=self._redemption,
                banner=self._banner,
                hints=quote.hints,
                coupons=coupon_views(quote, self._pricer.programme(), receipt.coupons, receipt.serials),
                certificates=shares(laid, quote.certificate_minor),
                channel=receipt.channel,
                channels=channels_of(self._pricer.programme()),
            )
        return self._view

    def verdicts(self) -> tuple[Verdict, ...]:
        """Return what became of each offer on this receipt; worked out once a price, and only where it is asked for.

        What a customer must not hear of (``programme.personal``) is told to a manager alone.
        """
        view = self.view()
        if self._judged is None or self._judged[0] is not view:
            self._judged = view, self._pricer.verdicts(self._receipt, self._redemption)
        told = self._judged[1]
        cashier = self._world.desk.cashier
        if cashier is not None and cashier.role is Role.MANAGER:
            return told
        seen = tuple(verdict for verdict in told if verdict.why not in UNSEEN)
        return told if len(seen) == len(told) else seen

    def add_article(self, article_id: str, qty_milli: int = MILLI) -> int:
        """Add goods without a barcode; return the line's id. Raises ``UnknownArticle``, ``BadQuantity``..."""
        article = self._world.goods.by_id(article_id)
        if article is None:
            raise UnknownArticle(article_id=article_id)
        self.certificates.wished(article)
        receipt, line_id = self._receipt.with_goods(article, qty_milli)
        self._change(receipt)
        return line_id

    def add_by_price(self, barcode: str, name: str, price_minor: int, approver: Approval) -> int:
        """Sell an unknown barcode at a typed price that somebody approved; return the line's id.

        Raises ``BadAmount``, ``NotAllowed``. The approval is committed with the receipt.
        """
        if price_minor <= 0:
            raise BadAmount(text=str(price_minor))
        approved_by = require(self._world, Permission.APPROVE_PRICE, approver, price_minor)
        vat_bp = self._world.setting(TYPED_VAT, 2200)
        article = Article(barcode or "typed", name.strip() or barcode, price_minor, vat_bp=vat_bp)
        receipt, line_id = self._receipt.with_line(article, MILLI, price_minor, approved_by)
        note = self._world.noted(
            "price_approved", subject=barcode, amount_minor=price_minor, approved_by=approved_by
        )
        self._change(replace(receipt, notes=(*receipt.notes, note)))
        return line_id

    def set_quantity(self, line_id: int, qty_milli: int) -> None:
        """Change the quantity of a line (> 0 thousandths). Raises ``NoSuchLine``, ``BadQuantity``."""
        self._change(self._receipt.with_quantity(line_id, qty_milli))

    def delete_line(self, line_id: int, reason: str, approval: Approval | None = None) -> None:
        """Take a line off the receipt; its audit line is committed with the receipt, or with its clearing.

        Raises ``NoSuchLine``, ``NotAllowed`` when neither the cashier nor who approved may.
        """
        line = self._receipt.line(line_id)
        by, gone = require(self._world, Permission.DELETE_LINE, approval), line.gross_minor
        note = self._world.noted(
            "line_deleted", subject=line.article.id, amount_minor=gone, reason=reason, approved_by=by
        )
        self._change(self._receipt.without_line(line_id, note))

    def attach(self, member: Member, approval: Approval | None = None) -> None:
        """Put the member on the receipt; all lines are priced anew. ``approval``: of whoever lets a cashier's own card.

        Raises ``CardBlocked``, ``OwnCardRefused``, ``NotAllowed``.
        """
        if member.state is not CardState.ACTIVE:
            raise CardBlocked(last4=member.card_last4)
        allowed = allowed_by(self._world, self._receipt, member, approval)
        current = self._receipt.member
        if current is not None and current.account_id != member.account_id:
            self._forget_redemption()
        if current is not None and current.account_id == member.account_id:
            member = recognised_again(member, current)
        # the centre hears with the receipt which code of a phone it was, and tells of one that two tills took
        shown = (self._world.noted(SHOWN, subject=member.shown),) if member.shown else ()
        notes = (*self._receipt.notes, *shown)
        self._change(replace(self._receipt, member=member, notes=notes, own_card_by=allowed))

    def detach(self) -> None:
        """Take the member off the receipt; a hold is given back."""
        self._forget_redemption()
        self._change(replace(self._receipt, member=None, own_card_by=""))

    def set_channel(self, channel: str) -> None:
        """Say how the goods go to the customer, "" = over the counter. Raises ``UnknownChannel``."""
        known = channels_of(self._pricer.programme())
        if channel and channel not in known:
            raise UnknownChannel(channel=channel, known=", ".join(known))
        self._change(replace(self._receipt, channel=channel))

    def put_coupon(self, text: str) -> str:
        """Put a promo code or a serial coupon on the receipt; return it as the programme writes it, or its series.

        Raises ``UnknownCoupon``, ``CouponAlreadyThere``, ``CouponNotYet``, ``CouponOver``, ``CouponGivesNothing``, and
        of a serial ``SerialUnknown``, ``SerialUsed``, ``SerialNeedsMember``...
        """
        return self._take_coupon(coupon_named(self._world, text))

    def take_off_coupon(self, coupon: str) -> None:
        """Take a promo code off the receipt."""
        self._change(self._receipt.without_coupon(coupon))

    def _take_coupon(self, found: CouponFound | SerialFound) -> str:
        if isinstance(found, SerialFound):
            return self._serials.put(found)
        refused = self._against_coupon(found.coupon)
        if refused is not None:
            raise refused
        self._change(replace(self._receipt, coupons=(*self._receipt.coupons, found.coupon)))
        return found.coupon

    def _against_coupon(self, coupon: str) -> Problem | None:
        return self._pricer.refusal_of(coupon, self._receipt, self._redemption)

    def _look_at_hold(self) -> None:
        """Take the points off the receipt when the time of their hold is over, and say so."""
        now = redemption.at(self._redemption, self._world.clock.now())
        if now is not self._redemption:
            self._redemption, self._banner = now, now.problem
            self._view = None

    def _refuse_ended_hold(self) -> None:
        """Raise ``HoldEnded`` if the amount due has just changed: nobody pays what the screen did not say."""
        before = self._redemption
        self._look_at_hold()
        if self._redemption is not before and self._redemption.problem is not None:
            raise self._redemption.problem

    def _risked(self) -> int:
        """Return what the points on the receipt take of this till's budget R."""
        return self._redemption.local.floor if self._redemption.is_local else 0

    # --- for the register ---------------------------------------------------------------------------------

    def _quote(self) -> Quote:
        return self.view().quote

    def _add(self, goods: GoodsFound) -> int:
        self.certificates.wished(goods.article)
        if goods.price_minor == goods.article.price_minor:
            receipt, line_id = self._receipt.with_goods(goods.article, goods.qty_milli)
        else:
            receipt, line_id = self._receipt.with_line(goods.article, goods.qty_milli, goods.price_minor)
        self._change(receipt)
        return line_id

    def _change(self, receipt: OpenReceipt) -> None:
        """Take the new receipt, forget the old price and the old refusal, leave the draft to be saved."""
        if not receipt.sale_id:
            receipt = replace(receipt, sale_id=self._world.clock.new_id())
        self._receipt, self._banner = self._serials.fitting(receipt)
        self._promises.keep((*self._receipt.certificates, *(one.key for one in self._receipt.serials)))
        self._receipt = replace(self._receipt, voucher_ops=self._promises.operations())
        self._view = None
        self._world.desk.open_lines = len(receipt.lines)
        self._world.desk.drafts.append(self._receipt)

    def _forget_redemption(self) -> None:
        """Give back the hold, also one of which nobody knows whether the centre granted it."""
        if self._redemption.op and self._redemption.state is not RedemptionState.NONE:
            self._world.desk.releases.append(self._redemption.op)
        self._redemption = redemption.NO_REDEMPTION
        self._receipt = replace(self._receipt, op="")
        self._view = None
