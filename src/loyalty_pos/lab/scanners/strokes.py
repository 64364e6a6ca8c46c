"""The key presses of a scanner that types, and of a person: what the keyboard's driver tells of each. Pure.

A scanner presses the keys of a US keyboard; the layout that is switched on makes letters of them.
"""

from typing import Final

from loyalty_pos.devices.keyboard_layout import X11_OFFSET, by_place
from loyalty_pos.till.keyboard import Key

ENTER: Final = 28
_KEYS: Final = range(2, 58)
_PLACES: Final = {by_place(code, shift=shift): (code, shift) for shift in (True, False) for code in _KEYS}
_ENGLISH: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?~@#$^&|"
_RUSSIAN: Final = 'йцукенгшщзхъфывапролджэячсмитьбю.ёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё"№;:?/'
_IN_RUSSIAN: Final = dict(zip(_ENGLISH, _RUSSIAN, strict=True))
_CONTROL: Final = 64
"""Ctrl and the letter so much higher make a control character."""


def stroke(char: str, at_ms: int, *, russian: bool = False, caps: bool = False, codes: bool = True) -> Key:
    """Return the press for one character; ``codes``: the keys are told by their place, as all but remote desktops do."""
    offset = X11_OFFSET if codes else 0
    if char == "\r":
        return Key("\r", (ENTER + offset) * codes, at_ms)
    if char < " ":
        code, _ = _PLACES[chr(ord(char) + _CONTROL).lower()]
        return Key(char, (code + offset) * codes, at_ms, command=True)
    code, shift = _PLACES[char]
    text = _IN_RUSSIAN.get(char, char) if russian else char
    return Key(text.swapcase() if caps else text, (code + offset) * codes, at_ms, shift=shift)


def strokes(text: str, start_ms: int, gap_ms: int, **how: bool) -> list[Key]:
    """Return the presses of a whole text, so many milliseconds apart."""
    return [stroke(char, start_ms + number * gap_ms, **how) for number, char in enumerate(text)]
