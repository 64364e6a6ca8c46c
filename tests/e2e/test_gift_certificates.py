"""A gift certificate is printed by the centre, sold in one shop and spent in another: real files, a real centre process."""

import csv
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from loyalty_pos.centre.items import ArticleItem, StaffItem
from loyalty_pos.centre.vouchers.desk import Shown
from loyalty_pos.core.basket import Article
from loyalty_pos.core.problems import CertificateNotSold, CertificateUsed
from loyalty_pos.core.sale import Sale, TenderKind
from loyalty_pos.storage.pins import PinHasher
from loyalty_pos.till.receipt_state import CertificateAsks, CertificateLaid, Refused
from loyalty_pos.till.vouchers.finding import certificate_asked
from loyalty_pos.wiring.centre import CentreSettings, open_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_shop_till
from tests.e2e.product import STORE, centre_process, command

PIN, VASE = "1111", "4600000000015"
PROGRAMME = """
id = "gifts"
names = { en = "Gifts", ru = "Подарки" }
[[certificate]]
id = "gift"
name = "Gift certificate"
life_months = 12
"""
TRUSTING = f"""{PROGRAMME}
[redemption]
[redemption.offline]
certificate_guest_minor = 100_000
"""


@contextmanager
def _two_shops(folder: Path, programme: str = PROGRAMME) -> Iterator[tuple[Till, Till]]:
    """A centre process with the programme, and a till at work in each of its two shops."""
    with centre_process(folder) as url, ExitStack() as stack:
        centre = open_centre(CentreSettings(folders_at(folder).centre))
        centre.admin.create_store("second", "Second")
        centre.admin.set_programme(programme)
        digest = PinHasher(centre.lookup_key).digest(PIN)
        centre.admin.put_staff([StaffItem("olga", "Olga", "manager", digest)])
        centre.admin.put_articles([ArticleItem(Article("vase", "Vase", 73_000), (VASE,))])
        tills = []
        for store in (STORE, "second"):
            settings = TillSettings(folders_at(folder / store).till, language="en")
            enrol(settings, url, centre.admin.make_code(store))
            till = open_shop_till(settings)
            stack.callback(till.close)
            till.staff.log_in(PIN)
            till.shift.open()
            tills.append(till)
        centre.close()
        yield tills[0], tills[1]


def _printed(folder: Path) -> str:
    out = folder / "print.csv"
    made = command(folder, "codes", "make", "--count", "2", "--series", "gift", "--out", str(out))
    assert (made.returncode, made.stderr) == (0, "")
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))[1][1]


def _at_centre(folder: Path, code: str) -> Shown:
    """Look at the books beside the process."""
    centre = open_centre(CentreSettings(folders_at(folder).centre))
    try:
        return centre.admin.vouchers.show(code.removeprefix("LPG1:"))
    finally:
        centre.close()


def _sold(till: Till, code: str, value_minor: int) -> None:
    till.sync_once()
    assert isinstance(till.register.scan(code), CertificateAsks)
    till.register.certificates.sell_for(value_minor)
    till.register.pay_exact()
    till.sync_once()


def _paid(till: Till, code: str, *, online: bool = False) -> Sale:
    """Sell the vase for what the certificate may pay and the rest in cash; ``online``: the worker asks the centre."""
    till.register.scan(VASE)
    assert isinstance(till.register.scan(code), CertificateLaid)
    while online and (question := till.register.hold_question()) is not None:
        till.register.hold_answered(
            question.op, till.holds.ask(question.op, question.account_id, question.points)
        )
    return till.register.pay_exact().sale


def test_a_certificate_is_sold_in_one_shop_spent_in_another_and_every_kopeck_is_at_the_centre(
    tmp_path: Path,
) -> None:
    """W19b, W20."""
    with _two_shops(tmp_path) as (first, second):
        code = _printed(tmp_path)
        second.sync_once()
        with pytest.raises(CertificateNotSold):
            second.register.certificates.lay_down(certificate_asked(second.world, code))

        _sold(first, code, 100_000)
        assert _at_centre(tmp_path, code).voucher.rest_minor == 100_000

        second.sync_once()
        sale = _paid(second, code, online=True)
        assert [(one.kind, one.amount_minor) for one in sale.tenders] == [(TenderKind.CERTIFICATE, 73_000)]
        second.sync_once()
        first.sync_once()
        shown = _at_centre(tmp_path, code)
        voucher = shown.voucher
        assert (voucher.state, voucher.rest_minor, voucher.value_minor) == ("active", 27_000, 100_000)
        assert [deed.what for deed in shown.deeds] == ["printed", "sold", "paid"]

        assert _paid(first, code, online=True).paid_minor == 46_000
        second.returns.commit(sale, {1: 1_000}, "defect")
        for till in (second, first, second):
            till.sync_once()
        shown = _at_centre(tmp_path, code)
        assert shown.voucher.rest_minor == 73_000 == sum(deed.amount_minor for deed in shown.deeds)
        found = first.world.vouchers.by_code(code.removeprefix("LPG1:"))
        assert found is not None
        assert found.rest_minor == 73_000


def test_without_the_centre_a_certificate_of_another_shop_is_safe_and_the_sale_is_paid_in_money(
    tmp_path: Path,
) -> None:
    with _two_shops(tmp_path) as (first, second):
        code = _printed(tmp_path)
        _sold(first, code, 73_000)
        second.sync_once()
        sale = _paid(second, code)
        assert (sale.certificate_minor, sale.paid_minor) == (0, 73_000)
        assert _paid(first, code).certificate_minor == 73_000
        for till in (first, second):
            till.sync_once()
        assert _at_centre(tmp_path, code).voucher.rest_minor == 0


def test_a_certificate_spent_twice_without_a_connection_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    """A shop may choose to let it pay everywhere: then this is the most that can happen, and it is told."""
    with _two_shops(tmp_path, TRUSTING) as (first, second):
        code = _printed(tmp_path)
        _sold(first, code, 73_000)
        second.sync_once()

        for till in (first, second):  # both without the centre
            assert _paid(till, code).certificate_minor == 73_000
            again = till.register.scan(code)
            assert isinstance(again, Refused)
            assert isinstance(again.problem, CertificateUsed)
        for till in (first, second):
            till.sync_once()

        voucher = _at_centre(tmp_path, code).voucher
        assert (voucher.state, voucher.rest_minor) == ("used", -73_000)
        assert "more from it than there was" in command(tmp_path, "codes", "show", code).stdout
        centre = open_centre(CentreSettings(folders_at(tmp_path).centre))
        overview = centre.admin.overview()
        centre.close()
        assert [alarm.code for alarm in overview.alarms] == ["voucher_used_twice"]
        assert overview.totals["sale_count"] == 3
