"""The most that can be taken without a guarantee before anybody is heard again: by till, shop, network and member, now.

The formula of docs/why/0026: of all members together a till takes at most R of the one lease it holds, of one member at
most L. A till holds one of the leases that were made out and not overtaken; nobody knows which, so the largest counts.
It must never tell less than what may come; what is already owed is told apart.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from loyalty_pos.centre.lent.free import free
from loyalty_pos.centre.lent.records import LeaseRecord
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Account
from loyalty_pos.core.dates import moment
from loyalty_pos.core.leases.lease import Holder
from loyalty_pos.core.leases.value import Value, voucher_subject
from loyalty_pos.core.points import is_expired
from loyalty_pos.core.vouchers.voucher import VoucherKind

WORST_CARDS: Final = 10
LOOKED_AT: Final = 2_000
Who = tuple[str, str]


@dataclass(frozen=True, slots=True)
class TillExposure:
    """One life of a till. ``most``: what it may still take without a guarantee, all members and codes; ``of_one``: of a member.

    ``of_certificate``: of one certificate, minor units. ``used``: settled under the lease it was last heard to hold. ``aside``: set aside for it, no risk. ``seen_us``: when
    it was last heard, 0 = never.
    """

    agent_id: str
    incarnation: str
    store_id: str
    till_no: int
    epoch: int
    most: int
    of_one: int
    used: int
    seen_us: int
    is_lost: bool = False
    of_certificate: int = 0


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


@dataclass(frozen=True, slots=True)
class Exposure:
    """Minor point units. ``owed``: what is owed already; ``of_one``: no single member can cost more.

    In minor units of money: ``of_certificate``: no single certificate can cost more; ``owed_minor``: by certificates.
    """

    tills: tuple[TillExposure, ...]
    stores: dict[str, int]
    network: int
    of_one: int
    owed: int
    cards: tuple[CardExposure, ...]
    of_certificate: int = 0
    owed_minor: int = 0
    certificates: tuple[CertificateExposure, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What tills may know of an account. ``told``: most points that its newest row, at ``place`` of the feed, can mean.

    A till that was lent something before that row may still have another one, where it may be anybody's home.
    """

    account_id: str
    told: int
    place: int
    stores: tuple[str, ...] = ()
    has_phone: bool = False
    is_shut: bool = False

    def limit(self, lease: LeaseRecord, store_id: str) -> int:
        """Return the floor right under a lease of a till of this store."""
        floors = lease.floors
        app = floors.app if self.has_phone else 0
        if self.place > lease.place:
            return max(floors.home, floors.visited, floors.guest, app)
        if self.is_shut:
            return 0
        return min(self.told, max(floors.of(self._holder(store_id)), app))

    def _holder(self, store_id: str) -> Holder:
        if store_id not in self.stores:
            return Holder.GUEST
        return Holder.HOME if self.stores[0] == store_id else Holder.VISITED


@dataclass(frozen=True, slots=True)
class KnownCertificate:
    """What tills may know of a certificate, as ``Known``; ``told``: its rest."""

    subject: str
    told: int
    place: int
    home: str

    def limit(self, lease: LeaseRecord, store_id: str) -> int:
        """Return the floor right under a lease of a till of this store."""
        floors = lease.certificates
        if self.place > lease.place:
            return floors.highest
        return min(self.told, floors.home if self.home == store_id else floors.guest)


