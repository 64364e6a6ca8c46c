"""A part of what is told, as data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the programme under its title: sentences, and lists under titles of their own."""

    title: str
    texts: tuple[str, ...] = ()
    lists: tuple["Section", ...] = ()
