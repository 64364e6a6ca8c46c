"""Scenes of a programme that gives more for an order that is picked up or brought home: the chip beside the scan line."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, Protocol

from loyalty_pos.core.programme import Extra, PercentOff, Programme, Promotion
from loyalty_pos.core.programme.conditions import InChannels
from loyalty_pos.lab.stage import StageProgrammes
from loyalty_pos.ui.sale.channels import CHANNEL_KEY
from loyalty_pos.ui.studio import Studio


class Staged(Protocol):
    """What a scene needs of the stage."""

    studio: Studio
    programmes: StageProgrammes

    def at_work(self, *, online: bool = True, pin: str = "1111") -> object: ...
    def filled(self, *, points: bool = False) -> object: ...


def with_channels(programme: Programme) -> Programme:
    """Return the programme with 100 points for whoever fetches an order, and 1 % off for one that is brought home."""
    assert programme.accrual is not None, programme.id
    fetched = Extra("pick-up", 100, when=(InChannels(frozenset({"pickup"})),))
    brought = Promotion("home", "−1 %", PercentOff(100), when=(InChannels(frozenset({"delivery"})),))
    return replace(
        programme,
        accrual=replace(programme.accrual, extras=(*programme.accrual.extras, fetched)),
        promotions=(*programme.promotions, brought),
    )


def _chosen(presses: int) -> Callable[[Staged], None]:
    def work(scene: Staged) -> None:
        scene.programmes.programme = with_channels(scene.programmes.programme)
        scene.at_work()
        scene.filled()
        scene.studio.press(*[CHANNEL_KEY] * presses)

    return work


CHANNEL_SCENES: Final[Mapping[str, Callable[[Staged], None]]] = {
    "channel-none": _chosen(0),
    "channel-delivery": _chosen(1),
    "channel-pickup": _chosen(2),
}
