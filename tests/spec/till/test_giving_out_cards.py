"""Cards at the counter: packs, the last card taken back, a phone confirmed now, later or not at all, nobody's own card."""

from dataclasses import dataclass, field, replace

import pytest

from loyalty_pos.core.cards import CardRange, CheckDigit, ean_digit, own_card
from loyalty_pos.core.member import CardState
from loyalty_pos.core.packs.pack import MOST_CARDS, Pack, Tally, pack_in, pack_of
from loyalty_pos.core.problems import (
    CardAlreadyIssued,
    HoldRefused,
    NotAllowed,
    Problem,
    StaffAccount,
    UnreadableCode,
)
from loyalty_pos.core.problems.issuing import (
    BadPackNumber,
    BadPackRange,
    CardOfNoPack,
    CardUsedAlready,
    NothingToUndo,
    PackAlreadyHere,
    PhoneCodeOver,
    PhoneCodeWait,
    PhoneOfAnother,
    WrongPhoneCode,
)
from loyalty_pos.core.receipt import Pair
from loyalty_pos.core.sale import CardIssued, Noted
from loyalty_pos.till.confirming.codes import PhoneCodes
from loyalty_pos.till.confirming.later import LaterProof
from loyalty_pos.till.confirming.port import Purpose
from loyalty_pos.till.held_cards.port import HeldCard
from loyalty_pos.till.issuing import IssueDone, IssueForm, Issuing, consent_versions
from loyalty_pos.till.packs.deeds import Packs
from loyalty_pos.till.redemption import Wish, check_member
from loyalty_pos.till.staff import Approval, Permission
from tests.fakes.shop import PlainSettings
from tests.fakes.till import ANNA_CARD, ANNA_PHONE, MILK_CODE, STAFF_CARD, FakeTill

SENIOR = Approval("s1", Permission.CARDS)
PHONE = "+79161234567"
AGREED = (("personal_data", "1"),)


def blank(number: int) -> str:
    """Return a card of the printed series 5000000000001, 5000000000002..."""
    return own_card(f"{5_000_000_000_000 + number}")


