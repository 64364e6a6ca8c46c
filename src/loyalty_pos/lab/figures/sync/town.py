"""Members of a town as the feed tells of them, made by chance but always the same: ids and keys do not compress.

Each has a card, three of ten a phone, six of ten one lot of points; names and amounts are spread as in a shop's list.
"""

import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from loyalty_pos.wire.rows import AccountRow, CardRow, LotRow

_NAMES: Final = ("Анна", "Мария", "Ольга", "Иван", "Пётр", "Сергей", "Елена", "Наталья", "Дмитрий", "Алексей")
_LETTERS: Final = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"
_TIERS: Final = ("", "silver", "gold")
_DAY_US: Final = 86_400_000_000
_FIRST_US: Final = 1_790_000_000 * 1_000_000 // _DAY_US * _DAY_US
WITH_PHONE: Final = 0.3
WITH_LOT: Final = 0.6


@dataclass(frozen=True, slots=True)
class Town:
    """Accounts in the order of their ids; cards and phones in that of their keys, with the number of the account."""

    accounts: Sequence[AccountRow]
    cards: Sequence[tuple[int, int, CardRow]]
    phones: Sequence[tuple[int, int]]


def town(members: int) -> Town:
    """Return a town with so many members."""
    dice = random.Random(1)  # noqa: S311 - the same town each time
    accounts = sorted((account(dice) for _ in range(members)), key=lambda row: row.account_id)
    cards = [
        (dice.getrandbits(63), number, CardRow(row.account_id, "active", f"{dice.randrange(10_000):04}"))
        for number, row in enumerate(accounts, 1)
    ]
    phones = [(dice.getrandbits(63), n) for n in range(1, members + 1) if dice.random() < WITH_PHONE]
    return Town(accounts, sorted(cards, key=lambda card: card[0]), sorted(phones))


def account(dice: random.Random) -> AccountRow:
    """Return somebody."""
    name = f"{dice.choice(_NAMES)} {dice.choice(_LETTERS)}."
    phone = f"+7 9** ***-**-{dice.randrange(100):02}" if dice.random() < WITH_PHONE else ""
    lots = list(_lots(dice))
    return AccountRow(
        _id(dice), name, phone, dice.choice(_TIERS), dice.randrange(10_000, 10_000_000), dice.randrange(1, 60), 0, lots,
        stores=[dice.choice("abcdefgh")],
    )  # fmt: skip


def _lots(dice: random.Random) -> Iterator[LotRow]:
    if dice.random() < WITH_LOT:
        amount, began_us = dice.randrange(100, 20_000), _FIRST_US + dice.randrange(180) * _DAY_US
        remaining = amount if dice.random() < WITH_LOT else dice.randrange(1, amount + 1)
        yield LotRow(_id(dice), "base", amount, remaining, 0, began_us, began_us + 365 * _DAY_US)


def _id(dice: random.Random) -> str:
    return str(uuid.UUID(int=dice.getrandbits(128), version=4))
