"""From facts to entries: how sales, returns, voids, holds, expiry and opening balances are posted to an account.

Each function takes the account as it is and gives the account as it will be, with the entries to store. The
caller applies a till's events in the till's own order and skips an event whose entries are there (decisions
13, 14). ``state.lots`` must hold the account's lots with points in them, and those that ``origin`` names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from loyalty_pos.core import points
from loyalty_pos.core.clubs.membership import after_cancelling, after_sale
from loyalty_pos.core.dates import local_day, moment, start_of_day
from loyalty_pos.core.ledger import AccountState, Applied, Book, Entry, EntryKind, Posting
from loyalty_pos.core.member import ClubMembership, Lot, LotKind
from loyalty_pos.core.points import LotMove
from loyalty_pos.core.problems import NotEnoughPoints
from loyalty_pos.core.programme import ClawBack, Expired, Programme, WhenInactive, Window
from loyalty_pos.core.programme.partners import scope_at
from loyalty_pos.core.programme.periods import Counters, counted_up
from loyalty_pos.core.programme.tiers import month_added, month_number
from loyalty_pos.core.sale import Return, Sale, TenderKind, Void, certificates_in

_PROLONGED = frozenset({LotKind.BASE, LotKind.OPENING, LotKind.COMPENSATION})


@dataclass(frozen=True, slots=True)
class Opening:
    """What a member brings from an older system; ``points`` below zero are a debt."""

    points: int
    spend_minor: int = 0
    visits: int = 0
    expire_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """What a sale did to the account and what earlier returns have not yet undone.

    ``lot_id``: the first lot its accrual opened, "" = none; ``extra_lots``: the others, in order. ``used``:
    movements of its redemption, in order. ``overdrawn``: redeemed points that were not there and became debt.
    ``sold_at``: when the sale was posted, where an entry tells.
    """

    lot_id: str = ""
    used: tuple[LotMove, ...] = ()
    overdrawn: int = 0
    extra_lots: tuple[str, ...] = ()
    sold_at: datetime | None = field(default=None, compare=False)


def origin_of(entries: Iterable[Entry]) -> Origin:
    """Read the origin from the account's entries of one sale and of its earlier returns, in order."""
    origin = Origin()
    for entry in entries:
        if origin.sold_at is None:
            origin = replace(origin, sold_at=entry.occurred_at)
        if entry.kind is EntryKind.ACCRUAL:
            opened = tuple(lot.id for lot in entry.opened)
            if origin.lot_id:
                origin = replace(origin, extra_lots=origin.extra_lots + opened)
            else:
                origin = replace(origin, lot_id=opened[0])
        elif entry.kind is EntryKind.REDEMPTION:
            origin = replace(origin, used=entry.moves, overdrawn=entry.debt)
        elif entry.kind is EntryKind.REDEMPTION_REFUND:
            origin = _less(origin, entry)
    return origin


def _less(origin: Origin, refund: Entry) -> Origin:
    """Take an earlier give-back off, last used lot first, in the order in which it was given."""
    left = refund.amount + refund.debt
    rest: list[LotMove] = []
    for move in reversed(origin.used):
        back = min(left, -move.amount)
        left -= back
        if move.amount + back:
            rest.append(LotMove(move.lot_id, move.amount + back))
    return replace(origin, used=tuple(reversed(rest)), overdrawn=origin.overdrawn + refund.debt)


