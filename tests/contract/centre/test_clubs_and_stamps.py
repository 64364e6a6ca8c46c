"""Clubs and stamps at the centre: what tills report, what a marketer does, what a manager is told; on both databases."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from loyalty_pos.centre.clubs.lists import ClubLists
from loyalty_pos.centre.releases import Wish
from loyalty_pos.core.coupons.codes import compact
from loyalty_pos.core.dates import micros
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.problems import (
    ClubAlreadyJoined,
    GuestNotInvited,
    UnknownCard,
    UnknownClub,
    UnknownEvent,
)
from loyalty_pos.core.sale import Issued, IssuedKind, MemberChange, MemberChanged, SoldReward, SoldStamps
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.rows import VoucherRow
from tests.fakes.centre import CARD, Headquarters
from tests.fakes.till_folder import NOON, a_return, a_sale, a_void

DAY = timedelta(days=1)
YEAR = 365 * DAY
STAMPS = "stamps.tea/ever@"
OTHER = "2900000000000002"
CLUBS = """
id = "club"
names = { en = "Club" }
[accrual]
rate_bp = 500
[redemption]
[[club]]
id = "black"
name = "Black"
article = "fee"
invitation = true
pause = true
events = ["wine-evening"]
[[reward]]
id = "thermos"
name = "Thermos"
points = 400
article = "thermos"
"""
FEE = Issued(IssuedKind.MEMBERSHIP, "", "black", 1, since_us=micros(NOON), until_us=micros(NOON + YEAR))


@pytest.fixture
def lists(hq: Headquarters) -> ClubLists:
    """A centre where the programme of the club is released everywhere."""
    hq.admin.releases.release(Wish(CLUBS))
    return ClubLists(hq.books, hq.clock, hq.secrets)


def clubs(hq: Headquarters, member: str) -> list[tuple[str, int, int, int]]:
    progress = hq.account(member).progress
    return progress.clubs if progress else []


def stamps(hq: Headquarters, member: str) -> int:
    progress = hq.account(member).progress
    return dict(progress.counters).get(STAMPS, 0) if progress else 0


def change(what: MemberChange, member: str, **told: object) -> MemberChanged:
    usual: dict[str, object] = {"club_id": "black", "changed_at_us": micros(NOON + DAY)}
    facts = usual | told
    return MemberChanged(f"change-{what}", what, member, "store-1", "anna", **facts)  # type: ignore[arg-type]  # any field may be told


# --- what tills report ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("lists")
def test_a_fee_makes_a_member_at_every_till(hq: Headquarters) -> None:
    member = hq.member()
    hq.send(hq.till(), a_sale(account_id=member, issued=(FEE,)))
    assert clubs(hq, member) == [("black", FEE.since_us, FEE.until_us, 0)]


@pytest.mark.usefixtures("lists")
def test_two_tills_that_sell_a_year_each_make_two_years(hq: Headquarters) -> None:
    """Both were alone and sold the same year: nobody loses what was paid."""
    member = hq.member()
    hq.send(hq.till(), a_sale(1, account_id=member, issued=(FEE,)))
    hq.send(hq.till(), a_sale(2, account_id=member, issued=(FEE,)))
    assert clubs(hq, member) == [("black", FEE.since_us, micros(NOON + 2 * YEAR), 0)]


@pytest.mark.usefixtures("lists")
def test_a_returned_fee_ends_the_membership(hq: Headquarters) -> None:
    member = hq.member()
    till = hq.till()
    sale = a_sale(account_id=member, issued=(FEE,))
    hq.send(till, sale, replace(a_return(sale, account_id=member), cancelled=(FEE,)))
    ((_, since, until, _),) = clubs(hq, member)
    assert since == until


@pytest.mark.usefixtures("lists")
def test_a_pause_and_its_end_move_the_day_on_which_it_ends(hq: Headquarters) -> None:
    member = hq.member()
    till = hq.till()
    hq.send(till, a_sale(account_id=member, issued=(FEE,)))
    hq.send(till, change(MemberChange.PAUSE, member))
    assert clubs(hq, member)[0][3] == micros(NOON + DAY)
    hq.send(till, change(MemberChange.RESUME, member, changed_at_us=micros(NOON + 11 * DAY)))
    assert clubs(hq, member) == [("black", FEE.since_us, micros(NOON + YEAR + 10 * DAY), 0)]


@pytest.mark.usefixtures("lists")
def test_stamps_come_with_sales_and_go_with_returns_and_voids(hq: Headquarters) -> None:
    member = hq.member()
    till = hq.till()
    bought = a_sale(1, account_id=member, counted=((STAMPS, 2),), stamps=(SoldStamps(STAMPS, 1, 2),))
    more = a_sale(2, account_id=member, counted=((STAMPS, 9),), stamps=(SoldStamps(STAMPS, 1, 9),))
    hq.send(till, bought, more)
    assert stamps(hq, member) == 11
    gift = a_sale(
        3,
        account_id=member,
        counted=((STAMPS, -10),),
        stamps=(SoldStamps(STAMPS, 1, -10),),
        rewards=(SoldReward("tea", 1, 0),),
    )
    hq.send(till, gift)
    assert stamps(hq, member) == 1
    hq.send(till, replace(a_void(gift), account_id=member, counted=gift.counted))
    assert stamps(hq, member) == 11
    hq.send(till, replace(a_return(bought, account_id=member), counted=((STAMPS, 1),)))
    assert stamps(hq, member) == 10


@pytest.mark.usefixtures("lists")
def test_a_reward_takes_its_points_from_the_account(hq: Headquarters) -> None:
    member = hq.member(points=500)
    sale = a_sale(account_id=member, redeemed=400, operation="op-1", rewards=(SoldReward("thermos", 1, 400),))
    hq.send(hq.till(), sale)
    assert hq.points(member) == 100
    assert hq.books_balance()


# --- what a manager is told -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "alarms"),
    [
        pytest.param({"key": "7"}, [], id="by an invitation"),
        pytest.param({}, ["club_without_invitation"], id="by nothing"),
        pytest.param({"key": "7", "until_us": 0}, ["club_for_too_long"], id="for ever"),
        pytest.param({"key": "7", "until_us": micros(NOON + 3 * YEAR)}, ["club_for_too_long"], id="for three years"),
        pytest.param({"key": "7", "club_id": "white"}, ["club_unknown"], id="a club nobody has"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("lists")
def test_a_till_that_lets_somebody_in_is_believed_and_doubted(
    hq: Headquarters, told: dict[str, object], alarms: list[str]
) -> None:
    member = hq.member()
    span = {"since_us": micros(NOON), "until_us": micros(NOON + YEAR)}
    hq.send(hq.till(), change(MemberChange.JOIN, member, **(span | told)))
    assert len(clubs(hq, member)) == 1
    assert [code for code in hq.alarms() if code.startswith("club_")] == alarms


# --- what a marketer does ---------------------------------------------------------------------------------


def test_the_list_counts_who_is_in_who_pauses_and_who_was(hq: Headquarters, lists: ClubLists) -> None:
    first, second = hq.member(), hq.member(card=OTHER)
    hq.send(hq.till(), a_sale(account_id=first, issued=(FEE,)), change(MemberChange.PAUSE, first))
    lists.join("black", OTHER)
    (line,) = lists.lines()
    assert (line.id, line.members, line.paused, line.over) == ("black", 1, 1, 0)
    assert [one.head.account_id for one in lists.members("black")] == sorted([first, second])
    hq.clock.us += 366 * 24 * 3600 * 1_000_000
    (line,) = lists.lines()
    assert (line.members, line.paused, line.over) == (0, 1, 1)


def test_a_marketer_lets_a_member_in_for_as_long_as_a_fee_holds(hq: Headquarters, lists: ClubLists) -> None:
    hq.member()
    joined = lists.join("black", CARD).membership
    assert joined.until is not None
    assert timedelta(days=364) < joined.until - joined.since <= YEAR
    with pytest.raises(ClubAlreadyJoined):
        lists.join("black", CARD)
    with pytest.raises(UnknownClub):
        lists.join("white", CARD)
    with pytest.raises(UnknownCard):
        lists.join("black", "2900000000000777")


def test_a07_only_members_of_the_club_come_onto_the_list_of_guests(
    hq: Headquarters, lists: ClubLists
) -> None:
    member = hq.member()
    hq.member(card=OTHER)
    lists.join("black", CARD)
    lists.invite_guest("wine-evening", CARD)
    lists.invite_guest("wine-evening", CARD)
    assert [head.account_id for head in lists.guests("wine-evening")] == [member]
    progress = hq.account(member).progress
    assert progress is not None
    assert progress.segments == ["guests.wine-evening"]  # so every till can show it
    with pytest.raises(GuestNotInvited):
        lists.invite_guest("wine-evening", OTHER)
    with pytest.raises(UnknownEvent):
        lists.invite_guest("beer-evening", CARD)


def test_invitations_stand_at_every_till_and_nowhere_in_clear(hq: Headquarters, lists: ClubLists) -> None:
    codes = lists.invitations("black", 3, Random(7).randrange)
    told = {
        change.key: decode(change.row, VoucherRow)
        for change in hq.admin.feed_rows("store-1")
        if change.table == "voucher"
    }
    keys = {str(lookup_key("voucher", compact(code), hq.secrets.lookup_key)) for code in codes}
    assert told.keys() == keys
    assert {(row.kind, row.series, row.uses_left) for row in told.values()} == {("invitation", "black", 1)}


def test_an_invitation_that_opened_the_club_is_used_at_every_till(hq: Headquarters, lists: ClubLists) -> None:
    member = hq.member()
    (code,) = lists.invitations("black", 1, Random(8).randrange)
    key = str(lookup_key("voucher", compact(code), hq.secrets.lookup_key))
    span = {"since_us": micros(NOON), "until_us": micros(NOON + YEAR)}
    hq.send(hq.till(), change(MemberChange.JOIN, member, key=key, **span))
    (row,) = [
        decode(change.row, VoucherRow)
        for change in hq.admin.feed_rows("store-1")
        if change.table == "voucher"
    ]
    assert (row.state, row.uses_left) == ("used", 0)
