"""Giving out cards and answering members: works without a connection, keeps no more than it must."""

from datetime import timedelta

import pytest

from loyalty_pos.core.cards import own_card
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import CardState, Lot, LotKind, Member
from loyalty_pos.core.problems import (
    BadPhone,
    CardAlreadyIssued,
    CardBlocked,
    CardNumbersUsedUp,
    ConsentMissing,
    NotAllowed,
    PaymentCardRefused,
    PhoneAlreadyMember,
    StorageFull,
    UnreadableCode,
)
from loyalty_pos.core.programme import Accrual, InDays, Programme, RateEarn, Tier, TierDiscount, Tiers
from loyalty_pos.core.receipt import Align, Pair, Qr, Text
from loyalty_pos.core.sale import CardIssued
from loyalty_pos.till.issuing import IssueForm
from loyalty_pos.wire.events import body_text
from tests.fakes.shop import MORNING
from tests.fakes.till import ANNA_CARD, ANNA_PHONE, BORIS_CARD, COFFEE_CODE, MILK_CODE, FakeTill

CONSENT = (("personal_data", "2025-09"),)
FORM = IssueForm("  Вера   Сомова ", "8 900 123-45-67", "--02-29", CONSENT, "sms")
TIERS = Programme(
    id="tiers",
    names=(("ru", "Уровни"),),
    tiers=Tiers((Tier("silver", "Серебро", 0, 300), Tier("gold", "Золото", 10_000_000, 700))),
    card=TierDiscount(),
    accrual=Accrual(RateEarn(500), activation=InDays(14)),
)


# --- giving out ---------------------------------------------------------------------------------------


def test_a_virtual_card_is_given_out_and_works_at_once(till: FakeTill) -> None:
    done = till.issuing.issue(FORM)
    assert done.card_number.startswith("29")
    assert done.member.name == "Вера С."
    till.register.scan(done.card_number)
    assert till.sell(COFFEE_CODE).sale.accrued == 50
    assert till.enquiry.find("+7 900 123 45 67")[0].account_id == done.fact.account_id


def test_the_books_hold_no_name_and_nothing_of_the_phone(till: FakeTill) -> None:
    fact = till.issuing.issue(FORM).fact
    assert "Вера" not in body_text(fact)
    assert "9001234567" not in body_text(fact)
    assert (fact.phone_masked, fact.phone_key) == ("", 0)
    assert str(lookup_key("phone", "+79001234567", till.world.identity.lookup_key)) not in body_text(fact)
    assert (fact.consents, fact.channel) == (CONSENT, "sms")
    assert till.journal.events[-1].person_id == fact.person_id


def test_a_virtual_cards_slip_carries_its_number_as_qr(till: FakeTill) -> None:
    done = till.issuing.issue(FORM)
    assert Qr(done.card_number) in done.receipt.blocks
    assert Pair("  обработка персональных данных", "2025-09") in done.receipt.blocks


def test_a_plastic_card_is_shown_by_its_end_only(till: FakeTill) -> None:
    blank = own_card("7000000000007")
    done = till.issuing.issue(IssueForm("Вера", "9001234567", consents=CONSENT, card_number=blank))
    assert done.card_number == blank
    assert not any(isinstance(block, Qr) for block in done.receipt.blocks)
    assert Pair("Карта", f"**** {blank[-4:]}") in done.receipt.blocks


def test_a_blank_card_from_the_pack_is_given_out(till: FakeTill) -> None:
    blank = own_card("7000000000007")
    till.members.add(Member("in the pack", blank[-4:], CardState.NONACTIVE), blank)
    till.issuing.issue(IssueForm("", "9001234567", consents=CONSENT, card_number=blank))
    assert [type(fact) for fact in till.journal.of(CardIssued)] == [CardIssued]


