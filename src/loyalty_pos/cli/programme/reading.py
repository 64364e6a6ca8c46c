"""``programme explain``, ``diff`` and ``schema``: what files say, what they change, what they may say."""

from argparse import Namespace

from loyalty_pos.cli.pricing import text_of
from loyalty_pos.cli.programme.words import line
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.programme.file.schema import json_schema
from loyalty_pos.till.telling import differences, explain, printed
from loyalty_pos.wiring.console import say_all, say_json


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
