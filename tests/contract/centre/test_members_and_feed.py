"""Goods and members by the thousand, the same file twice; tills are told what concerns them, once."""

from dataclasses import replace

import pytest

from loyalty_pos.centre.admin import ArticleItem, BalanceItem, MemberItem, PriceItem, RefusedRow, StaffItem
from loyalty_pos.centre.leases.lost import NotApproved
from loyalty_pos.core.basket import Article
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import CardState
from loyalty_pos.core.sale import CardIssued
from loyalty_pos.wire.messages import AccountQuery, Changes
from loyalty_pos.wire.rows import ArticleRow, CardRow, SettingRow, StaffRow
from tests.fakes.centre import CARD, Headquarters, Stream, new_uuid, told_rows
from tests.fakes.till_folder import a_sale

TEA = ArticleItem(Article("tea", "Tea", 5_000), ("4600000000017",))


def told(hq: Headquarters, till: Stream, cursor: str = "") -> Changes:
    return hq.centre.changes(hq.centre.authorise(till.place.token), till.incarnation, cursor)


def test_the_same_goods_twice_tell_nobody_anything(hq: Headquarters) -> None:
    till = hq.till()
    assert hq.admin.put_articles([TEA]).added == 1
    seen = told(hq, till).cursor

    assert hq.admin.put_articles([TEA]).same == 1

    assert told(hq, till, seen).rows == []


def test_a_store_may_have_its_own_price(hq: Headquarters) -> None:
    here, there = hq.till("store-1"), hq.till("store-2")
    hq.admin.put_articles([TEA])
    hq.admin.put_prices([PriceItem("tea", 4_500, "store-2")])
    hq.admin.put_prices([PriceItem("tea", 5_500)])

    def price(till: Stream) -> int:
        rows = [row for row in told_rows(told(hq, till), "article") if isinstance(row, ArticleRow)]
        return rows[-1].article.price_minor

    assert (price(here), price(there)) == (5_500, 4_500)


def test_a_price_of_nothing_known_is_refused(hq: Headquarters) -> None:
    assert hq.admin.put_prices([PriceItem("coffee", 1)]).refused == (RefusedRow(0, "unknown_article"),)


def test_the_same_members_twice_change_nothing(hq: Headquarters) -> None:
    items = [
        MemberItem(f"290000000000{n:04}", name="Anna Kern", points=n, spend_minor=100 * n, visits=n)
        for n in range(1, 30)
    ]
    assert hq.admin.put_members(items).added == 29
    before = hq.admin.overview().totals

    assert hq.admin.put_members(items).same == 29

    assert hq.admin.overview().totals == before
    assert hq.admin.members(limit=50) == items
    assert hq.books_balance()


def test_a_balance_is_opened_once(hq: Headquarters) -> None:
    hq.member(100)

    assert hq.admin.put_members([MemberItem(CARD, points=150)]).refused == (RefusedRow(0, "balance_differs"),)
    assert hq.admin.put_balances([BalanceItem(CARD, 100)]).same == 1
    assert hq.admin.put_balances([BalanceItem(CARD, 99), BalanceItem("nobody", 1)]).refused == (
        RefusedRow(0, "balance_differs"),
        RefusedRow(1, "unknown_card"),
    )


def test_a_balance_may_come_after_the_card(hq: Headquarters) -> None:
    account = hq.member(name="Anna Kern")

    assert hq.admin.put_balances([BalanceItem(CARD, -70, tier_id="gold", spend_minor=5)]).added == 1

    row = hq.account(account)
    assert (row.debt, row.tier_id, row.spend_minor) == (70, "gold", 5)


def test_two_cards_of_one_holder_share_the_points(hq: Headquarters) -> None:
    first, second = (MemberItem(f"290000000000000{n}", holder="kern", points=n * 10) for n in (1, 2))

    hq.admin.put_members([first, second])

    assert hq.points(hq.member(card="2900000000000001", holder="kern")) == 30
    taken = hq.admin.put_members([MemberItem("2900000000000002", holder="else")])
    assert taken.refused == (RefusedRow(0, "card_taken"),)


