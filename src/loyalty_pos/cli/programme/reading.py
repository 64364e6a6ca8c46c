"""``programme explain``, ``diff`` and ``schema``: what files say, what they change, what they may say."""

import textwrap
from argparse import Namespace
from collections.abc import Iterable, Iterator
from typing import Final

from loyalty_pos.cli.pricing import text_of
from loyalty_pos.cli.programme.words import line
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.programme.file.schema import json_schema
from loyalty_pos.till.telling import Section, differences, explain
from loyalty_pos.wiring.console import say_all, say_json

_WIDTH: Final = 100


def explain_file(options: Namespace) -> int:
    """Print the programme in sentences, section by section."""
    say_all(printed(explain(read_programme(text_of(options.file)), options.lang)))
    return 0


def compare(options: Namespace) -> int:
    """Print what changes from the old programme to the new one."""
    old, new = (read_programme(text_of(path)) for path in (options.old, options.new))
    found = differences(old, new, options.lang)
    say_all(printed(found) if found else [line("same", options.lang)])
    return 0


def schema(_options: Namespace) -> int:
    """Print the JSON Schema of programme files."""
    say_json(json_schema())
    return 0


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
