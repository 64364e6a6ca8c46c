"""Online search of the manager: a card, a phone, a name or the last four digits; accounts as they are now.

It must never give out a full name, phone or card number.
"""

from collections.abc import Collection
from typing import Final

from loyalty_pos.centre.kinship.kin import kin_of
from loyalty_pos.centre.lent.free import free
from loyalty_pos.centre.office.allowed import require
from loyalty_pos.centre.people import folded
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.privacy.telling import given_consents, with_withdrawals
from loyalty_pos.centre.records import Account
from loyalty_pos.core.cards import is_digits
from loyalty_pos.core.dates import micros, moment
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.phone import normalise
from loyalty_pos.core.points import pending
from loyalty_pos.core.problems import BadPhone
from loyalty_pos.wire.messages import AccountQuery, AccountView, Found
from loyalty_pos.wire.roles import Permission

MAX_FOUND: Final = 50
HISTORY: Final = 50
LAST_DIGITS: Final = 4
SHORTEST_NAME: Final = 2


def search(desk: Desk, now_us: int, key: bytes, query: AccountQuery) -> Found:
    """Return the accounts that fit, the best way of reading the text first; few enough to choose from.

    Raises ``NotApproved``: looking people up by what is typed is not for everybody; who shows a card may know its own, and
    whoever gives out cards may ask whose the whole phone is that a customer names.
    """
    is_own = query.present and bool(query.account_id)
    by_phone = query.present and not is_own and _is_phone(query.text)
    usual = Permission.ISSUE if by_phone else Permission.BALANCE_SEARCH
    require(desk, query.staff_id, Permission.STATEMENT if is_own else usual)
    limit = max(1, min(query.limit, MAX_FOUND))
    named = [query.account_id] if query.account_id else _fitting(desk, query.text.strip(), key, limit)
    ids = named[:limit]
    accounts = desk.accounts.load(ids)
    cards = {card.account_id: card.last4 for card in desk.members.cards_of(ids)}
    found = [accounts[account_id] for account_id in ids if account_id in accounts]
    with_history = len(found) == 1 and not by_phone
    return Found([_view(desk, account, cards, now_us, with_history=with_history) for account in found])


def _is_phone(text: str) -> bool:
    try:
        normalise(text)
    except BadPhone:
        return False
    return len(text.strip()) > LAST_DIGITS


def card_digits(text: str) -> str:
    """Return what is looked for as the number of a card, or as its end; "" = the text is neither."""
    digits = text.strip().replace(" ", "")
    return digits if is_digits(digits) else ""


def _fitting(desk: Desk, text: str, key: bytes, limit: int) -> list[str]:
    if digits := card_digits(text):
        by_card = _named(desk, "card", [lookup_key("card", digits, key)])
        if by_card:
            return by_card
        if len(digits) == LAST_DIGITS:
            return desk.members.by_last4(digits, limit)
    try:
        return _named(desk, "phone", [lookup_key("phone", normalise(text), key)])
    except BadPhone:
        words = [word for word in folded(text).split() if len(word) >= SHORTEST_NAME]
        return desk.people.by_name(words, limit) if words else []


def _named(desk: Desk, kind: str, keys: Collection[int]) -> list[str]:
    return list(desk.members.accounts_of(kind, keys).values())


def _consents(desk: Desk, account_id: str) -> list[tuple[str, str, int]]:
    """Return those in force, each kind once, as it was given last."""
    own = kin_of(desk.joinings, [account_id]).same_person(account_id)
    told = with_withdrawals(desk, own, given_consents(desk, own))
    return list(
        {one.kind: (one.kind, one.version, one.given_us) for one in told if not one.taken_back_us}.values()
    )


def _view(
    desk: Desk, account: Account, cards: dict[str, str], now_us: int, *, with_history: bool
) -> AccountView:
    head, state = account.head, account.state
    now = moment(now_us)
    lots = sorted((lot for lot in state.lots if lot.remaining), key=lambda lot: lot.activate_at)
    return AccountView(
        account_id=head.account_id,
        name=head.shown_name,
        phone_masked=head.phone_masked,
        card_last4=cards.get(head.account_id, ""),
        tier_id=head.tier_id,
        spend_minor=state.spend_minor,
        available=free(account, now),
        pending=pending(lots, now),
        debt=state.debt,
        lots=[
            (lot.remaining, micros(lot.activate_at), micros(lot.expire_at) if lot.expire_at else 0)
            for lot in lots
        ],
        history=desk.accounts.history(head.account_id, HISTORY) if with_history else [],
        consents=_consents(desk, head.account_id) if with_history else [],
    )
