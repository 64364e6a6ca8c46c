"""What facts do to vouchers: one place for the centre's book and for what a till did since the centre's last word.

``rest_minor`` and ``uses_left`` are exact sums of all that was done and may fall below nought where two tills, each
alone, took too much; so the order in which facts arrive changes nothing. Nothing is refused here: what may be done
is decided before, at the counter.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from loyalty_pos.core.programme import Programme
from loyalty_pos.core.sale import (
    Fact,
    Issued,
    IssuedKind,
    MemberChange,
    MemberChanged,
    Return,
    Sale,
    Tender,
    TenderKind,
    UsedCode,
    Void,
)
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState

_MOST_DIGITS: Final = 19
_LARGEST: Final = 2**63 - 1
UNREADABLE: Final = -1
"""Key of a move whose text is no keyed hash; no voucher has it."""
UNKNOWN_VOUCHERS: Final = "unknown_vouchers"
"""The audit line that more codes that nobody made were tried within an hour than may be: ``subject`` says how many."""


class What(StrEnum):
    """``forfeited``: what one receipt left of a single-use certificate, or what its end left; ``sale_voided``: it may be
    sold again. ``written_off``: what was overdrawn is owed no more.
    """

    PRINTED = "printed"
    IMPORTED = "imported"
    SOLD = "sold"
    PAID = "paid"
    FORFEITED = "forfeited"
    GIVEN_BACK = "given_back"
    PAYMENT_VOIDED = "payment_voided"
    CANCELLED = "cancelled"
    SALE_VOIDED = "sale_voided"
    ISSUED = "issued"
    USED = "used"
    FREED = "freed"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    WRITTEN_OFF = "written_off"


_UNDONE: Final = {
    What.GIVEN_BACK: What.PAID,
    What.PAYMENT_VOIDED: What.PAID,
    What.CANCELLED: What.SOLD,
    What.SALE_VOIDED: What.SOLD,
    What.FREED: What.USED,
}


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that a fact does to one voucher. ``amount_minor``: positive into it; ``uses`` likewise.

    ``issued``: of a right that begins. ``kind``, ``last4``: of a voucher that nobody knew before.
    """

    key: int
    what: What
    kind: VoucherKind
    amount_minor: int = 0
    uses: int = 0
    rule_id: str = ""
    series: str = ""
    last4: str = ""
    issued: Issued | None = None


def key_of(text: str) -> int:
    """Return the keyed hash that a fact names, UNREADABLE for a text that is none."""
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        return UNREADABLE
    key = int(text)
    return key if key <= _LARGEST else UNREADABLE


def undone_by(move: Move) -> What | None:
    """Return what this move undoes, None for one that does something new."""
    done = _UNDONE.get(move.what)
    return What.ISSUED if done is What.SOLD and move.uses else done


def moves_of(fact: Fact) -> tuple[Move, ...]:
    """Return what the fact does to vouchers, in order; nothing for most facts."""
    match fact:
        case Sale():
            return (*_begun(fact.issued), *_paid(fact.tenders), *_used(fact.used_codes))
        case Return():
            return (*_given_back(fact.tenders, What.GIVEN_BACK), *_ended(fact.cancelled, What.CANCELLED))
        case Void():
            return (
                *_given_back(fact.tenders, What.PAYMENT_VOIDED),
                *_freed(fact.freed_codes),
                *_ended(fact.cancelled, What.SALE_VOIDED),
            )
        case MemberChanged(what=MemberChange.JOIN, key=key) if key:
            return (Move(key_of(key), What.USED, VoucherKind.INVITATION, uses=-1, series=fact.club_id),)
        case _:
            return ()


def keys_of(fact: Fact) -> set[int]:
    """Return the vouchers that the fact does something to."""
    return {move.key for move in moves_of(fact)} - {UNREADABLE}


def after_facts(
    voucher: Voucher | None, facts: Iterable[Fact], key: int, programme: Programme
) -> Voucher | None:
    """Return the voucher as these facts leave it, in order; None = still nobody knows it."""
    forfeited: dict[str, int] = {}
    for fact in facts:
        sale_id = fact.sale_id if isinstance(fact, Sale | Return | Void) else ""
        for move in (move for move in moves_of(fact) if move.key == key):
            freed = forfeited.pop(sale_id, 0) if move.what is What.PAYMENT_VOIDED else 0
            voucher = moved(voucher, replace(move, amount_minor=move.amount_minor + freed))
            voucher = bound(voucher, move, fact, programme)
            if left_over(voucher, move.what, programme):
                forfeited[sale_id] = voucher.rest_minor
                voucher = moved(voucher, Move(key, What.FORFEITED, move.kind, -voucher.rest_minor))
    return voucher


