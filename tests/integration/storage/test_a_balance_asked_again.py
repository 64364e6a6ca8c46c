"""A look-up costs no more at the end of a long day than at its beginning, and says what one told anew would say."""

import random
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from loyalty_pos.core.sale import Sale
from loyalty_pos.storage.cache.members import OwnDeeds, TillMembers
from loyalty_pos.storage.database import Reader
from loyalty_pos.storage.journal.since import MOST_KEPT
from tests.fakes.till_folder import Counter, a_lot, a_return, a_void

CARD = "2900000000000001"
PROGRAMME = """
id = "club"
[names]
ru = "Клуб"
[accrual]
rate_bp = 500
"""
ROWS = Reader.rows.__code__


@pytest.fixture
def club(selling: Counter) -> Counter:
    """A till that knows one member and sells."""
    selling.tell_programme(PROGRAMME)
    selling.tell_member(CARD, a_lot(300))
    return selling


def work_of(deed: Callable[[], object]) -> tuple[int, int]:
    """Return how many functions of ours a deed calls and how many rows it reads; both are the same on any machine."""
    calls = rows = 0

    def counted(frame: FrameType, event: str, told: Any) -> None:
        nonlocal calls, rows
        calls += event == "call"
        if event == "return" and frame.f_code is ROWS:
            rows += len(told)

    sys.setprofile(counted)
    try:
        deed()
    finally:
        sys.setprofile(None)
    return calls, rows


def looked_up(club: Counter) -> None:
    """What a scan of the card asks of the till's files."""
    member = club.files.members.by_card(CARD)
    assert member is not None
    club.files.vouchers.of_member(member.account_id)


def test_a_card_is_found_with_the_same_work_after_three_hundred_sales_as_after_ten(club: Counter) -> None:
    work = {}
    for number in range(1, 301):
        club.sell(number, account_id="account-1")
        if number in {10, 300}:
            work[number] = work_of(lambda: looked_up(club))
        else:
            looked_up(club)
    assert work[300] == work[10]


def told_anew(club: Counter) -> TillMembers:
    files = club.files
    own = OwnDeeds(files.since, files.identity.incarnation, files.programmes, files.identity.lookup_key)
    return TillMembers(files.cache_file, own)


@pytest.mark.parametrize("seed", range(20))
def test_whatever_happens_in_between_it_says_what_one_told_anew_says(club: Counter, seed: int) -> None:
    drawn, sold = random.Random(seed), list[Sale]()
    for number in range(1, 31):
        step = drawn.choice(["sell", "sell", "sell", "return", "void", "row", "programme", "restart"])
        if step == "sell":
            redeemed = drawn.choice([0, 20])
            sold.append(club.sell(number, account_id="account-1", accrued=250, redeemed=redeemed))
        elif step == "return" and sold:
            club.record(a_return(sold.pop(), number, accrued_back=125))
        elif step == "void" and sold:
            club.record(a_void(sold.pop(drawn.randrange(len(sold))), f"void-{number}"))
        elif step == "row":
            last = club.files.outbox.batch(from_seq=1)[-1].seq
            club.tell_member(CARD, a_lot(drawn.randrange(500)), projected=drawn.choice([0, last // 2, last]))
        elif step == "programme":
            club.tell_programme(PROGRAMME.replace("500", str(100 + number)), serial=number)
        elif step == "restart":
            club.restart()
        assert club.files.members.by_card(CARD) == told_anew(club).by_card(CARD), step


def test_more_customers_than_are_kept_have_each_their_own_balance(club: Counter) -> None:
    cards = {f"account-{number}": f"29000000000{number:05}" for number in range(MOST_KEPT + 3)}
    for number, (account_id, card) in enumerate(cards.items()):
        club.tell_member(card, a_lot(1_000 * number), account_id=account_id, name=account_id)
    for turn in range(2):
        for number, account_id in enumerate(cards):
            club.sell(1_000 * turn + number, account_id=account_id, accrued=number)
        for number, card in enumerate(cards.values()):
            member = club.files.members.by_card(card)
            assert member is not None
            assert sum(lot.remaining for lot in member.lots) == 1_000 * number + (turn + 1) * number
