"""What changes from one programme to another, in sentences: rules that come, go, or say something else.

Rules are the same when their ids are; what has no id (a least price, a limit) comes or goes as a whole.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from loyalty_pos.core.programme import Programme
from loyalty_pos.till.telling._saying import Speaker, Thing
from loyalty_pos.till.telling._section import Section

_NOTHING = "—"


def differences(old: Programme, new: Programme, lang: str) -> tuple[Section, ...]:
    """Return what changes, section by section; nothing when both say the same."""
    pair = _Pair(Speaker(old, lang), Speaker(new, lang))
    head = Section(f"«{new.name(lang)}» ({new.id})", tuple(pair.changed("", old, new)))
    sections = [head] if head.texts else []
    for field in fields(new):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if not pair.new.spoken(new, field.name) and not isinstance(after, str):
            texts = tuple(pair.compared(before, after))
            sections += [Section(pair.new.titles[field.name], texts)] if texts else []
    return tuple(sections)


class _Pair:
    """Two programmes and how each is spoken of."""

    def __init__(self, old: Speaker, new: Speaker) -> None:
        self.old = old
        self.new = new

    def compared(self, before: Any, after: Any) -> Iterator[str]:
        """Yield what changes in one field: a list of rules, or a rule that may be missing."""
        if isinstance(before, tuple) and isinstance(after, tuple):
            yield from self._lists(before, after)
        elif is_dataclass(before) and is_dataclass(after) and type(before) is type(after):
            yield from self._things("", before, after)
        elif before != after:
            yield from self._was_now("", self._text(self.old, before), self._text(self.new, after))

    def changed(self, rule: str, before: Thing, after: Thing) -> Iterator[str]:
        """Yield the clauses of a rule that say something else."""
        olds, news = dict(self.old.clauses(before)), dict(self.new.clauses(after))
        for name in [*olds, *(name for name in news if name not in olds)]:
            if olds.get(name) != news.get(name):
                yield from self._was_now(rule, olds.get(name, ""), news.get(name, ""))

    def _things(self, rule: str, before: Any, after: Any) -> Iterator[str]:
        yield from self.changed(rule, before, after)
        for field in fields(after):
            value = getattr(after, field.name)
            if isinstance(value, tuple) and not self.new.spoken(after, field.name):
                yield from self._lists(getattr(before, field.name), value)

    def _lists(self, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[str]:
        olds = {getattr(item, "id", item): item for item in before}
        news = {getattr(item, "id", item): item for item in after}
        for key, item in olds.items():
            if key not in news:
                yield self.new.difference("gone", text=self.old.say(item))
        for key, item in news.items():
            if key not in olds:
                yield self.new.difference("added", text=self.new.say(item))
            elif olds[key] != item:
                yield from self._things(str(key), olds[key], item)

    def _was_now(self, rule: str, old: str, new: str) -> Iterator[str]:
        text = self.new.difference("changed", old=old or _NOTHING, new=new or _NOTHING)
        yield f"{rule}: {text}" if rule else text

    def _text(self, speaker: Speaker, value: Any) -> str:
        return speaker.say(value) if is_dataclass(value) and not isinstance(value, type) else _NOTHING
