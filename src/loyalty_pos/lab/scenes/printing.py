"""Scenes of the printer and of the customer's display."""

from collections.abc import Callable
from typing import Final, Protocol, Self

from loyalty_pos.core.receipt import Receipt
from loyalty_pos.lab.stage import MARIA_CARD
from loyalty_pos.lab.stage_things import Silent, StagePapers
from loyalty_pos.till.ports import HeldPaper, PrintState
from loyalty_pos.till.printing.bench import PrinterTraits, Trait
from loyalty_pos.ui.studio import Studio

_CARD: Final = "2912345678901234"
_PHONE: Final = "9161234502"


class Staged(Protocol):
    """What a scene needs of the stage."""

    studio: Studio
    papers: StagePapers

    def at_work(self, *, online: bool = True, pin: str = "1111") -> Self: ...
    def filled(self, *, points: bool = False) -> Self: ...
    def sold(self) -> Self: ...


class StagePrinter:
    """A printer that is what the scene says."""

    def __init__(self) -> None:
        self.is_narrow = False

    def traits(self) -> PrinterTraits:
        """Return the most usual one."""
        return PrinterTraits("epson-80", 58 if self.is_narrow else 80, True, True, 2, 1, 9)  # noqa: FBT003 - facts in their order

    def turn(self, trait: Trait) -> None:
        """Take narrow paper, or wide."""
        self.is_narrow = trait is Trait.WIDTH and not self.is_narrow

    def probe(self) -> None:
        """Print nothing."""

    def choose(self, line: int) -> bool:
        """Believe it."""
        return line <= self.traits().lines


def _torn(scene: Staged) -> None:
    scene.at_work().filled()
    scene.papers.torn.append(Receipt("sale-12", (), kind="sale", number=12))
    scene.studio.till.standing.look()


def _printers(*keys: str) -> Callable[[Staged], None]:
    def work(scene: Staged) -> None:
        scene.papers.waiting_papers = [
            HeldPaper(1, "sale-12", "sale", 12, PrintState.HELD),
            HeldPaper(2, "sale-13", "sale", 13, PrintState.HELD),
            HeldPaper(3, "sale-11", "sale", 11, PrintState.HELD, copy=True),
        ]
        printer = scene.at_work(pin="3333").studio.till.parts.printer
        assert isinstance(printer, Silent)
        printer.state = "paper_out"
        scene.studio.press("F10", "6", "F8", *keys)

    return work


def _display(work: Callable[[Staged], object]) -> Callable[[Staged], None]:
    def shown(scene: Staged) -> None:
        work(scene)
        scene.studio.till.display.switch()
        scene.studio.settle()

    return shown


def _person(*steps: str) -> Callable[[Staged], None]:
    """Let a customer type: each step but the last is taken."""

    def work(scene: Staged) -> None:
        scene.at_work()
        side = scene.studio.till.display.presenter
        side.ask_person(lambda _: None)
        for number, typed in enumerate(steps):
            if number:
                side.went_on()
            for key in typed:
                side.pressed(key)

    return work


def _name(scene: Staged) -> None:
    _person(_PHONE, "мария" if scene.studio.till.look.language == "ru" else "maria")(scene)


def _consents(scene: Staged) -> None:
    _person(_PHONE, "maria", "")(scene)
    scene.studio.till.display.presenter.pressed("personal_data")


def _new_card(scene: Staged) -> None:
    scene.at_work().studio.till.display.presenter.show_card(_CARD)


PRINTING_SCENES: Final[dict[str, Callable[[Staged], object]]] = {
    "torn": _torn,
    "printers": _printers(),
    "printers-letters": _printers("F6"),
}
DISPLAY_SCENES: Final[dict[str, Callable[[Staged], object]]] = {
    "printers-drawer": _printers("F9"),
    "display-idle": _display(lambda scene: scene.at_work()),
    "display-sale": _display(lambda scene: scene.at_work().filled(points=True)),
    "display-thanks": _display(lambda scene: scene.at_work().filled(points=True).sold()),
    "display-new-customer": _display(lambda scene: scene.at_work().studio.scan(MARIA_CARD)),
    "display-phone": _display(_person(_PHONE)),
    "display-name": _display(_name),
    "display-consents": _display(_consents),
    "display-card": _display(_new_card),
}
"""For pictures: of the second window, but for the first."""
