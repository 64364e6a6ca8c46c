"""Scenes of the page of returns: a part of a receipt, one that came back, a search, an exchange, goods without a receipt."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from loyalty_pos.lab.shots import Scene as Staged


def _return(scene: "Staged") -> None:
    studio = scene.at_work(pin="3333").filled(points=True).sold().studio
    studio.press("Ctrl+R", "Return", "Down", "Return")


def _returned(scene: "Staged") -> None:
    studio = scene.at_work(pin="3333").filled().sold().studio
    studio.press("Ctrl+R", "Return", "F12", "Ctrl+R")


RETURN_SCENES: Final[dict[str, Callable[["Staged"], object]]] = {
    "return": _return,
    "returned": _returned,
}
