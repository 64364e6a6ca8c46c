"""Any text at all is a programme or a basket, or it is refused with its place: never another error."""

import string
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty_pos.core.basket_file import read_basket
from loyalty_pos.core.problems import BadBasketFile, BadProgramme
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.file import read_programme

SHIPPED = sorted((Path(__file__).resolve().parents[2] / "resources" / "programmes").glob("*.toml"))
WORDS = sorted({word for path in SHIPPED for word in path.read_text("utf-8").split()})
BASKET = '{"lines": [{"id": "1", "price_minor": 100, "qty_milli": 2000}], "member": {"available": 5}, "wanted": "all"}'


def outcome(text: str) -> Programme | BadProgramme:
    found: Programme | BadProgramme
    try:
        found = read_programme(text)
    except BadProgramme as refused:
        found = refused
    if isinstance(found, BadProgramme):
        assert found.reason
        assert 1 <= found.line <= text.count("\n") + 2
    return found


@settings(max_examples=500)
@given(st.text(max_size=200) | st.lists(st.sampled_from(WORDS), max_size=40).map("\n".join))
def test_any_text_is_a_programme_or_refused(text: str) -> None:
    outcome(text)


@settings(max_examples=500)
@given(st.sampled_from(SHIPPED), st.data())
def test_a_damaged_programme_is_refused_at_its_place_or_still_one(path: Path, data: st.DataObject) -> None:
    lines = path.read_text("utf-8").splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    key, mark, _ = lines[number].partition("=")
    value = data.draw(
        st.sampled_from(
            ["-1", "99999999999999999999", "''", "true", "[]", "{}", "1.5", "'x'", "07:00:00", ""]
        )
    )
    lines[number] = data.draw(
        st.sampled_from([key + mark + value, lines[number] + "#", "[x]", "", key, "\x00"])
    )
    found = outcome("\n".join(lines))
    if isinstance(found, BadProgramme) and found.reason == "unknown_key":
        assert found.key


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
    assert read_basket(BASKET).basket.lines[0].qty_milli == 2_000
