"""The centre is switched off and the same card pays with points at two tills: no more than was promised, and the books agree.

A real centre behind its socket, two tills with real files; the kill is a real one.
"""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from loyalty_pos.centre.items import ArticleItem, MemberItem, StaffItem
from loyalty_pos.core.basket import Article
from loyalty_pos.core.cards import own_card
from loyalty_pos.core.leases.rights import Right
from loyalty_pos.core.receipt import Text
from loyalty_pos.core.sale import Sale
from loyalty_pos.storage.pins import PinHasher
from loyalty_pos.storage.vault import FileVault
from loyalty_pos.wiring.books import balances_of, differences
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, open_centre, start_centre
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.late import VAULT_FILE
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_shop_till

ANNA = own_card("1000000000001")
POINTS, AT_HOME, OF_ALL = 600, 500, 700
PROGRAMME = f"""
id = "club"
names = {{ en = "Club" }}
[accrual]
rate_bp = 0
[redemption]
receipt_cap_bp = 9900
[redemption.offline]
home = {AT_HOME}
risk = {OF_ALL}
"""
TEA = "4600000000015"


def settings_of(folder: Path) -> TillSettings:
    return TillSettings(folder, language="en", vault=FileVault(folder / VAULT_FILE))


class Town:
    """A shop with two tills where Anna has 600 points and buys often."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        books = open_centre(CentreSettings(folder / "centre"))
        admin = books.admin
        admin.create_store("store-1", "Corner shop")
        admin.set_programme(PROGRAMME)
        admin.put_articles([ArticleItem(Article("tea", "Tea", 100_000, vat_bp=2200), (TEA,))])
        pins = PinHasher(books.lookup_key)
        admin.put_staff([StaffItem("olga", "Olga", "manager", pins.digest("1111"))])
        assert admin.put_members([MemberItem(ANNA, name="Anna K.", points=POINTS)]).added == 1
        books.close()
        self.centre = self._started(0)
        self.tills = [self._enrolled(number) for number in (1, 2)]
        for till in self.tills:
            till.staff.log_in("1111")
            till.shift.open()
        self.account = self._anna(self.tills[0])
        self.sell(self.tills[0], points=False)  # now it is known where she buys
        for till in self.tills * 2:
            assert till.sync_once().problem is None

    def _started(self, port: int) -> RunningCentre:
        return start_centre(CentreSettings(self.folder / "centre", port=port))

    def _enrolled(self, number: int) -> Till:
        folder = self.folder / f"till-{number}"
        folder.mkdir()
        enrol(settings_of(folder), self.centre.url, self.centre.admin.make_code("store-1"))
        return open_shop_till(settings_of(folder))

    def _anna(self, till: Till) -> str:
        member = till.world.members.by_card(ANNA)
        assert member is not None
        return member.account_id

    debt = 0

    def switch_off(self) -> int:
        port = self.centre.port
        self.centre.stop()
        return port

    def switch_on(self, port: int) -> None:
        self.centre = self._started(port)

    def restart(self, number: int) -> Till:
        self.tills[number].close()
        self.tills[number] = open_shop_till(settings_of(self.folder / f"till-{number + 1}"))
        self.tills[number].staff.log_in("1111")
        return self.tills[number]

    def sell(self, till: Till, *, points: bool = True) -> Sale:
        till.register.scan(ANNA)
        till.register.scan(TEA)
        if points:
            till.register.want_points(None)
            question = till.register.hold_question()
            assert question is not None
            till.register.hold_answered(
                question.op, till.holds.ask(question.op, question.account_id, question.points)
            )
        done = till.register.pay_exact()
        self.papers = done.receipt.blocks
        return done.sale

    def differences(self) -> list[str]:
        """Compare what the tills wrote with what the centre made of it; the centre is off meanwhile."""
        port = self.switch_off()
        books = open_centre(CentreSettings(self.folder / "centre"))
        reports = reports_of(books)
        self.debt = balances_of(reports)[self.account].debt
        found = list(differences([till.files for till in self.tills], reports, {self.account: POINTS}))
        books.close()
        self.switch_on(port)
        return found

    def close(self) -> None:
        for till in self.tills:
            till.close()
        self.centre.stop()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path)
    yield town
    town.close()


def test_both_tills_pay_within_the_bound_and_the_books_agree_when_the_centre_is_back(town: Town) -> None:
    first, second = town.tills
    for till in town.tills:
        assert till.world.rights.right(town.account) == Right(0, AT_HOME)
    port = town.switch_off()

    paid = [town.sell(first), town.sell(second)]
    assert [(sale.redeemed, sale.by_floor) for sale in paid] == [(AT_HOME, AT_HOME)] * 2
    said = [block.text for block in town.papers if isinstance(block, Text)]
    assert "No connection: up to 500 points today, the rest is safe." in said
    assert town.sell(town.restart(0)).redeemed == 0, "a restart brings no right back"
    assert first.register is not town.tills[0].register

    town.switch_on(port)
    for till in town.tills * 2:
        till.sync_once()
    assert town.differences() == []
    assert town.debt == 2 * AT_HOME - POINTS <= 2 * AT_HOME
    for till in town.tills:
        assert till.world.rights.right(town.account) == Right(), "who owes has no right any more"
    left = [till.world.rights.lease().risk_left for till in town.tills]
    assert left == [OF_ALL, OF_ALL - town.debt], (
        "where the debt came from, less may be risked until it is repaid"
    )


def test_a_connected_till_asks_and_takes_nothing_by_itself(town: Town) -> None:
    sale = town.sell(town.tills[0])
    assert (sale.redeemed, sale.by_floor) == (POINTS, 0)
    assert town.sell(town.tills[1]).redeemed == 0
    for till in town.tills:
        till.sync_once()
    assert (town.differences(), town.debt) == ([], 0)


def test_all_members_of_a_till_together(town: Town) -> None:
    till = town.tills[0]
    town.switch_off()
    town.sell(till)
    assert till.world.rights.lease().risk_left == OF_ALL - AT_HOME


def test_a_till_that_is_killed_after_the_sale_has_counted_it(town: Town) -> None:
    till = town.tills[0]
    town.switch_off()
    till.close()
    folder = town.folder / "till-1"
    code = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from tests.integration.wiring.test_points_without_the_centre import settings_of, TEA, ANNA\n"
        "from loyalty_pos.wiring.till import open_shop_till\n"
        "till = open_shop_till(settings_of(Path(sys.argv[1])))\n"
        "till.staff.log_in('1111')\n"
        "till.register.scan(ANNA); till.register.scan(TEA)\n"
        "till.register.want_points(300)\n"
        "record = till.world.journal.record\n"
        "type(till.world.journal).record = lambda self, drafts: (record(drafts), os.kill(os.getpid(), signal.SIGKILL))\n"
        "till.register.pay_exact()\n"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(folder)], check=False)
    assert ended.returncode == -signal.SIGKILL
    again = town.tills[0] = open_shop_till(settings_of(folder))
    assert again.world.journal.last_sales(1)[0].by_floor == 300
    assert again.world.rights.right(town.account) == Right(0, AT_HOME - 300)


def test_points_that_one_till_holds_are_taken_over_at_another_by_a_manager(town: Town) -> None:
    first, second = town.tills
    op = "01a1f7c1-4180-7000-8000-00000000000{}".format
    assert first.holds.ask(op(1), town.account, POINTS).granted == POINTS
    refused = second.holds.ask(op(2), town.account, POINTS)
    assert (refused.granted, refused.held, refused.held_till) == (0, POINTS, 1)
    second.holds.take_over(refused.held_op, town.account, "olga")
    assert second.holds.ask(op(2), town.account, POINTS).granted == POINTS
    taken = [one for one in town.centre.admin.overview().alarms if one.code == "hold_taken"]
    assert [one.subject for one in taken] == [f"olga:{town.account}:olga"], (
        "who stood at the other till is told"
    )
