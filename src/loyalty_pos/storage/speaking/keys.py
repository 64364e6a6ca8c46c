"""The device key and its change, the newest order obeyed, and whether this centre signs: short texts in the vault.

A change of keys is made so that a crash between any two steps leaves a key that the centre takes: the next one is kept
before it is told, and takes its place only when the centre has it. It must never drop a key the centre may still ask for:
one put back from a backup knows a key of before, so those stay too.
"""

from typing import Final

from loyalty_pos.storage.identity import DEVICE, UNTOLD
from loyalty_pos.storage.vault import Vault

_NEXT: Final = "device-key-next"
_FORMER: Final = "device-key-former"
FORMER_KEPT: Final = 8
_OBEYED: Final = "order-obeyed"
_SIGNS: Final = "centre-signs"


class DeviceKeys:
    """Private keys as base64 of 32 bytes."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def current(self) -> str:
        """Return the key that signs, "" = there is none, or the centre was not told of it yet."""
        return "" if self._vault.get(UNTOLD) else self._vault.get(DEVICE) or ""

    def following(self) -> str:
        """Return the key that the centre is to be told next, "" = no change is under way."""
        following = self._vault.get(_NEXT) or ""
        return following if following != self._vault.get(DEVICE) else ""

    def begin_change(self, private: str) -> None:
        """Keep the next key; a change that is under way already goes on with its own."""
        if not self.following():
            self._vault.put(_NEXT, private)

    def end_change(self) -> None:
        """Sign with the next key: the centre has it."""
        following = self.following()
        if following:
            self._keep_former()
            self._vault.put(DEVICE, following)
            self._vault.put(_NEXT, "")

    def former(self) -> list[str]:
        """Return the keys that signed before the one of now, the newest first."""
        current = self._vault.get(DEVICE)
        return [one for one in (self._vault.get(_FORMER) or "").split() if one != current]

    def _keep_former(self) -> None:
        """Keep the key of now for a centre that will know no newer one; twice, after a crash, is once."""
        current = self._vault.get(DEVICE)
        if current:
            self._vault.put(_FORMER, " ".join([current, *self.former()][:FORMER_KEPT]))

    def obeyed(self) -> int:
        """Return the serial of the newest order that was carried out."""
        return int(self._vault.get(_OBEYED) or 0)

    def keep_obeyed(self, serial: int) -> None:
        """Remember it where no older disk image brings it back."""
        self._vault.put(_OBEYED, str(serial))

    def centre_signs(self) -> bool:
        """Tell whether an answer was ever signed: none without is believed from then on."""
        return bool(self._vault.get(_SIGNS))

    def keep_centre_signs(self) -> None:
        """Remember it."""
        self._vault.put(_SIGNS, "1")
