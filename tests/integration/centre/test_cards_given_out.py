"""What tills say of cards they gave out, taken in by the centre: taken back, given out again, confirmed, spoiled."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from loyalty_pos.core.account.card_deeds import TO_PACK, VERIFIED, CardWhat
from loyalty_pos.core.cards import own_card
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import CardState
from loyalty_pos.core.packs.pack import COUNTED, DIFFERS, LOW
from loyalty_pos.core.sale import CardIssued, Noted
from loyalty_pos.wire.messages import AccountQuery
from tests.fakes.centre import CARD, Headquarters, Stream, new_uuid
from tests.fakes.people import FIELDS, NAME, PHONE, a_card
from tests.fakes.till_folder import a_sale


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[Headquarters]:
    made = Headquarters(tmp_path)
    yield made
    made.close()


def note(what: str, subject: str, reason: str = "", at_us: int = 2_000_000) -> Noted:
    return Noted(what, "store-1", "anna", at_us, subject=subject, reason=reason)


def issue(till: Stream, account_id: str, **told: object) -> CardIssued:
    fact = a_card(account_id, f"person-{account_id}", card_number=CARD, **told)
    till.commit(fact, FIELDS)
    return fact


def taken_back(hq: Headquarters, reason: str = TO_PACK) -> Noted:
    return note(CardWhat.UNDONE, str(lookup_key("card", CARD, hq.secrets.lookup_key)), reason)


def state_of(hq: Headquarters, account_id: str) -> list[CardState]:
    return [card.state for card in hq.books.read(lambda desk: desk.members.cards_of([account_id]))]


def holder_of(hq: Headquarters, kind: str, text: str) -> str:
    key = lookup_key(kind, text, hq.secrets.lookup_key)
    return hq.books.read(lambda desk: desk.members.accounts_of(kind, {key})).get(key, "")


@pytest.mark.parametrize("pushes", [1, 2])
def test_a_card_taken_back_lies_in_its_pack_and_nobody_is_behind_it(hq: Headquarters, pushes: int) -> None:
    till = hq.till()
    issue(till, "wrong")
    if pushes == 2:
        hq.centre.push(till.batch())
    till.commit(taken_back(hq))
    hq.centre.push(till.batch())

    assert state_of(hq, "wrong") == [CardState.NONACTIVE]
    assert holder_of(hq, "phone", PHONE) == ""
    assert hq.centre.search(AccountQuery(NAME)).accounts == []
    people = hq.books.read(lambda desk: desk.people.people_of(["wrong"]))
    assert [(one.name, one.phone, one.birthday) for one in people] == [("", "", "")]


@pytest.mark.parametrize("pushes", [1, 2])
def test_the_next_customer_gets_the_card_that_was_taken_back_and_may_have_the_same_phone(
    hq: Headquarters, pushes: int
) -> None:
    till = hq.till()
    issue(till, "wrong")
    till.commit(taken_back(hq))
    if pushes == 2:
        hq.centre.push(till.batch())
    issue(till, "right", issued_at_us=3_000_000)
    till.commit(a_sale(1, account_id="right", accrued=9, activate_at_us=1))
    hq.centre.push(till.batch())

    assert hq.alarms() == []
    assert (holder_of(hq, "card", CARD), holder_of(hq, "phone", PHONE)) == ("right", "right")
    assert (state_of(hq, "right"), state_of(hq, "wrong")) == ([CardState.ACTIVE], [])
    assert hq.points("right") == 9


def test_a_spoiled_card_is_nobodys_for_ever(hq: Headquarters) -> None:
    till = hq.till()
    issue(till, "wrong")
    till.commit(taken_back(hq, "spoiled"))
    issue(till, "right")
    hq.centre.push(till.batch())
    assert state_of(hq, "wrong") == [CardState.ARCHIVE]
    assert "card_taken" in hq.alarms()


def test_a_card_that_was_used_elsewhere_meanwhile_stays_its_holders(hq: Headquarters) -> None:
    till, other = hq.till(), hq.till("store-2")
    issue(till, "new")
    hq.centre.push(till.batch())
    other.commit(a_sale(1, account_id="new", accrued=9, activate_at_us=1))
    hq.centre.push(other.batch())
    till.commit(taken_back(hq))
    hq.centre.push(till.batch())

    assert hq.alarms() == ["card_undone_used"]
    assert state_of(hq, "new") == [CardState.ACTIVE]
    assert holder_of(hq, "phone", PHONE) == "new"


def test_an_unconfirmed_phone_earns_and_does_not_pay_until_it_is_confirmed(hq: Headquarters) -> None:
    till = hq.till()
    issue(till, "new", verified=False)
    till.commit(a_sale(1, account_id="new", accrued=9, activate_at_us=1))
    hq.centre.push(till.batch())
    answer = hq.hold("new", 5)
    assert (answer.granted, answer.reason, answer.available) == (0, "unverified", 9)

    till.commit(note(VERIFIED, "new", "code"))
    hq.centre.push(till.batch())
    assert hq.hold("new", 5, new_uuid()).granted == 5


def test_points_that_paid_of_an_unconfirmed_phone_are_booked_and_told(hq: Headquarters) -> None:
    till = hq.till()
    issue(till, "new", verified=False)
    till.commit(a_sale(1, account_id="new", accrued=9, activate_at_us=1))
    till.commit(a_sale(2, account_id="new", redeemed=5, points_money_minor=500))
    hq.centre.push(till.batch())
    assert "unverified_paid" in hq.alarms()
    assert hq.points("new") == 4


def test_a_cashiers_own_card_on_their_own_receipt_is_told(hq: Headquarters) -> None:
    account = hq.member(10, staff_id="anna")
    till = hq.till()
    till.commit(a_sale(1, account_id=account, accrued=9, activate_at_us=1, cashier_id="anna"))
    till.commit(a_sale(2, account_id=account, accrued=9, activate_at_us=1, cashier_id="boris"))
    allowed = {"cashier_id": "anna", "own_card_by": "boris"}
    till.commit(a_sale(3, account_id=account, accrued=9, activate_at_us=1, **allowed))
    hq.centre.push(till.batch())
    assert hq.alarms() == ["own_card_at_sale"]


def test_a_child_without_a_parent_is_told_of_a_child_in_a_parents_wallet_is_not(hq: Headquarters) -> None:
    """The till asks first; one that was changed does not."""
    hq.admin.set_setting("least_age", "14")
    till, at_us = hq.till(), 1_795_000_000_000_000  # in November 2026
    till.commit(a_card("mother", "person-1", card_number=CARD, issued_at_us=at_us), FIELDS)
    child = FIELDS | {"name": "Петя", "phone": "+79160000009", "birthday": "2015-01-01"}
    till.commit(a_card("mother", "person-2", card_number=own_card("2" * 13), issued_at_us=at_us), child)
    hq.centre.push(till.batch())
    assert hq.alarms() == []
    alone = child | {"phone": "+79160000010"}
    till.commit(a_card("child", "person-3", card_number=own_card("3" * 13), issued_at_us=at_us), alone)
    unknown = child | {"phone": "+79160000011", "birthday": "--03-05"}
    till.commit(a_card("nobody", "person-4", card_number=own_card("4" * 13), issued_at_us=at_us), unknown)
    hq.centre.push(till.batch())
    assert hq.alarms() == ["member_too_young"] * 2


def test_plastic_that_runs_out_and_a_count_that_differs_are_told(hq: Headquarters) -> None:
    till = hq.till()
    till.commit(note(LOW, "20"))
    till.commit(note(COUNTED, "100:30:1:69:69"))
    till.commit(note(COUNTED, "100:30:1:69:67", DIFFERS, at_us=3_000_000))
    hq.centre.push(till.batch())
    assert sorted(hq.alarms()) == ["packs_differ", "packs_low"]


# --- one of several leaves the account -----------------------------------------------------------------------

SECOND, THIRD = own_card("6000000000002"), own_card("6000000000003")
OTHER_PHONE = "+79160000002"


def left(hq: Headquarters, number: str) -> Noted:
    return replace(
        note(CardWhat.LEFT, str(lookup_key("card", number, hq.secrets.lookup_key))), approved_by="sergey"
    )


def a_family(hq: Headquarters) -> Stream:
    """Vera has a card, and Petya one of the same account, with a phone of his own."""
    till = hq.till()
    issue(till, "wallet")
    petya = a_card("wallet", "person-petya", card_number=SECOND, issued_at_us=1_500_000)
    till.commit(petya, FIELDS | {"name": "Петя", "phone": OTHER_PHONE})
    return till


@pytest.mark.parametrize("pushes", [1, 2])
def test_who_leaves_a_wallet_is_not_found_by_it_any_more_and_the_others_are(
    hq: Headquarters, pushes: int
) -> None:
    till = a_family(hq)
    if pushes == 2:
        hq.centre.push(till.batch())
    till.commit(left(hq, SECOND))
    hq.centre.push(till.batch())

    assert hq.alarms() == []
    assert sorted(state_of(hq, "wallet")) == [CardState.ACTIVE, CardState.ARCHIVE]
    assert (holder_of(hq, "phone", OTHER_PHONE), holder_of(hq, "phone", PHONE)) == ("", "wallet")
    people = hq.books.read(lambda desk: desk.people.people_of(["wallet"]))
    assert {one.person_id: one.name for one in people} == {"person-wallet": NAME, "person-petya": ""}


def test_who_left_may_have_an_account_of_their_own_by_the_same_phone(hq: Headquarters) -> None:
    till = a_family(hq)
    till.commit(left(hq, SECOND))
    alone = a_card("alone", "person-alone", card_number=THIRD, issued_at_us=3_000_000)
    till.commit(alone, FIELDS | {"name": "Петя", "phone": OTHER_PHONE})
    hq.centre.push(till.batch())
    assert (hq.alarms(), holder_of(hq, "phone", OTHER_PHONE)) == ([], "alone")


@pytest.mark.parametrize("pushes", [1, 2])
def test_a_second_card_of_the_same_person_leaves_and_the_person_stays(hq: Headquarters, pushes: int) -> None:
    till = a_family(hq)
    key = str(lookup_key("card", SECOND, hq.secrets.lookup_key))
    till.commit(a_card("wallet", "", card_number=THIRD, issued_at_us=3_000_000))
    till.commit(note(CardWhat.REPLACED, key, "lost"))
    if pushes == 2:
        hq.centre.push(till.batch())
    till.commit(left(hq, SECOND))
    hq.centre.push(till.batch())
    assert holder_of(hq, "phone", OTHER_PHONE) == "wallet", "the card that took its place is still his"
    till.commit(left(hq, THIRD))
    hq.centre.push(till.batch())
    assert holder_of(hq, "phone", OTHER_PHONE) == ""


def test_whoever_opened_the_account_stays_without_the_card_too(hq: Headquarters) -> None:
    till = a_family(hq)
    till.commit(left(hq, CARD))
    hq.centre.push(till.batch())
    assert holder_of(hq, "phone", PHONE) == "wallet"
    assert [
        one.last4
        for one in hq.books.read(lambda desk: desk.members.cards_of(["wallet"]))
        if one.state is CardState.ACTIVE
    ] == [SECOND[-4:]]
