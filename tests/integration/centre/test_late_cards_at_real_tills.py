"""A card put to a paid receipt, over real HTTP and real files: nothing jumps when the centre's row comes back."""

from dataclasses import replace

from loyalty_pos.centre.admin import MemberItem, account_of
from loyalty_pos.core.member import Lot
from loyalty_pos.core.sale import CardAttached, Sale
from loyalty_pos.wiring.centre import RunningCentre
from tests.fakes.till_folder import a_return
from tests.integration.centre.conftest import OpenTill

CARD = "2900000000000001"
PROGRAMME = """
id = "points"
names = { en = "Points" }
[accrual]
rate_bp = 1_000
"""


def test_points_of_a_late_card_are_the_same_here_and_at_the_centre(
    centre: RunningCentre, open_till: OpenTill
) -> None:
    centre.admin.set_programme(PROGRAMME)
    item = MemberItem(CARD)
    centre.admin.put_members([item])
    till = open_till()
    till.worker.run_once()
    counter = till.counter

    def known() -> tuple[tuple[Lot, ...], int, int]:
        member = counter.files.members.by_card(CARD)
        assert member is not None
        return tuple(lot for lot in member.lots if lot.remaining), member.spend_minor, member.visits

    def earned(sale: Sale) -> Sale:
        line = replace(sale.lines[0], accrued=10)
        life = {"accrued": 10, "activate_at_us": sale.sold_at_us}
        return replace(sale, account_id=account_of(item), lines=(line,), **life)  # type: ignore[arg-type]  # two ints

    sale = counter.sell(1)
    till.worker.run_once()  # the receipt is the centre's before the card comes
    counter.record(CardAttached(earned(sale), "shift-1", "store-1", "anna", counter.now_us()))
    here = known()
    assert (sum(lot.remaining for lot in here[0]), *here[1:]) == (10, 10_000, 1)
    assert till.worker.run_once().problem is None
    assert known() == here

    counter.record(a_return(sale, accrued_back=5))
    here = known()
    assert (sum(lot.remaining for lot in here[0]), here[1]) == (5, 5_000)
    assert till.worker.run_once().problem is None
    assert known() == here
    assert [alarm.code for alarm in centre.admin.overview().alarms if "right" not in alarm.code] == []
