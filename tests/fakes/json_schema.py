"""As much of a JSON Schema validator as our schema needs, for documents read from TOML."""

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
    """As much of a JSON Schema validator as our schema needs; a word it does not know is an error."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema = schema

    def faults(self, value: Any, schema: dict[str, Any] | None = None) -> list[str]:
        rules = self.schema if schema is None else schema
        return [fault for word in rules for fault in getattr(self, "_" + word.strip("$"))(value, rules)]

    def _schema(self, _value: Any, _rules: dict[str, Any]) -> list[str]:
        return []

    _title = _defs = _default = _schema

    def _ref(self, value: Any, rules: dict[str, Any]) -> list[str]:
        return self.faults(value, self.schema["$defs"][rules["$ref"].rpartition("/")[2]])

    def _type(self, value: Any, rules: dict[str, Any]) -> list[str]:
        if "format" in rules:
            return [] if type(value) is FORMATS[rules["format"]] else [f"{value} is no {rules['format']}"]
        right = type(value) in TYPES[rules["type"]]
        return [] if right else [f"{value!r} is no {rules['type']}"]

    def _format(self, _value: Any, _rules: dict[str, Any]) -> list[str]:
        return []

    def _enum(self, value: Any, rules: dict[str, Any]) -> list[str]:
        return [] if value in rules["enum"] else [f"{value!r} is none of {rules['enum']}"]

    def _const(self, value: Any, rules: dict[str, Any]) -> list[str]:
        return [] if value == rules["const"] else [f"{value!r} is not {rules['const']}"]

    def _minimum(self, value: Any, rules: dict[str, Any]) -> list[str]:
        return [] if not isinstance(value, int) or value >= rules["minimum"] else [f"{value} is too little"]

    def _maximum(self, value: Any, rules: dict[str, Any]) -> list[str]:
        return [] if not isinstance(value, int) or value <= rules["maximum"] else [f"{value} is too much"]

    def _minLength(self, value: Any, rules: dict[str, Any]) -> list[str]:  # noqa: N802  # the schema's word
        return [] if len(value) >= rules["minLength"] else ["too short"]

    def _minItems(self, value: Any, rules: dict[str, Any]) -> list[str]:  # noqa: N802  # the schema's word
        return [] if len(value) >= rules["minItems"] else ["too few"]

    def _properties(self, value: Any, rules: dict[str, Any]) -> list[str]:
        known = rules["properties"]
        return [
            f"{key}: {fault}"
            for key in value
            if key in known
            for fault in self.faults(value[key], known[key])
        ]

    def _additionalProperties(self, value: Any, rules: dict[str, Any]) -> list[str]:  # noqa: N802  # the schema's word
        others = [key for key in value if key not in rules.get("properties", {})]
        if rules["additionalProperties"] is False:
            return [f"{key} is not known" for key in others]
        return [fault for key in others for fault in self.faults(value[key], rules["additionalProperties"])]

    def _required(self, value: Any, rules: dict[str, Any]) -> list[str]:
        return [f"{key} is missing" for key in rules["required"] if key not in value]

    def _items(self, value: Any, rules: dict[str, Any]) -> list[str]:
        return [fault for item in value for fault in self.faults(item, rules["items"])]

    def _oneOf(self, value: Any, rules: dict[str, Any]) -> list[str]:  # noqa: N802  # the schema's word
        found = [self.faults(value, kind) for kind in rules["oneOf"]]
        return [] if found.count([]) == 1 else min(found, key=len)

    def _anyOf(self, value: Any, rules: dict[str, Any]) -> list[str]:  # noqa: N802  # the schema's word
        found = [self.faults(value, kind) for kind in rules["anyOf"]]
        return [] if [] in found else found[0]
