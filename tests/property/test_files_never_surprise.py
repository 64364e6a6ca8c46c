"""Any text at all is a programme or a basket, or it is refused with its place: never another error."""

import string
import tomllib
from contextlib import suppress
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty_pos.core.basket_file import read_basket
from loyalty_pos.core.problems import BadBasketFile, BadProgramme
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.check import unwise
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.programme.file._vocabulary import WORDS
from loyalty_pos.core.programme.file.mistakes import mistakes
from loyalty_pos.core.programme.file.schema import json_schema
from loyalty_pos.till.telling import advise, explain
from tests.fakes.json_schema import Validator

PROGRAMMES = Path(__file__).resolve().parents[2] / "resources" / "programmes"
SHIPPED = sorted([*PROGRAMMES.glob("*.toml"), *PROGRAMMES.glob("templates/*.toml")])
TEXTS = [path.read_text("utf-8") for path in SHIPPED]
TOKENS = sorted({word for text in TEXTS for word in text.split()} | WORDS)
VALUES = [
    "-1",
    "99999999999999999999",
    "''",
    "true",
    "[]",
    "{}",
    "1.5",
    "'x'",
    "07:00:00",
    "2026-02-29",
    "0",
    "10_001",
    '["x"]',
    "[{}]",
]
BASKET = '{"lines": [{"id": "1", "price_minor": 100, "qty_milli": 2000}], "member": {"available": 5}, "wanted": "all"}'
SCHEMA = Validator(json_schema())
TODAY = date(2026, 11, 22)


def outcome(text: str) -> Programme | BadProgramme:
    """Return what the file gives; whoever writes it is told the same by ``check``."""
    found: Programme | BadProgramme
    try:
        found = read_programme(text)
    except BadProgramme as refused:
        found = refused
    told = mistakes(text)
    if isinstance(found, BadProgramme):
        assert found.reason
        assert 1 <= found.line <= text.count("\n") + 2
        assert found.key in {mistake.key for mistake in told}
    else:
        assert told == []
    return found


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A shipped programme after somebody's slips of the pen."""
    lines = draw(st.sampled_from(TEXTS)).splitlines()
    for _ in range(draw(st.integers(1, 3))):
        number = draw(st.integers(0, len(lines) - 1))
        key, mark, value = lines[number].partition("=")
        word = draw(st.sampled_from(TOKENS))
        lines[number] = draw(
            st.sampled_from(
                [
                    key + mark + draw(st.sampled_from(VALUES)),
                    f"{word} = {value}",
                    lines[number] + word,
                    lines[number].replace('"', "", 1),
                    f"[{word}]",
                    key,
                    "",
                    "\x00",
                    "\n".join(reversed(lines[max(0, number - 2) : number + 1])),
                ]
            )
        )
    return "\n".join(lines)


@settings(max_examples=900)
@given(st.text(max_size=200) | st.lists(st.sampled_from(TOKENS), max_size=40).map("\n".join))
def test_any_text_is_a_programme_or_refused(text: str) -> None:
    outcome(text)


@settings(max_examples=1_300)
@given(damaged())
def test_a_damaged_programme_is_refused_at_its_place_or_still_one(text: str) -> None:
    found = outcome(text)
    if isinstance(found, BadProgramme):
        assert found.key or found.column or found.reason in {"too_long", "nested_too_deep"}
        return
    assert SCHEMA.faults(tomllib.loads(text)) == []
    for lang in ("ru", "en"):
        assert explain(found, lang)
        assert all(advise(advice, found, lang) for advice in unwise(found, TODAY))


@settings(max_examples=500)
@given(st.data())
def test_any_text_is_a_basket_or_refused(data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(BASKET)))
    noise = data.draw(
        st.text(alphabet=string.printable + "\ud800€", max_size=6)
        | st.sampled_from(["1e400", "NaN", "null", "[" * 50_000])
    )
    cut = data.draw(st.integers(0, 8))
    with suppress(BadBasketFile):
        assert read_basket(BASKET[:position] + noise + BASKET[position + cut :]).basket.lines


def test_the_undamaged_examples_are_what_they_say() -> None:
    assert [read_programme(path.read_text("utf-8")).id for path in SHIPPED] == [path.stem for path in SHIPPED]
    assert all(mistakes(text) == [] for text in TEXTS)
    assert read_basket(BASKET).basket.lines[0].qty_milli == 2_000
