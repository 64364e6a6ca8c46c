"""One voucher looked at, blocked and unblocked; certificates of an older system brought with what is left on them.

Whoever asks has the code in hand: only its keyed hash is looked for, and nothing here repeats, keeps or logs a code.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from loyalty_pos.centre.offers.in_force import programmes_in_force
from loyalty_pos.centre.ports import Books, Clock, Desk, Secrets
from loyalty_pos.centre.records import VoucherDeed
from loyalty_pos.centre.rows import voucher_row
from loyalty_pos.core.coupons.codes import compact
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.vouchers.deeds import Move, What, moved
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState

_LAST: Final = 4
_SOLD: Final = frozenset({What.SOLD, What.IMPORTED, What.PAID})


class CodeUnknown(Problem):
    """The centre was never told of such a code; ``last4``: its end."""

    code: ClassVar[str] = "code_unknown"
    last4: str


class NoCertificateSeries(Problem):
    """No programme in force has certificates of this series; ``known``: those that there are."""

    code: ClassVar[str] = "no_certificate_series"
    series: str
    known: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A voucher with everything that was done with it, in order."""

    voucher: Voucher
    deeds: tuple[VoucherDeed, ...]


@dataclass(frozen=True, slots=True)
class OldCertificate:
    """A certificate of an older system: ``code`` as it is printed, what is left on it, until when (0 = for ever)."""

    code: str
    rest_minor: int
    until_us: int = 0


class VoucherDesk:
    """What a manager does with one code."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books = books
        self._clock = clock
        self._secrets = secrets

    def show(self, code: str) -> Shown:
        """Return the voucher with its history. Raises ``CodeUnknown``."""
        return self._books.write(lambda desk: _shown(desk, self._found(desk, code)))

    def block(self, code: str) -> Shown:
        """Let the voucher do nothing any more until it is unblocked. Raises ``CodeUnknown``."""
        return self._changed(code, What.BLOCKED)

    def unblock(self, code: str) -> Shown:
        """Let a blocked voucher be what it was. Raises ``CodeUnknown``."""
        return self._changed(code, What.UNBLOCKED)

    def is_certificate(self, series_id: str) -> bool:
        """Tell whether a programme in force sells certificates of this series."""
        return series_id in self._series()

    def _series(self) -> list[str]:
        programmes = self._books.read(lambda desk: programmes_in_force(desk, self._clock.now_us()))
        return sorted({one.id for programme in programmes for one in programme.certificates})

    def import_certificates(self, series_id: str, old: Iterable[OldCertificate]) -> tuple[int, int]:
        """Bring certificates that customers have; return how many were new and how many were there already.

        Those that are there stay as they are: what was spent since is not given again. Raises ``NoCertificateSeries``.
        """
        if not self.is_certificate(series_id):
            raise NoCertificateSeries(series=series_id, known=", ".join(self._series()))
        by_key = {self._key(one.code): one for one in old}
        now_us = self._clock.now_us()

        def work(desk: Desk) -> tuple[int, int]:
            known = desk.vouchers.load(by_key.keys())
            new = [_imported(key, one, series_id) for key, one in by_key.items() if key not in known]
            desk.vouchers.put(new)
            desk.vouchers.add_deeds([_deed(one, What.IMPORTED, "", now_us, one.rest_minor) for one in new])
            desk.feed.publish([voucher_row(one) for one in new])
            return len(new), len(known)

        return self._books.write(work)

    def _changed(self, code: str, what: What) -> Shown:
        now_us = self._clock.now_us()

        def work(desk: Desk) -> Shown:
            shown = _shown(desk, self._found(desk, code))
            before = shown.voucher
            if (before.state is VoucherState.BLOCKED) is (what is What.BLOCKED):
                return shown
            after = moved(before, Move(before.key, what, before.kind))
            if what is What.UNBLOCKED and _never_sold(shown):
                after = replace(after, state=VoucherState.PRINTED)
            desk.vouchers.put([after])
            desk.vouchers.add_deeds([_deed(after, what, f"-{now_us}", now_us)])
            desk.feed.publish([voucher_row(after)])
            return _shown(desk, after)

        return self._books.write(work)

    def _found(self, desk: Desk, code: str) -> Voucher:
        key = self._key(code)
        voucher = desk.vouchers.load([key]).get(key)
        if voucher is None:
            raise CodeUnknown(last4=compact(code)[-_LAST:])
        return voucher

    def _key(self, code: str) -> int:
        return lookup_key("voucher", compact(code), self._secrets.lookup_key)


def _shown(desk: Desk, voucher: Voucher) -> Shown:
    return Shown(voucher, tuple(desk.vouchers.deeds_of([voucher.key])))


def _never_sold(shown: Shown) -> bool:
    certificate = shown.voucher.kind is VoucherKind.CERTIFICATE
    return certificate and not any(deed.what in _SOLD for deed in shown.deeds)


def _imported(key: int, old: OldCertificate, series_id: str) -> Voucher:
    return Voucher(
        key,
        VoucherKind.CERTIFICATE,
        series_id,
        VoucherState.ACTIVE if old.rest_minor else VoucherState.USED,
        value_minor=old.rest_minor,
        rest_minor=old.rest_minor,
        until_us=old.until_us,
        last4=compact(old.code)[-_LAST:],
    )


def _deed(voucher: Voucher, what: What, mark: str, at_us: int, amount_minor: int = 0) -> VoucherDeed:
    return VoucherDeed(f"{what}-{voucher.key}{mark}", voucher.key, what, "", "", "", amount_minor, at_us)
