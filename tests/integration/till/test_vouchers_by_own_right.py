"""What a till takes of certificates and codes by itself, on its real files (offline.md 1.6)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from loyalty_pos.core.leases.rights import Right, Used
from loyalty_pos.core.leases.value import voucher_subject
from loyalty_pos.core.problems import LeaseRenewed
from loyalty_pos.core.sale import Promised
from loyalty_pos.core.vouchers.voucher import Voucher
from loyalty_pos.till.ports import Draft
from loyalty_pos.wire.messages import Change
from loyalty_pos.wire.rows import VoucherRow
from tests.fakes.leases import lend, voucher_rights_of
from tests.fakes.till_folder import Counter, a_sale
from tests.fakes.vouchers import by_certificate, certificate, key_of, used

PROGRAMME = """
id = "club"
names = { ru = "Клуб" }
[[certificate]]
id = "gift"
name = "Подарок"
[[promotion]]
id = "tea-10"
name = "Чай"
kind = "percent"
bp = 1000
coupon = "tea"
[[promotion]]
id = "all-10"
name = "Всем"
kind = "percent"
bp = 1000
coupon = "many"
[[coupon_series]]
id = "tea"
name = "Чай"
[[coupon_series]]
id = "many"
name = "Всем"
uses = 100
"""
CERTIFICATE = VoucherRow("certificate", "gift", "active", 300_000, 300_000, last4="0001", home="store-1")
SERIAL = VoucherRow("coupon", "tea", "active", uses_left=1, last4="0002")
MANY = VoucherRow("coupon", "many", "active", uses_left=100, last4="0003")


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Counter]:
    till = Counter(tmp_path / "till")
    till.tell_programme(PROGRAMME)
    till.open_shift()
    yield till
    till.files.close()


def tell(till: Counter, row: VoucherRow, key: int | None = None, **told: object) -> Voucher:
    """Bring a voucher, and with it the place of the feed that leases of these tests are made out at."""
    own = key_of() if key is None else key
    row = msgspec.structs.replace(row, **told)
    till.tell(Change("voucher", str(own), msgspec.msgpack.encode(row)), cursor="feed.7")
    return known(till, own)


def known(till: Counter, key: int | None = None) -> Voucher:
    voucher = till.files.vouchers.by_key(key_of() if key is None else key)
    assert voucher is not None
    return voucher


def lend_all(till: Counter, epoch: int = 1, **told: object) -> None:
    """A lease: 1,000 of a certificate at home, 200 elsewhere, one use of a coupon; 5,000 points together."""
    usual: dict[str, object] = {"certificates": (100_000, 20_000), "coupons": 1, "risk": 5_000}
    assert lend(till, epoch, **(usual | told))


def right(till: Counter, voucher: Voucher, store_id: str = "store-1", use_minor: int = 0) -> Right:
    return voucher_rights_of(till, store_id).right(voucher, use_minor).right


def pay(till: Counter, number: int, amount_minor: int, by_floor: int | None = None) -> None:
    """Commit a sale that this certificate pays by the till's own right."""
    floor = amount_minor if by_floor is None else by_floor
    risk = voucher_rights_of(till).weight(known(till), floor)
    sale = a_sale(
        number,
        tenders=(by_certificate(amount_minor),),
        certificate_minor=amount_minor,
        paid_minor=0,
        promised=(Promised(str(key_of()), by_floor=floor, risk=risk),),
    )
    till.files.journal.record([Draft(sale, "c1", epoch=till.files.leases.epoch())])


def test_a_certificate_pays_up_to_its_floor_at_home_and_less_elsewhere(till: Counter) -> None:
    voucher = tell(till, CERTIFICATE)
    assert right(till, voucher) == Right(), "a till without a lease takes nothing by itself"
    lend_all(till)
    assert right(till, voucher) == Right(0, 100_000)
    assert right(till, voucher, "store-2") == Right(0, 20_000)
    assert right(till, tell(till, CERTIFICATE, home="")) == Right(0, 20_000)
    assert right(till, tell(till, CERTIFICATE, rest_minor=70_000)) == Right(0, 70_000)
    assert right(till, tell(till, CERTIFICATE, reserved=260_000)) == Right(0, 40_000)
    assert right(till, tell(till, CERTIFICATE, reserved=300_000)) == Right()


