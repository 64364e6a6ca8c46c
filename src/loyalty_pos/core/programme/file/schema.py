"""The JSON Schema of programme files, made of what the readers ask for; nothing of it is written a second time."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from loyalty_pos.core.programme.file import programme_of
from loyalty_pos.core.programme.file._asking import ANY_KEY, Schema, Walk, walks

_DRAFT: Final = "https:" + "//json-schema.org/draft/2020-12/schema"  # a name, nobody goes there
_LONG: Final = 150


def json_schema() -> Schema:
    """Return the schema as plain data, always in the same order."""
    schema = _table("", walks(programme_of))
    defined: dict[str, Schema] = {}
    short = _shortened(schema, "", Counter(_long_texts(schema)), defined)
    return {
        "$schema": _DRAFT,
        "title": "Loyalty POS programme",
        **short,
        "$defs": dict(sorted(defined.items())),
    }


def _table(path: str, ways: Sequence[Walk]) -> Schema:
    """Return the schema of one table: one object, or one for each word of the key that decides what else it holds."""
    mine = [walk for walk in ways if path in walk.asked]
    decider = _decider(path, mine)
    if not decider:
        return _object(path, mine)
    by_word: dict[str, list[Walk]] = {}
    for walk in mine:
        if (path, decider) in walk.words:
            by_word.setdefault(walk.words[path, decider], []).append(walk)
    shared = dict.fromkeys(_of_all(path, by_word.values()), ways)
    kinds = [_object(path, same, shared) for same in by_word.values()]
    for word, kind in zip(by_word, kinds, strict=True):
        kind["properties"][decider] = {"const": word}
    return {"oneOf": kinds}


def _of_all(path: str, kinds: Iterable[Sequence[Walk]]) -> set[str]:
    """Return the keys that are asked for whatever the deciding word is."""
    return set.intersection(*({key for walk in ways for key in walk.asked[path]} for ways in kinds))


def _decider(path: str, ways: Sequence[Walk]) -> str:
    """Return the key whose word decides which other keys there are, "" where there is none."""
    for walk in ways:
        if walk.origin is None or walk.turned is None or walk.turned not in walk.words:
            continue
        turned_path, key = walk.turned
        both_read = path in walk.read and path in walk.origin.read
        if turned_path == path and both_read and walk.asked[path].keys() != walk.origin.asked[path].keys():
            return key
    return ""


def _object(path: str, ways: Sequence[Walk], shared: Mapping[str, Sequence[Walk]] | None = None) -> Schema:
    """Return the schema of one object; what is ``shared`` with other kinds is known from their walks too."""
    asked = {key: item for walk in ways for key, item in walk.asked[path].items()}
    free = asked.pop(ANY_KEY, None)
    if free is not None:
        return {"type": "object", "additionalProperties": _value(free.schema, ways)}
    wider = shared or {}
    properties = {key: _value(item.schema, wider.get(key, ways)) for key, item in sorted(asked.items())}
    needed = [
        {key for key, item in walk.asked[path].items() if item.needed} for walk in ways if path in walk.read
    ]
    required = sorted(set.intersection(*needed)) if needed else []
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _value(schema: Schema, ways: Sequence[Walk]) -> Schema:
    if "table" in schema:
        return _table(schema["table"], ways)
    if "list" in schema:
        return {"type": "array", "items": _table(schema["list"], ways)}
    return dict(schema)


# --- what stands several times is written once -----------------------------------------------------------


def _long_texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("type") == "object" and len(text := json.dumps(value)) > _LONG:
            yield text
        for inner in value.values():
            yield from _long_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _long_texts(inner)


def _shortened(value: Any, name: str, counts: Counter[str], defined: dict[str, Schema]) -> Any:
    """Return the value with a reference for each table that stands in it more than once."""
    if isinstance(value, list):
        return [_shortened(inner, name, counts, defined) for inner in value]
    if not isinstance(value, dict):
        return value
    short = {
        key: _shortened(inner, name if key in {"items", "properties", "oneOf"} else key, counts, defined)
        for key, inner in value.items()
    }
    if value.get("type") != "object" or counts[json.dumps(value)] < 2:  # noqa: PLR2004 - more than once
        return short
    place = next(
        free for number in range(len(defined) + 1)
        if defined.get(free := f"{name}-{number}" if number else name, short) == short
    )  # fmt: skip
    defined[place] = short
    return {"$ref": f"#/$defs/{place}"}
