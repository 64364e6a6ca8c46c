"""A person asks the shop: tell me everything, forget me, take one consent back. The books stay whole."""

from pathlib import Path

import pytest

from loyalty_pos.centre.items import StaffItem
from loyalty_pos.centre.privacy.desk import PrivacyDesk
from loyalty_pos.centre.privacy.refusals import (
    AlreadyErased,
    NeededConsent,
    NobodyLikeThat,
    NoSuchConsent,
    NotForPrivacy,
    UnknownRequest,
)
from loyalty_pos.centre.proof.verifying import Verifying
from loyalty_pos.centre.records import Erasure, PrivacyWhat, VoucherDeed
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import CardState
from loyalty_pos.core.problems import StorageCorrupt
from loyalty_pos.core.sale import Noted, Seen, SeenMember
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.storage.centre.privacy.note import ErasedNote
from loyalty_pos.storage.centre.privacy.tables import ABOUT
from loyalty_pos.wire.messages import Push
from loyalty_pos.wire.rows import FORGOTTEN
from tests.fakes.centre import CARD, Headquarters, Stream, new_uuid
from tests.fakes.people import CARD as NEW_CARD
from tests.fakes.people import FIELDS, NAME, PHONE, a_card
from tests.fakes.till_folder import a_sale


@pytest.fixture
def note(tmp_path: Path) -> ErasedNote:
    return ErasedNote(tmp_path / "centre.erased")


@pytest.fixture
def desk(hq: Headquarters, note: ErasedNote) -> PrivacyDesk:
    return PrivacyDesk(hq.books, hq.clock, hq.secrets, note)


def issued(till: Stream, account_id: str) -> Push:
    """Let the till give out a card with a sealed part; return the batch."""
    till.commit(a_card(account_id), FIELDS)
    return till.batch(len(till.events))


def test_a_sealed_phone_is_a_name_of_the_account_although_no_event_tells_it(hq: Headquarters) -> None:
    till = hq.till()
    account_id = new_uuid()
    hq.centre.push(issued(till, account_id))
    key = lookup_key("phone", PHONE, hq.secrets.lookup_key)
    assert hq.books.read(lambda desk: desk.members.accounts_of("phone", [key])) == {key: account_id}
    assert hq.account(account_id).phone_masked == "+7 9** ***-**-67"
    assert PHONE not in repr(till.events) and str(key) not in repr(till.events)


def test_an_erasure_says_first_what_it_means(hq: Headquarters, desk: PrivacyDesk) -> None:
    account_id = hq.member(30_000, name=NAME, phone=PHONE)
    gift = Voucher(7, VoucherKind.CERTIFICATE, "gift", VoucherState.ACTIVE, 5000, 3000, account_id=account_id)
    coupon = Voucher(8, VoucherKind.COUPON, "autumn", VoucherState.ACTIVE, uses_left=1, account_id=account_id)
    hq.books.write(lambda books: books.vouchers.put([gift, coupon]))
    told = desk.ask(PHONE)
    assert (told.points, told.certificates, told.coupons, told.cards) == (30_000, (1, 3000), 1, (CARD[-4:],))
    assert hq.account(account_id).name == "Вера Т."
    with pytest.raises(NobodyLikeThat):
        desk.ask("+79990000000")


def test_who_is_erased_is_nowhere_and_every_sum_still_reconciles(hq: Headquarters, desk: PrivacyDesk) -> None:
    till = hq.till()
    account_id = new_uuid()
    hq.centre.push(issued(till, account_id))
    hq.send(till, a_sale(1, account_id=account_id, accrued=700, activate_at_us=1))
    gift = Voucher(7, VoucherKind.CERTIFICATE, "gift", VoucherState.ACTIVE, 5000, 3000, account_id=account_id)
    coupon = Voucher(8, VoucherKind.COUPON, "autumn", VoucherState.ACTIVE, uses_left=1, account_id=account_id)
    came = VoucherDeed("deed-1", 7, "imported", "", "", "", 3000, hq.clock.us)
    hq.books.write(lambda books: books.vouchers.put([gift, coupon]))
    hq.books.write(lambda books: books.vouchers.add_deeds([came]))

    done = desk.erase(NEW_CARD, "boss")

    row = hq.account(account_id)
    assert (row.name, row.phone_masked, row.blocked, row.lots, row.debt) == ("", "", True, [], 0)
    assert hq.books_balance()
    assert all(one.is_whole for one in Verifying(hq.books).streams())
    assert all(one.is_whole for one in Verifying(hq.books).accounts())
    kept = hq.books.read(lambda books: books.personal.kept_of(account_id))
    assert kept["person"] == [] and [card["state"] for card in kept["card"]] == [str(CardState.ARCHIVE)]
    assert len(kept["document"]) == 1 and len(kept["entry"]) == 2
    assert hq.books.read(lambda books: books.events.person_keys(list(till.person_keys))) == {}
    vouchers = hq.books.read(lambda books: books.vouchers.load([7, 8]))
    assert (vouchers[7].account_id, vouchers[7].state) == ("", VoucherState.ACTIVE)
    assert vouchers[8].state is VoucherState.CANCELLED
    told = {(change.table, bool(change.row)) for change in hq.admin.feed_rows("store-1")}
    assert ("phone_key", False) in told and ("forget", True) in told
    assert "phone" not in {table for table, _ in told}, "the keyed hash alone would tell too much"
    with pytest.raises(AlreadyErased) as refused:
        desk.erase(account_id, "boss")
    assert refused.value.number == done.number


