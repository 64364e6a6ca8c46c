"""Words and facts to stdout, for the command line and the lab; nothing else writes there."""

import json
import sys
from collections.abc import Iterable


def say(text: str = "") -> None:
    """Write one line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def say_all(lines: Iterable[str]) -> None:
    """Write lines."""
    for line in lines:
        say(line)


def say_json(facts: object) -> None:
    """Write facts as JSON that people can read too."""
    say(json.dumps(facts, ensure_ascii=False, indent=2, default=str))
