"""Sections of sentences as lines of a screen, no wider than people read."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

from loyalty_pos.till.telling._section import Section

_WIDTH: Final = 100


def printed(sections: Iterable[Section]) -> Iterator[str]:
    """Yield sections as lines of the screen, parted by empty ones."""
    for number, section in enumerate(sections):
        if number:
            yield ""
        yield section.title
        for text in section.texts:
            yield from _item(text, "  ")
        for inner in section.lists:
            yield f"  {inner.title}:"
            for text in inner.texts:
                yield from _item(text, "    ")


def _item(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=f"{indent}- ", subsequent_indent=f"{indent}  ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
