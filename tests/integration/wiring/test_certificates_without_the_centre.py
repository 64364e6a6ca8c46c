"""The centre is switched off and one certificate pays at two tills, one code is used at both: no more than was promised.

A real centre behind its socket, two tills with real files (offline.md 1.6).
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from loyalty_pos.centre.items import ArticleItem, StaffItem
from loyalty_pos.core.basket import Article
from loyalty_pos.core.coupons.serials import make_serials
from loyalty_pos.core.leases.rights import Right
from loyalty_pos.core.problems import CertificateNotSold
from loyalty_pos.core.receipt import Text
from loyalty_pos.core.sale import Sale
from loyalty_pos.core.vouchers.voucher import Voucher
from loyalty_pos.storage.pins import PinHasher
from loyalty_pos.storage.vault import FileVault
from loyalty_pos.till.vouchers.finding import certificate_of
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, open_centre, start_centre
from loyalty_pos.wiring.late import VAULT_FILE
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_shop_till

VALUE, AT_HOME = 150_000, 100_000
PROGRAMME = """
id = "club"
names = { en = "Club" }
[[certificate]]
id = "gift"
name = "Gift certificate"
[[coupon_series]]
id = "many"
name = "For all"
uses = 8
[[promotion]]
id = "many-10"
name = "Ten per cent"
kind = "percent"
bp = 1000
coupon = "many"
"""
TEA = "4600000000015"
GIFT = "GIFT-0001-ABCD"
_draws = iter(range(10**6))
[MANY] = make_serials(1, "ALL", lambda below: next(_draws) % below)


def settings_of(folder: Path) -> TillSettings:
    return TillSettings(folder, language="en", vault=FileVault(folder / VAULT_FILE))


class Town:
    """A shop with two tills; the first has sold a certificate of 1 500, and both have heard of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        books = open_centre(CentreSettings(folder / "centre"))
        admin = books.admin
        admin.create_store("store-1", "Corner shop")
        admin.set_programme(PROGRAMME)
        admin.put_articles([ArticleItem(Article("tea", "Tea", 120_000, vat_bp=2200), (TEA,))])
        pins = PinHasher(books.lookup_key)
        admin.put_staff([StaffItem("olga", "Olga", "manager", pins.digest("1111"))])
        admin.codes.of_series("gift", [GIFT], value_minor=VALUE)
        admin.codes.of_series("many", [MANY])
        books.close()
        self.centre = self._started(0)
        self.tills = [self._enrolled(number) for number in (1, 2)]
        for till in self.tills:
            till.staff.log_in("1111")
            till.shift.open()
        self.talk()
        self.tills[0].register.scan(GIFT)
        self.tills[0].register.pay_exact()

    def _started(self, port: int) -> RunningCentre:
        return start_centre(CentreSettings(self.folder / "centre", port=port))

    def _enrolled(self, number: int) -> Till:
        folder = self.folder / f"till-{number}"
        folder.mkdir()
        enrol(settings_of(folder), self.centre.url, self.centre.admin.make_code("store-1"))
        return open_shop_till(settings_of(folder))

    def talk(self) -> None:
        for till in self.tills * 2:
            assert till.sync_once().problem is None

    def switch_off(self) -> int:
        port = self.centre.port
        self.centre.stop()
        return port

    def switch_on(self, port: int) -> None:
        self.centre = self._started(port)
        self.talk()

    def restart(self, number: int) -> Till:
        self.tills[number].close()
        self.tills[number] = open_shop_till(settings_of(self.folder / f"till-{number + 1}"))
        self.tills[number].staff.log_in("1111")
        return self.tills[number]

    def sell(self, till: Till, *codes: str) -> Sale:
        till.register.scan(TEA)
        for code in codes:
            till.register.scan(code)
        while (question := till.register.hold_question()) is not None:
            answer = till.holds.ask(question.op, question.account_id, question.points)
            till.register.hold_answered(question.op, answer)
        self.banner = till.register.view().banner
        done = till.register.pay_exact()
        self.papers = [block.text for block in done.receipt.blocks if isinstance(block, Text)]
        return done.sale

    def close(self) -> None:
        for till in self.tills:
            till.close()
        self.centre.stop()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path)
    yield town
    town.close()


def known(till: Till, code: str) -> Voucher:
    voucher = till.world.vouchers.by_code(code)
    assert voucher is not None
    return voucher


def right(till: Till, code: str) -> Right:
    return till.world.voucher_rights.right(known(till, code)).right


def test_a_certificate_is_overspent_by_no_more_than_both_rights_and_its_debt_is_known(town: Town) -> None:
    assert right(town.tills[0], GIFT) == Right(0, AT_HOME), "usable at once where it was sold"
    town.talk()
    port = town.switch_off()

    paid = [town.sell(till, GIFT) for till in town.tills]
    assert [sale.certificate_minor for sale in paid] == [AT_HOME] * 2
    assert [sale.promised[0].by_floor for sale in paid] == [AT_HOME] * 2
    assert town.sell(town.restart(0), GIFT).certificate_minor == 0, "a restart brings no right back"

    town.switch_on(port)
    desk = town.centre.admin.leases
    [debt] = desk.debts()
    assert (debt.rest, debt.value) == (2 * AT_HOME - VALUE, "money")
    assert debt.rest <= 2 * AT_HOME
    exposed = desk.exposure()[0]
    assert (exposed.owed_minor, exposed.owed) == (debt.rest, 0)
    assert [right(till, GIFT) for till in town.tills] == [Right(), Right()]
    assert desk.write_off(GIFT, "our own fault") == debt.rest
    assert desk.exposure()[0].owed_minor == 0


def test_with_the_centre_all_of_it_pays_once_and_nobody_risks_anything(town: Town) -> None:
    town.talk()
    first, second = town.tills
    sale = town.sell(first, GIFT)
    assert (sale.certificate_minor, sale.promised[0].by_floor) == (120_000, 0)
    first.sync_once()
    assert town.sell(second, GIFT).certificate_minor == VALUE - 120_000, "what the centre has left of it"
    town.talk()
    assert town.centre.admin.leases.debts() == []
    assert known(first, GIFT).there == 0


def test_a_code_for_eight_is_used_eight_times_whoever_is_connected(town: Town) -> None:
    town.talk()
    quotas = [right(till, MANY).grant for till in town.tills]
    assert sum(quotas) <= 8
    port = town.switch_off()
    used = [bool(town.sell(till, MANY).used_codes) for till in town.tills for _ in range(6)]
    assert sum(used) == sum(quotas)
    town.switch_on(port)
    more = [bool(town.sell(till, MANY).used_codes) for till in town.tills for _ in range(6)]
    town.talk()
    assert sum(used) + sum(more) == 8
    assert known(town.tills[0], MANY).there == 0
    assert town.centre.admin.leases.debts() == []


def test_what_was_sold_elsewhere_a_moment_ago_is_no_money_here_yet(town: Town) -> None:
    town.switch_off()
    second = town.tills[1]
    second.register.scan(TEA)
    assert known(second, GIFT).there == 0
    with pytest.raises(CertificateNotSold):
        second.register.certificates.lay_down(certificate_of(second.world, GIFT))
