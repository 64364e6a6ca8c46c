"""What this till is: one that sells by itself, or one beside another program; and its port. Layered settings.

What the shop's centre says counts before what this machine remembers, and that before the default.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from loyalty_pos.core.cards import is_digits

MODE: Final = "till_mode"
PORT: Final = "beside_port"
_LAST_PORT: Final = 65_535


class TillMode(StrEnum):
    SALE = "sale"
    """The till sells and prints by itself."""
    BESIDE = "beside"
    """Another program prints the receipt."""


class Source(StrEnum):
    """Who decided."""

    POLICY = "policy"
    MACHINE = "machine"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Layered:
    """A setting's value and who decided it."""

    value: str
    source: Source

    @property
    def is_beside(self) -> bool:
        """Of the mode: another program prints the receipt."""
        return self.value == TillMode.BESIDE.value


SELLS = Layered(TillMode.SALE.value, Source.DEFAULT)
"""A till that sells by itself, whatever anybody says: the demo, and tests of the sale."""
Get = Callable[[str, str], str]


def mode_of(policy: Get, machine: Get, *, has_fiscal_port: bool) -> Layered:
    """Return ``TillMode`` as text; a till without a fiscal port stands beside another one unless somebody chose."""
    default = TillMode.SALE if has_fiscal_port else TillMode.BESIDE
    return _layered(MODE, policy, machine, default.value, lambda text: text in set(TillMode))


def port_of(policy: Get, machine: Get) -> int:
    """Return the loopback port for other programs, 0 = none: it is off until somebody opens it."""
    return int(_layered(PORT, policy, machine, "0", _is_port).value)


def _layered(name: str, policy: Get, machine: Get, default: str, fits: Callable[[str], bool]) -> Layered:
    for source, get in ((Source.POLICY, policy), (Source.MACHINE, machine)):
        text = get(name, "")
        if text and fits(text):
            return Layered(text, source)
    return Layered(default, Source.DEFAULT)


def _is_port(text: str) -> bool:
    return is_digits(text) and int(text) <= _LAST_PORT
