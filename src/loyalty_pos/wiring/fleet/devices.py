"""What stands beside a till of a batch, kept where the window keeps what was chosen there: a policy stays above it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from loyalty_pos.wiring.preferences import preferences_in

DEVICES: Final = ("printer", "printer_kind", "scanner", "customer_display", "language")
"""Settings that a centre may give along; whatever else it says is not for it to decide."""


def keep_devices(folder: Path, devices: Mapping[str, str]) -> None:
    """Keep those that are known here."""
    preferences = preferences_in(folder)
    for name in DEVICES:
        if name in devices:
            preferences.set(name, devices[name])
