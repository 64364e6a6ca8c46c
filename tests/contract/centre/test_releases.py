"""A programme goes to two shops, then to all, and is stopped; every till is told what its own shop prices by."""

import pytest

from loyalty_pos.centre.releases import UnknownRelease, UnknownStore, Wish
from loyalty_pos.core.problems import BadProgramme, ProgrammesCollide
from loyalty_pos.core.release import BUNDLE_LIFE_US, DAY_US, text_hash
from loyalty_pos.core.sale import CardIssued
from loyalty_pos.storage.sealing import Sealing
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.messages import Changes
from loyalty_pos.wire.rows import BundleRow
from tests.fakes.centre import Headquarters, Stream

FIVE = 'id = "points"\nnames = { en = "Five" }\n[accrual]\nrate_bp = 500\n'
SEVEN = 'id = "points"\nnames = { en = "Seven" }\n[accrual]\nrate_bp = 700\n'
CINEMA = 'id = "cinema"\nnames = { en = "Cinema" }\n'
RIVAL = 'id = "rival"\nnames = { en = "Rival" }\n[accrual]\nrate_bp = 100\n'


def _told(hq: Headquarters, till: Stream, cursor: str = "") -> Changes:
    return hq.centre.changes(hq.centre.authorise(till.place.token), till.incarnation, cursor)


def _bundles(hq: Headquarters, till: Stream) -> list[BundleRow]:
    rows = [change for change in _told(hq, till).rows if change.table == "bundle" and change.row]
    return sorted((decode(change.row, BundleRow) for change in rows), key=lambda row: row.from_us)


def _texts(hq: Headquarters, till: Stream) -> list[list[str]]:
    return [row.texts for row in _bundles(hq, till)]


def test_a_pilot_is_told_to_its_shop_alone_and_then_to_all(hq: Headquarters) -> None:
    here, there = hq.till("store-1"), hq.till("store-2")
    hq.admin.releases.release(Wish(FIVE))
    hq.admin.releases.release(Wish(SEVEN, frozenset({"store-1"})))
    assert (_texts(hq, here), _texts(hq, there)) == ([[SEVEN]], [[FIVE]])
    hq.admin.releases.release(Wish(SEVEN))
    assert (_texts(hq, here), _texts(hq, there)) == ([[SEVEN]], [[SEVEN]])


def test_a_stopped_pilot_gives_the_shop_back_what_it_had(hq: Headquarters) -> None:
    till = hq.till("store-1")
    hq.admin.releases.release(Wish(FIVE))
    pilot = hq.admin.releases.release(Wish(SEVEN, frozenset({"store-1"})))
    hq.admin.releases.stop(str(pilot.number))
    assert _texts(hq, till) == [[FIVE]]


def test_a_stopped_programme_is_gone_from_every_shop(hq: Headquarters) -> None:
    till = hq.till("store-2")
    hq.admin.releases.release(Wish(FIVE))
    hq.admin.releases.release(Wish(CINEMA))
    assert [len(release.store_ids) for release in hq.admin.releases.stop("points")] == [0]
    assert _texts(hq, till) == [[CINEMA]]
    with pytest.raises(UnknownRelease):
        hq.admin.releases.stop("points")


def test_every_bundle_is_signed_and_named_by_what_it_says(hq: Headquarters) -> None:
    till = hq.till("store-1")
    hq.admin.releases.release(Wish(FIVE))
    (row,) = _bundles(hq, till)
    assert row.bundle == row.contents.id
    assert Sealing().is_signed(till.place.bundle_key, row.bundle, row.signature)
    assert not Sealing().is_signed(till.place.bundle_key, text_hash("other"), row.signature)


def test_the_same_release_again_tells_nobody_anything(hq: Headquarters) -> None:
    till = hq.till("store-1")
    first = hq.admin.releases.release(Wish(FIVE))
    seen = _told(hq, till).cursor
    assert hq.admin.releases.release(Wish(FIVE)) == first
    assert hq.admin.set_programme(FIVE) == first
    assert _told(hq, till, seen).rows == []


