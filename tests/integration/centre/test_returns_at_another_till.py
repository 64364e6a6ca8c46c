"""Goods come back at another shop: by the centre's word, by the paper alone, and twice, with real tills and a centre."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from loyalty_pos.centre.admin import ArticleItem, MemberItem, StaffItem
from loyalty_pos.core.basket import Article
from loyalty_pos.core.problems import AllReturned, NotAllowed, PaperForged, ReceiptNotFound
from loyalty_pos.core.receipt import Qr
from loyalty_pos.core.receipt_proof.bits import bytes_of, digits_of
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.elsewhere.finding import Believed, parted
from loyalty_pos.till.receipt_state import SaleDone
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.wire.roles import Role
from loyalty_pos.wiring.centre import RunningCentre
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_shop_till

CARD = "2900000000000001"
TEA, CUP = "4600000000017", "4600000000024"
PROGRAMME = """
id = "club"
names = { en = "Club" }
[accrual]
rate_bp = 500
[redemption]
receipt_cap_bp = 5000
"""
SHOP_CODES = {"store-1": "north", "store-2": "south"}


class Shops:
    """Two enrolled tills in two stores; each may lose its line to the centre."""

    def __init__(self, folder: Path, centre: RunningCentre) -> None:
        self.centre = centre
        self.settings = {name: TillSettings(folder / name, language="en") for name in SHOP_CODES.values()}
        for store_id, name in SHOP_CODES.items():
            enrol(self.settings[name], centre.url, centre.admin.make_code(store_id))
        self.tills = {name: open_shop_till(settings) for name, settings in self.settings.items()}
        for till in self.tills.values():
            till.sync_once()
            till.world.desk.cashier = till.world.staff.by_id("s1")
            till.shift.open()

    def __getitem__(self, name: str) -> Till:
        return self.tills[name]

    def sync(self, *names: str) -> None:
        for name in names:
            assert self.tills[name].sync_once().problem is None

    def sync_at_once(self) -> None:
        """Let all tills speak at the same moment."""
        threads = [threading.Thread(target=till.sync_once) for till in self.tills.values()]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def close(self) -> None:
        for till in self.tills.values():
            till.close()


@pytest.fixture
def shops(tmp_path: Path, centre: RunningCentre) -> Iterator[Shops]:
    """Return two tills that know tea, cups, Anna with 500 points, and a manager."""
    centre.admin.set_programme(PROGRAMME)
    centre.admin.put_articles(
        [
            ArticleItem(Article("tea", "Tea", 5_000), (TEA,)),
            ArticleItem(Article("cup", "Cup", 33_333), (CUP,)),
        ]
    )
    centre.admin.put_members([MemberItem(CARD, name="Anna Kern", phone="+79120000034", points=500)])
    centre.admin.put_staff(
        [StaffItem("s1", "Olga", Role.SENIOR, "1111"), StaffItem("m1", "Peter", Role.MANAGER, "3333")]
    )
    two = Shops(tmp_path, centre)
    yield two
    two.close()


def sold(till: Till) -> SaleDone:
    """Sell Anna two cups and a tea."""
    for code in (CARD, CUP, CUP, TEA):
        till.register.scan(code)
    return till.register.pay_exact()


def paper(done: SaleDone) -> str:
    """Return what the receipt's QR says."""
    (qr,) = [block.data for block in done.receipt.blocks if isinstance(block, Qr)]
    return qr


def everything(till: Till, sale: Sale) -> dict[int, int]:
    return {line.line_id: line.left_milli for line in till.returns.returnable(sale) if line.left_milli}


def points(centre: RunningCentre) -> int:
    (line,) = centre.admin.balances()
    assert line.points_sum == line.entries_sum
    return line.points_sum


def parked(centre: RunningCentre) -> int:
    return sum(line.parked for line in centre.admin.overview().tills)


def alarms(centre: RunningCentre) -> list[str]:
    return [alarm.code for alarm in centre.admin.overview().alarms]


def test_the_centre_is_asked_first_and_has_the_sale(shops: Shops) -> None:
    north, south = shops["north"], shops["south"]
    done = sold(north)
    shops.sync("north")
    found = south.returns.find_elsewhere(done.sale.code)  # the short code, as old receipts have it
    known = south.returns.other(found)
    assert known is not None
    assert (known.believed, found) == (Believed.CENTRE, done.sale)
    south.returns.commit(found, everything(south, found), "customer")
    shops.sync("south")
    assert (points(shops.centre), alarms(shops.centre)) == (500, [])


