"""Goods that come back: a return by the receipt's code, whole or in part, and the void of a sale.

Gives back exactly what was paid, by whichever means, and never more than is left on a line. Looks at nothing
but what the sale has kept: neither today's prices nor today's rules.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final

from loyalty_pos.core.account.withholding import NOTHING_WITHHELD, Refund, Withheld, withheld
from loyalty_pos.core.problems import (
    AllReturned,
    AlreadyVoided,
    NothingMarked,
    Problem,
    ReceiptNotFound,
    VoidAfterReturn,
    VoidTooLate,
)
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.returns import Asked, returned_lines
from loyalty_pos.core.sale import Issued, Return, ReturnedLine, Sale, Tender, Void
from loyalty_pos.core.vouchers.coupons import printed_with
from loyalty_pos.till.balance import Balance, balance_of
from loyalty_pos.till.benefits.undoing import counted_back, rights_ended
from loyalty_pos.till.elsewhere.earlier import Earlier, earlier_of
from loyalty_pos.till.elsewhere.finding import OtherReceipt, find_elsewhere, parted
from loyalty_pos.till.elsewhere.limits import permission_for
from loyalty_pos.till.elsewhere.printed import sale_printed_as
from loyalty_pos.till.late_card.as_earned import accrued_back, as_earned
from loyalty_pos.till.papers.fiscal import signed
from loyalty_pos.till.papers.paper import paper_of
from loyalty_pos.till.papers.receipts import Extras, return_receipt, void_receipt
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.receipt_code import receipt_code
from loyalty_pos.till.staff import Approval, Permission, require
from loyalty_pos.till.vouchers.on_paper import given_back_on_paper
from loyalty_pos.till.vouchers.taking_back import given_back
from loyalty_pos.till.world import TillWorld

_SHOWN: Final = 40
"""Characters of an unknown code that are said back."""


@dataclass(frozen=True, slots=True)
class ReturnableLine:
    """``left_milli`` thousandths of the line may still come back; ``paid_minor``: money paid for the whole line."""

    line_id: int
    name: str
    sold_milli: int
    left_milli: int
    price_minor: int
    paid_minor: int


class CameBack(StrEnum):
    """How much of a sale came back."""

    NOTHING = "nothing"
    PART = "part"
    ALL = "all"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class ReturnPreview:
    """What would happen: money back, points given back to the member, earned points taken back.

    ``tenders``: money and what goes back onto certificates. ``cancelled``: rights of the sale that end with it.
    ``withheld``: what of the goods' money stays with the shop for points that are spent already.
    """

    lines: tuple[ReturnedLine, ...]
    money_minor: int
    points_back: int
    accrued_back: int
    tenders: tuple[Tender, ...]
    withheld: Withheld = NOTHING_WITHHELD
    cancelled: tuple[Issued, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnDone:
    """``trouble``: what went wrong after the commit; the return stands, the cashier is told."""

    fact: Return
    receipt: Receipt
    trouble: Problem | None = None


@dataclass(frozen=True, slots=True)
class VoidDone:
    fact: Void
    receipt: Receipt


class Returns:
    """Returns and voids at one till."""

    def __init__(self, world: TillWorld) -> None:
        self._world = world
        self._attempts: dict[str, str] = {}
        self._others: dict[str, OtherReceipt] = {}

    def find(self, code: str) -> Sale:
        """Return the sale of this till with this code, or printed by another program as this paper. Raises ``ReceiptNotFound``."""
        bare, _ = parted(code)
        sale = self._world.journal.sale_by_code(bare) or sale_printed_as(self._world, code)
        if sale is None:
            raise ReceiptNotFound(receipt=bare[:_SHOWN])
        return sale

    def find_elsewhere(self, code: str) -> Sale:
        """Return the sale of another till; asks the centre, so never on the GUI thread (``elsewhere.finding``).

        Raises ``ReceiptNotFound``, ``NotAProof``, ``PaperForged``, ``PaperTooOld``.
        """
        other = find_elsewhere(self._world, code)
        self._others[other.sale.sale_id] = other
        return other.sale

    def other(self, sale: Sale) -> OtherReceipt | None:
        """Return how a sale of another till is known, None for one of this till."""
        return self._others.get(sale.sale_id)

    def permission(self, sale: Sale, asked: Mapping[int, int]) -> Permission:
        """Return the right that this return takes. Raises as ``preview``, and ``PaperOverLimit``."""
        money_minor = sum(tender.amount_minor for tender in self.preview(sale, asked).tenders)
        return permission_for(self._world, self.other(sale), money_minor)

    def returnable(self, sale: Sale) -> tuple[ReturnableLine, ...]:
        """Return every line of the sale with what is left to come back; nothing is left of a voided sale."""
        back: Counter[int] = Counter()
        earlier = self._earlier(sale)
        for line in earlier.lines:
            back[line.line_id] += line.qty_milli
        return tuple(
            ReturnableLine(
                line_id=line.line_id,
                name=line.name,
                sold_milli=line.qty_milli,
                left_milli=0 if earlier.is_voided else max(0, line.qty_milli - back[line.line_id]),
                price_minor=line.price_minor,
                paid_minor=line.paid_minor,
            )
            for line in sale.lines
        )

    def came_back(self, sale: Sale) -> CameBack:
        """Tell how much of the sale came back, as far as this till knows."""
        if self._earlier(sale).is_voided:
            return CameBack.VOIDED
        lines = self.returnable(sale)
        if not any(line.left_milli for line in lines):
            return CameBack.ALL
        untouched = all(line.left_milli == line.sold_milli for line in lines)
        return CameBack.NOTHING if untouched else CameBack.PART

    def preview(self, sale: Sale, asked: Mapping[int, int]) -> ReturnPreview:
        """Return what giving back ``asked`` (line id -> thousandths) means; nothing happens.

        Raises ``AlreadyVoided``, ``AllReturned``, ``NothingMarked``, ``NoSuchLine``, ``BadQuantity``,
        ``AlreadyReturned``, ``PaperMoneyGone``.
        """
        earlier = self._earlier(sale)
        if earlier.is_voided:
            raise AlreadyVoided(receipt=sale.code)
        if self.came_back(sale) is CameBack.ALL:
            raise AllReturned(receipt=str(sale.number))
        if not asked:
            raise NothingMarked
        wishes = [Asked(line_id, qty_milli) for line_id, qty_milli in sorted(asked.items())]
        lines = returned_lines(sale, earlier.lines, wishes)
        earlier.refuse_more_than_paid(sale, lines)
        cancelled = rights_ended(self._world, sale, {line.line_id for line in lines})
        late = accrued_back(self._world.journal, sale, earlier.lines, lines)
        refund = Refund(
            money_minor=sum(line.paid_minor for line in lines),
            points_back=sum(line.points for line in lines),
            accrued_back=sum(line.accrued for line in lines) if late is None else late,
        )
        kept = self._withheld(sale, refund)
        money = refund.money_minor - kept.money_minor
        return ReturnPreview(
            lines=lines,
            money_minor=money,
            points_back=refund.points_back,
            accrued_back=refund.accrued_back - kept.points,
            tenders=given_back(sale, earlier.tenders, money, sum(line.certificate_minor for line in lines)),
            withheld=kept,
            cancelled=cancelled,
        )

    def commit(
        self, sale: Sale, asked: Mapping[int, int], reason: str, approval: Approval | None = None
    ) -> ReturnDone:
        """Commit the return. Asking again after a failed write is the same return (R43).

        Raises as ``preview``, and ``NotLoggedIn``, ``NotAllowed``, ``ShiftNotOpen``, ``StorageFull``...
        """
        attempt = f"{sale.sale_id} {sorted(asked.items())}"
        done = self._committed(sale, self._attempts.get(attempt, ""))
        if done is None:
            preview, needed = self.preview(sale, asked), self.permission(sale, asked)
            approved_by = require(self._world, needed, approval, preview.money_minor)
            shift_id = self._world.shift().shift_id
            other = self.other(sale)
            around = _Circumstances(
                return_id=self._attempts.setdefault(attempt, self._world.clock.new_id()),
                shift_id=shift_id,
                reason=reason,
                approved_by=approved_by,
                earlier=self._earlier(sale),
                proof=other.proof if other is not None else "",
            )
            done = _fact(self._world, sale, preview, around)
            self._world.journal.record([Draft(done, done.cashier_id, sale.bundle)])
        del self._attempts[attempt]
        ask = partial(self._world.fiscal.register_return, done, sale)
        fiscal = signed(self._world, ask, done.return_id, done.number)
        paper = paper_of(self._world, done.cashier_id)
        return ReturnDone(done, return_receipt(done, sale, paper, self._extras(sale, done)), fiscal.trouble)

    def void(self, sale: Sale, reason: str, approval: Approval | None = None) -> VoidDone:
        """Undo a whole sale of the open shift.

        Raises ``NotLoggedIn``, ``NotAllowed``, ``ShiftNotOpen``, ``VoidTooLate``, ``AlreadyVoided``,
        ``VoidAfterReturn``, ``AllReturned``.
        """
        approved_by = require(self._world, Permission.VOID, approval, sale.paid_minor)
        shift_id = self._world.shift().shift_id
        if sale.shift_id != shift_id:
            raise VoidTooLate(receipt=sale.code)
        if self._earlier(sale).is_voided:
            raise AlreadyVoided(receipt=sale.code)
        self._nothing_returned(sale)
        cancelled = rights_ended(self._world, sale, {line.line_id for line in sale.lines})
        earned = as_earned(self._world.journal, sale)
        void = Void(
            void_id=self._world.clock.new_id(),
            sale_id=sale.sale_id,
            sale_code=sale.code,
            shift_id=shift_id,
            store_id=self._world.identity.store_id,
            cashier_id=self._world.cashier().staff_id,
            voided_at_us=self._world.now_us(),
            account_id=sale.account_id,
            tenders=sale.tenders,
            paid_minor=sale.paid_minor,
            points_back=sale.redeemed,
            accrued_back=earned.accrued,
            operation=sale.operation,
            reason=reason,
            approved_by=approved_by,
            counted=earned.counted,
            cancelled=(*cancelled, *printed_with(sale)),
            freed_codes=sale.used_codes,
        )
        self._world.journal.record([Draft(void, void.cashier_id, sale.bundle)])
        paper = paper_of(self._world, void.cashier_id)
        return VoidDone(void, void_receipt(void, sale, paper, self._extras(sale, void)))

    def _earlier(self, sale: Sale) -> Earlier:
        return earlier_of(self._world, sale, self.other(sale))

    def _withheld(self, sale: Sale, refund: Refund) -> Withheld:
        sale = as_earned(self._world.journal, sale)
        member = self._world.members.by_account(sale.account_id) if sale.account_id else None
        programme = self._world.programmes.current().programme
        return withheld(programme, member, sale, refund, self._world.clock.now())

    def _committed(self, sale: Sale, return_id: str) -> Return | None:
        """Return the fact of an earlier attempt whose commit did succeed although nobody was told."""
        returns = self._world.journal.returns_of(sale.sale_id)
        return next((returned for returned in returns if returned.return_id == return_id), None)

    def _nothing_returned(self, sale: Sale) -> None:
        back = self.came_back(sale)
        if back is CameBack.ALL:
            raise AllReturned(receipt=str(sale.number))
        if back is CameBack.PART:
            raise VoidAfterReturn(receipt=str(sale.number))

    def _extras(self, sale: Sale, fact: Return | Void) -> Extras:
        return Extras(self._balance(sale), certificates=given_back_on_paper(self._world, fact.tenders))

    def _balance(self, sale: Sale) -> Balance | None:
        sale = as_earned(self._world.journal, sale)
        member = self._world.members.by_account(sale.account_id) if sale.account_id else None
        if member is None:
            return None
        return balance_of(member, self._world.programmes.current().programme, self._world.clock.now())


@dataclass(frozen=True, slots=True)
class _Circumstances:
    """Under which id and in which shift it happens, why, and on whose word."""

    return_id: str
    shift_id: str
    reason: str
    approved_by: str
    earlier: Earlier
    proof: str


def _fact(world: TillWorld, sale: Sale, preview: ReturnPreview, around: _Circumstances) -> Return:
    return Return(
        return_id=around.return_id,
        sale_id=sale.sale_id,
        sale_code=sale.code,
        code=receipt_code(world.identity.agent_id, around.return_id),
        number=world.journal.next_number(),
        shift_id=around.shift_id,
        store_id=world.identity.store_id,
        cashier_id=world.cashier().staff_id,
        returned_at_us=world.now_us(),
        account_id=sale.account_id,
        lines=preview.lines,
        tenders=preview.tenders,
        paid_minor=preview.money_minor + preview.withheld.money_minor,
        certificate_minor=sum(line.certificate_minor for line in preview.lines),
        points_back=preview.points_back,
        accrued_back=preview.accrued_back,
        reason=around.reason,
        approved_by=around.approved_by,
        withheld_points=preview.withheld.points,
        withheld_minor=preview.withheld.money_minor,
        cancelled=preview.cancelled,
        counted=counted_back(sale, around.earlier.lines, preview.lines),
        proof=around.proof,
    )
