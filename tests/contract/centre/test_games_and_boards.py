"""Levels, medals, boards and games with dates (A52, T55), on both databases."""

from dataclasses import replace
from datetime import datetime

import pytest

from loyalty_pos.centre.actions.desk import NobodyKnownSo, UnknownBoard, UnknownMedal
from loyalty_pos.centre.actions.told import Who
from loyalty_pos.core.dates import micros
from tests.contract.centre.test_actions_and_games import FRIEND, HEAD, THIRD, bought, take, told
from tests.fakes.centre import Headquarters
from tests.fakes.till_folder import NOON, a_return, a_void

NEW_YEAR = (
    HEAD
    + """
[[game]]
id = "new-year"
name = "New Year"
since = 2026-12-15
until = 2027-01-11
[[action]]
id = "wish"
name = "A wish for the new year"
event = "wish"
points = 20
game = "new-year"
[[challenge]]
id = "two"
name = "Two purchases"
by = "purchases"
count = 2
points = 100
medal = "star"
game = "new-year"
[[medal]]
id = "star"
name = "New Year's star"
points = 10
[[board]]
id = "leaders"
name = "Leaders of the New Year"
by = "purchases"
game = "new-year"
"""
)
LEVELS = (
    HEAD
    + """
[[achievement]]
id = "regular"
name = "Regular"
by = "purchases"
[[achievement.level]]
id = "bronze"
name = "Bronze"
count = 2
points = 20
[[achievement.level]]
id = "silver"
name = "Silver"
count = 3
points = 30
"""
)


def it_is(hq: Headquarters, at: datetime) -> None:
    hq.clock.us = micros(at)


def test_a_level_lost_by_a_return_is_not_paid_a_second_time(hq: Headquarters) -> None:
    hq.admin.set_programme(LEVELS)
    member, till = hq.member(), hq.till()
    sales = [bought(n, member) for n in range(1, 4)]

    hq.send(till, sales[0], sales[1])
    assert hq.points(member) == 20
    hq.send(till, a_void(sales[1]), sales[2])
    assert hq.points(member) == 20
    hq.send(till, bought(4, member))
    assert hq.points(member) == 50


def test_on_11_january_the_game_is_gone_and_its_prizes_remain(hq: Headquarters) -> None:
    hq.admin.set_programme(NEW_YEAR)
    member, till = hq.member(), hq.till()
    it_is(hq, NOON)
    assert take(hq, told("wish", member))[0].reason == "not_yet"

    it_is(hq, datetime(2027, 1, 11, 12, tzinfo=NOON.tzinfo))
    first = (datetime(2026, 12, 15, 12, tzinfo=NOON.tzinfo) - NOON).days
    hq.send(till, bought(1, member, first), bought(2, member, first + 1))
    assert hq.points(member) == 110
    assert take(hq, told("wish", member, "e-2"))[0].reason == "over"
    hq.send(till, bought(3, member, 60), bought(4, member, 61))

    assert hq.points(member) == 110
    assert [holder.medal.medal_id for holder in hq.centre.activities.holders()] == ["star"]


def test_a_moderator_takes_a_medal_back_with_its_points(hq: Headquarters) -> None:
    hq.admin.set_programme(NEW_YEAR)
    member = hq.member()
    desk = hq.centre.activities

    assert desk.give_medal("star", Who(member), "anna")
    assert not desk.give_medal("star", Who(member), "anna")
    assert hq.points(member) == 10
    assert desk.recall_medal("star", Who(member))
    assert not desk.recall_medal("star", Who(member))
    assert hq.points(member) == 0
    assert desk.give_medal("star", Who(member), "anna")
    assert hq.points(member) == 10
    assert hq.books_balance()


def test_no_rule_gives_a_medal_again_that_a_moderator_took(hq: Headquarters) -> None:
    hq.admin.set_programme(NEW_YEAR.replace("count = 2", "count = 1\nrepeat = true"))
    member, till = hq.member(), hq.till()
    it_is(hq, datetime(2026, 12, 20, 12, tzinfo=NOON.tzinfo))

    hq.send(till, bought(1, member, 25))
    hq.centre.activities.recall_medal("star", Who(member))
    hq.send(till, bought(2, member, 26))

    assert hq.points(member) == 200
    assert [one.medal.state for one in hq.centre.activities.holders("star")] == ["recalled"]


def test_unknown_names_are_refused_with_those_there_are(hq: Headquarters) -> None:
    hq.admin.set_programme(NEW_YEAR)
    member, desk = hq.member(), hq.centre.activities

    with pytest.raises(UnknownMedal):
        desk.give_medal("moon", Who(member))
    with pytest.raises(NobodyKnownSo):
        desk.give_medal("star", Who(card="2900000000000999"))
    with pytest.raises(UnknownBoard):
        desk.board("none")


def test_the_board_counts_the_days_of_its_game_and_ties_go_to_whoever_was_first(hq: Headquarters) -> None:
    hq.admin.set_programme(NEW_YEAR)
    anna, boris, vera = hq.member(), hq.member(card=FRIEND), hq.member(card=THIRD)
    till = hq.till()
    hq.send(
        till,
        bought(1, boris, 24), bought(2, boris, 25), bought(3, anna, 24), bought(4, anna, 26),
        bought(5, vera, 24), bought(6, vera, 10), bought(7, vera, 60),
    )  # fmt: skip

    _, places = hq.centre.activities.board("leaders")

    assert [(one.place, one.account_id, one.score) for one in places] == [
        (1, boris, 2), (2, anna, 2), (3, vera, 1)
    ]  # fmt: skip


@pytest.mark.parametrize(("by", "scores"), [("points", [150, 20]), ("spend", [350_00, 100_00])])
def test_boards_count_points_and_money_less_what_came_back(
    hq: Headquarters, by: str, scores: list[int]
) -> None:
    hq.admin.set_programme(f'{HEAD}[[board]]\nid = "b"\nname = "B"\nby = "{by}"\n')
    anna, boris, till = hq.member(), hq.member(card=FRIEND), hq.till()
    life = {"activate_at_us": micros(NOON), "expire_at_us": 0}
    sold = replace(bought(1, anna, paid_minor=700_00), accrued=300, **life)  # type: ignore[arg-type]  # whole numbers
    other = replace(bought(2, boris), accrued=20, **life)  # type: ignore[arg-type]  # whole numbers

    hq.send(till, sold, other, a_return(sold, accrued_back=150))

    _, places = hq.centre.activities.board("b")
    assert [one.score for one in places] == scores
