"""The sandbox of training: a whole shop of its own in a folder of its own, with its own centre on this machine and its
own keys. It never opens the till's real files and never knows the real centre's address.
"""

from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from loyalty_pos.core.receipt import Receipt
from loyalty_pos.till.papers.training import practice_paper
from loyalty_pos.till.ports import DeviceStatus, ReceiptPrinter

if TYPE_CHECKING:
    from loyalty_pos.wiring.demo import DemoShop
    from loyalty_pos.wiring.window import Paper


def sandbox_of(till_folder: Path) -> Path:
    """Return where the sandbox of this till lies: beside its files, never among them."""
    return till_folder.parent / "training"


def open_sandbox(till_folder: Path, language: str, ends: ExitStack) -> "DemoShop":
    """Open the sandbox, made at the first training."""
    from loyalty_pos.wiring.demo import open_demo

    folder = sandbox_of(till_folder)
    folder.mkdir(parents=True, exist_ok=True)
    shop = open_demo(folder, language)
    ends.callback(shop.close)
    return shop


@dataclass(frozen=True, slots=True)
class PracticePrinter:
    """A till's printer on which every paper is marked as one of training."""

    printer: ReceiptPrinter
    language: str

    def print(self, receipt: Receipt) -> None:
        """Print the marked paper."""
        self.printer.print(practice_paper(receipt, self.language))

    def status(self) -> DeviceStatus:
        """Return how the printer is."""
        return self.printer.status()


class ShutDrawer:
    """The drawer stays shut: there is real money in it."""

    def open(self) -> None:
        """Do nothing."""


def practice_on(paper: "Paper", language: str) -> "Paper":
    """Return the devices as training uses them."""
    return replace(paper, printer=PracticePrinter(paper.printer, language), drawer=ShutDrawer())
