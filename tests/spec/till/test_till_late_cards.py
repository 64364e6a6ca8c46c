"""A card shown after the receipt was paid (decisions 9): once, seen before it happens, and nothing becomes cheaper."""

from dataclasses import replace

import pytest

from loyalty_pos.core.cards import own_card
from loyalty_pos.core.member import CardState
from loyalty_pos.core.problems import (
    AllReturned,
    AlreadyClaimed,
    AlreadyVoided,
    CardBlocked,
    LateCardElsewhere,
    LateCardTooLate,
    NotACustomer,
    NotAllowed,
    OwnCardRefused,
    ShiftNotOpen,
    StorageBusy,
    StorageFull,
    UnknownCard,
    UnknownPhone,
)
from loyalty_pos.core.programme import Accrual, ClawBack, Programme, RateEarn, ReturnPolicy, Tier, Tiers
from loyalty_pos.core.receipt import Pair, Text
from loyalty_pos.core.sale import CardAttached, ReturnedLine, Sale
from loyalty_pos.till.late_card.attaching import LateCards
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.wire.rows import CameBackRow, ReturnedRow
from tests.fakes.other_tills import Network
from tests.fakes.shop import OneProgramme
from tests.fakes.till import (
    ANNA_CARD,
    ANNA_PHONE,
    BORIS_CARD,
    BREAD_CODE,
    COFFEE_CODE,
    FIVE_PERCENT,
    MILK_CODE,
    STAFF_CARD,
    TOBACCO_CODE,
    FakeTill,
)

MANAGERS_LEAVE = Approval("m1", Permission.LATE_CARD)


def points(till: FakeTill, account_id: str = "anna") -> int:
    member = till.members.accounts[account_id]
    return till.enquiry.balance(member).available


def attach(till: FakeTill, sale: Sale, text: str = ANNA_CARD) -> CardAttached:
    return till.late_cards.commit(sale, till.late_cards.customer(text)).fact


# --- what it brings --------------------------------------------------------------------------------------


def test_the_receipt_earns_what_it_would_have_earned(till: FakeTill) -> None:
    till.register.scan(ANNA_CARD)
    at_once = till.sell(COFFEE_CODE, MILK_CODE, TOBACCO_CODE).sale
    late = till.sell(COFFEE_CODE, MILK_CODE, TOBACCO_CODE).sale
    attached = attach(till, late)
    assert attached.earning.accrued == at_once.accrued == 54
    assert [line.accrued for line in attached.earning.lines] == [line.accrued for line in at_once.lines]
    assert points(till) == 500 + 2 * 54


def test_nothing_becomes_cheaper(till: FakeTill) -> None:
    sale = till.sell(COFFEE_CODE).sale
    attached = attach(till, sale, BORIS_CARD)  # a card of 10 %
    assert (attached.earning.paid_minor, attached.earning.discount_minor) == (sale.paid_minor, 0)
    assert attached.earning.lines[0].discounts == sale.lines[0].discounts


def test_what_it_brings_is_seen_before_it_happens(till: FakeTill) -> None:
    sale = till.sell(COFFEE_CODE).sale
    preview = till.late_cards.preview(sale, till.late_cards.customer(ANNA_CARD))
    assert (preview.earning.accrued, preview.before.available, preview.after.available) == (50, 500, 550)
    assert till.journal.of(CardAttached) == []
    assert points(till) == 500