def test_without_the_centre_the_paper_is_enough(shops: Shops) -> None:
    """The return overtakes its sale: it waits aside, and both orders end in the same books."""
    north, south = shops["north"], shops["south"]
    done = sold(north)
    with pytest.raises(ReceiptNotFound):
        south.returns.find_elsewhere(done.sale.code)
    found = south.returns.find_elsewhere(paper(done))
    known = south.returns.other(found)
    assert known is not None
    assert (known.believed, [line.name for line in found.lines]) == (Believed.SIGNED, ["Cup", "Tea"])
    by_book = north.returns.preview(done.sale, everything(north, done.sale))
    by_paper = south.returns.preview(found, everything(south, found))
    assert (by_paper.lines, by_paper.tenders) == (by_book.lines, by_book.tenders)

    south.returns.commit(found, {found.lines[0].line_id: 1000}, "customer")
    shops.sync("south")
    assert parked(shops.centre) == 1
    shops.sync("north")
    assert parked(shops.centre) == 0
    cup = done.sale.lines[0]
    assert points(shops.centre) == 500 + done.sale.accrued - cup.accrued // 2
    assert alarms(shops.centre) == []
    shops.sync("north", "south")
    left = {line.line_id: line.left_milli for line in north.returns.returnable(done.sale)}
    assert left == {found.lines[0].line_id: 1000, found.lines[1].line_id: 1000}  # the seller was told


def test_what_came_back_elsewhere_is_refused_where_it_is_known(shops: Shops) -> None:
    north, south = shops["north"], shops["south"]
    done = sold(north)
    found = south.returns.find_elsewhere(paper(done))
    south.returns.commit(found, everything(south, found), "customer")
    with pytest.raises(AllReturned):  # its own journal knows
        south.returns.preview(south.returns.find_elsewhere(paper(done)), {1: 1000})
    shops.sync("south", "north")
    shops.sync("north")
    with pytest.raises(AllReturned):  # the feed has told
        north.returns.preview(done.sale, {1: 1000})


@pytest.mark.parametrize(
    "order", [("north", "south"), ("south", "north"), ()], ids=["seller", "other", "race"]
)
def test_twice_without_a_line_is_settled(shops: Shops, order: tuple[str, ...]) -> None:
    """The money of one return is a difference that a person looks at; points are what they are for one."""
    north, south = shops["north"], shops["south"]
    done = sold(north)
    codes = []
    found = south.returns.find_elsewhere(paper(done))
    for till, sale in ((south, found), (north, done.sale)):
        codes.append(till.returns.commit(sale, everything(till, sale), "customer").fact.code)
    shops.sync(*order)
    if not order:
        shops.sync_at_once()
    assert points(shops.centre) == 500
    (alarm,) = shops.centre.admin.overview().alarms
    assert alarm.code == "returned_twice"
    assert set(alarm.subject.split()) == set(codes)
    assert shops.centre.admin.overview().totals["return_paid_minor"] == 2 * done.sale.paid_minor


def test_one_piece_each_is_not_twice_and_right_to_the_last_point(shops: Shops) -> None:
    north, south = shops["north"], shops["south"]
    done = sold(north)
    found = south.returns.find_elsewhere(paper(done))
    cup = done.sale.lines[0]
    for till, sale in ((south, found), (north, done.sale)):
        till.returns.commit(sale, {cup.line_id: 1000}, "customer")
    shops.sync("south", "north")
    assert alarms(shops.centre) == []
    assert points(shops.centre) == 500 + done.sale.accrued - cup.accrued


def test_a_paper_that_no_till_signed_is_refused(shops: Shops) -> None:
    north, south = shops["north"], shops["south"]
    code, digits = parted(paper(sold(north)))
    data = bytearray(bytes_of(digits))
    data[-1] ^= 1
    with pytest.raises(PaperForged):
        south.returns.find_elsewhere(f"{code}:{digits_of(bytes(data))}")


def test_a_till_that_was_shut_out_is_believed_by_the_manager_alone(shops: Shops) -> None:
    north, south = shops["north"], shops["south"]
    done = sold(north)
    shops.centre.admin.shut_out(north.place.agent_id)
    shops.sync("south")
    found = south.returns.find_elsewhere(paper(done))
    known = south.returns.other(found)
    assert known is not None
    assert known.believed is Believed.PAPER
    with pytest.raises(NotAllowed):
        south.returns.commit(found, everything(south, found), "customer")
    approval = Approval("m1", Permission.TRUST_PAPER)
    assert (
        south.returns.commit(found, everything(south, found), "customer", approval).fact.approved_by == "m1"
    )