def apply_sale(state: AccountState, sale: Sale, posting: Posting, programme: Programme) -> Applied:
    """Post a sale: redeem (from its hold if there is one), then accrue.

    The goods are gone, so a redemption is never refused: what the lots do not have becomes debt (W26).
    """
    book = Book(state, posting, sale_id=sale.sale_id, operation=sale.operation)
    first = _release(book, sale.operation)
    if sale.redeemed:
        partner = scope_at(programme.partners, sale.store_id)
        taken = points.consume(book.state.lots, sale.redeemed, posting.at, first, partner)
        if taken.missing and sale.by_grant > 0:  # what was set aside did not end under the customer's hands
            now = posting.learned or posting.at
            late = points.consume_kept(taken.lots, min(taken.missing, sale.by_grant), now)
            missing = taken.missing - sum(-move.amount for move in late.moves)
            taken = points.Moved(late.lots, taken.moves + late.moves, missing)
        book.write(EntryKind.REDEMPTION, -sale.redeemed, moves=taken.moves, debt=taken.missing)
    repay(book)
    _earn(book, LotKind.BASE, sale.base_accrued, (sale.activate_at_us, sale.expire_at_us))
    for award in sale.awards:
        _earn(book, LotKind.EXTRA, award.points, (award.activate_at_us, award.expire_at_us), award.partner)
    _prolong(book, programme)
    spend_minor = sale.paid_minor + _certificates_counted(programme, sale.certificate_minor)
    spend_minor -= certificates_in(sale.issued)  # money for later; what it pays then counts
    applied = _with_purchase(book.applied(), (spend_minor, 1), programme, posting.at)
    applied = _with_counted(applied, sale.counted)
    return _in_clubs(applied, after_sale(applied.state.clubs, sale.issued))


def apply_return(
    state: AccountState, ret: Return, posting: Posting, programme: Programme, origin: Origin
) -> Applied:
    """Post a return: redeemed points come back first, then the earned ones are taken back."""
    book = Book(state, posting, sale_id=ret.sale_id)
    _undo(book, programme, origin, ret.points_back, ret.accrued_back)
    spend_minor = ret.paid_minor + _certificates_counted(programme, ret.certificate_minor)
    spend_minor -= certificates_in(ret.cancelled)
    applied = _with_purchase(book.applied(), (-spend_minor, 0), programme, origin.sold_at or posting.at)
    return _counted_back(applied, ret)


def apply_void(
    state: AccountState, void: Void, posting: Posting, programme: Programme, origin: Origin
) -> Applied:
    """Post the undoing of a whole sale."""
    book = Book(state, posting, sale_id=void.sale_id)
    _undo(book, programme, origin, void.points_back, void.accrued_back)
    certificate_minor = sum(t.amount_minor for t in void.tenders if t.kind is TenderKind.CERTIFICATE)
    spend_minor = void.paid_minor + _certificates_counted(programme, certificate_minor)
    spend_minor -= certificates_in(void.cancelled)
    applied = _with_purchase(book.applied(), (-spend_minor, -1), programme, origin.sold_at or posting.at)
    return _counted_back(applied, void)


def apply_opening_balance(state: AccountState, opening: Opening, posting: Posting) -> Applied:
    """Post what a member brings along, active at once."""
    book = Book(state, posting)
    if opening.points > 0:
        lot = _lot(book, LotKind.OPENING, opening.points, posting.at, opening.expire_at)
        book.write(EntryKind.ADJUST_CREDIT, opening.points, opened=[lot])
    elif opening.points < 0:
        book.write(EntryKind.ADJUST_DEBIT, opening.points, debt=-opening.points)
    state = book.state
    brought = replace(
        state, spend_minor=state.spend_minor + opening.spend_minor, visits=state.visits + opening.visits
    )
    return replace(book.applied(), state=brought)


def apply_hold(
    state: AccountState, operation: str, amount: int, until: datetime, posting: Posting
) -> Applied:
    """Set ``amount`` aside for an operation, in the store of the posting; the same operation again changes nothing.

    Raises NotEnoughPoints when less is available.
    """
    if any(hold.operation == operation for hold in state.holds):
        return Applied(state)
    there = points.available(state.lots, posting.at, state.debt, posting.partner)
    if amount > there:
        raise NotEnoughPoints(asked=amount, available=max(0, there))
    book = Book(state, posting, operation=operation)
    taken = points.consume(state.lots, amount, posting.at, partner=posting.partner)
    held = [LotMove(move.lot_id, 0, -move.amount) for move in taken.moves]
    book.write(EntryKind.HOLD, -amount, moves=held, until=until)
    return book.applied()


