"""The manager's desk on the stage: a month of figures, months closed, odd counters, points that wait. Pictures only."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Protocol

from loyalty_pos.core.dates import micros
from loyalty_pos.lab.stage import NOW
from loyalty_pos.ui.studio import Studio
from loyalty_pos.wire.desk import (
    AdjustmentLine,
    DayLine,
    DeedLine,
    DeskAsk,
    DeskTold,
    MonthLine,
    OddLine,
    PersonLine,
)

_PEOPLE: Final = {
    "ru": ("Анна Петрова", "Сергей Котов", "Ирина Соколова", "Мария И.", "Олег С."),
    "en": ("Anna Peters", "Serge Cotton", "Irene Falcon", "Maria I.", "Oleg S."),
}
_NOTES: Final = {
    "ru": ("ждала заказ сорок минут", "чек пробит без карты"),
    "en": ("waited forty minutes for the order", "sold without the card"),
}
_ENTITY: Final = {"ru": "ООО «Кофейни у дома»", "en": "Corner Coffee Ltd"}


@dataclass
class StageDesk:
    """A centre that answers, or is away (``answers`` False), and remembers what it was asked."""

    language: str
    answers: bool = True
    asked: list[DeskAsk] = field(default_factory=list)

    def at_desk(self, ask: DeskAsk) -> DeskTold | None:
        """Return a shop that lives; points that are given wait for a second manager."""
        self.asked.append(ask)
        if not self.answers:
            return None
        anna, serge, irene, maria, oleg = _PEOPLE[self.language]
        slow, unseen = _NOTES[self.language]
        adjustments = [
            _adjustment("w1", maria, 1_500, ("complaint", slow, "waits")),
            _adjustment("w2", oleg, 300, ("goodwill", "", "done")),
            _adjustment("w3", oleg, -240, ("mistake", unseen, "done")),
            _adjustment("w4", maria, 800, ("missing_sale", unseen, "refused")),
        ]
        done = None
        if ask.adjust is not None:
            wish = ask.adjust
            done = _adjustment(wish.adjustment_id, maria, wish.points, (wish.reason, wish.note, "waits"))
            adjustments.insert(0, done)
        return DeskTold(
            exponent=0,
            days=_days(),
            months=_months(_ENTITY[self.language]),
            waiting=["shop-7/3", "shop-2/1"],
            odd=_odd(anna, serge, maria),
            adjustments=adjustments,
            staff=[
                PersonLine("anna", anna, "cashier", active=True),
                PersonLine("ira", irene, "manager", active=True),
                PersonLine("sergey", serge, "senior", active=True),
                PersonLine("oleg", "Oleg", "cashier", active=False),
            ],
            deeds=_deeds(anna, irene),
            done=done,
            odd_us=micros(NOW - timedelta(hours=6)),
            server_us=micros(NOW),
        )


def _days() -> list[DayLine]:
    lines = []
    for back in range(30, -1, -1):
        day = (NOW - timedelta(days=back)).date()
        receipts = 92 + (back * 37) % 41 + (30 if day.weekday() > 4 else 0)  # noqa: PLR2004 - Saturday and Sunday
        with_card = receipts * (52 + back % 9) // 100
        lines.append(
            DayLine(day.isoformat(), receipts, with_card, receipts * 41_200, with_card * 19, with_card * 11)
        )
    return lines


def _months(entity: str) -> list[MonthLine]:
    points = MonthLine(
        "2026-10",
        "points",
        entity,
        125_000,
        48_000,
        31_500,
        6_200,
        900,
        150,
        134_550,
        made_us=micros(NOW),
        late=-40,
    )
    money = MonthLine(
        "2026-10",
        "certificates",
        entity,
        3_200_000,
        900_000,
        760_000,
        50_000,
        0,
        0,
        3_290_000,
        made_us=micros(NOW),
    )
    still = MonthLine("2026-11", "points", entity, 134_550, 36_210, 20_480, 0, 310, 1_300, 151_270)
    left = MonthLine("2026-11", "certificates", entity, 3_290_000, 410_000, 388_500, 0, 0, 0, 3_311_500)
    return [still, left, points, money]


def _odd(anna: str, serge: str, maria: str) -> list[OddLine]:
    own = [("receipts", 21), ("of", 22), ("same_day", 9)]
    late = [("attached", 8), ("long", 7)]
    undone = [("count", 34), ("usual", 6), ("receipts", 410)]
    return [
        OddLine("t1", anna, maria, "shop-7/1", own, ["4815000162341", "4815000162367", "4815000162413"]),
        OddLine("t2", serge, maria, "shop-7/2", late, ["4815000163001"]),
        OddLine("t5", serge, "", "shop-7/2", undone, ["4815000162777", "4815000162778"]),
    ]


def _adjustment(number: str, account: str, points: int, why: tuple[str, str, str]) -> AdjustmentLine:
    reason, note, state = why
    at_us = micros(NOW - timedelta(hours=2))
    decided_by = "max" if points < 0 or state == "refused" else ""
    return AdjustmentLine(number, account, points, reason, note, "", state, "ira", at_us, decided_by)


def _deeds(anna: str, irene: str) -> list[DeedLine]:
    told = (
        ("adjustment_proposed", irene, "", "complaint"),
        ("praise", irene, anna, "4815000162341"),
        ("staff_pin_set", irene, anna, "cashier"),
        ("month_closed", irene, "points", "2026-10"),
    )
    return [
        DeedLine(micros(NOW - timedelta(hours=number + 1)), what, by, subject, detail)
        for number, (what, by, subject, detail) in enumerate(told)
    ]


class Counter(Protocol):
    """A scene that went on."""

    studio: Studio


class Staged(Protocol):
    """What a scene needs of the stage."""

    managing: StageDesk
    studio: Studio

    def at_work(self, *, online: bool = True, pin: str = "1111") -> Counter: ...


def _open(scene: Staged, *keys: str) -> None:
    scene.at_work(pin="3333").studio.press("Ctrl+M", *keys)
    scene.studio.settle()


def _newcomer(scene: Staged) -> None:
    _open(scene, "F6", "Ins")
    scene.studio.type("vera")
    scene.studio.press("Return")


def _away(scene: Staged) -> None:
    scene.managing.answers = False
    scene.at_work(pin="3333", online=False).studio.press("Ctrl+M")
    scene.studio.settle()


DESK_SCENES: Final[dict[str, Callable[[Staged], object]]] = {
    "desk": _open,
    "desk-months": lambda scene: _open(scene, "F3"),
    "desk-odd": lambda scene: _open(scene, "F4"),
    "desk-points": lambda scene: _open(scene, "F5"),
    "desk-staff": lambda scene: _open(scene, "F6"),
    "desk-trail": lambda scene: _open(scene, "F7"),
    "desk-newcomer": _newcomer,
    "desk-away": _away,
}

DESK_KEPT: Final = {
    ("desk", "ru", "dark"): "desk",
    ("desk", "en", "light"): "desk-en",
    ("desk-months", "en", "light"): "desk-months-en",
    ("desk-odd", "ru", "dark"): "desk-odd",
    ("desk-points", "ru", "light"): "desk-points",
}
"""Pictures of the documents."""
