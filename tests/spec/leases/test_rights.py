"""What a till may let a member pay with by itself, in the manager's words; the numbers are those of the guide."""

from dataclasses import replace

import pytest

from loyalty_pos.core.leases.lease import HOUR_US, Floors, Holder, Lease, Policy, Preset, Wait, preset
from loyalty_pos.core.leases.reserve import Share, available, confirmed, granted, reserved, spent
from loyalty_pos.core.leases.rights import Doubt, Right, Seen, Used, decayed, right, taken

POLICY = Policy(Floors(home=500, visited=200, app=500), risk=1_000, ttl_us=72 * HOUR_US)
LEASE = Lease("till-1", "a", 3, 0, 10, 100, POLICY)
AT_HOME = Seen(balance=1_200, grant=600, holder=Holder.HOME)


def test_what_was_set_aside_here_and_the_floor_right_may_be_paid_with() -> None:
    assert right(LEASE, AT_HOME, Used(), 0) == Right(600, 500)


@pytest.mark.parametrize(
    ("holder", "floor"),
    [(Holder.HOME, 500), (Holder.VISITED, 200), (Holder.GUEST, 0), (Holder.APP, 500), (Holder.BLOCKED, 0)],
)
def test_the_floor_right_is_smaller_the_less_the_shop_knows_the_member(holder: Holder, floor: int) -> None:
    assert right(LEASE, Seen(1_200, 0, holder), Used(), 0).floor == floor


def test_nobody_pays_with_more_than_there_was_when_the_till_last_heard() -> None:
    assert right(LEASE, Seen(balance=70, holder=Holder.HOME), Used(), 0) == Right(0, 70)
    assert right(LEASE, Seen(balance=-5, holder=Holder.HOME), Used(), 0) == Right()


def test_what_was_taken_under_this_lease_is_gone() -> None:
    assert right(LEASE, AT_HOME, Used(grant=250, floor=120), 0) == Right(350, 380)
    assert right(LEASE, AT_HOME, Used(grant=700, floor=600), 0) == Right()


def test_all_members_together_take_no_more_than_the_till_may_risk() -> None:
    assert right(LEASE, AT_HOME, Used(risk=900), 0) == Right(600, 100)
    assert right(LEASE, AT_HOME, Used(risk=1_300), 0) == Right(600, 0)


@pytest.mark.parametrize(("hours", "floor"), [(0, 500), (23, 500), (24, 250), (71, 250), (72, 0), (1_000, 0)])
def test_the_floor_right_is_whole_for_a_day_half_for_two_more_and_then_over(hours: int, floor: int) -> None:
    assert right(LEASE, AT_HOME, Used(), hours * HOUR_US) == Right(600, floor)


def test_a_clock_that_jumped_leaves_only_what_was_set_aside() -> None:
    assert right(LEASE, AT_HOME, Used(), 0, Doubt(clock=True)) == Right(600, 0)


@pytest.mark.parametrize("doubt", [Doubt(copied=True), Doubt(stopped=True)])
def test_a_copied_disk_and_a_stopped_card_leave_nothing(doubt: Doubt) -> None:
    assert right(LEASE, AT_HOME, Used(), 0, doubt) == Right()


def test_a_till_without_a_lease_asks_the_centre_or_takes_money() -> None:
    assert right(None, AT_HOME, Used(), 0) == Right()


def test_a_wish_is_met_from_what_is_guaranteed_first_and_shrinks_where_the_right_is_smaller() -> None:
    assert taken(Right(600, 500), 700) == Right(600, 100)
    assert taken(Right(600, 500), 300) == Right(300, 0)
    assert taken(Right(600, 500), 5_000) == Right(600, 500)
    assert taken(Right(100, 500), 450, per_sale=200) == Right(100, 200)


def test_strict_means_nothing_without_a_guarantee_and_a_short_wait() -> None:
    strict = preset(Preset.STRICT, 100)
    assert strict.floors.highest == 0
    assert strict.wait is Wait.SHORTLY
    assert right(replace(LEASE, policy=strict), AT_HOME, Used(), 0) == Right(600, 0)


def test_presets_are_in_whole_points_whatever_a_point_is_divided_into() -> None:
    assert preset(Preset.BALANCED, 100).floors == Floors(home=50_000, visited=20_000, app=50_000)
    assert preset(Preset.GENEROUS, 1).risk == 20_000


@pytest.mark.parametrize("age_us", [0, 1, HOUR_US])
def test_a_floor_right_of_nothing_stays_nothing(age_us: int) -> None:
    assert decayed(0, age_us, 72 * HOUR_US) == 0


# --- the centre's side --------------------------------------------------------------------------------


def test_what_is_held_or_set_aside_is_not_available_to_anybody_else() -> None:
    assert (
        available(1_200, 100, [(Share(1, 300),), (Share(4, 200), Share(5, 150))]) == 1_200 - 100 - 300 - 200
    )


def test_an_old_share_is_kept_until_the_till_says_that_it_has_the_new_one() -> None:
    shares = granted((Share(1, 400),), 2, free=100, share_bp=2_000)
    assert shares == (Share(1, 400), Share(2, 100))
    assert reserved(shares) == 400
    assert reserved(confirmed(shares, 2)) == 100


def test_a_new_share_counts_the_till_s_own_old_one_as_free() -> None:
    assert granted((Share(1, 600),), 2, free=600, share_bp=5_000)[-1] == Share(2, 600)
    assert granted((), 1, free=1_200, share_bp=5_000) == (Share(1, 600),)


def test_an_overdrawn_account_gives_no_new_share_and_leaves_what_the_till_has() -> None:
    assert granted((Share(1, 80),), 2, free=-50, share_bp=10_000)[-1] == Share(2, 30)
    assert granted((), 1, free=-50, share_bp=10_000) == (Share(1, 0),)


def test_a_spend_ends_the_leases_that_were_made_out_without_it() -> None:
    assert spent((Share(1, 400), Share(2, 350)), 1, 150) == ((Share(1, 250),), 0)


def test_more_than_was_set_aside_is_told() -> None:
    assert spent((Share(1, 100),), 1, 130) == ((Share(1, 0),), 30)
    assert spent((), 7, 30) == ((), 30)
