"""Missing points: a member holds a receipt on which nobody was; it is claimed once, and its points go with its goods."""

from dataclasses import replace

import pytest

from loyalty_pos.centre.partners.claims import ClaimWish
from loyalty_pos.centre.partners.finding import Who
from loyalty_pos.centre.partners.refusals import (
    ClaimTooLate,
    NothingLeftToClaim,
    ReceiptUnknown,
    UnknownMember,
)
from loyalty_pos.core.partners.records import Claim
from loyalty_pos.core.problems import AlreadyClaimed
from loyalty_pos.core.receipt_code import receipt_code
from loyalty_pos.core.sale import Sale
from tests.fakes.centre import CARD, MINUTE_US, Headquarters, Stream, new_uuid
from tests.fakes.till_folder import a_return, a_sale, a_void

DAY_US = 24 * 60 * MINUTE_US
PROGRAMME = """
id = "points"
names = { en = "Points" }
[accrual]
rate_bp = 505
claim_days = 14
[[partner]]
id = "sea"
name = "Sea"
stores = ["store-2"]
issue_price_minor = 80_00
"""
BORIS_CARD = "2900000000000002"


class Shop:
    def __init__(self, hq: Headquarters) -> None:
        hq.admin.set_programme(PROGRAMME)
        self.hq = hq
        self.anna = hq.member()
        self.boris = hq.member(card=BORIS_CARD)
        self.till: Stream = hq.till("store-2")

    def sell(self, **told: object) -> Sale:
        """Sell two packs of tea for 100.00 to nobody in particular."""
        sale_id = new_uuid()
        code = receipt_code(self.till.agent_id, sale_id)
        sale = a_sale(1, sale_id=sale_id, code=code, store_id="store-2", **told)
        self.hq.send(self.till, sale)
        return sale

    def claim(self, sale: Sale, card: str = CARD) -> Claim:
        return self.hq.admin.claims.claim(ClaimWish(sale.code, Who(card=card), "boss"))


@pytest.fixture
def shop(hq: Headquarters) -> Shop:
    return Shop(hq)


def test_a_receipt_is_claimed_once(shop: Shop) -> None:
    sale = shop.sell()
    first, again = shop.claim(sale), shop.claim(sale)
    assert first == again
    assert (first.points, first.approved_by) == (5, "boss")
    assert (shop.hq.points(shop.anna), shop.hq.account(shop.anna).spend_minor, shop.hq.account(shop.anna).visits) == (
        5, 10_000, 1,
    )  # fmt: skip
    with pytest.raises(AlreadyClaimed):
        shop.claim(sale, BORIS_CARD)
    assert shop.hq.books_balance()
    assert [
        (row.partner_from, row.points, row.money_minor) for row in shop.hq.admin.partners.rows("2026-11")
    ] == [("sea", 5, 400)]


def test_a_code_typed_in_groups_is_the_same_code(shop: Shop) -> None:
    sale = shop.sell()
    spaced = " ".join(sale.code[i : i + 4] for i in range(0, 20, 4))
    wish = ClaimWish(spaced, Who(card=CARD))
    assert shop.hq.admin.claims.claim(wish).sale_id == sale.sale_id


def test_a_receipt_with_a_member_is_nobody_elses(shop: Shop) -> None:
    with pytest.raises(AlreadyClaimed):
        shop.claim(shop.sell(account_id=shop.boris))


def test_only_what_is_left_of_the_goods_earns(shop: Shop) -> None:
    sale = shop.sell()
    shop.hq.send(shop.till, a_return(sale))
    assert shop.claim(sale).points == 2
    gone = shop.sell()
    shop.hq.send(shop.till, a_return(gone, 2), a_return(gone, 3))
    with pytest.raises(NothingLeftToClaim):
        shop.claim(gone)
    undone = shop.sell()
    shop.hq.send(shop.till, a_void(undone, "void-9"))
    with pytest.raises(NothingLeftToClaim):
        shop.claim(undone)


def test_goods_of_a_claimed_receipt_take_their_points_along(shop: Shop) -> None:
    sale = shop.sell()
    shop.claim(sale)
    shop.hq.send(shop.till, a_return(sale))
    assert (shop.hq.points(shop.anna), shop.hq.account(shop.anna).spend_minor) == (3, 5_000)
    shop.hq.centre.push(shop.till.batch(1))
    shop.hq.send(shop.till, a_return(sale, 2))
    assert (shop.hq.points(shop.anna), shop.hq.account(shop.anna).spend_minor) == (0, 0)
    assert sum(row.points for row in shop.hq.admin.partners.rows("2026-11")) == 0
    assert shop.hq.books_balance()


def test_a_void_takes_all_of_a_claim_back(shop: Shop) -> None:
    sale = shop.sell()
    shop.claim(sale)
    shop.hq.send(shop.till, a_void(sale))
    assert (shop.hq.points(shop.anna), shop.hq.account(shop.anna).visits) == (0, 0)
    assert shop.hq.books_balance()


def test_two_tills_that_undo_one_claimed_receipt_take_no_more_than_it_gave(shop: Shop) -> None:
    sale = shop.sell()
    shop.claim(sale)
    other = shop.hq.till("store-1")
    shop.hq.send(shop.till, a_return(sale, 1, 2000))
    shop.hq.send(other, a_return(sale, 2, 2000))
    assert shop.hq.points(shop.anna) == 0
    assert shop.hq.account(shop.anna).debt == 0


def test_after_the_programmes_days_it_is_too_late(shop: Shop) -> None:
    sale = shop.sell()
    shop.hq.clock.us += 14 * DAY_US
    assert shop.claim(sale).points == 5
    late = shop.sell()
    shop.hq.clock.us += DAY_US
    with pytest.raises(ClaimTooLate) as refused:
        shop.claim(late)
    assert refused.value.days == 14


@pytest.mark.parametrize("code", ["", "1", "12345678901234567890", "no code", "\0" * 20])
def test_a_code_that_no_till_brought(shop: Shop, code: str) -> None:
    with pytest.raises(ReceiptUnknown):
        shop.hq.admin.claims.claim(ClaimWish(code, Who(card=CARD)))


def test_a_card_of_nobody_claims_nothing(shop: Shop) -> None:
    sale = shop.sell()
    with pytest.raises(UnknownMember):
        shop.claim(sale, "2900000000000009")
    assert replace(shop.claim(sale), at_us=0).points == 5


def test_a_claimed_receipt_counts_for_the_tier(hq: Headquarters) -> None:
    shop = Shop(hq)
    tiers = '[tiers]\n[[tiers.step]]\nid = "base"\nname = "Base"\nfrom_minor = 0\n[[tiers.step]]\nid = "gold"\nname = "Gold"\nfrom_minor = 100_00\n'
    hq.admin.set_programme(PROGRAMME + tiers)
    assert hq.account(shop.anna).tier_id != "gold"
    shop.claim(shop.sell())
    assert hq.account(shop.anna).tier_id == "gold"
