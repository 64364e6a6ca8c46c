"""What the centre told: goods, members, cashiers, programme; and members as this till has changed them since."""

from dataclasses import replace

import msgspec
import pytest

from loyalty_pos.core.dates import moment
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import CardState, Identified
from loyalty_pos.core.points import available
from loyalty_pos.core.problems import BadMessage, BadProgramme, NotEnrolled
from loyalty_pos.core.sale import CardIssued
from loyalty_pos.till.ports import Draft, Personal, Role
from loyalty_pos.wire.codec import encode
from loyalty_pos.wire.messages import Change
from loyalty_pos.wire.rows import CardRow, SettingRow, StaffRow, SubscriberRow
from tests.fakes.till_folder import Counter, a_lot, a_return, a_sale, a_void

CARD = "2900000000000001"
PHONE = "+79120000034"
PROGRAMME = 'id = "club"\n[names]\nen = "Club"\n'
OLDER = 'id = "club"\n[names]\nen = "Older"\n'
YEAR_US = 365 * 24 * 3600 * 1_000_000


@pytest.fixture
def club(selling: Counter) -> Counter:
    """A shop with a programme, and a member with 10 000 points."""
    selling.tell_programme(PROGRAMME)
    selling.tell_member(CARD, a_lot())
    return selling


def points(till: Counter) -> int:
    member = till.files.members.by_card(CARD)
    assert member is not None
    return available(member.lots, till.clock.at, member.debt)


# --- goods --------------------------------------------------------------------------------------------


def test_goods_are_found_by_barcode_and_by_id(counter: Counter) -> None:
    counter.tell_goods(("46", "Чай"), ("47", "Кофе"))
    by_code = counter.files.goods.by_barcode("4646")
    assert by_code is not None
    assert by_code.name == "Чай"
    assert counter.files.goods.by_id("47") is not None
    assert counter.files.goods.by_barcode("0000") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "чай", ["Чай чёрный", "Чай Ёлка зелёный", "Иван-чай"], id="any case, names that begin so first"
        ),
        pytest.param("ЧЕРН чай", ["Чай чёрный"], id="every word in any order, е finds ё"),
        pytest.param("ёлка", ["Чай Ёлка зелёный"], id="ё finds Ё"),
        pytest.param("100%", ["Сок 100%"], id="signs are ordinary letters"),
        pytest.param("_", [], id="an underscore finds nothing"),
        pytest.param("  ", [], id="nothing asked, nothing found"),
        pytest.param("tea", [], id="what is not there is not found"),
    ],
)
def test_goods_are_found_by_words_of_their_name(counter: Counter, text: str, found: list[str]) -> None:
    counter.tell_goods(("1", "Чай Ёлка зелёный"), ("2", "Чай чёрный"), ("3", "Иван-чай"), ("4", "Сок 100%"))
    assert [article.name for article in counter.files.goods.search(text, 10)] == found


def test_a_search_has_a_limit(counter: Counter) -> None:
    counter.tell_goods(*((str(n), f"Чай {n}") for n in range(30)))
    assert len(counter.files.goods.search("чай", 5)) == 5


def test_quick_keys_stand_in_their_order(counter: Counter) -> None:
    counter.tell_goods(("1", "Bun"), ("2", "Apple"), page="Fresh")
    assert [(page, [a.name for a in goods]) for page, goods in counter.files.goods.quick_pages()] == [
        ("Fresh", ["Bun", "Apple"])
    ]


def test_goods_that_are_gone_are_gone_everywhere(counter: Counter) -> None:
    counter.tell_goods(("46", "Чай"), page="Fresh")
    counter.tell(Change("article", "46", b""))
    goods = counter.files.goods
    assert goods.by_barcode("4646") is None
    assert goods.search("чай", 5) == []
    assert goods.quick_pages() == []


def test_a_renamed_article_is_found_by_its_new_name_only(counter: Counter) -> None:
    counter.tell_goods(("46", "Чай"))
    counter.tell_goods(("46", "Кофе"))
    assert counter.files.goods.search("чай", 5) == []
    assert len(counter.files.goods.search("кофе", 5)) == 1


# --- members ------------------------------------------------------------------------------------------


