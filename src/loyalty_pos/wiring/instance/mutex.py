"""What Windows itself is told of a running till: a mutex by name, which the installer looks for, and who may come to the front.

The mutex is open to every account to look at: an installer runs as another one than the cashier.
"""

import ctypes
from collections.abc import Callable
from ctypes import c_void_p
from typing import Any, Final

NAME: Final = "Global\\LoyaltyPOS"
_EVERYBODY_MAY_LOOK: Final = "D:(A;;0x001F0001;;;OW)(A;;0x00100000;;;WD)"
_REVISION: Final = 1
_SYNCHRONIZE: Final = 0x0010_0000
_SIGNALLED: Final = 0


class _Security(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint32), ("descriptor", c_void_p), ("inherit", ctypes.c_int))


def hold_mutex() -> Callable[[], None] | None:
    """Hold the mutex until what is returned is called; several tills of one machine hold it together. None: refused."""
    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009 - only Windows has it
    kernel.CreateMutexW.restype = c_void_p
    kernel.CreateMutexW.argtypes = [c_void_p, ctypes.c_int, ctypes.c_wchar_p]
    kernel.CloseHandle.argtypes = [c_void_p]
    kernel.LocalFree.argtypes = [c_void_p]
    descriptor = _descriptor()
    security = _Security(ctypes.sizeof(_Security), descriptor, 0)
    handle = kernel.CreateMutexW(ctypes.byref(security) if descriptor.value else None, 0, NAME)
    kernel.LocalFree(descriptor)
    if not handle:  # the till of another account made it: whoever holds it open keeps it there as well
        kernel.OpenMutexW.restype = c_void_p
        kernel.OpenMutexW.argtypes = [ctypes.c_uint32, ctypes.c_int, ctypes.c_wchar_p]
        handle = kernel.OpenMutexW(_SYNCHRONIZE, 0, NAME)
    return (lambda: kernel.CloseHandle(handle)) if handle else None


def may_come_forward(process: int) -> None:
    """Let that process put its window in front: Windows allows it only to whom the person just dealt with."""
    getattr(ctypes, "windll").user32.AllowSetForegroundWindow(process)  # noqa: B009 - as above


def ended_within(process: int, seconds: float) -> bool:
    """Wait for the end of a process; one that cannot be opened has ended."""
    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009 - as above
    kernel.OpenProcess.restype = c_void_p
    kernel.WaitForSingleObject.argtypes = [c_void_p, ctypes.c_uint32]
    kernel.CloseHandle.argtypes = [c_void_p]
    handle = kernel.OpenProcess(_SYNCHRONIZE, 0, process)
    if not handle:
        return True
    try:
        return bool(kernel.WaitForSingleObject(handle, int(seconds * 1000)) == _SIGNALLED)
    finally:
        kernel.CloseHandle(handle)


def _descriptor() -> c_void_p:
    """Return who may do what with it; empty where the system does not take the words: then its own usual rule holds."""
    made = c_void_p()
    convert = getattr(  # noqa: B009 - as above
        ctypes, "windll"
    ).advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW
    convert.argtypes = [ctypes.c_wchar_p, ctypes.c_uint32, c_void_p, c_void_p]
    convert(_EVERYBODY_MAY_LOOK, _REVISION, ctypes.byref(made), None)
    return made
