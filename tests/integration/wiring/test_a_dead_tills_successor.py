"""A till dies with sales on its disk; a new machine gets its number, what was set aside for it, and what it owes of its risk.

Real tills, a real centre behind its socket. What the dead one's disk still brings is accepted, and the bound holds.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from loyalty_pos.centre.fleet.replacing import Handed, Handing, TillNotReplaced
from loyalty_pos.centre.items import ArticleItem, MemberItem, StaffItem
from loyalty_pos.centre.leases.exposure import Exposure
from loyalty_pos.centre.ports import Desk
from loyalty_pos.core.basket import Article
from loyalty_pos.core.cards import own_card
from loyalty_pos.core.leases.rights import Right
from loyalty_pos.core.sale import Sale
from loyalty_pos.storage.pins import PinHasher
from loyalty_pos.storage.vault import FileVault
from loyalty_pos.wiring.books import balances_of, differences
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, open_centre, start_centre
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_shop_till

ANNA = own_card("1000000000001")
TEA = "4600000000015"
POINTS, SHARE, FLOOR, OF_ALL = 600, 300, 200, 700
PROGRAMME = f"""
id = "club"
names = {{ en = "Club" }}
[accrual]
rate_bp = 0
[redemption]
receipt_cap_bp = 9900
[redemption.offline]
home = {FLOOR}
risk = {OF_ALL}
share_bp = 5000
"""
LONG_AGO_US = 3_600_000_000


class Shop:
    """One shop, one till, Anna with 600 points who buys there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        books = open_centre(CentreSettings(folder / "centre"))
        admin = books.admin
        admin.create_store("store-1", "Corner shop")
        admin.create_store("store-2", "Market")
        admin.set_programme(PROGRAMME)
        admin.put_articles([ArticleItem(Article("tea", "Tea", 100_000, vat_bp=2200), (TEA,))])
        admin.put_staff([StaffItem("olga", "Olga", "manager", PinHasher(books.lookup_key).digest("1111"))])
        admin.put_members([MemberItem(ANNA, name="Anna K.", points=POINTS)])
        books.close()
        self.centre: RunningCentre = start_centre(CentreSettings(folder / "centre"))
        self.open: list[Till] = []

    def settings(self, name: str) -> TillSettings:
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        return TillSettings(folder, "en", vault=FileVault(folder / "vault.json"))

    def enrolled(self, name: str, store_id: str = "store-1") -> Till:
        enrol(self.settings(name), self.centre.url, self.centre.admin.make_code(store_id))
        till = self.started(name)
        till.shift.open()
        return till

    def started(self, name: str) -> Till:
        till = open_shop_till(replace(self.settings(name), centre_url=self.centre.url))
        self.open.append(till)
        till.staff.log_in("1111")
        return till

    def end(self, till: Till) -> None:
        self.open.remove(till)
        till.close()

    def restarted(self, till: Till, name: str) -> Till:
        self.end(till)
        till = self.started(name)
        exchanged(till)
        return till

    def switch_off(self) -> int:
        port = self.centre.port
        self.centre.stop()
        return port

    def switch_on(self, port: int) -> None:
        self.centre = start_centre(CentreSettings(self.folder / "centre", port=port))

    def sell(self, till: Till, *, points: bool = True) -> Sale:
        till.register.scan(ANNA)
        till.register.scan(TEA)
        if points:
            till.register.want_points(None)
            question = till.register.hold_question()
            assert question is not None
            answer = till.holds.ask(question.op, question.account_id, question.points)
            till.register.hold_answered(question.op, answer)
        return till.register.pay_exact().sale

    def anna(self, till: Till) -> str:
        member = till.world.members.by_card(ANNA)
        assert member is not None
        return member.account_id

    def sold_alone(self, till: Till) -> Sale:
        """Sell with points while the centre is away."""
        port = self.switch_off()
        sale = self.sell(till)
        self.switch_on(port)
        return sale

    def fall_silent(self, agent_id: str) -> None:
        """An hour passes in which nothing is heard of this till."""

        def work(desk: Desk) -> None:
            for stream in desk.streams.all():
                if stream.agent_id == agent_id:
                    desk.streams.put(replace(stream, seen_us=stream.seen_us - LONG_AGO_US))
            word = desk.fleet.word(agent_id)
            if word is not None:
                desk.fleet.put_word(replace(word, heard_us=word.heard_us - LONG_AGO_US))

        self.centre.open.books.write(work)

    def replace(self, old: str, new: str) -> Handed:
        return self.centre.open.fleet.replace(Handing(old, new, "igor", "fell into the sink"))

    def looked_at(self, account_id: str) -> tuple[int, list[str]]:
        """Return what Anna owes, and where the books of the tills and the centre differ."""
        port = self.switch_off()
        books = open_centre(CentreSettings(self.folder / "centre"))
        reports = reports_of(books)
        debt = balances_of(reports)[account_id].debt
        found = list(differences([till.files for till in self.open], reports, {account_id: POINTS}))
        books.close()
        self.switch_on(port)
        return debt, found

    def come_back(self, name: str) -> None:
        """Its disk is found and started: everything on it is heard."""
        back = self.started(name)
        for _ in range(3):
            back.sync_once()
        assert back.files.journal.queue().waiting == 0, "what was sold is heard"

    def close(self) -> None:
        for till in self.open:
            till.close()
        self.centre.stop()


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = Shop(tmp_path)
    yield shop
    shop.close()


