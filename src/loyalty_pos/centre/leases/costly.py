"""Which members and which certificates may cost most, and what nobody costs more who is not named.

Whoever may cost something has points, or was changed since a till was lent something: the richest and the newest are looked
at, and a bound says what all the others can cost. It must never name ten and leave out an eleventh who costs more in silence.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from loyalty_pos.centre.leases.still import Known, KnownCertificate, Rights
from loyalty_pos.centre.lent.free import free
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Account
from loyalty_pos.core.dates import moment
from loyalty_pos.core.leases.value import voucher_subject
from loyalty_pos.core.points import is_expired
from loyalty_pos.core.vouchers.voucher import VoucherKind

NAMED: Final = 10
LOOKED_AT: Final = (2_000, 16_000)
"""So many of each kind are looked at; the second number where the first leaves it open who costs most."""
AT_ONCE: Final = (2_000, 2_000)
"""For somebody who stands there and waits: what is left open stays open, and the bound of all others says so."""


@dataclass(frozen=True, slots=True)
class CardExposure:
    """A member. ``worst``: what all tills together may take without a guarantee; ``available`` below zero is overdrawn."""

    account_id: str
    available: int
    debt: int
    worst: int


@dataclass(frozen=True, slots=True)
class CertificateExposure:
    """A certificate, money in minor units: ``rest`` on it, below zero is overdrawn; ``worst``: as of a member."""

    key: int
    series: str
    last4: str
    home: str
    rest: int
    worst: int


class Worst(NamedTuple):
    """``others``: whoever is not among ``cards`` costs no more than this."""

    cards: tuple[CardExposure, ...]
    others: int


class WorstCertificates(NamedTuple):
    """The same of certificates, minor units."""

    certificates: tuple[CertificateExposure, ...]
    others: int


def worst_cards(desk: Desk, rights: Rights, now_us: int, looked_at: tuple[int, int] = LOOKED_AT) -> Worst:
    """Return the members that may cost most; reads all lots."""
    cards, unseen = _cards_of(desk, rights, now_us, looked_at[0])
    if looked_at[1] > looked_at[0] and _is_open([card.worst for card in cards], unseen):
        cards, unseen = _cards_of(desk, rights, now_us, looked_at[1])
    return Worst(tuple(cards[:NAMED]), max([unseen, *(card.worst for card in cards[NAMED : NAMED + 1])]))


def _cards_of(desk: Desk, rights: Rights, now_us: int, limit: int) -> tuple[list[CardExposure], int]:
    """Return those who are looked at, who may cost most first, and what nobody else costs more."""
    rich = desk.set_aside.richest(now_us, limit)
    new = desk.feed.newest_rows("account", limit, rights.oldest_place)
    phones = desk.feed.newest_rows("phone_key", limit)
    with_phone = desk.members.accounts_of("card", [int(key) for key, _ in phones]).values()
    seen = {name for name, _ in rich} | {name for name, _ in new} | set(with_phone)
    unseen = rights.bound_of_account(
        rich[-1][1] if len(rich) == limit else 0,
        new[-1][1] if len(new) == limit else 0,
        has_phone=len(phones) == limit,
    )
    return cards_now(desk, rights, seen, moment(now_us)), unseen


def _is_open(worst: list[int], unseen: int) -> bool:
    """Tell whether somebody who was not looked at may belong among the named."""
    return unseen > (worst[NAMED - 1] if len(worst) >= NAMED else 0)


def worst_certificates(
    desk: Desk, rights: Rights, looked_at: tuple[int, int] = LOOKED_AT
) -> WorstCertificates:
    """Return the certificates that may cost most; reads all of them."""
    found, unseen = _certificates_of(desk, rights, looked_at[0])
    if looked_at[1] > looked_at[0] and _is_open([one.worst for one in found], unseen):
        found, unseen = _certificates_of(desk, rights, looked_at[1])
    others = max([unseen, *(one.worst for one in found[NAMED : NAMED + 1])])
    return WorstCertificates(tuple(found[:NAMED]), others)


def _certificates_of(desk: Desk, rights: Rights, limit: int) -> tuple[list[CertificateExposure], int]:
    rich = desk.vouchers.richest(limit)
    new = desk.feed.newest_rows("voucher", limit, rights.oldest_place)
    seen = {one.key for one in rich} | {int(key) for key, _ in new}
    unseen = rights.bound_of_certificate(
        rich[-1].rest_minor if len(rich) == limit else 0, new[-1][1] if len(new) == limit else 0
    )
    return certificates_now(desk, rights, seen), unseen


def cards_now(desk: Desk, rights: Rights, ids: Collection[str], now: datetime) -> list[CardExposure]:
    """Return what these may cost, who may cost most first."""
    places = desk.feed.places("account", ids)
    keys = {str(card.number_key): card.account_id for card in desk.members.cards_of(ids)}
    phones = {keys[key] for key in desk.feed.places("phone_key", list(keys))}
    cards = []
    for account_id, one in desk.accounts.load(ids).items():
        known = Known(
            account_id=account_id,
            told=_told(one, now),
            place=places.get(account_id, 0),
            stores=tuple(store for store, _ in one.head.stores),
            has_phone=account_id in phones,
            is_shut=one.head.blocked or one.head.online_only,
        )
        cards.append(CardExposure(account_id, free(one, now), one.state.debt, rights.of_account(known)))
    return sorted(cards, key=lambda card: (-card.worst, -card.available, card.account_id))


def _told(account: Account, now: datetime) -> int:
    """Return the most that a till with this account's newest row may believe to be there, points that begin later too."""
    lots = account.state.lots
    there = sum(lot.remaining for lot in lots if not lot.spend_scope and not is_expired(lot, now))
    return max(0, there - account.state.debt)


def certificates_now(desk: Desk, rights: Rights, keys: Collection[int]) -> list[CertificateExposure]:
    """Return what these may cost, what may cost most first."""
    found = desk.vouchers.look(keys)
    places = desk.feed.places("voucher", [str(one.key) for one in found])
    told = []
    for one in found:
        if one.kind is not VoucherKind.CERTIFICATE:
            continue
        known = KnownCertificate(
            voucher_subject(one.key), max(0, one.rest_minor), places.get(str(one.key), 0), one.home
        )
        worst = rights.of_certificate(known)
        told.append(CertificateExposure(one.key, one.series, one.last4, one.home, one.rest_minor, worst))
    return sorted(told, key=lambda one: (-one.worst, -one.rest, one.key))
