"""The centre prices every sale again with the bundle that it names: a kopeck of difference is an alarm (R28, I13)."""

from dataclasses import replace

import pytest

from loyalty_pos.centre.releases import Wish
from loyalty_pos.centre.repricing.checking import Repricing
from loyalty_pos.centre.repricing.judging import Verdict
from loyalty_pos.core.basket import Article, Basket, Line
from loyalty_pos.core.dates import micros
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Context, compile_programme
from loyalty_pos.core.programme.combined import read_together
from loyalty_pos.core.sale import Sale
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.rows import BundleRow
from tests.fakes.centre import Headquarters, new_uuid
from tests.fakes.priced import a_kopeck_less, sold
from tests.fakes.till_folder import NOON, a_sale

CLUB = """
id = "club"
names = { en = "Club" }
[accrual]
rate_bp = 500
[redemption]
receipt_cap_bp = 3000
[[promotion]]
id = "lyon"
name = "Lyon"
kind = "percent"
bp = 700
goods = { brands = ["Lyon"] }
"""
SPOON = Article("spoon", "Spoon", 1_999, brand="Lyon", min_price_minor=1_000)


class Shop:
    """A till that prices by the bundle its shop was told."""

    def __init__(self, hq: Headquarters) -> None:
        self.hq = hq
        self.till = hq.till()
        self.repricing = Repricing(hq.books, hq.clock)
        self.member = hq.member(points=10_000)

    def bundle(self) -> BundleRow:
        rows = [row.row for row in self.hq.admin.feed_rows("store-1") if row.table == "bundle" and row.row]
        return max((decode(row, BundleRow) for row in rows), key=lambda bundle: bundle.serial)

    def sale(self, number: int, points: int = 0) -> Sale:
        bundle = self.bundle()
        basket = Basket((Line(1, SPOON, 3_000, SPOON.price_minor),))
        standing = Standing(self.member, 10_000, redeem_right=points)
        context = Context(NOON, "Europe/Moscow", wanted=points, bundle=bundle.bundle, store_id="store-1")
        sale = sold((basket, standing, context), compile_programme(read_together(bundle.texts)), number)
        return replace(sale, operation=self.held(points)) if points else sale

    def held(self, points: int) -> str:
        """Let the centre hold points, as a till does before it takes them."""
        operation = new_uuid()
        assert self.hq.hold(self.member, points, operation).granted == points
        return operation

    def sells(self, *sales: Sale) -> None:
        self.hq.send(self.till, *sales)

    def alarms(self) -> list[tuple[str, str]]:
        return [(alarm.code, alarm.subject) for alarm in self.hq.admin.overview().alarms]


@pytest.fixture
def shop(hq: Headquarters) -> Shop:
    hq.admin.releases.release(Wish(CLUB))
    return Shop(hq)


def test_what_was_sold_right_is_found_right_and_looked_at_once(shop: Shop) -> None:
    shop.sells(shop.sale(1), shop.sale(2, points=5))
    assert shop.repricing.check() == {Verdict.SAME: 2}
    assert shop.repricing.check() == {}
    assert shop.alarms() == []


def test_a_kopeck_of_difference_is_an_alarm_with_both_figures_once(shop: Shop) -> None:
    honest = shop.sale(1)
    shop.sells(a_kopeck_less(honest), shop.sale(2))
    assert shop.repricing.check() == {Verdict.DIFFERS: 1, Verdict.SAME: 1}
    ((code, subject),) = shop.alarms()
    assert code == "price_differs"
    assert subject.startswith("code-1: ")
    assert f"paid_minor {honest.paid_minor - 1}, by its bundle {honest.paid_minor}" in subject
    assert Repricing(shop.hq.books, shop.hq.clock).check() == {}
    assert len(shop.alarms()) == 1


def test_points_that_a_till_made_up_are_found_too(shop: Shop) -> None:
    generous = replace(shop.sale(1), accrued=9_999)
    shop.sells(generous)
    assert shop.repricing.check() == {Verdict.DIFFERS: 1}
    assert "accrued 9999" in shop.alarms()[0][1]


