"""Partners over real HTTP and real files: customers known offline, points of one partner held and spent in its shop."""

from loyalty_pos.centre.admin import MemberItem, account_of
from loyalty_pos.core.member import LotKind
from loyalty_pos.core.points import available
from loyalty_pos.core.sale import SoldAward
from loyalty_pos.wire.messages import HoldAsk
from loyalty_pos.wiring.centre import RunningCentre
from tests.fakes.centre import new_uuid
from tests.integration.centre.conftest import OpenTill

CARD = "2900000000000001"
TOURIST = "+79001234567"
PROGRAMME = """
id = "together"
names = { en = "Together" }
[accrual]
rate_bp = 100
[redemption]
[[partner]]
id = "sea"
name = "Sea"
stores = ["store-2"]
issue_price_minor = 80_00
redeem_price_minor = 75_00
"""


def test_tills_know_a_partners_customers_when_the_centre_is_gone(
    centre: RunningCentre, open_till: OpenTill
) -> None:
    """A46."""
    desk = centre.admin.partners
    desk.put_subscribers("sea", [desk.phone_key(TOURIST)])
    till = open_till()
    assert till.worker.run_once().problem is None
    centre.stop()
    assert till.counter.files.members.partners_of(TOURIST) == ("sea",)
    assert till.counter.files.members.by_phone(TOURIST) is None
    assert till.counter.files.members.partners_of("+79001234568") == ()


def test_points_of_one_partner_go_all_the_way(centre: RunningCentre, open_till: OpenTill) -> None:
    centre.admin.set_programme(PROGRAMME)
    item = MemberItem(CARD)
    centre.admin.put_members([item])
    anna = account_of(item)
    shop, sea = open_till("store-1"), open_till("store-2")
    for till in (shop, sea):
        till.worker.run_once()
    award = SoldAward("feast", 30, 1, 0, "sea")
    life = {"activate_at_us": 1, "expire_at_us": 0}
    shop.counter.sell(1, account_id=anna, store_id="store-1", accrued=130, awards=(award,), **life)
    here = shop.counter.files.members.by_card(CARD)
    assert here is not None
    assert [(lot.remaining, lot.spend_scope) for lot in here.lots if lot.kind is LotKind.EXTRA] == [
        (30, "sea")
    ]
    for till in (shop, sea):
        till.worker.run_once()

    member = sea.counter.files.members.by_card(CARD)
    assert member is not None
    now = sea.counter.clock.at
    assert (available(member.lots, now), available(member.lots, now, partner="sea")) == (100, 130)
    assert shop.client.ask_hold(HoldAsk(new_uuid(), anna, 130)).granted == 0
    op = new_uuid()
    assert sea.client.ask_hold(HoldAsk(op, anna, 40)).granted == 40
    sea.counter.sell(
        2, sale_id="dinner", code="dinner", account_id=anna, store_id="store-2", redeemed=40, operation=op
    )
    before = sea.counter.files.members.by_card(CARD)
    sea.worker.run_once()
    after = sea.counter.files.members.by_card(CARD)
    assert before is not None and after is not None
    assert [lot.remaining for lot in before.lots if lot.remaining] == [90]
    assert [(lot.remaining, lot.spend_scope) for lot in after.lots] == [(90, "")]
    (row,) = [one for one in centre.admin.partners.settlement("2026-11") if one.partner == "sea"]
    assert (row.issued, row.redeemed, row.due) == (0, 40, -3_000)
