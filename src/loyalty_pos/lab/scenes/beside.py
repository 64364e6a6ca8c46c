"""Scenes of the screen beside another till: by lines, by the total alone, after a crash."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from loyalty_pos.lab.stage import MARIA_CARD, StageClock
from loyalty_pos.lab.stage_vouchers import ACTIVE
from loyalty_pos.till.beside.mode import TillMode
from loyalty_pos.till.other_programs.port import Kept, KeptKind, KeptState
from loyalty_pos.ui.studio import Studio

_GOODS = ("4609990000067", "4609990000067", "4609990000357", "4609990000364", "4609990002030")
_TOTAL = "1834,50"


@dataclass
class StageBook:
    """What is kept of receipts, in memory."""

    rows: dict[str, Kept] = field(default_factory=dict)

    def get(self, key: str) -> Kept | None:
        return self.rows.get(key)

    def put(self, kept: Kept) -> None:
        self.rows[kept.key] = kept

    def told(self) -> list[Kept]:
        kept = self.rows.values()
        return [one for one in kept if one.state is KeptState.TOLD and one.kind is KeptKind.SALE]

    def sale_of(self, paper: str) -> str:  # noqa: ARG002 - the port's shape
        return ""


class Staged(Protocol):
    """What a scene needs of the stage."""

    studio: Studio
    clock: StageClock
    mode: TillMode
    book: StageBook

    def at_work(self, *, online: bool = True, pin: str = "1111") -> object: ...


def _empty(scene: Staged) -> None:
    scene.mode = TillMode.BESIDE
    scene.at_work()


def _lines(scene: Staged) -> None:
    _empty(scene)
    scene.studio.scan(MARIA_CARD, *_GOODS)
    scene.studio.press("F5")


def _total(scene: Staged) -> None:
    _empty(scene)
    scene.studio.scan(MARIA_CARD)
    scene.studio.type(_TOTAL)
    scene.studio.press("Return", "F5")


def _waiting(scene: Staged) -> None:
    """The program ended between the figures and the key; it is started anew."""
    _total(scene)
    scene.studio.press("F12")
    kept = next(iter(scene.book.rows.values()))
    key, body = "window-before", kept.body.replace('"sale_id":"', '"sale_id":"0')
    scene.book.put(Kept(key, kept.kind, KeptState.TOLD, kept.at_us, body))
    scene.studio.till.sell()
    scene.studio.settle()


def _certificate(scene: Staged) -> None:
    """A reward at nothing, points, and a certificate: what a narrow screen must hold."""
    _empty(scene)
    scene.studio.scan(MARIA_CARD, *_GOODS)
    scene.studio.press("F5")
    scene.studio.scan(ACTIVE)


BESIDE_SCENES: Final[Mapping[str, Callable[[Staged], None]]] = {
    "beside": _lines,
    "beside-total": _total,
    "beside-waiting": _waiting,
    "beside-certificate": _certificate,
}
