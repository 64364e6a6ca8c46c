"""What every refusal is: a code and facts."""

from inspect import get_annotations
from typing import Any, ClassVar, dataclass_transform


@dataclass_transform(eq_default=False)
class Problem(Exception):
    """A refusal with a reason; the annotated fields of a subclass are the facts of its sentence.

    A subclass reads and is checked like a dataclass, but nothing is generated for it: seventy generated classes
    were a third of the time from the double click to the first picture.
    """

    code: ClassVar[str] = "problem"
    _names: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls._names += tuple(name for name in get_annotations(cls) if name not in {"code", *cls._names})

    def __init__(self, *values: Any, **named: Any) -> None:
        super().__init__(*values)
        facts = dict(zip(self._names, values, strict=False)) | named
        missing = [name for name in self._names if name not in facts and not hasattr(type(self), name)]
        if missing or len(values) > len(self._names) or not facts.keys() <= set(self._names):
            message = (
                f"{type(self).__name__} takes {self._names}, got {len(values)} values and {sorted(named)}"
            )
            raise TypeError(message)
        self.__dict__.update(facts)

    def facts(self) -> dict[str, object]:
        """Return the facts by name, as the wording catalogue needs them."""
        return {name: getattr(self, name) for name in self._names}

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts().items())
        return f"{self.code}({facts})"

    def __repr__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts().items())
        return f"{type(self).__name__}({facts})"
