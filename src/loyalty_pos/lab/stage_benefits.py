"""Scenes of what the customer can use: the page itself, a reward and a gift on the receipt, a newcomer, a club left."""

from collections.abc import Callable, Mapping
from typing import Final, Protocol

from loyalty_pos.lab.stage import OLEG_CARD
from loyalty_pos.ui.studio import Studio


class Staged(Protocol):
    """What a scene needs of the stage."""

    studio: Studio

    def at_work(self, *, online: bool = True, pin: str = "1111") -> object: ...
    def filled(self, *, points: bool = False) -> object: ...


def _page(scene: Staged) -> None:
    scene.at_work()
    scene.filled()
    scene.studio.press("Ctrl+B")


def _newcomer(scene: Staged) -> None:
    scene.at_work()
    scene.studio.scan(OLEG_CARD, "4609990000043")
    scene.studio.press("Ctrl+B")


def _reward(scene: Staged) -> None:
    _page(scene)
    scene.studio.press("Return")


def _missing(scene: Staged) -> None:
    _page(scene)
    scene.studio.type("2")
    scene.studio.press("Return")


def _nobody(scene: Staged) -> None:
    scene.at_work()
    scene.studio.press("Ctrl+B")


BENEFIT_SCENES: Final[Mapping[str, Callable[[Staged], object]]] = {
    "benefits": _page,
    "benefits-newcomer": _newcomer,
    "benefits-missing": _missing,
    "benefits-nobody": _nobody,
    "reward": _reward,
}
