"""What is known of one scanner of this till: how it is connected and what it puts around a code. Plain facts."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, Final

_SLOWEST_MS: Final = 1_000
KEYBOARD: Final = ""
"""Where a scanner is that types."""


class Layout(StrEnum):
    """Which keyboard a scanner that types believes to be. ``TYPED``: the same as the computer's, whichever that is."""

    US = "us"
    TYPED = "typed"
    FRENCH = "fr"
    GERMAN = "de"


@dataclass(frozen=True, slots=True)
class ScannerProfile:
    """``where``: ``KEYBOARD``, else as ``--scanner`` names it. ``prefix``: what it sends before each code.

    ``suffix``: the keys that end a code, ``""`` = it just stops; ``layout`` and ``gap_ms`` (longest time between two keys of
    a code) are of one that types. ``aim``: it says what kind of code it read; ``square``: it reads square codes.
    """

    where: str = KEYBOARD
    prefix: str = ""
    suffix: str = "\r\t"
    layout: Layout = Layout.US
    gap_ms: int = 35
    aim: bool = False
    square: bool = False


def written(profiles: Iterable[ScannerProfile]) -> str:
    """Return them as one text for the till's settings."""
    return json.dumps([asdict(profile) for profile in profiles])


def read_profiles(text: str) -> Mapping[str, ScannerProfile]:
    """Return them by where they are; what cannot be read is left out, as if that scanner had never been recognised."""
    try:
        kept = json.loads(text or "[]")
    except ValueError:
        return {}
    found = (_profile(facts) for facts in kept) if isinstance(kept, list) else ()
    return {profile.where: profile for profile in found if profile is not None}


def _profile(facts: Any) -> ScannerProfile | None:
    if not isinstance(facts, dict):
        return None
    usual = ScannerProfile()
    kinds = {field.name: type(getattr(usual, field.name)) for field in fields(ScannerProfile)}
    try:
        right: dict[str, Any] = {
            name: Layout(facts[name]) if kind is Layout else facts[name]
            for name, kind in kinds.items()
            if name in facts
        }
    except ValueError:
        return None
    if any(type(value) is not kinds[name] for name, value in right.items()):
        return None
    profile = ScannerProfile(**right)
    return profile if 1 <= profile.gap_ms <= _SLOWEST_MS and set(profile.suffix) <= set("\r\t") else None
