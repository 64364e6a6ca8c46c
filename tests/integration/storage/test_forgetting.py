"""A till forgets: the one whom the shop has forgotten, and everybody when the centre was silent for a month."""

import shutil
from datetime import timedelta

import msgspec
import pytest

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.sale import Noted
from loyalty_pos.storage.database import connect
from loyalty_pos.storage.journal.print_jobs import JobText, PrintJobs
from loyalty_pos.storage.sealing import unseal, unwrap
from loyalty_pos.till.ports import Draft, Personal
from loyalty_pos.wire.chain import first_break
from loyalty_pos.wire.events import Event, fact_of
from loyalty_pos.wire.messages import Change
from loyalty_pos.wire.rows import FORGOTTEN, ForgetRow
from tests.fakes.people import CARD as OWN_CARD
from tests.fakes.people import FIELDS, a_card
from tests.fakes.people import PHONE as OWN_PHONE
from tests.fakes.till_folder import Counter, a_lot

CARD, PHONE = "2900000000000001", "+79120000034"
JOBS: JobText[str] = JobText(number=len, write=str, read=str)


def give_out(
    till: Counter, person: str = "person-9", account_id: str = "account-9", card: str = OWN_CARD
) -> Event:
    fact = a_card(account_id, person, card_number=card)
    [event] = till.files.journal.record([Draft(fact, "anna", personal=Personal(person, FIELDS))])
    return event


def forget(till: Counter, account_id: str = "account-9", *persons: str) -> None:
    row = msgspec.msgpack.encode(ForgetRow(account_id, list(persons or ("person-9",)), till.now_us()))
    till.tell(Change("forget", "ABCDEFGH", row), cursor="2")


def written(till: Counter) -> list[Event]:
    return till.files.outbox.batch(from_seq=1)


def test_a_phone_is_found_that_stands_in_the_sealed_part_alone(selling: Counter) -> None:
    event = give_out(selling)
    assert OWN_PHONE[2:] not in event.body
    member = selling.files.members.by_phone(OWN_PHONE)
    assert member is not None and member.account_id == "account-9"


def test_who_is_forgotten_at_the_centre_is_forgotten_here_and_the_chain_stays_whole(selling: Counter) -> None:
    event = give_out(selling)
    jobs = PrintJobs(selling.files.journal_file, JOBS)
    jobs.save("card_slip account-9 Вера Тайная")
    jobs.save("receipt of somebody else")

    forget(selling)

    assert selling.files.members.by_phone(OWN_PHONE) is None
    known = selling.files.members.by_card(OWN_CARD)
    assert known is not None and known.name == ""
    assert jobs.load() == ["receipt of somebody else"]
    push = selling.files.outbox.push()
    assert push is not None and push.person_keys == {}
    assert event in written(selling) and first_break(written(selling)) == 0
    assert fact_of(written(selling)[-1]) == Noted(
        FORGOTTEN, "store-1", "", selling.now_us(), subject="ABCDEFGH"
    )


def test_what_was_sealed_cannot_be_opened_by_anybody_any_more(selling: Counter) -> None:
    event = give_out(selling)
    push = selling.files.outbox.push()
    assert push is not None
    key = unwrap(push.person_keys["person-9"], selling.centre_private, "person-9")
    assert unseal(event.sealed, key, "person-9")["name"] == "Вера Тайная"
    forget(selling)
    rows = selling.files.journal_file.reader().rows("SELECT key FROM person_key")
    assert rows == []
    with pytest.raises(BadMessage):
        unseal(event.sealed, bytes(32), "person-9")


def test_the_same_word_twice_is_written_down_once(selling: Counter) -> None:
    give_out(selling)
    forget(selling)
    count = len(written(selling))
    selling.tell(cursor="3")
    selling.restart()
    assert len(written(selling)) == count


def test_a_member_of_another_till_is_forgotten_too(selling: Counter) -> None:
    selling.tell_member(CARD, a_lot())
    forget(selling, "account-1", "person-1")
    assert selling.files.members.by_phone(PHONE) is None
    member = selling.files.members.by_card(CARD)
    assert member is not None and (member.name, member.phone_masked) == ("", "")


