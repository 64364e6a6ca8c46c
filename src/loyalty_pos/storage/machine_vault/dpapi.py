"""Windows' data protection with the machine's own key (``CryptProtectData``), by ctypes; nothing of it exists elsewhere.

Whatever account runs on this machine can open what it closed, if it can read the file; nobody can on another machine. It
must never ask a person anything, and never be called on a system that has it not (``on_this_machine`` returns None there).
"""

import ctypes
import sys
from collections.abc import Callable
from ctypes import POINTER, Structure, c_char, c_uint32
from typing import Any, Final

UI_FORBIDDEN: Final = 0x1
LOCAL_MACHINE: Final = 0x4
Function = Callable[..., Any]


class NotProtectedError(Exception):
    """The system refused; what it says of it is not for people."""


class Blob(Structure):
    """``DATA_BLOB``: so many bytes, and where they are."""

    _fields_ = (("size", c_uint32), ("data", POINTER(c_char)))


class MachineProtection:
    """The two functions of ``crypt32``, and ``LocalFree`` for what they hand out."""

    def __init__(self, protect: Function, unprotect: Function, free: Function) -> None:
        self._protect, self._unprotect, self._free = protect, unprotect, free

    def protect(self, data: bytes) -> bytes:
        """Return the data closed for this machine. Raises NotProtectedError."""
        return self._called(self._protect, data)

    def unprotect(self, data: bytes) -> bytes:
        """Return what was closed on this machine. Raises NotProtectedError, also for what another one closed."""
        return self._called(self._unprotect, data)

    def _called(self, function: Function, data: bytes) -> bytes:
        buffer = ctypes.create_string_buffer(data, len(data))
        given, told = Blob(len(data), ctypes.cast(buffer, POINTER(c_char))), Blob()
        flags = UI_FORBIDDEN | LOCAL_MACHINE
        if not function(ctypes.pointer(given), None, None, None, None, flags, ctypes.pointer(told)):
            raise NotProtectedError
        try:
            return ctypes.string_at(told.data, told.size)
        finally:
            self._free(told.data)


def on_this_machine() -> MachineProtection | None:
    """Return this machine's protection, None where there is none."""
    found: MachineProtection | None = None
    if sys.platform == "win32":
        crypt32, kernel32 = ctypes.WinDLL("crypt32"), ctypes.WinDLL("kernel32")
        kernel32.LocalFree.argtypes = [ctypes.c_void_p]
        kernel32.LocalFree.restype = ctypes.c_void_p
        found = MachineProtection(crypt32.CryptProtectData, crypt32.CryptUnprotectData, kernel32.LocalFree)
    return found