def bound(voucher: Voucher, move: Move, fact: Fact, programme: Programme) -> Voucher:
    """Return what began here as this store's, a coupon that was printed for a member as that member's own where its series says so."""
    if move.what in {What.SOLD, What.ISSUED} and isinstance(fact, Sale):
        voucher = replace(voucher, home=fact.store_id)
    if move.what is not What.ISSUED or not isinstance(fact, Sale) or not fact.account_id:
        return voucher
    personal = any(series.personal for series in programme.coupon_series if series.id == voucher.series)
    return replace(voucher, account_id=fact.account_id) if personal else voucher


def moved(voucher: Voucher | None, move: Move) -> Voucher:
    """Return the voucher after one move; None = nobody knew it."""
    before = voucher or unknown(move)
    after = replace(
        before,
        rest_minor=before.rest_minor + move.amount_minor,
        uses_left=before.uses_left + move.uses,
    )
    if move.issued is not None:
        after = _told(after, move.issued)
    if move.what in {What.SOLD, What.CANCELLED, What.SALE_VOIDED}:
        # what the print house wrote on the piece is no money yet
        worth = 0 if before.state is VoucherState.PRINTED else before.value_minor
        after = replace(after, value_minor=max(0, worth + move.amount_minor))
    return replace(after, state=_state(before, after, move.what))


def unknown(move: Move) -> Voucher:
    """Return the voucher of a move that nobody knew: it has nothing and never had."""
    return Voucher(move.key, move.kind, move.series, VoucherState.ACTIVE, last4=move.last4)


def has_left(voucher: Voucher) -> bool:
    """Tell whether there is money in the certificate, or a use of the other kinds."""
    return voucher.there > 0


def left_over(voucher: Voucher, what: What, programme: Programme) -> bool:
    """Tell whether this payment ends a single-use certificate that still has money in it."""
    if what is not What.PAID or voucher.rest_minor <= 0:
        return False
    return any(series.single_use for series in programme.certificates if series.id == voucher.series)


def _state(before: Voucher, after: Voucher, what: What) -> VoucherState:
    if what is What.BLOCKED or (before.state is VoucherState.BLOCKED and what is not What.UNBLOCKED):
        return VoucherState.BLOCKED
    if has_left(after):
        return VoucherState.ACTIVE
    if what is What.SALE_VOIDED and after.kind is VoucherKind.CERTIFICATE and after.rest_minor == 0:
        return VoucherState.PRINTED  # the piece of plastic goes back into the drawer
    return VoucherState.CANCELLED if what in {What.CANCELLED, What.SALE_VOIDED} else VoucherState.USED


def _told(voucher: Voucher, issued: Issued) -> Voucher:
    return replace(
        voucher,
        series=issued.series or voucher.series,
        since_us=issued.since_us,
        until_us=issued.until_us,
        last4=issued.last4 or voucher.last4,
    )


def _begun(rights: tuple[Issued, ...]) -> Iterator[Move]:
    for one in rights:
        if one.kind is IssuedKind.CERTIFICATE:
            yield _issued(one, What.SOLD, VoucherKind.CERTIFICATE, one.amount_minor, 0)
        elif one.kind is IssuedKind.COUPON:
            yield _issued(one, What.ISSUED, VoucherKind.COUPON, 0, 1)


def _ended(rights: tuple[Issued, ...], what: What) -> Iterator[Move]:
    for one in rights:
        if one.kind is IssuedKind.CERTIFICATE:
            yield replace(_issued(one, what, VoucherKind.CERTIFICATE, -one.amount_minor, 0), issued=None)
        elif one.kind is IssuedKind.COUPON:
            yield replace(_issued(one, what, VoucherKind.COUPON, 0, -1), issued=None)


def _issued(one: Issued, what: What, kind: VoucherKind, amount_minor: int, uses: int) -> Move:
    return Move(
        key=key_of(one.key),
        what=what,
        kind=kind,
        amount_minor=amount_minor,
        uses=uses,
        series=one.series,
        last4=one.last4,
        issued=one,
    )


def _paid(tenders: tuple[Tender, ...]) -> Iterator[Move]:
    for tender in tenders:
        if tender.kind is TenderKind.CERTIFICATE:
            yield _tendered(tender, What.PAID, -tender.amount_minor)


def _given_back(tenders: tuple[Tender, ...], what: What) -> Iterator[Move]:
    for tender in tenders:
        if tender.kind is TenderKind.CERTIFICATE:
            yield _tendered(tender, what, tender.amount_minor)


def _tendered(tender: Tender, what: What, amount_minor: int) -> Move:
    return Move(key_of(tender.reference), what, VoucherKind.CERTIFICATE, amount_minor)


def _used(codes: tuple[UsedCode, ...]) -> Iterator[Move]:
    return (_coded(code, What.USED, -1) for code in codes)


def _freed(codes: tuple[UsedCode, ...]) -> Iterator[Move]:
    return (_coded(code, What.FREED, 1) for code in codes)


def _coded(code: UsedCode, what: What, uses: int) -> Move:
    return Move(
        key=key_of(code.key),
        what=what,
        kind=VoucherKind.COUPON,
        uses=uses,
        rule_id=code.rule_id,
        series=code.series,
        last4=code.last4,
    )