def test_an_older_copy_of_the_journal_forgets_again_when_it_is_opened(selling: Counter) -> None:
    give_out(selling)
    rows = selling.files.journal_file.reader().rows("SELECT person_id, key, wrapped FROM person_key")
    forget(selling)
    with selling.files.journal_file.writing() as connection:
        connection.executemany("INSERT INTO person_key VALUES (?, ?, ?)", rows)
    selling.restart()
    assert selling.files.journal_file.reader().rows("SELECT * FROM person_key") == []


def test_a_copy_from_before_an_upgrade_forgets_too_and_old_caches_go(selling: Counter) -> None:
    selling.tell_member(CARD, a_lot())
    event = give_out(selling)
    selling.files.tidy()
    copy = selling.folder / "journal.before-upgrade-1.db"
    old_cache = selling.folder / "cache.before-upgrade-1.db"
    unreadable = selling.folder / "journal.corrupt-20261101T090000.db"
    shutil.copy2(selling.folder / "journal.db", copy)
    shutil.copy2(selling.folder / "cache.db", old_cache)
    unreadable.write_bytes(b"nothing of ours" * 1000)

    forget(selling)

    key = selling.vault.get("journal-key")
    assert key is not None
    connection = connect(copy, key)
    assert connection.execute("SELECT count(*) FROM person_key").fetchone() == (0,)
    assert connection.execute("SELECT name, phone_key FROM issued_card").fetchone() == ("", 0)
    assert connection.execute("SELECT hash FROM event ORDER BY seq DESC").fetchone() == (event.hash,)
    connection.close()
    assert not old_cache.exists()
    assert unreadable.read_bytes() == b"nothing of ours" * 1000


def test_after_thirty_silent_days_names_and_phones_are_gone_and_cards_still_work(selling: Counter) -> None:
    selling.tell_member(CARD, a_lot(), projected=1)
    give_out(selling)
    selling.clock.at += timedelta(days=30)

    files = selling.restart()

    assert [problem.code for problem in files.incidents] == ["personal_data_wiped"]
    assert files.members.by_phone(PHONE) is None
    member = files.members.by_card(CARD)
    assert member is not None and (member.name, member.phone_masked) == ("", "")
    assert [lot.remaining for lot in member.lots] == [10_000]
    assert files.feed.cursor() == "", "the next word of the centre brings the names again"
    fact = fact_of(written(selling)[-1])
    assert isinstance(fact, Noted) and fact.what == "personal_data_wiped"
    assert selling.restart().incidents == ()
    selling.tell_member(CARD, a_lot(), projected=1)
    assert selling.files.members.by_phone(PHONE) is not None


def test_a_till_that_is_never_ended_forgets_at_its_daily_check(selling: Counter) -> None:
    selling.tell_member(CARD, a_lot())
    selling.clock.at += timedelta(days=31)
    assert [problem.code for problem in selling.files.self_check()] == ["personal_data_wiped"]
    assert selling.files.members.by_phone(PHONE) is None
    assert selling.files.self_check() == ()


def test_a_key_that_the_centre_never_got_is_the_only_one_and_stays(selling: Counter) -> None:
    sent = give_out(selling)
    selling.files.outbox.agree(sent.seq, sent.hash)
    give_out(selling, "person-10", "account-10", "2900000000000027")
    selling.tell(cursor="7")
    selling.clock.at += timedelta(days=31)
    selling.restart()
    rows = selling.files.journal_file.reader().rows("SELECT person_id FROM person_key")
    assert rows == [("person-10",)]
    member = selling.files.members.by_account("account-10")
    assert member is not None and member.name == "Вера Т."


def test_a_till_that_was_heard_yesterday_keeps_its_names(selling: Counter) -> None:
    selling.tell_member(CARD, a_lot())
    selling.clock.at += timedelta(days=29)
    assert selling.restart().incidents == ()
    assert selling.files.members.by_phone(PHONE) is not None
