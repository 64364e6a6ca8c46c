"""Where a till's printer is looked at and set up (``till.printing.bench``); what was set is kept for each kind of printer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from loyalty_pos.devices.code_pages import CANDIDATES, chosen, line_of, slip
from loyalty_pos.devices.escpos import PrinterProfile, QrDrawing
from loyalty_pos.devices.print_queue import PrintQueue
from loyalty_pos.till.printing.bench import PrinterTraits, Trait
from loyalty_pos.ui.parts import Preferences

_KEPT: Final = "printer_as"
_FIELDS: Final = ("columns", "dots", "codec", "code_page", "native_qr", "cuts", "drawer_pin")
_WIDE: Final[Mapping[str, Any]] = {"columns": 48, "dots": 576, "qr_dots": 5}
_NARROW: Final[Mapping[str, Any]] = {"columns": 32, "dots": 384, "qr_dots": 4}
_NARROW_MM, _WIDE_MM = 58, 80


def as_kept(kind: PrinterProfile, preferences: Preferences) -> PrinterProfile:
    """Return the kind with what was set for it on this machine; something unreadable counts as nothing."""
    try:
        kept = json.loads(preferences.get(f"{_KEPT}_{kind.name}", "{}"))
        changed = {name: kept[name] for name in _FIELDS if name in kept}
        if any(type(value) is not type(getattr(kind, name)) for name, value in changed.items()):
            return kind
        profile = replace(kind, **changed)
    except (ValueError, TypeError, AssertionError):
        return kind
    known = {codec for _, codec in CANDIDATES} | {kind.codec}
    return profile if _printable(profile) and profile.codec in known else kind


def _printable(profile: PrinterProfile) -> bool:
    """Tell whether a printer may have such numbers."""
    return (
        profile.code_page in range(256)
        and profile.columns in range(16, 97)
        and profile.dots in range(8 * profile.columns, 25 * profile.columns)
    )


class QueueBench:
    """``draws``: who draws QR codes for a printer of this profile."""

    def __init__(
        self, queue: PrintQueue, preferences: Preferences, draws: Callable[[PrinterProfile], QrDrawing]
    ) -> None:
        self._queue, self._preferences, self._draws = queue, preferences, draws

    def traits(self) -> PrinterTraits:
        """Return what it is taken for now."""
        profile = self._queue.profile
        return PrinterTraits(
            name=profile.name,
            width_mm=_WIDE_MM if profile.columns > _NARROW["columns"] else _NARROW_MM,
            cuts=profile.cuts,
            draws_qr=profile.native_qr,
            pin=5 if profile.drawer_pin else 2,
            line=line_of(profile),
            lines=len(CANDIDATES),
        )

    def turn(self, trait: Trait) -> None:
        """Take it for the other kind in this, now and at the next start."""
        profile = self._queue.profile
        match trait:
            case Trait.WIDTH:
                wide = profile.columns > _NARROW["columns"]
                self._keep(replace(profile, **(_NARROW if wide else _WIDE)))
            case Trait.CUTTER:
                self._keep(replace(profile, cuts=not profile.cuts))
            case Trait.QR:
                self._keep(replace(profile, native_qr=not profile.native_qr))
            case Trait.PIN:
                self._keep(replace(profile, drawer_pin=1 - profile.drawer_pin))

    def probe(self) -> None:
        """Print the slip of tables."""
        self._queue.probe(slip(self._queue.profile))

    def choose(self, line: int) -> bool:
        """Take it for one with this line's table; False: the slip has no such line."""
        try:
            self._keep(chosen(self._queue.profile, line))
        except ValueError:
            return False
        return True

    def _keep(self, profile: PrinterProfile) -> None:
        self._queue.change(profile, self._draws(profile))
        kept = {name: getattr(profile, name) for name in _FIELDS}
        self._preferences.set(f"{_KEPT}_{profile.name}", json.dumps(kept))
