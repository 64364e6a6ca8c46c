"""What a manager decides: points by hand within limits or by four eyes, who works here, what looks odd, who did what."""

from dataclasses import replace

import pytest

from loyalty_pos.centre.admin import StaffItem
from loyalty_pos.centre.at_the_desk.desk import ManagersDesk
from loyalty_pos.centre.audit.desk import Wanted
from loyalty_pos.centre.leases.lost import NotApproved
from loyalty_pos.centre.partners.refusals import UnknownMember
from loyalty_pos.centre.staffing.desk import Newcomer
from loyalty_pos.centre.written.adjustments import Adjustment, AdjustmentState
from loyalty_pos.core.dates import micros
from loyalty_pos.core.office.refusals import (
    BadAdjustment,
    BadStaff,
    LastOfManagers,
    MonthNotOver,
    NothingWaits,
    OwnAccountAdjusted,
    SamePerson,
    StaffKnown,
    UnknownStaff,
)
from loyalty_pos.core.problems import BadMessage, NotEnoughPoints, Problem
from loyalty_pos.core.sale import Noted
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.desk import Adjust, CloseMonth, Decide, DeskAsk, DeskTold, StaffDeed
from loyalty_pos.wire.rows import StaffRow
from tests.fakes.centre import CARD, Headquarters
from tests.fakes.till_folder import NOON, a_sale, a_void

HASH = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"
OTHER_HASH = HASH + "b"
DAY_US = 86_400_000_000


@pytest.fixture
def shop(hq: Headquarters) -> Headquarters:
    """Ira and Max manage, Anna sells, Olga looks into the books."""
    people = (("ira", "manager"), ("max", "manager"), ("anna", "cashier"), ("olga", "auditor"))
    hq.admin.put_staff([StaffItem(who, who.title(), role, HASH) for who, role in people])
    return hq


def desk_of(hq: Headquarters) -> ManagersDesk:
    return ManagersDesk(hq.books, hq.clock)


def wish(account: str, points: int, number: int = 1, **told: object) -> Adjustment:
    usual = {
        "reason": "goodwill",
        "note": "",
        "receipt": "",
        "state": "",
        "proposed_by": "ira",
        "proposed_us": 0,
    }
    return Adjustment(f"wish-{number}", account, points, **(usual | told))  # type: ignore[arg-type]  # its fields


# --- points by hand ------------------------------------------------------------------------------------


def test_a_little_goodwill_is_given_at_once_by_one_person(shop: Headquarters) -> None:
    account = shop.member(points=100)
    given = desk_of(shop).adjusting.propose(wish(account, 50, receipt="R1"))
    assert (given.state, given.decided_by) == (AdjustmentState.DONE, "")
    assert shop.points(account) == 150
    assert shop.books_balance()


def test_the_same_wish_again_gives_nothing_more(shop: Headquarters) -> None:
    account, adjusting = shop.member(), desk_of(shop).adjusting
    assert adjusting.propose(wish(account, 50)) == adjusting.propose(wish(account, 50))
    assert shop.points(account) == 50


@pytest.mark.parametrize(
    ("points", "told"),
    [
        pytest.param(501, {}, id="more than one may give at once"),
        pytest.param(-10, {"reason": "abuse", "note": "shared card"}, id="points are taken"),
        pytest.param(10, {"proposed_by": ""}, id="nobody gave a name"),
    ],
)
def test_what_is_more_than_goodwill_waits_for_a_second_person(
    shop: Headquarters, points: int, told: dict[str, object]
) -> None:
    account, adjusting = shop.member(points=100), desk_of(shop).adjusting
    waits = adjusting.propose(replace(wish(account, points), **told))  # type: ignore[arg-type]  # its fields
    assert (waits.state, shop.points(account)) == (AdjustmentState.WAITS, 100)
    assert adjusting.recent(waiting=True) == [waits]

    done = adjusting.decide(waits.adjustment_id, "max", agrees=True)

    assert (done.state, done.decided_by, shop.points(account)) == (AdjustmentState.DONE, "max", 100 + points)
    assert shop.books_balance()
    with pytest.raises(NothingWaits):
        adjusting.decide(waits.adjustment_id, "max", agrees=True)


def test_many_small_gifts_of_a_day_are_one_large_gift(shop: Headquarters) -> None:
    account, adjusting = shop.member(), desk_of(shop).adjusting
    states = [adjusting.propose(wish(account, 500, number)).state for number in range(5)]
    assert states == [AdjustmentState.DONE] * 4 + [AdjustmentState.WAITS]
    shop.clock.us += DAY_US
    assert adjusting.propose(wish(account, 500, 9)).state == AdjustmentState.DONE


