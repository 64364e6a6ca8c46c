"""Who, when and where an offer is for: days of the year, segments, clubs, birthday, first purchase, channels."""

from datetime import UTC, datetime, time

import pytest

from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Context
from loyalty_pos.core.problems import BadProgramme
from loyalty_pos.core.programme import PercentOff, Promotion
from loyalty_pos.core.programme.conditions import (
    BetweenHours,
    Condition,
    FirstPurchase,
    HasCoupon,
    InChannels,
    InClubs,
    InRegions,
    InSegments,
    NotInSegments,
    OnBirthday,
    OnDays,
)
from loyalty_pos.core.programme.file import read_programme
from tests.fakes.offers import NOON, pieces, price

ANNA = Standing("anna", visits=3, segments=frozenset({"premium"}), clubs=frozenset({"wine"}), birthday=True)


def acts(condition: Condition, member: Standing | None = None, context: Context | None = None) -> bool:
    offer = Promotion("x", "X", PercentOff(1_000), when=(condition,))
    return price(pieces((1_000, 1)), offer, member=member, context=context).discount_minor == 100


def on(day: str) -> Context:
    """Noon of this day in Moscow."""
    return Context(datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=UTC), zone="Europe/Moscow")


NEW_YEAR, LEAP_DAY = OnDays(((1225, 105),)), OnDays(((229, 229),))


@pytest.mark.parametrize(
    ("days", "day", "holds"),
    [
        pytest.param(OnDays(((306, 308),)), "2026-03-08", True, id="A43: 8 March"),
        pytest.param(OnDays(((306, 308),)), "2026-03-09", False, id="A43: the day after"),
        pytest.param(OnDays(((306, 308),)), "2027-03-06", True, id="every year"),
        pytest.param(OnDays(((308, 308), (1231, 1231))), "2026-12-31", True, id="one of several days"),
        pytest.param(NEW_YEAR, "2026-12-25", True, id="over the year's end: the first day"),
        pytest.param(NEW_YEAR, "2027-01-05", True, id="over the year's end: the last day"),
        pytest.param(NEW_YEAR, "2027-01-06", False, id="over the year's end: after it"),
        pytest.param(NEW_YEAR, "2026-12-24", False, id="over the year's end: before it"),
        pytest.param(LEAP_DAY, "2028-02-29", True, id="29 February"),
        pytest.param(LEAP_DAY, "2028-02-28", False, id="not the 28th when there is a 29th"),
        pytest.param(LEAP_DAY, "2026-02-28", True, id="the 28th stands for it in a common year"),
        pytest.param(OnDays(((227, 301),)), "2028-02-29", True, id="inside a span"),
    ],
)
def test_days_of_the_year(days: OnDays, day: str, holds: bool) -> None:  # noqa: FBT001  # a column of the table
    assert acts(days, context=on(day)) is holds


def test_a_day_begins_with_the_shops_midnight() -> None:
    march_8 = OnDays(((308, 308),))
    assert acts(march_8, context=Context(datetime(2026, 3, 7, 21, 0, tzinfo=UTC), zone="Europe/Moscow"))
    assert not acts(march_8, context=Context(datetime(2026, 3, 7, 20, 59, tzinfo=UTC), zone="Europe/Moscow"))


@pytest.mark.parametrize(
    ("start", "end", "at", "holds"),
    [
        pytest.param("22:00", "02:00", "22:00", True, id="over midnight: its first minute"),
        pytest.param("22:00", "02:00", "21:59", False, id="over midnight: before it"),
        pytest.param("22:00", "02:00", "00:00", True, id="midnight"),
        pytest.param("22:00", "02:00", "01:59", True, id="over midnight: its last minute"),
        pytest.param("22:00", "02:00", "02:00", False, id="over midnight: its end"),
        pytest.param("08:00", "10:00", "08:00", True, id="by day: its first minute"),
        pytest.param("08:00", "10:00", "07:59", False, id="by day: before it"),
        pytest.param("08:00", "10:00", "10:00", False, id="by day: its end"),
        pytest.param("08:00", "08:00", "07:00", True, id="all round the clock"),
    ],
)
def test_hours_of_the_day(start: str, end: str, at: str, holds: bool) -> None:  # noqa: FBT001  # a column of the table
    hours = BetweenHours(time.fromisoformat(start), time.fromisoformat(end))
    here = datetime.fromisoformat(f"2026-11-22T{at}+03:00").astimezone(UTC)
    assert acts(hours, context=Context(here, zone="Europe/Moscow")) is holds