@pytest.mark.parametrize("way", [ANNA_CARD, ANNA_PHONE, "8 912 345-67-89"])
def test_the_customer_is_named_by_card_or_phone(till: FakeTill, way: str) -> None:
    assert till.late_cards.customer(way).account_id == "anna"


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (MILK_CODE, NotACustomer),
        ("milk", NotACustomer),
        (own_card("1000000000099"), UnknownCard),
        ("+79990000000", UnknownPhone),
    ],
)
def test_nothing_else_names_a_customer(till: FakeTill, text: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        till.late_cards.customer(text)


def test_the_purchase_counts_towards_the_tier() -> None:
    tiers = Tiers((Tier("base", "Base", 0), Tier("gold", "Gold", 100_000, 500)))
    till = FakeTill(replace(FIVE_PERCENT, tiers=tiers)).open()
    sale = till.sell(COFFEE_CODE, MILK_CODE).sale
    preview = till.late_cards.preview(sale, till.late_cards.customer(ANNA_CARD))
    assert (preview.before.tier_id, preview.after.tier_id) == ("base", "gold")
    attach(till, sale)
    member = till.members.accounts["anna"]
    assert (member.spend_minor, member.visits) == (109_990, 1)


def test_the_slip_names_points_card_and_receipt(till: FakeTill) -> None:
    till.language = "en"
    till.restart()
    till.staff.log_in("1111")
    sale = till.sell(COFFEE_CODE).sale
    paper = till.late_cards.commit(sale, till.late_cards.customer(ANNA_CARD)).receipt
    said = [block.text for block in paper.blocks if isinstance(block, Text)]
    assert f"Added to card **** {ANNA_CARD[-4:]}: 50\u00a0points" in said
    pairs = {block.left: block.right for block in paper.blocks if isinstance(block, Pair)}
    assert pairs["Of receipt"].replace(" ", "") == sale.code
    assert pairs["Points balance"] == "550"
    assert (paper.kind, paper.number, paper.open_drawer) == ("late_card", sale.number, False)


def test_a_copy_of_the_receipt_shows_the_customer_from_then_on(till: FakeTill) -> None:
    sale = till.sell(COFFEE_CODE).sale
    assert "+50" not in str(till.enquiry.reprint(sale).blocks)
    attach(till, sale)
    blocks = str(till.enquiry.reprint(sale).blocks)
    assert "+50" in blocks
    assert f"**** {ANNA_CARD[-4:]}" in blocks
    [bought] = till.enquiry.local_history("anna")
    assert (bought.sale_id, bought.accrued) == (sale.sale_id, 50)


def test_the_points_are_among_those_of_the_shift(till: FakeTill) -> None:
    sale = till.sell(COFFEE_CODE).sale
    attach(till, sale)
    assert till.journal.shift_totals(till.world.shift().shift_id).accrued == 50


# --- once, and only where it may be ----------------------------------------------------------------------


def test_a_receipt_takes_one_card(till: FakeTill) -> None:
    sale = till.sell(COFFEE_CODE).sale
    attach(till, sale)
    for card in (ANNA_CARD, BORIS_CARD):
        with pytest.raises(AlreadyClaimed):
            attach(till, sale, card)
    assert points(till) == 550


def test_a_receipt_with_a_customer_takes_no_other(till: FakeTill) -> None:
    till.register.scan(ANNA_CARD)
    sale = till.sell(COFFEE_CODE).sale
    with pytest.raises(AlreadyClaimed):
        attach(till, sale, BORIS_CARD)


def test_an_undone_receipt_takes_none(till: FakeTill) -> None:
    sale = till.sell(COFFEE_CODE).sale
    till.staff.log_in("2222")
    till.returns.void(sale, "mistake")
    with pytest.raises(AlreadyVoided):
        attach(till, sale)


def test_what_came_back_before_earns_nothing(till: FakeTill) -> None:
    sale = till.sell(COFFEE_CODE, BREAD_CODE).sale
    till.staff.log_in("2222")
    till.returns.commit(sale, {1: 1000}, "customer")
    assert attach(till, sale).earning.accrued == 2
    gone = till.sell(COFFEE_CODE).sale
    till.returns.commit(gone, {1: 1000}, "customer")
    with pytest.raises(AllReturned):
        attach(till, gone)


def test_a_receipt_of_another_till_takes_its_card_there(till: FakeTill) -> None:
    sale = replace(till.sell(COFFEE_CODE).sale, sale_id="of-another-till")
    with pytest.raises(LateCardElsewhere):
        attach(till, sale)


def test_what_came_back_at_another_till_earns_nothing() -> None:
    network = Network()
    till = network.till("till-1")
    sale = till.sell(COFFEE_CODE, BREAD_CODE).sale
    back = ReturnedLine(1, 1000, 100_000, 0, 0, 0, 0, 100_000)
    network.told[sale.sale_id] = ReturnedRow([CameBackRow("there", [back])])
    assert attach(till, sale).earning.accrued == 2
    undone = till.sell(COFFEE_CODE).sale
    network.told[undone.sale_id] = ReturnedRow([], voided=True)
    with pytest.raises(AlreadyVoided):
        attach(till, undone)


def test_nobody_puts_an_own_card_to_a_receipt(till: FakeTill) -> None:
    sale = till.sell(COFFEE_CODE).sale
    with pytest.raises(NotAllowed):
        attach(till, sale, STAFF_CARD)
    till.staff.log_in("2222")
    assert attach(till, sale, STAFF_CARD).account_id == "maria"


def test_a_senior_allows_an_own_card_for_one_receipt_and_is_named(till: FakeTill) -> None:
    """Who sells buys too: the way is the one of an open receipt."""
    sale = till.sell(COFFEE_CODE).sale
    own = till.late_cards.customer(STAFF_CARD)
    assert till.late_cards.preview(sale, own).is_own
    assert till.late_cards.permission(sale, own) is Permission.OWN_CARD
    done = till.late_cards.commit(sale, own, Approval("s1", Permission.OWN_CARD)).fact
    assert (done.earning.own_card_by, done.approved_by, done.account_id) == ("s1", "s1", "maria")


def test_nobody_allows_an_own_card_for_themselves_whatever_their_role(till: FakeTill) -> None:
    sale = till.sell(COFFEE_CODE).sale
    till.staff.log_in("3333")
    manager = replace(till.late_cards.customer(STAFF_CARD), staff_id="m1")
    for approval in (None, Approval("m1", Permission.OWN_CARD)):
        with pytest.raises(OwnCardRefused):
            till.late_cards.commit(sale, manager, approval)


def test_a_blocked_card_earns_nothing_later_either(till: FakeTill) -> None:
    sale = till.sell(COFFEE_CODE).sale
    member = replace(till.members.accounts["anna"], state=CardState.BLOCKED)
    with pytest.raises(CardBlocked):
        till.late_cards.commit(sale, member)


def test_a_cashier_may_until_midnight_of_the_shop(till: FakeTill) -> None:
    early, late = till.sell(COFFEE_CODE).sale, till.sell(BREAD_CODE).sale
    till.clock.pass_time(hours=13, minutes=59)  # 10:00 in the shop; now 23:59
    attach(till, early)
    till.clock.pass_time(minutes=1)
    with pytest.raises(NotAllowed) as refused:
        attach(till, late)
    assert refused.value.permission is Permission.LATE_CARD


def test_later_it_is_a_managers_within_the_programmes_days(till: FakeTill) -> None:
    sale, other = till.sell(COFFEE_CODE).sale, till.sell(COFFEE_CODE).sale
    till.clock.pass_time(days=30)
    member = till.late_cards.customer(ANNA_CARD)
    with pytest.raises(NotAllowed):
        till.late_cards.commit(sale, member, Approval("s1", Permission.LATE_CARD))
    done = till.late_cards.commit(sale, member, MANAGERS_LEAVE)
    assert (done.fact.approved_by, done.fact.earning.accrued) == ("m1", 50)
    till.clock.pass_time(seconds=1)
    with pytest.raises(LateCardTooLate) as refused:
        till.late_cards.commit(other, member, MANAGERS_LEAVE)
    assert refused.value.days == 30


def test_the_programme_of_the_receipt_counts_not_todays(till: FakeTill) -> None:
    sale = till.sell(COFFEE_CODE).sale
    programmes = OneProgramme(replace(FIVE_PERCENT, accrual=None), bundle="b" * 64)
    till.late_cards = LateCards(replace(till.world, programmes=programmes))
    assert attach(till, sale).earning.accrued == 0  # the earlier one is gone: today's, which gives nothing
    other = till.sell(COFFEE_CODE).sale
    programmes.earlier = {other.bundle: FIVE_PERCENT}
    assert attach(till, other).earning.accrued == 50
    assert till.journal.events[-1].bundle == other.bundle != programmes.bundle


def test_without_days_a_receipt_takes_a_card_on_its_own_day_only() -> None:
    programme = replace(FIVE_PERCENT, accrual=Accrual(RateEarn(500), claim_days=0))
    till = FakeTill(programme).open()
    today, yesterday = till.sell(COFFEE_CODE).sale, till.sell(COFFEE_CODE).sale
    assert attach(till, today).earning.accrued == 50
    till.clock.pass_time(days=1)
    with pytest.raises(LateCardTooLate):
        till.late_cards.commit(yesterday, till.late_cards.customer(ANNA_CARD), MANAGERS_LEAVE)


def test_it_needs_an_open_shift(till: FakeTill) -> None:
    sale = till.sell(COFFEE_CODE).sale
    till.shift.close(sale.paid_minor)
    with pytest.raises(ShiftNotOpen):
        attach(till, sale)


@pytest.mark.parametrize("lost", [False, True])
def test_asking_again_after_a_failed_write_is_the_same_card(till: FakeTill, *, lost: bool) -> None:
    sale = till.sell(COFFEE_CODE).sale
    if lost:
        till.journal.loses_answer = [StorageBusy("journal")]
    else:
        till.journal.fails = [StorageFull("journal")]
    with pytest.raises((StorageBusy, StorageFull)):
        attach(till, sale)
    assert attach(till, sale).earning.accrued == 50
    assert len(till.journal.of(CardAttached)) == 1
    assert points(till) == 550


# --- goods that come back ----------------------------------------------------------------------------------


def test_goods_that_come_back_take_their_points_along(till: FakeTill) -> None:
    till.register.add_article("1003", 3000)
    sale = till.register.pay_exact().sale
    attach(till, sale)
    till.staff.log_in("2222")
    taken = []
    for _ in range(3):
        assert till.returns.preview(sale, {1: 1000}).accrued_back == 50
        fact = till.returns.commit(sale, {1: 1000}, "customer").fact
        taken.append(fact.accrued_back)
        assert fact.account_id == ""  # the receipt was nobody's; the centre knows whose it became
    assert (taken, points(till)) == ([50, 50, 50], 500)
    assert till.journal.shift_totals(till.world.shift().shift_id).accrued_back == 150


def test_goods_that_came_back_before_the_card_take_nothing(till: FakeTill) -> None:
    till.register.add_article("1003", 2000)
    sale = till.register.pay_exact().sale
    till.staff.log_in("2222")
    till.returns.commit(sale, {1: 1000}, "customer")
    attach(till, sale)
    assert points(till) == 550
    assert till.returns.commit(sale, {1: 1000}, "customer").fact.accrued_back == 50
    assert points(till) == 500


def test_an_undone_sale_takes_all_of_it_back(till: FakeTill) -> None:
    sale = till.sell(COFFEE_CODE).sale
    attach(till, sale)
    till.staff.log_in("2222")
    done = till.returns.void(sale, "mistake")
    assert (done.fact.accrued_back, points(till)) == (50, 500)
    member = till.members.accounts["anna"]
    assert (member.spend_minor, member.visits) == (0, 0)


def test_points_that_are_spent_stay_in_money_where_the_programme_withholds() -> None:
    programme: Programme = replace(FIVE_PERCENT, returns=ReturnPolicy(claw_back=ClawBack.WITHHOLD))
    till = FakeTill(programme).open()
    sale = till.sell(COFFEE_CODE).sale
    attach(till, sale)
    till.members.add(replace(till.members.accounts["anna"], lots=()))  # all of it is spent
    till.staff.log_in("2222")
    fact = till.returns.commit(sale, {1: 1000}, "customer").fact
    assert (fact.withheld_points, fact.withheld_minor, fact.accrued_back) == (50, 5_000, 0)