def apply_release(state: AccountState, operation: str, posting: Posting) -> Applied:
    """End a hold without using it; nothing happens where there is none (any more)."""
    book = Book(state, posting, operation=operation)
    _release(book, operation)
    return book.applied()


def apply_expiry(state: AccountState, posting: Posting, keep: int = 0) -> Applied:
    """End the lots whose life is over at ``posting.at`` but ``keep`` points; what is active repays a debt.

    Twice changes nothing.
    """
    book = Book(state, posting)
    ended = points.expire(book.state.lots, posting.at, keep)
    if ended.moves:
        book.write(EntryKind.EXPIRY, sum(m.amount for m in ended.moves), moves=ended.moves)
    repay(book)
    return book.applied()


# --- parts of postings --------------------------------------------------------------------------------


def _release(book: Book, operation: str) -> tuple[str, ...]:
    """Release the operation's hold and return its lots, in the order in which they were set aside."""
    for hold in book.state.holds:
        if operation and hold.operation == operation:
            freed = [LotMove(move.lot_id, 0, -move.held) for move in hold.moves]
            book.write(EntryKind.HOLD_RELEASE, hold.amount, moves=freed)
            return tuple(move.lot_id for move in hold.moves)
    return ()


def repay(book: Book) -> None:
    """Let active points repay the debt: a memo, because the balance stays the same."""
    if book.state.debt:
        taken = points.consume(book.state.lots, book.state.debt, book.posting.at)
        repaid = book.state.debt - taken.missing
        if repaid:
            book.write(EntryKind.DEBT_REPAID, repaid, moves=taken.moves, debt=-repaid)


def _undo(book: Book, programme: Programme, origin: Origin, points_back: int, accrued_back: int) -> None:
    """Give redeemed points back, take earned ones back, and let what is left repay the debt."""
    if points_back:
        _refund(book, programme, origin, points_back)
    if accrued_back:
        reverse(book, programme, origin, accrued_back)
    repay(book)


def _refund(book: Book, programme: Programme, origin: Origin, amount: int) -> None:
    """Give back: first what was overdrawn, then the lots, last used first; ended ones by policy (W14)."""
    debt = min(amount, origin.overdrawn, book.state.debt)
    given = points.give_back(book.state.lots, origin.used, amount - debt)
    ended = {lot.id for lot in book.state.lots if points.is_expired(lot, book.posting.at)}
    late = [move for move in given.moves if move.lot_id in ended]
    late_points = sum(move.amount for move in late)
    policy = programme.returns.expired
    moves = given.moves if policy is Expired.LOST else tuple(m for m in given.moves if m.lot_id not in ended)
    fresh = given.missing + (0 if policy is Expired.LOST else late_points)
    book.write(
        EntryKind.REDEMPTION_REFUND,
        amount,
        moves=moves,
        opened=[replace(_fresh_lot(book, programme, fresh), spend_scope=_scope(book, late))] if fresh else [],
        debt=-debt,
    )
    if policy is Expired.LOST and late_points:
        gone = [LotMove(move.lot_id, -move.amount) for move in late]
        book.write(EntryKind.EXPIRY, -late_points, moves=gone)


def _scope(book: Book, late: Sequence[LotMove]) -> str:
    """Return who alone took the points that come back too late: one partner all of them, else everybody."""
    ended = {move.lot_id for move in late}
    scopes = {lot.spend_scope for lot in book.state.lots if lot.id in ended}
    return scopes.pop() if len(scopes) == 1 else ""


def _fresh_lot(book: Book, programme: Programme, amount: int) -> Lot:
    """Open a lot for points whose own lot has ended: for the days of grace, or for a whole new life."""
    at = book.posting.at
    accrual = programme.accrual
    expire_at = points.end_of_life(accrual.expiry, at, programme.zone) if accrual else None
    if programme.returns.expired is Expired.GRACE:
        day = local_day(at, programme.zone) + timedelta(days=programme.returns.grace_days)
        expire_at = start_of_day(day, programme.zone)
    return _lot(book, LotKind.COMPENSATION, amount, at, expire_at)


