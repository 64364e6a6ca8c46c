"""As much of a JSON Schema validator as our schema needs, for documents read from TOML."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
}
FORMATS: dict[str, type] = {"date": date, "date-time": datetime, "time": time}


class Validator:
    """Judges documents by one schema; a word of the schema that it does not know is an error."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema = schema

    def faults(self, value: Any, schema: dict[str, Any] | None = None) -> list[str]:
        """Return what does not fit, nothing when all does."""
        rules = self.schema if schema is None else schema
        return [fault for word in rules if word not in SILENT for fault in RULES[word](self, value, rules)]


def _ref(own: Validator, value: Any, rules: dict[str, Any]) -> list[str]:
    return own.faults(value, own.schema["$defs"][rules["$ref"].rpartition("/")[2]])


def _type(_own: Validator, value: Any, rules: dict[str, Any]) -> list[str]:
    if "format" in rules:
        return [] if type(value) is FORMATS[rules["format"]] else [f"{value} is no {rules['format']}"]
    return [] if type(value) in TYPES[rules["type"]] else [f"{value!r} is no {rules['type']}"]


def _enum(_own: Validator, value: Any, rules: dict[str, Any]) -> list[str]:
    return [] if value in rules["enum"] else [f"{value!r} is none of {rules['enum']}"]


def _const(_own: Validator, value: Any, rules: dict[str, Any]) -> list[str]:
    return [] if value == rules["const"] else [f"{value!r} is not {rules['const']}"]


def _minimum(_own: Validator, value: Any, rules: dict[str, Any]) -> list[str]:
    return [] if not isinstance(value, int) or value >= rules["minimum"] else [f"{value} is too little"]


def _maximum(_own: Validator, value: Any, rules: dict[str, Any]) -> list[str]:
    return [] if not isinstance(value, int) or value <= rules["maximum"] else [f"{value} is too much"]


def _long_enough(_own: Validator, value: Any, rules: dict[str, Any]) -> list[str]:
    least = int(rules.get("minLength", rules.get("minItems", 0)))
    return [] if not isinstance(value, str | list) or len(value) >= least else ["too short"]


def _properties(own: Validator, value: Any, rules: dict[str, Any]) -> list[str]:
    known = rules["properties"]
    there = [key for key in value if key in known] if isinstance(value, dict) else []
    return [f"{key}: {fault}" for key in there for fault in own.faults(value[key], known[key])]


def _others(own: Validator, value: Any, rules: dict[str, Any]) -> list[str]:
    strange = (
        [key for key in value if key not in rules.get("properties", {})] if isinstance(value, dict) else []
    )
    if rules["additionalProperties"] is False:
        return [f"{key} is not known" for key in strange]
    return [fault for key in strange for fault in own.faults(value[key], rules["additionalProperties"])]


def _required(_own: Validator, value: Any, rules: dict[str, Any]) -> list[str]:
    return [f"{key} is missing" for key in rules["required"] if key not in value]


def _items(own: Validator, value: Any, rules: dict[str, Any]) -> list[str]:
    return (
        [fault for item in value for fault in own.faults(item, rules["items"])]
        if isinstance(value, list)
        else []
    )


def _one_of(own: Validator, value: Any, rules: dict[str, Any]) -> list[str]:
    found = [own.faults(value, kind) for kind in rules["oneOf"]]
    return [] if found.count([]) == 1 else min(found, key=len)


def _any_of(own: Validator, value: Any, rules: dict[str, Any]) -> list[str]:
    found = [own.faults(value, kind) for kind in rules["anyOf"]]
    return [] if [] in found else found[0]


SILENT = {"$schema", "$defs", "title", "default", "format"}
RULES: dict[str, Callable[[Validator, Any, dict[str, Any]], list[str]]] = {
    "$ref": _ref,
    "type": _type,
    "enum": _enum,
    "const": _const,
    "minimum": _minimum,
    "maximum": _maximum,
    "minLength": _long_enough,
    "minItems": _long_enough,
    "properties": _properties,
    "additionalProperties": _others,
    "required": _required,
    "items": _items,
    "oneOf": _one_of,
    "anyOf": _any_of,
}
