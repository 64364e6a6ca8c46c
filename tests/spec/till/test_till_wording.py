"""Every refusal, every step and every word has its sentence in both languages, with the same facts."""

import string
from datetime import UTC, datetime

import pytest

from loyalty_pos.centre.enrolment import NotAuthorised
from loyalty_pos.centre.intake import StreamForked, StreamGap
from loyalty_pos.centre.snapshot.shelf import SnapshotNotReady, SnapshotRequired, UnknownSnapshot
from loyalty_pos.centre.speaking.refusals import ProtocolTooOld, SayAgain, ShutOut, Unsigned
from loyalty_pos.core import problems
from loyalty_pos.core.basket import Basket, Line, Unit
from loyalty_pos.core.member import Standing
from loyalty_pos.core.office import refusals as office
from loyalty_pos.core.pricing import Context, quote
from loyalty_pos.core.problems import (
    HoldRefused,
    NotAllowed,
    NotEnoughPoints,
    NotPaidInFull,
    PinLocked,
    Problem,
    ReceiptTooLong,
    RedemptionOffline,
    WrongPin,
)
from loyalty_pos.core.programme import (
    Accrual,
    BasketAmount,
    BasketPercent,
    FixedPrice,
    Limits,
    PercentOff,
    Programme,
    Promotion,
    RateEarn,
    Redemption,
    SeriesDiscount,
    SetOff,
    Tier,
    Tiers,
    WithCard,
)
from loyalty_pos.core.quote import Step
from loyalty_pos.till.formats import (
    format_moment,
    format_money,
    format_points,
    format_quantity,
    format_share,
    plural,
    points_in_words,
)
from loyalty_pos.till.staff import Permission
from loyalty_pos.till.wording import LANGUAGES, hint_text, sentence, step_text
from loyalty_pos.till.words import en, ru
from tests.fakes.shop import MORNING
from tests.fakes.till import BREAD, COFFEE, MILK

TABLES = {"ru": ru, "en": en}
NBSP = "\u00a0"


def subclasses(of: type[Problem]) -> list[type[Problem]]:
    return [one for direct in of.__subclasses__() for one in (direct, *subclasses(direct))]


REAL: list[type[Problem]] = [
    *(
        one
        for one in subclasses(Problem)
        if one.__module__.startswith((f"{problems.__name__}.", office.__name__))
    ),
    *(StreamGap, StreamForked, NotAuthorised),
    *(SayAgain, Unsigned, ShutOut, ProtocolTooOld),
    *(SnapshotRequired, SnapshotNotReady, UnknownSnapshot),
]


def made(kind: type[Problem], number: int) -> Problem:
    """Return a problem of this kind with made-up facts of the right types."""
    notes = {name: note for name, note in kind.__annotations__.items() if name != "code"}
    when = datetime(2026, 11, 22, tzinfo=UTC)
    facts = {
        name: number if note is int else when if note is datetime else name for name, note in notes.items()
    }
    return kind(**facts)


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", REAL, ids=lambda kind: kind.code)
def test_every_refusal_has_its_sentence(kind: type[Problem], lang: str) -> None:
    for number in (0, 1, 5):
        said = sentence(made(kind, number), lang)
        assert said.text.endswith((".", "!", "?"))
        assert "{" not in said.text + said.next_step


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_is_left_over(lang: str) -> None:
    codes = {kind.code for kind in REAL}
    assert {code.partition(".")[0] for code in TABLES[lang].PROBLEMS} == codes | {Problem.code}
    assert len(codes) == len(REAL), "two refusals share a code"


class FromAPlugIn(Problem):
    """A refusal that nobody has written words for."""

    code = "scale_is_dirty"
    grams: int


@pytest.mark.parametrize(
    ("lang", "text"),
    [("ru", "Сделать это не получается: scale_is_dirty."), ("en", "It cannot be done: scale_is_dirty.")],
)
def test_a_refusal_without_words_is_told_in_general_ones(lang: str, text: str) -> None:
    assert sentence(FromAPlugIn(grams=3), lang).text == text


