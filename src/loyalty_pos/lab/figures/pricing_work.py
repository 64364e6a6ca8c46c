"""The pricing workload: a programme of N rules and baskets of M lines, the same facts for us and for the floor.

Of the rules three fifths are percentages on categories, a fifth sets of articles, the rest card tiers, a sum off
the basket and a multiplier; points pay up to half of the receipt.
"""

import random
from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.basket import Article, Basket, Line
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.lab.figures.lean import LeanLine, LeanRules

_CATEGORIES: Final = 30
_ARTICLES: Final = 600
_TAKE, _PAY = 3, 2


@dataclass(frozen=True, slots=True)
class Work:
    """One cell of the table: ``lines`` x ``rules``."""

    programme: Programme
    baskets: tuple[Basket, ...]
    lean_rules: LeanRules
    lean_baskets: tuple[list[LeanLine], ...]
    available: int
    spend_minor: int


def make_work(lines: int, rules: int, baskets: int, seed: int = 1) -> Work:
    """Return the same work for both sides."""
    dice = random.Random(seed)  # noqa: S311 - measured work must be the same each time
    percents = [(f"c{i % _CATEGORIES}", 300 + 100 * (i % 12)) for i in range(max(1, rules * 3 // 5))]
    sets = [[f"a{dice.randrange(_ARTICLES)}" for _ in range(8)] for _ in range(rules // 5)]
    articles = [
        Article(
            f"a{i}",
            f"Article {i}",
            dice.randrange(900, 90_000),
            category=f"c{i % _CATEGORIES}",
            vat_bp=(1000, 2200)[i % 2],
        )
        for i in range(_ARTICLES)
    ]
    made = tuple(_basket(dice, articles, lines) for _ in range(baskets))
    return Work(
        programme=read_programme(_programme_text(percents, sets)),
        baskets=made,
        lean_rules=_lean_rules(percents, sets),
        lean_baskets=tuple([lean_line(line) for line in basket.lines] for basket in made),
        available=1_500,
        spend_minor=2_000_000,
    )


def _basket(dice: random.Random, articles: list[Article], count: int) -> Basket:
    chosen = [dice.choice(articles) for _ in range(count)]
    return Basket(
        tuple(
            Line(number, article, 1000 * dice.randrange(1, 4), article.price_minor)
            for number, article in enumerate(chosen, start=1)
        )
    )


def lean_line(line: Line) -> LeanLine:
    """Return a line as the floor, and whoever prices as it does, wants it."""
    article = line.article
    return (article.id, article.category, line.price_minor, line.qty_milli, article.vat_bp)


def _programme_text(percents: list[tuple[str, int]], sets: list[list[str]]) -> str:
    parts = [
        'id = "work"\nnames = { en = "Work" }\n',
        '[tiers]\n[[tiers.step]]\nid = "basic"\nname = "Basic"\nfrom_minor = 0\ndiscount_bp = 100\n',
        '[[tiers.step]]\nid = "silver"\nname = "Silver"\nfrom_minor = 1000000\ndiscount_bp = 300\n',
        '[card]\ndiscount = "tiers"\n',
    ]
    for number, articles in enumerate(sets):
        names = ", ".join(f'"{name}"' for name in sorted(set(articles)))
        parts.append(
            f'[[promotion]]\nid = "s{number:03d}"\nname = "set"\nkind = "set"\ntake = {_TAKE}\npay = {_PAY}\n'
            f"priority = 10\ngoods = {{ articles = [{names}] }}\n"
        )
    for number, (category, bp) in enumerate(percents):
        parts.append(
            f'[[promotion]]\nid = "p{number:03d}"\nname = "percent"\nkind = "percent"\nbp = {bp}\npriority = 20\n'
            f'goods = {{ categories = ["{category}"] }}\n'
        )
    parts.append(
        '[[promotion]]\nid = "off"\nname = "off"\nkind = "basket_amount"\namount_minor = 5000\nfrom_minor = 100000\n'
        '[accrual]\nrate_bp = 500\n[[accrual.multiplier]]\nid = "twice"\ntimes_bp = 20000\n'
        'goods = { categories = ["c1"] }\n[redemption]\nreceipt_cap_bp = 5000\n'
    )
    return "".join(parts)


def _lean_rules(percents: list[tuple[str, int]], sets: list[list[str]]) -> LeanRules:
    by_article: dict[str, tuple[int, ...]] = {}
    by_category: dict[str, tuple[int, ...]] = {}
    for number, articles in enumerate(sets):
        for name in set(articles):
            by_article[name] = (*by_article.get(name, ()), number)
    for number, (category, _) in enumerate(percents, start=len(sets)):
        by_category[category] = (*by_category.get(category, ()), number)
    return LeanRules(
        by_category=by_category,
        by_article=by_article,
        percents={number: bp for number, (_, bp) in enumerate(percents, start=len(sets))},
        card_bp=300,
        off_minor=5000,
        off_from_minor=100_000,
        earn_bp=500,
        double_category="c1",
    )
