"""People who share a wallet, and people who had two accounts, ask the shop: each is told of themselves alone, and all of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from loyalty_pos.centre.joining.joining import Wish, join
from loyalty_pos.centre.joining.parting import part
from loyalty_pos.centre.privacy.desk import PrivacyDesk
from loyalty_pos.centre.together.records import PART_US, Joined, JoinKind
from loyalty_pos.core.problems import JoinedFurther, WalletShared
from loyalty_pos.core.sale import MemberChange, MemberChanged
from loyalty_pos.storage.centre.privacy.note import ErasedNote
from loyalty_pos.storage.centre.sqlite import connect
from loyalty_pos.storage.vault import file_key
from loyalty_pos.till.wording import sentence
from tests.fakes.centre import Headquarters, Stream, new_uuid
from tests.fakes.people import FIELDS, a_card
from tests.fakes.till_folder import a_sale

ANNA, BORIS = "2900000000000019", "2900000000000012"
PHONES = {ANNA: "+79161230001", BORIS: "+79161230002"}
NAMES = {ANNA: "Анна Керн", BORIS: "Борис Керн"}


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[Headquarters]:
    hq = Headquarters(tmp_path)
    yield hq
    assert hq.books_balance()
    hq.close()


@pytest.fixture
def desk(hq: Headquarters, tmp_path: Path) -> PrivacyDesk:
    return PrivacyDesk(hq.books, hq.clock, hq.secrets, ErasedNote(tmp_path / "centre.erased"))


@pytest.fixture
def till(hq: Headquarters) -> Stream:
    return hq.till()


def bought(hq: Headquarters, till: Stream, card: str, number: int, accrued: int, *consents: str) -> str:
    """Give out a card and sell once to the new member; return the account."""
    account_id = new_uuid()
    given = tuple((kind, "1") for kind in ("personal_data", *consents))
    till.commit(
        replace(a_card(account_id, f"person-{card[-2:]}"), card_number=card, consents=given), _fields(card)
    )
    till.commit(
        a_sale(number, account_id=account_id, card_last4=card[-4:], accrued=accrued, activate_at_us=1)
    )
    hq.centre.push(till.batch(len(till.events) - 1))
    return account_id


def _fields(card: str) -> dict[str, str]:
    return {**FIELDS, "name": NAMES[card], "phone": PHONES[card]}


def make_one(hq: Headquarters, stays: str, other: str, kind: JoinKind) -> Joined:
    wish = Wish(new_uuid(), stays, other, kind, "boss", "store-1")
    return hq.books.write(lambda books: join(books, hq.clock.us, wish))


def part_again(hq: Headquarters, joined: Joined) -> None:
    hq.books.write(lambda books: part(books, hq.clock.us, joined.join_id, "boss"))


def of_before(hq: Headquarters, joined: Joined) -> Joined:
    """Let a joining be that of one person's two cards, which an older centre made of wallets that were shared."""
    assert isinstance(hq.where, Path)
    connection = connect(hq.where / "centre.db", file_key(hq.vault, "centre.db"))
    late = (joined.at_us + PART_US, joined.join_id)
    connection.execute("UPDATE joined SET kind = 'duplicate', until_us = ? WHERE join_id = ?", late)
    connection.commit()
    connection.close()
    return joined


def is_refusing(hq: Headquarters, account_id: str) -> bool:
    """Tell whether tills are told to make no personal offers."""
    told = hq.account(account_id).progress
    return told is not None and told.opted_out


def told(desk: PrivacyDesk, who: str) -> dict[str, tuple[dict[str, object], ...]]:
    return {one.name: one.rows for one in desk.export(who, "boss").sections}


def test_each_of_a_family_is_told_of_themselves_alone(
    hq: Headquarters, desk: PrivacyDesk, till: Stream
) -> None:
    anna, boris = bought(hq, till, ANNA, 1, 700), bought(hq, till, BORIS, 2, 300, "advertising")
    make_one(hq, anna, boris, JoinKind.FAMILY)
    hq.send(till, a_sale(3, account_id=anna, card_last4=BORIS[-4:], accrued=50, activate_at_us=1))
    for mine, other, sales in ((ANNA, BORIS, 1), (BORIS, ANNA, 2)):
        for name in (mine, PHONES[mine]):
            kept = told(desk, name)
            assert [row["name"] for row in kept["person"]] == [NAMES[mine]]
            assert [row["number"] for row in kept["card"]] == [mine]
            assert len(kept["document"]) == sales
            assert len({row["receipt"] for row in kept["bought_line"]}) == sales
            assert sum(int(str(row["remaining"])) for row in kept["lot"]) == 1_050, "the wallet is common"
            said = repr(kept)
            assert NAMES[other] not in said and NAMES[other][:5] not in said
            assert other not in said and PHONES[other] not in said and f"**-{PHONES[other][-2:]}" not in said
            assert "_key" not in said
    assert {row["kind"] for row in told(desk, BORIS)["consent"]} == {"personal_data", "advertising"}
    assert {row["kind"] for row in told(desk, ANNA)["consent"]} == {"personal_data"}


def test_what_an_erasure_means_for_one_of_a_family_is_what_then_happens(
    hq: Headquarters, desk: PrivacyDesk, till: Stream
) -> None:
    anna, boris = bought(hq, till, ANNA, 1, 700), bought(hq, till, BORIS, 2, 300)
    make_one(hq, anna, boris, JoinKind.FAMILY)
    hq.send(till, a_sale(3, account_id=anna, card_last4=ANNA[-4:], redeemed=800, by_floor=800))
    before = hq.account(anna)
    means = desk.ask(BORIS)
    assert (means.cards, means.people, means.family[0]) == ((BORIS[-4:],), 1, 1)
    assert hq.account(anna) == before, "nothing was done by asking"
    desk.erase(BORIS, "boss")
    assert hq.points(anna) == means.family[1] == -100, "who used the other's points owes them"
    assert means.points == 300, "what the other used of this person's points comes back first"
    assert hq.account(anna).name == "Анна К."