def test_a_key_that_a_till_brings_again_stays_destroyed(hq: Headquarters, desk: PrivacyDesk) -> None:
    till = hq.till()
    account_id = new_uuid()
    batch = issued(till, account_id)
    hq.centre.push(batch)
    desk.erase(account_id, "boss")
    hq.centre.push(batch)
    assert hq.books.read(lambda books: books.events.person_keys(list(till.person_keys))) == {}


def test_what_offline_tills_bring_later_stands_in_the_books_of_nobody(
    hq: Headquarters, desk: PrivacyDesk
) -> None:
    account_id = hq.member(1_000, name=NAME, phone=PHONE)
    till = hq.till()
    desk.erase(CARD, "boss")
    hq.send(till, a_sale(1, account_id=account_id, accrued=50, activate_at_us=1))
    hq.centre.push(issued(till, account_id))
    row = hq.account(account_id)
    assert (row.name, row.phone_masked, row.blocked) == ("", "", True)
    assert hq.points(account_id) == 50 and hq.books_balance()
    kept = hq.books.read(lambda books: books.personal.kept_of(account_id))
    assert kept["person"] == []
    assert {card["state"] for card in kept["card"]} == {str(CardState.ARCHIVE)}


def test_a_list_of_members_brings_nobody_back(hq: Headquarters, desk: PrivacyDesk) -> None:
    account_id = hq.member(1_000, name=NAME, phone=PHONE)
    desk.erase(CARD, "boss")
    with pytest.raises(AssertionError):
        hq.member(1_000, name=NAME, phone=PHONE)
    assert hq.account(account_id).name == ""


def test_each_till_says_that_it_has_forgotten(hq: Headquarters, desk: PrivacyDesk) -> None:
    hq.member(name=NAME, phone=PHONE)
    first, second, gone = hq.till(), hq.till(), hq.till()
    hq.admin.shut_out(gone.agent_id)
    number = desk.erase(PHONE, "boss").number
    assert len(desk.status(number).waits) == 2
    hq.send(first, Noted(FORGOTTEN, "store-1", "", hq.clock.us, subject=number))
    hq.send(second, Noted(FORGOTTEN, "store-1", "", hq.clock.us, subject="NOBODYSX"))
    status = desk.status(f"{number[:4].lower()}-{number[4:]}")
    assert [till.agent_id for till in status.waits] == [second.agent_id]
    assert status.waits[0].seen_us == hq.clock.us
    with pytest.raises(UnknownRequest):
        desk.status("ABCDEFGH")


def test_an_older_copy_of_the_books_forgets_again(
    hq: Headquarters, desk: PrivacyDesk, note: ErasedNote
) -> None:
    """The copy is played by books that never heard of the erasure; the note beside the keys did."""
    account_id = hq.member(1_000, name=NAME, phone=PHONE)
    known = hq.books.read(lambda books: books.people.people_of([account_id]))[0].person_id
    note.keep([Erasure("ABCDEFGH", account_id, (known,), hq.clock.us, "boss")])
    assert desk.forget_again() == 1
    assert hq.account(account_id).name == "" and hq.points(account_id) == 0 and hq.books_balance()
    assert desk.status("ABCDEFGH").deed.what is PrivacyWhat.ERASE
    assert desk.forget_again() == 0


def test_a_member_who_came_after_the_copy_stays_forgotten_when_the_till_brings_him(
    hq: Headquarters, desk: PrivacyDesk, note: ErasedNote
) -> None:
    account_id = new_uuid()
    till = hq.till()
    batch = issued(till, account_id)
    note.keep([Erasure("ABCDEFGH", account_id, tuple(till.person_keys), hq.clock.us, "boss")])
    desk.forget_again()
    hq.centre.push(batch)
    assert hq.account(account_id).name == "" and hq.alarms() == []
    assert hq.books.read(lambda books: books.events.person_keys(list(till.person_keys))) == {}


def test_a_note_that_was_lost_is_written_anew(
    hq: Headquarters, desk: PrivacyDesk, note: ErasedNote, tmp_path: Path
) -> None:
    hq.member(name=NAME, phone=PHONE)
    desk.erase(PHONE, "boss")
    before = note.known()
    (tmp_path / "centre.erased").unlink()
    desk.forget_again()
    assert note.known() == before and len(before) == 1


