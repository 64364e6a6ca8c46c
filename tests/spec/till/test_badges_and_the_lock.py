"""What a badge opens by itself, and a till that nobody works at for a moment: the receipt waits, the shift goes on."""

import pytest

from loyalty_pos.core.problems import ApprovalPaused, NotAllowed, NotLoggedIn, Problem, UnreadableCode
from loyalty_pos.core.sale import Noted
from loyalty_pos.till.ports import StaffMember
from loyalty_pos.till.roles.badges import Badges
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.login.idle import IdleLock
from tests.fakes.till import AUDITOR, CASHIER, MANAGER, MILK_CODE, SENIOR, FakeTill

PEOPLE = (CASHIER, SENIOR, MANAGER, AUDITOR)
BADGE = "LPS1:B-17"


def badges(till: FakeTill, mode: str = "", approves: str = "") -> Badges:
    till.settings.values |= {"staff_badge": mode, "badge_approves": approves}
    return Badges(till.world, till.staff)


def last_notes(till: FakeTill, count: int) -> list[tuple[str, str, str]]:
    notes = [fact for fact in till.journal.facts if isinstance(fact, Noted)]
    return [(note.what, note.subject, note.reason) for note in notes[-count:]]


# --- badges ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("member", PEOPLE, ids=lambda one: one.role)
def test_without_a_word_of_the_shop_a_badge_only_says_who_types_the_pin(member: StaffMember) -> None:
    shut = FakeTill()
    for mode in ("", "pin", "nonsense"):
        assert not badges(shut, mode).opens(member)
        with pytest.raises(NotAllowed):
            badges(shut, mode).log_in(member)
    assert shut.staff.current is None


@pytest.mark.parametrize("member", PEOPLE, ids=lambda one: one.role)
def test_where_the_shop_lets_it_a_badge_logs_in_who_only_sells(member: StaffMember) -> None:
    shut = FakeTill()
    assert badges(shut, "open").opens(member) is (member is CASHIER)


def test_a_log_in_by_badge_is_written_down_as_one() -> None:
    shut = FakeTill()
    opened = badges(shut, "open")
    assert opened.log_in(opened.owner(BADGE)) == CASHIER
    assert shut.staff.current == CASHIER
    assert last_notes(shut, 1) == [("logged_in", "c1", "badge")]


@pytest.mark.parametrize("mode", ["unlock", "open"])
@pytest.mark.parametrize("owner", PEOPLE, ids=lambda one: one.role)
def test_a_locked_till_opens_to_the_badge_of_whoever_locked_it(owner: StaffMember, mode: str) -> None:
    till = FakeTill()
    till.staff.begin(owner)
    till.staff.lock("hand")
    opens = {one.staff_id for one in PEOPLE if badges(till, mode).opens(one)}
    assert opens == {owner.staff_id} | ({"c1"} if mode == "open" else set())


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("member", PEOPLE, ids=lambda one: one.role)
def test_a_badge_approves_only_where_the_shop_says_so_and_only_what_its_owner_may(
    till: FakeTill, member: StaffMember, permission: Permission
) -> None:
    from_table = permission in FakeTill.rights_of(member)
    for approves in ("", "0", "1"):
        allowed = badges(till, approves=approves)
        if approves == "1" and from_table:
            assert allowed.approve(member, permission) == Approval(member.staff_id, permission)
        else:
            with pytest.raises(NotAllowed):
                allowed.approve(member, permission)
    assert till.staff.current == CASHIER, "approving logs nobody in"


def test_unknown_badges_cannot_be_tried_for_ever_and_a_restart_forgives_none(till: FakeTill) -> None:
    for _ in range(12):
        with pytest.raises(UnreadableCode):
            badges(till, "open").owner("LPS1:B-99")
    with pytest.raises(ApprovalPaused):
        badges(till, "open").owner(BADGE)
    till.restart()
    with pytest.raises(ApprovalPaused):
        badges(till, "open").owner(BADGE)
    till.clock.pass_time(hours=8)
    assert badges(till, "open").owner(BADGE) == CASHIER


# --- the lock -------------------------------------------------------------------------------------------


def test_a_locked_till_sells_nothing_and_keeps_its_receipt(till: FakeTill) -> None:
    till.register.scan(MILK_CODE)
    till.staff.lock("hand")
    with pytest.raises(NotLoggedIn):
        till.register.pay_exact()
    assert till.staff.current is None
    till.staff.log_in("1111")
    assert till.register.pay_exact().sale.paid_minor == 9_990
    assert last_notes(till, 2) == [("locked", "c1", "hand"), ("logged_in", "c1", "")]


def test_another_cashier_goes_on_with_the_receipt_and_that_is_told(till: FakeTill) -> None:
    till.register.scan(MILK_CODE)
    till.staff.lock("idle")
    till.staff.log_in("2222")
    assert last_notes(till, 3) == [
        ("locked", "c1", "idle"),
        ("logged_in", "s1", ""),
        ("receipt_taken_over", "c1", ""),
    ]
    assert till.register.pay_exact().sale.cashier_id == "s1"


def test_cashiers_change_without_closing_the_shift(till: FakeTill) -> None:
    before = till.shift.current()
    till.staff.lock("hand")
    till.staff.log_in("2222")
    assert till.shift.current() == before
    assert "receipt_taken_over" not in till.journal.notes(), "nothing was open"


def test_a_till_where_nobody_works_is_not_locked_twice(till: FakeTill) -> None:
    till.staff.lock("hand")
    till.staff.lock("idle")
    assert till.journal.notes().count("locked") == 1


def test_a_locked_till_counts_wrong_pins_like_any_other(till: FakeTill) -> None:
    till.staff.lock("hand")
    for _ in range(5):
        with pytest.raises(Problem):
            till.staff.log_in("0000")
    till.restart()
    with pytest.raises(Problem):
        till.staff.log_in("1111")


# --- a till that nobody touches -------------------------------------------------------------------------


class Seconds:
    """A clock moved by the test."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("minutes", "quiet_s", "locks"),
    [(1, 59.9, 0), (1, 60.0, 1), (10, 599.0, 0), (10, 600.0, 1), (0, 10**9, 0)],
)
def test_a_till_is_locked_after_the_shops_minutes_without_a_touch(
    minutes: int, quiet_s: float, locks: int
) -> None:
    clock, locked = Seconds(), list[str]()
    idle = IdleLock(lambda: minutes, lambda: locked.append("locked"), clock)
    clock.now = 30.0
    idle.touched()
    clock.now += quiet_s
    idle.look()
    idle.look()
    assert len(locked) == locks
