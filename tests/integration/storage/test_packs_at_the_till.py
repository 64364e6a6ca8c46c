"""Packs of plastic and cards taken back, in the till's own files: the same after a restart, whatever the centre has said."""

from loyalty_pos.core.account.card_deeds import TO_PACK, VERIFIED, CardWhat
from loyalty_pos.core.cards import own_card
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import CardState
from loyalty_pos.core.packs.pack import RECEIVED, SPOILED, Pack
from loyalty_pos.core.sale import CardIssued, Noted
from loyalty_pos.till.pack_book.port import PackLine
from loyalty_pos.till.ports import Draft, Personal
from loyalty_pos.wire.codec import encode
from loyalty_pos.wire.messages import Change
from loyalty_pos.wire.rows import CardRow
from tests.fakes.people import PHONE, a_card
from tests.fakes.till_folder import Counter

FIRST, SECOND, LAST = (own_card(f"50000000000{n:02}") for n in (1, 2, 50))
PACK = Pack(FIRST, LAST, 50)


def note(what: str, subject: str, reason: str = "", at_us: int = 1) -> Noted:
    return Noted(what, "store-1", "anna", at_us, subject=subject, reason=reason)


def give(till: Counter, account_id: str, number: str, **told: object) -> CardIssued:
    fact = a_card(account_id, f"person-{account_id}", card_number=number, **told)
    personal = Personal(fact.person_id, {"name": "Вера Тайная", "phone": PHONE})
    till.files.journal.record([Draft(fact, "anna", personal=personal)])
    return fact


def take_back(till: Counter, number: str, reason: str = TO_PACK) -> None:
    key = lookup_key("card", number, till.files.identity.lookup_key())
    till.record(note(CardWhat.UNDONE, str(key), reason))


def lines(till: Counter) -> list[PackLine]:
    return list(till.files.packs.lines())


def test_what_is_left_of_a_pack_is_reckoned_from_what_happened(selling: Counter) -> None:
    selling.record(note(RECEIVED, PACK.text), note(SPOILED, SECOND, "spoiled", 2))
    give(selling, "new", FIRST)
    give(selling, "other", own_card("7000000000001"))
    selling.restart()
    assert lines(selling) == [PackLine(FIRST, LAST, 50, issued=1, spoiled=1)]
    assert selling.files.packs.holding(LAST) == lines(selling)[0]
    assert selling.files.packs.holding(own_card("7000000000001")) is None
    assert selling.files.packs.is_spoiled(SECOND) and not selling.files.packs.is_spoiled(FIRST)


def test_a_card_taken_back_is_blank_again_and_its_phone_is_nobodys(selling: Counter) -> None:
    selling.record(note(RECEIVED, PACK.text))
    give(selling, "wrong", FIRST)
    take_back(selling, FIRST)
    for _ in range(2):
        blank = selling.files.members.by_card(FIRST)
        assert blank is not None and blank.is_blank
        assert selling.files.members.by_phone(PHONE) is None
        assert lines(selling)[0].left == 50
        selling.restart()


def test_the_next_holder_of_the_card_is_the_one_who_is_found(selling: Counter) -> None:
    selling.record(note(RECEIVED, PACK.text))
    give(selling, "wrong", FIRST)
    take_back(selling, FIRST)
    give(selling, "right", FIRST, issued_at_us=3)
    for _ in range(2):
        found = selling.files.members.by_card(FIRST)
        assert found is not None and (found.account_id, found.state) == ("right", CardState.ACTIVE)
        assert [card.state for card in selling.files.held_cards.of("right")] == [CardState.ACTIVE]
        assert lines(selling)[0].issued == 1
        selling.restart()


def test_the_newest_card_of_the_shift_is_known_after_a_restart_until_it_is_taken_back(
    selling: Counter,
) -> None:
    selling.record(note(RECEIVED, PACK.text))
    assert selling.files.packs.last_given("shift-1") is None
    fact = give(selling, "wrong", FIRST)
    selling.restart()
    assert selling.files.packs.last_given("shift-1") == fact
    assert selling.files.packs.last_given("shift-9") is None
    give(selling, "second", SECOND, issued_at_us=2)
    take_back(selling, SECOND)
    selling.restart()
    assert selling.files.packs.last_given("shift-1") is None


def test_a_spoiled_card_stays_known_and_ended(selling: Counter) -> None:
    selling.record(note(RECEIVED, PACK.text))
    give(selling, "wrong", FIRST)
    take_back(selling, FIRST, "spoiled")
    found = selling.files.members.by_card(FIRST)
    assert found is not None and found.state is CardState.ARCHIVE
    assert lines(selling) == [PackLine(FIRST, LAST, 50, issued=0, spoiled=1)]


def test_a_blank_card_that_the_centre_knows_becomes_the_customers_at_once(selling: Counter) -> None:
    row = encode(CardRow("in the pack", "nonactive", FIRST[-4:]))
    selling.tell_member(FIRST, account_id="in the pack")
    selling.tell(Change("card", selling.card_key(FIRST), row))
    before = selling.files.members.by_card(FIRST)
    assert before is not None and before.is_blank
    give(selling, "new", FIRST)
    found = selling.files.members.by_card(FIRST)
    assert found is not None and found.account_id == "new"


def test_a_phone_confirmed_here_lets_its_member_pay_here_at_once(selling: Counter) -> None:
    give(selling, "new", FIRST, verified=False)
    member = selling.files.members.by_card(FIRST)
    assert member is not None and not member.verified
    selling.record(note(VERIFIED, "new", "code"))
    for _ in range(2):
        member = selling.files.members.by_card(FIRST)
        assert member is not None and member.verified
        selling.restart()
