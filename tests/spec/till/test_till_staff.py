"""Who works at the till: PINs, the lock that survives a restart, approval as a second PIN."""

from dataclasses import replace

import pytest

from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import (
    ApprovalPaused,
    CannotApprove,
    NotAllowed,
    OwnCardRefused,
    PinLocked,
    Problem,
    ReceiptUnfinished,
    WrongPin,
)
from loyalty_pos.core.sale import Noted
from loyalty_pos.till.ports import Role
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.wire.roles import ROLE_PERMISSIONS
from tests.fakes.shop import PulledPlugError
from tests.fakes.till import ANNA_CARD, BREAD_CODE, CASHIER, MILK_CODE, SENIOR, STAFF_CARD, FakeTill


@pytest.fixture
def shut() -> FakeTill:
    """A till where nobody is logged in."""
    return FakeTill()


def fail(till: FakeTill, times: int, staff_id: str = "") -> None:
    for _ in range(times):
        with pytest.raises((WrongPin, PinLocked)):
            till.staff.log_in("0000", staff_id)


def test_a_pin_says_who_it_is(shut: FakeTill) -> None:
    assert shut.staff.log_in("2222") == SENIOR
    assert shut.staff.current == SENIOR
    assert shut.journal.notes() == ["logged_in"]


def test_a_pin_belongs_to_the_person_who_was_chosen(shut: FakeTill) -> None:
    assert shut.staff.log_in("1111", "c1") == CASHIER
    with pytest.raises(WrongPin):
        shut.staff.log_in("2222", "c1")


def test_everybody_is_listed_by_name(shut: FakeTill) -> None:
    assert [member.name for member in shut.staff.list()] == ["Мария К.", "Нина А.", "Ольга С.", "Пётр М."]


def test_logging_out(till: FakeTill) -> None:
    till.staff.log_out()
    assert till.staff.current is None
    till.staff.log_out()
    assert till.journal.notes() == ["logged_in", "logged_out"]


def test_nobody_leaves_an_open_receipt(till: FakeTill) -> None:
    till.register.scan(MILK_CODE)
    with pytest.raises(ReceiptUnfinished):
        till.staff.log_out()
    with pytest.raises(ReceiptUnfinished):
        till.staff.log_in("2222")


def test_a_cashier_who_logs_in_after_a_crash_does_not_pay_with_an_own_card(till: FakeTill) -> None:
    till.staff.log_in("2222")
    till.register.scan(STAFF_CARD)
    till.register.scan(BREAD_CODE)
    till.journal.save_draft(till.world.desk.take_draft() or "")
    till.restart()
    till.register.restore()
    till.staff.log_in("1111")
    with pytest.raises(OwnCardRefused):
        till.register.pay_exact()


def own_card(till: FakeTill) -> Member:
    found = till.members.by_card(STAFF_CARD)
    assert found is not None
    return found


def test_a_senior_lets_a_cashiers_own_card_onto_one_receipt_and_that_is_told(till: FakeTill) -> None:
    till.staff.log_in("1111")
    till.register.scan(BREAD_CODE)
    till.register.attach(own_card(till), Approval("s1", Permission.OWN_CARD))
    till.register.attach(own_card(till))
    till.journal.save_draft(till.world.desk.take_draft() or "")
    till.restart()
    till.register.restore()
    till.staff.log_in("1111")
    sale = till.register.pay_exact().sale
    assert (sale.account_id, sale.cashier_id, sale.own_card_by) == ("maria", "c1", "s1")
    with pytest.raises(OwnCardRefused):
        till.register.attach(own_card(till))


def test_what_was_allowed_ends_with_the_card_that_leaves_the_receipt(till: FakeTill) -> None:
    till.staff.log_in("1111")
    till.register.scan(BREAD_CODE)
    for leave in (till.register.detach, lambda: till.register.scan(ANNA_CARD)):
        till.register.attach(own_card(till), Approval("s1", Permission.OWN_CARD))
        leave()
        with pytest.raises(OwnCardRefused):
            till.register.attach(own_card(till))