def reverse(book: Book, programme: Programme, origin: Origin, amount: int) -> None:
    """Take earned points back; the rest is debt, or written off (W13). What was withheld from money never comes here."""
    taken = points.claw_back(book.state.lots, origin.lot_id, amount, book.posting.at, origin.extra_lots)
    book.write(EntryKind.ACCRUAL_REVERSAL, -amount, moves=taken.moves, debt=taken.missing)
    if taken.missing and programme.returns.claw_back is ClawBack.FLOOR_ZERO:
        book.write(EntryKind.DEBT_WRITE_OFF, taken.missing, debt=-taken.missing)


def _earn(book: Book, kind: LotKind, amount: int, life_us: tuple[int, int], partner: str = "") -> None:
    """Open a lot of points that a sale earned; ``life_us``: begin and end (0 = never); ``partner``: who takes them."""
    assert amount >= 0, "awards are part of what was accrued"
    if amount:
        activate_us, expire_us = life_us
        ends = moment(expire_us) if expire_us else None
        lot = replace(_lot(book, kind, amount, moment(activate_us), ends), spend_scope=partner)
        book.write(EntryKind.ACCRUAL, amount, opened=[lot])


def _prolong(book: Book, programme: Programme) -> None:
    """Let the points live on that end when a member is inactive; awards end when their own life says so."""
    accrual = programme.accrual
    if accrual is None or not isinstance(accrual.expiry, WhenInactive):
        return
    at = book.posting.at
    until = points.end_of_life(accrual.expiry, at, programme.zone)
    assert until is not None
    living = [
        LotMove(lot.id, 0)
        for lot in book.state.lots
        if lot.kind in _PROLONGED and lot.remaining and lot.expire_at and at < lot.expire_at < until
    ]
    if living:
        book.write(EntryKind.PROLONGED, 0, moves=living, until=until)


def _lot(book: Book, kind: LotKind, amount: int, activate_at: datetime, expire_at: datetime | None) -> Lot:
    return Lot(
        id=book.next_id,
        kind=kind,
        amount=amount,
        remaining=amount,
        activate_at=activate_at,
        expire_at=expire_at,
    )


def _certificates_counted(programme: Programme, certificate_minor: int) -> int:
    """Return the part paid by certificate if the programme counts it as spend (decisions 38)."""
    counted = programme.tiers is None or programme.tiers.certificates
    return certificate_minor if counted else 0


def _with_purchase(
    applied: Applied, purchase: tuple[int, int], programme: Programme, bought_at: datetime
) -> Applied:
    """Count (minor units, visits) for tiers, in the month of the purchase where the programme looks at months."""
    state, (spend_minor, visits) = applied.state, purchase
    counted = replace(state, spend_minor=state.spend_minor + spend_minor, visits=state.visits + visits)
    return replace(applied, state=in_month(counted, programme, bought_at, purchase))


def in_month(
    state: AccountState, programme: Programme, at: datetime, purchase: tuple[int, int]
) -> AccountState:
    """Return the account with (minor units, visits) added to a month, if the programme's tiers look at months."""
    if programme.tiers is None or programme.tiers.window is Window.ALL:
        return state
    month = month_number(local_day(at, programme.zone))
    return replace(state, months=month_added(state.months, month, *purchase))


def _with_counted(applied: Applied, counted: Counters) -> Applied:
    if not counted:
        return applied
    state = replace(applied.state, counters=counted_up(applied.state.counters, counted))
    return replace(applied, state=state)


def _counted_back(applied: Applied, undone: Return | Void) -> Applied:
    """Take off again what the undone goods had counted, and end the clubs whose fee is given back."""
    applied = _with_counted(applied, tuple((key, -amount) for key, amount in undone.counted))
    return _in_clubs(applied, after_cancelling(applied.state.clubs, undone.cancelled))


def _in_clubs(applied: Applied, clubs: tuple[ClubMembership, ...]) -> Applied:
    if clubs == applied.state.clubs:
        return applied
    return replace(applied, state=replace(applied.state, clubs=clubs))
