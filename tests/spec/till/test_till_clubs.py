"""Clubs at the counter: by fee, by invitation, on trial; what they give, how they pause and end (A07, A23-A25, A51)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from loyalty_pos.core.basket import FiscalObject
from loyalty_pos.core.member import ClubMembership
from loyalty_pos.core.problems import (
    ClubAlreadyJoined,
    ClubCannotPause,
    ClubClosed,
    ClubNeedsMember,
    ClubOneFee,
    ClubUsed,
    InvitationNotValid,
    NotAllowed,
    OnlyForClub,
    UnknownClub,
)
from loyalty_pos.core.programme import EarlyAccess
from loyalty_pos.core.programme.clubs import Otherwise
from loyalty_pos.core.sale import IssuedKind, MemberChange, MemberChanged, Sale
from loyalty_pos.core.vouchers.voucher import VoucherState
from loyalty_pos.till.benefits.clubs import clubs_of
from loyalty_pos.till.receipt_state import Refused
from tests.fakes.benefits import (
    BENEFITS,
    BLACK,
    DELIVERY_CODE,
    FEE_CODE,
    INVITATION,
    NOVELTY_CODE,
    benefits_till,
    desk_of,
    invite,
)
from tests.fakes.till import ANNA_CARD, COFFEE_CODE, MILK_CODE, FakeTill

MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.fixture
def till() -> FakeTill:
    """A till of a shop with the club "Black": 1,990.00 a year, 14 days of trial, by invitation too."""
    return benefits_till()


def membership(till: FakeTill) -> ClubMembership | None:
    return next((club for club in till.members.accounts["anna"].clubs if club.club_id == "black"), None)


def in_the_club(till: FakeTill, days: int = 365) -> None:
    now = till.clock.now()
    club = ClubMembership("black", now - timedelta(days=1), now + timedelta(days=days))
    till.members.add(replace(till.members.accounts["anna"], clubs=(club,)), ANNA_CARD)


def by_a_senior(till: FakeTill) -> None:
    till.staff.log_out()
    till.staff.log_in("2222")


# --- joining (A23) ----------------------------------------------------------------------------------------


def test_a23_the_fee_at_the_till_is_a_service_and_holds_365_days(till: FakeTill) -> None:
    sale = till.sell(ANNA_CARD, FEE_CODE).sale
    assert sale.lines[0].fiscal_object == FiscalObject.SERVICE
    (issued,) = sale.issued
    assert (issued.kind, issued.series, issued.line_id) == (IssuedKind.MEMBERSHIP, "black", 1)
    joined = membership(till)
    assert joined is not None
    assert joined.until == datetime(2027, 11, 20, tzinfo=MOSCOW)
    assert joined.in_force(till.clock.now())


def test_a23_with_neither_fee_nor_invitation_the_way_in_is_said() -> None:
    closed = replace(BLACK, trial_days=0)
    till = benefits_till(replace(BENEFITS, clubs=(closed,)))
    member = till.members.accounts["anna"]
    with pytest.raises(ClubClosed) as refused:
        desk_of(till).tried(member, "black")
    assert refused.value.way == "both"


def test_a23_thirty_days_before_the_end_the_till_reminds(till: FakeTill) -> None:
    till.sell(ANNA_CARD, FEE_CODE)
    till.clock.pass_time(days=334)
    member = till.members.accounts["anna"]
    assert not clubs_of(till.programme, member, till.clock.now())[0].remind
    till.clock.pass_time(days=2)
    assert clubs_of(till.programme, member, till.clock.now())[0].remind


def test_a_fee_without_a_card_is_refused(till: FakeTill) -> None:
    till.register.scan(FEE_CODE)
    with pytest.raises(ClubNeedsMember):
        till.register.pay_exact()


def test_two_fees_on_one_receipt_are_refused(till: FakeTill) -> None:
    till.register.scan(ANNA_CARD)
    till.register.scan(FEE_CODE)
    till.register.scan(FEE_CODE)
    with pytest.raises(ClubOneFee):
        till.register.pay_exact()


def test_a_second_fee_holds_from_the_end_of_the_first(till: FakeTill) -> None:
    till.sell(ANNA_CARD, FEE_CODE)
    till.clock.pass_time(days=340)
    sale = till.sell(ANNA_CARD, FEE_CODE).sale
    assert sale.issued[0].since_us == int(datetime(2027, 11, 20, tzinfo=MOSCOW).timestamp()) * 1_000_000
    joined = membership(till)
    assert joined is not None
    assert joined.until == datetime(2028, 11, 19, tzinfo=MOSCOW)


def test_an_invitation_opens_the_club_once(till: FakeTill) -> None:
    invite(till)
    member = desk_of(till).invited(till.members.accounts["anna"], INVITATION)
    assert [club.club_id for club in member.clubs] == ["black"]
    with pytest.raises(InvitationNotValid) as refused:
        desk_of(till).invited(till.members.accounts["boris"], INVITATION)
    assert refused.value.why == "used"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"account_id": "boris"}, "not_theirs"),
        ({"state": VoucherState.BLOCKED}, "used"),
        ({"until_us": 1}, "ended"),
        ({"since_us": 2**60}, "too_early"),
    ],
)
def test_an_invitation_that_does_not_fit_says_why(till: FakeTill, told: dict[str, object], why: str) -> None:
    invite(till, **told)
    with pytest.raises(InvitationNotValid) as refused:
        desk_of(till).invited(till.members.accounts["anna"], INVITATION)
    assert refused.value.why == why


def test_an_unknown_code_is_no_invitation(till: FakeTill) -> None:
    with pytest.raises(InvitationNotValid) as refused:
        desk_of(till).invited(till.members.accounts["anna"], "CLUB-1")
    assert refused.value.why == "unknown"


def test_who_is_in_keeps_the_invitation(till: FakeTill) -> None:
    in_the_club(till)
    invite(till)
    with pytest.raises(ClubAlreadyJoined):
        desk_of(till).invited(till.members.accounts["anna"], INVITATION)


def test_a_trial_is_once(till: FakeTill) -> None:
    member = desk_of(till).tried(till.members.accounts["anna"], "black")
    assert member.clubs[0].until == datetime(2026, 12, 4, tzinfo=MOSCOW)
    till.clock.pass_time(days=20)
    with pytest.raises(ClubAlreadyJoined):
        desk_of(till).tried(member, "black")


def test_a_club_that_is_not_there(till: FakeTill) -> None:
    with pytest.raises(UnknownClub):
        desk_of(till).tried(till.members.accounts["anna"], "white")


# --- what it gives (A24, A25, A51) ------------------------------------------------------------------------


def test_prices_of_the_club_are_for_the_club(till: FakeTill) -> None:
    assert till.sell(ANNA_CARD, COFFEE_CODE).sale.paid_minor == 100_000
    in_the_club(till)
    assert till.sell(ANNA_CARD, COFFEE_CODE).sale.paid_minor == 90_000


def test_a24_goods_for_members_only_are_refused_to_others_until_their_day(till: FakeTill) -> None:
    outcome = till.register.scan(NOVELTY_CODE)
    assert isinstance(outcome, Refused)
    assert isinstance(outcome.problem, OnlyForClub)
    assert outcome.problem.until == datetime(2026, 12, 1)  # noqa: DTZ001 - the shop's wall clock
    in_the_club(till)
    till.register.scan(ANNA_CARD)
    till.register.scan(NOVELTY_CODE)
    assert till.register.pay_exact().sale.paid_minor == 80_000
    till.clock.pass_time(days=11)
    assert till.sell(NOVELTY_CODE).sale.paid_minor == 80_000


def test_a24_whoever_lets_the_card_go_cannot_keep_the_goods(till: FakeTill) -> None:
    in_the_club(till)
    till.register.scan(ANNA_CARD)
    till.register.scan(NOVELTY_CODE)
    till.register.detach()
    with pytest.raises(OnlyForClub):
        till.register.pay_exact()


def test_a24_where_the_rule_says_so_others_pay_the_shelf_price() -> None:
    early = EarlyAccess(
        "first", BENEFITS.early[0].goods, frozenset({"black"}), date(2026, 12, 1), Otherwise.SELL
    )
    till = benefits_till(replace(BENEFITS, early=(early,)))
    assert till.sell(NOVELTY_CODE).sale.paid_minor == 80_000


def test_a25_delivery_is_free_with_a_membership_and_costs_when_it_lapsed_yesterday(till: FakeTill) -> None:
    in_the_club(till)
    sale = till.sell(ANNA_CARD, DELIVERY_CODE, MILK_CODE).sale
    (discount,) = sale.lines[0].discounts
    assert (sale.lines[0].net_minor, discount.rule_id) == (0, "membership")
    lapsed = replace(till.members.accounts["anna"].clubs[0], until=till.clock.now() - timedelta(days=1))
    till.members.add(replace(till.members.accounts["anna"], clubs=(lapsed,)), ANNA_CARD)
    assert till.sell(ANNA_CARD, DELIVERY_CODE).sale.paid_minor == 29_900


def test_a51_the_till_marks_who_is_served_first(till: FakeTill) -> None:
    in_the_club(till)
    (view,) = clubs_of(till.programme, till.members.accounts["anna"], till.clock.now())
    assert view.member
    assert view.club.priority


def test_a07_the_card_lists_the_events_that_a_member_is_invited_to(till: FakeTill) -> None:
    (stranger,) = clubs_of(till.programme, till.members.accounts["anna"], till.clock.now())
    assert not stranger.member
    in_the_club(till)
    (view,) = clubs_of(till.programme, till.members.accounts["anna"], till.clock.now())
    assert (view.member, view.club.events) == (True, frozenset({"wine-evening"}))


# --- pause, end, money back -------------------------------------------------------------------------------


def test_a_pause_moves_the_end_by_its_days(till: FakeTill) -> None:
    in_the_club(till, days=100)
    by_a_senior(till)
    member = desk_of(till).paused(till.members.accounts["anna"], "black")
    assert not member.clubs[0].in_force(till.clock.now())
    ended = member.clubs[0].until
    till.clock.pass_time(days=30)
    member = desk_of(till).resumed(member, "black")
    assert ended is not None
    assert member.clubs[0].until == ended + timedelta(days=30)
    assert member.clubs[0].in_force(till.clock.now())


def test_a_pause_needs_a_senior(till: FakeTill) -> None:
    in_the_club(till)
    with pytest.raises(NotAllowed):
        desk_of(till).paused(till.members.accounts["anna"], "black")


def test_a_club_without_pauses_says_so() -> None:
    till = benefits_till(replace(BENEFITS, clubs=(replace(BLACK, pause=False),)), "2222")
    in_the_club(till)
    with pytest.raises(ClubCannotPause):
        desk_of(till).paused(till.members.accounts["anna"], "black")


def test_leaving_ends_it_now(till: FakeTill) -> None:
    in_the_club(till)
    by_a_senior(till)
    member = desk_of(till).left(till.members.accounts["anna"], "black")
    assert not member.clubs[0].in_force(till.clock.now())
    changes = [fact for fact in till.journal.facts if isinstance(fact, MemberChanged)]
    assert [change.what for change in changes] == [MemberChange.LEAVE]


def test_an_unused_membership_gives_its_fee_back_and_ends(till: FakeTill) -> None:
    sale = till.sell(ANNA_CARD, FEE_CODE).sale
    till.sell(ANNA_CARD, MILK_CODE)
    by_a_senior(till)
    done = till.returns.commit(sale, {1: 1_000}, "changed my mind")
    assert (done.fact.paid_minor, [one.series for one in done.fact.cancelled]) == (199_000, ["black"])
    joined = membership(till)
    assert joined is not None
    assert not joined.in_force(till.clock.now())


def test_a_used_membership_does_not_give_its_fee_back(till: FakeTill) -> None:
    sale = till.sell(ANNA_CARD, FEE_CODE).sale
    till.sell(ANNA_CARD, COFFEE_CODE)
    by_a_senior(till)
    with pytest.raises(ClubUsed):
        till.returns.preview(sale, {1: 1_000})
    with pytest.raises(ClubUsed):
        till.returns.void(sale, "mistake")


def test_a_voided_use_is_no_use(till: FakeTill) -> None:
    fee = till.sell(ANNA_CARD, FEE_CODE).sale
    used = till.sell(ANNA_CARD, COFFEE_CODE).sale
    by_a_senior(till)
    till.returns.void(used, "mistake")
    till.returns.commit(fee, {1: 1_000}, "changed my mind")
    joined = membership(till)
    assert joined is not None
    assert not joined.in_force(till.clock.now())


def test_a_renewal_whose_time_has_not_begun_can_be_taken_back(till: FakeTill) -> None:
    till.sell(ANNA_CARD, FEE_CODE)
    till.clock.pass_time(days=340)
    renewal = till.sell(ANNA_CARD, FEE_CODE).sale
    till.sell(ANNA_CARD, COFFEE_CODE)
    by_a_senior(till)
    till.returns.commit(renewal, {1: 1_000}, "too early")
    joined = membership(till)
    assert joined is not None
    assert joined.until == datetime(2027, 11, 20, tzinfo=MOSCOW)


def test_the_other_goods_of_the_receipt_come_back_without_the_membership(till: FakeTill) -> None:
    sale: Sale = till.sell(ANNA_CARD, FEE_CODE, MILK_CODE).sale
    by_a_senior(till)
    done = till.returns.commit(sale, {2: 1_000}, "sour")
    assert done.fact.cancelled == ()
    assert membership(till) is not None


def test_times_are_the_shops(till: FakeTill) -> None:
    till.clock.at = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)  # half past one of the next day in Moscow
    till.sell(ANNA_CARD, FEE_CODE)
    joined = membership(till)
    assert joined is not None
    assert joined.until == datetime(2027, 11, 21, tzinfo=MOSCOW)
