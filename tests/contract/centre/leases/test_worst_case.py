"""The worst case is told before it happens: what all tills together may still take without a guarantee, now."""

from random import Random

import pytest

from loyalty_pos.centre.leases.costly import NAMED as WORST_CARDS
from loyalty_pos.centre.leases.costly import Worst, cards_now, worst_cards
from loyalty_pos.centre.leases.issuing import TillLost
from loyalty_pos.centre.leases.still import Rights
from loyalty_pos.centre.partners.refusals import UnknownMember
from loyalty_pos.centre.phones.desk import PhoneDesk
from loyalty_pos.centre.ports import Desk
from loyalty_pos.core.dates import moment
from tests.contract.centre.leases.test_leases_made_out import BALANCED, STRICT, at_home, lent
from tests.contract.centre.leases.test_taken_alone import sold
from tests.fakes.centre import CARD, Headquarters, Stream


def test_where_no_till_was_lent_anything_nothing_can_happen(hq: Headquarters) -> None:
    hq.till()
    told, _ = hq.admin.leases.exposure()

    assert (told.network, told.of_one, told.owed, told.tills) == (0, 0, 0, ())


def test_the_rights_of_the_tills_add_up(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED)
    first, second = hq.till(), hq.till("store-2")
    lent(hq, first)
    lent(hq, second)
    lent(hq, second)

    told, unit = hq.admin.leases.exposure()

    assert (told.network, told.of_one, told.stores) == (10_000, 1_000, {"store-1": 5_000, "store-2": 5_000})
    assert [till.seen_us for till in told.tills] == [hq.clock.us] * 2
    assert unit.value_minor == 100
    assert hq.admin.leases.exposure("store-1")[0].network == 5_000


def test_what_is_settled_is_off_and_what_is_owed_is_told_apart(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED)
    till = hq.till()
    member = hq.member(100)
    lent(hq, till)
    sold(hq, till, member, redeemed=300, by_floor=300)

    told, _ = hq.admin.leases.exposure(member=CARD)

    (one,) = told.tills
    assert (one.epoch, one.most, one.of_one, one.used, one.till_no) == (1, 4_700, 500, 300, 1)
    assert (one.store_id, one.seen_us, one.is_lost) == ("store-1", hq.clock.us, False)
    (card,) = told.cards
    assert (card.account_id, card.available, card.debt, card.worst) == (member, -200, 200, 200)
    assert told.owed == 200


def test_a_member_costs_no_more_than_the_tills_believe_to_be_there_and_where_he_buys(
    hq: Headquarters,
) -> None:
    hq.admin.set_programme(BALANCED)
    first, second = hq.till(), hq.till("store-2")
    guest = hq.member(7_000)
    poor, rich = hq.member(30, card="2900000000000002"), hq.member(9_000, card="2900000000000003")
    for number, (till, member) in enumerate([(first, poor), (second, poor), (first, rich)], 1):
        hq.clock.us += number
        sold(hq, till, member, 0, store_id=till.place.store_id, sold_at_us=hq.clock.us)
    lent(hq, first)
    lent(hq, second)
    late = hq.member(20, card="2900000000000004")

    worst = {card.account_id: card.worst for card in hq.admin.leases.exposure()[0].cards}

    assert worst == {rich: 500, poor: 60, guest: 0, late: 1_000}


def test_whoever_may_cost_most_is_named_before_richer_members_who_cost_nothing(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED)
    till = hq.till()
    for number in range(WORST_CARDS):
        hq.member(7_000, card=f"29000000000001{number:02}")
    regular = hq.member(30)
    sold(hq, till, regular, 0, sold_at_us=hq.clock.us)
    lent(hq, till)

    cards = hq.admin.leases.exposure()[0].cards

    assert (cards[0].account_id, cards[0].worst) == (regular, 30)
    assert [card.worst for card in cards[1:]] == [0] * (WORST_CARDS - 1)


def test_whoever_may_show_a_phone_is_no_guest_anywhere(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED)
    lent(hq, hq.till())
    member = hq.member(7_000)
    PhoneDesk(hq.books, hq.clock, hq.secrets).register(CARD, b"k" * 32)
    lent(hq, hq.till("store-2"))

    assert hq.admin.leases.exposure(member=member)[0].cards[0].worst == 1_000


