"""The manager's desk on the stage: a month of figures, months closed, odd counters, points that wait. Pictures only."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol

from loyalty_pos.core.dates import micros
from loyalty_pos.lab.stage import NOW
from loyalty_pos.ui.studio import Studio
from loyalty_pos.wire.desk import (
    AdjustmentLine,
    BlockedLine,
    CertificateLine,
    DayLine,
    DebtLine,
    DeedLine,
    DeskAsk,
    DeskTold,
    MonthLine,
    OddLine,
    ParkedLine,
    PersonLine,
    TillHeard,
)

_PEOPLE: Final = {
    "ru": ("Анна Петрова", "Сергей Котов", "Ирина Соколова", "Мария И.", "Олег С."),
    "en": ("Anna Peters", "Serge Cotton", "Irene Falcon", "Maria I.", "Oleg S."),
}
_DECEMBER: Final = datetime(2026, 12, 1, tzinfo=NOW.tzinfo)
_SECOND: Final = {"ru": "Максим Белов", "en": "Max White"}
_NOTES: Final = {
    "ru": ("ждала заказ сорок минут", "чек пробит без карты"),
    "en": ("waited forty minutes for the order", "sold without the card"),
}
_ENTITY: Final = {"ru": "ООО «Кофейни у дома»", "en": "Corner Coffee Ltd"}


@dataclass
class StageDesk:
    """A centre that answers, or is away (``answers`` False), and remembers what it was asked. ``is_over``: its month is."""

    language: str
    answers: bool = True
    is_over: bool = False
    asked: list[DeskAsk] = field(default_factory=list)

    def at_desk(self, ask: DeskAsk) -> DeskTold | None:
        """Return a shop that lives; points that are given wait for a second manager."""
        self.asked.append(ask)
        if not self.answers:
            return None
        anna, serge, irene, maria, oleg = _PEOPLE[self.language]
        slow, unseen = _NOTES[self.language]
        adjustments = [
            _adjustment("w1", maria, 1_500, ("complaint", slow, "waits"), (irene, "")),
            _adjustment("w2", oleg, 300, ("goodwill", "", "done"), (irene, "")),
            _adjustment("w3", oleg, -240, ("mistake", unseen, "done"), (irene, _SECOND[self.language])),
            _adjustment(
                "w4", maria, 800, ("missing_sale", unseen, "refused"), (irene, _SECOND[self.language])
            ),
        ]
        done = None
        if ask.adjust is not None:
            wish = ask.adjust
            why = (wish.reason, wish.note, "waits")
            done = _adjustment(wish.adjustment_id, maria, wish.points, why, (irene, ""))
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
            parked=_parked() if ask.parked else None,
            made=_made(ask),
            sold=_sold(),
            tills=_tills(),
            debts=_debts(maria, oleg),
            blocked=_blocked(maria, oleg, irene),
            certificates=_certificates(self.language),
            remarks=_remarks(anna, serge, irene, self.language),
            odd_us=micros(NOW - timedelta(hours=6)),
            server_us=micros(NOW),
            over_us=micros(NOW if self.is_over else _DECEMBER),
        )


def _parked() -> list[ParkedLine]:
    since_us = micros(NOW - timedelta(hours=5))
    return [
        ParkedLine("a:1:88", "shop-7/2", "return", "sale_unknown", since_us, "4815000162777", -41_200),
        ParkedLine("b:1:12", "shop-2/1", "lottery_drawn", "unknown_kind", since_us),
    ]


def _made(ask: DeskAsk) -> str:
    if ask.close is not None:
        return "month_closed"
    if ask.remark is not None:
        return ask.remark.what
    return f"debt_{ask.debt.what}" if ask.debt is not None else ""


def _sold() -> list[DayLine]:
    lines = []
    for number in range(13):
        receipts = 2_900 + (number * 611) % 900
        with_card = receipts * (41 + number) // 100
        month = f"{2025 + (number + 10) // 12}-{(number + 10) % 12 + 1:02}"
        lines.append(DayLine(month, receipts, with_card, receipts * 41_200, with_card * 19, with_card * 11))
    return lines


def _tills() -> list[TillHeard]:
    day = micros(NOW - timedelta(days=24))
    return [
        TillHeard("shop-7/3", day, 0, complete=False),
        TillHeard("shop-2/1", micros(NOW), 12, complete=False),
        TillHeard("shop-7/1", micros(NOW), 0, complete=True),
        TillHeard("shop-7/2", micros(NOW), 0, complete=True),
        TillHeard("shop-2/9", 0, 0, complete=True, shut_out=True),
    ]


def _debts(maria: str, oleg: str) -> list[DebtLine]:
    at_us = micros(NOW - timedelta(days=3))
    return [
        DebtLine("a1", maria, "points", 320, 320, "redemption", "open", at_us, "shop-7/1"),
        DebtLine("a2", oleg, "points", 900, 150, "accrual_reversal", "claimed", at_us, "shop-2/1"),
        DebtLine("voucher:7", "gift **** 4417", "money", 200_000, 200_000, "paid", "open", at_us, "shop-7/2"),
    ]


def _blocked(maria: str, oleg: str, irene: str) -> list[BlockedLine]:
    return [
        BlockedLine(maria, "0118", "lost", irene, micros(NOW - timedelta(hours=30))),
        BlockedLine(oleg, "7704", "fraud", irene, micros(NOW - timedelta(days=9))),
        BlockedLine(oleg, "1290"),
    ]


def _certificates(language: str) -> list[CertificateLine]:
    name = {"ru": "Подарочный", "en": "Gift"}[language]
    return [
        CertificateLine(name, "active", 64, 19_200_000, 3_311_500),
        CertificateLine(name, "printed", 136, 0, 0),
        CertificateLine(name, "used", 210, 52_500_000, 0),
    ]


def _remarks(anna: str, serge: str, irene: str, language: str) -> list[DeedLine]:
    kind, rude = {
        "ru": (
            "4815000162341: нашла мои ключи и догнала на улице",
            "4815000162777: разговаривал по телефону",
        ),
        "en": (
            "4815000162341: found my keys and ran after me",
            "4815000162777: was on the phone all the time",
        ),
    }[language]
    return [
        DeedLine(micros(NOW - timedelta(hours=2)), "praise", irene, anna, kind),
        DeedLine(micros(NOW - timedelta(days=2)), "complaint", irene, serge, rude),
    ]


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
        programme="demo",
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
        programme="demo",
    )
    still = MonthLine(
        "2026-11", "points", entity, 134_550, 36_210, 20_480, 0, 310, 1_300, 151_270, programme="demo"
    )
    left = MonthLine(
        "2026-11", "certificates", entity, 3_290_000, 410_000, 388_500, 0, 0, 0, 3_311_500, programme="demo"
    )
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


def _adjustment(
    number: str, account: str, points: int, why: tuple[str, str, str], who: tuple[str, str]
) -> AdjustmentLine:
    reason, note, state = why
    proposed_by, decided_by = who
    at_us = micros(NOW - timedelta(hours=2))
    return AdjustmentLine(number, account, points, reason, note, "", state, proposed_by, at_us, decided_by)


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


def _closing(scene: Staged) -> None:
    scene.managing.is_over = True
    _open(scene, "F3", "F12")


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
    "desk-sold": lambda scene: _open(scene, "F2"),
    "desk-certificates": lambda scene: _open(scene, "F3", "F3", "F3"),
    "desk-debts": lambda scene: _open(scene, "F5", "F5"),
    "desk-closing": _closing,
    "desk-newcomer": _newcomer,
    "desk-away": _away,
}
