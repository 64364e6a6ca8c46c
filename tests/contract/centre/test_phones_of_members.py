"""One phone a card: the centre makes it known, vouches for it for a week, replaces it, stops it, forgets it with its member."""

import base64
from pathlib import Path

import pytest

from loyalty_pos.centre.phones.desk import PASSPORT_DAYS, PhoneDesk, PhoneGiven
from loyalty_pos.centre.privacy.desk import PrivacyDesk
from loyalty_pos.centre.privacy.refusals import AlreadyErased, NobodyLikeThat
from loyalty_pos.core.leases.lease import Holder
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import CardState
from loyalty_pos.core.member_code.layout import signed_by_centre
from loyalty_pos.core.problems import BadMessage, CardBlocked
from loyalty_pos.storage.centre.privacy.note import ErasedNote
from loyalty_pos.storage.sealing import Sealing
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.rows import PhoneKeyRow
from tests.fakes.centre import CARD, MINUTE_US, Headquarters

OTHER_CARD = "2900000000000019"
PHONE = "+79120000034"
FIRST, SECOND = b"1" * 32, b"2" * 32


def desk_of(hq: Headquarters) -> PhoneDesk:
    return PhoneDesk(hq.books, hq.clock, hq.secrets)


def told(hq: Headquarters) -> dict[str, PhoneKeyRow]:
    """Return what the tills know of phones, by the card's keyed hash."""
    rows = [change for change in hq.admin.feed_rows("store-2") if change.table == "phone_key" and change.row]
    return {change.key: decode(change.row, PhoneKeyRow) for change in rows}


def key(hq: Headquarters, card: str = CARD) -> int:
    return lookup_key("card", card, hq.secrets.lookup_key)


def vouched(hq: Headquarters, given: PhoneGiven) -> bool:
    """Tell whether a till of this centre believes the passport."""
    message = signed_by_centre(given.passport, given.card, given.network)
    public = hq.secrets.bundle_key
    assert given.network == public
    return Sealing().is_right(base64.b64decode(public), message, given.passport.signature)


def test_a_phone_is_known_at_every_till_and_vouched_for_a_week(hq: Headquarters) -> None:
    hq.member()
    given = desk_of(hq).register(CARD, FIRST)
    assert (given.card, given.last4, given.passport.holder) == (key(hq), CARD[-4:], Holder.APP)
    until = hq.clock.us // MINUTE_US + PASSPORT_DAYS * 24 * 60
    assert given.passport.until_minutes == until
    assert told(hq) == {str(key(hq)): PhoneKeyRow(FIRST, until)}
    assert vouched(hq, given)


def test_whoever_is_meant_may_be_named_by_card_phone_or_account(hq: Headquarters) -> None:
    account = hq.member(phone=PHONE)
    for who in (CARD, PHONE, account, f" {CARD[:4]} {CARD[4:]} "):
        assert desk_of(hq).register(who, FIRST).card == key(hq)
    with pytest.raises(NobodyLikeThat):
        desk_of(hq).register(OTHER_CARD, FIRST)


def test_another_phone_takes_the_place_of_the_first_and_its_passport_ends_later(hq: Headquarters) -> None:
    hq.member()
    first = desk_of(hq).register(CARD, FIRST)
    hq.clock.us += MINUTE_US
    second = desk_of(hq).register(CARD, SECOND)
    assert second.passport.until_minutes > first.passport.until_minutes
    assert told(hq) == {str(key(hq)): PhoneKeyRow(SECOND, second.passport.until_minutes)}


def test_a_stopped_phone_leaves_a_row_that_outlives_its_passport(hq: Headquarters) -> None:
    hq.member()
    given = desk_of(hq).register(CARD, FIRST)
    assert desk_of(hq).stop(CARD) == CARD[-4:]
    assert told(hq) == {str(key(hq)): PhoneKeyRow(b"", given.passport.until_minutes)}


def test_no_phone_stands_for_a_card_that_cannot_be_used(hq: Headquarters) -> None:
    hq.member(state=CardState.BLOCKED)
    with pytest.raises(CardBlocked):
        desk_of(hq).register(CARD, FIRST)
    assert told(hq) == {}


def test_who_is_erased_leaves_no_phone_behind(hq: Headquarters, tmp_path: Path) -> None:
    hq.member()
    desk_of(hq).register(CARD, FIRST)
    PrivacyDesk(hq.books, hq.clock, hq.secrets, ErasedNote(tmp_path / "erased")).erase(CARD, "boss")
    assert told(hq) == {}
    with pytest.raises((NobodyLikeThat, AlreadyErased)):
        desk_of(hq).register(CARD, FIRST)


@pytest.mark.parametrize("public_key", [b"", b"k" * 31, b"k" * 33])
def test_what_is_no_key_is_refused(hq: Headquarters, public_key: bytes) -> None:
    hq.member()
    with pytest.raises(BadMessage):
        desk_of(hq).register(CARD, public_key)
