"""The town of the laboratories: shops, goods, one cashier of every shop, members with points, gift certificates."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from loyalty_pos.centre.items import ArticleItem, MemberItem, StaffItem
from loyalty_pos.core.basket import Article
from loyalty_pos.core.cards import ean_digit, own_card
from loyalty_pos.core.coupons.serials import make_serials
from loyalty_pos.core.scan import CERTIFICATE_PREFIX
from loyalty_pos.storage.pins import PinHasher
from loyalty_pos.wiring.centre import OpenCentre

PIN: Final = "1111"
OPENING_POINTS: Final = 300
_GOODS: Final = 30
_CATEGORIES: Final = ("bakery", "coffee", "grocery")
SERIES: Final = "gift"
PROGRAMME: Final = """
id = "town"
names = { en = "Town" }
[tiers]
[[tiers.step]]
id = "basic"
name = "Basic"
from_minor = 0
[[tiers.step]]
id = "silver"
name = "Silver"
from_minor = 500000
discount_bp = 300
[card]
discount = "tiers"
[[promotion]]
id = "three"
name = "Three for two"
kind = "set"
take = 3
pay = 2
priority = 10
goods = { categories = ["bakery"] }
[[promotion]]
id = "coffee"
name = "Coffee week"
kind = "percent"
bp = 700
goods = { categories = ["coffee"] }
[accrual]
rate_bp = 700
[redemption]
receipt_cap_bp = 5000
[redemption.offline]
preset = "balanced"
[[certificate]]
id = "gift"
name = "Gift certificate"
life_months = 12
"""


@dataclass(frozen=True, slots=True)
class Town:
    """What is scanned: codes of goods, cards and certificates."""

    goods: tuple[str, ...]
    cards: tuple[str, ...]
    certificates: tuple[str, ...] = ()


def barcode(number: int) -> str:
    """Return the code of an article."""
    digits = f"46099800{number:04d}"
    return digits + ean_digit(digits)


def found(
    centre: OpenCentre, stores: Sequence[str], members: int, certificates: int = 0, seed: int = 1
) -> Town:
    """Put the town into the centre's empty books."""
    for store in stores:
        centre.admin.create_store(store, f"Store {store}")
    centre.admin.set_programme(PROGRAMME)
    pin_hash = PinHasher(centre.lookup_key).digest(PIN)
    centre.admin.put_staff([StaffItem("olga", "Olga", "manager", pin_hash)])
    goods = tuple(barcode(number) for number in range(_GOODS))
    centre.admin.put_articles([ArticleItem(_article(number), (code,)) for number, code in enumerate(goods)])
    cards = tuple(own_card(f"{number:013d}") for number in range(1, members + 1))
    centre.admin.put_members([MemberItem(card, points=OPENING_POINTS) for card in cards])
    below = random.Random(seed).randrange  # noqa: S311 - of a laboratory, never of a real certificate
    serials = tuple(make_serials(certificates, "", below))
    if serials:
        centre.admin.codes.of_series(SERIES, serials)
    return Town(goods, cards, tuple(CERTIFICATE_PREFIX + serial for serial in serials))


def _article(number: int) -> Article:
    category = _CATEGORIES[number % len(_CATEGORIES)]
    return Article(f"a{number}", f"Article {number}", 3_333 + 1_234 * number, category=category, vat_bp=2200)