def test_a_new_phone_takes_the_old_one_away(hq: Headquarters) -> None:
    till = hq.till()
    hq.member(phone="+79120000001", name="Anna Kern")
    seen = told(hq, till).cursor

    hq.member(phone="+79120000002", name="Anna Kern")

    key = str(lookup_key("phone", "+79120000001", hq.secrets.lookup_key))
    assert [c.row for c in told(hq, till, seen).rows if c.table == "phone" and c.key == key] == [b""]
    assert hq.centre.search(AccountQuery("8 912 000-00-01")).accounts == []
    assert len(hq.centre.search(AccountQuery("8 912 000-00-02")).accounts) == 1


def test_tills_learn_nothing_that_names_a_person(hq: Headquarters) -> None:
    hq.member(100, name="Анна Кузнецова", phone="+79120000034", birthday="1990-05-17")

    everything = b"".join(change.row for change in hq.admin.feed_rows("store-1"))

    for secret in ("Кузнецова", "9120000034", "1990", CARD):
        assert secret.encode() not in everything
    assert "Анна К.".encode() in everything


def test_a_page_is_cut_anywhere_and_nothing_is_lost(
    hq: Headquarters, monkeypatch: pytest.MonkeyPatch
) -> None:
    till = hq.till()
    for number in range(7):
        hq.member(number, card=f"290000000000000{number}")
    whole = told(hq, till).rows
    monkeypatch.setattr("loyalty_pos.centre.centre.FEED_PAGE", 1)

    pages, cursor, more = [], "", True
    while more:
        page = told(hq, till, cursor)
        pages += page.rows
        cursor, more = page.cursor, page.more

    assert pages == whole
    assert told(hq, till, cursor).rows == []


def test_changes_say_how_much_of_the_till_they_contain(hq: Headquarters) -> None:
    member, till = hq.member(), hq.till()
    hq.send(till, a_sale(1, account_id=member, accrued=5, activate_at_us=1), a_sale(2))

    assert told(hq, till).projected == 2
    assert told(hq, hq.till()).projected == 0


def test_a_till_of_another_centre_starts_from_the_beginning(hq: Headquarters) -> None:
    hq.member(5)
    everything = told(hq, till := hq.till())

    for strange in ("0123456789abcdef.3", "nonsense", everything.cursor + "0000", "a.b.c"):
        assert told(hq, till, strange).rows == everything.rows


def test_a_setting_of_one_store_stays_above_the_general_one(hq: Headquarters) -> None:
    here, there = hq.till("store-1"), hq.till("store-2")
    hq.admin.set_setting("footer", "Come again", "store-2")
    hq.admin.set_setting("footer", "Thank you")

    def footer(till: Stream) -> str:
        rows = [row for row in told_rows(told(hq, till), "setting") if isinstance(row, SettingRow)]
        return rows[-1].value

    assert (footer(here), footer(there)) == ("Thank you", "Come again")


def test_staff_keep_their_badge(hq: Headquarters) -> None:
    till = hq.till()
    hq.admin.put_staff([StaffItem("anna", "Anna", "cashier", "hash-1", "B-17")])
    hq.admin.put_staff([StaffItem("anna", "Anna", "senior", "hash-1")])

    (row,) = (row for row in told_rows(told(hq, till), "staff") if isinstance(row, StaffRow))

    assert (row.role, row.badge_key) == ("senior", lookup_key("badge", "B-17", hq.secrets.lookup_key))


def test_a_blocked_card_is_blocked_at_the_tills(hq: Headquarters) -> None:
    till = hq.till()
    hq.member()

    hq.admin.block_card(CARD, CardState.LOST)

    (row,) = (row for row in told_rows(told(hq, till), "card") if isinstance(row, CardRow))
    assert row.state == "lost"


def an_issue(account_id: str, number: str, phone_key: int = 0) -> CardIssued:
    return CardIssued(
        account_id=account_id,
        person_id="person-" + account_id,
        card_number=number,
        phone_key=phone_key,
        phone_masked="+7 9** ***-**-34",
        store_id="store-1",
        cashier_id="anna",
        issued_at_us=1,
        programme_id="club",
        channel="sms",
        verified=True,
    )


