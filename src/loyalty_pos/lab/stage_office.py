"""What a manager looks up, on the stage: where Maria's points went, what all tills may cost. Pictures only."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Protocol

from loyalty_pos.core.dates import micros
from loyalty_pos.core.statement.sums import Sums
from loyalty_pos.lab.stage import MARIA_CARD, NOW
from loyalty_pos.ui.studio import Studio
from loyalty_pos.wire.office import (
    CardRisk,
    Exposure,
    ExposureAsk,
    Kept,
    OtherRisk,
    PresetRisk,
    Silent,
    Statement,
    StatementAsk,
    TillRisk,
    Told,
)

_SHOPS: Final = {
    "ru": ("Кофейня у дома", "Кофейня на вокзале", "Пекарня на Озёрной"),
    "en": ("Corner coffee", "Station coffee", "Lake Street bakery"),
}
_PEOPLE: Final = {
    "ru": ("Мария И.", "Олег С.", "Екатерина В."),
    "en": ("Maria I.", "Oleg S.", "Catherine V."),
}
_MANY: Final = 397


@dataclass
class StageOffice:
    """A centre that answers, or is away (``answers`` False); ``many``: with a long book."""

    language: str
    answers: bool = True
    many: bool = False

    def statement(self, ask: StatementAsk) -> Statement | None:
        """Return Maria's book."""
        if not self.answers:
            return None
        shops = _SHOPS[self.language]
        changes = _changes(shops)
        if self.many:
            older = (
                _told(
                    24 * (10 + n), "accrual" if n % 3 else "redemption", 17 if n % 3 else -32, shops[n % 3], n
                )
                for n in range(_MANY)
            )
            changes += older
        now = Sums(usable=1_240, pending=85, held=300)
        inside = ask.staff_id != "anna"
        return Statement(
            account_id=ask.account_id,
            name=_PEOPLE[self.language][0],
            phone_masked="+7 9** ***-**-89",
            card_last4=MARIA_CARD[-4:],
            opening=now.total - sum(one.points for one in changes),
            changes=changes,
            now=now,
            older=212 if self.many else 0,
            held=[Kept(shops[1], 2, 300, micros(NOW + timedelta(minutes=11)))],
            at_risk=700 if inside else -1,
            silent=[
                Silent(shops[2], 1, micros(NOW - timedelta(days=2, hours=3))),
                Silent(shops[1], 3, micros(NOW - timedelta(hours=5)), 0),
            ]
            if inside
            else [],
            silent_elsewhere=0 if inside else 2,
            as_of_us=micros(NOW),
            server_us=micros(NOW),
        )

    def exposure(self, ask: ExposureAsk) -> Exposure | None:  # noqa: ARG002 - the port's shape
        """Return a network of three shops, the line of one of them down."""
        if not self.answers:
            return None
        shops = _SHOPS[self.language]
        tills = [
            TillRisk(shops[place], number, most, 500, 5_000 - most, micros(NOW - ago))
            for place, number, most, ago in (
                (2, 1, 5_000, timedelta(days=2, hours=3)),
                (2, 2, 5_000, timedelta(minutes=1)),
                (2, 3, 5_000, timedelta(minutes=2)),
                (1, 1, 4_700, timedelta(minutes=1)),
                (0, 1, 4_700, timedelta()),
                (0, 2, 4_120, timedelta(hours=5)),
                (1, 2, 3_900, timedelta(minutes=1)),
            )
        ]
        people = _PEOPLE[self.language]
        cards = [
            CardRisk(people[n % 3], f"{2001 + 37 * n}", 2_600 - 190 * n, 4_300 - 310 * n, 60 if n == 1 else 0)
            for n in range(10)
        ]
        stores = [(shops[2], 15_000), (shops[0], 8_820), (shops[1], 8_600)]
        settings = [
            ("home", 500),
            ("visited", 200),
            ("guest", 0),
            ("app", 500),
            ("risk", 5_000),
            ("hours", 72),
        ]
        presets = [
            PresetRisk("strict", 0, 0),
            PresetRisk("balanced", 35_000, 3_500),
            PresetRisk("generous", 140_000, 7_000),
        ]
        return Exposure(
            network=32_420, of_one=3_500, owed=410, scale=1, value_minor=100, stores=stores, tills=tills, cards=cards,
            preset="balanced", settings=settings, presets=presets, others=[OtherRisk("one_certificate", 300_000)], server_us=micros(NOW), beyond=890,
        )  # fmt: skip


class Counter(Protocol):
    """A scene that went on: goods are on the counter, or sold."""

    studio: Studio

    def filled(self, *, points: bool = False) -> "Counter": ...

    def sold(self) -> "Counter": ...


class Staged(Counter, Protocol):
    """What a scene needs of the stage."""

    office: StageOffice

    def at_work(self, *, online: bool = True, pin: str = "1111") -> Counter: ...


def _changes(shops: tuple[str, ...]) -> list[Told]:
    late = _told(30, "redemption", -300, shops[2], 907)
    return [
        Told(micros(NOW - timedelta(hours=1)), "debt_repaid", 0, 60),
        _told(1, "accrual", 85, shops[0], 955),
        Told(
            late.at_us,
            late.kind,
            late.points,
            0,
            60,
            late.store,
            late.receipt,
            micros(NOW - timedelta(hours=4)),
        ),
        _told(52, "redemption_refund", 120, shops[1], 871),
        _told(52, "accrual_reversal", -7, shops[1], 871),
        _told(75, "expiry", -240),
        _told(120, "accrual", 64, shops[1], 733),
        _told(122, "adjust_credit", 500),
    ]


def _told(hours: int, kind: str, points: int, store: str = "", number: int = 0) -> Told:
    at_us = micros(NOW - timedelta(hours=hours))
    code = f"{4_815_000_162_340 + 1_009 * number}" if number or store else ""
    return Told(at_us, kind, points, store=store, receipt=code, heard_us=at_us)


def _went(scene: "Staged") -> None:
    scene.at_work(pin="3333").studio.press("F9")
    scene.studio.scan(MARIA_CARD)
    scene.studio.press("F9")
    scene.studio.settle()


def _went_long(scene: "Staged") -> None:
    scene.office.many = True
    _went(scene)
    scene.studio.press("PgDown")


def _went_alone(scene: "Staged") -> None:
    scene.office.answers = False
    scene.at_work(pin="3333", online=False).filled(points=True).sold().studio.press("F12", "F9")
    scene.studio.scan(MARIA_CARD)
    scene.studio.press("F9")


def _risk(scene: "Staged") -> None:
    scene.at_work(pin="3333").studio.press("Ctrl+E")


def _risk_alone(scene: "Staged") -> None:
    scene.office.answers = False
    scene.at_work(pin="3333", online=False).studio.press("Ctrl+E")


OFFICE_SCENES: Final[dict[str, Callable[["Staged"], object]]] = {
    "points-went": _went,
    "points-went-long": _went_long,
    "points-went-alone": _went_alone,
    "exposure": _risk,
    "exposure-alone": _risk_alone,
    "status-meaning": lambda scene: scene.at_work(online=False).studio.press("F10", "6", "F1"),
}