def test_a_member_is_found_by_card_phone_and_account(club: Counter) -> None:
    members = club.files.members
    by_card, by_phone = members.by_card(CARD), members.by_phone(PHONE)
    assert by_card is not None
    assert by_phone is not None
    assert (by_card.name, by_card.card_last4, by_card.identified) == ("Anna K.", "0001", Identified.CARD)
    assert by_phone == replace(by_card, identified=Identified.PHONE)
    assert members.by_account("account-1") == replace(by_card, identified=Identified.MANAGER)
    assert by_card.as_of == club.clock.at
    assert members.by_card("2900000000000002") is None
    assert members.by_phone("+79990000000") is None
    assert members.card_known(CARD)
    assert not members.card_known("2900000000000002")


@pytest.mark.parametrize("state", ["blocked", "a state of next year"])
def test_a_card_in_a_state_that_is_not_good_is_blocked(club: Counter, state: str) -> None:
    row = msgspec.msgpack.encode(CardRow("account-1", state, "0001"))
    club.tell(Change("card", club.card_key(CARD), row))
    member = club.files.members.by_card(CARD)
    assert member is not None
    assert member.state is CardState.BLOCKED


def test_a_blocked_account_blocks_its_cards(club: Counter) -> None:
    club.tell_member(CARD, blocked=True)
    member = club.files.members.by_card(CARD)
    assert member is not None
    assert member.state is CardState.BLOCKED


def test_points_redeemed_here_are_gone_at_once_and_not_counted_twice(club: Counter) -> None:
    club.sell(account_id="account-1", redeemed=4_000, operation="op-1")
    assert points(club) == 6_000
    club.tell_member(CARD, a_lot(6_000), projected=2)
    assert points(club) == 6_000


def test_points_that_were_held_for_this_sale_are_not_taken_twice(club: Counter) -> None:
    club.tell_member(CARD, a_lot(held=10_000))
    assert points(club) == 0
    club.sell(account_id="account-1", redeemed=10_000, operation="op-1")
    member = club.files.members.by_card(CARD)
    assert member is not None
    assert (points(club), member.debt) == (0, 0)


def test_points_earned_here_count_at_once(club: Counter) -> None:
    now = club.now_us()
    club.sell(account_id="account-1", accrued=500, activate_at_us=now, expire_at_us=now + YEAR_US)
    assert points(club) == 10_500
    member = club.files.members.by_card(CARD)
    assert member is not None
    assert (member.spend_minor, member.visits) == (510_000, 8)


def test_points_that_become_active_later_do_not_count_yet(club: Counter) -> None:
    now = club.now_us()
    club.sell(account_id="account-1", accrued=500, activate_at_us=now + 1, expire_at_us=now + YEAR_US)
    assert points(club) == 10_000
    member = club.files.members.by_card(CARD)
    assert member is not None
    assert available(member.lots, moment(now + 1)) == 10_500


def test_a_void_here_restores_points_spend_and_visits(club: Counter) -> None:
    before = club.files.members.by_card(CARD)
    assert before is not None
    now = club.now_us()
    sale = club.sell(
        account_id="account-1",
        redeemed=4_000,
        operation="op-1",
        accrued=500,
        activate_at_us=now,
        expire_at_us=now + YEAR_US,
    )
    club.record(a_void(sale))
    after = club.files.members.by_card(CARD)
    assert after is not None
    assert points(club) == 10_000
    assert (after.spend_minor, after.visits, after.debt) == (before.spend_minor, before.visits, 0)


def test_a_return_of_a_sale_that_the_centre_has_takes_back_what_it_earned(club: Counter) -> None:
    now = club.now_us()
    sale = club.sell(account_id="account-1", accrued=500, activate_at_us=now, expire_at_us=now + YEAR_US)
    own = club.files.members.by_card(CARD)
    assert own is not None
    earned = a_lot(500, id=own.lots[-1].id, activate_us=now, expire_us=now + YEAR_US)
    club.tell_member(CARD, a_lot(), earned, projected=2)
    club.record(a_return(sale, account_id="account-1", accrued_back=250))
    member = club.files.members.by_card(CARD)
    assert member is not None
    assert [lot.remaining for lot in member.lots] == [10_000, 250]


def test_what_an_older_journal_projected_does_not_hide_what_this_one_does(club: Counter) -> None:
    club.tell_member(CARD, a_lot(), projected=900)
    club.files.close()
    for path in club.folder.glob("journal.db*"):
        path.unlink()
    club.files = club.open()
    club.open_shift()
    club.sell(account_id="account-1", redeemed=4_000, operation="op-1")
    assert points(club) == 6_000