def exchanged(*tills: Till) -> None:
    for till in tills * 3:
        assert till.sync_once().problem is None


def worst(told: Exposure, agent_id: str) -> int:
    return max(till.of_one for till in told.tills if till.agent_id == agent_id)


def test_place_and_rights_pass_on_and_what_the_dead_one_sold_is_taken_within_the_bound(shop: Shop) -> None:
    dead = shop.enrolled("first")
    anna, first = shop.anna(dead), dead.place.agent_id
    shop.sell(dead, points=False)
    exchanged(dead)
    assert dead.world.rights.right(anna) == Right(SHARE, FLOOR)
    lost = shop.sold_alone(dead)
    assert (lost.by_grant, lost.by_floor) == (SHARE, FLOOR)
    shop.end(dead)

    spare = shop.enrolled("spare")
    exchanged(spare)
    assert spare.world.rights.right(anna).grant == 0, "two tills are in this shop"
    shop.fall_silent(first)
    assert shop.replace(first, spare.place.agent_id) == Handed(1, 1, SHARE, SHARE)
    exchanged(spare)
    spare = shop.restarted(spare, "spare")
    assert spare.place.till_no == 1
    assert spare.world.rights.right(anna) == Right(SHARE, FLOOR), "frozen rights are its own now"
    told, _ = shop.centre.admin.leases.exposure()
    bound = worst(told, first) + worst(told, spare.place.agent_id) + SHARE

    assert shop.sold_alone(spare).redeemed == SHARE + FLOOR
    exchanged(spare)
    shop.come_back("first")
    exchanged(spare)
    debt, found = shop.looked_at(anna)
    assert found == []
    assert debt == 2 * (SHARE + FLOOR) - POINTS <= bound
    spare = shop.restarted(spare, "spare")
    assert spare.world.rights.right(anna) == Right(), "who owes has no right any more"
    assert spare.world.rights.lease().risk_left == OF_ALL - debt, "a new machine begins with no fresh risk"


def test_a_till_that_is_heard_is_not_replaced_nor_by_whom_it_does_not_fit(shop: Shop) -> None:
    first, second, other = shop.enrolled("first"), shop.enrolled("second"), shop.enrolled("other", "store-2")
    exchanged(first, second, other)
    old, new, elsewhere = (till.place.agent_id for till in (first, second, other))

    def refused(one: str, by: str) -> str:
        with pytest.raises(TillNotReplaced) as caught:
            shop.replace(one, by)
        return caught.value.reason

    assert refused(old, new) == "alive"
    shop.fall_silent(old)
    assert [refused(old, by) for by in (old, elsewhere, "nobody")] == ["same", "other_store", "unknown"]
    assert shop.replace(old, new).till_no == 1
    assert refused(old, new) == "replaced"


def test_the_dead_one_leaves_the_fleet_and_is_told_of_when_it_speaks_again(shop: Shop) -> None:
    first, second = shop.enrolled("first"), shop.enrolled("second")
    exchanged(first, second)
    shop.fall_silent(first.place.agent_id)
    shop.replace(first.place.agent_id, second.place.agent_id)
    standings = shop.centre.open.fleet.standings
    assert [one.till.agent_id for one in standings("")] == [second.place.agent_id]
    shop.sell(first, points=False)
    first.sync_once()
    assert standings("")[0].till.agent_id == first.place.agent_id
    assert "came_back" in standings("")[0].why