class Rights:
    """The leases that may still be spent under, with what is known to be used."""

    def __init__(self, desk: Desk) -> None:
        self._tills = {till.agent_id: till for till in desk.tills.tills() if not till.revoked}
        self._streams = {(s.agent_id, s.incarnation): s for s in desk.streams.all()}
        self._used: Counter[tuple[str, str, int]] = Counter()
        self._of_account: Counter[tuple[str, str, int, str]] = Counter()
        for use in desk.leases.floors():
            self._used[use.agent_id, use.incarnation, use.epoch] += use.risk
            self._of_account[use.agent_id, use.incarnation, use.epoch, use.account_id] += use.points
        self._leases: dict[Who, list[LeaseRecord]] = defaultdict(list)
        for lease in desk.leases.all():
            if lease.agent_id in self._tills:  # who was shut out is not heard any more
                self._leases[lease.who].append(lease)

    def tills(self, store_id: str = "") -> list[TillExposure]:
        """Return every life of every till that may still settle something."""
        lives = [self._till(who, leases) for who, leases in self._leases.items()]
        return sorted(
            (one for one in lives if not store_id or one.store_id == store_id),
            key=lambda one: (-one.most, one.till_no, one.incarnation),
        )

    def of_account(self, known: Known) -> int:
        """Return what all of them may take of an account."""
        return sum(
            max(
                self._of_one(
                    lease, known.limit(lease, self._tills[lease.agent_id].store_id), known.account_id
                )
                for lease in leases
            )
            for leases in self._leases.values()
        )

    def of_certificate(self, known: KnownCertificate) -> int:
        """Return what all of them may take of a certificate, minor units."""
        return sum(
            max(
                self._money_of_one(
                    lease, known.limit(lease, self._tills[lease.agent_id].store_id), known.subject
                )
                for lease in leases
            )
            for leases in self._leases.values()
        )

    def _till(self, who: Who, leases: Sequence[LeaseRecord]) -> TillExposure:
        till, stream = self._tills[who[0]], self._streams.get(who)
        epoch = stream.epoch if stream else 0
        return TillExposure(
            agent_id=who[0],
            incarnation=who[1],
            store_id=till.store_id,
            till_no=till.till_no,
            epoch=epoch,
            most=max(self._left(lease) for lease in leases),
            of_one=max(self._of_one(lease, lease.floors.highest) for lease in leases),
            used=self._used[(*who, epoch)],
            seen_us=stream.seen_us if stream else 0,
            is_lost=any(lease.lost_us for lease in leases),
            of_certificate=max(self._money_of_one(lease, lease.certificates.highest) for lease in leases),
        )

    def _left(self, lease: LeaseRecord) -> int:
        return max(0, lease.risk - self._used[(*lease.who, lease.epoch)])

    def _of_one(self, lease: LeaseRecord, limit: int, account_id: str = "") -> int:
        used = self._of_account[(*lease.who, lease.epoch, account_id)] if account_id else 0
        return min(max(0, limit - used), self._left(lease))

    def _money_of_one(self, lease: LeaseRecord, limit: int, subject: str = "") -> int:
        used = self._of_account[(*lease.who, lease.epoch, subject)] if subject else 0
        return min(max(0, limit - used), lease.worth.money(self._left(lease)))


def exposure(desk: Desk, now_us: int, *, store_id: str = "", account_id: str = "") -> Exposure:
    """Return the worst case now, of all shops or of one; with the members that may cost most, or the one named."""
    rights = Rights(desk)
    tills = rights.tills(store_id)
    stores: Counter[str] = Counter()
    for till in tills:
        stores[till.store_id] += till.most
    # Who has most points may be a guest everywhere and cost nothing: many are looked at for a few to be named.
    ids = [account_id] if account_id else desk.set_aside.richest(moment_us=now_us, limit=LOOKED_AT)
    return Exposure(
        tills=tuple(tills),
        stores=dict(stores),
        network=sum(stores.values()),
        of_one=sum(till.of_one for till in tills),
        owed=desk.debts.owed(),
        cards=tuple(_cards(desk, rights, ids, moment(now_us))[:WORST_CARDS]),
        of_certificate=sum(till.of_certificate for till in tills),
        owed_minor=desk.debts.owed(Value.MONEY),
        certificates=() if account_id else tuple(_certificates(desk, rights)[:WORST_CARDS]),
    )


def certificate_now(desk: Desk, key: int) -> CertificateExposure | None:
    """Return what one certificate may cost, None where there is none."""
    return next(iter(_certificates(desk, Rights(desk), [key])), None)


def _certificates(desk: Desk, rights: Rights, keys: Sequence[int] = ()) -> list[CertificateExposure]:
    found = desk.vouchers.look(keys) if keys else desk.vouchers.richest(LOOKED_AT)
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


def _cards(desk: Desk, rights: Rights, ids: Sequence[str], now: datetime) -> list[CardExposure]:
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
