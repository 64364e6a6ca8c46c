"""The shop of the processes: a small programme with everything that moves money and points, goods, people, cards."""

from pathlib import Path
from typing import Final

from loyalty_pos.centre.items import ArticleItem, MemberItem, StaffItem
from loyalty_pos.core.basket import Article
from loyalty_pos.core.cards import ean_digit, own_card
from loyalty_pos.storage.pins import PinHasher
from loyalty_pos.wiring.centre import CentreSettings, OpenCentre, open_centre
from loyalty_pos.wiring.folders import folders_at

STORE: Final = "corner"
PIN: Final = "1111"
OPENING_POINTS: Final = 500
PROGRAMME: Final = """
id = "club"
names = { en = "Club" }
[tiers]
[[tiers.step]]
id = "basic"
name = "Basic"
from_minor = 0
[[tiers.step]]
id = "silver"
name = "Silver"
from_minor = 200000
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
[accrual]
rate_bp = 700
[redemption]
receipt_cap_bp = 5000
"""


def barcode(number: int) -> str:
    """Return the code of an article."""
    digits = f"46099900{number:04d}"
    return digits + ean_digit(digits)


BARCODES: Final = tuple(barcode(number) for number in range(12))
CARDS: Final = tuple(own_card(f"{number:013d}") for number in range(1, 9))


def fill_shop(data: Path) -> OpenCentre:
    """Make the centre's books for the shop, and leave them open."""
    centre = open_centre(CentreSettings(folders_at(data).centre))
    admin = centre.admin
    admin.create_store(STORE, "Corner shop")
    admin.set_setting("shop_name", "Corner shop")
    admin.set_programme(PROGRAMME)
    admin.put_articles([ArticleItem(_article(number), (code,)) for number, code in enumerate(BARCODES)])
    pin_hash = PinHasher(centre.lookup_key).digest(PIN)
    admin.put_staff([StaffItem("olga", "Olga", "manager", pin_hash)])
    counts = admin.put_members(
        [MemberItem(card, name=f"Member {n}", points=OPENING_POINTS) for n, card in enumerate(CARDS)]
    )
    assert counts.added == len(CARDS)
    return centre


def _article(number: int) -> Article:
    category = ("bakery", "coffee", "grocery")[number % 3]
    return Article(f"a{number}", f"Article {number}", 3_333 + 4_321 * number, category=category, vat_bp=2200)
