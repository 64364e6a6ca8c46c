"""This till's voice: the device key that signs its questions, the pinned key by which it believes its centre.

Loaded with the first question on the thread that asks it; the sale's path never comes here.
"""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.wire.messages import SIGNED_PROTO
from loyalty_pos.wire.signing.words import key_id

if TYPE_CHECKING:
    from loyalty_pos.storage.sealing import SigningKey


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """``sync.signing.ports.Key``."""

    id: str
    signing: "SigningKey"

    def sign(self, text: bytes) -> str:
        """Return the signature, base64."""
        return self.signing.sign(text)


class DeviceVoice:
    """``sync.signing.ports.Voice`` on the till's vault; what was read once is kept until ``renew``."""

    def __init__(self, files: TillFiles) -> None:
        self._keys = files.device_keys
        place = files.identity.place()
        self._pinned = place.bundle_key
        self._signs = bool(place.bundle_key) and place.proto >= SIGNED_PROTO
        self._lock = threading.Lock()
        self._loaded: tuple[DeviceKey | None] | None = None
        self._has_asked = False
        self._done: int | None = None

    def key(self) -> DeviceKey | None:
        """Return the key that signs now."""
        with self._lock:
            if self._loaded is None:
                self._loaded = (ready(self._keys.current()),)
            return self._loaded[0]

    def renew(self) -> None:
        """Read the key anew: it was changed, or the centre knows it now."""
        with self._lock:
            self._loaded = None

    def pins(self) -> bool:
        """Tell whether the centre's key is known here."""
        return bool(self._pinned)

    def is_centre(self, text: bytes, signature: str) -> bool:
        """Tell whether the centre signed this text."""
        from loyalty_pos.storage.sealing import is_signed_text

        return bool(self._pinned) and is_signed_text(self._pinned, text, signature)

    def is_strict(self) -> bool:
        """Tell whether no answer without a signature may be believed: this till signs, and the centre does."""
        if not self._signs and not self._has_asked:
            self._signs = bool(self._pinned) and self._keys.centre_signs()
            self._has_asked = True
        return self._signs and self.key() is not None

    def heard_signed(self) -> None:
        """Remember that this centre signs."""
        if not self.is_strict():
            self._keys.keep_centre_signs()
            self._signs = True

    def done(self) -> int:
        """Return the serial of the newest order obeyed."""
        if self._done is None:
            self._done = self._keys.obeyed()
        return self._done

    def keep_done(self, serial: int) -> None:
        """Remember it."""
        self._keys.keep_obeyed(serial)
        self._done = serial


def ready(private: str) -> DeviceKey | None:
    """Return the key ready to sign; one that cannot be read signs nothing, and ``doctor`` tells so."""
    from loyalty_pos.storage.sealing import signing_key

    if not private:
        return None
    try:
        signing = signing_key(private)
    except BadMessage:
        return None
    return DeviceKey(key_id(signing.public), signing)
