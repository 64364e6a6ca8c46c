"""Budgets and quotas of offers: counted with each sale, taken off with what comes back, the end told to all tills."""

from dataclasses import replace

import pytest

from loyalty_pos.centre.offers.budgets import BudgetDesk
from loyalty_pos.centre.releases import Wish
from loyalty_pos.core.sale import Sale, SoldDiscount
from tests.fakes.centre import Headquarters, Stream
from tests.fakes.till_folder import a_return, a_sale, a_void

SPRING = """
id = "club"
names = {{ en = "Club" }}
[[promotion]]
id = "spring"
name = "Spring"
kind = "percent"
bp = 1000
{limit}
[[promotion]]
id = "endless"
name = "Endless"
kind = "percent"
bp = 100
"""


def discounted(number: int, amount_minor: int = 1_000, rule: str = "spring") -> Sale:
    """Two packs of tea, one line, on which the offer gave so much."""
    sale = a_sale(number)
    (line,) = sale.lines
    cut = (SoldDiscount("endless", "item", 7), SoldDiscount(rule, "item", amount_minor))
    return replace(sale, lines=(replace(line, discounts=cut),))


def used(hq: Headquarters) -> tuple[int, int]:
    """What the only offer with a budget has cost, on how many receipts."""
    (line,) = BudgetDesk(hq.books, hq.clock).lines()
    return line.used_minor, line.receipts


def ended(hq: Headquarters) -> str | None:
    """What tills were told last of offers that ended."""
    return hq.books.read(lambda desk: desk.reference.setting("", "ended_offers"))


def told(hq: Headquarters) -> int:
    return sum(row.table == "setting" and row.key == "ended_offers" for row in hq.admin.feed_rows("store-1"))


def release(hq: Headquarters, limit: str) -> None:
    hq.admin.releases.release(Wish(SPRING.format(limit=limit)))


@pytest.fixture
def till(hq: Headquarters) -> Stream:
    release(hq, "budget_minor = 3000")
    return hq.till()


def test_an_offer_ends_when_its_money_is_given(hq: Headquarters, till: Stream) -> None:
    hq.send(till, discounted(1), discounted(2))
    assert (used(hq), ended(hq)) == ((2_000, 2), None)
    hq.send(till, discounted(3, 1_500))
    assert (used(hq), ended(hq), told(hq)) == ((3_500, 3), "club/spring", 1)


def test_what_was_sold_by_tills_that_did_not_know_is_counted_and_never_refused(
    hq: Headquarters, till: Stream
) -> None:
    """Two tills, each offline, together over the budget: all their sales stand."""
    other = hq.till("store-2")
    hq.send(till, discounted(1, 2_900))
    hq.send(other, discounted(2, 2_900), discounted(3, 2_900))
    assert (used(hq), ended(hq)) == ((8_700, 3), "club/spring")
    assert hq.alarms() == []


def test_what_comes_back_is_taken_off_and_the_offer_begins_anew(hq: Headquarters, till: Stream) -> None:
    """Two packs with 10.01 off: one comes back, then the other; nothing is left of the cost."""
    sale = discounted(1, 1_001)
    hq.send(till, sale, discounted(2, 2_000))
    assert ended(hq) == "club/spring"
    hq.send(till, a_return(sale))
    assert (used(hq), ended(hq)) == ((2_501, 2), "")
    hq.send(till, a_return(sale, 2))
    assert used(hq) == (2_000, 2)


def test_a_voided_sale_never_was(hq: Headquarters, till: Stream) -> None:
    sale = discounted(1, 3_000)
    hq.send(till, sale)
    hq.send(till, a_void(sale))
    assert (used(hq), ended(hq)) == ((0, 0), "")


def test_the_same_batch_twice_counts_once(hq: Headquarters, till: Stream) -> None:
    hq.send(till, discounted(1), a_return(discounted(1)))
    hq.centre.push(till.batch(1))
    hq.restart()
    hq.centre.catch_up()
    assert used(hq) == (500, 1)


def test_more_money_opens_the_offer_again(hq: Headquarters, till: Stream) -> None:
    hq.send(till, discounted(1, 3_000))
    assert ended(hq) == "club/spring"
    release(hq, "budget_minor = 5000")
    assert (used(hq), ended(hq)) == ((3_000, 1), "")


def test_an_offer_for_the_first_customers_ends_after_them(hq: Headquarters) -> None:
    release(hq, "quota = 2")
    till = hq.till()
    hq.send(till, discounted(1))
    assert ended(hq) is None
    hq.send(till, discounted(2))
    assert ended(hq) == "club/spring"


def test_an_offer_beside_another_programme_is_still_that_offer(hq: Headquarters, till: Stream) -> None:
    """On receipts it is called club/spring where another programme is at home; it is one budget."""
    hq.send(till, discounted(1), discounted(2, 2_000, "club/spring"))
    assert (used(hq), ended(hq)) == ((3_000, 2), "club/spring")


def test_offers_without_a_budget_are_not_counted(hq: Headquarters) -> None:
    release(hq, "")
    hq.send(hq.till(), discounted(1))
    assert BudgetDesk(hq.books, hq.clock).lines() == []
    assert hq.books.read(lambda desk: desk.offers.uses_of(["sale-1"])) == []