def test_who_had_two_accounts_takes_back_a_consent_given_with_the_older(
    hq: Headquarters, desk: PrivacyDesk, till: Stream
) -> None:
    anna, twin = bought(hq, till, ANNA, 1, 700), bought(hq, till, BORIS, 2, 300, "advertising")
    make_one(hq, anna, twin, JoinKind.DUPLICATE)
    for name in (ANNA, BORIS):
        kept = told(desk, name)
        assert {row["number"] for row in kept["card"]} == {ANNA, BORIS}
        assert {row["phone"] for row in kept["person"]} == {PHONES[ANNA], PHONES[BORIS]}
        assert [row["kind"] for row in kept["consent"]] == ["personal_data", "personal_data", "advertising"]
        assert len(kept["sealed"]) == 2 and len(kept["document"]) == 2
    done = desk.withdraw(ANNA, "advertising", "boss")
    assert done.consent.version == "1"
    taken = [row["kind"] for row in told(desk, BORIS)["consent"] if row["taken_back_us"]]
    assert taken == ["advertising"]
    means = desk.ask(ANNA)
    assert (sorted(means.cards), means.points, means.family) == ([BORIS[-4:], ANNA[-4:]], 1_000, (0, 0))


def test_a_consent_is_taken_back_by_one_of_a_wallet_and_the_others_are_told_of_before(
    hq: Headquarters, desk: PrivacyDesk, till: Stream
) -> None:
    anna, boris = bought(hq, till, ANNA, 1, 700), bought(hq, till, BORIS, 2, 300, "profiling")
    assert desk.concerned(BORIS, "profiling") == 0, "alone"
    wallet = make_one(hq, anna, boris, JoinKind.FAMILY)
    assert (desk.concerned(BORIS, "profiling"), desk.concerned(BORIS, "advertising")) == (1, 0)
    done = desk.withdraw(BORIS, "profiling", "boss")
    assert (done.deed.account_id, done.opted_out, done.others) == (boris, True, 1)
    assert is_refusing(hq, anna)
    assert desk.concerned(ANNA, "profiling") == 0, "there are none any more"
    part_again(hq, wallet)
    assert is_refusing(hq, boris), "what was taken back goes along with whoever did it"


def test_who_stays_in_a_wallet_takes_back_nobody_elses_consent(
    hq: Headquarters, desk: PrivacyDesk, till: Stream
) -> None:
    anna, boris = bought(hq, till, ANNA, 1, 700), bought(hq, till, BORIS, 2, 300)
    wallet = make_one(hq, anna, boris, JoinKind.FAMILY)
    desk.withdraw(ANNA, "profiling", "boss")
    part_again(hq, wallet)
    assert (is_refusing(hq, anna), is_refusing(hq, boris)) == (True, False)


def test_a_refusal_that_somebody_of_a_wallet_told_a_till_stays_with_both(
    hq: Headquarters, till: Stream
) -> None:
    anna, boris = bought(hq, till, ANNA, 1, 700), bought(hq, till, BORIS, 2, 300)
    wallet = make_one(hq, anna, boris, JoinKind.FAMILY)
    hq.send(till, MemberChanged(new_uuid(), MemberChange.OPT_OUT, anna, "store-1", "anna", hq.clock.us))
    assert is_refusing(hq, anna)
    part_again(hq, wallet)
    assert is_refusing(hq, anna) and is_refusing(hq, boris)


def test_a_shared_wallet_is_nobodys_second_card(hq: Headquarters, desk: PrivacyDesk, till: Stream) -> None:
    """Else the person behind that card, and all who share the wallet, would be forgotten as one."""
    third = "2900000000000026"
    anna, boris = bought(hq, till, ANNA, 1, 700), bought(hq, till, BORIS, 2, 300)
    twin = hq.member(20, third)
    wallet = make_one(hq, anna, boris, JoinKind.FAMILY)
    for stays, other in ((anna, twin), (twin, anna), (twin, boris)):
        with pytest.raises(WalletShared):
            make_one(hq, stays, other, JoinKind.DUPLICATE)
    part_again(hq, wallet)
    make_one(hq, anna, twin, JoinKind.DUPLICATE)
    make_one(hq, anna, boris, JoinKind.FAMILY)
    desk.erase(ANNA, "boss")
    assert set(hq.books.read(lambda books: books.privacy.erased([anna, boris, twin]))) == {anna, twin}


def test_a_family_that_was_once_made_a_second_card_may_still_part(
    hq: Headquarters, desk: PrivacyDesk, till: Stream
) -> None:
    anna, boris = bought(hq, till, ANNA, 1, 700), bought(hq, till, BORIS, 2, 300)
    twin = hq.member(20, "2900000000000026")
    make_one(hq, anna, boris, JoinKind.FAMILY)
    further = of_before(hq, make_one(hq, twin, anna, JoinKind.FAMILY))
    hq.clock.us += 2 * PART_US
    with pytest.raises(JoinedFurther) as refused:
        desk.erase(BORIS, "boss")
    assert sentence(refused.value, "en").next_step == "Undo the newer joining first."
    part_again(hq, further)
    desk.erase(BORIS, "boss")
    assert (hq.points(anna), hq.points(twin)) == (700, 20)
