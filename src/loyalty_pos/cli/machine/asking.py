"""Which question of this package stands behind ``till``; what answers it is loaded when it was asked."""

import importlib
from argparse import Namespace
from collections.abc import Callable

from loyalty_pos.wiring.printing.named import Said

_ANSWERS = (
    ("prepare_image", "loyalty_pos.cli.fleet.image"),
    ("self_test", "loyalty_pos.cli.upkeep.self_test"),
    ("quit", "loyalty_pos.cli.machine.quitting"),
    ("status", "loyalty_pos.cli.machine.status"),
    ("unsynced", "loyalty_pos.cli.machine.status"),
    ("show_config", "loyalty_pos.cli.upkeep.settings"),
)


def asked(options: Namespace) -> Callable[[Namespace], int] | None:
    """Return what answers, None = the window is wanted."""
    for name, module in _ANSWERS:
        if getattr(options, name):
            run: Callable[[Namespace], int] = importlib.import_module(module).run
            return run
    return None


def said_of(options: Namespace) -> Said:
    """Return the devices that the command line names."""
    return Said(options.printer or "", options.printer_kind or "", options.scanner)