def test_putting_one_programme_into_force_ends_the_others(hq: Headquarters) -> None:
    till = hq.till("store-1")
    hq.admin.releases.release(Wish(SEVEN, frozenset({"store-1"})))
    hq.admin.releases.release(Wish(CINEMA))
    hq.admin.set_programme(FIVE)
    assert _texts(hq, till) == [[FIVE]]
    assert hq.admin.programme_texts() == (FIVE,)


def test_a_date_in_the_future_is_told_today(hq: Headquarters) -> None:
    till = hq.till("store-1")
    hq.admin.releases.release(Wish(FIVE))
    hq.admin.releases.release(Wish(CINEMA, from_us=hq.clock.us + DAY_US, until_us=hq.clock.us + 3 * DAY_US))
    assert _texts(hq, till) == [[FIVE], [CINEMA, FIVE], [FIVE]]


def test_two_programmes_that_contradict_each_other_are_refused_and_nothing_is_kept(hq: Headquarters) -> None:
    hq.admin.releases.release(Wish(FIVE))
    with pytest.raises(ProgrammesCollide):
        hq.admin.releases.release(Wish(RIVAL, frozenset({"store-2"}), from_us=hq.clock.us + DAY_US))
    assert len(hq.admin.releases.where()) == 1


@pytest.mark.parametrize(
    ("wish", "problem"),
    [(Wish("id ="), BadProgramme), (Wish(FIVE, frozenset({"store-9"})), UnknownStore)],
)
def test_a_wrong_release_is_refused(hq: Headquarters, wish: Wish, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        hq.admin.releases.release(wish)
    assert hq.admin.releases.where() == []


def test_a_shop_that_opens_later_is_told_what_all_shops_have(hq: Headquarters) -> None:
    hq.admin.releases.release(Wish(FIVE))
    hq.admin.create_store("store-3", "Station")
    assert _texts(hq, hq.till("store-3")) == [[FIVE]]


def test_bundles_are_renewed_before_they_end(hq: Headquarters) -> None:
    till = hq.till("store-1")
    hq.admin.releases.release(Wish(FIVE))
    (before,) = _bundles(hq, till)
    assert hq.admin.releases.renew() == 0
    hq.clock.us += BUNDLE_LIFE_US // 2
    assert hq.admin.releases.renew() == 2
    (after,) = _bundles(hq, till)
    assert (after.texts, after.until_us) == (before.texts, hq.clock.us + BUNDLE_LIFE_US)
    assert after.serial > before.serial


def test_where_tells_which_tills_have_it(hq: Headquarters) -> None:
    fast, slow = hq.till("store-1"), hq.till("store-1")
    hq.admin.releases.release(Wish(FIVE))
    cursor = _told(hq, fast).cursor
    assert [till.has_it for till in hq.admin.releases.where()[0].tills] == [False, False]
    _told(hq, fast, cursor)
    has = {till.agent_id: till.has_it for till in hq.admin.releases.where()[0].tills}
    assert has == {fast.agent_id: True, slow.agent_id: False}
    hq.admin.releases.release(Wish(SEVEN))
    states = {line.release.number: line.state for line in hq.admin.releases.where()}
    assert states == {1: "replaced", 2: "in_force"}
    assert not any(till.has_it for till in hq.admin.releases.where()[0].tills)


def test_a_rehearsal_says_what_would_happen_and_keeps_nothing(hq: Headquarters) -> None:
    till = hq.till("store-1")
    assert hq.admin.releases.rehearse(Wish(FIVE)).number == 1
    assert hq.admin.releases.where() == []
    assert _texts(hq, till) == [[]]


def test_a_marketer_is_told_whom_a_programme_can_reach(hq: Headquarters) -> None:
    hq.member(5, birthday="1990-02-28")
    hq.member(5, card="2900000000000019")
    till = hq.till("store-1")
    card = CardIssued(
        account_id="new", person_id="p", card_number="2900000000000027", phone_key=0, phone_masked="",
        store_id="store-1", cashier_id="anna", issued_at_us=1, programme_id="points", channel="", verified=True,
        consents=(("personal_data", "1"),),
    )  # fmt: skip
    hq.send(till, card)
    assert hq.admin.releases.reach() == (3, 1, 1)
