"""From the open receipt and its customer to the page of benefits; pure. What can be used now stands first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from loyalty_pos.core.clubs.guests import is_guest
from loyalty_pos.core.dates import moment
from loyalty_pos.core.member import Member, Standing
from loyalty_pos.core.programme import Club, Programme
from loyalty_pos.core.programme.personal import withheld
from loyalty_pos.core.rewards.usable import Usable
from loyalty_pos.till.benefits.clubs import ClubView, way_in
from loyalty_pos.till.vouchers.own import OwnVoucher
from loyalty_pos.ui.benefits.state import BenefitRow, ClubFacts, OwnFacts, RowKind


def rows_of(usable: Sequence[Usable], clubs: Sequence[ClubView]) -> tuple[BenefitRow, ...]:
    """Return the rows in their order: what can be taken, what is missing, clubs."""
    gifts = sorted((_gift(one) for one in usable), key=lambda row: row.problem is not None)
    rows = [*gifts, *(row for view in clubs for row in _ways(view))]
    return tuple(replace(row, number=number) for number, row in enumerate(rows, 1))


def _gift(one: Usable) -> BenefitRow:
    kind = RowKind.STAMPS if one.needed else RowKind.REWARD
    return BenefitRow(
        0, kind, one.id, one.name, one.points, min(one.stamps, one.needed), one.needed, problem=one.problem
    )


def _ways(view: ClubView) -> list[BenefitRow]:
    """Return what can be done about one club."""
    club, rows = view.club, []
    there = view.member or view.paused
    if view.trial:
        rows.append(_row(RowKind.TRIAL, club, days=club.trial_days))
    if club.article and not (view.member and not view.remind):
        rows.append(_row(RowKind.FEE, club, renew=there))
    elif club.invitation and not there:
        rows.append(replace(_row(RowKind.INVITATION, club), problem=way_in(club)))
    if view.paused:
        rows.append(_row(RowKind.RESUME, club))
    elif view.member:
        rows.append(_row(RowKind.PAUSE if club.pause else RowKind.MEMBER, club))
    return rows


def _row(kind: RowKind, club: Club, *, days: int = 0, renew: bool = False) -> BenefitRow:
    return BenefitRow(0, kind, club.id, club.name, fee_minor=club.fee_minor, days=days, renew=renew)


def club_facts(clubs: Sequence[ClubView], member: Member | None) -> tuple[ClubFacts, ...]:
    """Return the clubs that the customer is in, those that are paused among them."""
    segments = member.segments if member else frozenset[str]()
    return tuple(
        ClubFacts(
            name=view.club.name,
            until=view.membership.until,
            paused=view.paused,
            remind=view.remind,
            priority=view.club.priority and view.member,
            benefits=tuple(sorted(view.club.benefits)),
            events=tuple((event, is_guest(segments, event)) for event in sorted(view.club.events)),
        )
        for view in clubs
        if view.membership is not None and (view.member or view.paused)
    )


def own_facts(own: Sequence[OwnVoucher], now: datetime) -> tuple[OwnFacts, ...]:
    """Return the customer's own coupons and certificates."""
    return tuple(
        OwnFacts(
            name=one.name,
            last4=one.last4,
            since=since if (since := moment(one.since_us)) > now else None,
            until=moment(one.until_us - 1) if one.until_us else None,
            rest_minor=one.rest_minor,
        )
        for one in own
    )


def personal_offers(programme: Programme, standing: Standing | None) -> tuple[str, ...]:
    """Return the names of personal offers that this customer may hear of: nobody of a control group does."""
    return tuple(
        offer.name
        for offer in programme.promotions
        if offer.personal and standing is not None and not withheld(offer, standing, frozenset())
    )
