"""Certificates on the stage: their series in both languages, a few pieces, and the scenes with them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from loyalty_pos.core.coupons.codes import compact
from loyalty_pos.core.leases.rights import Right
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.programme import CertificateSeries, Programme
from loyalty_pos.core.programme.accrual import AfterMonths
from loyalty_pos.core.sale import Fact
from loyalty_pos.core.vouchers.deeds import after_facts
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.till.voucher_rights.port import VoucherRight
from loyalty_pos.ui.studio import Studio

PRINTED, ACTIVE, SMALL, BLOCKED = (
    "GIFT-ACDE-FGHJ-KMNPQ",
    "GIFT-RTWX-YACD-EK7QX",
    "GIFT-3467-9ACD-EFGH4",
    "GIFT-HJKM-NPQR-TWXY7",
)
_NAMES: Final = {"ru": "Подарочный сертификат", "en": "Gift certificate"}
_KEY: Final = bytes(32)


@dataclass
class StageVouchers:
    """A piece in the drawer, two that customers have, and one that is blocked; they follow the stage's journal."""

    programme: Programme
    facts: list[Fact] = field(default_factory=list)
    told: dict[int, Voucher] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._tell(PRINTED, VoucherState.PRINTED, 0)
        self._tell(ACTIVE, VoucherState.ACTIVE, 100_000)
        self._tell(SMALL, VoucherState.ACTIVE, 27_000)
        self._tell(BLOCKED, VoucherState.BLOCKED, 50_000)

    def by_code(self, code: str) -> Voucher | None:
        return self.by_key(_key_of(code))

    def by_key(self, key: int) -> Voucher | None:
        return after_facts(self.told.get(key), self.facts, key, self.programme)

    def of_member(self, account_id: str) -> list[Voucher]:
        return [voucher for voucher in self.told.values() if voucher.account_id == account_id]

    def _tell(self, code: str, state: VoucherState, rest_minor: int) -> None:
        key = _key_of(code)
        worth = max(rest_minor, 100_000) if rest_minor else 0
        last4 = compact(code)[-4:]
        self.told[key] = Voucher(key, VoucherKind.CERTIFICATE, "gift", state, worth, rest_minor, last4=last4)


class StageVoucherRights:
    """A till that may take 500 from any certificate by itself, and every coupon."""

    def right(self, voucher: Voucher, use_minor: int = 0, *, beside: int = 0) -> VoucherRight:  # noqa: ARG002 - the port's shape
        """Return the same for every certificate; coupons are set aside."""
        is_money = voucher.kind is VoucherKind.CERTIFICATE
        return VoucherRight(Right(0, min(50_000, voucher.there)) if is_money else Right(voucher.there), 1)

    def weight(self, voucher: Voucher, floor: int, use_minor: int = 0) -> int:  # noqa: ARG002 - as above
        """Return nothing: nobody counts on the stage."""
        return 0


class Staged(Protocol):
    """What a scene needs of the stage."""

    studio: Studio

    def at_work(self, *, online: bool = True, pin: str = "1111") -> object: ...
    def filled(self, *, points: bool = False) -> object: ...


def with_certificates(programme: Programme, language: str) -> Programme:
    """Return the demo programme with one series of certificates of some sums."""
    sums = (100_000, 300_000, 500_000)
    series = CertificateSeries("gift", _NAMES[language], life=AfterMonths(12), values_minor=sums)
    return replace(programme, certificates=(series,))


def _key_of(code: str) -> int:
    return lookup_key("voucher", compact(code), _KEY)


def _asked(scene: Staged) -> None:
    scene.at_work()
    scene.studio.scan(PRINTED)


def _sold(scene: Staged) -> None:
    _asked(scene)
    scene.studio.type("3000")
    scene.studio.press("Return")


def _laid(scene: Staged) -> None:
    scene.at_work()
    scene.filled(points=True)
    scene.studio.scan(ACTIVE)


def _alone(scene: Staged) -> None:
    scene.at_work(online=False)
    scene.studio.scan("4609990002030", "4609990002313", ACTIVE)


def _alone_paying(scene: Staged) -> None:
    _alone(scene)
    scene.studio.press("Return")
    scene.studio.type("2000")


def _paying(scene: Staged) -> None:
    scene.at_work()
    scene.filled(points=True)
    scene.studio.press("Return")
    scene.studio.scan(SMALL, ACTIVE)
    scene.studio.type("5000")


def _refused(scene: Staged) -> None:
    scene.at_work()
    scene.filled()
    scene.studio.press("Return")
    scene.studio.scan(BLOCKED)


def _paid(scene: Staged) -> None:
    _laid(scene)
    scene.studio.press("F12")


def _paper_of_sold(scene: Staged) -> None:
    _sold(scene)
    scene.studio.press("F12")


def _brought_back(scene: Staged) -> None:
    scene.at_work(pin="3333")
    scene.filled(points=True)
    scene.studio.scan(ACTIVE)
    scene.studio.press("F12", "Ctrl+R", "Return")


CERTIFICATE_SCENES: Final[Mapping[str, Callable[[Staged], object]]] = {
    "certificate-asked": _asked,
    "certificate-sold": _sold,
    "certificate-sold-paper": _paper_of_sold,
    "certificate-laid": _laid,
    "certificate-paying": _paying,
    "certificate-refused": _refused,
    "certificate-alone": _alone,
    "certificate-alone-paying": _alone_paying,
    "certificate-paid": _paid,
    "certificate-back": _brought_back,
}
