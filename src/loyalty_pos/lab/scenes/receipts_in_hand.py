"""Scenes of receipts in hand: set aside, a line deleted, an age looked at, a price asked for, a card declined, the paper before."""

from collections.abc import Callable
from typing import Any, Final

from loyalty_pos.lab.stage import MARIA_CARD, OLEG_CARD

_COFFEE, _CROISSANT, _BEER = "4609990000067", "4609990000357", "4609990002511"


def _parked(scene: Any) -> None:
    studio = scene.at_work().studio
    for texts in ((MARIA_CARD, _COFFEE, _CROISSANT), (_CROISSANT, _CROISSANT), (OLEG_CARD, _COFFEE)):
        studio.scan(*texts)
        studio.press("F7")
    studio.press("F7")


def _price_check(scene: Any) -> None:
    studio = scene.at_work().filled().studio
    studio.press("Ctrl+I")
    studio.scan(_CROISSANT)


def _by_phone(scene: Any) -> None:
    scene.at_work().studio.type("9123456789")
    scene.studio.press("Return")
    scene.studio.scan(_COFFEE, _CROISSANT)
    scene.studio.press("F5")


HAND_SCENES: Final[dict[str, Callable[[Any], object]]] = {
    "parked": _parked,
    "aside": lambda scene: scene.at_work().filled().studio.press("F7"),
    "delete-reason": lambda scene: scene.at_work().filled().studio.press("F8"),
    "age": lambda scene: scene.at_work().filled().studio.scan(_BEER),
    "price-check": _price_check,
    "by-phone": _by_phone,
    "payment-declined": lambda scene: scene.at_work().filled(points=True).studio.press("Return", "F8"),
    "payment-preview": lambda scene: scene.at_work().filled(points=True).studio.press("Return", "F9"),
}
