"""What is done at a till's printer and drawer by hand, each with an audit line before it happens: who, which, and why."""

from enum import StrEnum
from typing import Final

from loyalty_pos.core.receipt import Align, Barcode, Pair, Qr, Receipt, Ruler, Text
from loyalty_pos.till.ports import Draft, HeldPaper
from loyalty_pos.till.world import TillWorld

DRAWER_OPENED: Final = "drawer_opened"
PAPER_DROPPED: Final = "paper_dropped"
_ROUBLES: Final = "1 234,56 ₽"


class DrawerWhy(StrEnum):
    """Why a drawer is opened without a sale."""

    CHANGE = "change"
    COUNT = "count"
    CUSTOMER = "customer"


class DropWhy(StrEnum):
    """Why a paper is not wanted any more."""

    NOT_WANTED = "not_wanted"
    OTHER_PAPER = "other_paper"
    TRIAL = "trial"


def write_drawer_opened(world: TillWorld, why: DrawerWhy) -> None:
    """Write down that the drawer is opened without a sale. Raises ``NotLoggedIn``."""
    _write(world, DRAWER_OPENED, "", why)


def write_paper_dropped(world: TillWorld, paper: HeldPaper, why: DropWhy) -> None:
    """Write down that a paper will not be printed. Raises ``NotLoggedIn``."""
    _write(world, PAPER_DROPPED, paper.key, why)


def trial_paper(world: TillWorld) -> Receipt:
    """Return a slip that shows letters, widths, both kinds of codes; it belongs to nobody and opens nothing."""
    return Receipt(
        world.clock.new_id(),
        (
            Text(world.settings.get("shop_name"), Align.CENTRE, bold=True, size=2),
            Ruler(),
            Text("Съешь же ещё этих мягких французских булок, да выпей чаю"),
            Text("The quick brown fox jumps over the lazy dog"),
            Pair("№ 5", _ROUBLES),
            Pair("=", _ROUBLES, bold=True, size=2),
            Ruler(),
            Qr("LOYALTY POS"),
            Barcode("1234567890"),
        ),
    )


def _write(world: TillWorld, what: str, subject: str, why: str) -> None:
    world.cashier()
    note = world.noted(what, subject=subject, reason=why)
    world.journal.record([Draft(note, note.cashier_id)])
