"""Scenes of a card that is put to a paid receipt: asked for, seen, and of another day."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final, Protocol

from loyalty_pos.lab.stage import MARIA_CARD, StageClock
from loyalty_pos.ui.studio import Studio

_GOODS = ("4609990000067", "4609990000357", "4609990002030")


class Staged(Protocol):
    """What a scene needs of the stage."""

    studio: Studio
    clock: StageClock

    def at_work(self, *, online: bool = True, pin: str = "1111") -> object: ...


def _asked(scene: Staged) -> None:
    scene.at_work()
    scene.studio.scan(*_GOODS)
    scene.studio.press("F12", "Ctrl+R", "Return", "F9")


def _seen(scene: Staged) -> None:
    _asked(scene)
    scene.studio.scan(MARIA_CARD)


def _of_another_day(scene: Staged) -> None:
    scene.at_work()
    scene.studio.scan(*_GOODS)
    scene.studio.press("F12")
    scene.clock.at += timedelta(days=2)
    scene.studio.press("Ctrl+R", "Return", "F9")
    scene.studio.scan(MARIA_CARD)


def _added(scene: Staged) -> None:
    _seen(scene)
    scene.studio.press("Return")


LATE_CARD_SCENES: Final[Mapping[str, Callable[[Staged], None]]] = {
    "late-card-asked": _asked,
    "late-card": _seen,
    "late-card-other-day": _of_another_day,
    "late-card-added": _added,
}
