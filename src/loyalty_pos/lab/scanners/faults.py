"""Scanners with faults, on each of the three ways into a till, and what the till hears of a code then.

A fault may cost the cashier a second scan; it must never turn one thing of the shop into another.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from loyalty_pos.core.cards import ean_digit, own_card
from loyalty_pos.devices.scanner_keyboard import BurstSettings, KeyBurst
from loyalty_pos.devices.scanner_serial import Frames
from loyalty_pos.devices.scanners.reports import Reports
from loyalty_pos.lab.scanners.reports import Maker, reports_of
from loyalty_pos.lab.scanners.strokes import strokes
from loyalty_pos.till.keyboard import Key

_SLOW_MS: Final = 34
_SPLIT_MS: Final = 400
_LONG_S: Final = 2.0


class Way(StrEnum):
    """How a scanner is connected."""

    KEYBOARD = "keyboard"
    SERIAL = "serial"
    HID = "hid"


class Fault(StrEnum):
    """``SHIFTED``: another layout is switched on, of which a port knows nothing. ``SPLIT``: it stops in the middle."""

    NONE = "none"
    DOUBLED = "doubled"
    REVERSED = "reversed"
    SPLIT = "split"
    SHIFTED = "shifted"
    SLOW = "slow"
    GARBAGE = "garbage"


class Verdict(StrEnum):
    """``REFUSED``: nothing was heard, or what was heard names nothing: the cashier is told so and scans again."""

    RIGHT = "right"
    REFUSED = "refused"
    WRONG = "wrong"


def shop_codes(count: int, dice: random.Random) -> list[str]:
    """Return so many different codes of goods, cards, receipts and certificates."""
    goods = (f"460{dice.randrange(10**9):09}" for _ in range(count))
    codes = [digits + ean_digit(digits) for digits in goods]
    for number in range(0, count, 4):
        codes[number] = own_card(f"{dice.randrange(10**13):013}")
    for number in range(1, count, 8):
        codes[number] = f"LPR1:{dice.randrange(10**6):06}-{number:06}:{dice.randrange(10**90)}"
    for number in range(2, count, 16):
        codes[number] = f"LPG1:{dice.randrange(10**12):012}Az-{number}"
    return list(dict.fromkeys(codes))


def heard(way: Way, code: str, fault: Fault, dice: random.Random) -> list[str]:
    """Return the texts that the till gets of one pull of the trigger."""
    return _WAYS[way](code, fault, dice)


def judged(code: str, fault: Fault, texts: Sequence[str], known: frozenset[str]) -> Verdict:
    """Say what came of it; ``known``: every code of the shop."""
    wanted = [code, code] if fault is Fault.DOUBLED else [code]
    if list(texts) == wanted:
        return Verdict.RIGHT
    others = [text for text in texts if text in known and text != code]
    return Verdict.WRONG if others else Verdict.REFUSED


def count(number: int, seed: int) -> dict[str, dict[str, dict[str, int]]]:
    """Play every fault on every way so often; return way -> fault -> verdict -> how often."""
    dice = random.Random(seed)  # noqa: S311 - faults by chance, not secrets
    codes = shop_codes(max(number, 2), dice)
    known = frozenset(codes)
    found: dict[str, dict[str, dict[str, int]]] = {}
    for way in Way:
        found[way] = {}
        for fault in Fault:
            verdicts = Counter(
                judged(code, fault, heard(way, code, fault, dice), known) for code in codes[:number]
            )
            found[way][fault] = {str(verdict): verdicts[verdict] for verdict in Verdict}
    return found


def spoiled(code: str, fault: Fault, dice: random.Random) -> str:
    """Return the code as such a scanner sends it, where the fault is in the text itself."""
    match fault:
        case Fault.REVERSED:
            return code[::-1]
        case Fault.GARBAGE:
            at = dice.randrange(1, len(code))
            return code[:at] + chr(dice.choice([1, 2, 3, 15, 16, 26])) + code[at:]
        case _:
            return code


def _typed(code: str, fault: Fault, dice: random.Random) -> list[str]:
    gap = _SLOW_MS if fault is Fault.SLOW else dice.randrange(1, 20)
    text = spoiled(code, fault, dice) + "\r"
    keys = strokes(text, 1_000, gap, russian=fault is Fault.SHIFTED)
    if fault is Fault.DOUBLED:
        keys += strokes(text, keys[-1].at_ms + gap, gap)
    if fault is Fault.SPLIT:
        at = dice.randrange(1, len(code))
        keys = [*keys[:at], *(key._replace(at_ms=key.at_ms + _SPLIT_MS) for key in keys[at:])]
    return _burst(keys)


def _burst(keys: Sequence[Key]) -> list[str]:
    reader, texts = KeyBurst(BurstSettings()), []
    for key in keys:
        verdict = reader.press(key)
        if verdict.scan is not None:
            texts.append(verdict.scan)
    last = reader.pause()
    return texts if last.scan is None else [*texts, last.scan]


def _sent(code: str, fault: Fault, dice: random.Random) -> list[str]:
    data = (spoiled(code, fault, dice) + "\r").encode() * (2 if fault is Fault.DOUBLED else 1)
    frames, texts, at = Frames(), [], 1.0
    cut = dice.randrange(1, len(data)) if fault is Fault.SPLIT else 0
    for number, byte in enumerate(data):
        at += _LONG_S if cut and number == cut else 0.1 if fault is Fault.SLOW else 0.001
        texts += frames.feed(bytes([byte]), at)
    return texts + frames.feed(b"", at + _LONG_S)


def _reported(code: str, fault: Fault, dice: random.Random) -> list[str]:
    reports = reports_of(spoiled(code, fault, dice), dice.choice([Maker.NEWLAND, Maker.RAW]))
    reports *= 2 if fault is Fault.DOUBLED else 1
    reading, texts, at = Reports(), [], 1.0
    for number, report in enumerate(reports):
        at += _LONG_S if fault is Fault.SPLIT and number else 0.1 if fault is Fault.SLOW else 0.001
        texts += reading.feed(b"", at) + reading.feed(report, at)
    return texts + reading.feed(b"", at + _LONG_S)


_WAYS: Final[dict[Way, Callable[[str, Fault, random.Random], list[str]]]] = {
    Way.KEYBOARD: _typed,
    Way.SERIAL: _sent,
    Way.HID: _reported,
}
