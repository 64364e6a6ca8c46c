"""Whom somebody means: by the number of a card, a full phone, or the id of the account; and what an erasure means."""

from collections.abc import Iterator, Sequence

from loyalty_pos.centre.imports import cells
from loyalty_pos.centre.imports.cells import BadCell
from loyalty_pos.centre.offers.in_force import programmes_in_force
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.privacy.records import Consequences
from loyalty_pos.centre.privacy.refusals import AlreadyErased, NobodyLikeThat
from loyalty_pos.centre.records import Account
from loyalty_pos.core.dates import moment
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.points import available, pending
from loyalty_pos.core.vouchers.voucher import VoucherKind, VoucherState

_END = 4
_OVER = frozenset({VoucherState.USED, VoucherState.CANCELLED, VoucherState.BLOCKED})
_PENDING = "pending"


def account_meant(desk: Desk, key: bytes, who: str) -> Account:
    """Return the account, locked. Raises NobodyLikeThat; ``key``: of the keyed hashes."""
    for kind, name in _names(key, who):
        found = desk.members.accounts_of(kind, {name})
        if found:
            return desk.accounts.load(found.values())[found[name]]
    accounts = desk.accounts.load([who.strip()])
    if not accounts:
        raise NobodyLikeThat(end=who.strip()[-_END:])
    return accounts[who.strip()]


def names_meant(key: bytes, who: str) -> list[int]:
    """Return the keyed hashes under which somebody may be meant; none for the id of an account."""
    return [name for _, name in _names(key, who)]


def _names(key: bytes, who: str) -> Iterator[tuple[str, int]]:
    for kind, read in (("card", cells.card_number), ("phone", cells.phone)):
        try:
            yield kind, lookup_key(kind, read(who, kind), key)
        except BadCell:
            continue


def living_account(desk: Desk, key: bytes, who: str) -> Account:
    """Return the account of somebody who was not erased. Raises NobodyLikeThat, AlreadyErased."""
    account = account_meant(desk, key, who)
    erased = desk.privacy.erased([account.head.account_id])
    if erased:
        raise AlreadyErased(number=erased[account.head.account_id])
    return account


def consequences(desk: Desk, now_us: int, own: Sequence[str]) -> Consequences:
    """Return what the erasure of this member means. ``own``: the accounts that go, that of the points first."""
    account_id = own[0]
    state = desk.accounts.load([account_id])[account_id].state
    now = moment(now_us)
    vouchers = [one for each in own for one in desk.vouchers.of_account(each) if one.state not in _OVER]
    gifts = [one for one in vouchers if one.kind is VoucherKind.CERTIFICATE]
    kept = _rows(desk, own)
    times = [at_us for row in kept["document"] if isinstance(at_us := row["at_us"], int)]
    exponent, money = worth(desk, now_us, state.balance)
    return Consequences(
        account_id=account_id,
        cards=tuple(card.last4 for card in desk.members.cards_of(own)),
        people=max(len(desk.people.people_of([one])) for one in own),
        points=available(state.lots, now, state.debt),
        pending=pending(state.lots, now),
        held=sum(lot.held for lot in state.lots),
        debt=state.debt,
        exponent=exponent,
        money_minor=money,
        certificates=(len(gifts), sum(max(0, one.rest_minor) for one in gifts)),
        coupons=len(vouchers) - len(gifts),
        clubs=tuple(sorted({club.club_id for club in state.clubs})),
        counters=len(state.counters),
        segments=len(state.segments),
        medals=len(kept["medal"]),
        cashback_waits=sum(row["state"] == _PENDING for row in kept["cashback_order"]),
        documents=len(times),
        since_us=min(times, default=0),
        entries=len(kept["entry"]),
    )


def _rows(desk: Desk, own: Sequence[str]) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    for one in own:
        for table, rows in desk.personal.kept_of(one).items():
            found.setdefault(table, []).extend(rows)
    return found


def worth(desk: Desk, now_us: int, points: int) -> tuple[int, int]:
    """Return (decimals of a point, what these points would pay) by the first programme in force."""
    programmes = programmes_in_force(desk, now_us)
    if not programmes:
        return 0, 0
    unit = programmes[0].unit
    return unit.exponent, max(0, points) * unit.value_minor // unit.scale