@pytest.mark.parametrize(
    ("who", "approval", "refused"),
    [
        ("1111", Approval("c1", Permission.OWN_CARD), NotAllowed),
        ("1111", Approval("s1", Permission.CARDS), NotAllowed),
        ("2222", Approval("s1", Permission.OWN_CARD), OwnCardRefused),
    ],
    ids=["a cashier allows nothing", "an approval is for one thing", "a senior never serves herself"],
)
def test_nobody_allows_an_own_card_who_may_not(
    till: FakeTill, who: str, approval: Approval, refused: type[Problem]
) -> None:
    till.staff.log_in(who)
    staff = till.world.cashier().staff_id
    with pytest.raises(refused):
        till.register.attach(replace(own_card(till), staff_id=staff), approval)
    assert till.register.view().member is None


# --- the lock -----------------------------------------------------------------------------------------


def test_each_wrong_pin_says_how_many_tries_are_left(shut: FakeTill) -> None:
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongPin) as refused:
            shut.staff.log_in("0000", "c1")
        assert refused.value.tries_left == left


def test_five_wrong_pins_lock_for_half_a_minute(shut: FakeTill) -> None:
    fail(shut, 4, "c1")
    with pytest.raises(PinLocked) as locked:
        shut.staff.log_in("0000", "c1")
    assert locked.value.wait_s == 30
    shut.clock.pass_time(seconds=29.5)
    with pytest.raises(PinLocked) as locked:
        shut.staff.log_in("1111", "c1")
    assert locked.value.wait_s == 1
    shut.clock.pass_time(seconds=1)
    assert shut.staff.log_in("1111", "c1") == CASHIER


def test_while_locked_the_pin_is_not_even_looked_at(shut: FakeTill) -> None:
    fail(shut, 5, "c1")
    asked = shut.pins.asked
    fail(shut, 3, "c1")
    assert shut.pins.asked == asked


def test_the_lock_survives_a_restart(shut: FakeTill) -> None:
    fail(shut, 5, "c1")
    shut.restart()
    with pytest.raises(PinLocked):
        shut.staff.log_in("1111", "c1")


def test_a_try_counts_even_if_the_plug_is_pulled_before_it_is_judged(shut: FakeTill) -> None:
    shut.pins.plug_pulled = True
    with pytest.raises(PulledPlugError):
        shut.staff.log_in("0000", "c1")
    assert shut.tries.failures("c1")[0] == 1


def test_ten_wrong_pins_lock_until_a_manager_comes(shut: FakeTill) -> None:
    fail(shut, 5, "c1")
    for left in (4, 3, 2, 1):
        shut.clock.pass_time(seconds=31)
        with pytest.raises(WrongPin) as refused:
            shut.staff.log_in("0000", "c1")
        assert refused.value.tries_left == left
    shut.clock.pass_time(seconds=31)
    with pytest.raises(PinLocked) as locked:
        shut.staff.log_in("0000", "c1")
    assert locked.value.wait_s == 0
    shut.clock.pass_time(days=3)
    with pytest.raises(PinLocked):
        shut.staff.log_in("1111", "c1")
    shut.staff.unlock("c1", shut.staff.approve("3333", Permission.SETTINGS, "m1"))
    assert shut.staff.log_in("1111", "c1") == CASHIER
    assert shut.journal.notes() == ["pin_locked", "pin_locked", "pin_unlocked", "logged_in"]


def locked_for_all(till: FakeTill) -> None:
    """Ten wrong PINs at a page that asks for no name, as the window does."""
    for _ in range(10):
        till.clock.pass_time(seconds=31)
        fail(till, 1)


def test_a_till_that_ten_wrong_pins_locked_for_everybody_opens_to_a_managers_pin(shut: FakeTill) -> None:
    locked_for_all(shut)
    with pytest.raises(PinLocked) as soon:
        shut.staff.log_in("3333")
    assert soon.value.wait_s == 30, "one try in half a minute"
    shut.clock.pass_time(seconds=31)
    with pytest.raises(PinLocked) as cashier:
        shut.staff.log_in("1111")
    assert cashier.value.wait_s == 0, "a cashier's right PIN opens nothing"
    shut.clock.pass_time(seconds=31)
    assert shut.staff.log_in("3333").role is Role.MANAGER
    assert shut.journal.notes()[-2:] == ["pin_unlocked", "logged_in"]
    shut.staff.log_out()
    assert shut.staff.log_in("1111") == CASHIER


