"""Codes at the centre: brought once, used once whatever comes first, partners' own codes given once."""

from dataclasses import replace
from itertools import permutations
from random import Random

import pytest

from loyalty_pos.centre.releases import Wish
from loyalty_pos.centre.vouchers.pools import OperationOfAnother, PoolEmpty, left_in, take_one
from loyalty_pos.centre.vouchers.pools import Wish as Asked
from loyalty_pos.centre.vouchers.printing import CodeDesk, CodeTaken, UnknownSeries
from loyalty_pos.core.coupons.serials import grouped, make_serials
from loyalty_pos.core.sale import Issued, IssuedKind, Sale, UsedCode
from loyalty_pos.core.vouchers.voucher import VoucherKind, VoucherState
from tests.fakes.centre import Headquarters, new_uuid
from tests.fakes.codes import key_of
from tests.fakes.till_folder import a_sale, a_void

PROGRAMME = """
id = "club"
names = { en = "Club" }
[[coupon_series]]
id = "flyer"
name = "Flyer"
uses = 2
since = 2026-11-01
until = 2026-12-01
[[coupon_series]]
id = "mine"
name = "For you"
personal = true
[[certificate]]
id = "gift"
name = "Gift"
"""
CODES = list(make_serials(5, "TEA", Random(1).randrange))


@pytest.fixture
def desk(hq: Headquarters) -> CodeDesk:
    hq.admin.releases.release(Wish(PROGRAMME))
    return CodeDesk(hq.books, hq.clock, hq.secrets)


def key(hq: Headquarters, code: str) -> int:
    return key_of(code, hq.secrets.lookup_key)


def used(hq: Headquarters, code: str) -> UsedCode:
    return UsedCode(str(key(hq, code)), "flyer", "offer", code[-4:])


def using(hq: Headquarters, number: int, code: str) -> Sale:
    return a_sale(number, used_codes=(used(hq, code),))


def told(hq: Headquarters, code: str) -> list[bytes]:
    rows = hq.admin.feed_rows("store-1")
    return [row.row for row in rows if row.table == "voucher" and row.key == str(key(hq, code))]


# --- brought ------------------------------------------------------------------------------------------


def test_codes_of_the_print_house_are_active_at_every_till(hq: Headquarters, desk: CodeDesk) -> None:
    brought = desk.of_series("flyer", CODES)
    assert (brought.added, brought.same) == (5, 0)
    voucher = hq.books.read(lambda d: d.vouchers.load([key(hq, CODES[0])]))[key(hq, CODES[0])]
    assert (voucher.kind, voucher.state, voucher.uses_left) == (VoucherKind.COUPON, VoucherState.ACTIVE, 2)
    assert voucher.until_us - voucher.since_us == 30 * 24 * 3600 * 1_000_000
    assert all(told(hq, code) for code in CODES)


def test_the_same_codes_twice_change_nothing(hq: Headquarters, desk: CodeDesk) -> None:
    desk.of_series("flyer", CODES)
    hq.send(hq.till(), using(hq, 1, CODES[0]))
    before = told(hq, CODES[0])
    again = desk.of_series("flyer", [grouped(code).lower() for code in CODES])
    assert (again.added, again.same, told(hq, CODES[0])) == (0, 5, before)


def test_a_code_belongs_to_one_series(desk: CodeDesk) -> None:
    desk.of_series("flyer", CODES[:1])
    with pytest.raises(CodeTaken):
        desk.of_series("mine", CODES)
    with pytest.raises(UnknownSeries) as refused:
        desk.of_series("flier", CODES)
    assert refused.value.known == "flyer, gift, mine"


def test_certificates_come_the_same_way_and_wait_to_be_sold(desk: CodeDesk) -> None:
    desk.of_series("gift", CODES, value_minor=100_000)
    assert desk.counts() == [
        ("flyer", "Flyer", {}),
        ("gift", "Gift", {"printed": 5}),
        ("mine", "For you", {}),
    ]


# --- used ---------------------------------------------------------------------------------------------


def test_two_offline_tills_use_the_same_code(hq: Headquarters, desk: CodeDesk) -> None:
    """Both receipts stand, the second use is counted and a person is told; nothing of it is left."""
    desk.of_series("flyer", CODES)
    first, second = hq.till(), hq.till("store-2")
    hq.send(first, using(hq, 1, CODES[0]), using(hq, 2, CODES[0]))
    assert hq.alarms() == []
    hq.send(second, using(hq, 3, CODES[0]))
    assert hq.alarms() == ["voucher_used_twice"]
    voucher = hq.books.read(lambda d: d.vouchers.load([key(hq, CODES[0])]))[key(hq, CODES[0])]
    assert (voucher.state, voucher.uses_left) == (VoucherState.USED, -1)


