"""The open receipt of one till: scan, redeem, pay. Owned by one thread at a time.

Never waits for the network: a hold is asked for by the background worker, which takes ``hold_question`` and
brings ``hold_answered``. A sale is printed only after it is durable.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import EmptyReceipt, LeaseRenewed, NotAllowed, Problem
from loyalty_pos.core.receipt import Barcode, Qr, Receipt
from loyalty_pos.core.sale import Sale, Seen, Tender, TenderKind
from loyalty_pos.till import redemption
from loyalty_pos.till.benefits.on_paper import stamps_on_paper
from loyalty_pos.till.benefits.selling import refuse_unsold, with_rights
from loyalty_pos.till.counter.ends import ReceiptEnds
from loyalty_pos.till.elsewhere.proving import proof_of
from loyalty_pos.till.open_receipt import OpenReceipt
from loyalty_pos.till.own_cards.allowing import refuse_own_card
from loyalty_pos.till.papers.fiscal import signed
from loyalty_pos.till.papers.receipts import Extras, earning_limited, paper_of, sale_receipt
from loyalty_pos.till.payment import Occasion, sale_fact, settle
from loyalty_pos.till.ports import Draft, StaffMember
from loyalty_pos.till.receipt_code import receipt_code
from loyalty_pos.till.receipt_state import (
    CouponTaken,
    LineAdded,
    MemberAttached,
    ReceiptFound,
    RedemptionView,
    Refused,
    SaleDone,
    ScanOutcome,
    StaffBadge,
)
from loyalty_pos.till.resolver import CouponFound, GoodsFound, ReceiptElsewhere, SubscriberFound, resolve
from loyalty_pos.till.staff import Permission, may
from loyalty_pos.till.vouchers.coupons import SerialFound, coupons_on_paper
from loyalty_pos.till.vouchers.finding import CertificateFound
from loyalty_pos.till.vouchers.on_paper import certificates_on_paper, taken_alone
from loyalty_pos.till.world import TillWorld


class Register(ReceiptEnds):
    """One open receipt and everything a cashier does with it."""

    def __init__(self, world: TillWorld) -> None:
        super().__init__(world)
        self._voucher_epoch = 0

    def scan(self, text: str) -> ScanOutcome:
        """Do what the scanned or typed text asks for; what cannot be done is ``Refused``, never raised."""
        try:
            return self._shown_again(text) or self._act_on(text)
        except Problem as problem:
            self._banner = problem
            self._view = None
            return Refused(problem)

    def _shown_again(self, text: str) -> ScanOutcome | None:
        """Scanners read twice, and the code of a phone counts once: the member who showed it is there already."""
        there = self._receipt.member
        if there is None or (text, there.account_id) != self._shown:
            return None
        return MemberAttached(there)

    def _act_on(self, text: str) -> ScanOutcome:
        match resolve(self._world, text):
            case GoodsFound() as goods:
                return LineAdded(self._add(goods))
            case Member() | SubscriberFound() as person:
                return self._welcome(person, text)
            case CertificateFound() as certificate:
                return self.certificates.scanned(certificate)
            case CouponFound() | SerialFound() as coupon:
                return CouponTaken(self._take_coupon(coupon))
            case Sale() | ReceiptElsewhere() as receipt:
                return (
                    ReceiptFound(receipt) if isinstance(receipt, Sale) else ReceiptFound(None, receipt.text)
                )
            case StaffMember() as staff:
                return StaffBadge(staff)
            case other:
                assert_never(other)

    def _welcome(self, person: Member | SubscriberFound, text: str) -> ScanOutcome:
        """Attach a member; let the offers for a partner's customers act, who need not be members (A46)."""
        member = person if isinstance(person, Member) else person.member
        if member is not None:
            self.attach(member)
            if member.shown:
                self._shown = text, member.account_id
        if isinstance(person, SubscriberFound):
            self._entitle(person.subscriptions)
        if member is not None:
            return MemberAttached(member)
        assert isinstance(person, SubscriberFound)
        return CouponTaken(person.subscriptions[0])

    def _entitle(self, subscriptions: Sequence[str]) -> None:
        there = self._receipt.coupons
        new = tuple(one for one in subscriptions if one not in there)
        self._change(replace(self._receipt, coupons=(*there, *new)))

    # --- paying -------------------------------------------------------------------------------------------

    def pay(self, tenders: Sequence[Tender]) -> SaleDone:
        """Commit the sale in one durable transaction and begin a new receipt.

        Raises ``NotLoggedIn``, ``ShiftNotOpen``, ``NotAllowed``, ``EmptyReceipt``, ``AgeNotChecked``, ``NotPaidInFull``,
        ``PaidTooMuch``, ``StorageFull``, ``StorageBusy``: then the receipt stays as it is, and paying again
        is the same sale (R43). ``HoldEnded``, ``RedemptionOffline``, ``LeaseRenewed`` once, when points went off the
        receipt since it was looked at.
        """
        done = self._sold_before()
        if done is not None:
            return self._finish(done, self._redemption)
        self._refuse_ended_hold()
        taken = redemption.at_payment(self._redemption)
        sale, epoch = self._by_own_right(self._sale(tenders))
        if self._voucher_epoch and epoch not in {None, self._voucher_epoch}:
            raise LeaseRenewed
        epoch = self._voucher_epoch or epoch
        notes = [Draft(note, note.cashier_id, sale.bundle) for note in self._receipt.notes]
        self._tried_to_pay = True
        self._world.journal.record([Draft(sale, sale.cashier_id, sale.bundle, epoch=epoch), *notes])
        return self._finish(sale, taken)

    def pay_exact(self, kind: TenderKind = TenderKind.CASH) -> SaleDone:
        """Pay exactly what is due with one tender. Raises as ``pay``."""
        if self._sold_before() is None:
            self._refuse_ended_hold()
        due = self._quote().payable_minor
        return self.pay([Tender(kind, due)] if due else [])

    def preview(self) -> Receipt:
        """Return the paper as it would be if all were paid in cash now, without its codes; nothing is recorded.

        Raises what ``pay`` would refuse.
        """
        due = self._quote().payable_minor
        sale = self._sale([Tender(TenderKind.CASH, due)] if due else [])
        certificates = certificates_on_paper(self._world, sale.tenders, taken_alone(sale.promised))
        limited = earning_limited(self._quote())
        extras = Extras(
            balance=self._pricer.balance(self._receipt.member), certificates=certificates, limited=limited
        )
        receipt = sale_receipt(sale, paper_of(self._world, sale.cashier_id), extras)
        shown = tuple(block for block in receipt.blocks if not isinstance(block, Qr | Barcode))
        return replace(receipt, blocks=shown)

    def _sold_before(self) -> Sale | None:
        """Return the sale if a commit whose outcome was unknown did succeed: then nothing is sold twice."""
        return self._world.journal.sale_by_id(self._receipt.sale_id) if self._tried_to_pay else None

    def _forget_redemption(self) -> None:
        """As before; what a sale captured after all, its answer was lost, is not given back."""
        sold = self._sold_before()
        if sold is not None and sold.operation and sold.operation == self._redemption.op:
            self._captured.append(sold.operation)
            self._redemption = redemption.NO_REDEMPTION
        super()._forget_redemption()

    def _sale(self, tenders: Sequence[Tender]) -> Sale:
        world = self._world
        cashier, shift = world.cashier(), world.shift()
        if not may(cashier, Permission.SELL):
            raise NotAllowed(permission=Permission.SELL)
        if not self._receipt.lines:
            raise EmptyReceipt
        own_card_by = refuse_own_card(world, self._receipt)
        self.ages.refuse_unchecked()
        quote, seen = self._quote(), self._pricer.seen()  # at once: the next look may price anew
        risked = self._risked()
        self.certificates.refuse_changed(self.view().certificates, risked)
        self._serials.refuse_changed()
        refuse_unsold(world, self._receipt, quote)
        occasion = _occasion(world, self._receipt, shift.shift_id, self._redemption.op, seen)
        programme = self._pricer.programme()
        sale = sale_fact(quote, settle(quote.payable_minor, tenders), occasion, programme)
        sale = replace(sale, own_card_by=own_card_by)
        sale = with_rights(sale, quote, self._receipt.member, programme, world.identity.zone)
        sale, first = self.certificates.in_sale(sale, self.view().certificates, risked)
        risked += sum(one.risk for one in sale.promised)
        sale, second = self._serials.in_sale(sale, self._pricer.gives_to(self._receipt.member), risked)
        if first and second not in {0, first}:
            raise LeaseRenewed
        self._voucher_epoch = first or second
        return sale

    def _finish(self, sale: Sale, taken: RedemptionView) -> SaleDone:
        """After the commit: sign, paper, what the member has now, and an empty receipt."""
        fiscal = signed(self._world, lambda: self._world.fiscal.register(sale), sale.sale_id, sale.number)
        member = self._world.members.by_account(sale.account_id) if sale.account_id else None
        balance = self._pricer.balance(member)
        if sale.operation:
            self._captured.append(sale.operation)
            self._redemption = redemption.NO_REDEMPTION
        self._captured.extend(one.operation for one in sale.promised if one.operation)
        self._promises.sold(sale.promised)
        extras = Extras(
            balance=balance,
            fiscal_sign=fiscal.sign,
            remark=taken.problem,
            certificates=certificates_on_paper(self._world, sale.tenders, taken_alone(sale.promised)),
            sold_alone=not self._world.in_touch(),
            coupons=coupons_on_paper(self._world, sale),
            stamps=stamps_on_paper(sale, member, self._pricer.programme()),
            proof=proof_of(self._world, sale),
            limited=earning_limited(self._quote()) if sale.account_id else None,
        )
        receipt = sale_receipt(sale, paper_of(self._world, sale.cashier_id), extras)
        self._begin_anew()
        return SaleDone(sale, receipt, sale.change_minor, balance, fiscal.trouble)


def _occasion(
    world: TillWorld, receipt: OpenReceipt, shift_id: str, operation: str, seen: Seen | None
) -> Occasion:
    """Return where and when this receipt is sold, to whom, and by which operation of redemption."""
    return Occasion(
        sale_id=receipt.sale_id,
        code=receipt_code(world.identity.agent_id, receipt.sale_id),
        number=world.journal.next_number(),
        shift_id=shift_id,
        store_id=world.identity.store_id,
        cashier_id=world.cashier().staff_id,
        sold_at_us=world.now_us(),
        member=receipt.member,
        operation=operation,
        coupons=receipt.coupons,
        channel=receipt.channel,
        seen=seen,
    )
