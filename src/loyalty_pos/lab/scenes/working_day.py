"""Scenes of the working day: a till that waits for its cashier, cash with a reason, a drawer counted by notes, training."""

from collections.abc import Callable
from typing import Final

from loyalty_pos.lab.scenes.staged import Staged


def _shift(scene: Staged) -> None:
    scene.at_work().filled(points=True).sold().studio.press("F12", "F10", "2")


def _x_report(scene: Staged) -> None:
    scene.at_work().filled(points=True).sold().studio.press("F10", "2", "F2")


def _locked(scene: Staged) -> None:
    scene.at_work().filled().studio.press("Ctrl+L")


def _taken_over(scene: Staged) -> None:
    """A colleague goes on with the receipt: cashiers change, the shift stays open."""
    _locked(scene)
    scene.studio.type("2222")
    scene.studio.press("Return")


def _cash_why(scene: Staged) -> None:
    scene.at_work(pin="3333").filled().sold().studio.press("F10", "2", "F4")
    scene.studio.type("15000")
    scene.studio.press("Return")


def _by_pieces(scene: Staged) -> None:
    scene.at_work(online=False).filled(points=True).sold().studio.press("F10", "2", "F12", "F5")
    for count in ("", "", "4"):
        scene.studio.type(count)
        scene.studio.press("Return")


def _training(scene: Staged) -> None:
    scene.at_work().filled(points=True)


def _closed(scene: Staged) -> None:
    scene.at_work().filled(points=True).sold().studio.press("F10", "2", "F12")
    scene.studio.type("6000")
    scene.studio.press("Return")


DAY_SCENES: Final[dict[str, Callable[[Staged], object]]] = {
    "shift": _shift,
    "x-report": _x_report,
    "shift-closed": _closed,
    "locked": _locked,
    "taken-over": _taken_over,
    "shift-why": _cash_why,
    "shift-pieces": _by_pieces,
    "training": _training,
}
