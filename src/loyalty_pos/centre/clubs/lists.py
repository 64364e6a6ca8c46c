"""Clubs as a marketer sees them: how many are in, who; letting somebody in by hand, guests of an event, invitations.

A member that nobody knows is told by the number that was typed and nothing else. An invitation's code stands in the
file for the print house and nowhere else.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.imports import cells
from loyalty_pos.centre.imports.cells import BadCell
from loyalty_pos.centre.offers.in_force import programmes_in_force
from loyalty_pos.centre.ports import Books, Clock, Desk, Secrets
from loyalty_pos.centre.records import Account, Head
from loyalty_pos.centre.vouchers.books import OpenVouchers
from loyalty_pos.core.clubs.guests import guest_mark
from loyalty_pos.core.clubs.membership import is_over, joined, membership_in, next_span
from loyalty_pos.core.coupons.codes import compact
from loyalty_pos.core.coupons.serials import make_serials
from loyalty_pos.core.dates import micros, moment
from loyalty_pos.core.ledger import Applied
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import ClubMembership
from loyalty_pos.core.problems import (
    ClubAlreadyJoined,
    GuestNotInvited,
    UnknownCard,
    UnknownClub,
    UnknownEvent,
    UnknownPhone,
)
from loyalty_pos.core.programme import Club, Programme
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState

_PAGE: Final = 500
_LAST: Final = 4


@dataclass(frozen=True, slots=True)
class ClubLine:
    """``members``: in force now; ``paused``, ``over``: the others who ever joined. ``club`` None = no programme has it now."""

    id: str
    club: Club | None
    members: int
    paused: int
    over: int


@dataclass(frozen=True, slots=True)
class ClubMember:
    head: Head
    membership: ClubMembership


class ClubLists:
    """Every call is one transaction, or one a page."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books = books
        self._clock = clock
        self._key = secrets.lookup_key

    def lines(self) -> list[ClubLine]:
        """Return every club of the programmes in force, and those that somebody is still in."""
        now = self._now
        clubs = {club.id: club for programme in self._programmes() for club in programme.clubs}
        counts: Counter[tuple[str, str]] = Counter()
        for account in self._accounts():
            counts.update((one.club_id, _state(one, now)) for one in account.state.clubs)
        ids = sorted(clubs.keys() | {club_id for club_id, _ in counts})
        return [
            ClubLine(one, clubs.get(one), *(counts[one, state] for state in ("in", "paused", "over")))
            for one in ids
        ]

    def members(self, club_id: str) -> list[ClubMember]:
        """Return who is in a club or paused there, in the order of accounts.

        Raises ``UnknownClub`` where nobody is and no programme in force has it.
        """
        now = self._now
        there = ((account.head, membership_in(account.state.clubs, club_id)) for account in self._accounts())
        found = [ClubMember(head, one) for head, one in there if one is not None and not is_over(one, now)]
        if not found:
            self._club(club_id)
        return found

    def join(self, club_id: str, number: str) -> ClubMember:
        """Let the member of a card or phone in, for as long as a fee would hold.

        Raises ``UnknownClub``, ``UnknownCard``, ``UnknownPhone``, ``ClubAlreadyJoined``.
        """
        club, programme = self._club(club_id)
        now = self._now

        def work(desk: Desk) -> ClubMember:
            accounts, account = self._opened(desk, number)
            there = membership_in(account.state.clubs, club.id)
            if there is not None and not is_over(there, now):
                raise ClubAlreadyJoined(club=club.name)
            since, until = next_span(club, account.state.clubs, now, programme.zone)
            clubs = joined(account.state.clubs, club.id, since, until)
            self._post(desk, accounts, replace(account, state=replace(account.state, clubs=clubs)))
            found = membership_in(clubs, club.id)
            assert found is not None
            return ClubMember(account.head, found)

        return self._books.write(work)

    def invite_guest(self, event: str, number: str) -> Head:
        """Put a member on the list of an event (A07).

        Raises ``UnknownEvent``, ``UnknownCard``, ``UnknownPhone``, ``GuestNotInvited``. Twice is once.
        """
        clubs = self._invited(event)
        now = self._now

        def work(desk: Desk) -> Head:
            accounts, account = self._opened(desk, number)
            if not any(one.in_force(now) and one.club_id in clubs for one in account.state.clubs):
                raise GuestNotInvited(event=event, clubs=", ".join(sorted(clubs.values())))
            segments = account.state.segments | {guest_mark(event)}
            if segments != account.state.segments:
                state = replace(account.state, segments=segments)
                self._post(desk, accounts, replace(account, state=state))
            return account.head

        return self._books.write(work)

    def guests(self, event: str) -> list[Head]:
        """Return who is on the list of an event, in the order of accounts.

        Raises ``UnknownEvent`` where nobody is and no club of the programmes in force has it.
        """
        mark = guest_mark(event)
        heads = [account.head for account in self._accounts() if mark in account.state.segments]
        if not heads:
            self._invited(event)
        return heads

    def invitations(self, club_id: str, count: int, below: Callable[[int], int]) -> list[str]:
        """Make codes that open a club, each for one member, and return them. Raises ``UnknownClub``."""
        self._club(club_id)
        codes = list(make_serials(count, "CLUB", below))
        for begin in range(0, count, _PAGE):
            self._books.write(partial(self._keep, club_id, codes[begin : begin + _PAGE]))
        return codes

    # --- inside ---------------------------------------------------------------------------------------

    @property
    def _now(self) -> datetime:
        return moment(self._clock.now_us())

    def _programmes(self) -> list[Programme]:
        now_us = self._clock.now_us()
        return self._books.read(lambda desk: programmes_in_force(desk, now_us))

    def _club(self, club_id: str) -> tuple[Club, Programme]:
        for programme in self._programmes():
            for club in programme.clubs:
                if club.id == club_id:
                    return club, programme
        raise UnknownClub(club=club_id)

    def _invited(self, event: str) -> dict[str, str]:
        """Return the clubs that are invited to an event, with their names."""
        clubs = (club for programme in self._programmes() for club in programme.clubs)
        names = {club.id: club.name for club in clubs if event in club.events}
        if not names:
            raise UnknownEvent(event=event)
        return names

    def _accounts(self) -> Iterator[Account]:
        after = ""
        while page := self._books.read(partial(_page, after)):
            yield from page
            after = page[-1].head.account_id

    def _opened(self, desk: Desk, number: str) -> tuple[OpenAccounts, Account]:
        account_id = self._account_of(desk, number)
        accounts = OpenAccounts(desk, self._clock.now_us())
        accounts.load({account_id})
        return accounts, accounts.get(account_id)

    def _account_of(self, desk: Desk, number: str) -> str:
        for kind, read in (("card", cells.card_number), ("phone", cells.phone)):
            try:
                key = lookup_key(kind, read(number, kind), self._key)
            except BadCell:
                continue
            found = desk.members.accounts_of(kind, {key})
            if found:
                return found[key]
        if number.strip().startswith("+"):
            raise UnknownPhone(masked=number.strip()[:2] + "…" + number.strip()[-2:])
        raise UnknownCard(last4=number.strip()[-_LAST:])

    @staticmethod
    def _post(desk: Desk, accounts: OpenAccounts, account: Account) -> None:
        accounts.post(account.head.account_id, Applied(account.state))
        desk.feed.publish(accounts.save())

    def _keep(self, club_id: str, codes: Iterable[str], desk: Desk) -> None:
        vouchers = OpenVouchers(desk, self._clock.now_us())
        for code in codes:
            key = lookup_key("voucher", compact(code), self._key)
            vouchers.put(
                Voucher(
                    key,
                    VoucherKind.INVITATION,
                    club_id,
                    VoucherState.ACTIVE,
                    uses_left=1,
                    since_us=micros(self._now),
                    last4=compact(code)[-_LAST:],
                )
            )
        desk.feed.publish(vouchers.save())


def _page(after: str, desk: Desk) -> list[Account]:
    accounts = desk.accounts.load(desk.accounts.page(after, _PAGE))
    return [accounts[account_id] for account_id in sorted(accounts)]


def _state(one: ClubMembership, now: datetime) -> str:
    if one.paused_at is not None:
        return "paused"
    return "over" if is_over(one, now) else "in"