def test_four_eyes_are_two_people_who_may(shop: Headquarters) -> None:
    account, adjusting = shop.member(), desk_of(shop).adjusting
    adjusting.propose(wish(account, 900))
    with pytest.raises(SamePerson):
        adjusting.decide("wish-1", "ira", agrees=True)
    for nobody in ("anna", "olga", "nobody", ""):
        with pytest.raises(NotApproved):
            adjusting.decide("wish-1", nobody, agrees=True)
    refused = adjusting.decide("wish-1", "max", agrees=False)
    assert (refused.state, shop.points(account)) == (AdjustmentState.REFUSED, 0)


def test_nobody_adjusts_the_account_that_is_their_own(shop: Headquarters) -> None:
    own, adjusting = shop.member(points=5, staff_id="ira"), desk_of(shop).adjusting
    with pytest.raises(OwnAccountAdjusted):
        adjusting.propose(wish(own, 10))
    by_other = adjusting.propose(wish(own, 10, 2, proposed_by="max"))
    assert by_other.state == AdjustmentState.WAITS, "to somebody who works here only by four eyes"
    with pytest.raises(OwnAccountAdjusted):
        adjusting.decide("wish-2", "ira", agrees=True)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"proposed_by": "anna"}, NotApproved),
        ({"proposed_by": "olga"}, NotApproved),
        ({"reason": "because"}, BadAdjustment),
        ({"reason": "mistake"}, BadAdjustment),
        ({"note": "x" * 301}, BadAdjustment),
        ({"receipt": "a\nb"}, BadAdjustment),
        ({"points": 0}, BadAdjustment),
        ({"points": -101, "note": "too much", "reason": "abuse"}, NotEnoughPoints),
        ({"account_id": "nobody"}, UnknownMember),
    ],
)
def test_a_wish_that_cannot_be_is_refused_and_nothing_is_kept(
    shop: Headquarters, told: dict[str, object], refusal: type[Problem]
) -> None:
    account, adjusting = shop.member(points=100), desk_of(shop).adjusting
    with pytest.raises(refusal):
        adjusting.propose(replace(wish(account, 5), **told))  # type: ignore[arg-type]  # its fields
    assert adjusting.recent() == []
    assert shop.points(account) == 100


def test_points_that_a_till_holds_are_not_taken_by_hand(shop: Headquarters) -> None:
    account = shop.member(points=100)
    assert shop.hold(account, 80).granted == 80
    with pytest.raises(NotEnoughPoints) as refused:
        desk_of(shop).adjusting.propose(wish(account, -30, reason="abuse", note="shared card"))
    assert refused.value.available == 20


# --- staff ----------------------------------------------------------------------------------------------


def told_staff(hq: Headquarters) -> dict[str, StaffRow]:
    rows = [row for row in hq.admin.feed_rows("store-1") if row.table == "staff"]
    return {row.key: decode(row.row, StaffRow) for row in rows}


def test_somebody_new_gets_a_pin_is_told_to_every_till_and_leaves_again(shop: Headquarters) -> None:
    staff = desk_of(shop).staff
    staff.create(Newcomer("vera", "Vera", "cashier", HASH), "ira")
    assert told_staff(shop)["vera"].active
    staff.set_pin("vera", OTHER_HASH, "ira")
    assert told_staff(shop)["vera"].pin_hash == OTHER_HASH
    staff.set_role("vera", "senior", "ira")
    staff.dismiss("vera", "ira")
    row = told_staff(shop)["vera"]
    assert (row.active, row.role) == (False, "senior")


def test_the_last_manager_cannot_be_locked_out(shop: Headquarters) -> None:
    staff = desk_of(shop).staff
    staff.dismiss("max", "ira")
    with pytest.raises(LastOfManagers):
        staff.dismiss("ira", "ira")
    with pytest.raises(LastOfManagers):
        staff.set_role("ira", "senior")
    staff.set_role("anna", "manager", "ira")
    assert not staff.dismiss("ira", "anna").active