def test_a_new_member_may_be_nameless(till: FakeTill) -> None:
    done = till.issuing.issue(IssueForm("", "9001234567", consents=CONSENT))
    assert done.member.name == ""
    assert not any(isinstance(block, Pair) and block.left == "Имя" for block in done.receipt.blocks)


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        pytest.param(IssueForm("В", "9001234567"), ConsentMissing, id="no consent at all"),
        pytest.param(
            IssueForm("В", "9001234567", consents=(("advertising", "1"),)),
            ConsentMissing,
            id="only for advertising",
        ),
        pytest.param(IssueForm("В", "12", consents=CONSENT), BadPhone, id="no phone"),
        pytest.param(IssueForm("В", ANNA_PHONE, consents=CONSENT), PhoneAlreadyMember, id="Anna's phone"),
        pytest.param(
            IssueForm("В", "9001234567", consents=CONSENT, card_number=ANNA_CARD),
            CardAlreadyIssued,
            id="Anna's card",
        ),
        pytest.param(
            IssueForm("В", "9001234567", consents=CONSENT, card_number=MILK_CODE),
            UnreadableCode,
            id="a pack of milk",
        ),
        pytest.param(
            IssueForm("В", "9001234567", consents=CONSENT, card_number="4111111111111111"),
            PaymentCardRefused,
            id="a bank card",
        ),
    ],
)
def test_a_card_that_cannot_be_given_out(till: FakeTill, form: IssueForm, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        till.issuing.issue(form)
    assert till.journal.of(CardIssued) == []


def test_a_number_that_somebody_has_is_not_given_out_again(till: FakeTill) -> None:
    till.clock.digits = ["1000000000001", "1000000000002", "5000000000005"]
    assert till.issuing.issue(FORM).card_number == own_card("5000000000005")


def test_without_free_numbers_it_is_said(till: FakeTill) -> None:
    till.clock.digits = ["1000000000001"] * 20
    with pytest.raises(CardNumbersUsedUp):
        till.issuing.issue(FORM)


def test_an_auditor_gives_out_no_cards(till: FakeTill) -> None:
    till.staff.log_in("4444")
    with pytest.raises(NotAllowed):
        till.issuing.issue(FORM)


def test_where_phones_are_confirmed_a_new_card_only_earns(till: FakeTill) -> None:
    till.settings.values["phone_confirmation"] = "code"
    assert not till.issuing.issue(FORM).member.verified


def test_a_full_disk_gives_out_nothing(till: FakeTill) -> None:
    till.journal.fails.append(StorageFull("journal.db"))
    with pytest.raises(StorageFull):
        till.issuing.issue(FORM)
    assert till.members.by_phone("+79001234567") is None


def test_the_phone_is_checked_before_the_form_is_filled_in(till: FakeTill) -> None:
    check = till.issuing.check_phone("8 (912) 345-67-89")
    assert (check.phone, check.masked) == (ANNA_PHONE, "+7 9** ***-**-89")
    assert check.known is not None
    assert check.known.account_id == "anna"
    assert till.issuing.check_phone("9001234567").known is None


# --- asking -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [ANNA_CARD, ANNA_PHONE, "8 912 345 67 89", f"{ANNA_CARD}\r\n"])
def test_a_member_is_found_by_card_and_by_full_phone(till: FakeTill, text: str) -> None:
    assert [member.account_id for member in till.enquiry.find(text)] == ["anna"]


@pytest.mark.parametrize("text", ["+79000000000", own_card("9999999999999"), MILK_CODE, "LPR1:1"])
def test_nobody_is_found_by_what_names_nobody(till: FakeTill, text: str) -> None:
    assert till.enquiry.find(text) == []


def test_a_blocked_card_is_said_to_be_blocked(till: FakeTill) -> None:
    till.members.add(Member("carla", "0002", CardState.BLOCKED), BORIS_CARD)
    with pytest.raises(CardBlocked):
        till.enquiry.find(BORIS_CARD)


def test_the_balance_tells_available_pending_debt_and_what_ends_next() -> None:
    till = FakeTill(TIERS)
    day = timedelta(days=1)
    lots = (
        Lot("a", LotKind.BASE, 100, 100, MORNING - day, MORNING + 30 * day),
        Lot("b", LotKind.BASE, 50, 50, MORNING - day, MORNING + 30 * day),
        Lot("c", LotKind.BASE, 70, 70, MORNING - day, MORNING + 90 * day),
        Lot("d", LotKind.BASE, 30, 30, MORNING - day),
        Lot("e", LotKind.BASE, 85, 85, MORNING + 14 * day),
        Lot("f", LotKind.BASE, 999, 999, MORNING - 9 * day, MORNING - day),
        Lot("g", LotKind.BASE, 10, 0, MORNING - day, MORNING + day),
    )
    member = Member(
        "vera", "0001", CardState.ACTIVE, lots=lots, debt=20, spend_minor=9_570_000, as_of=MORNING
    )
    balance = till.enquiry.balance(member)
    assert (balance.available, balance.pending, balance.debt) == (230, 85, 20)
    assert (balance.next_expiry, balance.next_expiry_points) == (MORNING + 30 * day, 150)
    assert balance.pending_until == MORNING + 14 * day
    assert (balance.tier_id, balance.as_of) == ("silver", MORNING)
    assert balance.next_tier is not None
    assert (balance.next_tier.tier_id, balance.next_tier.missing_minor, balance.next_tier.bp) == (
        "gold",
        430_000,
        700,
    )


def test_at_the_top_there_is_no_next_tier() -> None:
    till = FakeTill(TIERS)
    balance = till.enquiry.balance(Member("vera", "0001", CardState.ACTIVE, spend_minor=10_000_000))
    assert (balance.tier_id, balance.next_tier) == ("gold", None)


def test_the_balance_is_of_now_and_not_of_when_the_card_was_scanned(till: FakeTill) -> None:
    before = till.enquiry.find(ANNA_CARD)[0]
    till.register.attach(before)
    till.sell(COFFEE_CODE)
    assert till.enquiry.balance(before).available == 550


def test_what_was_bought_here_newest_first(till: FakeTill) -> None:
    sales = []
    for _ in range(2):
        till.register.scan(ANNA_CARD)
        sales.append(till.sell(MILK_CODE).sale)
    till.sell(COFFEE_CODE)
    assert till.enquiry.local_history("anna") == sales[::-1]


def test_the_balance_on_paper() -> None:
    till = FakeTill(TIERS).open()
    member = Member("vera", "0001", CardState.ACTIVE, spend_minor=9_570_000, as_of=MORNING)
    blocks = till.enquiry.balance_slip(member).blocks
    assert Pair("Карта", "**** 0001") in blocks
    assert Pair("До следующего уровня", "4\u00a0300,00\u00a0₽") in blocks
    assert Text("по данным на 20.11.2026") in blocks


def test_the_balance_can_be_printed_before_anybody_logs_in(till: FakeTill) -> None:
    till.staff.log_out()
    assert till.enquiry.balance_slip(till.members.accounts["anna"]).blocks


def test_a_copy_says_that_it_is_one_opens_no_drawer_and_is_written_down(till: FakeTill) -> None:
    done = till.sell(MILK_CODE)
    copy = till.enquiry.reprint(done.sale)
    assert copy.copy
    assert not copy.open_drawer
    assert copy.blocks[0] == Text("КОПИЯ", Align.CENTRE, bold=True, size=2)
    assert copy.blocks[1:] == done.receipt.blocks
    assert till.journal.notes()[-1] == "receipt_copied"
