"""A programme is told in plain sentences of both languages, and not one field of it is left out."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from itertools import chain
from pathlib import Path
from string import Formatter
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.till.telling import Section, _lists, explain
from loyalty_pos.till.telling._saying import Speaker, default_of
from loyalty_pos.till.wording import LANGUAGES
from loyalty_pos.till.words import programme_en, programme_ru

SIMPLE: dict[Any, list[Any]] = {
    bool: [True, False],
    int: [1, 2],
    str: ["one", "two"],
    NoneType: [None],
    date: [date(2026, 3, 8), date(2026, 12, 31)],
    time: [time(8), time(22, 30)],
    datetime: [datetime(2026, 3, 8), datetime(2026, 3, 8, 9, 15)],  # noqa: DTZ001  # the shop's wall clock
}
ODD: dict[str, list[Any]] = {
    "spans": [((308, 308),), ((1225, 105),)],
    "saved_from": [(10, 1), (12, 31)],
    "funders": [(("partner", 6_000),), (("partner", 2_500), ("bank", 500))],
    "names": [(("en", "A"),), (("en", "A"), ("ru", "Б"))],
}


def written(programme: Programme, lang: str) -> str:
    return "\n".join(chain.from_iterable(_lines(section) for section in explain(programme, lang)))


def _lines(section: Section) -> Iterator[str]:
    yield section.title
    yield from section.texts
    for inner in section.lists:
        yield from _lines(inner)


def values(hint: Any, name: str) -> list[Any]:
    """Return values of a field's type that a person must be able to tell apart."""
    origin, inner = get_origin(hint), get_args(hint)
    if name in ODD and origin is not None:
        return ODD[name]
    if origin in {UnionType, Union}:
        return [value for kind in inner for value in values(kind, name)]
    if origin is tuple:
        return [(value,) for value in values(inner[0], name)]
    if origin is frozenset:
        return [frozenset({value}) for value in values(inner[0], name)]
    if is_dataclass(hint):
        kind: Any = hint
        return [sample(kind)] if fields(kind) else [kind()]
    return list(hint) if issubclass(hint, Enum) else SIMPLE[hint]


@cache
def sample(kind: Any) -> Any:
    """Return one with every field there and, where there is a choice, not the default."""
    hints = get_type_hints(kind)
    chosen = {}
    for field in fields(kind):
        there = [value for value in values(hints[field.name], field.name) if value is not None]
        chosen[field.name] = next((value for value in there if value != default_of(field)), there[0])
    return kind(**chosen)


def kinds(kind: Any, found: dict[Any, None]) -> dict[Any, None]:
    """Return the dataclasses that a programme is made of."""
    if is_dataclass(kind) and kind not in found:
        found[kind] = None
        for hint in get_type_hints(kind).values():
            kinds(hint, found)
    for inner in get_args(kind):
        kinds(inner, found)
    return found


KINDS = list(kinds(Programme, {}))
PARTS = [(kind, field.name) for kind in KINDS for field in fields(kind)]
WORDED_CHOICES = {"Choice", "Spell", "Per", "Counted", "Scored"}
NOBODY = Programme(id="p", names=(("en", "P"),))


def text_of(thing: Any, lang: str) -> str:
    """Return all that is said of one thing: its sentences and the rules inside it."""
    if isinstance(thing, Programme):
        return written(thing, lang)
    speaker = Speaker(NOBODY, lang)
    return "\n".join([speaker.say(thing), *chain.from_iterable(map(_lines, _lists(thing, speaker)))])


def test_the_walk_meets_the_whole_language() -> None:
    assert len(KINDS) > 50
    assert len(PARTS) > 150


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("kind", "name"), PARTS, ids=lambda part: getattr(part, "__name__", part))
def test_every_field_is_spoken_of(kind: Any, name: str, lang: str) -> None:
    field = next(field for field in fields(kind) if field.name == name)
    choices = values(get_type_hints(kind)[name], name)
    if default_of(field) == default_of(field) and default_of(field) not in choices:
        choices = [default_of(field), *choices]
    texts = {text_of(replace(sample(kind), **{name: value}), lang) for value in choices}
    assert len(texts) == len(choices)


def test_the_kinds_of_a_choice_do_not_sound_alike() -> None:
    texts = [text_of(sample(kind), "en") for kind in KINDS]
    assert [text for text in texts if texts.count(text) > 1] == []


@pytest.mark.parametrize("table", ["TEXTS", "TITLES", "ADVICE", "DIFFERENCES", "PRICE"])
def test_both_languages_speak_of_the_same_with_the_same_facts(table: str) -> None:
    english, russian = (
        {key: {name for _, name, _, _ in Formatter().parse(text) if name} for key, text in words.items()}
        for words in (getattr(programme_en, table), getattr(programme_ru, table))
    )
    assert english == russian


def test_words_speak_of_what_there_is() -> None:
    known = {f"{kind.__name__}.{field.name}" for kind in KINDS for field in fields(kind)}
    known |= {kind.__name__ for kind in KINDS} | {"all_goods"}
    keys = {key.partition("=")[0] for key in programme_en.TEXTS}
    assert {key for key in keys if key not in known and key.partition(".")[0] not in WORDED_CHOICES} == set()


def test_a_programme_reads_like_a_letter(project_root: Path) -> None:
    demo = read_programme((project_root / "resources" / "programmes" / "demo.toml").read_text("utf-8"))
    text = written(demo, "en")
    assert (
        "«Three coffees for the price of two» (coffee-3-for-2): of every 3 pieces 2 are paid in full, "
        "the others are free, and those are the cheapest of all pieces. Goods: categories «coffee»."
    ) in text
    assert "«Platinum» (platinum). From ₽100,000.00. Discount 10%. Points times 1.5." in text
    russian = written(demo, "ru").replace("\u00a0", " ")
    assert "Тратить можно через 14 дней после продажи, с полуночи. Баллы сгорают через 6 месяцев" in russian
    assert "«Bakery -30 % after 19:00» (bakery-evening): скидка 30 %." in russian


def test_offers_are_told_in_the_order_in_which_they_act() -> None:
    offer = '[[promotion]]\nid = "{0}"\nname = "{0}"\nkind = "percent"\nbp = 500\npriority = {1}\n'
    text = 'id = "p"\nnames = {en = "P"}\n' + "".join(
        offer.format(*at) for at in (("c", 7), ("b", 9), ("a", 9))
    )
    offers = explain(read_programme(text), "en")[1]
    assert [told[1] for told in offers.texts] == ["c", "a", "b"]


def test_points_are_written_with_the_decimals_of_the_programme() -> None:
    text = 'id = "p"\nnames = {en = "P"}\n[points]\nexponent = 2\n[redemption]\nminimum = 10_50\n'
    assert "At least 10.50 points at a time." in written(read_programme(text), "en").replace("\u00a0", " ")


def test_partners_go_by_their_names() -> None:
    text = """
id = "p"
names = {en = "P"}
[accrual]
rate_bp = 100
[[accrual.extra]]
id = "gift"
points = 10
partner = "sea"
[[partner]]
id = "sea"
name = "Sea shop"
[[promotion]]
id = "tea"
name = "Tea"
kind = "percent"
bp = 500
funders = { sea = 4000, moon = 1000 }
when = { subscriber_of = "sea" }
"""
    told = written(read_programme(text), "en").replace("\n", " ")
    assert "Only for customers of the partner «Sea shop»" in told
    assert "paid by «moon» 10%, «Sea shop» 40%" in told
    assert "Only the shops of «Sea shop» take them." in told
    assert "«sea»" not in told
