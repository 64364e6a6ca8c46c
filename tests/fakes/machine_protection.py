"""The two functions of Windows that close and open data for one machine, as ctypes calls them."""

import ctypes
import hashlib
import hmac
from typing import Any

from loyalty_pos.storage.machine_vault.dpapi import LOCAL_MACHINE, UI_FORBIDDEN, Blob, MachineProtection

_MAC = 32


class Machine:
    """One machine. ``lent``: what was handed out and not given back; ``refuses``: its services are down."""

    def __init__(self, name: str) -> None:
        self._key = hashlib.sha256(name.encode()).digest()
        self.lent: dict[int, object] = {}
        self.refuses = False

    def protection(self) -> MachineProtection:
        return MachineProtection(self._protect, self._unprotect, self._free)

    def _protect(self, given: Any, *rest: Any) -> int:
        data = self._taken(given, rest)
        return self._give(self._mac(data) + self._mixed(data), rest[-1])

    def _unprotect(self, given: Any, *rest: Any) -> int:
        closed = self._taken(given, rest)
        data = self._mixed(closed[_MAC:])
        if not hmac.compare_digest(closed[:_MAC], self._mac(data)):
            return 0
        return self._give(data, rest[-1])

    def _free(self, data: Any) -> None:
        del self.lent[ctypes.cast(data, ctypes.c_void_p).value or 0]

    def _taken(self, given: Any, rest: tuple[Any, ...]) -> bytes:
        """Look at the call as the system would: description, entropy, reserved, prompt, flags, answer."""
        assert rest[:4] == (None, None, None, None)
        assert rest[4] == UI_FORBIDDEN | LOCAL_MACHINE
        blob: Blob = given.contents
        return ctypes.string_at(blob.data, blob.size)

    def _give(self, data: bytes, answer: Any) -> int:
        if self.refuses:
            return 0
        buffer = ctypes.create_string_buffer(data, len(data))
        self.lent[ctypes.addressof(buffer)] = buffer
        answer.contents.size = len(data)
        answer.contents.data = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_char))
        return 1

    def _mac(self, data: bytes) -> bytes:
        return hmac.digest(self._key, data, "sha256")

    def _mixed(self, data: bytes) -> bytes:
        stream = b"".join(
            hmac.digest(self._key, number.to_bytes(4, "big"), "sha256")
            for number in range(len(data) // 32 + 1)
        )
        return bytes(one ^ other for one, other in zip(data, stream, strict=False))