@pytest.mark.parametrize(
    ("condition", "member", "holds"),
    [
        pytest.param(InSegments(frozenset({"premium", "staff"})), ANNA, True, id="in one of the segments"),
        pytest.param(InSegments(frozenset({"staff"})), ANNA, False, id="in none of them"),
        pytest.param(InSegments(frozenset({"premium"})), None, False, id="without a card in no segment"),
        pytest.param(
            InSegments(frozenset({"premium"})),
            Standing("anna", segments=frozenset({"premium"}), opted_out=True),
            False,
            id="A50: opted out of personal offers",
        ),
        pytest.param(
            NotInSegments(frozenset({"premium"})), ANNA, False, id="everybody but premium: not Anna"
        ),
        pytest.param(NotInSegments(frozenset({"control"})), ANNA, True, id="not in the control group"),
        pytest.param(
            NotInSegments(frozenset({"premium"})), None, True, id="everybody but premium: also without card"
        ),
        pytest.param(InClubs(frozenset({"wine"})), ANNA, True, id="in the club"),
        pytest.param(InClubs(frozenset({"cheese"})), ANNA, False, id="in another club"),
        pytest.param(OnBirthday(), ANNA, True, id="her birthday is near"),
        pytest.param(OnBirthday(), Standing("boris"), False, id="his is not"),
        pytest.param(FirstPurchase(), Standing("boris"), True, id="his first purchase"),
        pytest.param(FirstPurchase(), ANNA, False, id="not her first"),
        pytest.param(FirstPurchase(), None, False, id="nobody's first"),
    ],
)
def test_people(condition: Condition, member: Standing | None, holds: bool) -> None:  # noqa: FBT001  # a column
    assert acts(condition, member) is holds


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        pytest.param(InChannels(frozenset({"pickup"})), True, id="picked up"),
        pytest.param(InChannels(frozenset({"delivery"})), False, id="not delivered"),
        pytest.param(InRegions(frozenset({"irkutsk", "kamchatka"})), True, id="A48: in the region"),
        pytest.param(InRegions(frozenset({"spb"})), False, id="A48: in another one"),
        pytest.param(HasCoupon("SPRING"), True, id="the coupon is here"),
        pytest.param(HasCoupon("AUTUMN"), False, id="another one is"),
    ],
)
def test_places_ways_and_coupons(condition: Condition, holds: bool) -> None:  # noqa: FBT001  # a column of the table
    context = Context(NOON, channel="pickup", region="irkutsk", coupons=("SPRING",))
    assert acts(condition, context=context) is holds
    assert acts(condition, ANNA, context) is holds


def test_where_nothing_is_said_of_a_sale_it_is_over_the_counter_of_no_store_and_nothing_is_wished() -> None:
    said = Context(
        NOON,
        zone="",
        wanted=0,
        certificate_minor=0,
        bundle="",
        store_id="",
        channel="",
        region="",
        coupons=(),
    )
    assert Context(NOON) == said


@pytest.mark.parametrize(
    ("used", "off"), [pytest.param(1, 100, id="once so far"), pytest.param(2, 0, id="twice already")]
)
def test_an_offer_twice_a_member(used: int, off: int) -> None:
    offer = Promotion("x", "X", PercentOff(1_000), per_member=2)
    member = Standing("anna", counters=(("x", used),))
    assert price(pieces((1_000, 1)), offer, member=member).discount_minor == off
    assert price(pieces((1_000, 1)), offer).discount_minor == 0


def test_an_offer_once_a_member_waits_for_its_first_use() -> None:
    offer = Promotion("x", "X", PercentOff(1_000), per_member=1)
    assert price(pieces((1_000, 1)), offer, member=ANNA).discount_minor == 100


# --- as written ---------------------------------------------------------------------------------------

OFFER = 'id = "p"\nnames = { en = "P" }\n[[promotion]]\nid = "x"\nname = "X"\nkind = "percent"\nbp = 500\n'


def test_all_conditions_as_written() -> None:
    when = """
[promotion.when]
days = ["12-25..01-05", "03-08"]
segments = ["premium"]
not_segments = ["control"]
clubs = ["wine"]
birthday = true
first_purchase = true
channels = ["pickup"]
regions = ["irkutsk"]
coupon = "SPRING"
from_minor = 100_000
"""
    assert [type(c).__name__ for c in read_programme(OFFER + when).promotions[0].when] == [
        "OnDays",
        "InSegments",
        "NotInSegments",
        "InClubs",
        "OnBirthday",
        "FirstPurchase",
        "InChannels",
        "InRegions",
        "HasCoupon",
        "FromSum",
    ]
    assert read_programme(OFFER + when).promotions[0].when[0] == OnDays(((308, 308), (1225, 105)))


@pytest.mark.parametrize(
    "day", ["13-01", "02-30", "00-10", "04-31", "3-8", "03-08..", "03-08..03", "8 March", "12-25..13-01"]
)
def test_a_day_that_is_in_no_year(day: str) -> None:
    with pytest.raises(BadProgramme) as caught:
        read_programme(f'{OFFER}when = {{ days = ["{day}"] }}\n')
    assert (caught.value.key, caught.value.reason) == ("promotion[1].when.days", "expected_days_of_the_year")
