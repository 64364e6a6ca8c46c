"""What a till believes of the programmes it is told, when it changes over, and what it does when nobody tells it."""

from datetime import timedelta

import pytest

from loyalty_pos.core.dates import micros
from loyalty_pos.core.release import DAY_US, Bundle, text_hash
from loyalty_pos.wire.messages import Change
from tests.fakes.till_folder import Counter

TODAY = """
id = "club"
names = { en = "Today" }
[accrual]
rate_bp = 500
[redemption]
[[promotion]]
id = "tea"
name = "Tea"
kind = "percent"
bp = 1000
"""
TOMORROW = TODAY.replace("Today", "Tomorrow")


def _bundle(counter: Counter, serial: int, text: str, from_day: int = 0, life_days: int = 14) -> Bundle:
    start = micros(counter.clock.now()) + from_day * DAY_US
    return Bundle(serial, "store-1", start, start + life_days * DAY_US, (text_hash(text),))


def _name(counter: Counter) -> str:
    return counter.files.programmes.current().programme.name("en")


def test_the_programme_of_tomorrow_begins_at_its_moment_without_a_connection(counter: Counter) -> None:
    counter.tell_bundle(_bundle(counter, 1, TODAY), TODAY)
    counter.tell_bundle(_bundle(counter, 2, TOMORROW, from_day=1), TOMORROW)
    assert _name(counter) == "Today"
    counter.clock.at += timedelta(days=1)
    assert _name(counter) == "Tomorrow"


def test_what_an_earlier_bundle_priced_by_is_found_by_its_name(counter: Counter) -> None:
    today, tomorrow = _bundle(counter, 1, TODAY), _bundle(counter, 2, TOMORROW, from_day=1)
    counter.tell_bundle(today, TODAY)
    counter.tell_bundle(tomorrow, TOMORROW)
    counter.clock.at += timedelta(days=30)
    named = [counter.files.programmes.of_bundle(one.id) for one in (today, tomorrow)]
    assert [one.name("en") for one in named if one is not None] == ["Today", "Tomorrow"]
    assert counter.files.programmes.of_bundle("0" * 64) is None
    assert counter.files.programmes.of_bundle("") is None


def test_a_sale_names_the_bundle_that_priced_it(counter: Counter) -> None:
    bundle = _bundle(counter, 1, TODAY)
    counter.tell_bundle(bundle, TODAY)
    assert counter.files.programmes.current().bundle == bundle.id


@pytest.mark.parametrize(
    "changed",
    [
        {"signature": ""},
        {"signature": "AAAA"},
        {"texts": [TOMORROW]},
        {"until_us": 1 << 61},
        {"bundle": "0" * 64},
        {"store_id": "store-2"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_bundle_that_somebody_changed_on_the_way_prices_nothing(
    counter: Counter, changed: dict[str, object]
) -> None:
    counter.tell_bundle(_bundle(counter, 1, TODAY), TODAY)
    counter.tell_bundle(_bundle(counter, 2, TODAY), TODAY, **changed)
    assert counter.files.programmes.current().bundle == _bundle(counter, 1, TODAY).id


def test_a_bundle_of_another_shop_is_not_ours_even_if_the_centre_signed_it(counter: Counter) -> None:
    counter.tell_bundle(_bundle(counter, 1, TODAY), TODAY)
    start = micros(counter.clock.now())
    counter.tell_bundle(Bundle(2, "store-2", start, start + DAY_US, (text_hash(TOMORROW),)), TOMORROW)
    assert _name(counter) == "Today"


def test_nobody_brings_an_old_bundle_back_not_even_after_it_was_forgotten(counter: Counter) -> None:
    old = _bundle(counter, 1, TODAY)
    counter.tell_bundle(old, TODAY)
    counter.tell_bundle(_bundle(counter, 5, TOMORROW), TOMORROW)
    counter.tell(Change("bundle", "1", b""))
    counter.tell_bundle(old, TODAY)
    assert _name(counter) == "Tomorrow"


def test_what_was_stopped_prices_no_more(counter: Counter) -> None:
    counter.tell_bundle(_bundle(counter, 1, TODAY), TODAY)
    counter.tell_bundle(_bundle(counter, 2, TOMORROW), TOMORROW)
    counter.tell(Change("bundle", "2", b""))
    assert _name(counter) == "Today"


def test_a_till_nobody_spoke_to_for_two_weeks_sells_and_earns_but_gives_no_offers(counter: Counter) -> None:
    counter.tell_bundle(_bundle(counter, 1, TODAY), TODAY)
    assert not counter.files.programmes.current().out_of_date
    counter.clock.at += timedelta(days=14)
    current = counter.files.programmes.current()
    assert current.out_of_date
    assert current.programme.accrual is not None
    assert current.programme.promotions == ()
    assert current.programme.redemption is None


def test_a_till_whose_clock_is_slow_prices_by_the_first_bundle(counter: Counter) -> None:
    counter.tell_bundle(_bundle(counter, 1, TODAY, from_day=1), TODAY)
    assert _name(counter) == "Today"


def test_a_clock_set_back_and_forth_prices_by_the_bundle_of_each_moment(counter: Counter) -> None:
    counter.tell_bundle(_bundle(counter, 1, TODAY), TODAY)
    counter.tell_bundle(_bundle(counter, 2, TOMORROW, from_day=1), TOMORROW)
    for days, name in ((1, "Tomorrow"), (-1, "Today"), (1, "Tomorrow"), (13, "Tomorrow"), (-14, "Today")):
        counter.clock.at += timedelta(days=days)
        assert _name(counter) == name
        assert counter.files.programmes.current() is counter.files.programmes.current()  # remembered


def test_the_end_of_a_bundle_is_heard_to_the_microsecond(counter: Counter) -> None:
    counter.tell_bundle(_bundle(counter, 1, TODAY), TODAY)
    counter.clock.at += timedelta(days=14) - timedelta(microseconds=1)
    assert not counter.files.programmes.current().out_of_date
    counter.clock.at += timedelta(microseconds=1)
    assert counter.files.programmes.current().out_of_date


def test_a_shop_in_which_nothing_is_released_sells_at_the_shelf_price(counter: Counter) -> None:
    start = micros(counter.clock.now())
    counter.tell_bundle(Bundle(1, "store-1", start, start + DAY_US, ()))
    assert counter.files.programmes.current().programme.promotions == ()
