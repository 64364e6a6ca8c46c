"""Members by card, phone and account: the centre's row plus what this till did since (decisions 14).

Cards and phones are found under keyed hashes; no number stands in the cache. Must never wait for the network.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from loyalty_pos.core.dates import moment
from loyalty_pos.core.ledger import AccountState
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import CardState, Identified, Lot, LotKind, Member
from loyalty_pos.core.sale import CardIssued
from loyalty_pos.storage.cache.local_balance import carried_on
from loyalty_pos.storage.database import Database, Row
from loyalty_pos.storage.journal.since import IssuedHere, SinceThen
from loyalty_pos.till.ports import Programmes
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.rows import AccountRow, LotRow

_FIELDS: Final = (
    "card.account_id, card.state, card.last4, card.discount_bp, account.row, "
    "feed.projected, feed.incarnation, feed.server_us"
)
_BY_CARD: Final = (
    f"SELECT {_FIELDS} FROM feed, card LEFT JOIN account ON account.id = card.account_id "  # noqa: S608  # our own columns
    "WHERE card.key = ?"
)
_BY_ACCOUNT: Final = (
    "SELECT account.id, coalesce(card.state, 'active'), coalesce(card.last4, ''), "  # as above
    "coalesce(card.discount_bp, 0), account.row, feed.projected, feed.incarnation, feed.server_us "
    "FROM feed, account LEFT JOIN card ON card.account_id = account.id WHERE account.id = {account} "
    "ORDER BY card.state = 'active' DESC, card.key LIMIT 1"
)
_BY_ACCOUNT_ID: Final = _BY_ACCOUNT.format(account="?")
_BY_PHONE: Final = _BY_ACCOUNT.format(account="(SELECT account_id FROM phone WHERE key = ?)")
_KINDS: Final = {kind.value: kind for kind in LotKind}
_STATES: Final = {state.value: state for state in CardState}


@dataclass(frozen=True, slots=True)
class OwnDeeds:
    """What members need of the till's own side. ``lookup_key`` raises ``NotEnrolled`` before enrolment."""

    since: SinceThen
    incarnation: str
    programmes: Programmes
    lookup_key: Callable[[], bytes]


class TillMembers:
    """``ports.Members`` on cache and journal."""

    def __init__(self, database: Database, own: OwnDeeds) -> None:
        self._reader = database.new_reader()
        self._own = own
        self._key: bytes | None = None

    def by_card(self, number: str) -> Member | None:
        """Return who holds the card, in whatever state the card is."""
        key = lookup_key("card", number, self._lookup_key())
        row = self._reader.row(_BY_CARD, (key,))
        if row is not None:
            return self._member(row, Identified.CARD)
        return self._issued_here(self._own.since.issued_by_card(key), Identified.CARD)

    def by_phone(self, e164: str) -> Member | None:
        """Return whose phone it is, with one of the member's cards, an active one if there is one."""
        key = lookup_key("phone", e164, self._lookup_key())
        row = self._reader.row(_BY_PHONE, (key,))
        if row is not None:
            return self._member(row, Identified.PHONE)
        return self._issued_here(self._own.since.issued_by_phone(key), Identified.PHONE)

    def by_account(self, account_id: str) -> Member | None:
        """Return the account's member, with an active card if there is one."""
        row = self._reader.row(_BY_ACCOUNT_ID, (account_id,))
        if row is not None:
            return self._member(row, Identified.MANAGER)
        return self._issued_here(self._own.since.issued_by_account(account_id), Identified.MANAGER)

    def card_known(self, number: str) -> bool:
        """Tell whether the number is given out, by anybody."""
        key = lookup_key("card", number, self._lookup_key())
        if self._reader.row("SELECT 1 FROM card WHERE key = ?", (key,)):
            return True
        return self._own.since.issued_by_card(key) is not None

    def _lookup_key(self) -> bytes:
        if self._key is None:
            self._key = self._own.lookup_key()
        return self._key

    def _member(self, row: Row, identified: Identified) -> Member:
        account_id, state, last4, discount_bp, account, projected, incarnation, server_us = row
        told = decode(account, AccountRow) if account else _nothing_told(account_id)
        member = Member(
            account_id=account_id,
            card_last4=last4,
            # a state newer than this program must not give anything away
            state=CardState.BLOCKED if told.blocked else _STATES.get(state, CardState.BLOCKED),
            name=told.name,
            phone_masked=told.phone_masked,
            tier_id=told.tier_id,
            spend_minor=told.spend_minor,
            visits=told.visits,
            card_discount_bp=discount_bp,
            debt=told.debt,
            lots=tuple(map(_lot, told.lots)),
            staff_id=told.staff_id,
            verified=told.verified,
            birthday_window=told.birthday_window,
            as_of=moment(server_us) if server_us else None,
            identified=identified,
        )
        return self._since_then(member, projected if incarnation == self._own.incarnation else 0)

    def _since_then(self, member: Member, projected: int) -> Member:
        """Return the member with what this till did and the centre's row does not contain."""
        since = self._own.since
        deeds = since.deeds(member.account_id, projected)
        if not deeds:
            return member
        told = AccountState(member.account_id, member.lots, member.debt, member.spend_minor, member.visits)
        programme = self._own.programmes.current().programme
        state = carried_on(told, deeds, programme, since.event_of_sale)
        return replace(
            member, lots=state.lots, debt=state.debt, spend_minor=state.spend_minor, visits=state.visits
        )

    def _issued_here(self, issued: IssuedHere | None, identified: Identified) -> Member | None:
        if issued is None:
            return None
        told = self._reader.row(_BY_ACCOUNT_ID, (issued.fact.account_id,))
        if told is not None:
            return replace(self._member(told, identified), card_last4=issued.fact.card_number[-4:])
        return self._since_then(_new_member(issued.fact, issued.name, identified), projected=0)


def _new_member(fact: CardIssued, name: str, identified: Identified) -> Member:
    return Member(
        account_id=fact.account_id,
        card_last4=fact.card_number[-4:],
        state=CardState.ACTIVE,
        name=name,
        phone_masked=fact.phone_masked,
        verified=fact.verified,
        identified=identified,
    )


def _nothing_told(account_id: str) -> AccountRow:
    """A card whose account is not in this till's scope."""
    return AccountRow(account_id, "", "", "", 0, 0, 0, [])


def _lot(row: LotRow) -> Lot:
    return Lot(
        id=row.id,
        kind=_KINDS.get(row.kind, LotKind.BASE),
        amount=row.amount,
        remaining=row.remaining,
        activate_at=moment(row.activate_us),
        expire_at=moment(row.expire_us) if row.expire_us else None,
        held=row.held,
    )