@dataclass
class Gateway:
    """Keeps what it was given; ``away``: nobody answers."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    away: bool = False
    is_there: bool = True

    def send(self, e164: str, code: str, _purpose: Purpose) -> bool:
        if not self.away:
            self.sent.append((e164, code))
        return not self.away


@dataclass
class Held:
    """Anna has a card; whoever got one here has that too."""

    till: FakeTill

    def of(self, account_id: str) -> list[HeldCard]:
        given = [one for one in self.till.journal.facts if isinstance(one, CardIssued)]
        numbers = [one.card_number for one in given if one.account_id == account_id]
        numbers += [ANNA_CARD] if account_id == "anna" else []
        return [HeldCard(int(number), number[-4:], CardState.ACTIVE) for number in numbers]


def anew(till: FakeTill) -> FakeTill:
    """Start the program over the same book."""
    till.restart()
    till.world = replace(till.world, held_cards=Held(till))
    till.issuing = Issuing(till.world)
    till.staff.log_in("1111")
    return till


@pytest.fixture
def till() -> FakeTill:
    till = anew(FakeTill())
    till.shift.open()
    return till


@pytest.fixture
def packs(till: FakeTill) -> Packs:
    made = Packs(till.world)
    made.receive(blank(1), blank(5), SENIOR)
    return made


def give(till: FakeTill, card: str = "", phone: str = PHONE, code: str = "") -> IssueDone:
    return till.issuing.issue(IssueForm("Вера", phone, consents=AGREED, card_number=card, code=code))


def with_codes(till: FakeTill, gateway: Gateway) -> PhoneCodes:
    """Let this till confirm phones by a code."""
    till.settings = PlainSettings({"phone_confirmation": "code"})
    till.restart()
    till.staff.log_in("1111")
    codes = PhoneCodes(till.world, gateway)
    till.issuing = Issuing(till.world, codes)
    return codes


# --- packs ------------------------------------------------------------------------------------------------


def test_a_pack_is_told_by_its_first_and_last_number(till: FakeTill) -> None:
    pack = Packs(till.world).receive(blank(1), blank(100), SENIOR)
    assert pack == Pack(blank(1), blank(100), 100)
    note = till.journal.facts[-1]
    assert isinstance(note, Noted) and (note.what, note.approved_by) == ("pack_received", "s1")
    assert pack_in(note.subject) == pack


@pytest.mark.parametrize(
    ("first", "last", "problem"),
    [
        (blank(1)[:-1] + str((int(blank(1)[-1]) + 1) % 10), blank(9), BadPackNumber),
        (blank(1), "4600000000015", BadPackNumber),
        (blank(1), "", BadPackNumber),
        (blank(9), blank(1), BadPackRange),
        (blank(1), blank(MOST_CARDS + 1), BadPackRange),
    ],
)
def test_what_is_no_pack_is_refused(till: FakeTill, first: str, last: str, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        Packs(till.world).receive(first, last, SENIOR)


def test_cards_with_no_check_digit_run_by_every_digit() -> None:
    old = CardRange("old", "", "7", "7", 8, 8, CheckDigit.NONE)
    assert pack_of("70000001", "70000010", [old]).size == 10
    ean = CardRange("ean", "", "27", "27", 13, 13, CheckDigit.EAN13)
    first, last = (body + ean_digit(body) for body in ("270000000001", "270000000002"))
    assert pack_of(first, last, [ean]).size == 2


@pytest.mark.parametrize("text", ["", "1", "1-2", "a-b-c", "1-2-3-4", "1-2-99999999"])
def test_an_audit_line_that_is_no_pack_is_none(text: str) -> None:
    assert pack_in(text) is None


def test_the_same_pack_does_not_come_twice_and_only_a_senior_receives_one(packs: Packs) -> None:
    with pytest.raises(PackAlreadyHere):
        packs.receive(blank(5), blank(9), SENIOR)
    with pytest.raises(NotAllowed):
        packs.receive(blank(6), blank(9))


def test_delivered_is_issued_and_spoiled_and_left(till: FakeTill, packs: Packs) -> None:
    give(till, blank(1))
    packs.spoil(blank(2), "spoiled")
    assert packs.tally() == Tally(5, 1, 1)
    tally, paper = packs.count(2)
    assert (tally.left, tally.difference) == (3, -1)
    note = till.journal.facts[-1]
    assert isinstance(note, Noted) and (note.subject, note.reason) == ("5:1:1:3:2", "differs")
    told = {block.left: block.right for block in paper.blocks if isinstance(block, Pair)}
    assert told["Расхождение"] == "-1"
    assert packs.count(3)[0].difference == 0
    last = till.journal.facts[-1]
    assert isinstance(last, Noted) and last.reason == ""


def test_only_a_blank_card_of_a_pack_is_spoiled_and_nobody_gets_it(till: FakeTill, packs: Packs) -> None:
    packs.spoil(blank(2), "spoiled")
    with pytest.raises(CardAlreadyIssued):
        give(till, blank(2))
    give(till, blank(1))
    for number in (blank(1), blank(2)):
        with pytest.raises(CardAlreadyIssued):
            packs.spoil(number, "spoiled")
    with pytest.raises(CardOfNoPack):
        packs.spoil(blank(77), "spoiled")
    with pytest.raises(UnreadableCode):
        packs.spoil("milk", "spoiled")


@pytest.mark.usefixtures("packs")
def test_a_till_with_packs_gives_out_no_card_of_another_one_unless_the_shop_says_so(
    till: FakeTill,
) -> None:
    with pytest.raises(CardOfNoPack):
        give(till, blank(77))
    till.settings.values["packs_of_others"] = "yes"
    assert give(till, blank(77)).card_number == blank(77)


def test_a_virtual_card_needs_no_pack(till: FakeTill, packs: Packs) -> None:
    give(till)
    assert packs.tally().left == 5


@pytest.mark.usefixtures("packs")
def test_the_till_says_once_that_plastic_runs_out_and_again_at_the_last_card(
    till: FakeTill,
) -> None:
    till.settings.values["packs_low_at"] = "2"
    said = [give(till, blank(n), f"+7916000000{n}").plastic_left for n in range(1, 6)]
    assert said == [-1, -1, 2, -1, 0]
    lines = [
        fact.subject for fact in till.journal.facts if isinstance(fact, Noted) and fact.what == "packs_low"
    ]
    assert lines == ["2", "0"]


# --- the last card taken back -----------------------------------------------------------------------------


def test_the_last_card_is_taken_back_and_goes_to_the_next_customer(till: FakeTill, packs: Packs) -> None:
    give(till, blank(1))
    till.issuing.undo_last()
    assert packs.tally() == Tally(5, 0, 0)
    assert till.issuing.check_phone(PHONE).known is None
    done = give(till, blank(1))
    assert done.card_number == blank(1)
    assert packs.tally().issued == 1


def test_a_card_that_is_spoiled_does_not_go_back(till: FakeTill, packs: Packs) -> None:
    give(till, blank(1))
    till.issuing.undo_last(spoiled=True)
    assert packs.tally() == Tally(5, 0, 1)
    with pytest.raises(CardAlreadyIssued):
        give(till, blank(1))


@pytest.mark.parametrize(("card", "left"), [(blank(1), Tally(5, 0, 0)), ("", Tally(5, 0, 0))])
def test_a_till_that_was_started_anew_still_takes_the_last_card_back(
    till: FakeTill, packs: Packs, card: str, left: Tally
) -> None:
    give(till, card)
    last = anew(till).issuing.last
    assert last is not None and (last.member.name, bool(card) is (last.card_number == card)) == ("Вера", True)
    till.issuing.undo_last()
    assert packs.tally() == left
    assert till.issuing.check_phone(PHONE).known is None
    assert anew(till).issuing.last is None


def test_after_a_restart_neither_a_wallets_further_card_nor_one_of_yesterday_is_taken_back(
    till: FakeTill,
) -> None:
    till.issuing.issue(IssueForm("Петя", PHONE, consents=AGREED, family_of="anna"))
    assert anew(till).issuing.last is None
    give(till, phone="+79161234568")
    assert anew(till).issuing.last is not None
    till.shift.close(0)
    till.shift.open()
    assert till.issuing.last is None


def test_what_was_used_is_not_taken_back(till: FakeTill) -> None:
    done = give(till)
    till.register.attach(done.member)
    till.sell(MILK_CODE)
    with pytest.raises(CardUsedAlready):
        till.issuing.undo_last()


def test_nothing_is_taken_back_twice_nor_from_another_shift(till: FakeTill) -> None:
    with pytest.raises(NothingToUndo):
        till.issuing.undo_last()
    give(till)
    till.issuing.undo_last()
    with pytest.raises(NothingToUndo):
        till.issuing.undo_last()
    give(till)
    till.shift.close(0)
    till.shift.open()
    assert till.issuing.last is None


def test_a_familys_further_card_is_blocked_and_not_undone(till: FakeTill) -> None:
    form = IssueForm("Петя", PHONE, consents=AGREED, family_of="anna")
    till.issuing.issue(form)
    with pytest.raises(NothingToUndo):
        till.issuing.undo_last()


# --- a phone that is confirmed, later or now ----------------------------------------------------------------


def test_a_right_code_confirms_the_phone_at_once(till: FakeTill) -> None:
    gateway = Gateway()
    codes = with_codes(till, gateway)
    assert codes.send(PHONE, codes.make(PHONE))
    ((phone, code),) = gateway.sent
    assert (phone, len(code)) == (PHONE, 6)
    assert give(till, code=code).fact.verified
    assert not [fact for fact in till.journal.facts if code in str(fact)], "the code stands in no book"


def test_without_a_code_the_card_earns_and_does_not_pay(till: FakeTill) -> None:
    with_codes(till, Gateway(away=True))
    member = give(till).member
    assert not member.verified
    with pytest.raises(HoldRefused) as refused:
        check_member(member, 1, Wish(1, 1, 100))
    assert refused.value.reason == "unverified"


def test_three_wrong_codes_and_five_minutes_end_a_code(till: FakeTill) -> None:
    codes = with_codes(till, Gateway())
    code = codes.make(PHONE)
    for left in (2, 1):
        with pytest.raises(WrongPhoneCode) as wrong:
            codes.check(PHONE, "x")
        assert wrong.value.tries_left == left
    with pytest.raises(PhoneCodeOver):
        codes.check(PHONE, "x")
    with pytest.raises(PhoneCodeOver):
        codes.check(PHONE, code)
    till.clock.pass_time(minutes=2)
    late = codes.make(PHONE)
    till.clock.pass_time(minutes=5, seconds=1)
    with pytest.raises(PhoneCodeOver):
        codes.check(PHONE, late)


def test_a_code_is_good_once_and_for_its_own_phone(till: FakeTill) -> None:
    codes = with_codes(till, Gateway())
    code = codes.make(PHONE)
    with pytest.raises(PhoneCodeOver):
        codes.check("+79169999999", code)
    codes.check(PHONE, f" {code} ")
    with pytest.raises(PhoneCodeOver):
        codes.check(PHONE, code)


def test_a_minute_between_codes_and_five_a_day(till: FakeTill) -> None:
    codes = with_codes(till, Gateway())
    codes.make(PHONE)
    with pytest.raises(PhoneCodeWait) as wait:
        codes.make(PHONE)
    assert wait.value.wait_s == 60
    for _ in range(4):
        till.clock.pass_time(seconds=61)
        codes.make(PHONE)
    till.clock.pass_time(seconds=61)
    with pytest.raises(PhoneCodeWait) as today:
        codes.make(PHONE)
    assert today.value.wait_s == 0
    till.clock.pass_time(hours=24)
    assert codes.make(PHONE)


def test_a_phone_is_confirmed_on_the_next_visit_by_a_code_or_by_a_document(till: FakeTill) -> None:
    codes = with_codes(till, Gateway())
    member = give(till).member
    later = LaterProof(till.world, codes)
    e164 = later.phone_of(member, PHONE)
    with pytest.raises(PhoneCodeOver):
        later.by_code(member, e164, "000000")
    assert later.by_code(member, e164, codes.make(e164)).verified
    known = till.members.by_account(member.account_id)
    assert known is not None and known.verified
    with pytest.raises(NotAllowed):
        later.by_document(member)
    assert later.by_document(member, SENIOR).verified
    note = till.journal.facts[-1]
    assert isinstance(note, Noted) and (note.what, note.reason, note.approved_by) == (
        "member_verified",
        "document",
        "s1",
    )


def test_nobody_confirms_anothers_phone_or_their_own(till: FakeTill) -> None:
    later = LaterProof(till.world, PhoneCodes(till.world))
    anna, own = till.members.by_card(ANNA_CARD), till.members.by_card(STAFF_CARD)
    assert anna is not None and own is not None
    with pytest.raises(PhoneOfAnother):
        later.phone_of(own, ANNA_PHONE)
    assert later.phone_of(anna, ANNA_PHONE) == ANNA_PHONE
    senior = replace(own, staff_id="c1")
    with pytest.raises(StaffAccount):
        later.by_document(senior, SENIOR)


def test_a_shop_without_a_gateway_sends_nothing(till: FakeTill) -> None:
    codes = PhoneCodes(till.world)
    assert not codes.is_there
    assert not codes.send(PHONE, codes.make(PHONE))


# --- consents -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "told"),
    [("", ("1", "1")), ("7", ("7", "7")), ("2 advertising:3", ("2", "3")), ("advertising:3", ("1", "3"))],
)
def test_each_consent_has_the_version_of_its_own_text(
    till: FakeTill, setting: str, told: tuple[str, str]
) -> None:
    if setting:
        till.settings.values["consent_version"] = setting
    versions = consent_versions(till.world)
    assert (versions("personal_data"), versions("advertising")) == told


def test_the_slip_names_each_consent_with_its_version_and_says_what_is_not_confirmed(till: FakeTill) -> None:
    with_codes(till, Gateway(away=True))
    form = IssueForm("Вера", PHONE, consents=(("personal_data", "2"), ("partners", "5")), channel="sms")
    done = till.issuing.issue(form)
    pairs = {block.left.strip(): block.right for block in done.receipt.blocks if isinstance(block, Pair)}
    assert pairs["передача партнёрам"] == "5"
    texts = [getattr(block, "text", "") for block in done.receipt.blocks]
    assert any("подтвердят" in text for text in texts)
    assert done.fact.channel == "sms"


def test_a_blank_card_imported_as_not_given_out_becomes_the_customers(till: FakeTill) -> None:
    done = give(till, blank(3))
    found = till.members.by_card(blank(3))
    assert found is not None and found.state is CardState.ACTIVE
    assert isinstance(done.fact, CardIssued)


# --- what proves a consent --------------------------------------------------------------------------------


def test_each_consent_says_how_it_was_given_and_to_which_text(till: FakeTill) -> None:
    text = "0f" * 32
    till.settings.values |= {"consent_hash": f"personal_data:{text}", "phone_confirmation": "none"}
    agreed = (("personal_data", "2"), ("advertising", "5"))
    form = IssueForm("Вера", PHONE, consents=agreed, on_display=frozenset({"advertising"}))
    assert till.issuing.issue(form).fact.proofs == (
        ("personal_data", "slip", text),
        ("advertising", "display", ""),
    )


def test_a_code_from_the_phone_proves_what_was_read_aloud(till: FakeTill) -> None:
    codes = with_codes(till, Gateway())
    assert give(till, code=codes.make(PHONE)).fact.proofs == (("personal_data", "code", ""),)
