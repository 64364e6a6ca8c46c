"""Worked numbers of other tills and loyalty systems, T01-T62: the same here, or another here with the reason.

Where two of them disagree, the owner chose once (the table of docs/rules.md says which and why).
"""

from datetime import UTC, datetime

import pytest

from loyalty_pos.core.basket import Article, Basket, Line
from loyalty_pos.core.member import Standing
from loyalty_pos.core.money import spread
from loyalty_pos.core.pricing import ALL, Context, quote
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.quote import Quote

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MEMBER = Standing("m", available=10, redeem_right=10)


def priced(programme: str, *prices_minor: int, pieces: int = 1, vat_bp: int = 2000) -> Quote:
    """Price goods a1, a2... at these prices, so many pieces each, for a member who uses all points."""
    lines = tuple(
        Line(
            n, Article(f"a{n}", f"Article {n}", price, category=f"c{n}", vat_bp=vat_bp), pieces * 1000, price
        )
        for n, price in enumerate(prices_minor, 1)
    )
    text = f'id = "p"\nnames = {{ en = "P" }}\n{programme}'
    return quote(Basket(lines), read_programme(text), MEMBER, Context(now=NOW, wanted=ALL))


def offer(name: str, kind: str, says: str, priority: int = 100) -> str:
    return f'[[promotion]]\nid = "{name}"\nname = "{name}"\nkind = "{kind}"\npriority = {priority}\n{says}\n'


def discounts(receipt: Quote) -> list[int]:
    return [line.discount_minor for line in receipt.lines]


@pytest.mark.parametrize(
    ("lines", "amount", "parts"),
    [
        pytest.param([4_000, 2_000, 2_000], 300, [150, 75, 75], id="T01"),
        pytest.param([4_300, 1_400, 2_300], 300, [161, 53, 86], id="T03: the largest rest, not half down"),
        pytest.param([1_000, 1_000, 1_000], 299, [100, 100, 99], id="T04"),
        pytest.param([10, 0], 40, [10, 0], id="T06: no more than there is"),
        pytest.param([0, 0], 10, [0, 0], id="T06: nothing to take from, nothing taken"),
        pytest.param([200, 200, 200], 400, [134, 133, 133], id="T08: the odd kopeck is the first line's"),
        pytest.param([200, 600], 400, [100, 300], id="T09"),
        pytest.param([100, 150], 300, [100, 150], id="T11: never below nothing"),
    ],
)
def test_an_amount_over_lines(lines: list[int], amount: int, parts: list[int]) -> None:
    assert spread(amount, lines, lines) == parts


def test_three_off_two_pieces_of_twelve_is_ten_fifty_each() -> None:
    receipt = priced(offer("off", "basket_amount", "amount_minor = 300"), 1_200, pieces=2)
    assert receipt.lines[0].parts == ((2_000, 1_050, 2_100),)  # T10


def test_what_a_floor_does_not_take_the_other_lines_do() -> None:
    shirt = Article("shirt", "T-shirt", 5_000, min_price_minor=4_500)
    mug = Article("mug", "Mug", 2_000)
    basket = Basket((Line(1, shirt, 1_000, 5_000), Line(2, mug, 1_000, 2_000)))
    text = 'id = "p"\nnames = { en = "P" }\n'
    by_amount = read_programme(text + offer("o", "basket_amount", "amount_minor = 2_000"))
    by_share = read_programme(text + offer("o", "percent", "bp = 2_000"))
    assert discounts(quote(basket, by_amount, None, Context(now=NOW))) == [500, 1_500]  # T14
    assert discounts(quote(basket, by_share, None, Context(now=NOW))) == [500, 400]


@pytest.mark.parametrize(
    ("first", "second", "due_minor"),
    [
        pytest.param(
            ("basket_percent", "bp = 2_000"),
            ("basket_amount", "amount_minor = 1_000"),
            7_000,
            id="T15: percent first",
        ),
        pytest.param(
            ("basket_amount", "amount_minor = 1_000"),
            ("basket_percent", "bp = 2_000"),
            7_200,
            id="T15: amount first",
        ),
        pytest.param(
            ("basket_percent", 'bp = 2_000\nexclusive = "phase"'),
            ("basket_amount", "amount_minor = 1_000"),
            8_000,
            id="T15: the first is exclusive",
        ),
    ],
)
def test_the_order_of_offers_is_their_priority(
    first: tuple[str, str], second: tuple[str, str], due_minor: int
) -> None:
    rules = offer("a", *first, priority=1) + offer("b", *second, priority=2)
    assert priced(rules, 10_000).due_minor == due_minor


def test_equal_priorities_go_by_name_and_never_by_chance() -> None:
    ranks = {"a": 9, "b": 2, "c": 4, "d": 2, "e": 8}  # T21, where the higher number went first
    rules = "".join(offer(name, "percent", "bp = 100", rank) for name, rank in ranks.items())
    assert [d.rule_id for d in priced(rules, 10_000).lines[0].discounts] == ["b", "d", "c", "e", "a"]


def test_one_discount_may_cost_another_its_threshold() -> None:
    today = offer("today", "basket_percent", "bp = 1_000", 1)
    big = offer("big", "basket_percent", "bp = 2_000\nfrom_minor = 10_000", 2)
    assert priced(today + big, 10_500).due_minor == 9_450  # T22


def test_of_two_order_discounts_only_the_better_one_acts() -> None:
    rules = (
        '[[group]]\nid = "g"\nchoose = "best"\n'
        + offer("ten", "basket_percent", 'bp = 1_000\ngroup = "g"', 1)
        + offer("five", "basket_percent", 'bp = 500\ngroup = "g"', 2)
    )
    assert priced(rules, 32_000).due_minor == 28_800  # T19


