"""The centre's last word on an account, carried on by what this till did since, with the ledger's own rules.

The same functions post the same events at the centre, with the same ids of lots, so nothing jumps when the row
comes back with them inside. Only what the till cannot know is approximated, until the centre's next row.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from loyalty_pos.core.account.changes import changed
from loyalty_pos.core.dates import moment
from loyalty_pos.core.ledger import AccountState, Applied, Entry, Hold, Posting, entry_id
from loyalty_pos.core.points import LotMove
from loyalty_pos.core.posting import Origin, apply_return, apply_sale, apply_void, origin_of
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.accrual import MOST_EXTRAS
from loyalty_pos.core.sale import CardAttached, MemberChanged, Return, Sale, Void
from loyalty_pos.storage.journal.since import MOST_KEPT, Deed, SinceThen

EventOfSale = Callable[[str], str]
_FIRST_ENTRIES = 4 + MOST_EXTRAS
"""What a sale earns is among its first entries: release, redemption, repayment, accrual, awards."""


@dataclass(frozen=True, slots=True)
class _Reached:
    """How far an account was carried on, from what (up to which of our events, in which state) and by what."""

    begun: tuple[int, AccountState]
    programme: Programme
    seq: int
    state: AccountState


class OwnBalance:
    """Accounts carried on by the till's own deeds, each deed once: a look-up costs no more at the end of a long day."""

    def __init__(self, since: SinceThen, programme: Callable[[], Programme]) -> None:
        self._since = since
        self._programme = programme
        self._reached: dict[str, _Reached] = {}
        self._lock = threading.Lock()

    def after(self, state: AccountState, projected: int) -> AccountState:
        """Return the account with this till's deeds above ``projected``; without any, no programme is asked for."""
        account_id, begun = state.account_id, (projected, state)
        with self._lock:
            reached = self._reached.pop(account_id, None)
        if reached is not None and (reached.begun != begun or reached.programme != self._programme()):
            reached = None
        deeds = self._since.deeds(account_id, reached.seq if reached else projected)
        if reached and any(
            isinstance(deed.fact, Return | Void) for deed in deeds
        ):  # they look back at earlier ones
            reached, deeds = None, self._since.deeds(account_id, projected)
        if deeds:
            programme = self._programme()
            now = carried_on(reached.state if reached else state, deeds, programme, self._since.event_of_sale)
            reached = _Reached(begun, programme, deeds[-1].seq, now)
        if reached is None:
            return state
        self._keep(account_id, reached)
        return reached.state

    def _keep(self, account_id: str, reached: _Reached) -> None:
        with self._lock:
            if len(self._reached) >= MOST_KEPT:
                del self._reached[next(iter(self._reached))]
            self._reached[account_id] = reached


def carried_on(
    state: AccountState, deeds: Sequence[Deed], programme: Programme, event_of_sale: EventOfSale
) -> AccountState:
    """Return the account after these deeds, in order."""
    by_sale: dict[str, list[Entry]] = {}
    for deed in deeds:
        applied = _posted(state, deed, programme, by_sale, event_of_sale)
        if applied is not None:
            state = replace(applied.state, holds=())
    return state


def _posted(
    state: AccountState,
    deed: Deed,
    programme: Programme,
    by_sale: dict[str, list[Entry]],
    event_of_sale: EventOfSale,
) -> Applied | None:
    match deed.fact:
        case CardAttached(earning=earning, sale_id=sale_id):
            applied = apply_sale(
                state, earning, Posting(deed.event_id, moment(earning.sold_at_us)), programme
            )
        case Sale(sale_id=sale_id, sold_at_us=at_us) as sale:
            held = _with_hold(state, sale)
            applied = apply_sale(held, sale, Posting(deed.event_id, moment(at_us)), programme)
        case Return(sale_id=sale_id, returned_at_us=at_us) as returned:
            origin = _origin(state, sale_id, by_sale, event_of_sale)
            applied = apply_return(state, returned, Posting(deed.event_id, moment(at_us)), programme, origin)
        case Void(sale_id=sale_id, voided_at_us=at_us) as void:
            origin = _origin(state, sale_id, by_sale, event_of_sale)
            applied = apply_void(state, void, Posting(deed.event_id, moment(at_us)), programme, origin)
        case MemberChanged() as change:
            return Applied(changed(state, change))
        case _:
            return None
    by_sale.setdefault(sale_id, []).extend(applied.entries)
    return applied


def _with_hold(state: AccountState, sale: Sale) -> AccountState:
    """Take points that the row shows as held for this sale's own hold, so that they are not counted twice."""
    if not sale.operation or not sale.redeemed:
        return state
    left = sale.redeemed
    moves: list[LotMove] = []
    for lot in state.lots:
        held = min(left, lot.held)
        if held:
            moves.append(LotMove(lot.id, 0, held))
            left -= held
    if not moves:
        return state
    return replace(state, holds=(Hold(sale.operation, tuple(moves), moment(sale.sold_at_us)),))


def _origin(
    state: AccountState, sale_id: str, by_sale: dict[str, list[Entry]], event_of_sale: EventOfSale
) -> Origin:
    """Return what the sale did; of a sale that the centre has already, only the lot it opened can be told."""
    origin = origin_of(by_sale.get(sale_id, ()))
    event_id = "" if origin.lot_id else event_of_sale(sale_id)
    if not event_id:
        return origin
    possible = [entry_id(event_id, number) for number in range(_FIRST_ENTRIES)]
    there = {lot.id for lot in state.lots}
    own = [lot_id for lot_id in possible if lot_id in there]
    return replace(origin, lot_id=own[0], extra_lots=tuple(own[1:])) if own else origin
