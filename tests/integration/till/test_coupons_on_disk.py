"""Coupons, refusals and ended offers on real encrypted files: known after the program's end, also before any exchange."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from loyalty_pos.core.cards import own_card
from loyalty_pos.core.problems import SerialUsed
from loyalty_pos.core.receipt import Barcode
from loyalty_pos.till.ports import Role, StaffMember
from loyalty_pos.till.receipt_state import CouponTaken, Refused, SaleDone
from loyalty_pos.till.register import Register
from loyalty_pos.till.shift import Shift
from loyalty_pos.till.vouchers.personal import refuse_personal_offers
from loyalty_pos.till.world import TillIdentity, TillWorld
from loyalty_pos.wire.messages import Change
from loyalty_pos.wire.rows import SettingRow
from tests.fakes.leases import lend, voucher_rights_of
from tests.fakes.till_folder import Counter

CARD = own_card("4000000000001")
PROGRAMME = """
id = "club"
names = { ru = "Клуб" }
[[promotion]]
id = "mine"
name = "Лично вам"
kind = "percent"
bp = 1000
personal = true
budget_minor = 100000
[[promotion]]
id = "next-time"
name = "10 ₽ на следующую покупку"
kind = "basket_amount"
amount_minor = 1000
coupon = "next"
[[coupon_series]]
id = "next"
name = "Спасибо"
prints = { from_minor = 1000 }
"""


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    """An enrolled till that the centre has told of a shop."""
    counter = Counter(tmp_path / "till")
    counter.tell_programme(PROGRAMME)
    counter.tell_goods(("tea", "Чай"))
    counter.tell_member(CARD, counter.a_lot(300))
    yield counter
    counter.files.close()


def at_work(counter: Counter) -> TillWorld:
    files = counter.files
    world = TillWorld(
        identity=TillIdentity("till-1", 1, "store-1", lookup_key=files.identity.lookup_key()),
        goods=files.goods,
        members=files.members,
        staff=files.staff,
        programmes=files.programmes,
        settings=files.settings,
        journal=files.journal,
        clock=counter.clock,
        vouchers=files.vouchers,
        voucher_rights=voucher_rights_of(counter),
    )
    world.desk.cashier = StaffMember("s1", "Ольга С.", Role.SENIOR, "")
    if world.journal.open_shift() is None:
        Shift(world).open()
    return world


def sold(world: TillWorld, *codes: str) -> SaleDone:
    register = Register(world)
    register.add_article("tea", 1000)
    for code in codes:
        register.scan(code)
    return register.pay_exact()


def test_a_printed_coupon_counts_here_at_once_and_once(counter: Counter) -> None:
    """Without any word of the centre about it, also after the program was ended in between."""
    counter.tell(cursor="feed.7")
    assert lend(counter, coupons=1)
    done = sold(at_work(counter))
    code = next(block.data for block in done.receipt.blocks if isinstance(block, Barcode))
    counter.restart()
    world = at_work(counter)
    register = Register(world)
    register.add_article("tea", 1000)
    assert register.scan(code) == CouponTaken("next")
    assert register.pay_exact().sale.discount_minor == 1_000
    counter.restart()
    register = Register(at_work(counter))
    register.add_article("tea", 1000)
    outcome = register.scan(code)
    assert isinstance(outcome, Refused)
    assert isinstance(outcome.problem, SerialUsed)


def test_a_refusal_of_personal_offers_holds_before_the_centre_knows(counter: Counter) -> None:
    """A50."""
    world = at_work(counter)
    assert sold(world, CARD).sale.discount_minor > 0
    member = world.members.by_card(CARD)
    assert member is not None
    assert refuse_personal_offers(world, member).opted_out
    counter.restart()
    assert sold(at_work(counter), CARD).sale.discount_minor == 0


def test_an_offer_that_the_centre_ended_gives_nothing(counter: Counter) -> None:
    counter.tell(
        Change("setting", "ended_offers", msgspec.msgpack.encode(SettingRow("other/mine\nclub/mine")))
    )
    assert sold(at_work(counter), CARD).sale.discount_minor == 0
    counter.tell(Change("setting", "ended_offers", msgspec.msgpack.encode(SettingRow(""))))
    assert sold(at_work(counter), CARD).sale.discount_minor > 0
