"""A customer's own coupons and certificates are shown with their day, and nobody else's; the code itself has to be shown."""

from dataclasses import replace
from datetime import timedelta

import pytest

from loyalty_pos.core.dates import micros
from loyalty_pos.core.programme import CertificateSeries, CouponSeries, PercentOff, Promotion
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.till.ports import NoVouchers
from loyalty_pos.till.vouchers.own import OwnVoucher, vouchers_of
from tests.fakes.shop import MORNING
from tests.fakes.till import FIVE_PERCENT, FakeTill

PROGRAMME = replace(
    FIVE_PERCENT,
    certificates=(CertificateSeries("gift", "Gift"),),
    coupon_series=(CouponSeries("autumn", "Autumn"), CouponSeries("plain", "Plain")),
    promotions=(Promotion("ten", "Ten off", PercentOff(1000), coupon="autumn"),),
)
WEEK_US = micros(MORNING + timedelta(days=7))


def coupon(key: int, **told: object) -> Voucher:
    usual = Voucher(
        key, VoucherKind.COUPON, "autumn", VoucherState.ACTIVE, uses_left=1, account_id="anna", last4="9KMP"
    )
    return replace(usual, **told)  # type: ignore[arg-type]  # any field may be told


@pytest.fixture
def till() -> FakeTill:
    return FakeTill(PROGRAMME).open()


def test_what_ends_soonest_stands_first_by_the_name_of_what_it_gives(till: FakeTill) -> None:
    gift = coupon(
        3, kind=VoucherKind.CERTIFICATE, series="gift", uses_left=0, rest_minor=50_000, last4="MNPQ"
    )
    till.vouchers.tell(coupon(1), gift, coupon(2, series="plain", until_us=WEEK_US, last4="AAAA"))
    assert vouchers_of(till.world, "anna") == (
        OwnVoucher("Plain", "AAAA", 0, WEEK_US),
        OwnVoucher("Ten off", "9KMP", 0, 0),
        OwnVoucher("Gift", "MNPQ", 0, 0, 50_000),
    )


@pytest.mark.parametrize(
    "told",
    [
        {"account_id": ""},
        {"account_id": "boris"},
        {"state": VoucherState.USED},
        {"state": VoucherState.BLOCKED},
        {"uses_left": 0},
        {"until_us": micros(MORNING)},
        {"kind": VoucherKind.INVITATION},
        {"kind": VoucherKind.CERTIFICATE},
    ],
    ids=[
        "anybody's",
        "another's",
        "used",
        "blocked",
        "used up",
        "over",
        "an invitation",
        "an empty certificate",
    ],
)
def test_what_cannot_be_used_is_not_shown(till: FakeTill, told: dict[str, object]) -> None:
    till.vouchers.tell(coupon(1, **told))
    assert vouchers_of(till.world, "anna") == ()


def test_what_begins_later_is_shown(till: FakeTill) -> None:
    till.vouchers.tell(coupon(1, since_us=WEEK_US))
    assert [one.since_us for one in vouchers_of(till.world, "anna")] == [WEEK_US]


def test_a_till_without_vouchers_shows_none() -> None:
    assert NoVouchers().of_member("anna") == ()