def test_a_cashiers_own_right_pin_does_not_begin_the_guessing_at_a_managers_anew(shut: FakeTill) -> None:
    """Four guesses and an own PIN, again and again: the page that asks for no name counts them all together."""
    for _ in range(3):
        fail(shut, 4)
        shut.staff.log_in("1111")
        shut.staff.log_out()
    asked = shut.pins.asked
    with pytest.raises(PinLocked) as refused:
        shut.staff.log_in("3333")
    assert refused.value.wait_s == 60
    assert shut.pins.asked == asked + 1, "only the cashier's PIN was looked at"
    assert shut.staff.log_in("1111") == CASHIER, "who sells notices nothing"
    shut.staff.log_out()

    shut.restart()
    shut.clock.pass_time(seconds=61)
    fail(shut, 1)
    with pytest.raises(PinLocked) as longer:
        shut.staff.log_in("3333")
    assert longer.value.wait_s == 120
    shut.clock.pass_time(seconds=121)
    assert shut.staff.log_in("3333").role is Role.MANAGER
    shut.staff.log_out()
    fail(shut, 1)
    assert shut.staff.log_in("3333").role is Role.MANAGER, "the manager's own PIN begins it anew"


def test_a_senior_cashiers_right_pin_neither_counts_nor_forgives(shut: FakeTill) -> None:
    for _ in range(3):
        fail(shut, 4)
        if shut.tries.failures("*log-in")[0] < 12:
            assert shut.staff.log_in("2222") == SENIOR
            shut.staff.log_out()
    with pytest.raises(PinLocked):
        shut.staff.log_in("3333")
    shut.clock.pass_time(seconds=61)
    shut.staff.log_in("2222")
    assert shut.tries.failures("*log-in")[0] == 12


def test_a_quiet_night_begins_the_guesses_at_the_log_in_anew(shut: FakeTill) -> None:
    for _ in range(3):
        fail(shut, 4)
        shut.staff.log_in("1111")
        shut.staff.log_out()
    shut.clock.pass_time(seconds=8 * 3600)
    assert shut.staff.log_in("3333").role is Role.MANAGER


@pytest.mark.parametrize("staff_id", ["s1", "nobody"])
def test_only_a_manager_unlocks(shut: FakeTill, staff_id: str) -> None:
    with pytest.raises(NotAllowed):
        shut.staff.unlock("c1", Approval(staff_id, Permission.SETTINGS))


def test_a_locked_manager_does_not_unlock_himself(shut: FakeTill) -> None:
    with pytest.raises(NotAllowed):
        shut.staff.unlock("m1", Approval("m1", Permission.SETTINGS))


def test_the_right_pin_forgets_the_wrong_ones(shut: FakeTill) -> None:
    fail(shut, 4, "c1")
    shut.staff.log_in("1111", "c1")
    assert shut.tries.failures("c1") == (0, None)


def test_one_persons_lock_is_not_anothers(shut: FakeTill) -> None:
    fail(shut, 5, "c1")
    assert shut.staff.log_in("2222", "s1") == SENIOR


def test_a_clock_that_was_set_back_locks_nobody_for_hours(shut: FakeTill) -> None:
    fail(shut, 5, "c1")
    shut.clock.pass_time(hours=-5)
    assert shut.staff.log_in("1111", "c1") == CASHIER


# --- permissions --------------------------------------------------------------------------------------


def test_every_role_has_its_permissions() -> None:
    assert set(ROLE_PERMISSIONS) == set(Role)
    assert Permission.SELL in ROLE_PERMISSIONS[Role.CASHIER]
    assert Permission.SELL not in ROLE_PERMISSIONS[Role.AUDITOR] | ROLE_PERMISSIONS[Role.IT]


def test_what_a_cashier_may(till: FakeTill) -> None:
    assert till.staff.may(Permission.SELL)
    assert not till.staff.may(Permission.RETURN)
    till.staff.log_out()
    assert not till.staff.may(Permission.SELL)


def test_approval_is_a_second_pin_of_somebody_who_may(till: FakeTill) -> None:
    assert till.staff.approve("2222", Permission.RETURN) == Approval("s1", Permission.RETURN)
    with pytest.raises(WrongPin):
        till.staff.approve("4444", Permission.RETURN)
    assert till.staff.current == CASHIER, "approving logs nobody in"


