"""How the goods go out: at the till, picked up, delivered; chosen at the counter, priced, kept, printed (A25, A34)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from loyalty_pos.core.member import ClubMembership
from loyalty_pos.core.problems import UnknownChannel
from loyalty_pos.core.programme import (
    Accrual,
    AfterMonths,
    Extra,
    InDays,
    Multiplier,
    PercentOff,
    Programme,
    Promotion,
    RateEarn,
)
from loyalty_pos.core.programme.channels import channels_of
from loyalty_pos.core.programme.conditions import InChannels, InClubs
from loyalty_pos.core.quote import Cause
from loyalty_pos.core.receipt import Pair, Receipt, Text
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.open_receipt import OpenReceipt, draft_text, read_draft
from loyalty_pos.till.wording import LANGUAGES, channel_name, sentence
from tests.fakes.benefits import BENEFITS, CLUB_DELIVERY, DELIVERY_CODE, benefits_till
from tests.fakes.till import ANNA_CARD, COFFEE_CODE, MILK_CODE, FakeTill

PICKUP, DELIVERED = InChannels(frozenset({"pickup"})), InChannels(frozenset({"delivery"}))
SPORTS = Programme(
    "sports",
    (("ru", "Второе дыхание"), ("en", "Second wind")),
    accrual=Accrual(
        RateEarn(500),
        multipliers=(Multiplier("big", 20_000, from_minor=500_000),),
        extras=(Extra("pick-up", 100, when=(PICKUP,), expiry=AfterMonths(6)),),
        activation=InDays(14),
    ),
)
PRIME = replace(
    BENEFITS,
    promotions=(replace(CLUB_DELIVERY, when=(InClubs(frozenset({"black"})), DELIVERED)),),
)
"""The paid club takes nothing for bringing an order home."""


def sold(till: FakeTill, channel: str, *codes: str) -> Sale:
    till.register.set_channel(channel)
    return till.sell(*codes).sale


def printed(receipt: Receipt) -> Sequence[str]:
    return [block.text for block in receipt.blocks if isinstance(block, Text)]


# --- A34: more points for whoever fetches the order -----------------------------------------------------


def test_a34_an_order_of_6000_that_is_picked_up_earns_600_and_100_extra() -> None:
    till = FakeTill(programme=SPORTS).open()
    for _ in range(6):
        till.register.scan(COFFEE_CODE)
    till.register.scan(ANNA_CARD)
    till.register.set_channel("pickup")
    assert till.register.view().quote.accrued == 700
    done = till.register.pay_exact()
    sale = done.sale
    assert (sale.paid_minor, sale.accrued, sale.base_accrued) == (600_000, 700, 600)
    (extra,) = sale.awards
    assert (extra.id, extra.points) == ("pick-up", 100)
    assert extra.expire_at_us
    assert sale.channel == "pickup"
    assert "Самовывоз" in printed(done.receipt)
    earned = [block.right for block in done.receipt.blocks if isinstance(block, Pair)]
    assert {"+600", "+100"} <= set(earned)


def test_a34_the_same_order_at_the_till_earns_600() -> None:
    till = FakeTill(programme=SPORTS).open()
    done = till.sell(ANNA_CARD, *[COFFEE_CODE] * 6)
    assert (done.sale.accrued, done.sale.awards, done.sale.channel) == (600, (), "")
    assert not {channel_name(one, "ru") for one in ("", "pickup")} & set(printed(done.receipt))


def test_the_next_customer_begins_at_the_till_again() -> None:
    till = FakeTill(programme=SPORTS).open()
    assert sold(till, "pickup", ANNA_CARD, MILK_CODE).channel == "pickup"
    assert till.register.view().channel == ""
    till.register.set_channel("pickup")
    till.register.clear("changed their mind")
    assert till.register.view().channel == ""


def test_a_choice_can_be_taken_back() -> None:
    till = FakeTill(programme=SPORTS).open()
    till.register.scan(ANNA_CARD)
    till.register.scan(COFFEE_CODE)
    till.register.set_channel("pickup")
    till.register.set_channel("")
    assert till.register.view().quote.accrued == 50


# --- A25: members pay nothing for delivery --------------------------------------------------------------


def prime_till(*, ended_days_ago: int) -> FakeTill:
    """A till where Anna's paid year ended so many days ago (below zero: it goes on)."""
    till = benefits_till(PRIME)
    now: datetime = till.clock.now()
    year = ClubMembership("black", now - timedelta(days=365), now - timedelta(days=ended_days_ago))
    till.members.add(replace(till.members.accounts["anna"], clubs=(year,)), ANNA_CARD)
    return till