@pytest.mark.parametrize("table", ["PROBLEMS", "STEPS", "HINTS", "OFFERS", "PERMISSIONS", "PAPERS", "PAPER"])
def test_both_languages_say_the_same_things_with_the_same_facts(table: str) -> None:
    russian, english = getattr(ru, table), getattr(en, table)
    assert russian.keys() == english.keys()
    for key in russian:
        assert names_in(" ".join(russian[key])) == names_in(" ".join(english[key])), key


def test_only_the_russian_is_in_cyrillic() -> None:
    def cyrillic(text: str) -> bool:
        return any("а" <= letter.lower() <= "я" for letter in text)

    assert all(cyrillic(text) for text, _ in ru.PROBLEMS.values())
    assert not any(
        cyrillic(str(value))
        for table in ("PROBLEMS", "STEPS", "PAPER")
        for value in getattr(en, table).values()
    )


def test_every_permission_has_a_name() -> None:
    assert set(ru.PERMISSIONS) == set(Permission)


@pytest.mark.parametrize(
    ("problem", "lang", "text"),
    [
        (NotPaidInFull(missing_minor=123_450), "ru", f"Не хватает 1{NBSP}234,50{NBSP}₽."),
        (NotPaidInFull(missing_minor=123_450), "en", "₽1,234.50 is missing."),
        (NotEnoughPoints(asked=1, available=0), "ru", "Нужно 1 балл, а доступно 0."),
        (NotEnoughPoints(asked=503, available=120), "ru", "Нужно 503 балла, а доступно 120."),
        (NotEnoughPoints(asked=500, available=120), "en", "500 points wanted, 120 available."),
        (WrongPin(tries_left=1), "ru", "PIN неверный, осталась 1 попытка."),
        (WrongPin(tries_left=4), "ru", "PIN неверный, осталось 4 попытки."),
        (ReceiptTooLong(limit=500), "en", "A receipt has at most 500 lines."),
        (NotAllowed(permission="void"), "ru", "Нет права: аннулировать чек."),
        (RedemptionOffline(right=0), "en", "No connection: points cannot be redeemed now."),
        (RedemptionOffline(right=21), "ru", "Нет связи: сегодня до 21 балла, остальное в сохранности."),
        (PinLocked(wait_s=0), "en", "Logging in is locked after many wrong PINs."),
        (
            HoldRefused(reason="not_enough_points", available=7),
            "ru",
            "Списать баллы не получилось: баллов не хватает. Доступно 7.",
        ),
        (
            HoldRefused(reason="something_new", available=7),
            "en",
            "Points could not be redeemed: the reason is not known. Available: 7.",
        ),
    ],
)
def test_sentences_as_people_read_them(problem: Problem, lang: str, text: str) -> None:
    assert sentence(problem, lang).text == text


def test_points_with_decimals_stand_in_sentences_with_decimals() -> None:
    assert (
        sentence(NotEnoughPoints(asked=12_345, available=0), "en", exponent=2).text
        == "123.45 points wanted, 0 available."
    )


# --- why this price -----------------------------------------------------------------------------------

