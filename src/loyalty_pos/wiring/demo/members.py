"""People of the demo shop: made from a seed, the same at every start; nobody of them exists."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from loyalty_pos.core.cards import OWN_RANDOM_DIGITS, own_card

COUNT: Final = 500
HEADER: Final = (
    "карта",
    "фио",
    "телефон",
    "дата рождения",
    "состояние",
    "баллы",
    "сгорают",
    "сумма покупок",
    "покупок",
)
_SEED: Final = 20261
_WOMEN: Final = (
    "Анна",
    "Мария",
    "Елена",
    "Ольга",
    "Дарья",
    "Ирина",
    "Наталья",
    "София",
    "Татьяна",
    "Юлия",
    "Вера",
)
_MEN: Final = (
    "Алексей",
    "Иван",
    "Дмитрий",
    "Сергей",
    "Павел",
    "Никита",
    "Михаил",
    "Андрей",
    "Роман",
    "Егор",
    "Олег",
)
_FAMILIES: Final = [
    "Соколов",
    "Кузнецов",
    "Попов",
    "Лебедев",
    "Козлов",
    "Новиков",
    "Морозов",
    "Волков",
    "Павлов",
    "Семёнов",
    "Голубев",
    "Виноградов",
    "Богданов",
    "Воробьёв",
    "Фёдоров",
    "Беляев",
    "Тарасов",
    "Белов",
    "Комаров",
    "Орлов",
    "Киселёв",
    "Макаров",
    "Андреев",
    "Ковалёв",
    "Ильин",
    "Гусев",
    "Титов",
]
_BLOCKED_EVERY: Final = 97
_GENEROUS: Final = 5  # the cards that are shown have points to try


_LATIN: Final = str.maketrans(
    dict(
        zip(
            "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
            "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".replace(
                "_", ""
            ).split(" "),
            strict=True,
        )
    )
)


def latin(name: str) -> str:
    """Return a Russian name in Latin letters."""
    return name.lower().translate(_LATIN).title()


def member_rows(today: date) -> Iterator[tuple[str, ...]]:
    """Return rows under ``HEADER``; points expire within the year after ``today``."""
    dice = random.Random(_SEED)  # noqa: S311 - a made-up shop must be the same each time
    for number in range(1, COUNT + 1):
        yield _member(dice, number, today)


def known_cards(today: date, count: int) -> list[str]:
    """Return card numbers of the first members, to be shown to whoever tries the demo."""
    rows = member_rows(today)
    return [next(rows)[0] for _ in range(count)]


def _member(dice: random.Random, number: int, today: date) -> tuple[str, ...]:
    card = own_card(f"{dice.randrange(10**OWN_RANDOM_DIGITS):0{OWN_RANDOM_DIGITS}d}")
    woman = dice.random() < 0.6  # noqa: PLR2004 - more women than men keep cards
    name = dice.choice(_WOMEN if woman else _MEN)
    family = dice.choice(_FAMILIES) + ("а" if woman else "")
    visits = 1 + int(dice.expovariate(1 / 18))
    spend_rub = visits * dice.randrange(150, 900)
    points = min(spend_rub * 3 // 100, dice.randrange(0, 1500)) + (200 if number <= _GENEROUS else 0)
    birthday = date(1955, 1, 1) + timedelta(days=dice.randrange(50 * 365))
    expires = today + timedelta(days=dice.randrange(20, 360))
    state = "заблокирована" if number % _BLOCKED_EVERY == 0 else "активна"
    return (
        card,
        f"{name} {family}",
        f"+7 900 000-{number // 100:02d}-{number % 100:02d}",
        birthday.strftime("%d.%m.%Y"),
        state,
        str(points),
        expires.strftime("%d.%m.%Y") if points else "",
        f"{spend_rub},00",
        str(visits),
    )