def test_a_list_cannot_take_the_last_manager_away_either(shop: Headquarters) -> None:
    gone = [StaffItem(who, who.title(), "manager", HASH, active=False) for who in ("ira", "max")]
    refused = shop.admin.put_staff([*gone, StaffItem("vera", "Vera", "cashier", HASH)])
    assert ([row.code for row in refused.refused], refused.added) == (["last_manager", "last_manager"], 1)
    assert shop.admin.put_staff([*gone, StaffItem("vera", "Vera", "manager", HASH)]).refused == ()
    assert not told_staff(shop)["ira"].active


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        (Newcomer("anna", "Anna II", "cashier", HASH), StaffKnown),
        (Newcomer("", "Vera", "cashier", HASH), BadStaff),
        (Newcomer("vera", " ", "cashier", HASH), BadStaff),
        (Newcomer("vera", "Vera", "boss", HASH), BadStaff),
        (Newcomer("vera", "Vera", "cashier", "1234"), BadStaff),
    ],
)
def test_nobody_is_added_twice_or_badly(shop: Headquarters, new: Newcomer, refusal: type[Problem]) -> None:
    with pytest.raises(refusal):
        desk_of(shop).staff.create(new, "ira")


def test_only_a_manager_changes_the_list(shop: Headquarters) -> None:
    staff = desk_of(shop).staff
    for nobody in ("anna", "olga", "somebody"):
        with pytest.raises(NotApproved):
            staff.dismiss("max", nobody)
    with pytest.raises(UnknownStaff):
        staff.dismiss("nobody", "ira")


# --- what looks odd, who did what -----------------------------------------------------------------------


def test_who_undoes_a_receipt_in_two_is_named_with_the_receipts(shop: Headquarters) -> None:
    honest, thief = shop.till(), shop.till()
    shop.send(honest, *(a_sale(number, sold_at_us=shop.clock.us) for number in range(60)))
    for number in range(100, 130):
        sale = a_sale(number, sold_at_us=shop.clock.us)
        thief.commit(sale, cashier_id="petr")
        if number % 2:
            thief.commit(a_void(sale), cashier_id="petr")
    shop.centre.push(thief.batch(1))

    (odd,) = desk_of(shop).exceptions.look()

    assert (odd.kind, odd.cashier_id, odd.place, dict(odd.facts)["count"]) == ("t5", "petr", 1, 15)
    assert len(odd.receipts) == 10
    assert desk_of(shop).exceptions.last() == [odd]
    shop.clock.us += 40 * DAY_US
    desk_of(shop).exceptions.look_if_due()
    assert desk_of(shop).exceptions.last() == [], "what is long ago is not told for ever"


def test_the_trail_tells_who_did_what_in_one_order(shop: Headquarters) -> None:
    account, desk, till = shop.member(), desk_of(shop), shop.till()
    begin = shop.clock.us
    desk.staff.create(Newcomer("vera", "Vera", "cashier", HASH), "ira")
    shop.clock.us += 1
    desk.adjusting.propose(wish(account, 900))
    shop.clock.us += 1
    desk.adjusting.decide("wish-1", "max", agrees=True)
    shop.send(till, Noted("drawer_opened", "store-1", "anna", micros(NOON) + 9, reason="change"))
    trail = desk.audit.trail(Wanted(begin, begin + 1_000))
    assert [(deed.what, deed.done_by) for deed in trail] == [
        ("till_drawer_opened", "anna"),
        ("adjustment_done", "max"),
        ("adjustment_proposed", "ira"),
        ("staff_created", "ira"),
    ]
    assert [deed.what for deed in desk.audit.trail(Wanted(begin, begin + 1_000, who="max"))] == [
        "adjustment_done"
    ]
    assert CARD not in str(trail)


# --- the desk as tills ask it ---------------------------------------------------------------------------


def served(shop: Headquarters, ask: DeskAsk) -> DeskTold:
    till = shop.till()
    return shop.centre.desk.serve(shop.centre.authorise(till.place.token), ask)


def test_one_answer_tells_how_everything_stands(shop: Headquarters) -> None:
    account, till = shop.member(name="Anna Petrova"), shop.till()
    told = (account, shop.clock.us)
    shop.send(
        till,
        a_sale(1, account_id=told[0], accrued=250, sold_at_us=told[1], activate_at_us=told[1]),
        a_sale(2),
    )
    shop.centre.desk.serve(shop.centre.authorise(till.place.token), DeskAsk("ira"))
    answer = served(shop, DeskAsk("ira", adjust=Adjust("wish-1", account, 700, "goodwill")))

    today = answer.days[-1]
    assert len(answer.days) == 31
    assert (today.receipts, today.with_card, today.sold_minor, today.issued) == (2, 1, 20_000, 250)
    assert answer.done is not None
    assert (answer.done.state, answer.done.account, answer.adjustments) == ("waits", "Anna P.", [answer.done])
    assert (answer.staff[0].staff_id, answer.staff[0].active) == ("anna", True)
    assert {one.ledger for one in answer.months} == {"points", "certificates"}
    assert answer.deeds[0].what == "adjustment_proposed"
    agreed = served(shop, DeskAsk("max", decide=Decide("wish-1", agrees=True)))
    assert (agreed.adjustments[0].state, shop.points(account)) == ("done", 950)