def test_a_void_gives_a_use_back_once(hq: Headquarters, desk: CodeDesk) -> None:
    desk.of_series("flyer", CODES)
    till, sale = hq.till(), using(hq, 1, CODES[0])
    hq.send(till, sale, replace(a_void(sale), freed_codes=sale.used_codes))
    hq.centre.push(till.batch(1))
    voucher = hq.books.read(lambda d: d.vouchers.load([key(hq, CODES[0])]))[key(hq, CODES[0])]
    assert (voucher.state, voucher.uses_left) == (VoucherState.ACTIVE, 2)


def printing(hq: Headquarters, number: int, member: str, series: str, code: str) -> Sale:
    issued = Issued(IssuedKind.COUPON, str(key(hq, code)), series, last4=code[-4:])
    return a_sale(number, account_id=member, issued=(issued,))


@pytest.mark.usefixtures("desk")
def test_a_coupon_printed_with_a_receipt_works_at_the_other_till(hq: Headquarters) -> None:
    """Once, for anybody; of a personal series for whoever bought."""
    member = hq.member()
    hq.send(hq.till(), printing(hq, 1, member, "mine", CODES[3]), printing(hq, 2, member, "flyer", CODES[4]))
    found = hq.books.read(lambda d: d.vouchers.load([key(hq, CODES[3]), key(hq, CODES[4])]))
    mine, flyer = found[key(hq, CODES[3])], found[key(hq, CODES[4])]
    assert (mine.account_id, mine.uses_left, mine.state) == (member, 1, VoucherState.ACTIVE)
    assert (flyer.account_id, flyer.uses_left) == ("", 1)
    assert told(hq, CODES[3])


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_whatever_comes_first_the_book_is_the_same(
    hq: Headquarters, desk: CodeDesk, order: tuple[int, ...]
) -> None:
    """Three tills, one code of two uses: in any order two uses are good and one is too many."""
    desk.of_series("flyer", CODES[:1])
    tills = [hq.till("store-1") for _ in range(3)]
    for number in order:
        hq.send(tills[number], using(hq, number, CODES[0]))
    voucher = hq.books.read(lambda d: d.vouchers.load([key(hq, CODES[0])]))[key(hq, CODES[0])]
    deeds = hq.books.read(lambda d: d.vouchers.deeds_of([key(hq, CODES[0])]))
    assert (voucher.uses_left, voucher.state) == (-1, VoucherState.USED)
    assert sorted(deed.what for deed in deeds) == ["printed", "used", "used", "used"]
    assert hq.alarms() == ["voucher_used_twice"]


# --- partners' own codes ------------------------------------------------------------------------------


def ask(hq: Headquarters, member: str, operation: str, partner: str = "cinema") -> str:
    wish = Asked(partner, member, operation, hq.clock.now_us())
    return hq.books.write(lambda d: take_one(d, hq.secrets, wish)).code


def test_each_code_of_a_pool_is_given_to_one_member(hq: Headquarters, desk: CodeDesk) -> None:
    """A13: the code as the partner wrote it, another one each time, until there is none."""
    desk.of_partner("cinema", ["Film-1 a", "Film-2 b", "Film-3 c"])
    given = [ask(hq, f"m{n}", new_uuid()) for n in range(3)]
    assert sorted(given) == ["Film-1 a", "Film-2 b", "Film-3 c"]
    with pytest.raises(PoolEmpty):
        ask(hq, "m4", new_uuid())
    with pytest.raises(PoolEmpty):
        ask(hq, "m4", new_uuid(), "museum")


def test_the_same_operation_gives_the_same_code(hq: Headquarters, desk: CodeDesk) -> None:
    desk.of_partner("cinema", ["ONE", "TWO"])
    operation = new_uuid()
    assert ask(hq, "anna", operation) == ask(hq, "anna", operation)
    assert hq.books.read(lambda d: left_in(d, "cinema")) == 1
    with pytest.raises(OperationOfAnother):
        ask(hq, "boris", operation)


def test_a_pool_is_brought_twice_and_no_till_hears_of_it(hq: Headquarters, desk: CodeDesk) -> None:
    assert desk.of_partner("cinema", ["ONE", "TWO"]).added == 2
    assert desk.of_partner("cinema", ["two", "THREE"]).added == 1
    assert [row for row in hq.admin.feed_rows("store-1") if row.table == "voucher"] == []


def test_no_code_of_a_pool_stands_in_the_books(hq: Headquarters, desk: CodeDesk) -> None:
    desk.of_partner("cinema", ["SECRET-CODE-77"])
    free = hq.books.read(lambda d: d.pools.next_free("cinema"))
    assert free is not None
    assert "SECRET" not in free.sealed
    assert "SECRET" not in repr(free)
