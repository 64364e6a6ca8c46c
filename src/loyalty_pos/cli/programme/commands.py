"""Runs ``loyalty-pos programme ...``; each command in a module of its own."""

from argparse import Namespace
from collections.abc import Callable
from typing import Final

from loyalty_pos.cli.programme.checking import check
from loyalty_pos.cli.programme.new import new
from loyalty_pos.cli.programme.reading import compare, explain_file, schema

_COMMANDS: Final[dict[str, Callable[[Namespace], int]]] = {
    "check": check,
    "explain": explain_file,
    "diff": compare,
    "new": new,
    "schema": schema,
}


def run(options: Namespace) -> int:
    """Run one command; returns its exit code."""
    return _COMMANDS[options.action](options)
