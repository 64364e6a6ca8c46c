"""No role passes what the table forbids, nor what the shop's limits do: at the till, and once more at the centre."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.centre.rights import lacking
from loyalty_pos.core.problems import NotAllowed, OverRoleLimit, Problem
from loyalty_pos.core.sale import CashMoved, Fact, Return, Void
from loyalty_pos.till.ports import StaffMember
from loyalty_pos.till.roles.badges import Badges
from loyalty_pos.till.staff import Approval, Permission, require
from loyalty_pos.wire.events import Event
from loyalty_pos.wire.role_limits import LIMITED, read_limits, told_limits, within
from loyalty_pos.wire.roles import ROLE_PERMISSIONS, Role
from loyalty_pos.wire.rows import StaffRow
from tests.fakes.shop import StaffList
from tests.fakes.till import MILK_CODE, FakeTill

ROLES = {role: StaffMember(f"id-{role}", role, role, f"pin-{role}") for role in Role}
LIMITED_PAIRS = sorted((role, right) for role in Role for right in LIMITED & ROLE_PERMISSIONS[role])
limits_of_shops = st.dictionaries(st.sampled_from(LIMITED_PAIRS), st.integers(0, 10**6))
sums = st.integers(-(10**6), 10**6)


def text_of(limits: dict[tuple[Role, Permission], int]) -> str:
    return "\n".join(f"{role} {permission} {limit}" for (role, permission), limit in limits.items())


def till_of(role: Role, limits: str = "") -> FakeTill:
    """A till at which one person of each role may log in, and this one did."""
    till = FakeTill()
    till.world = replace(till.world, staff=StaffList(tuple(ROLES.values())))
    till.settings.values["role_limits"] = limits
    till.world.desk.cashier = ROLES[role]
    return till


def allowed(act: Callable[[], object]) -> bool:
    try:
        act()
    except NotAllowed:
        return False
    return True


# --- at the till ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", Role)
def test_who_works_here_may_what_the_table_says_and_nothing_else(role: Role, permission: Permission) -> None:
    till = till_of(role)
    assert allowed(lambda: require(till.world, permission)) is (permission in ROLE_PERMISSIONS[role])


@pytest.mark.parametrize("approver", Role)
@pytest.mark.parametrize("role", Role)
def test_an_approval_gives_what_the_approver_may_for_that_one_right(role: Role, approver: Role) -> None:
    world = till_of(role).world
    for permission in Permission:
        may = permission in ROLE_PERMISSIONS[approver]
        other = Permission.SELL if permission is not Permission.SELL else Permission.VOID
        given_for, taken_for = (Approval(f"id-{approver}", one) for one in (permission, other))
        assert allowed(partial(require, world, permission, given_for)) is may
        assert not allowed(partial(require, world, permission, taken_for))


@given(
    limits=limits_of_shops, role=st.sampled_from(Role), permission=st.sampled_from(Permission), amount=sums
)
def test_no_sum_over_the_limit_passes_without_somebody_whose_limit_is_higher(
    limits: dict[tuple[Role, Permission], int], role: Role, permission: Permission, amount: int
) -> None:
    till = till_of(role, text_of(limits))
    limit = limits.get((role, permission), 10**9)
    may = permission in ROLE_PERMISSIONS[role] and abs(amount) <= limit
    for approval in (None, Approval(f"id-{role}", permission)):
        assert allowed(partial(require, till.world, permission, approval, amount)) is may
    assert Badges(till.world, till.staff).approves(ROLES[role], permission, amount) is False
    till.settings.values["badge_approves"] = "1"
    assert Badges(till.world, till.staff).approves(ROLES[role], permission, amount) is may


def test_a_senior_over_the_limit_is_told_so_and_a_manager_approves_on_the_same_page(till: FakeTill) -> None:
    till.settings.values["role_limits"] = "senior return 5000\nsenior cash_move 1000"
    done = till.sell(MILK_CODE)
    till.staff.log_out()
    till.staff.log_in("2222")
    with pytest.raises(OverRoleLimit) as refused:
        till.returns.commit(done.sale, {1: 1000}, "broken")
    assert (refused.value.limit_minor, refused.value.amount_minor) == (5_000, 9_990)
    with pytest.raises(Problem):
        till.staff.approve("2222", Permission.RETURN, amount_minor=9_990)
    approval = till.staff.approve("3333", Permission.RETURN, amount_minor=9_990)
    assert till.returns.commit(done.sale, {1: 1000}, "broken", approval).fact.approved_by == "m1"
    with pytest.raises(OverRoleLimit):
        till.shift.move_cash(1_001, "bank")
    assert till.shift.move_cash(1_001, "bank", Approval("m1", Permission.CASH_MOVE)).approved_by == "m1"
    assert till.shift.move_cash(-1_000, "bank").approved_by == ""
    assert till.staff.current is not None
    assert till.staff.current.staff_id == "s1", "approving logged nobody out"


@pytest.mark.parametrize(
    "text",
    [
        "senior return",
        "senior return -5",
        "senior return 5 5",
        "boss return 5",
        "senior fly 5",
        "senior sell 5",
        "cashier return 5",
        "senior return 5\nsenior return 6",
        f"senior return {10**13}",
    ],
)
def test_a_limit_that_says_nothing_is_refused_where_it_is_set_and_limits_nobody_at_a_till(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the line itself is the message
        read_limits(text)
    assert told_limits((text,)) == {}


def test_the_store_s_own_limits_stand_before_the_general_ones() -> None:
    assert told_limits(("senior return 1", "senior return 2"))[Role.SENIOR, Permission.RETURN] == 1
    assert told_limits(("", "senior return 2"))[Role.SENIOR, Permission.RETURN] == 2


# --- at the centre ----------------------------------------------------------------------------------------

STAFF = {one.staff_id: StaffRow(one.staff_id, one.name, one.role, "", active=True) for one in ROLES.values()}


def money_fact(permission: Permission, amount: int, approved_by: str) -> Fact:
    """A fact that needs this right, about so much money; only what the centre looks at."""
    kind: dict[Permission, Any] = {Permission.RETURN: Return, Permission.VOID: Void}
    if permission is Permission.CASH_MOVE:
        return CashMoved("shift", "store", "who", 0, amount, "", approved_by)
    fact = object.__new__(kind[permission])
    for name, value in {"paid_minor": amount, "withheld_minor": 0, "approved_by": approved_by}.items():
        if name in kind[permission].__dataclass_fields__:
            object.__setattr__(fact, name, value)
    return cast(Fact, fact)


@given(
    limits=limits_of_shops,
    role=st.sampled_from(Role),
    approver=st.sampled_from([None, *Role]),
    permission=st.sampled_from([Permission.RETURN, Permission.VOID, Permission.CASH_MOVE]),
    amount=sums,
)
def test_the_centre_sees_every_sum_that_nobody_named_might_decide(
    limits: dict[tuple[Role, Permission], int],
    role: Role,
    approver: Role | None,
    permission: Permission,
    amount: int,
) -> None:
    """Whatever program wrote the event: the same table and the same limits judge it once more."""
    event = cast(Event, SimpleNamespace(cashier_id=f"id-{role}", agent_id="till", zone="UTC"))
    approved_by = f"id-{approver}" if approver else ""
    named = [role, approver] if approver else [role]
    fine = any(within(limits, one, permission, amount) for one in named if one)
    found = lacking(STAFF, event, money_fact(permission, amount, approved_by), limits)
    assert found == ([] if fine else [(permission, approved_by or f"id-{role}")])


@pytest.mark.parametrize("who", ["stranger", "dismissed"])
def test_a_stranger_s_name_in_a_fact_is_worth_nothing(who: str) -> None:
    staff = STAFF | {"dismissed": StaffRow("dismissed", "", Role.MANAGER, "", active=False)}
    event = cast(Event, SimpleNamespace(cashier_id="id-cashier", agent_id="till", zone="UTC"))
    fact = money_fact(Permission.CASH_MOVE, 5, who)
    assert lacking(staff, event, fact) == [(Permission.CASH_MOVE, who)]
