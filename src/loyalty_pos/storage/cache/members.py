"""Members by card, phone and account: the centre's row plus what this till did since (decisions 14).

Cards and phones are found under keyed hashes; no number stands in the cache. Must never wait for the network.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from loyalty_pos.core.dates import moment
from loyalty_pos.core.ledger import account_of, member_after
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import CardState, Identified, Member
from loyalty_pos.core.sale import CardIssued
from loyalty_pos.storage.cache.account_row import told
from loyalty_pos.storage.cache.local_balance import OwnBalance
from loyalty_pos.storage.cache.subscribers import partners_of
from loyalty_pos.storage.database import Database, Row
from loyalty_pos.storage.journal.since import IssuedHere, SinceThen
from loyalty_pos.till.ports import Programmes

_BY_CARD: Final = (
    "SELECT account.id, card.state, card.last4, card.discount_bp, account.row, "
    "feed.projected, feed.incarnation, feed.server_us "
    "FROM feed, card JOIN account ON account.number = card.account WHERE card.key = ?"
)
_BY_ACCOUNT: Final = (
    "SELECT account.id, coalesce(card.state, 'active'), coalesce(card.last4, ''), "
    "coalesce(card.discount_bp, 0), account.row, feed.projected, feed.incarnation, feed.server_us "
    "FROM feed, account LEFT JOIN card ON card.account = account.number WHERE {account} AND account.row <> x'' "
    "ORDER BY card.state = 'active' DESC, card.key LIMIT 1"
)
_BY_ACCOUNT_ID: Final = _BY_ACCOUNT.format(account="account.id = ?")
_BY_PHONE: Final = _BY_ACCOUNT.format(account="account.number = (SELECT account FROM phone WHERE key = ?)")
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
        self._reader = database.reader()
        self._own = own
        self._balance = OwnBalance(own.since, lambda: own.programmes.current().programme)
        self._key: bytes | None = None

    def by_card(self, number: str) -> Member | None:
        """Return who holds the card, in whatever state the card is."""
        return self.by_card_key(lookup_key("card", number, self._lookup_key()))

    def by_card_key(self, key: int) -> Member | None:
        """Return who holds the card of this keyed hash, in whatever state the card is."""
        row = self._reader.row(_BY_CARD, (key,))
        contained = self._contained(row) if row is not None else 0
        known = self._as_done_here(self._member(row, Identified.CARD), key, contained) if row else None
        if known is not None and not known.is_blank:
            return known
        issued = self._own.since.issued_by_card(key)
        if issued is None or issued.seq <= contained:
            return known
        found = self._issued_here(issued, Identified.CARD)
        return self._as_done_here(found, key, issued.seq) if found else known

    def by_phone(self, e164: str) -> Member | None:
        """Return whose phone it is, with one of the member's cards, an active one if there is one."""
        key = lookup_key("phone", e164, self._lookup_key())
        row = self._reader.row(_BY_PHONE, (key,))
        if row is not None:
            return None if self._own.since.is_undone(row[0]) else self._member(row, Identified.PHONE)
        issued = self._own.since.issued_by_phone(key)
        if (
            issued is not None and issued.seq <= self._contained_at_all()
        ):  # whoever had it left, or was forgotten
            return None
        return self._issued_here(issued, Identified.PHONE)

    def partners_of(self, e164: str) -> tuple[str, ...]:
        """Return the partners whose customer has this phone, who need not be a member."""
        return partners_of(self._reader, lookup_key("phone", e164, self._lookup_key()))

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
        known = told(account)
        member = Member(
            account_id=account_id,
            card_last4=last4,
            # a state newer than this program must not give anything away
            state=CardState.BLOCKED if known.blocked else card_state(state),
            name=known.name,
            phone_masked=known.phone_masked,
            tier_id=known.tier_id,
            spend_minor=known.spend_minor,
            visits=known.visits,
            card_discount_bp=discount_bp,
            debt=known.debt,
            lots=tuple([lot.lot() for lot in known.lots]),
            staff_id=known.staff_id,
            verified=known.verified or account_id in self._own.since.cards.verified,
            birthday_window=known.birthday_window,
            months=tuple(known.progress.months) if known.progress else (),
            tier_since=known.tier_since,
            counters=tuple(known.progress.counters) if known.progress else (),
            clubs=known.clubs,
            segments=frozenset(known.progress.segments) if known.progress else frozenset(),
            opted_out=known.progress.opted_out if known.progress else False,
            as_of=moment(server_us) if server_us else None,
            identified=identified,
        )
        if not self._own.since.may_concern(account_id):
            return member
        contained = projected if incarnation == self._own.incarnation else 0
        if known.incarnation == self._own.incarnation:  # the row came before the last page
            contained = max(contained, known.projected)
        return self._since_then(member, contained)

    def _contained(self, row: Row) -> int:
        """Return up to which of this till's events a card's row contains them."""
        projected, incarnation = row[5], row[6]
        return int(projected) if incarnation == self._own.incarnation else 0

    def _contained_at_all(self) -> int:
        """Return up to which of this till's events the centre's rows contain them."""
        row = self._reader.row("SELECT projected, incarnation FROM feed")
        return int(row[0]) if row and row[1] == self._own.incarnation else 0

    def _as_done_here(self, member: Member, key: int, contained: int) -> Member:
        """Return the member with what this till did with the card since."""
        state = self._own.since.cards.state(key, member.state, contained)
        return member if state is member.state else replace(member, state=state)

    def _since_then(self, member: Member, projected: int) -> Member:
        """Return the member with what this till did and the centre's row does not contain."""
        state = account_of(member)
        after = self._balance.after(state, projected)
        return member if after is state else member_after(member, after)

    def _issued_here(self, issued: IssuedHere | None, identified: Identified) -> Member | None:
        if issued is None:
            return None
        row = self._reader.row(_BY_ACCOUNT_ID, (issued.fact.account_id,))
        if row is not None:
            member = self._member(row, identified)
            state = member.state if told(row[4]).blocked else CardState.ACTIVE
            return replace(member, card_last4=issued.fact.card_number[-4:], state=state)
        member = _new_member(issued.fact, issued.name, identified)
        if member.account_id in self._own.since.cards.verified:
            member = replace(member, verified=True)
        return self._since_then(member, projected=0)


def card_state(text: str) -> CardState:
    """Return the state that a row tells; one newer than this program gives nothing away."""
    return _STATES.get(text, CardState.BLOCKED)


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
