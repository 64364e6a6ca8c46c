"""What a machine must have to be a till, and what is missing; pure.

It must never pass a machine of which something was not told: that one is to be looked at.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

LEAST_BUILD: Final = 17_763
"""Windows 10 of autumn 2018, which Qt needs; the installer refuses what is older."""
BITS: Final = 64
LEAST_MEMORY_MB: Final = 2_000
GOOD_MEMORY_MB: Final = 4_000
LEAST_DISK_MB: Final = 2_000
"""Free: the program, two caches of a large network, a journal of years, and the reserve."""
LEAST_SCREEN: Final = (960, 540)


class Verdict(StrEnum):
    """``look``: it may do, a person decides."""

    FITS = "fits"
    LOOK = "look"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Machine:
    """What is known of a machine; 0 = not told. ``build``: of Windows, another system has none; sizes of what is free or there."""

    host: str
    build: int = 0
    bits: int = 0
    memory_mb: int = 0
    disk_mb: int = 0
    width: int = 0
    height: int = 0
    is_windows: bool = True


class Reason(NamedTuple):
    """``code``: what is wrong; ``there`` and ``needed`` as they are shown; ``is_final``: it cannot take the product."""

    code: str
    there: str = ""
    needed: str = ""
    is_final: bool = True


def judged(machine: Machine) -> tuple[Verdict, tuple[Reason, ...]]:
    """Return whether a machine can take the product, and why not."""
    reasons = (*_short(machine), *_untold(machine))
    if any(reason.is_final for reason in reasons):
        return Verdict.REFUSED, reasons
    return (Verdict.LOOK if reasons else Verdict.FITS), reasons


def _short(machine: Machine) -> list[Reason]:
    found: list[Reason] = []
    if machine.is_windows and 0 < machine.build < LEAST_BUILD:
        found.append(Reason("old_build", str(machine.build), str(LEAST_BUILD)))
    if 0 < machine.bits < BITS:
        found.append(Reason("not_64", str(machine.bits), str(BITS)))
    if 0 < machine.memory_mb < LEAST_MEMORY_MB:
        found.append(Reason("little_memory", _mb(machine.memory_mb), _mb(LEAST_MEMORY_MB)))
    elif 0 < machine.memory_mb < GOOD_MEMORY_MB:
        found.append(Reason("scarce_memory", _mb(machine.memory_mb), _mb(GOOD_MEMORY_MB), is_final=False))
    if 0 < machine.disk_mb < LEAST_DISK_MB:
        found.append(Reason("little_disk", _mb(machine.disk_mb), _mb(LEAST_DISK_MB)))
    least = LEAST_SCREEN
    if machine.width and (machine.width < least[0] or machine.height < least[1]):
        found.append(Reason("small_screen", f"{machine.width}x{machine.height}", f"{least[0]}x{least[1]}"))
    return found


def _untold(machine: Machine) -> list[Reason]:
    told = {
        "build": machine.build or not machine.is_windows,
        "bits": machine.bits,
        "memory": machine.memory_mb,
        "disk": machine.disk_mb,
        "screen": machine.width,
    }
    return [Reason(f"no_{name}", is_final=False) for name, known in told.items() if not known]


def _mb(size: int) -> str:
    return f"{size} MB"
