"""Scenes of the page of returns: a part of a receipt, one that came back, a search, an exchange, goods without a receipt."""

from collections.abc import Callable
from typing import Final

from loyalty_pos.lab.scenes.staged import Staged
from loyalty_pos.ui.returns.exchange_bar import ExchangeBar

BARCODE: Final = "4609990002030"


def _return(scene: Staged) -> None:
    studio = scene.at_work(pin="3333").filled(points=True).sold().studio
    studio.press("Ctrl+R", "Return", "Down", "Return")


def _returned(scene: Staged) -> None:
    studio = scene.at_work(pin="3333").filled().sold().studio
    studio.press("Ctrl+R", "Return", "F12", "Ctrl+R")


def _exchange(scene: Staged) -> None:
    studio = scene.at_work(pin="3333").filled(points=True).sold().studio
    studio.press("Ctrl+R", "Return", "F6", "Return", "F5")
    studio.scan(BARCODE)
    bar = studio.till.window.findChild(ExchangeBar)
    studio.settle(lambda: isinstance(bar, ExchangeBar) and "149" in bar.sums.text())


def _without(scene: Staged) -> None:
    studio = scene.at_work(pin="3333").filled().sold().studio
    studio.press("Ctrl+R", "F2")
    studio.scan(BARCODE, BARCODE, "4609990000357")


RETURN_SCENES: Final[dict[str, Callable[[Staged], object]]] = {
    "return": _return,
    "returned": _returned,
    "return-exchange": _exchange,
    "return-without": _without,
}
