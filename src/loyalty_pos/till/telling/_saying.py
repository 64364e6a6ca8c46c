"""One thing of a programme as text: its main sentence and a clause for each field that has something to say.

The tables of words say what is spoken of: ``Class`` is the main text, ``Class.field=value`` and ``Class.field`` the
clauses, ``Class.field=default`` what a default means. A default without words stays silent; whatever a text has
named already is not said twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, time
from enum import Enum
from string import Formatter
from typing import Any, ClassVar, Protocol

from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.check import Advice
from loyalty_pos.core.programme.conditions import ALL_GOODS, Goods
from loyalty_pos.till.formats import EN
from loyalty_pos.till.telling import _facts
from loyalty_pos.till.words import programme_en, programme_ru

_OF_PARTNERS = frozenset({"funder", "partner"})
"""Fields that hold a partner's id: people read the name."""


class Thing(Protocol):
    """A dataclass of a programme."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


class Speaker:
    """Speaks of one programme in one language."""

    def __init__(self, programme: Programme, lang: str) -> None:
        words = programme_en if lang == EN else programme_ru
        self.titles: Mapping[str, str] = words.TITLES
        self._texts: Mapping[str, str] = words.TEXTS
        self._differences: Mapping[str, str] = words.DIFFERENCES
        self._advice: Mapping[str, str] = words.ADVICE
        self._lang = lang
        self._unit = _facts.Unit(programme.currency, programme.unit.exponent)
        self._partners = {partner.id: partner.name for partner in programme.partners}
        self._tiers = {tier.id: tier.name for tier in programme.tiers.steps} if programme.tiers else {}

    def say(self, thing: Thing) -> str:
        """Return everything about the thing but the rules inside it."""
        if isinstance(thing, Goods) and thing == ALL_GOODS:
            return self._texts["all_goods"]
        parts = [text for _, text in self.clauses(thing) if text]
        return (" " if any(part.endswith(".") for part in parts) else ", ").join(parts)

    def advise(self, advice: Advice) -> str:
        """Return why something is unwise."""
        facts = {name: self._written(name, value) for name, value in advice.facts}
        return self._advice[advice.code].format_map(facts)

    def difference(self, kind: str, **texts: str) -> str:
        """Return a sentence about something that changes."""
        return self._differences[kind].format_map(texts)

    def clauses(self, thing: Thing) -> Iterator[tuple[str, str]]:
        """Yield field and text of all that is worth saying; the main text comes first, with the field ""."""
        kind = type(thing).__name__
        main = self._texts.get(kind, "")
        said = set(_named(main))
        yield "", self._filled(main, thing)
        for field in fields(thing):
            key = self._key(kind, field, getattr(thing, field.name))
            if key and field.name not in said:
                said |= _named(self._texts[key]) - {field.name}
                yield field.name, self._filled(self._texts[key], thing)

    def spoken(self, thing: Thing, name: str) -> bool:
        """Tell whether a field is told within the text of its thing, not as a list of its own."""
        kind = type(thing).__name__
        return f"{kind}.{name}" in self._texts or name in _named(self._texts.get(kind, ""))

    def _key(self, kind: str, field: Field[object], value: object) -> str:
        """Return the key of the clause for this value, "" where there is nothing to say."""
        shown = value.value if isinstance(value, Enum) else value
        for key in (f"{kind}.{field.name}={shown}", f"{kind}.{field.name}=default"):
            if key in self._texts and (not key.endswith("=default") or value == default_of(field)):
                return key
        key = f"{kind}.{field.name}"
        return key if key in self._texts and value != default_of(field) else ""

    def _filled(self, text: str, thing: Thing) -> str:
        facts = {name: self._written(name, getattr(thing, name)) for name in _named(text)}
        return text.format_map(facts)

    def _written(self, name: str, value: object) -> object:
        written: object = str(value)
        match value:
            case bool() | None:
                pass
            case str() if name in _OF_PARTNERS:
                written = self._partners.get(value, value)
            case Enum():
                written = self._texts.get(f"{type(value).__name__}.{value.value}", str(value.value))
            case int():
                written = _facts.whole(name, value, self._unit, self._lang)
            case date() | time():
                written = _facts.moment(value, self._lang)
            case frozenset() | tuple():
                written = self._listed(name, value)
            case _ if is_dataclass(value) and not isinstance(value, type):
                written = self.say(value)
            case _:
                pass
        return written

    def _listed(self, name: str, value: frozenset[Any] | tuple[Any, ...]) -> str:
        items = list(value)
        if name == "funders":
            items = [(self._partners.get(partner, partner), bp) for partner, bp in items]
        if name in _facts.LISTS:
            return _facts.LISTS[name](items, self._lang)
        if all(isinstance(item, str) for item in items):
            return _facts.names(items, self._tiers if name == "tier_ids" else {})
        return "; ".join(self.say(item) for item in items)


def default_of(field: Field[object]) -> object:
    """Return the field's default, or something that is equal to nothing."""
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else object()


def _named(text: str) -> set[str]:
    """Return the names of the facts in a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}
