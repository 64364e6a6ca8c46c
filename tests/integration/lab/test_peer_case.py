"""What other engines are given to price is the same case: the same rules and baskets, the same totals."""

from loyalty_pos.lab.figures.lean import LeanLine, LeanRules, lean_price
from loyalty_pos.lab.figures.peer_case import goods_of, percents_only, priced_as_decided
from loyalty_pos.lab.figures.pricing import check_agreement
from loyalty_pos.lab.figures.pricing_work import make_work

WORK = make_work(10, 20, 30)


def matching(line: LeanLine, rules: LeanRules) -> list[int]:
    return [*rules.by_article.get(line[0], ()), *rules.by_category.get(line[1], ())]


def test_the_floor_and_we_say_the_same_of_the_case() -> None:
    check_agreement(WORK)


def test_whoever_decides_as_the_floor_does_comes_to_the_floors_answer() -> None:
    rules, available = WORK.lean_rules, WORK.available
    for basket in WORK.lean_baskets:
        found = [matching(line, rules) for line in basket]
        assert priced_as_decided(basket, rules, found, available) == lean_price(basket, rules, available)


def test_one_offer_not_found_is_another_total() -> None:
    rules, available = WORK.lean_rules, WORK.available
    basket = next(b for b in WORK.lean_baskets if any(matching(line, rules) for line in b))
    nothing: list[list[int]] = [[] for _ in basket]
    assert priced_as_decided(basket, rules, nothing, available) != lean_price(basket, rules, available)


def test_each_rule_is_told_with_all_its_goods() -> None:
    goods = goods_of(WORK.lean_rules.by_category) | goods_of(WORK.lean_rules.by_article)
    assert (
        len(goods) == 16
    )  # of 20: the card, the sum off, the multiplier and the cap on points are no offers on lines
    assert all(goods.values())


def test_percentages_alone_are_whole_kopecks_so_nobody_has_to_round() -> None:
    rules, baskets = percents_only(WORK.lean_rules, WORK.lean_baskets)
    for basket in baskets:
        expected = 0
        for line in basket:
            off = [rules.percents[number] for number in matching(line, rules)]
            assert len(off) <= 1
            thousandths = line[2] * line[3] * (10_000 - sum(off)) // 10_000
            assert thousandths % 1000 == 0
            expected += thousandths // 1000
        assert lean_price(basket, rules, 0)[0] == expected
