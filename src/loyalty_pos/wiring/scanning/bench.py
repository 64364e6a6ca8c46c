"""The scanners of one till as the page of scanners sees them: everything that arrives, what it tells of the scanner.

Between two looks it is what the till reads scanners by. May be told of scans from any thread.
"""

import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from loyalty_pos.devices.scanners.recognition import recognised_keys, recognised_texts
from loyalty_pos.devices.scanners.recording import ChangingReader
from loyalty_pos.devices.scanners.symbology import said
from loyalty_pos.till.ports import DeviceStatus
from loyalty_pos.till.scanning.bench import Findings, Heard
from loyalty_pos.till.scanning.profile import KEYBOARD, ScannerProfile, read_profiles, written
from loyalty_pos.ui.parts import Preferences, Stop
from loyalty_pos.wiring.scanning.candidates import connected_names
from loyalty_pos.wiring.scanning.connected import Scanners

_SETTING: Final = "scanners"
_GAP: Final = "scan_gap_ms"
_GAPS_MS: Final = range(5, 201)
_SHOWN: Final = 12
_RAW_SHOWN: Final = 96

Window = Callable[[str], None]


class ScannerBench:
    """``named``: scanners named on the command line; ``taken``: ports of other devices, which are left alone."""

    def __init__(
        self,
        preferences: Preferences,
        named: Sequence[str] = (),
        taken: Sequence[str] = (),
        candidates: Callable[[], Sequence[str]] = connected_names,
    ) -> None:
        self._preferences, self._taken, self._candidates = preferences, taken, candidates
        self._profiles: Mapping[str, ScannerProfile] = read_profiles(preferences.get(_SETTING, ""))
        self._reader: ChangingReader | None = None
        self._window: Window = lambda _text: None
        kept = [where for where in self._profiles if where != KEYBOARD]
        self._lines = Scanners(tuple(dict.fromkeys((*named, *kept))), self._told)
        self._extra: Stop = lambda: None
        self._lock = threading.Lock()
        self._heard: deque[Heard] = deque(maxlen=_SHOWN)
        self._texts: dict[str, list[str]] = {}

    # --- what the window is built with ------------------------------------------------------------------

    def listen(self, window: Window) -> Stop:
        """Let the window hear the scanners on lines; returns how to stop them."""
        self._window = window
        stop = self._lines.listen()

        def stop_all() -> None:
            self._extra()
            stop()

        return stop_all

    def states(self) -> list[DeviceStatus]:
        """Return how each scanner on a line is."""
        return self._lines.states()

    def install(self, app: Any, on_scan: Window) -> object:
        """Hear scanners that type, whatever has the focus; what is returned is kept alive."""
        from loyalty_pos.devices.keyboard_layout import scan_code_offset
        from loyalty_pos.ui.scan_filter import ScanFilter

        reader = self._reader = ChangingReader(self._typing(), scan_code_offset(app.platformName()))

        def scanned(text: str) -> None:
            self._note(KEYBOARD, _keys_shown(reader), text)
            on_scan(text)

        return ScanFilter(app, reader, scanned)

    # --- what the page of scanners asks (``till.scanning.bench.Bench``) -----------------------------------

    def begin(self) -> None:
        """Listen to everything that might be a scanner."""
        if self._reader is not None:
            self._reader.record(on=True)
        self.again()
        there = {state.name for state in self.states()}
        names = [name for name in self._candidates() if name not in there and name not in self._taken]
        self._extra()
        self._extra = Scanners(names, self._told).listen()

    def end(self) -> None:
        """Be a till again."""
        if self._reader is not None:
            self._reader.record(on=False)

    def put_away(self) -> None:
        """Give back the ports that are no scanner's; a scanner that was kept stays connected."""
        self._extra()
        there = {state.name for state in self.states()}
        new = [where for where in self._profiles if where != KEYBOARD and where not in there]
        self._extra = Scanners(new, self._told).listen()

    def again(self) -> None:
        """Forget what was heard."""
        with self._lock:
            self._heard.clear()
            self._texts.clear()
        if self._reader is not None:
            self._reader.recorder.forget()

    def heard(self) -> Sequence[Heard]:
        """Return the latest scans, newest first."""
        with self._lock:
            return tuple(reversed(self._heard))

    def findings(self) -> Findings:
        """Return what is recognised so far, of the scanner that was heard last."""
        latest = self.heard()
        if not latest:
            return Findings()
        where = latest[0].where
        if where == KEYBOARD and self._reader is not None:
            return recognised_keys(self._reader.recorder.bursts, self._reader.offset)
        with self._lock:
            return recognised_texts(where, self._texts.get(where, ()))

    def known(self) -> Sequence[ScannerProfile]:
        """Return the scanners that were kept."""
        return tuple(self._profiles.values())

    def keep(self, profile: ScannerProfile) -> None:
        """Use this scanner so from now on."""
        self._remember({**self._profiles, profile.where: profile})

    def forget(self) -> None:
        """Know no scanner any more."""
        self._remember({})

    # --- inside -------------------------------------------------------------------------------------------

    def _remember(self, profiles: Mapping[str, ScannerProfile]) -> None:
        self._profiles = profiles
        self._preferences.set(_SETTING, written(profiles.values()))
        if self._reader is not None:
            self._reader.use(self._typing())

    def _typing(self) -> ScannerProfile:
        """Return how scanners that type are told; before one was recognised, a slow one may have been set by hand."""
        if KEYBOARD in self._profiles:
            return self._profiles[KEYBOARD]
        gap = self._preferences.get(_GAP, "")
        if gap.isascii() and gap.isdigit() and int(gap) in _GAPS_MS:
            return ScannerProfile(gap_ms=int(gap))
        return ScannerProfile()

    def _told(self, where: str, raw: bytes, text: str) -> None:
        """Take a code of a scanner on a line, on that scanner's thread."""
        with self._lock:
            self._texts.setdefault(where, []).append(text)
        self._note(where, raw.hex(" "), text)
        profile = self._profiles.get(where)
        self._window(text.removeprefix(profile.prefix) if profile else text)

    def _note(self, where: str, raw: str, text: str) -> None:
        aim, name = said(text)
        with self._lock:
            self._heard.append(Heard(datetime.now(UTC), where, raw[:_RAW_SHOWN], text, aim, name))


def _keys_shown(reader: ChangingReader) -> str:
    bursts = reader.recorder.bursts
    return " ".join(f"{key.scan_code:02x}" for key in bursts[-1]) if bursts else ""
