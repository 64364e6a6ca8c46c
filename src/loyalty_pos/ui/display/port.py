"""What a page of the cashier may ask of the customer's display. It never waits and never stands in the way of a sale."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PersonTold:
    """What a customer has typed so far; told after each step. ``phone``: digits as typed; ``given``: the consents.

    ``complete``: all of it is there.
    """

    phone: str = ""
    name: str = ""
    given: frozenset[str] = frozenset()
    complete: bool = False


class CustomerSide(Protocol):
    """The display on the other side of the counter."""

    @property
    def is_there(self) -> bool:
        """Tell whether a customer can see it now."""
        ...

    def ask_person(self, told: Callable[[PersonTold], object]) -> None:
        """Let the customer type phone, name and consents; ``told`` hears each step, on the Qt thread."""
        ...

    def show_card(self, number: str) -> None:
        """Show the code of a new card, until the next sale begins or ``withdraw``."""
        ...

    def withdraw(self) -> None:
        """Stop asking and showing; what was typed is forgotten here."""
        ...
