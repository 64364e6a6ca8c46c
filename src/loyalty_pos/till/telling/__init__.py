"""A programme told in plain sentences, section by section, in reading order; every rule and every field.

It reads the programme's data alone, so a rule that is written is a rule that is told. It must never price anything.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.check import Advice
from loyalty_pos.till.telling._difference import differences
from loyalty_pos.till.telling._price import priced
from loyalty_pos.till.telling._printed import printed
from loyalty_pos.till.telling._saying import Speaker, Thing, default_of
from loyalty_pos.till.telling._section import Section

__all__ = ["Section", "advise", "differences", "explain", "priced", "printed"]

_POINTS = frozenset({"unit", "returns"})
"""Sections that are told wherever there are points."""


def explain(programme: Programme, lang: str) -> tuple[Section, ...]:
    """Return the programme in sentences; the first section bears its name."""
    speaker = Speaker(programme, lang)
    head = Section(f"«{programme.name(lang)}» ({programme.id})", (speaker.say(programme),))
    ordered = replace(
        programme, promotions=tuple(sorted(programme.promotions, key=lambda p: (p.priority, p.id)))
    )
    return (head, *_sections(ordered, speaker))


def advise(advice: Advice, programme: Programme, lang: str) -> str:
    """Return in a sentence why something in the programme is unwise."""
    return Speaker(programme, lang).advise(advice)


def _sections(programme: Programme, speaker: Speaker) -> Iterator[Section]:
    pointed = programme.accrual is not None or programme.redemption is not None
    for field in fields(programme):
        value = getattr(programme, field.name)
        worth = value != default_of(field) or (pointed and field.name in _POINTS)
        if not worth or speaker.spoken(programme, field.name):
            continue
        if isinstance(value, tuple):
            yield Section(speaker.titles[field.name], tuple(speaker.say(item) for item in value))
        elif is_dataclass(value) and not isinstance(value, type):
            yield Section(speaker.titles[field.name], _told(value, speaker), _lists(value, speaker))


def _told(thing: Thing, speaker: Speaker) -> tuple[str, ...]:
    text = speaker.say(thing)
    return (text,) if text else ()


def _lists(thing: Thing, speaker: Speaker) -> tuple[Section, ...]:
    """Return the rules inside a section, each list under its title."""
    return tuple(
        Section(speaker.titles[field.name], tuple(speaker.say(item) for item in value))
        for field in fields(thing)
        if isinstance(value := getattr(thing, field.name), tuple)
        and value
        and not speaker.spoken(thing, field.name)
    )
