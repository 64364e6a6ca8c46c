"""The reader of keys that can be changed while it works: usually scans, on the page of scanners everything is recorded.

While it records, whatever comes faster than a person types is kept, whether or not it would be a scan at this till;
single keys are still given back, a little later.
"""

from typing import Final

from loyalty_pos.devices.scanner_keyboard import BurstSettings, KeyBurst, Letters
from loyalty_pos.till.keyboard import Fate, Key, KeyReader, Verdict
from loyalty_pos.till.scanning.profile import Layout, ScannerProfile

_STALL_MS: Final = 250
_FEWEST: Final = 6
_KEPT: Final = 10


def settings_of(profile: ScannerProfile, scan_code_offset: int | None) -> BurstSettings:
    """Return how a scanner of this profile is told from typing."""
    return BurstSettings(
        gap_ms=profile.gap_ms,
        suffix=profile.suffix,
        prefix=profile.prefix,
        layout=profile.layout,
        scan_code_offset=scan_code_offset,
    )


class KeyRecorder:
    """Keeps the last bursts key by key."""

    def __init__(self, scan_code_offset: int | None) -> None:
        self.bursts: list[list[Key]] = []
        self._letters = Letters(Layout.US, scan_code_offset)
        self._held: list[Key] = []

    @property
    def busy(self) -> bool:
        """Keys are held back right now."""
        return bool(self._held)

    @property
    def gap_ms(self) -> int:
        """After so long a burst is over."""
        return _STALL_MS

    def press(self, key: Key) -> Verdict:
        """Hold the key; one that comes late ends what was before it."""
        before = Verdict()
        if self._held and not 0 <= key.at_ms - self._held[-1].at_ms <= _STALL_MS:
            before = self.pause()
        self._held.append(key)
        return Verdict(Fate.HOLD, before.replay, before.forget, before.scan)

    def pause(self) -> Verdict:
        """Keep the burst, or give a person's keys back."""
        held, self._held = self._held, []
        if len(held) < _FEWEST:
            return Verdict(replay=len(held))
        self.bursts = [*self.bursts, held][-_KEPT:]
        body = [key for key in held if not self._letters.end(key)]
        return Verdict(Fate.SWALLOW, forget=True, scan=self._letters.text(body))

    def forget(self) -> None:
        """Begin anew."""
        self.bursts = []


class ChangingReader:
    """A reader of keys for as long as the window lives; it changes only while no key is held."""

    def __init__(self, profile: ScannerProfile, scan_code_offset: int | None) -> None:
        self.offset = scan_code_offset
        self.recorder = KeyRecorder(scan_code_offset)
        self._usual: KeyReader = KeyBurst(settings_of(profile, scan_code_offset))
        self._records = False
        self._now: KeyReader = self._usual

    @property
    def busy(self) -> bool:
        """Keys are held back right now."""
        return self._now.busy

    @property
    def gap_ms(self) -> int:
        """After this long without a key call ``pause``."""
        return self._now.gap_ms

    def press(self, key: Key) -> Verdict:
        """Take the next key press."""
        self._change()
        return self._now.press(key)

    def pause(self) -> Verdict:
        """Say that no key came for longer than the gap."""
        return self._now.pause()

    def use(self, profile: ScannerProfile) -> None:
        """Read scanners of this profile from the next key on."""
        self._usual = KeyBurst(settings_of(profile, self.offset))

    def record(self, *, on: bool) -> None:
        """Record everything from the next key on, or be as usual."""
        self._records = on

    def _change(self) -> None:
        if not self._now.busy:
            self._now = self.recorder if self._records else self._usual
