"""From a bundle to the programme that it says, where this program can follow it.

It must never read for minutes: whoever broke into a centre would stop the counters with one text.
"""

import re
import tomllib
from collections.abc import Callable, Sequence
from typing import Final

from loyalty_pos.core.problems import BadProgramme, Problem, ProgrammeNotFollowed, ProgrammesCollide
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.needs.capability import missing_of
from loyalty_pos.wire.rows import BundleRow

Parse = Callable[[Sequence[str]], Programme]
"""Reads programmes together; raises ``BadProgramme``, ``ProgrammesCollide``."""
MOST_CHARS: Final = 300_000
"""Of a bundle's texts together, sixty times a large programme, seconds to read."""
MOST_PARTS: Final = 32
"""Of a dotted key; the time that Python's reader takes grows with their square."""
_PART: Final = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


def parsed(bundle: BundleRow, parse: Parse) -> Programme | Problem:
    """Return the programme, or why this program cannot price by it; what it needs is asked before it is read."""
    missing = missing_of(bundle.capabilities)
    if missing:
        return ProgrammeNotFollowed(programmes=", ".join(ids_of(bundle)), needs=", ".join(missing))
    if not is_read_in_time(bundle.texts):
        return BadProgramme(key="", line=1, reason="nested_too_deep")
    try:
        return parse(bundle.texts)
    except (BadProgramme, ProgrammesCollide) as problem:
        return problem


def ids_of(bundle: BundleRow) -> list[str]:
    """Return the ids of its programmes as far as they can be read, else the beginning of the bundle's name."""
    found = []
    for text in bundle.texts if is_read_in_time(bundle.texts) else ():
        try:
            found.append(str(tomllib.loads(text).get("id", "")))
        except (tomllib.TOMLDecodeError, RecursionError):
            continue
    return sorted(filter(None, found)) or [bundle.bundle[:8]]


def is_read_in_time(texts: Sequence[str]) -> bool:
    """Tell whether reading takes seconds at most."""
    if sum(map(len, texts)) > MOST_CHARS:
        return False
    return all(_longest_key(line) <= MOST_PARTS for text in texts for line in text.splitlines())


def _longest_key(line: str) -> int:
    """Return how many parts the longest dotted key of a line may have."""
    longest = run = 0
    for part in line.split("."):
        run = run + 1 if _PART.fullmatch(part.strip()) else 1
        longest = max(longest, run)
    return longest