def test_whoever_pays_only_with_the_centre_costs_nothing(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED)
    till, member = hq.till(), hq.member(0)
    for points in (10, 20):
        sold(hq, till, member, 0, redeemed=points)
        sold(hq, till, member, 0, accrued=20)
    assert hq.account(member).online_only
    lent(hq, till)

    assert hq.admin.leases.exposure(member=member)[0].cards[0].worst == 0


def test_a_till_that_was_shut_out_is_not_heard_any_more(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED)
    till = hq.till()
    lent(hq, till)

    assert hq.admin.leases.lose(till.agent_id, "sold") == (0, 0)
    assert [one.is_lost for one in hq.admin.leases.exposure()[0].tills] == [True]
    hq.admin.leases.lose(till.agent_id, "sold", shut_out=True)

    assert hq.admin.leases.exposure()[0].network == 0
    assert hq.admin.leases.lose("nobody", "?") is None


def test_an_older_life_of_a_till_that_is_gone_for_good_counts_no_longer(hq: Headquarters) -> None:
    hq.admin.set_programme(STRICT + "home = 500\nrisk = 5_000\n")
    till = hq.till()
    member = at_home(hq, till)
    lent(hq, till)
    newer = Stream(till.place, "life-2")
    assert lent(hq, newer).grants == {member: 250}
    assert hq.admin.leases.exposure()[0].network == 10_000

    assert hq.admin.leases.lose(till.agent_id, "disk broken", life="life-1", is_gone=True) == (1, 500)

    told = hq.admin.leases.exposure()[0]
    assert {one.incarnation: (one.most, one.is_lost) for one in told.tills} == {
        "life-1": (0, True),
        "life-2": (5_000, False),
    }
    assert lent(hq, newer, 1).grants == {member: 500}
    with pytest.raises(TillLost):
        lent(hq, till, 1)


@pytest.mark.parametrize("seed", range(3))
def test_nobody_who_is_not_named_costs_more_than_is_said_of_the_others(hq: Headquarters, seed: int) -> None:
    """However few are looked at: the bound holds for all, and where it closes, the ten are the worst ten."""
    chance = Random(seed)
    hq.admin.set_programme(BALANCED)
    hq.admin.create_store("store-3", "The third")
    tills = [hq.till(f"store-{1 + number % 3}") for number in range(5)]
    members = [hq.member(chance.choice([0, 40, 150, 900]), card=f"29000000000001{n:02}") for n in range(24)]
    for till in chance.sample(tills, 4):
        for member in chance.sample(members, 6):
            hq.clock.us += 1
            sold(hq, till, member, 0, store_id=till.place.store_id, sold_at_us=hq.clock.us)
        lent(hq, till)
    for member in chance.sample(members, 2):
        sold(hq, tills[0], member, 0, accrued=10)
    if seed % 2:
        PhoneDesk(hq.books, hq.clock, hq.secrets).register("2900000000000107", b"k" * 32)

    def look(desk: Desk) -> tuple[list[Worst], dict[str, int]]:
        rights, now_us = Rights(desk), hq.clock.us
        every = cards_now(desk, rights, members, moment(now_us))
        few = [worst_cards(desk, rights, now_us, looked_at) for looked_at in ((1, 2), (3, 12), (6, 50))]
        return few, {card.account_id: card.worst for card in every}

    few, worst = hq.books.read(look)

    for told in few:
        named = {card.account_id: card.worst for card in told.cards}
        assert named.items() <= worst.items()
        assert max(worst[name] for name in worst.keys() - named.keys()) <= told.others
    named = {card.account_id: card.worst for card in few[-1].cards}
    assert sorted(named.values()) == sorted(worst.values())[-WORST_CARDS:], "all were looked at"
    assert few[-1].others <= min(named.values())


def test_a_poor_member_whom_a_till_knows_as_rich_is_named_before_two_thousand_richer_ones(
    hq: Headquarters,
) -> None:
    hq.admin.set_programme(BALANCED)
    till = hq.till()
    for number in range(5):
        hq.member(7_000, card=f"29000000000001{number:02}")
    lent(hq, till)
    spent = hq.member(20)

    worst = hq.books.read(lambda desk: worst_cards(desk, Rights(desk), hq.clock.us, (1, 10)))

    assert (worst.cards[0].account_id, worst.cards[0].worst, worst.others) == (spent, 500, 0)


def test_nobody_of_that_name(hq: Headquarters) -> None:
    with pytest.raises(UnknownMember):
        hq.admin.leases.exposure(member="+7 900 000 00 00")
