"""The same case priced twice, by the product and by the naive pricer; every number is laid side by side.

python -m tests.property.two_pricers [--cases N] [--first N] prints the counts as JSON, or the first case
that differs, cut down to what matters.
"""

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from loyalty_pos.core.basket import Article, Basket, Line, Unit
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import ALL, Compiled, Context, compile_programme, quote
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.quote import Quote, QuotedLine
from tests.naive.cases import Case, make_case
from tests.naive.numbers import share_out
from tests.naive.pricer import price
from tests.naive.rules import Facts
from tests.naive.toml_text import toml_of

ALL_CASES: Final = 20_000
OF_EACH_KIND: Final = 500  # of all cases; a smaller run asks for its share
KINDS: Final = (
    "percent",
    "unit_amount",
    "fixed_price",
    "set",
    "bundle",
    "ladder",
    "basket_percent",
    "basket_amount",
    "basket_ladder",
    "gift",
    "coupon",
    "exclusive",
    "funders",
    "per_receipt",
    "best combination",
    "card fixed",
    "card tiers",
    "card beats offer",
    "offer beats card",
    "basket offer beats card",
    "cap",
    "rounding",
    "certificate",
    "redemption",
    "redemption block",
    "redemption max_receipt",
    "redemption limit",
    "earn or burn",
    "accrual by rate",
    "accrual by steps",
    "accrual rate of goods",
    "accrual base gross",
    "accrual base discounted",
    "accrual base paid",
    "accrual limit",
    "award",
    "monthly cap",
    "multiplier",
    "multiplier from a sum",
    "points each",
    "tier multiplier",
    "too deep to earn",
)


class TheyDiffer(AssertionError):
    """Both prices, the case that shows it, and what makes it again."""


def compare_many(first: int, count: int) -> Counter[str]:
    """Price cases ``first``... twice each; return how often each kind of rule fired. Raises TheyDiffer."""
    fired: Counter[str] = Counter()
    text, compiled = "", None
    for number in range(first, first + count):
        case = make_case(number)
        written = toml_of(case.programme)
        if written != text or compiled is None:
            text, compiled = written, compile_programme(read_programme(written))
        naive = price(tomllib.loads(text), case.lines, case.member, case.context)
        if told_by_naive(naive) != told_by_product(product_price(case, compiled)):
            raise TheyDiffer(reproduction(smaller(case)))
        fired.update(naive["fired"])
    return fired


def too_rare(fired: Counter[str], cases: int) -> dict[str, int]:
    """Return the kinds of rules that fired too seldom for the comparison to mean something, and how often."""
    return {kind: fired[kind] for kind in KINDS if fired[kind] * ALL_CASES < OF_EACH_KIND * cases}


# --- the product's side -------------------------------------------------------------------------------


def product_price(case: Case, compiled: Compiled | None = None) -> Quote:
    """Let the product read the programme as its owner wrote it, and price."""
    if compiled is None:
        compiled = compile_programme(read_programme(toml_of(case.programme)))
    basket, standing, context = product_question(case)
    return quote(basket, compiled, standing, context)


def product_question(case: Case) -> tuple[Basket, Standing | None, Context]:
    """Return the case as the product is asked it."""
    standing = None
    if case.member is not None:
        sets: Facts = {key: frozenset(case.member[key]) for key in ("segments", "clubs")}
        sets["counters"] = tuple(case.member.get("counters", ()))
        standing = Standing("m", **(case.member | sets))
    context = case.context
    return (
        Basket(tuple(_line(line) for line in case.lines)),
        standing,
        Context(
            now=context["now"],
            zone=context["zone"],
            wanted=ALL if context["wanted"] == "all" else context["wanted"],
            certificate_minor=context["certificate"],
            store_id=context["store"],
            channel=context["channel"],
            region=context["region"],
            coupons=tuple(context["coupons"]),
        ),
    )


def _line(line: Facts) -> Line:
    article = Article(
        id=line["article"],
        name=line["article"],
        price_minor=line["price"],
        category=line["category"],
        brand=line["brand"],
        unit=Unit(line["unit"]),
        vat_bp=line["vat_bp"],
        min_price_minor=line["min_price"],
        cost_minor=line["cost"],
        fixed_price=line["fixed_price"],
        no_discount=line["no_discount"],
        no_earn=line["no_earn"],
        no_redeem=line["no_redeem"],
    )
    return Line(line["id"], article, line["qty_milli"], line["price"])


# --- what both must say alike -------------------------------------------------------------------------


def told_by_product(priced: Quote) -> dict[str, Any]:
    """Every number of a quote."""
    return {
        "lines": {line.line.id: _line_of_product(line) for line in priced.lines},
        "discounts": priced.discount_minor,
        "points money": priced.points_money_minor,
        "redeemed": priced.redeemed,
        "most points": priced.max_redeem,
        "due": priced.due_minor,
        "payable": priced.payable_minor,
        "accrued": priced.accrued,
        "awards": [(award.id, award.points) for award in priced.awards],
        "vat": {group.vat_bp: (group.net_minor, group.vat_minor) for group in priced.vat},
        "tier": priced.tier_id,
    }


