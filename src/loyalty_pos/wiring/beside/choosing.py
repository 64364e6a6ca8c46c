"""What this till is, and whether it listens for another program: chosen by the shop, this machine, or nobody."""

from collections.abc import Callable
from pathlib import Path

from loyalty_pos.core.problems import Problem
from loyalty_pos.till.beside.mode import Layered, mode_of, port_of
from loyalty_pos.till.ports import NullFiscal
from loyalty_pos.ui.parts import Preferences
from loyalty_pos.wiring.preferences import preferences_in
from loyalty_pos.wiring.till import Till


def port_beside(till: Till, folder: Path) -> Callable[[], None]:
    """Open the port if it is set; return how to end it. One that is taken is told and stops nobody."""
    port = port_of(till.world.settings.get, preferences_in(folder).get)
    if not port:
        return _nothing
    from loyalty_pos.wiring.beside.opening import open_port

    try:
        return open_port(till, folder, port)[1]
    except Problem as problem:
        till.incidents.add((problem,))
        return _nothing


def mode_here(till: Till, machine: Preferences) -> Layered:
    """Return what this till is, and who decided it; read anew each time, for the shop may decide at any moment."""
    has_fiscal_port = not isinstance(till.world.fiscal, NullFiscal)
    return mode_of(till.world.settings.get, machine.get, has_fiscal_port=has_fiscal_port)


def _nothing() -> None:
    """There is nothing to end."""
