"""Whom a card, a phone or a click names, which programme counts at the centre, and what a partner gives there."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from loyalty_pos.centre.bundles import EVERYWHERE
from loyalty_pos.centre.partners.refusals import UnknownMember, UnknownPartner
from loyalty_pos.centre.ports import Desk
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.partners.rates import Rate, rate_of
from loyalty_pos.core.phone import normalise
from loyalty_pos.core.problems import BadPhone, BadProgramme, ProgrammesCollide
from loyalty_pos.core.programme import Partner, Programme
from loyalty_pos.core.programme.combined import NO_PROGRAMME, read_together
from loyalty_pos.core.release import Release, in_force


@dataclass(frozen=True, slots=True)
class Who:
    """A member by account, card number, phone or click; the first that is there counts."""

    account_id: str = ""
    card: str = ""
    phone: str = ""
    click_id: str = ""


def account_named(desk: Desk, key: bytes, who: Who, partner_id: str = "") -> str:
    """Return the account. Raises UnknownMember, also for a click to another partner."""
    if who.account_id:
        found = who.account_id if desk.accounts.load([who.account_id]) else ""
    elif who.click_id:
        click = desk.orders.click(who.click_id)
        found = click.account_id if click and click.partner_id == partner_id else ""
    else:
        found = _known_by(desk, key, who)
    if not found:
        raise UnknownMember
    return found


def _known_by(desk: Desk, key: bytes, who: Who) -> str:
    try:
        kind, text = ("card", who.card.replace(" ", "")) if who.card else ("phone", normalise(who.phone))
    except BadPhone:
        return ""
    hashed = lookup_key(kind, text, key)
    return desk.members.accounts_of(kind, [hashed]).get(hashed, "")


def programme_now(desk: Desk, now_us: int, store_id: str = EVERYWHERE) -> Programme:
    """Return what is in force in a shop; of none in particular: the centre's own word on points no till earned.

    The latter is what was released to all shops; where nothing was, what each shop by its name has now.
    """
    releases = desk.programmes.releases()
    hashes = [r.text_hash for r in in_force(releases, store_id, now_us)]
    if store_id == EVERYWHERE and not hashes:
        hashes = _in_each_shop(desk, releases, now_us)
    texts = desk.programmes.texts(hashes)
    return read_texts(tuple(texts[one] for one in hashes))


def _in_each_shop(desk: Desk, releases: Sequence[Release], now_us: int) -> list[str]:
    """Return what every shop has in force, in the first one's order; nothing where there is no shop."""
    shops = [
        [release.text_hash for release in in_force(releases, store.store_id, now_us)]
        for store in desk.tills.stores()
    ]
    return [one for one in next(iter(shops), []) if all(one in other for other in shops)]


@lru_cache(maxsize=8)
def read_texts(texts: tuple[str, ...]) -> Programme:
    """Return what these programmes say together, nothing where they cannot be read."""
    try:
        return read_together(texts)
    except (BadProgramme, ProgrammesCollide):
        return NO_PROGRAMME


def rate_here(desk: Desk, partner_id: str, programme: Programme) -> Rate:
    """Return what the partner gives back: the list of rates before the programme. Raises UnknownPartner."""
    listed = desk.rates.known([partner_id]).get(partner_id)
    if listed is not None:
        return listed
    return rate_of(named_partner(partner_id, programme.partners))


def named_partner(partner_id: str, partners: Sequence[Partner]) -> Partner:
    """Return a partner of the programme. Raises UnknownPartner."""
    for partner in partners:
        if partner.id == partner_id:
            return partner
    raise UnknownPartner(partner=partner_id, known=", ".join(one.id for one in partners))


def contract_of(partner_id: str, programme: Programme) -> Partner:
    """Return the contract with a partner; who only stands in the list of rates pays what points are worth."""
    return next((p for p in programme.partners if p.id == partner_id), Partner(partner_id, partner_id))