# --- guessing at approvals ------------------------------------------------------------------------------


def guess(till: FakeTill, times: int) -> list[int]:
    """Type a wrong PIN so often, each as soon as it is taken; return how many minutes each waited for."""
    waited = []
    for _ in range(times):
        asked, minutes = till.pins.asked, 0
        while True:
            with pytest.raises((WrongPin, ApprovalPaused)):
                till.staff.approve("0000", Permission.RETURN)
            if till.pins.asked > asked:
                break
            minutes += 1
            till.clock.pass_time(minutes=1)
        waited.append(minutes)
    return waited


def test_each_guess_at_somebody_elses_pin_waits_longer_than_the_one_before(till: FakeTill) -> None:
    assert guess(till, 12) == [0, 0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15]


def test_a_cashiers_own_right_pin_does_not_forgive_guesses_at_a_managers(till: FakeTill) -> None:
    guess(till, 4)
    till.staff.log_out()
    till.staff.log_in("1111")
    with pytest.raises(ApprovalPaused) as refused:
        till.staff.approve("0000", Permission.RETURN)
    assert refused.value.wait_min == 1


def test_while_approving_waits_the_pin_is_not_even_looked_at(till: FakeTill) -> None:
    guess(till, 5)
    asked = till.pins.asked
    with pytest.raises(ApprovalPaused):
        till.staff.approve("3333", Permission.RETURN)
    assert till.pins.asked == asked


def test_a_till_where_somebody_guessed_goes_on_selling_and_its_manager_logs_in(till: FakeTill) -> None:
    guess(till, 12)
    assert till.sell(MILK_CODE).sale.paid_minor == 9_990
    till.staff.log_out()
    assert till.staff.log_in("3333").role is Role.MANAGER


def test_the_right_pin_of_somebody_who_may_begins_anew(till: FakeTill) -> None:
    guess(till, 4)
    till.staff.approve("2222", Permission.RETURN)
    with pytest.raises(WrongPin) as refused:
        till.staff.approve("0000", Permission.RETURN)
    assert refused.value.tries_left == 4


def test_a_night_without_guesses_begins_anew_and_a_restart_does_not(till: FakeTill) -> None:
    guess(till, 5)
    till.restart()
    with pytest.raises(ApprovalPaused):
        till.staff.approve("2222", Permission.RETURN)
    till.clock.pass_time(hours=8)
    assert guess(till, 1) == [0]


def test_a_guess_counts_even_if_the_plug_is_pulled_before_it_is_judged(shut: FakeTill) -> None:
    shut.pins.plug_pulled = True
    for _ in range(5):
        with pytest.raises(PulledPlugError):
            shut.staff.approve("0000", Permission.RETURN)
    with pytest.raises(ApprovalPaused):
        shut.staff.approve("0000", Permission.RETURN)


def test_guesses_at_approvals_do_not_lock_the_log_in_nor_the_other_way_round(shut: FakeTill) -> None:
    locked_for_all(shut)
    assert shut.staff.approve("2222", Permission.RETURN).staff_id == "s1"
    assert shut.tries.failures("")[0] == 10
    with pytest.raises(PinLocked):
        shut.staff.log_in("1111")


def test_a_wrong_approval_is_written_down_with_who_was_logged_in_and_without_the_pin(till: FakeTill) -> None:
    with pytest.raises(WrongPin):
        till.staff.approve("9753", Permission.VOID)
    noted = till.journal.facts[-1]
    assert isinstance(noted, Noted)
    assert (noted.what, noted.cashier_id, noted.reason) == ("approval_refused", "c1", "void")
    assert "9753" not in repr(noted)


def test_the_cashiers_own_pin_is_not_called_wrong_but_without_the_right(till: FakeTill) -> None:
    for _ in range(12):
        with pytest.raises(CannotApprove) as refused:
            till.staff.approve("1111", Permission.RETURN)
        assert refused.value.permission == "return"
    assert "approval_refused" not in till.journal.notes()
    till.staff.approve("2222", Permission.RETURN)


def test_the_pin_of_another_cashier_without_the_right_is_told_like_a_wrong_one(till: FakeTill) -> None:
    """Else approvals would tell which PINs there are."""
    with pytest.raises(WrongPin):
        till.staff.approve("4444", Permission.RETURN)