def test_one_consent_alone_is_taken_back(hq: Headquarters, desk: PrivacyDesk) -> None:
    till = hq.till()
    account_id = new_uuid()
    hq.centre.push(issued(till, account_id))
    done = desk.withdraw(PHONE, "profiling", "boss")
    assert (done.consent.version, done.opted_out) == ("3", True)
    progress = hq.account(account_id).progress
    assert progress is not None and progress.opted_out
    assert desk.withdraw(PHONE, "advertising", "boss").consent.version == "2"
    with pytest.raises(NoSuchConsent):
        desk.withdraw(PHONE, "advertising", "boss")
    with pytest.raises(NeededConsent):
        desk.withdraw(PHONE, "personal_data", "boss")
    consents = next(one for one in desk.export(PHONE, "boss").sections if one.name == "consent")
    assert [(row["kind"], bool(row["taken_back_us"])) for row in consents.rows] == [
        ("personal_data", False), ("advertising", True), ("profiling", True),
    ]  # fmt: skip
    assert [(row["method"], row["text_hash"]) for row in consents.rows] == [
        ("slip", "ab" * 32), ("display", ""), ("", ""),
    ]  # fmt: skip
    assert hq.account(account_id).name == "Вера Т."


def test_everything_that_is_kept_is_told_and_the_request_is_written_down(
    hq: Headquarters, desk: PrivacyDesk
) -> None:
    till = hq.till()
    account_id = new_uuid()
    hq.centre.push(issued(till, account_id))
    seen = Seen(1, member=SeenMember(visits=3, segments=("tea", "young"), birthday=True))
    hq.send(till, a_sale(1, account_id=account_id, accrued=700, activate_at_us=1, seen=seen))
    told = desk.export(PHONE, "boss")
    sections = {one.name: one.rows for one in told.sections}
    assert sections["priced_by"][0]["segments"] == "tea, young"
    assert sections["priced_by"][0]["birthday_near"] == "+"
    assert sections["person"][0]["name"] == NAME and sections["person"][0]["phone"] == PHONE
    assert sections["card"][0]["number"] == NEW_CARD
    assert {"lot", "entry", "document", "bought_line", "consent", "sealed"} <= sections.keys()
    deed = desk.status(told.number).deed
    assert (deed.what, deed.by, deed.account_id) == (PrivacyWhat.EXPORT, "boss", account_id)
    assert NAME not in repr(deed) and PHONE not in repr(deed)


def test_only_a_manager_with_the_right_pin_meets_a_request(hq: Headquarters, desk: PrivacyDesk) -> None:
    assert desk.responsible("", lambda _: False) == "console"
    hq.admin.put_staff(
        [StaffItem("anna", "Anna", "cashier", "x"), StaffItem("boss", "Boris", "manager", "x")]
    )
    assert desk.responsible("boss", lambda _: True) == "boss"
    for staff_id, pin_is_right in (("boss", False), ("anna", True), ("", True)):
        with pytest.raises(NotForPrivacy):
            desk.responsible(staff_id, lambda _, right=pin_is_right: right)  # type: ignore[misc]


def test_no_table_with_a_person_in_it_is_overlooked(hq: Headquarters) -> None:
    """Whoever adds a table with an account or a person says here how it is told and forgotten."""
    about = {(table.name, column) for table in ABOUT for column in table.by}
    others = {
        ("person", "person_id"), ("erased_person", "person_id"), ("document", "account_id"), ("person_key", "person_id"),
        ("card", "person_id"),
    }  # fmt: skip
    assert _columns_of_people(hq) - about - others == set()


def _columns_of_people(hq: Headquarters) -> set[tuple[str, str]]:
    wanted = {"account_id", "person_id", "friend_id", "referrer_id", "owner_id", "phone_key"}
    statement = (
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        if isinstance(hq.where, str)
        else "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
    )
    rows = hq.books._database.read(lambda sql: sql.rows(statement))  # the schema is nobody's port
    found = {(row[0], row[1]) for row in rows if row[1] in wanted}
    assert found
    return found - {("subscriber", "phone_key")}


def test_what_was_deleted_lies_in_no_log_beside_the_file(hq: Headquarters, desk: PrivacyDesk) -> None:
    hq.member(name=NAME, phone=PHONE)
    desk.erase(PHONE, "boss")
    hq.books.tidy()
    if not isinstance(hq.where, str):
        assert (hq.where / "centre.db-wal").stat().st_size == 0
    assert hq.books_balance()


def test_a_note_that_cannot_be_read_is_told_and_not_replaced(note: ErasedNote, tmp_path: Path) -> None:
    (tmp_path / "centre.erased").write_text("[{", "utf-8")
    with pytest.raises(StorageCorrupt):
        note.keep([Erasure("ABCDEFGH", "account", ("person",), 1, "boss")])
    assert (tmp_path / "centre.erased").read_text("utf-8") == "[{"