def test_a25_a_member_of_the_paid_club_gets_the_delivery_line_for_nothing_because_of_the_membership() -> None:
    sale = sold(prime_till(ended_days_ago=-30), "delivery", ANNA_CARD, DELIVERY_CODE, MILK_CODE)
    delivery, milk = sale.lines
    assert (delivery.gross_minor, delivery.net_minor, milk.net_minor) == (29_900, 0, 9_990)
    (discount,) = delivery.discounts
    assert (discount.rule_id, discount.cause, discount.amount_minor) == ("membership", Cause.ITEM, 29_900)
    assert sale.channel == "delivery"


def test_a25_the_day_after_the_membership_lapsed_delivery_costs_299() -> None:
    sale = sold(prime_till(ended_days_ago=1), "delivery", ANNA_CARD, DELIVERY_CODE, MILK_CODE)
    assert (sale.lines[0].net_minor, sale.lines[0].discounts) == (29_900, ())


def test_a25_the_till_says_why_the_line_costs_nothing() -> None:
    till = prime_till(ended_days_ago=-30)
    till.register.set_channel("delivery")
    till.register.scan(ANNA_CARD)
    till.register.scan(DELIVERY_CODE)
    acted = {verdict.rule_id: verdict.why for verdict in till.register.verdicts()}
    assert acted["membership"] == "applied"
    till.register.set_channel("")
    acted = {verdict.rule_id: verdict.why for verdict in till.register.verdicts()}
    assert acted["membership"] == "wrong_channel"


# --- which channels there are ---------------------------------------------------------------------------


def test_the_till_offers_what_the_programme_asks_for_each_once() -> None:
    accrual = Accrual(
        RateEarn(500),
        multipliers=(Multiplier("slow", 20_000, when=(InChannels(frozenset({"locker"})),)),),
        extras=(Extra("pick-up", 100, when=(PICKUP,)),),
    )
    home = Promotion("home", "Home", PercentOff(100), when=(InChannels(frozenset({"delivery", "pickup"})),))
    programme = replace(SPORTS, accrual=accrual, promotions=(home,))
    assert channels_of(programme) == ("delivery", "pickup", "locker")
    assert channels_of(replace(programme, accrual=None)) == ("delivery", "pickup")
    assert FakeTill(programme=programme).open().register.view().channels == ("delivery", "pickup", "locker")


@pytest.mark.parametrize(
    ("programme", "known", "told"),
    [(SPORTS, "pickup", "pickup"), (replace(SPORTS, accrual=None), "", "knows no channels")],
)
def test_a_channel_that_the_programme_does_not_know_is_refused(
    programme: Programme, known: str, told: str
) -> None:
    till = FakeTill(programme=programme).open()
    till.register.scan(MILK_CODE)
    with pytest.raises(UnknownChannel) as refused:
        till.register.set_channel("drone")
    assert refused.value.known == known
    said = sentence(refused.value, "en")
    assert "drone" in said.text
    assert told in f"{said.text} {said.next_step}"
    assert till.register.view().channel == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_channel_without_a_word_goes_by_its_id(language: str) -> None:
    assert channel_name("locker-7", language) == "locker-7"
    assert channel_name("delivery", language) in {"Доставка", "Delivery"}


# --- after a crash --------------------------------------------------------------------------------------


def test_the_choice_survives_a_crash_and_an_older_draft_has_none() -> None:
    till = FakeTill(programme=SPORTS).open()
    till.register.scan(ANNA_CARD)
    till.register.scan(COFFEE_CODE)
    till.register.set_channel("pickup")
    receipt = till.world.desk.drafts[-1]
    assert isinstance(receipt, OpenReceipt)
    text = draft_text(receipt)
    again = read_draft(text, till.goods, till.members)
    assert again == receipt
    older = read_draft(text.replace(', "channel": "pickup"', ""), till.goods, till.members)
    assert older == replace(receipt, channel="")
