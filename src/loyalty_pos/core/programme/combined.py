"""Several programmes at work in one shop, put together into the one that prices there.

What only one programme may say (points, tiers, the card's discount) comes from the one that says it; offers of all
of them stand side by side under names that tell whose they are. It must never choose between two contradicting
programmes: that is refused when they are released, where a person can decide.
"""

from collections.abc import Sequence
from dataclasses import Field, fields, replace
from datetime import datetime, time

from loyalty_pos.core.problems import ProgrammesCollide
from loyalty_pos.core.programme import CertificateSeries, Group, Limits, Programme, Promotion
from loyalty_pos.core.programme.actions import (
    Achievement,
    Action,
    Board,
    Challenge,
    Game,
    Medal,
    as_guest,
)
from loyalty_pos.core.programme.conditions import Between
from loyalty_pos.core.programme.coupons import CouponSeries, Prints
from loyalty_pos.core.programme.file import read_programme

_OWN = frozenset(
    {"id", "names", "currency", "zone", "limits", "since", "until", "revision", "kind", "launch"}
)
"""Fields that are not taken from whoever says something: they name the programme, must agree, or are added up."""


NO_PROGRAMME = Programme(id="none", names=(("en", "No programme"), ("ru", "Без программы")))
"""What prices where nothing was released or all was stopped: the shelf price, no points."""


def read_together(texts: Sequence[str]) -> Programme:
    """Return what these programme files say together. Raises BadProgramme, ProgrammesCollide."""
    return combined([read_programme(text) for text in texts])


def without_gifts(programme: Programme) -> Programme:
    """Return what is left at a till that heard nothing of the centre for longer than its bundle lives.

    Cards keep their discount and purchases earn; offers and payment with points wait for the centre (docs/why/0021).
    """
    return replace(programme, promotions=(), groups=(), redemption=None, rewards=())


def combined(programmes: Sequence[Programme]) -> Programme:
    """Return the programme that prices where all of these are in force; one alone stays as it is.

    The name, and so the account of members, is that of the first one that says anything of points or tiers.
    Raises ProgrammesCollide where two of them say the same thing.
    """
    if not programmes:
        return NO_PROGRAMME
    if len(programmes) == 1:
        return programmes[0]
    ordered = sorted(programmes, key=lambda programme: programme.id)
    home = next((p for p in ordered if p.accrual or p.redemption or p.tiers), ordered[0])
    _agree(home, ordered)
    _agree_on_certificates(ordered)
    merged = replace(home, limits=_limits([p.limits for p in ordered]))
    told = {f.name: _told(f, ordered, home) for f in fields(Programme) if f.name not in _OWN}
    return replace(merged, **told)  # type: ignore[arg-type]  # each value comes from the field of this name


def _agree(home: Programme, programmes: Sequence[Programme]) -> None:
    """Refuse two currencies, two calendars, two contracts with one partner: each must mean the same in one shop."""
    contracts = {partner.id: (home, partner) for partner in home.partners}
    for programme in programmes:
        for name in ("currency", "zone"):
            if getattr(programme, name) != getattr(home, name):
                raise ProgrammesCollide(first=home.id, second=programme.id, field=name)
        for partner in programme.partners:
            first, known = contracts.setdefault(partner.id, (programme, partner))
            if known != partner:
                raise ProgrammesCollide(first=first.id, second=programme.id, field="partner")


def _agree_on_certificates(programmes: Sequence[Programme]) -> None:
    """Refuse two series of gift certificates under one id: nobody could say which of them a piece belongs to."""
    known: dict[str, tuple[CertificateSeries, str]] = {}
    for programme in programmes:
        for series in programme.certificates:
            first, owner = known.setdefault(series.id, (series, programme.id))
            if first != series:
                raise ProgrammesCollide(first=owner, second=programme.id, field="certificates")


def _told(field: Field[object], programmes: Sequence[Programme], home: Programme) -> object:
    """Return what the one programme that speaks of this says; lists of several are joined."""
    silent = getattr(Programme(id="", names=()), field.name)
    speakers = [p for p in programmes if getattr(p, field.name) != silent]
    if isinstance(silent, tuple):
        return tuple(
            dict.fromkeys(item for p in speakers for item in _named(getattr(p, field.name), p, home))
        )
    if len(speakers) > 1:
        raise ProgrammesCollide(first=speakers[0].id, second=speakers[1].id, field=field.name)
    return getattr(speakers[0], field.name) if speakers else silent


def _named(items: tuple[object, ...], programme: Programme, home: Programme) -> tuple[object, ...]:
    """Return a guest's offers and groups under the guest's name, so that two shops' "happy-hour" stay two."""
    if programme is home:
        return items
    return tuple(_guest(item, programme) for item in items)


def _guest(item: object, programme: Programme) -> object:
    """Return an offer or a group under its owner's name; an offer keeps the days of its own programme."""
    owner = programme.id
    match item:
        case Promotion():
            group = f"{owner}/{item.group}" if item.group else ""
            return replace(
                item, id=f"{owner}/{item.id}", group=group, when=(*item.when, *_days_of(programme))
            )
        case Group():
            return replace(item, id=f"{owner}/{item.id}")
        case CouponSeries(prints=Prints(offer=offer) as prints) if offer:
            return replace(item, prints=replace(prints, offer=f"{owner}/{offer}"))
        case Game() | Action() | Challenge() | Achievement() | Medal() | Board():
            return as_guest(item, owner, programme.since, programme.until)
        case _:
            return item


def _limits(all_limits: Sequence[Limits]) -> Limits:
    """Return limits that keep every one of these: the higher floor, the lower cap, the coarser step."""
    margins = [limits.margin_bp for limits in all_limits if limits.margin_bp is not None]
    return replace(
        all_limits[0],
        margin_bp=max(margins, default=None),
        legal=tuple(floor for limits in all_limits for floor in limits.legal),
        max_discount_bp=min(limits.max_discount_bp for limits in all_limits),
        rounding_step_minor=max(limits.rounding_step_minor for limits in all_limits),
    )


def _days_of(programme: Programme) -> tuple[Between, ...]:
    ends = [datetime.combine(day, time()) if day else None for day in (programme.since, programme.until)]
    return (Between(*ends),) if any(ends) else ()