def test_another_programme_and_other_goods_of_today_change_nothing_of_then(shop: Shop) -> None:
    first = shop.sale(1)
    before = first.bundle
    shop.hq.clock.us += 60_000_000
    shop.hq.admin.releases.release(
        Wish(CLUB.replace("bp = 700", "bp = 4000").replace("rate_bp = 500", "rate_bp = 1"))
    )
    second = shop.sale(2)
    assert second.bundle != before
    assert second.paid_minor < first.paid_minor
    shop.sells(first, second)
    assert shop.repricing.check() == {Verdict.SAME: 2}


def test_a_bundle_that_nobody_knows_is_named_once_a_till(shop: Shop) -> None:
    strange = "5" * 64
    shop.sells(replace(shop.sale(1), bundle=strange), replace(shop.sale(2), bundle=strange))
    assert shop.repricing.check() == {Verdict.UNKNOWN_BUNDLE: 2}
    assert shop.alarms() == [("price_unknown_bundle", strange)]


def test_a_sale_of_an_older_till_cannot_be_checked_and_alarms_nobody(shop: Shop) -> None:
    shop.sells(a_sale(1), replace(shop.sale(2), seen=None))
    assert shop.repricing.check() == {Verdict.UNCHECKABLE: 2}
    assert shop.alarms() == []


def test_offers_of_a_bundle_that_was_over_are_not_asked_for(shop: Shop) -> None:
    honest = shop.sale(1)
    assert honest.seen is not None
    shop.sells(replace(honest, seen=replace(honest.seen, over=True)))
    assert shop.repricing.check() == {Verdict.DIFFERS: 1}, "the offer was given though the bundle was over"


def test_a_round_is_bounded_and_the_next_one_goes_on_where_it_ended(shop: Shop) -> None:
    other = shop.hq.till()
    shop.sells(*(shop.sale(number) for number in range(1, 4)))
    shop.hq.send(other, shop.sale(4), shop.sale(5))
    said = [shop.repricing.check(most=2)[Verdict.SAME] for _ in range(4)]
    assert said == [2, 2, 1, 0]
    marks = shop.hq.books.read(lambda desk: desk.price_marks.all())
    assert sorted((mark.seq, mark.same) for mark in marks) == [(2, 2), (3, 3)]


def test_a_crash_before_the_mark_repeats_the_page_and_counts_nothing_twice(shop: Shop) -> None:
    shop.sells(a_kopeck_less(shop.sale(1)))
    (stream,) = shop.hq.books.read(lambda desk: desk.streams.all())
    again = shop.repricing
    judged = shop.hq.books.read(lambda desk: again._judged(stream, 0, 1, desk))
    for _ in range(2):
        shop.hq.books.write(lambda desk: again._keep(stream, 1, judged, desk))
    (mark,) = shop.hq.books.read(lambda desk: desk.price_marks.all())
    assert (mark.seq, mark.differing) == (1, 1)
    assert len(shop.alarms()) == 1


def test_what_cannot_be_read_is_parked_and_holds_no_price_up(shop: Shop) -> None:
    shop.till.commit(a_sale(1), None, body="{}")
    shop.hq.centre.push(shop.till.batch(1))
    shop.sells(shop.sale(2))
    assert shop.repricing.check() == {Verdict.SAME: 1}


def test_a_range_of_days_is_priced_again_whatever_was_looked_at(shop: Shop) -> None:
    shop.sells(shop.sale(1), a_kopeck_less(shop.sale(2)))
    shop.repricing.check()
    noon = micros(NOON)
    assert [one.verdict for one in shop.repricing.walk()] == [Verdict.SAME, Verdict.DIFFERS]
    assert [one.sale.number for one in shop.repricing.walk(noon, noon + 1)] == [1, 2]
    assert list(shop.repricing.walk(noon + 1)) == []
    assert list(shop.repricing.walk(0, noon)) == []