def test_what_it_paid_is_counted_within_the_sale_and_survives_the_programs_end(till: Counter) -> None:
    tell(till, CERTIFICATE)
    lend_all(till)
    pay(till, 1, 60_000)
    assert till.files.leases.used(voucher_subject(key_of())) == Used(floor=60_000, risk=600)
    assert right(till, known(till)) == Right(0, 40_000)
    till.restart()
    assert right(till, known(till)) == Right(0, 40_000)
    with pytest.raises(LeaseRenewed):
        pay(till, 2, 40_001)
    pay(till, 2, 40_000)
    assert right(till, known(till)) == Right()


def test_money_and_points_share_one_budget_by_what_a_point_is_worth(till: Counter) -> None:
    tell(till, CERTIFICATE)
    lend_all(till, risk=700, worth=(50, 1))
    assert right(till, known(till)) == Right(0, 35_000), "700 points are 350 in money"
    pay(till, 1, 10_001)
    assert till.files.leases.risk() == 201, "rounded up: R never means more money than was told"
    assert right(till, known(till)) == Right(0, 499 * 50)
    with pytest.raises(LeaseRenewed):
        pay(till, 2, 25_000, by_floor=25_000)


def test_a_right_gets_smaller_with_its_age_and_a_use_cannot_be_halved(till: Counter) -> None:
    certificate_there = tell(till, CERTIFICATE)
    coupon = tell(till, SERIAL, key=2)
    lend_all(till)
    till.clock.at += timedelta(hours=30)
    assert right(till, certificate_there) == Right(0, 50_000)
    assert right(till, coupon) == Right(0, 1)
    till.clock.at += timedelta(hours=42)
    assert (right(till, certificate_there), right(till, coupon)) == (Right(), Right())


def test_a_lease_of_an_older_centre_gives_nothing_of_certificates_and_codes(till: Counter) -> None:
    voucher, coupon = tell(till, CERTIFICATE), tell(till, SERIAL, key=2)
    assert lend(till)
    assert (right(till, voucher), right(till, coupon)) == (Right(), Right())


def test_what_this_till_has_sold_it_takes_at_once_up_to_its_floor(till: Counter) -> None:
    tell(till, CERTIFICATE, state="printed", value_minor=0, rest_minor=0, home="")
    lend_all(till)
    sale = a_sale(1, issued=(certificate(300_000),))
    till.files.journal.record([Draft(sale, "c1")])
    assert known(till).home == "store-1"
    assert right(till, known(till)) == Right(0, 100_000)


def test_a_coupon_counts_once_and_what_it_takes_off_weighs_in_the_budget(till: Counter) -> None:
    coupon = tell(till, SERIAL)
    lend_all(till, risk=100)
    assert right(till, coupon, use_minor=10_000) == Right(0, 1)
    assert right(till, coupon, use_minor=10_001) == Right()
    promised = Promised(str(key_of()), by_floor=1, risk=100)
    sale = a_sale(1, used_codes=(used(),), promised=(promised,))
    till.files.journal.record([Draft(sale, "c1", epoch=1)])
    assert right(till, replace(known(till), uses_left=1)) == Right(), (
        "once under one lease, whatever came back"
    )
    assert till.files.leases.risk() == 100


def test_a_code_for_many_has_a_quota_and_nothing_beyond(till: Counter) -> None:
    code = tell(till, MANY)
    lend_all(till)
    assert right(till, code) == Right(), "no quota, no use without the centre"
    lend_all(till, 2, quotas={str(key_of()): 2})
    assert right(till, code) == Right(2, 0)
    for number in (1, 2):
        sale = a_sale(number, used_codes=(used(),), promised=(Promised(str(key_of()), by_grant=1),))
        till.files.journal.record([Draft(sale, "c1", epoch=2)])
    assert right(till, known(till)) == Right()
    assert till.files.leases.risk() == 0, "what was set aside risks nothing"
    assert till.files.leases.is_touched(), "so the next lease is asked for soon"
