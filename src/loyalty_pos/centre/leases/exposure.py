"""The most that can be taken without a guarantee before anybody is heard again: by till, shop, network and member, now.

The formula of docs/why/0026: of all members together a till takes at most R of the one lease it holds, of one member at
most L. A till holds one of the leases that were made out and not overtaken; nobody knows which, so the largest counts.
It must never tell less than what may come; what is already owed is told apart.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from loyalty_pos.centre.leases.costly import (
    LOOKED_AT,
    CardExposure,
    CertificateExposure,
    Worst,
    WorstCertificates,
    cards_now,
    certificates_now,
    worst_cards,
    worst_certificates,
)
from loyalty_pos.centre.leases.still import Rights, TillExposure
from loyalty_pos.centre.ports import Desk
from loyalty_pos.core.dates import moment
from loyalty_pos.core.leases.value import Value

NOTHING: Final = WorstCertificates((), 0)


@dataclass(frozen=True, slots=True)
class Exposure:
    """Minor point units. ``owed``: what is owed already; ``of_one``: no single member can cost more.

    In minor units of money: ``of_certificate``: no single certificate can cost more; ``owed_minor``: by certificates.
    ``others``, ``other_certificates``: whoever is not named costs no more than this.
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
    others: int = 0
    other_certificates: int = 0


def exposure(
    desk: Desk,
    now_us: int,
    *,
    store_id: str = "",
    account_id: str = "",
    looked_at: tuple[int, int] = LOOKED_AT,
) -> Exposure:
    """Return the worst case now, of all shops or of one; with the members that may cost most, or the one named.

    ``looked_at``: how many members and certificates are looked at (``costly``).
    """
    rights = Rights(desk)
    tills = rights.tills(store_id)
    stores: Counter[str] = Counter()
    for till in tills:
        stores[till.store_id] += till.most
    if account_id:
        worst, certificates = Worst(tuple(cards_now(desk, rights, [account_id], moment(now_us))), 0), NOTHING
    else:
        worst = worst_cards(desk, rights, now_us, looked_at)
        certificates = worst_certificates(desk, rights, looked_at)
    return Exposure(
        tills=tuple(tills),
        stores=dict(stores),
        network=sum(stores.values()),
        of_one=sum(till.of_one for till in tills),
        owed=desk.debts.owed(),
        cards=worst.cards,
        of_certificate=sum(till.of_certificate for till in tills),
        owed_minor=desk.debts.owed(Value.MONEY),
        certificates=certificates.certificates,
        others=worst.others,
        other_certificates=certificates.others,
    )


def certificate_now(desk: Desk, key: int) -> CertificateExposure | None:
    """Return what one certificate may cost, None where there is none."""
    return next(iter(certificates_now(desk, Rights(desk), [key])), None)