def test_what_this_till_did_counts_until_the_page_with_its_member_is_here(club: Counter) -> None:
    club.sell(account_id="account-1", redeemed=4_000, operation="op-1")
    club.tell(projected=2, cursor="2", more=True)
    assert points(club) == 6_000, "the row of the member is on a later page"
    club.restart()
    assert points(club) == 6_000, "also when the connection ended between the pages"
    club.tell_member(CARD, a_lot(6_000), projected=2)
    assert points(club) == 6_000


def test_a_member_on_an_early_page_is_not_counted_twice_while_others_follow(club: Counter) -> None:
    club.sell(account_id="account-1", redeemed=4_000, operation="op-1")
    club.tell_member(CARD, a_lot(6_000), projected=2, more=True)
    assert points(club) == 6_000
    club.restart()
    assert points(club) == 6_000
    club.sell(2, account_id="account-1", redeemed=1_000, operation="op-2")
    assert points(club) == 5_000
    club.tell(projected=2, cursor="9")
    assert points(club) == 5_000


def test_an_early_page_of_an_older_journal_hides_nothing_of_this_one(club: Counter) -> None:
    club.tell_member(CARD, a_lot(), projected=900, more=True)
    club.files.close()
    for path in club.folder.glob("journal.db*"):
        path.unlink()
    club.files = club.open()
    club.open_shift()
    club.sell(account_id="account-1", redeemed=4_000, operation="op-1")
    assert points(club) == 6_000


def test_the_second_of_two_returns_takes_back_from_the_lot_of_its_sale_too(club: Counter) -> None:
    now = club.now_us()
    sale = club.sell(account_id="account-1", accrued=500, activate_at_us=now + 1, expire_at_us=now + YEAR_US)
    own = club.files.members.by_card(CARD)
    assert own is not None
    earned = a_lot(500, id=own.lots[-1].id, activate_us=now + 1, expire_us=now + YEAR_US)
    club.tell_member(CARD, a_lot(), earned, projected=2)
    club.record(a_return(sale, 1, account_id="account-1", accrued_back=250))
    club.record(a_return(sale, 2, account_id="account-1", accrued_back=250))
    member = club.files.members.by_card(CARD)
    assert member is not None
    assert [lot.remaining for lot in member.lots] == [10_000, 0]


def test_a_card_given_out_here_is_known_here_at_once(club: Counter) -> None:
    fact = CardIssued(
        account_id="account-9",
        person_id="person-9",
        card_number="2900000000000019",
        phone_key=77,
        phone_masked="+7 9** ***-**-99",
        store_id="store-1",
        cashier_id="anna",
        issued_at_us=1,
        programme_id="club",
        channel="",
        verified=True,
    )
    club.files.journal.record([Draft(fact, "anna", personal=Personal("person-9", {"name": "Вера Петрова"}))])
    now = club.now_us()
    club.sell(account_id="account-9", accrued=300, activate_at_us=now)
    club.restart()

    member = club.files.members.by_card("2900000000000019")

    assert member is not None
    assert (member.name, member.card_last4, member.verified) == ("Вера П.", "0019", True)
    assert available(member.lots, club.clock.at) == 300
    assert club.files.members.by_account("account-9") is not None
    assert club.files.members.card_known("2900000000000019")
    club.tell(projected=9)
    forgotten = club.files.members.by_card("2900000000000019")
    assert forgotten is not None
    assert forgotten.name == ""


def test_before_enrolment_no_card_can_be_looked_up(counter: Counter) -> None:
    counter.files.close()
    counter.vault = type(counter.vault)()
    counter.folder = counter.folder.with_name("new")
    counter.files = counter.open()
    with pytest.raises(NotEnrolled):
        counter.files.members.by_card(CARD)


# --- staff, programme, texts --------------------------------------------------------------------------


def test_cashiers_who_left_may_not_log_in_but_keep_their_name(counter: Counter) -> None:
    anna = StaffRow("1", "Anna", "cashier", "hash")
    for row in (
        anna,
        StaffRow("2", "Boris", "senior", "hash", active=False),
        StaffRow("3", "Eve", "wizard", "hash"),
    ):
        counter.tell(Change("staff", row.staff_id, msgspec.msgpack.encode(row)))
    assert [(member.name, member.role) for member in counter.files.staff.active()] == [("Anna", Role.CASHIER)]
    gone = counter.files.staff.by_id("2")
    assert gone is not None
    assert gone.name == "Boris"
    assert counter.files.staff.by_id("3") is None


