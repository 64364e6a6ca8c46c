"""Serial coupons on the open receipt: put on it, off again when they do not count any more, used by the sale, printed.

Decides by what this till knows (the centre's last word and its own deeds) and never waits for the network. A serial
stands among the receipt's coupons as its series; it never touches a price by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from loyalty_pos.core.cards import last4
from loyalty_pos.core.coupons.codes import compact
from loyalty_pos.core.coupons.serials import is_serial
from loyalty_pos.core.points import standing_of
from loyalty_pos.core.problems import CouponAlreadyThere, Problem, SerialAlone, SerialHeld
from loyalty_pos.core.programme import Programme, Promotion
from loyalty_pos.core.sale import Sale
from loyalty_pos.core.scan import COUPON_PREFIX
from loyalty_pos.core.vouchers.coupons import (
    Serial,
    offer_of,
    printed_code,
    printed_with,
    serial_name,
    series_of,
    use_minor,
    use_refusal,
    with_printed,
    with_used,
)
from loyalty_pos.core.vouchers.deeds import key_of
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind
from loyalty_pos.till.guessing.unknown_vouchers import count_unknown_voucher, refuse_guessed_voucher
from loyalty_pos.till.open_receipt import OpenReceipt
from loyalty_pos.till.papers.receipts import PrintedCoupon
from loyalty_pos.till.vouchers.promises import Promises
from loyalty_pos.till.vouchers.selling import Receipts
from loyalty_pos.till.vouchers.wishes import Standing
from loyalty_pos.till.world import TillWorld


@dataclass(frozen=True, slots=True)
class SerialFound:
    """``voucher`` None = a code of ours that nobody told this till of; ``last4``: its end, for people."""

    voucher: Voucher | None
    last4: str


def serial_named(world: TillWorld, text: str) -> SerialFound | None:
    """Return the serial coupon of a text that looks like one of ours, or that this till knows as one; else None.

    Raises ``TooManyUnknownVouchers``.
    """
    refuse_guessed_voucher(world)
    bare = text.strip().removeprefix(COUPON_PREFIX)
    voucher = world.vouchers.by_code(bare)
    known = voucher is not None and voucher.kind is VoucherKind.COUPON
    if not (known or is_serial(bare)):
        return None
    if voucher is None:
        count_unknown_voucher(world, bare)
    return SerialFound(voucher, last4(compact(bare)))


class Serials:
    """What a cashier does with serial coupons on one open receipt. ``refusal_of``: what pricing says against a coupon."""

    def __init__(
        self,
        world: TillWorld,
        receipts: Receipts,
        refusal_of: Callable[[str], Problem | None],
        promises: Promises,
    ) -> None:
        self._world = world
        self._promises = promises
        self._receipts = receipts
        self._refusal_of = refusal_of

    def put(self, found: SerialFound) -> str:
        """Put a serial on the receipt; return its series, by which the receipt knows it.

        Raises ``SerialUnknown``, ``SerialUsed``, ``SerialNeedsMember``, ``CouponOver``, ``CouponGivesNothing``...
        """
        receipt = self._receipts.now()
        refused = self._refusal(found.voucher, found.last4, receipt)
        if refused is not None:
            raise refused
        assert found.voucher is not None, found
        serial = Serial(found.voucher.key, found.voucher.series, found.voucher.last4 or found.last4)
        name = serial_name(self._programme(), serial)
        if serial.series in receipt.coupons:
            raise CouponAlreadyThere(coupon=name)
        refused = self._refusal_of(serial.series)
        if refused is not None:
            raise _called(refused, name)
        self._promises.want(found.voucher, 1)
        self._receipts.change(
            replace(
                receipt,
                coupons=(*receipt.coupons, serial.series),
                serials=(*receipt.serials, serial),
            )
        )
        return serial.series

    def fitting(self, receipt: OpenReceipt) -> tuple[OpenReceipt, Problem | None]:
        """Return the receipt without serials that do not count on it any more, and why the last of them does not."""
        why: Problem | None = None
        for serial in receipt.serials:
            voucher = self._world.vouchers.by_key(serial.key)
            refused = self._refusal(voucher, serial.last4, receipt) or self._unpromised(voucher)
            if refused is not None:
                why, receipt = refused, receipt.without_coupon(serial.series)
        return receipt, why

    def refuse_changed(self) -> None:
        """Raise why a serial does not count any more, after it was taken off: nobody pays what the screen did not say."""
        receipt, why = self.fitting(self._receipts.now())
        if why is not None:
            self._receipts.change(receipt)
            raise why

    def in_sale(self, sale: Sale, may_have: Callable[[Promotion], bool], beside: int = 0) -> tuple[Sale, int]:
        """Return the sale with the serials that it uses and the coupons that its receipt brings; the epoch as of certificates.

        Raises ``SerialAlone`` for one that nobody promises: then it is off the receipt. ``beside``: of R, taken by the sale.
        """
        programme = self._programme()
        sale = with_used(sale, self._receipts.now().serials, programme)
        promised, epoch = [], 0
        for code in sale.used_codes:
            voucher = self._world.vouchers.by_key(key_of(code.key))
            met = (
                self._promises.of_sale(voucher, 1, use_minor(sale, code.key), beside=beside)
                if voucher
                else None
            )
            if met is None:
                self._receipts.change(self._receipts.now().without_coupon(code.series))
                raise SerialAlone(last4=code.last4)
            promised.append(met[0])
            epoch = max(epoch, met[1])
            beside += met[0].risk
        sale = replace(sale, promised=(*sale.promised, *promised))
        return with_printed(sale, programme, self._world.identity.lookup_key, may_have), epoch

    def _unpromised(self, voucher: Voucher | None) -> Problem | None:
        """Return why nobody lets this serial count, None where somebody does or is being asked."""
        standing = self._promises.standing(voucher.key) if voucher else Standing.ASKING
        if voucher is None or standing in {Standing.ASKING, Standing.GRANTED}:
            return None
        if standing is Standing.REFUSED:
            return SerialHeld(last4=voucher.last4)
        return None if self._promises.right(voucher) else SerialAlone(last4=voucher.last4)

    def _refusal(self, voucher: Voucher | None, end: str, receipt: OpenReceipt) -> Problem | None:
        now = self._world.clock.now()
        standing = standing_of(receipt.member, now) if receipt.member else None
        return use_refusal(voucher, end, self._programme(), standing, now)

    def _programme(self) -> Programme:
        return self._world.programmes.current().programme


def coupons_on_paper(world: TillWorld, sale: Sale) -> tuple[PrintedCoupon, ...]:
    """Return the coupons that the receipt of a sale brings, with their codes; the same for each copy, none of a voided sale."""
    if world.journal.is_voided(sale.sale_id):
        return ()
    programme = world.programmes.current().programme
    told = []
    for issued in printed_with(sale):
        series = series_of(programme, issued.series)
        offer = offer_of(series, programme) if series else None
        code = printed_code(sale.sale_id, issued.series, world.identity.lookup_key)
        name = offer.name if offer else series.name if series else ""
        told.append(PrintedCoupon(code, name, issued.since_us, issued.until_us))
    return tuple(told)


def _called(problem: Problem, name: str) -> Problem:
    """Return the refusal with the serial's name in place of its series' id."""
    facts = problem.facts()
    return type(problem)(**(facts | {"coupon": name})) if "coupon" in facts else problem
