"""The counter on real encrypted files: what was done stays after the program's end, and follows from the books."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from loyalty_pos.core.cards import own_card
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.problems import AllReturned, PinLocked, WrongPin
from loyalty_pos.storage.pins import PinHasher
from loyalty_pos.till.enquiry import Enquiry
from loyalty_pos.till.issuing import IssueForm, Issuing
from loyalty_pos.till.receipt_state import LineAdded, MemberAttached, ReceiptFound, Refused, StaffBadge
from loyalty_pos.till.register import Register
from loyalty_pos.till.returns import Returns
from loyalty_pos.till.shift import Shift
from loyalty_pos.till.staff import Staff
from loyalty_pos.till.world import TillIdentity, TillWorld
from loyalty_pos.wire.chain import first_break
from loyalty_pos.wire.messages import Change
from loyalty_pos.wire.rows import StaffRow
from tests.fakes.till_folder import LOOKUP_KEY, Counter

CARD = own_card("4000000000001")
PROGRAMME = """
id = "club"
[names]
ru = "Клуб"
[accrual]
rate_bp = 500
[redemption]
receipt_cap_bp = 5000
"""


class Desk:
    """One run of the program over the same files."""

    def __init__(self, counter: Counter) -> None:
        files = counter.files
        self.files = files
        self.world = TillWorld(
            identity=TillIdentity("till-1", 1, "store-1", lookup_key=files.identity.lookup_key()),
            goods=files.goods,
            members=files.members,
            staff=files.staff,
            programmes=files.programmes,
            settings=files.settings,
            journal=files.journal,
            clock=counter.clock,
        )
        self.register = Register(self.world)
        self.returns = Returns(self.world)
        self.shift = Shift(self.world)
        self.enquiry = Enquiry(self.world)
        self.issuing = Issuing(self.world)
        self.staff = Staff(self.world, PinHasher(LOOKUP_KEY), files.pin_locks)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    """An enrolled till that the centre has told of a shop."""
    counter = Counter(tmp_path / "till")
    counter.tell_programme(PROGRAMME)
    counter.tell_goods(("tea", "Чай"), ("jam", "Варенье"))
    counter.tell_member(CARD, counter.a_lot(300))
    badge = lookup_key("badge", "B-17", LOOKUP_KEY)
    senior = StaffRow("s1", "Ольга С.", "senior", PinHasher(LOOKUP_KEY).digest("2222"), badge)
    counter.tell(Change("staff", "s1", msgspec.msgpack.encode(senior)))
    yield counter
    counter.files.close()


@pytest.fixture
def desk(counter: Counter) -> Desk:
    """The first run: a senior is logged in, a shift is open."""
    desk = Desk(counter)
    desk.staff.log_in("2222", "s1")
    desk.shift.open(10_000)
    return desk


def again(counter: Counter) -> Desk:
    """End the program, start it anew and log in."""
    counter.restart()
    desk = Desk(counter)
    desk.staff.log_in("2222", "s1")
    return desk


def test_a_sale_stays_and_its_points_are_there_the_next_morning(counter: Counter, desk: Desk) -> None:
    assert desk.register.scan("teatea") == LineAdded(1)
    assert isinstance(desk.register.scan(CARD), MemberAttached)
    done = desk.register.pay_exact()
    assert (done.sale.paid_minor, done.sale.accrued) == (5_000, 2)
    assert done.balance_after is not None
    assert done.balance_after.available == 302
    tomorrow = again(counter)
    assert tomorrow.register.scan(f"LPR1:{done.sale.code}") == ReceiptFound(done.sale)
    assert tomorrow.enquiry.balance(tomorrow.enquiry.find(CARD)[0]).available == 302


def test_a_return_in_parts_over_two_mornings_gives_back_all_and_not_more(
    counter: Counter, desk: Desk
) -> None:
    desk.register.scan(CARD)
    desk.register.add_article("tea", 3000)
    sale = desk.register.pay_exact().sale
    desk.returns.commit(sale, {1: 1000}, "")
    tomorrow = again(counter)
    found = tomorrow.returns.find(sale.code)
    assert tomorrow.returns.returnable(found)[0].left_milli == 2000
    tomorrow.returns.commit(found, {1: 2000}, "")
    with pytest.raises(AllReturned):
        tomorrow.returns.preview(found, {1: 1000})
    assert tomorrow.enquiry.balance(tomorrow.enquiry.find(CARD)[0]).available == 300
    assert tomorrow.shift.x_report().totals.cash_in_drawer_minor == 10_000


def test_an_open_receipt_comes_back_after_the_program_was_killed(counter: Counter, desk: Desk) -> None:
    desk.register.scan("teatea")
    desk.register.scan(CARD)
    text = desk.world.desk.take_draft()
    assert text
    assert CARD not in text
    desk.files.journal.save_draft(text)
    counter.restart()
    tomorrow = Desk(counter)
    assert tomorrow.register.restore()
    view = tomorrow.register.view()
    assert [line.name for line in view.lines] == ["Чай"]
    assert view.member is not None
    tomorrow.staff.log_in("2222", "s1")
    assert tomorrow.register.pay_exact().sale.accrued == 2


def test_a_card_given_out_without_a_connection_works_here_at_once_and_tomorrow(
    counter: Counter, desk: Desk
) -> None:
    form = IssueForm("Вера Сомова", "9001234567", consents=(("personal_data", "1"),))
    number = desk.issuing.issue(form).card_number
    desk.register.scan(number)
    desk.register.scan("jamjam")
    assert desk.register.pay_exact().sale.accrued == 2
    tomorrow = again(counter)
    member = tomorrow.enquiry.find("8 900 123-45-67")[0]
    assert (member.name, tomorrow.enquiry.balance(member).available) == ("Вера С.", 2)


def test_wrong_pins_are_remembered_after_the_program_was_killed(counter: Counter, desk: Desk) -> None:
    desk.staff.log_out()
    for _ in range(5):
        with pytest.raises((WrongPin, PinLocked)):
            desk.staff.log_in("0000", "s1")
    counter.restart()
    with pytest.raises(PinLocked):
        Desk(counter).staff.log_in("2222", "s1")


def test_a_badge_says_whose_it_is(desk: Desk) -> None:
    outcome = desk.register.scan("LPS1:B-17")
    assert isinstance(outcome, StaffBadge)
    assert outcome.staff.staff_id == "s1"
    assert isinstance(desk.register.scan("LPS1:B-18"), Refused)


def test_z_names_the_head_of_an_unbroken_chain(desk: Desk) -> None:
    desk.register.scan("teatea")
    sale = desk.register.pay_exact().sale
    desk.returns.void(sale, "")
    closed = desk.shift.close(10_000).fact
    events = desk.files.outbox.batch(from_seq=1)
    assert first_break(events) == 0
    last = next(event for event in events if event.seq == closed.last_seq)
    assert (closed.head_hash, closed.first_seq) == (last.hash, 2)
    assert closed.totals.cash_in_drawer_minor == 10_000
