"""GS1 element strings: a second reader, by other people, says what ours says."""

from datetime import date

import pytest
from biip import ParseError
from biip.gs1_messages import GS1Message
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.cards import ean_digit
from loyalty_pos.core.gs1 import GS, amount, elements, last_day_of_use

VALUE = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.", min_size=1, max_size=20)
DAY = st.dates(date(2020, 1, 1), date(2049, 12, 31)).map(lambda day: f"{day:%y%m%d}")
SIX = st.text("0123456789", min_size=6, max_size=6)
GTIN = st.text("0123456789", min_size=13, max_size=13).map(lambda digits: digits + ean_digit(digits))
FIXED = {
    "01": GTIN,
    "02": GTIN,
    "11": DAY,
    "13": DAY,
    "15": DAY,
    "17": DAY,
    "20": st.text("0123456789", min_size=2, max_size=2),
    "3100": SIX,
    "3103": SIX,
    "3202": SIX,
}
ENDED = {
    "10": VALUE,
    "21": VALUE,
    "240": VALUE,
    "37": st.text("0123456789", min_size=1, max_size=8),
    "3922": st.text("0123456789", min_size=1, max_size=15),
    "91": VALUE,
    "93": VALUE,
    "8005": SIX,
    "99": VALUE,
}
PARTS = st.lists(st.sampled_from([*FIXED, *ENDED]), min_size=1, max_size=7, unique=True).flatmap(
    lambda names: st.tuples(*(st.tuples(st.just(name), (FIXED | ENDED)[name]) for name in names))
)


def written(parts: tuple[tuple[str, str], ...]) -> str:
    """Return the string as a label has it: a separator behind what has no fixed length, but for the last."""
    text = "".join(name + value + (GS if name in ENDED else "") for name, value in parts)
    return text.removesuffix(GS)


@given(PARTS)
def test_both_readers_find_the_same_elements(parts: tuple[tuple[str, str], ...]) -> None:
    text = written(parts)
    theirs = {one.ai.ai: one.value for one in GS1Message.parse(text).element_strings}
    assert elements(text) == theirs == dict(parts)


@given(st.text("0123456789", min_size=6, max_size=6), st.integers(0, 5))
def test_both_readers_find_the_same_weight(digits: str, places: int) -> None:
    text = f"310{places}{digits}"
    (one,) = GS1Message.parse(text).element_strings
    assert one.decimal is not None
    ours = amount(elements(text) or {}, "310", 3)
    assert ours == (int(one.decimal * 1000) if one.decimal * 1000 % 1 == 0 else None)


@given(DAY | SIX)
def test_both_readers_find_the_same_last_day(digits: str) -> None:
    text = f"17{digits}"
    try:
        (one,) = GS1Message.parse(text).element_strings
    except ParseError:
        assert last_day_of_use({"17": digits}) is None
        return
    ours = last_day_of_use(elements(text) or {})
    if one.date is not None and one.date.year // 100 == 20:
        assert ours == one.date


@pytest.mark.parametrize(
    ("digits", "day"),
    [
        ("261231", date(2026, 12, 31)),
        ("260200", date(2026, 2, 28)),
        ("271200", date(2027, 12, 31)),
        ("261301", None),
        ("26123", None),
        ("", None),
    ],
)
def test_the_last_day_of_use(digits: str, day: date | None) -> None:
    assert last_day_of_use({"17": digits}) == day
