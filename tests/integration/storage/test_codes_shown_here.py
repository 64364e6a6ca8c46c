"""What a till remembers of codes of phones: through a restart, for a day, and without ever refusing for a full disk."""

import pytest

from loyalty_pos.core.member_code.layout import MemberCode
from loyalty_pos.core.problems import StorageFull
from loyalty_pos.storage.cache.phones import KEEP_STEPS, TillPhones
from loyalty_pos.storage.sealing import Sealing
from loyalty_pos.till.phones.port import KnownPhone
from loyalty_pos.wire.codec import encode
from loyalty_pos.wire.messages import Change
from loyalty_pos.wire.rows import PhoneKeyRow
from tests.fakes.till_folder import Counter

CARD = "2900000000000001"
KEY = 77
NOW = 60_000_000
"""Step of the moment."""


def shown(counter: int, step: int = NOW, card: int = KEY) -> MemberCode:
    return MemberCode(card, step, counter)


def kept(till: Counter) -> int:
    row = till.files.journal_file.reader().row("SELECT count(*) FROM shown_code")
    assert row is not None
    return int(row[0])


def test_the_newest_code_of_each_card_is_remembered_through_a_restart(selling: Counter) -> None:
    assert selling.files.phones.last_counter(KEY) == -1
    selling.files.phones.remember(shown(4))
    selling.files.phones.remember(shown(5))
    selling.files.phones.remember(shown(9, card=78))
    selling.restart()
    assert [selling.files.phones.last_counter(card) for card in (KEY, 78, 79)] == [5, 9, -1]
    assert kept(selling) == 2


def test_what_is_a_day_old_is_forgotten(selling: Counter) -> None:
    selling.files.phones.remember(shown(4, NOW - KEEP_STEPS - 1))
    selling.files.phones.remember(shown(4, NOW - KEEP_STEPS, card=78))
    selling.files.phones.remember(shown(1, NOW, card=79))
    assert kept(selling) == 2
    assert selling.files.phones.last_counter(78) == 4


def test_a_full_disk_refuses_no_member_and_the_code_is_used_up_all_the_same(
    selling: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise StorageFull(path="journal.db")

    monkeypatch.setattr(selling.files.journal_file, "writing", full)
    selling.files.phones.remember(shown(4))
    assert selling.files.phones.last_counter(KEY) == 4
    assert kept(selling) == 0


def test_phones_come_with_the_feed_change_and_go(selling: Counter) -> None:
    key = selling.card_key(CARD)
    for row in (PhoneKeyRow(b"k" * 32, 5), PhoneKeyRow(b"n" * 32, 6), PhoneKeyRow(b"", 7)):
        selling.tell(Change("phone_key", key, encode(row)))
        assert selling.files.phones.phone(int(key)) == KnownPhone(row.public_key, row.until_minutes)
    selling.tell(Change("phone_key", key, b""))
    assert selling.files.phones.phone(int(key)) == KnownPhone()


def test_the_member_is_found_by_the_keyed_hash_alone(selling: Counter) -> None:
    selling.tell_member(CARD)
    member = selling.files.phones.member(int(selling.card_key(CARD)))
    assert member is not None
    assert member.account_id == "account-1"
    assert selling.files.phones.member(KEY) is None


def test_the_network_s_name_in_codes_is_the_key_by_which_this_till_believes_its_centre(
    selling: Counter,
) -> None:
    name, key = selling.files.phones.network()
    assert (name, len(key)) == (selling.files.identity.place().bundle_key, 32)


def test_a_till_whose_members_have_no_phones_loads_no_cryptography_for_them(selling: Counter) -> None:
    """Whoever looks every few seconds costs one short read; with the first phone the next code finds all of it there."""
    loaded: list[str] = []
    identity, files = selling.files.identity, selling.files

    def load() -> Sealing:
        loaded.append("cryptography")
        return Sealing()

    phones = TillPhones(files.cache_file, files.journal_file, files.members, identity, load)
    phones.prepare()
    assert loaded == []
    selling.tell(Change("phone_key", str(KEY), encode(PhoneKeyRow(b"k" * 32, 5))))
    for _ in range(3):
        phones.prepare()
    assert loaded == ["cryptography"]
