"""What every refusal is: a code and facts."""

from dataclasses import fields
from typing import ClassVar


class Problem(Exception):
    """A refusal with a reason; subclasses are dataclasses whose fields are the facts of the sentence."""

    code: ClassVar[str] = "problem"

    def facts(self) -> dict[str, object]:
        """Return the facts by name, as the wording catalogue needs them."""
        return {f.name: getattr(self, f.name) for f in fields(self)}  # type: ignore[arg-type]  # every subclass is a dataclass

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts().items())
        return f"{self.code}({facts})"