@pytest.mark.parametrize(
    ("says", "off_minor"),
    [
        pytest.param("amount_minor = 700", 700, id="only the better one of 2 and 7"),
        pytest.param("amount_minor = 99_900", 1_000, id="no more than the line"),
    ],
)
def test_amounts_off_one_line(says: str, off_minor: int) -> None:
    rules = (
        '[[group]]\nid = "g"\nchoose = "best"\n'
        + offer("two", "unit_amount", 'amount_minor = 200\ngroup = "g"')
        + offer("more", "unit_amount", f'{says}\ngroup = "g"')
    )
    assert discounts(priced(rules, 1_000)) == [off_minor]  # T20


@pytest.mark.parametrize(
    ("rule", "due_minor", "vat_minor"),
    [
        pytest.param("", 35_000, 5_833, id="before"),
        pytest.param(offer("o", "percent", "bp = 5_000"), 17_500, 2_917, id="half"),
        pytest.param(offer("o", "basket_amount", "amount_minor = 5_000"), 30_000, 5_000, id="less 50"),
    ],
)
def test_a_discount_lowers_the_tax(rule: str, due_minor: int, vat_minor: int) -> None:
    receipt = priced(rule, 35_000)
    assert [(group.net_minor, group.vat_minor) for group in receipt.vat] == [(due_minor, vat_minor)]  # T23


def test_a_free_article_and_an_amount_off_the_rest() -> None:
    free = offer("free", "percent", 'bp = 10_000\ngoods = { articles = ["a1"] }')
    assert (
        priced(free + offer("five", "basket_amount", "amount_minor = 500"), 1_100, 1_200).due_minor == 700
    )  # T18


def test_points_go_in_blocks() -> None:
    rules = "[points]\nvalue_minor = 150\n[redemption]\nblock = 3\n"
    assert priced(rules, 10_000).redeemed == 9  # T24: of ten points


@pytest.mark.parametrize(
    ("rules", "accrued"),
    [
        pytest.param(offer("o", "percent", "bp = 1_000"), 90, id="T25: what is left after the discount"),
        pytest.param("", 100, id="T25: without a discount"),
    ],
)
def test_a_point_for_each_unit_of_money(rules: str, accrued: int) -> None:
    assert priced(rules + "[accrual]\npoints = 1\nper_minor = 100\n", 10_000).accrued == accrued


def test_only_full_steps_earn() -> None:
    assert priced("[accrual]\npoints = 1\nper_minor = 1_000\n", 2_190).accrued == 2  # T28


@pytest.mark.parametrize(
    ("take", "pay", "free"),
    [
        pytest.param(3, 2, [0, 0, 1, 1, 1, 2, 2, 2, 3, 3], id="buy 2 take 1"),
        pytest.param(5, 2, [0, 0, 1, 2, 3, 3, 3, 4, 5, 6], id="buy 2 take 3"),
    ],
)
def test_how_many_of_one_to_ten_pieces_are_free(take: int, pay: int, free: list[int]) -> None:
    rule = offer("set", "set", f"take = {take}\npay = {pay}\nunfinished = true")
    found = [priced(rule, 100, pieces=pieces).discount_minor // 100 for pieces in range(1, 11)]
    assert found == free  # T43


def test_three_for_two_of_equal_pieces() -> None:
    assert priced(offer("set", "set", "take = 3\npay = 2"), 1_200, pieces=3).discount_minor == 1_200  # T45


@pytest.mark.parametrize(
    ("bp", "off_minor"),
    [pytest.param(300, 53, id="0.525 is 0.53"), pytest.param(500, 88, id="0.875 is 0.88")],
)
def test_half_a_kopeck_of_a_discount_is_the_customers(bp: int, off_minor: int) -> None:
    assert priced(offer("o", "percent", f"bp = {bp}"), 1_750).discount_minor == off_minor  # T50


def test_all_of_it_is_exactly_nothing_to_pay() -> None:
    receipt = priced(offer("o", "percent", "bp = 10_000"), 560, 892, 4_491, 21_726, 240_000, vat_bp=1_500)
    assert receipt.due_minor == 0 and all(group.vat_minor == 0 for group in receipt.vat)  # T51


def test_discounts_that_take_more_than_there_is_stop_at_nothing() -> None:
    tens = offer("a", "basket_percent", "bp = 1_000", 1) + offer("b", "basket_percent", "bp = 1_000", 2)
    fixed = "amount_minor = 29_000"
    assert priced(tens + offer("c", "basket_amount", fixed, 3), 30_000).due_minor == 0  # T53
    assert priced(tens + offer("c", "basket_amount", fixed, 0), 30_000).due_minor == 810
    less = offer("a", "basket_amount", "amount_minor = 28_850", 1) + offer(
        "b", "basket_percent", "bp = 1_000", 2
    )
    assert priced(less, 31_500).due_minor == 2_385


def test_a_certificate_leaves_what_is_earned_and_taxed() -> None:
    text = 'id = "p"\nnames = { en = "P" }\n[accrual]\npoints = 1\nper_minor = 100\n'
    basket = Basket((Line(1, Article("a", "A", 10_000), 1_000, 10_000),))
    plain = quote(basket, read_programme(text), MEMBER, Context(now=NOW))
    paid = quote(basket, read_programme(text), MEMBER, Context(now=NOW, certificate_minor=5_000))
    assert paid.accrued == plain.accrued == 100 and paid.vat == plain.vat  # T26
