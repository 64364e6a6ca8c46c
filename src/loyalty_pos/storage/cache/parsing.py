"""From a bundle to the programme that it says, where this program can follow it."""

import tomllib
from collections.abc import Callable, Sequence

from loyalty_pos.core.problems import BadProgramme, Problem, ProgrammeNotFollowed, ProgrammesCollide
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.needs.capability import missing_of
from loyalty_pos.wire.rows import BundleRow

Parse = Callable[[Sequence[str]], Programme]
"""Reads programmes together; raises ``BadProgramme``, ``ProgrammesCollide``."""


def parsed(bundle: BundleRow, parse: Parse) -> Programme | Problem:
    """Return the programme, or why this program cannot price by it; what it needs is asked before it is read."""
    missing = missing_of(bundle.capabilities)
    if missing:
        return ProgrammeNotFollowed(programmes=", ".join(ids_of(bundle)), needs=", ".join(missing))
    try:
        return parse(bundle.texts)
    except (BadProgramme, ProgrammesCollide) as problem:
        return problem


def ids_of(bundle: BundleRow) -> list[str]:
    """Return the ids of its programmes as far as they can be read, else the beginning of the bundle's name."""
    found = []
    for text in bundle.texts:
        try:
            found.append(str(tomllib.loads(text).get("id", "")))
        except tomllib.TOMLDecodeError:
            continue
    return sorted(filter(None, found)) or [bundle.bundle[:8]]
