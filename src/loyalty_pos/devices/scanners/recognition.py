"""Recognises a scanner by what arrives when it reads a code that is known: how it types, what it puts around. Pure.

Nothing is asked of the person but to scan what the screen shows; what cannot be told is said, never guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from loyalty_pos.devices.scanner_keyboard import Letters
from loyalty_pos.till.keyboard import Key
from loyalty_pos.till.scanning.bench import BAR_TEST, SQUARE_TEST, Findings, Trouble
from loyalty_pos.till.scanning.profile import Layout, ScannerProfile

_AIM: Final = re.compile(r"\][A-Za-z][0-9A-Za-z]\Z")
_USUAL_MS: Final = 35
_SLOWEST_MS: Final = 200
_LONGEST_PREFIX: Final = 8
_LAYOUTS: Final = (Layout.US, Layout.TYPED, Layout.FRENCH, Layout.GERMAN)
"""In the order of trust: what a US keyboard says holds under every layout of the computer."""


def recognised_keys(bursts: Sequence[Sequence[Key]], scan_code_offset: int | None) -> Findings:
    """Return what the bursts of a scanner that types say of it, newest last."""
    found = Findings()
    for keys in bursts:
        found = _joined(found, _of_burst(keys, scan_code_offset))
    return found


def recognised_texts(where: str, texts: Sequence[str]) -> Findings:
    """Return what the codes of a scanner on a line say of it."""
    found = Findings()
    for text in texts:
        around = _around(text)
        new = Findings(trouble=Trouble.OTHER_CODE)
        if around:
            prefix, aim, square = around
            new = Findings(ScannerProfile(where, prefix, aim=aim, square=square), bars=not square)
        found = _joined(found, new)
    return found


def _of_burst(keys: Sequence[Key], offset: int | None) -> Findings:
    suffix, body = _parted(keys, offset)
    for layout in _LAYOUTS:
        around = _around(Letters(layout, offset).text(body))
        if around:
            prefix, aim, square = around
            profile = ScannerProfile("", prefix, suffix, layout, _gap_ms(keys), aim, square)
            return Findings(profile, bars=not square)
    typed = Letters(Layout.TYPED, offset).text(body).swapcase()
    return Findings(trouble=Trouble.CAPS_LOCK if _around(typed) else Trouble.OTHER_CODE)


def _parted(keys: Sequence[Key], offset: int | None) -> tuple[str, Sequence[Key]]:
    """Return the end of the code and the keys before it; a line feed behind Enter belongs to the end."""
    letters = Letters(Layout.US, offset)
    for place, key in enumerate(keys):
        if end := letters.end(key):
            return end, keys[:place]
    return "", keys


def _around(text: str) -> tuple[str, bool, bool] | None:
    """Return (prefix, symbology is said, the square code); None when neither test code is in the text."""
    for test in (BAR_TEST, SQUARE_TEST):
        before, found, behind = text.partition(test)
        if found and not behind.strip() and len(before) <= _LONGEST_PREFIX:
            aim = _AIM.search(before)
            return (before[: aim.start()] if aim else before), bool(aim), test == SQUARE_TEST
    return None


def _gap_ms(keys: Sequence[Key]) -> int:
    """Return how long this scanner may pause: twice what it did, within reason."""
    gaps = [later.at_ms - key.at_ms for key, later in pairwise(keys)]
    return min(max(2 * max(gaps, default=0), _USUAL_MS), _SLOWEST_MS)


def _joined(before: Findings, new: Findings) -> Findings:
    """Put both scans together; one that says something else of the same scanner begins anew."""
    old, now = before.profile, new.profile
    if now is None:
        return replace(before, trouble=new.trouble)
    if old is None or (old.where, old.prefix, old.suffix, old.layout) != (
        now.where,
        now.prefix,
        now.suffix,
        now.layout,
    ):
        return new
    profile = replace(
        now, square=old.square or now.square, gap_ms=max(old.gap_ms, now.gap_ms), aim=old.aim and now.aim
    )
    return Findings(profile, bars=before.bars or new.bars)
