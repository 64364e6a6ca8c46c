"""Clubs at the counter: who is in, what that gives, and joining, pausing and leaving without a sale.

A fee is goods on the receipt (``selling``); everything here is a fact of its own, durable when it returns.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from loyalty_pos.core import dates, scan
from loyalty_pos.core.clubs.membership import is_over, membership_in, next_span, trial_span
from loyalty_pos.core.coupons.serials import is_serial
from loyalty_pos.core.member import ClubMembership, Member
from loyalty_pos.core.problems import (
    ClubAlreadyJoined,
    ClubCannotPause,
    ClubClosed,
    ClubNotJoined,
    InvitationNotValid,
    UnknownClub,
)
from loyalty_pos.core.programme import Club, Programme
from loyalty_pos.core.sale import MemberChange, MemberChanged
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.till.guessing.unknown_vouchers import (
    count_unknown_voucher,
    refuse_guessed_voucher,
    vouchers_wait,
)
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.staff import Approval, Permission, require
from loyalty_pos.till.world import TillWorld


@dataclass(frozen=True, slots=True)
class ClubView:
    """One club of the programme for one member. ``membership`` None = never joined; ``remind``: it ends soon.

    ``member``: its benefits hold now; ``trial``: it may be tried for nothing.
    """

    club: Club
    membership: ClubMembership | None
    member: bool
    paused: bool
    remind: bool
    trial: bool


def clubs_of(programme: Programme, member: Member | None, at: datetime) -> tuple[ClubView, ...]:
    """Return each club of the programme as it stands for this member."""
    joined = member.clubs if member else ()
    return tuple(_view(club, membership_in(joined, club.id), at) for club in programme.clubs)


def _view(club: Club, there: ClubMembership | None, at: datetime) -> ClubView:
    holds = there is not None and there.in_force(at)
    ends = there.until if there is not None and holds else None
    return ClubView(
        club=club,
        membership=there,
        member=holds,
        paused=there is not None and there.paused_at is not None,
        remind=ends is not None and ends - at <= timedelta(days=club.reminder_days),
        trial=bool(club.trial_days) and there is None,
    )


def way_in(club: Club) -> ClubClosed:
    """Return the refusal of somebody with neither fee nor invitation, with what to do next (A23)."""
    ways = {(True, True): "both", (True, False): "fee", (False, True): "invitation"}
    return ClubClosed(club=club.name, way=ways.get((bool(club.article), club.invitation), "none"))


def invitation_in(world: TillWorld, text: str) -> str:
    """Return the code of an invitation that this till knows, as scanned or typed, "" where it is none or codes wait."""
    bare = text.strip().removeprefix(scan.COUPON_PREFIX)
    voucher = world.vouchers.by_code(bare) if is_serial(bare) and not vouchers_wait(world) else None
    return bare if voucher is not None and voucher.kind is VoucherKind.INVITATION else ""


class ClubDesk:
    """Joins, pauses and ends memberships at one till. Every method returns the member as known from now on."""

    def __init__(self, world: TillWorld) -> None:
        self._world = world

    def invited(self, member: Member, code: str) -> Member:
        """Let a member join by the code of an invitation.

        Raises ``InvitationNotValid``, ``UnknownClub``, ``ClubClosed``, ``ClubAlreadyJoined``, ``NotLoggedIn``, ``NotAllowed``,
        ``TooManyUnknownVouchers``.
        """
        voucher = self._invitation(member, code)
        club = self.club(voucher.series)
        if not club.invitation:
            raise way_in(club)
        now = self._world.clock.now()
        there = membership_in(member.clubs, club.id)
        if there is not None and not is_over(there, now):
            raise ClubAlreadyJoined(club=club.name)
        span = next_span(club, member.clubs, now, self._programme.zone)
        return self._join(member, club, span, str(voucher.key))

    def tried(self, member: Member, club_id: str) -> Member:
        """Let a member try a club for nothing, once. Raises ``UnknownClub``, ``ClubClosed``, ``ClubAlreadyJoined``."""
        club = self.club(club_id)
        if not club.trial_days:
            raise way_in(club)
        if membership_in(member.clubs, club.id) is not None:
            raise ClubAlreadyJoined(club=club.name)
        span = trial_span(club, self._world.clock.now(), self._programme.zone)
        return self._join(member, club, span, "")

    def paused(self, member: Member, club_id: str, approval: Approval | None = None) -> Member:
        """Stop a membership's time. Raises ``ClubCannotPause``, ``ClubNotJoined``, ``NotAllowed``."""
        club = self.club(club_id)
        if not club.pause:
            raise ClubCannotPause(club=club.name)
        return self._senior(member, club, MemberChange.PAUSE, approval)

    def resumed(self, member: Member, club_id: str, approval: Approval | None = None) -> Member:
        """Let a paused membership's time go on. Raises ``ClubNotJoined``, ``NotAllowed``."""
        return self._senior(member, self.club(club_id), MemberChange.RESUME, approval)

    def left(self, member: Member, club_id: str, approval: Approval | None = None) -> Member:
        """End a membership now; no money comes back. Raises ``ClubNotJoined``, ``NotAllowed``."""
        return self._senior(member, self.club(club_id), MemberChange.LEAVE, approval)

    def club(self, club_id: str) -> Club:
        """Return a club of the programme in force. Raises ``UnknownClub``."""
        for club in self._programme.clubs:
            if club.id == club_id:
                return club
        raise UnknownClub(club=club_id)

    @property
    def _programme(self) -> Programme:
        return self._world.programmes.current().programme

    def _invitation(self, member: Member, code: str) -> Voucher:
        refuse_guessed_voucher(self._world)
        bare = code.strip().removeprefix(scan.COUPON_PREFIX)
        voucher = self._world.vouchers.by_code(bare)
        if voucher is None:
            count_unknown_voucher(self._world, bare)
        if voucher is None or voucher.kind is not VoucherKind.INVITATION:
            raise InvitationNotValid(why="unknown")
        if voucher.account_id not in {"", member.account_id}:
            raise InvitationNotValid(why="not_theirs")
        now_us = self._world.now_us()
        if now_us < voucher.since_us:
            raise InvitationNotValid(why="too_early")
        if voucher.until_us and now_us >= voucher.until_us:
            raise InvitationNotValid(why="ended")
        if voucher.state is not VoucherState.ACTIVE or voucher.uses_left <= 0:
            raise InvitationNotValid(why="used")
        return voucher

    def _join(self, member: Member, club: Club, span: tuple[datetime, datetime], key: str) -> Member:
        require(self._world, Permission.SELL)
        fact = self._fact(member, club, MemberChange.JOIN)
        since, until = span
        return self._recorded(
            member,
            replace(fact, key=key, since_us=dates.micros(since), until_us=dates.micros(until)),
        )

    def _senior(self, member: Member, club: Club, what: MemberChange, approval: Approval | None) -> Member:
        approved_by = require(self._world, Permission.CLUBS, approval)
        there = membership_in(member.clubs, club.id)
        if there is None or is_over(there, self._world.clock.now()):
            raise ClubNotJoined(club=club.name)
        return self._recorded(member, replace(self._fact(member, club, what), approved_by=approved_by))

    def _fact(self, member: Member, club: Club, what: MemberChange) -> MemberChanged:
        return MemberChanged(
            change_id=self._world.clock.new_id(),
            what=what,
            account_id=member.account_id,
            store_id=self._world.identity.store_id,
            cashier_id=self._world.cashier().staff_id,
            changed_at_us=self._world.now_us(),
            club_id=club.id,
        )

    def _recorded(self, member: Member, fact: MemberChanged) -> Member:
        bundle = self._world.programmes.current().bundle
        self._world.journal.record([Draft(fact, fact.cashier_id, bundle)])
        known = self._world.members.by_account(member.account_id) or member
        return replace(known, identified=member.identified, card_last4=member.card_last4)
