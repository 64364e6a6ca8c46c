"""The same person twice, or a family: two accounts are one, and may be two again. No point is made or lost by it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from loyalty_pos.centre.admin import BalanceItem
from loyalty_pos.centre.joining.joining import Wish, join
from loyalty_pos.centre.joining.parting import Parted, part
from loyalty_pos.centre.privacy.desk import PrivacyDesk
from loyalty_pos.centre.together.records import PART_US, Joined, JoinKind
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import CardState
from loyalty_pos.core.problems import (
    AlreadyOneAccount,
    JoinedFurther,
    NotJoined,
    PartTooLate,
    PayingNow,
    Problem,
    StaffAccount,
)
from loyalty_pos.core.sale import Noted, Sale
from loyalty_pos.storage.centre.privacy.note import ErasedNote
from loyalty_pos.wire.messages import HoldAsk
from loyalty_pos.wire.rows import AccountRow
from tests.fakes.centre import Headquarters, new_uuid
from tests.fakes.people import FIELDS, a_card
from tests.fakes.till_folder import a_return, a_sale

_numbers = iter(range(1, 1000))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Headquarters]:
    hq = Headquarters(tmp_path_factory.mktemp("centre"))
    yield hq
    hq.close()


@pytest.fixture
def hq(whole: Headquarters) -> Iterator[Headquarters]:
    """Return the one centre of this file; every test brings members of its own, and the books must balance after it."""
    began_us = whole.clock.us
    yield whole
    assert whole.books_balance()
    whole.clock.us = began_us  # in whichever order they come


@dataclass(frozen=True)
class Cards:
    anna: str
    twin: str
    third: str
    phone: str


@pytest.fixture
def cards() -> Cards:
    anna, twin, third = (f"29{next(_numbers):014}" for _ in range(3))
    return Cards(anna, twin, third, f"+7916{next(_numbers):07}")


def merge(
    hq: Headquarters, stays: str, other: str, kind: JoinKind = JoinKind.DUPLICATE, by: str = ""
) -> Joined:
    wish = Wish(new_uuid(), stays, other, kind, by, "store-1")
    return hq.books.write(lambda desk: join(desk, hq.clock.us, wish))


def unmerge(hq: Headquarters, joined: Joined) -> Parted:
    return hq.books.write(lambda desk: part(desk, hq.clock.us, joined.join_id, "boss"))


def owner(hq: Headquarters, kind: str, text: str) -> str:
    name = lookup_key(kind, text, hq.secrets.lookup_key)
    return hq.books.read(lambda desk: desk.members.accounts_of(kind, [name]))[name]


def standing(row: AccountRow) -> tuple[object, ...]:
    lots = sorted((lot.id, lot.remaining, lot.activate_us, lot.expire_us) for lot in row.lots)
    return lots, row.debt, row.spend_minor, row.visits, row.tier_id, row.online_only, row.reserved, row.stores


def buys(account_id: str, card: str, *, redeemed: int = 0, accrued: int = 0) -> Sale:
    return a_sale(
        next(_numbers),
        account_id=account_id,
        card_last4=card[-4:],
        redeemed=redeemed,
        accrued=accrued,
        activate_at_us=1,
        by_floor=redeemed,
    )


def test_points_move_with_their_dates_and_the_cards_show_the_one_account(
    hq: Headquarters, cards: Cards
) -> None:
    anna, twin = (
        hq.member(1_000, cards.anna),
        hq.member(300, cards.twin, phone=cards.phone, tier_id="gold"),
    )
    lots = hq.account(twin).lots
    merge(hq, anna, twin)
    assert hq.points(anna) == 1_300
    assert lots[0] in hq.account(anna).lots
    assert [owner(hq, "card", cards.twin), owner(hq, "phone", cards.phone)] == [anna, anna]
    assert [change.row for change in hq.admin.feed_rows("store-1") if change.key == twin] == [b""]


def test_what_nobody_used_is_as_it_was_when_the_accounts_are_parted(hq: Headquarters, cards: Cards) -> None:
    till = hq.till()
    anna, twin = hq.member(1_000, cards.anna), hq.member(300, cards.twin)
    hq.send(till, buys(twin, cards.twin, accrued=50), buys(anna, cards.anna, accrued=70))
    before = standing(hq.account(anna)), standing(hq.account(twin))
    unmerge(hq, merge(hq, anna, twin))
    assert (standing(hq.account(anna)), standing(hq.account(twin))) == before


def test_whoever_spent_is_charged_whosever_points_they_were(hq: Headquarters, cards: Cards) -> None:
    till = hq.till()
    anna, twin = hq.member(100, cards.anna), hq.member(300, cards.twin)
    joined = merge(hq, anna, twin)
    hq.send(till, buys(anna, cards.anna, redeemed=350), buys(anna, cards.twin, accrued=40))
    assert hq.points(anna) == 90
    told = unmerge(hq, joined)
    assert (told.back, told.stays) == (340, -250)
    assert (hq.points(twin), hq.points(anna)) == (340, -250)


@pytest.mark.parametrize("order", ["before", "joined", "parted"])
def test_a_purchase_that_comes_late_ends_with_the_same_member_whenever_it_comes(
    hq: Headquarters, cards: Cards, order: str
) -> None:
    till = hq.till()
    anna, twin = hq.member(500, cards.anna), hq.member(300, cards.twin)
    late = buys(twin, cards.twin, redeemed=120, accrued=30)
    if order == "before":
        hq.send(till, late)
    joined = merge(hq, anna, twin)
    if order == "joined":
        hq.send(till, late)
        assert hq.points(anna) == 710
    unmerge(hq, joined)
    if order == "parted":
        hq.send(till, late)
    assert (hq.points(anna), hq.points(twin)) == (500, 210)
    assert (hq.account(anna).spend_minor, hq.account(twin).spend_minor) == (0, late.paid_minor)


@pytest.mark.parametrize("when", ["joined", "parted"])
def test_goods_come_back_to_the_account_that_they_were_bought_on(
    hq: Headquarters, cards: Cards, when: str
) -> None:
    till = hq.till()
    anna, twin = hq.member(500, cards.anna), hq.member(300, cards.twin)
    sale = buys(twin, cards.twin, redeemed=120, accrued=30)
    hq.send(till, sale)
    joined = merge(hq, anna, twin)
    if when == "parted":
        unmerge(hq, joined)
    hq.send(till, a_return(sale, next(_numbers), points_back=sale.redeemed, accrued_back=sale.accrued))
    if when == "joined":
        unmerge(hq, joined)
    assert (hq.points(anna), hq.points(twin)) == (500, 300)
    assert not {"returned_twice", "sale_unknown"} & set(hq.alarms())


def test_goods_bought_while_joined_come_back_after_the_parting_too(hq: Headquarters, cards: Cards) -> None:
    till = hq.till()
    anna, twin = hq.member(500, cards.anna), hq.member(300, cards.twin)
    joined = merge(hq, anna, twin)
    sale = buys(anna, cards.twin, redeemed=120, accrued=30)
    hq.send(till, sale)
    unmerge(hq, joined)
    assert (hq.points(anna), hq.points(twin)) == (500, 210)
    hq.send(till, a_return(sale, next(_numbers), points_back=sale.redeemed, accrued_back=sale.accrued))
    assert (hq.points(anna), hq.points(twin)) == (500, 300)


def test_a_receipt_that_is_being_paid_keeps_its_points(hq: Headquarters, cards: Cards) -> None:
    till = hq.till()
    anna, twin = hq.member(100, cards.anna), hq.member(300, cards.twin)
    op = new_uuid()
    assert hq.hold(twin, 250, op).granted == 250
    joined = merge(hq, anna, twin)
    assert hq.hold(anna, 200).granted == 0, "250 of 400 are held"
    with pytest.raises(PayingNow):
        unmerge(hq, joined)
    hq.send(
        till, a_sale(next(_numbers), account_id=twin, card_last4=cards.twin[-4:], redeemed=250, operation=op)
    )
    assert hq.points(anna) == 150
    assert not [alarm.code for alarm in hq.admin.overview().alarms if alarm.agent_id == till.agent_id]
    unmerge(hq, joined)
    assert (hq.points(anna), hq.points(twin)) == (100, 50)


def test_a_till_that_does_not_know_yet_asks_for_points_under_the_old_name(
    hq: Headquarters, cards: Cards
) -> None:
    anna, twin = hq.member(100, cards.anna), hq.member(300, cards.twin)
    merge(hq, anna, twin)
    assert hq.centre.ask_hold(HoldAsk(new_uuid(), twin, 350)).granted == 350


def test_a_debt_goes_along_and_comes_back(hq: Headquarters, cards: Cards) -> None:
    till = hq.till()
    anna, twin = hq.member(100, cards.anna), hq.member(50, cards.twin)
    hq.send(till, buys(twin, cards.twin, redeemed=80))
    owed = hq.books.read(lambda desk: desk.debts.owed_to(till.agent_id))
    assert owed == 30
    joined = merge(hq, anna, twin)
    assert hq.points(anna) == 70
    assert hq.books.read(lambda desk: desk.debts.owed_to(till.agent_id)) == owed, "R is as used up as before"
    unmerge(hq, joined)
    assert (hq.points(anna), hq.points(twin)) == (100, -30)
    assert hq.books.read(lambda desk: [debt.account_id for debt in desk.debts.open_of([twin])]) == [twin]


def test_the_same_wish_twice_joins_once(hq: Headquarters, cards: Cards) -> None:
    anna, twin = hq.member(100, cards.anna), hq.member(300, cards.twin)
    wish = Wish(new_uuid(), anna, twin)
    first, again = (hq.books.write(lambda desk: join(desk, hq.clock.us, wish)) for _ in range(2))
    assert first.join_id == again.join_id
    assert hq.points(anna) == 400


def test_joined_again_after_the_parting(hq: Headquarters, cards: Cards) -> None:
    anna, twin = hq.member(100, cards.anna), hq.member(300, cards.twin)
    for _ in range(2):
        unmerge(hq, merge(hq, anna, twin))
    merge(hq, twin, anna)
    assert hq.points(twin) == 400


def test_three_accounts_are_parted_from_the_newest_on(hq: Headquarters, cards: Cards) -> None:
    anna, twin, third = hq.member(100, cards.anna), hq.member(300, cards.twin), hq.member(50, cards.third)
    first = merge(hq, anna, twin)
    second = merge(hq, third, anna)
    assert hq.points(third) == 450
    with pytest.raises(JoinedFurther):
        unmerge(hq, first)
    unmerge(hq, second)
    unmerge(hq, first)
    assert [hq.points(one) for one in (anna, twin, third)] == [100, 300, 50]


def test_after_thirty_days_duplicates_stay_one_but_a_family_may_part(hq: Headquarters, cards: Cards) -> None:
    anna, twin, child = hq.member(100, cards.anna), hq.member(300, cards.twin), hq.member(50, cards.third)
    joined, family = merge(hq, anna, twin), merge(hq, anna, child, JoinKind.FAMILY)
    hq.clock.us += PART_US + 1
    with pytest.raises(PartTooLate):
        unmerge(hq, joined)
    unmerge(hq, family)
    with pytest.raises(NotJoined):
        unmerge(hq, family)


@pytest.mark.parametrize(
    ("wish", "problem"),
    [
        pytest.param(lambda anna, twin, _: (anna, twin, twin), AlreadyOneAccount, id="the same card twice"),
        pytest.param(lambda anna, _, staff: (anna, anna, staff), StaffAccount, id="a cashier's own account"),
    ],
)
def test_what_is_not_joined(
    hq: Headquarters,
    cards: Cards,
    wish: Callable[[str, str, str], tuple[str, str, str]],
    problem: type[Problem],
) -> None:
    anna, twin = hq.member(100, cards.anna), hq.member(300, cards.twin)
    staff = hq.member(50, cards.third, staff_id="olga")
    joined = merge(hq, anna, twin)
    _, stays, other = wish(anna, twin, staff)
    with pytest.raises(problem):
        merge(hq, joined.stays_id if other == twin else stays, other)


def test_who_asks_to_be_forgotten_is_forgotten_under_every_name_and_the_family_keeps_its_own(
    hq: Headquarters, cards: Cards, tmp_path: Path
) -> None:
    anna, twin, child = hq.member(100, cards.anna), hq.member(300, cards.twin), hq.member(50, cards.third)
    merge(hq, anna, twin)
    merge(hq, anna, child, JoinKind.FAMILY)
    desk = PrivacyDesk(hq.books, hq.clock, hq.secrets, ErasedNote(tmp_path / "erased"))
    desk.erase(cards.anna, "boss")
    erased = hq.books.read(lambda books: books.privacy.erased([anna, twin, child]))
    assert set(erased) == {anna, twin}
    assert hq.points(child) == 50
    assert owner(hq, "card", cards.third) == child


def test_a_child_who_asks_to_be_forgotten_leaves_the_parents_their_points(
    hq: Headquarters, cards: Cards, tmp_path: Path
) -> None:
    anna, child = hq.member(100, cards.anna), hq.member(50, cards.third)
    merge(hq, anna, child, JoinKind.FAMILY)
    desk = PrivacyDesk(hq.books, hq.clock, hq.secrets, ErasedNote(tmp_path / "erased"))
    desk.erase(cards.third, "boss")
    assert set(hq.books.read(lambda books: books.privacy.erased([anna, child]))) == {child}
    assert (hq.points(anna), hq.points(child)) == (100, 0)


def test_a_lost_card_is_dead_and_the_new_one_has_the_balance(hq: Headquarters, cards: Cards) -> None:
    till = hq.till()
    anna = hq.member(700, cards.anna, name="Анна Керн")
    key = lookup_key("card", cards.anna, hq.secrets.lookup_key)
    note = Noted("card_replaced", "store-1", "anna", hq.clock.us, subject=str(key), reason="lost")
    hq.send(till, replace(a_card(anna), person_id="", card_number=cards.twin, consents=()), note)
    held = hq.books.read(lambda desk: {card.number: card.state for card in desk.members.cards_of([anna])})
    assert held == {cards.anna: CardState.REPLACED, cards.twin: CardState.ACTIVE}
    assert (hq.points(anna), hq.account(anna).name) == (700, "Анна К.")
    deeds = hq.books.read(lambda desk: desk.belongings.card_deeds(anna))
    assert [(deed.what, deed.reason, deed.by) for deed in deeds] == [("replaced", "lost", "anna")]


def test_a_blocked_card_is_set_free_again_but_a_replaced_one_never(hq: Headquarters, cards: Cards) -> None:
    till = hq.till()
    anna = hq.member(700, cards.anna)
    key = str(lookup_key("card", cards.anna, hq.secrets.lookup_key))

    def after(what: str, reason: str = "") -> CardState:
        hq.send(till, Noted(what, "store-1", "anna", hq.clock.us, subject=key, reason=reason))
        return hq.books.read(lambda desk: desk.members.cards_of([anna])[0].state)

    assert after("card_blocked", "fraud") is CardState.BLOCKED
    assert after("card_unblocked") is CardState.ACTIVE
    assert after("card_blocked", "lost") is CardState.LOST
    assert after("card_replaced", "lost") is CardState.REPLACED
    assert after("card_unblocked") is CardState.REPLACED


def test_a_child_gets_a_card_of_its_own_on_the_parents_wallet(hq: Headquarters, cards: Cards) -> None:
    till = hq.till()
    anna = hq.member(700, cards.anna, name="Анна Керн", phone="+79160000001")
    till.commit(replace(a_card(anna), card_number=cards.third), FIELDS)
    hq.centre.push(till.batch(len(till.events)))
    assert owner(hq, "card", cards.third) == anna
    assert (hq.account(anna).name, hq.points(anna)) == ("Анна К.", 700)
    assert len(hq.books.read(lambda desk: desk.people.people_of([anna]))) == 2


def test_a_list_of_balances_read_again_opens_none_of_a_joined_account_twice(
    hq: Headquarters, cards: Cards
) -> None:
    anna = hq.member(100, cards.anna)
    twin = hq.member(0, cards.twin)
    balances = [BalanceItem(cards.twin, 300)]
    assert not hq.admin.put_balances(balances).refused
    merge(hq, anna, twin)
    hq.admin.put_balances(balances)
    assert hq.points(anna) == 400
