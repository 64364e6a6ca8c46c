"""A scanner that types: tells its bursts from a person's typing, key by key. Pure: no clock, no keyboard.

Every key is held back for a moment. If the next ones follow as fast as only a machine types and an Enter ends them,
they were a scan; otherwise they are given back in their order. Nothing a scanner sends acts as a key (T15).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from loyalty_pos.devices.keyboard_layout import X11_OFFSET, by_place, turned_back
from loyalty_pos.till.keyboard import Fate, Key, Verdict
from loyalty_pos.till.scanning.profile import Layout

_GS = "\x1d"
_UNREADABLE = "\x1a"  # stands for a key without meaning inside a scan, so that the whole is refused
_HELD_DOWN_MS = 20
"""No keyboard repeats faster; but Qt on X11 calls every key a repetition that comes within 10 ms of its own release."""
_ENTER_CODES = frozenset({28, 96, 0x11C})
_TAB_CODE = 15
_BRACKET_CODE = 27  # Ctrl+] is how scanners type GS


@dataclass(frozen=True, slots=True)
class BurstSettings:
    """How the scanner of this till types.

    ``gap_ms``: longest time between two keys of a scan. ``min_length``: fewest characters of a scan.
    ``stall_ms``: the same once ``min_length`` keys came that fast, so surely a machine: computers stumble.
    ``suffix``: ``\\r``, ``\\t`` or both; ``""``: the scanner sends none and a pause ends the scan.
    ``prefix``: what the scanner sends first; then keys without its first character are never held back.
    ``scan_code_offset``: see ``keyboard_layout``; None: the platform has no scan codes. ``layout``: the keyboard that the
    scanner believes to be.
    """

    gap_ms: int = 35
    min_length: int = 6
    suffix: str = "\r\t"
    prefix: str = ""
    layout: Layout = Layout.US
    scan_code_offset: int | None = X11_OFFSET
    stall_ms: int = 150


class Letters:
    """Which characters a scanner meant by its keys."""

    def __init__(self, layout: Layout, scan_code_offset: int | None) -> None:
        self._layout, self._offset = layout, scan_code_offset

    def character(self, key: Key) -> str:
        """Return the character meant, ``""`` for keys that are none."""
        if key.command:
            return ""
        if place := by_place(self._code(key), shift=key.shift, layout=self._layout):
            return place
        return key.text if len(key.text) == 1 and key.text.isprintable() else ""

    def text(self, keys: Sequence[Key]) -> str:
        """Return what all of them say; a key without meaning spoils it."""
        text = "".join(self.character(key) or self._unprintable(key) for key in keys)
        if self._layout is Layout.US and any(not self._code(key) for key in keys):
            return turned_back(text)
        return text

    def end(self, key: Key) -> str:
        """Return which end of a code this key is: ``\r``, ``\t`` or ``""``."""
        code = self._code(key)
        if key.command:
            return ""
        if key.text in {"\r", "\n"} or code in _ENTER_CODES:
            return "\r"
        return "\t" if key.text == "\t" or code == _TAB_CODE else ""

    def _unprintable(self, key: Key) -> str:
        is_gs = key.text == _GS or (key.command and self._code(key) == _BRACKET_CODE)
        return _GS if is_gs else _UNREADABLE

    def _code(self, key: Key) -> int:
        return max(key.scan_code - self._offset, 0) if self._offset is not None else 0


class KeyBurst:
    """Holds the keys of the burst so far; whoever owns the real events keeps them in the same order."""

    def __init__(self, settings: BurstSettings) -> None:
        self._settings = settings
        self._letters = Letters(settings.layout, settings.scan_code_offset)
        self._held: list[Key] = []
        self._last_ms = 0
        self._after_scan = False

    @property
    def busy(self) -> bool:
        """Keys are held back right now."""
        return bool(self._held)

    @property
    def gap_ms(self) -> int:
        """Longest time between the last key and the next one of the same scan."""
        sure = self._settings.suffix and self._characters() >= self._settings.min_length
        return max(self._settings.stall_ms, self._settings.gap_ms) if sure else self._settings.gap_ms

    def press(self, key: Key) -> Verdict:
        """Take the next key press."""
        ended = self._ended_before(key)
        held_down = key.repeats and key.at_ms - self._last_ms >= _HELD_DOWN_MS
        self._last_ms = key.at_ms
        if held_down or self._is_outside(key):
            rest = self._take_back()
            return Verdict(Fate.PASS, ended.replay + rest.replay, ended.forget or rest.forget, ended.scan)
        if self._is_suffix(key) and self._characters() >= self._settings.min_length:
            return Verdict(Fate.SWALLOW, ended.replay, forget=True, scan=self._finish())
        self._held.append(key)
        return Verdict(Fate.HOLD, ended.replay, ended.forget, ended.scan)

    def pause(self) -> Verdict:
        """Say that no key came for longer than the gap: what is held is decided now."""
        self._after_scan, tail = False, self._after_scan
        if not self._settings.suffix and self._characters() >= self._settings.min_length:
            return Verdict(Fate.SWALLOW, forget=True, scan=self._finish(more=False))
        if tail and any(not self._letters.character(key) for key in self._held):
            self._held.clear()  # what follows a scan at its speed (line feed after Enter) belongs to it
            return Verdict(Fate.SWALLOW, forget=True)
        return self._take_back()

    def _ended_before(self, key: Key) -> Verdict:
        """A key that comes late ends the burst before it, also when nobody noticed the pause."""
        if 0 <= key.at_ms - self._last_ms <= self.gap_ms:
            return Verdict()
        return self.pause()

    def _take_back(self) -> Verdict:
        count = len(self._held)
        self._held.clear()
        return Verdict(replay=count)

    def _finish(self, *, more: bool = True) -> str:
        text = self._letters.text(self._body())
        self._held.clear()
        self._after_scan = more
        return text

    def _characters(self) -> int:
        return sum(bool(self._letters.character(key)) for key in self._body())

    def _body(self) -> list[Key]:
        return self._held[len(self._settings.prefix) :]

    def _is_suffix(self, key: Key) -> bool:
        return self._letters.end(key) in set(self._settings.suffix)

    def _is_outside(self, key: Key) -> bool:
        """With a prefix agreed on, keys before it are a person's, but for the tail of a scan."""
        prefix = self._settings.prefix
        begun = self._held or self._after_scan
        return bool(prefix) and not begun and prefix[0] not in {key.text, self._letters.character(key)}