def test_the_desk_is_told_from_when_the_next_month_can_be_closed(shop: Headquarters) -> None:
    asked = served(shop, DeskAsk("ira"))
    assert asked.over_us <= asked.server_us  # nothing was closed yet: the month before this one is
    closed = served(shop, DeskAsk("ira", close=CloseMonth(asked.months[0].month, although_waiting=True)))
    assert (closed.made, closed.server_us < closed.over_us) == ("month_closed", True)
    month = closed.months[0].month
    shop.clock.us = closed.over_us - 1
    with pytest.raises(MonthNotOver):
        served(shop, DeskAsk("ira", close=CloseMonth(month, although_waiting=True)))
    shop.clock.us = closed.over_us
    served(shop, DeskAsk("ira", close=CloseMonth(month, although_waiting=True)))


def test_points_by_hand_tell_who_gave_and_who_agreed_by_their_names(shop: Headquarters) -> None:
    answer = served(shop, DeskAsk("ira", adjust=Adjust("wish-1", shop.member(), 700, "goodwill")))
    assert answer.done is not None
    assert (answer.done.proposed_by, answer.done.decided_by) == ("Ira", "")
    agreed = served(shop, DeskAsk("max", decide=Decide("wish-1", agrees=True)))
    assert [(one.proposed_by, one.decided_by) for one in agreed.adjustments] == [("Ira", "Max")]


def test_the_centre_asks_the_list_of_staff_whatever_a_till_says(shop: Headquarters) -> None:
    """A changed till may say that a cashier may; an auditor looks and changes nothing."""
    assert served(shop, DeskAsk("olga")).adjustments == []
    dismissal = StaffDeed("dismiss", "max")
    for ask in (DeskAsk("anna"), DeskAsk("olga", staff=dismissal), DeskAsk("nobody")):
        with pytest.raises(NotApproved):
            served(shop, ask)
    for bad in (DeskAsk(""), DeskAsk("ira", staff=StaffDeed("promote", "max"))):
        with pytest.raises(BadMessage):
            served(shop, bad)
    assert not [
        one
        for one in served(shop, DeskAsk("ira", staff=dismissal)).staff
        if one.staff_id == "max" and one.active
    ]
    newcomer = StaffDeed("create", "vera", "Vera", "cashier", HASH)
    for deed in (
        newcomer,
        StaffDeed("pin", "vera", pin_hash=OTHER_HASH),
        StaffDeed("role", "vera", role="senior"),
    ):
        served(shop, DeskAsk("ira", staff=deed))
    assert (told_staff(shop)["vera"].pin_hash, told_staff(shop)["vera"].role) == (OTHER_HASH, "senior")


def test_sums_that_took_long_are_there_when_a_till_asks_again(
    hq: Headquarters, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A network of millions of entries is added up once a minute; in a small one every answer is new."""
    hq.admin.put_staff([StaffItem("ira", "Ira", "manager", HASH)])
    till = hq.till()
    speaks = hq.centre.authorise(till.place.token)

    def receipts() -> int:
        return hq.centre.desk.serve(speaks, DeskAsk("ira")).days[-1].receipts

    assert receipts() == 0
    hq.send(till, a_sale(1, sold_at_us=hq.clock.us))
    assert receipts() == 1
    monkeypatch.setattr(hq.clock, "now_us", SlowClock(hq.clock.us))
    assert receipts() == 1
    hq.send(till, a_sale(2, sold_at_us=hq.clock.us))
    assert receipts() == 1, "a second later it is what it was"
    monkeypatch.setattr(hq.clock, "now_us", SlowClock(hq.clock.us + 120_000_000))
    assert receipts() == 2


class SlowClock:
    """A second passes with every look."""

    def __init__(self, us: int) -> None:
        self.us = us

    def __call__(self) -> int:
        self.us += 1_000_000
        return self.us