def _line_of_product(line: QuotedLine) -> dict[str, Any]:
    off: Counter[tuple[str, str, str]] = Counter()
    for discount in line.discounts:
        off[discount.rule_id, str(discount.cause), discount.funder] += discount.amount_minor
    return {
        "gross": line.gross_minor,
        "off": dict(off),
        "points": (line.points_money_minor, line.points),
        "net": (line.net_minor, line.certificate_minor, line.paid_minor),
        "accrued": (line.accrued, line.extra),
        "parts": [tuple(part) for part in line.parts] if line.line.article.unit is Unit.PIECE else [],
    }


def told_by_naive(receipt: Facts) -> dict[str, Any]:
    """Every number of a naive receipt, in the same words."""
    lines = receipt["lines"]
    return {
        "lines": {line["id"]: _line_of_naive(line) for line in lines},
        "discounts": sum(row["amount"] for line in lines for row in line["given"]),
        "points money": sum(line["points_money"] for line in lines),
        "redeemed": receipt["redeemed"],
        "most points": receipt["most_points"],
        "due": receipt["due"],
        "payable": receipt["payable"],
        "accrued": receipt["accrued"],
        "awards": receipt["awards"],
        "vat": receipt["vat"],
        "tier": receipt["tier"],
    }


def _line_of_naive(line: Facts) -> dict[str, Any]:
    off: Counter[tuple[str, str, str]] = Counter()
    for row in line["given"]:
        for funder, amount in _by_funders(row["by"], row["amount"]):
            off[row["rule"], row["phase"], funder] += amount
    return {
        "gross": line["gross"],
        "off": dict(off),
        "points": (line["points_money"], line["points"]),
        "net": (line["net"], line["certificate"], line["paid"]),
        "accrued": (line["accrued"], line["extra"]),
        "parts": line["parts"],
    }


def _by_funders(rule: Facts, amount: int) -> list[tuple[str, int]]:
    """Who pays for a discount; what nobody promised is the shop's."""
    funders: dict[str, int] = rule.get("funders", {rule.get("funder", ""): 10_000})
    shares = dict(sorted(funders.items()))
    if sum(shares.values()) < 10_000:
        shares[""] = 10_000 - sum(shares.values())
    parts = share_out(amount, list(shares.values()))
    return [(name, part) for name, part in zip(shares, parts, strict=True) if part]


# --- a case that differs, as small as it gets ---------------------------------------------------------


def differs(case: Case) -> bool:
    """Tell whether the two disagree; a programme that cannot be read disagrees with nobody."""
    text = toml_of(case.programme)
    naive = price(tomllib.loads(text), case.lines, case.member, case.context)
    return told_by_naive(naive) != told_by_product(product_price(case))


def smaller(case: Case) -> Case:
    """Leave out whatever the difference does not need."""
    shrunk = True
    while shrunk:
        shrunk = False
        for candidate in _without_one(case):
            try:
                still = differs(candidate)
            except Exception:  # noqa: BLE001 - what remains is no programme: keep the part
                still = False
            if still:
                case, shrunk = candidate, True
                break
    return case


def _without_one(case: Case) -> Iterator[Case]:
    if len(case.lines) > 1:
        for position in range(len(case.lines)):
            yield case._replace(lines=case.lines[:position] + case.lines[position + 1 :])
    for programme in _without_one_key(case.programme):
        yield case._replace(programme=programme)
    if case.member is not None:
        yield case._replace(member=None)
    for key, plain in (("wanted", 0), ("certificate", 0), ("coupons", [])):
        if case.context[key] != plain:
            yield case._replace(context=case.context | {key: plain})
    yield from _plainer_articles(case)


def _plainer_articles(case: Case) -> Iterator[Case]:
    for position, line in enumerate(case.lines):
        for key in ("min_price", "cost", "fixed_price", "no_discount", "no_earn", "no_redeem"):
            if line[key]:
                rows = [*case.lines[:position], line | {key: 0}, *case.lines[position + 1 :]]
                yield case._replace(lines=rows)


def _without_one_key(table: Facts) -> Iterator[Facts]:
    for key, value in table.items():
        yield {name: kept for name, kept in table.items() if name != key}
        if isinstance(value, dict):
            for inner in _without_one_key(value):
                yield table | {key: inner}
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for position, row in enumerate(value):
                yield table | {key: value[:position] + value[position + 1 :]}
                for inner in _without_one_key(row):
                    yield table | {key: [*value[:position], inner, *value[position + 1 :]]}


def reproduction(case: Case) -> str:
    """Everything that makes the case again, and where the two part."""
    naive = told_by_naive(
        price(tomllib.loads(toml_of(case.programme)), case.lines, case.member, case.context)
    )
    product = told_by_product(product_price(case))
    parted = [
        f"{key}: naive {naive[key]}, product {product[key]}" for key in naive if naive[key] != product[key]
    ]
    basket = "\n".join(str(line) for line in case.lines)
    facts = f"member {case.member}\ncontext {case.context}"
    return "\n".join([f"case {case.number}", toml_of(case.programme), basket, facts, *parted])


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare; print the counts, or what differs; return 1 where the two differ or a kind fired too seldom."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=ALL_CASES)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args(arguments)
    try:
        fired = compare_many(options.first, options.cases)
    except TheyDiffer as differ:
        sys.stdout.write(json.dumps({"differ": str(differ)}, ensure_ascii=False) + "\n")
        return 1
    rare = too_rare(fired, options.cases)
    facts = {"cases": options.cases, "fired": dict(sorted(fired.items())), "too_rare": rare}
    sys.stdout.write(json.dumps(facts) + "\n")
    return 1 if rare else 0


if __name__ == "__main__":
    sys.exit(main())
