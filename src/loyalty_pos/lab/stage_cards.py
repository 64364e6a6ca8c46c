"""Scenes of a customer's card and account: the choices, two accounts about to be one, and about to be two again."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from loyalty_pos.core.cards import own_card
from loyalty_pos.core.dates import micros
from loyalty_pos.core.member import CardState
from loyalty_pos.core.sale import CardIssued
from loyalty_pos.lab.stage import MARIA_CARD, OLEG_CARD, StageClock
from loyalty_pos.till.confirming.codes import PhoneCodes
from loyalty_pos.till.confirming.port import Purpose
from loyalty_pos.till.held_cards.port import HeldCard
from loyalty_pos.till.issuing import Issuing
from loyalty_pos.till.pack_book.port import PackLine
from loyalty_pos.till.world import TillWorld
from loyalty_pos.ui.studio import Studio
from loyalty_pos.wire.deeds import JoinAsk, JoinedAsk, JoinedLine, JoinedTold, JoinTold, PartAsk, PartTold

_DAY_US: Final = 24 * 60 * 60 * 1_000_000


class StageGateway:
    """Takes codes and sends none."""

    is_there = True

    def send(self, e164: str, code: str, purpose: Purpose) -> bool:  # noqa: ARG002 - the port's shape
        """Return that it went."""
        return True


def issuing_on(world: TillWorld) -> Issuing:
    """Return how cards are given out on the stage."""
    return Issuing(world, PhoneCodes(world, StageGateway()))


class StageHeld:
    """Maria has a plastic and a virtual card, Oleg one."""

    def of(self, account_id: str) -> list[HeldCard]:
        """Return the cards of an account."""
        if account_id == "maria":
            return [
                HeldCard(1, MARIA_CARD[-4:], CardState.ACTIVE),
                HeldCard(2, "7730", CardState.BLOCKED),
            ]
        return [HeldCard(3, OLEG_CARD[-4:], CardState.ACTIVE)] if account_id == "oleg" else []


class StagePacks:
    """Two packs: one used up, one just begun."""

    def lines(self) -> Sequence[PackLine]:
        """Return both."""
        return (
            PackLine(own_card("5000000000001"), own_card("5000000000100"), 100, issued=98, spoiled=2),
            PackLine(own_card("5000000000101"), own_card("5000000000200"), 100, issued=82, spoiled=1),
        )

    def holding(self, number: str) -> PackLine | None:
        """Return the pack of a card."""
        return next((one for one in self.lines() if one.first <= number <= one.last), None)

    def is_spoiled(self, number: str) -> bool:
        """One is."""
        return number == own_card("5000000000150")

    def last_given(self, shift_id: str) -> CardIssued | None:  # noqa: ARG002 - the port's shape
        """Nobody got one yet."""
        return None


class StageDeeds:
    """A centre that joins and parts."""

    def __init__(self, clock: StageClock, language: str) -> None:
        self._clock = clock
        self._name = "Олег С." if language == "ru" else "Oleg S."

    def join(self, ask: JoinAsk) -> JoinTold | None:
        """Tell what Maria and Oleg have together."""
        until_us = micros(self._clock.now()) + 30 * _DAY_US if ask.kind == "duplicate" else 0
        return JoinTold(1_305, 85, 0, until_us)

    def part(self, ask: PartAsk) -> PartTold | None:  # noqa: ARG002 - the port's shape
        """Tell what each would have."""
        return PartTold(leaves=-20, stays=1_240, stays_charged=0, leaver_charged=85)

    def joined(self, ask: JoinedAsk) -> JoinedTold | None:  # noqa: ARG002 - as above
        """Tell that Oleg is part of Maria's account."""
        return JoinedTold([JoinedLine("join-1", self._name, [OLEG_CARD[-4:]], "family", 1)])


class CardsScene(Protocol):
    """The part of ``shots.Scene`` that these scenes need."""

    studio: Studio

    def at_work(self, *, online: bool = True, pin: str = "1111") -> "CardsScene": ...


def _choice(scene: CardsScene) -> None:
    """Maria's card, and what can be done with it."""
    scene.at_work(pin="3333").studio.press("F9")
    scene.studio.scan(MARIA_CARD)
    scene.studio.press("F6")


def _block(scene: CardsScene) -> None:
    """Why a card is blocked."""
    _choice(scene)
    scene.studio.press("F3")


def _join(scene: CardsScene) -> None:
    """Two accounts about to be one."""
    _choice(scene)
    scene.studio.press("F4")
    scene.studio.scan(OLEG_CARD)


def _part(scene: CardsScene) -> None:
    """A family about to part."""
    _choice(scene)
    scene.studio.press("F7")
    scene.studio.settle()


def _plastic(scene: CardsScene) -> None:
    """A plastic card on the form, and a consent to everything."""
    studio = scene.at_work().studio
    studio.press("F3")
    studio.type("9161234502")
    studio.press("Return")
    studio.type(
        "Александра Константинопольская" if studio.till.look.language == "ru" else "Alexandra Constantine"
    )
    studio.press("F6", "F7", "F5", "F4")
    studio.scan(own_card("5000000000184"))


def _queue(scene: CardsScene) -> None:
    """A queue is served: the last card, how many, the next phone."""
    _plastic(scene)
    scene.studio.press("F9", "F12")


def _packs(scene: CardsScene) -> None:
    """The packs of this till."""
    scene.at_work().studio.press("F3", "F4")


def _packs_counted(scene: CardsScene) -> None:
    """The evening's count: two cards are missing."""
    _packs(scene)
    scene.studio.press("F4")
    scene.studio.type("15")
    scene.studio.press("F12")


def _pack_comes(scene: CardsScene) -> None:
    """A pack is received: the second number is wanted."""
    _packs(scene)
    scene.studio.press("F2")
    scene.studio.scan(own_card("5000000000201"))


CARDS_SCENES: Final[Mapping[str, Callable[[CardsScene], None]]] = {
    "cards": _choice,
    "cards-block": _block,
    "cards-join": _join,
    "cards-part": _part,
    "issue-plastic": _plastic,
    "issue-queue": _queue,
    "packs": _packs,
    "packs-counted": _packs_counted,
    "pack-comes": _pack_comes,
}