def test_a_card_given_out_at_a_till_is_known_everywhere(hq: Headquarters) -> None:
    till, other = hq.till(), hq.till("store-2")
    key = lookup_key("phone", "+79120000034", hq.secrets.lookup_key)
    till.commit(an_issue("new", CARD, key), {"name": "Вера Петрова", "phone": "+79120000034"})
    till.commit(a_sale(1, account_id="new", accrued=9, activate_at_us=1))

    hq.centre.push(till.batch())

    found = hq.centre.search(AccountQuery("петрова вера")).accounts
    assert [(view.name, view.card_last4, view.available) for view in found] == [("Вера П.", "0001", 9)]
    assert [posting.points for posting in found[0].history] == [9]
    rows = {(change.table, change.key) for change in told(hq, other).rows}
    assert {("card", str(till.card_key(CARD))), ("phone", str(key)), ("account", "new")} <= rows


def test_a_sale_may_come_before_its_member(hq: Headquarters) -> None:
    issuing, selling = hq.till(), hq.till()
    hq.send(selling, a_sale(1, account_id="new", accrued=9, activate_at_us=1))

    issuing.commit(an_issue("new", CARD), {"name": "Вера Петрова"})
    hq.centre.push(issuing.batch())

    assert (hq.points("new"), hq.account("new").name) == (9, "Вера П.")


def test_one_number_is_not_given_to_two_people(hq: Headquarters) -> None:
    first, second = hq.till(), hq.till()
    first.commit(an_issue("one", CARD))
    second.commit(an_issue("two", CARD))

    hq.centre.push(first.batch())
    pushed = hq.centre.push(second.batch())

    assert [parked.code for parked in pushed.parked] == ["card_taken"]
    assert hq.alarms() == ["card_taken"]


def test_a_person_whose_key_is_lost_is_still_a_member(hq: Headquarters) -> None:
    till = hq.till()
    till.commit(an_issue("new", CARD), {"name": "Вера Петрова"})
    till.person_keys.clear()

    hq.centre.push(till.batch())

    assert hq.account("new").name == ""
    assert hq.alarms() == ["unreadable_person"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(CARD, 1, id="the whole card number"),
        pytest.param("0001", 1, id="its last four digits"),
        pytest.param("+7 912 000-00-34", 1, id="the whole phone"),
        pytest.param("КУЗНЕЦОВА анна", 1, id="a name in any case and order"),
        pytest.param("куз", 1, id="the beginning of a name"),
        pytest.param("к", 0, id="a single letter finds nobody"),
        pytest.param("%", 0, id="a wildcard is only a sign"),
        pytest.param("ан_а", 0, id="an underscore is only a sign"),
        pytest.param("34", 0, id="a piece of a phone finds nobody"),
        pytest.param("", 0, id="nothing finds nobody"),
        pytest.param("'; DROP TABLE account; --", 0, id="a statement is only text"),
    ],
)
def test_the_manager_finds_people(hq: Headquarters, text: str, found: int) -> None:
    hq.member(100, name="Анна Кузнецова", phone="+79120000034")
    new_uuid()

    assert len(hq.centre.search(AccountQuery(text)).accounts) == found


def test_who_may_look_people_up_is_the_centres_own_list_and_a_till_that_says_nobody_looks_is_refused(
    hq: Headquarters,
) -> None:
    anna = hq.member(100, name="Анна Кузнецова")
    hq.admin.put_staff([StaffItem("vera", "V", "cashier", "x"), StaffItem("boss", "B", "manager", "x")])

    for query in (
        AccountQuery("анна"),
        AccountQuery("анна", staff_id="vera"),
        AccountQuery("", account_id=anna),
    ):
        with pytest.raises(NotApproved):
            hq.centre.search(query)

    own = AccountQuery("", staff_id="vera", account_id=anna, present=True)
    assert [one.account_id for one in hq.centre.search(own).accounts] == [anna]
    assert len(hq.centre.search(AccountQuery("анна", staff_id="boss")).accounts) == 1


def test_consents_are_told_with_a_member_of_whom_they_are_known(hq: Headquarters) -> None:
    till = hq.till()
    till.commit(replace(an_issue("new", CARD), consents=(("personal_data", "3"),)), {"name": "Вера Петрова"})
    hq.centre.push(till.batch())

    found = hq.centre.search(AccountQuery("петрова")).accounts[0]

    assert [(kind, version) for kind, version, _ in found.consents] == [("personal_data", "3")]