def test_the_newest_programme_prices_and_an_older_one_never_comes_back(counter: Counter) -> None:
    counter.tell_programme(PROGRAMME, serial=2)
    counter.tell_programme(OLDER, serial=1)
    current = counter.files.programmes.current()
    assert current.programme.names == (("en", "Club"),)


def test_a_programme_that_cannot_be_read_leaves_the_one_before_in_force(counter: Counter) -> None:
    counter.tell_programme(OLDER, serial=1)
    counter.tell_programme("id = ", serial=2)
    assert counter.files.programmes.current().programme.names == (("en", "Older"),)


def test_without_any_readable_programme_the_reason_is_told(counter: Counter) -> None:
    with pytest.raises(NotEnrolled):
        counter.files.programmes.current()
    counter.tell_programme("id = ", serial=2)
    with pytest.raises(BadProgramme):
        counter.files.programmes.current()


def test_texts_of_the_shop(counter: Counter) -> None:
    counter.tell(Change("setting", "shop.name", msgspec.msgpack.encode(SettingRow("Ромашка"))))
    assert counter.files.settings.get("shop.name") == "Ромашка"
    assert counter.files.settings.get("shop.address", "-") == "-"


# --- the feed itself ----------------------------------------------------------------------------------


def test_a_page_is_taken_whole_or_not_at_all(counter: Counter) -> None:
    good = Change("setting", "a", msgspec.msgpack.encode(SettingRow("1")))
    counter.tell(good, cursor="7")
    for bad in (
        Change("setting", "b", b"\xff"),
        Change("card", "not a number", msgspec.msgpack.encode(CardRow("a", "active", "1"))),
        Change("card", str(2**70), b""),
    ):
        with pytest.raises(BadMessage):
            counter.tell(Change("setting", "a", msgspec.msgpack.encode(SettingRow("2"))), bad, cursor="8")
    assert counter.files.feed.cursor() == "7"
    assert counter.files.settings.get("a") == "1"


def test_rows_of_a_newer_centre_are_passed_over(counter: Counter) -> None:
    counter.tell(Change("gift_box", "1", b"\x01"), cursor="7")
    assert counter.files.feed.cursor() == "7"


def test_the_same_page_twice_changes_nothing(club: Counter) -> None:
    before = club.files.members.by_card(CARD)
    club.tell_member(CARD, a_lot())
    assert club.files.members.by_card(CARD) == before


def test_a_sale_without_a_member_touches_no_account(club: Counter) -> None:
    club.record(a_sale())
    assert points(club) == 10_000


# --- customers of partners ----------------------------------------------------------------------------


def test_a_partners_customer_is_known_by_the_hash_of_a_phone_and_forgotten_again(counter: Counter) -> None:
    """A46: offline, without being a member; the number itself is nowhere in the file."""
    key = lookup_key("phone", PHONE, counter.files.identity.lookup_key())
    row = encode(SubscriberRow("tour"))
    counter.tell(
        Change("subscriber", f"{key}:tour", row),
        Change("subscriber", f"{key}:bank", encode(SubscriberRow("bank"))),
    )
    counter.tell(Change("subscriber", f"{key}:tour", row))
    assert counter.files.members.partners_of(PHONE) == ("bank", "tour")
    assert counter.files.members.by_phone(PHONE) is None
    assert counter.files.members.partners_of("+79120000035") == ()
    counter.tell(Change("subscriber", f"{key}:tour", b""))
    assert counter.files.members.partners_of(PHONE) == ("bank",)
    with pytest.raises(BadMessage):
        counter.tell(Change("subscriber", "no key", row))


def test_points_of_one_partner_keep_their_partner_in_the_cache(selling: Counter) -> None:
    selling.tell_programme(PROGRAMME)
    selling.tell_member(CARD, a_lot(spend_scope="tour"))
    member = selling.files.members.by_card(CARD)
    assert member is not None
    assert [lot.spend_scope for lot in member.lots] == ["tour"]
    assert available(member.lots, selling.clock.at, partner="tour") == 10_000
    assert available(member.lots, selling.clock.at) == 0