EVERYTHING = Programme(
    id="all",
    names=(("en", "All"),),
    tiers=Tiers((Tier("silver", "Silver", 0), Tier("gold", "Gold", 10**12))),
    card=SeriesDiscount(),
    promotions=(
        Promotion("ten", "Ten", PercentOff(1000), with_card=WithCard.BEST),
        Promotion("price", "Price", FixedPrice(4_000)),
        Promotion("set", "Set", SetOff(2, 1), with_card=WithCard.BEST),
        Promotion("big", "Big", BasketPercent(500, 1)),
        Promotion("sum", "Sum", BasketAmount(1_000, 1)),
    ),
    accrual=Accrual(RateEarn(500)),
    redemption=Redemption(),
    limits=Limits(max_discount_bp=9_000, rounding_step_minor=100),
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_explanation_of_a_rich_receipt_is_in_words(lang: str) -> None:
    lines = tuple(
        Line(i, article, 2000, article.price_minor) for i, article in enumerate((MILK, BREAD, COFFEE), 1)
    )
    standing = Standing("anna", available=500, card_discount_bp=1000, redeem_right=500)
    context = Context(MORNING, wanted=100, certificate_minor=1_000)
    priced = quote(Basket(lines), EVERYTHING, standing, context)
    said = [step_text(step, lang) for step in priced.trace]
    assert len(said) >= 5
    assert not any("{" in text for text in said)
    assert all(hint_text(hint, lang) for hint in priced.hints)


def test_a_step_names_its_numbers() -> None:
    step = Step("card", "card", 0, "card_discount", 6_860, (("bp", 700), ("tier", "gold")))
    assert step_text(step, "ru") == f"Скидка по карте 7{NBSP}%: 68,60{NBSP}₽"
    assert step_text(step, "en") == "Card discount 7%: ₽68.60"


# --- numbers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minor", "russian", "english"),
    [
        (0, "0,00 ₽", "₽0.00"),
        (5, "0,05 ₽", "₽0.05"),
        (123_450, "1 234,50 ₽", "₽1,234.50"),
        (-6_860, "−68,60 ₽", "−₽68.60"),
        (123_456_789_00, "123 456 789,00 ₽", "₽123,456,789.00"),
    ],
)
def test_money(minor: int, russian: str, english: str) -> None:
    assert format_money(minor, "ru").replace(NBSP, " ") == russian
    assert format_money(minor, "en") == english


@pytest.mark.parametrize(
    ("qty_milli", "unit", "russian", "english"),
    [
        (2000, None, "2", "2"),
        (345, Unit.KILOGRAM, "0,345 кг", "0.345 kg"),
        (1500, None, "1,500", "1.500"),
        (12_000, Unit.PIECE, "12 шт", "12 pcs"),
    ],
)
def test_quantities(qty_milli: int, unit: Unit | None, russian: str, english: str) -> None:
    assert format_quantity(qty_milli, "ru", unit).replace(NBSP, " ") == russian
    assert format_quantity(qty_milli, "en", unit).replace(NBSP, " ") == english


@pytest.mark.parametrize(
    ("points", "exponent", "russian"),
    [
        (1, 0, "1 балл"),
        (2, 0, "2 балла"),
        (11, 0, "11 баллов"),
        (21, 0, "21 балл"),
        (1_240, 0, "1 240 баллов"),
        (100, 2, "1 балл"),
        (11_728, 2, "117,28 балла"),
        (-300, 0, "−300 баллов"),
        (-150, 2, "−1,50 балла"),
    ],
)
def test_points(points: int, exponent: int, russian: str) -> None:
    assert points_in_words(points, exponent, "ru").replace(NBSP, " ") == russian


def test_points_in_english() -> None:
    assert [points_in_words(n, 0, "en").replace(NBSP, " ") for n in (1, 2)] == ["1 point", "2 points"]
    assert format_points(-500, 2, "en") == "−5"


@pytest.mark.parametrize(
    ("bp", "russian", "english"), [(700, "7 %", "7%"), (750, "7,5 %", "7.5%"), (725, "7,25 %", "7.25%")]
)
def test_shares(bp: int, russian: str, english: str) -> None:
    assert format_share(bp, "ru").replace(NBSP, " ") == russian
    assert format_share(bp, "en") == english


@pytest.mark.parametrize(
    ("count", "word"),
    [
        (0, "чеков"),
        (1, "чек"),
        (2, "чека"),
        (4, "чека"),
        (5, "чеков"),
        (11, "чеков"),
        (14, "чеков"),
        (22, "чека"),
        (111, "чеков"),
        (121, "чек"),
    ],
)
def test_russian_plural_forms(count: int, word: str) -> None:
    assert plural(count, ("чек", "чека", "чеков"), "ru") == word


def test_the_day_is_the_shops_day() -> None:
    late = datetime(2026, 11, 30, 22, 5, tzinfo=UTC)
    assert format_moment(late, "Europe/Moscow", "ru") == "01.12.2026 01:05"
    assert format_moment(late, "Europe/Moscow", "en") == "1 Dec 2026 01:05"
