"""Packed goods at the counter: weight, sum and last day come from the pack's own code, whatever scanner read it."""

import pytest

from loyalty_pos.core.basket import Article, Unit
from loyalty_pos.core.gs1 import GS
from loyalty_pos.core.problems import PackTooOld
from loyalty_pos.devices.scanners.reports import Reports
from loyalty_pos.lab.scanners.reports import Maker, reports_of
from loyalty_pos.till.receipt_state import LineAdded, Refused
from loyalty_pos.till.wording import sentence
from tests.fakes.till import FakeTill

CHEESE = Article("cheese", "Сыр", 80_000, unit=Unit.KILOGRAM)
GTIN = "4600000000060"
PACK = f"010{GTIN}"


@pytest.fixture
def shop() -> FakeTill:
    till = FakeTill()
    till.goods.barcodes[GTIN] = CHEESE
    return till.open()


@pytest.mark.parametrize(
    ("code", "qty_milli", "net_minor"),
    [
        pytest.param(f"]e0{PACK}3103000754", 754, 60_320, id="DataBar: 754 g"),
        pytest.param(f"]C1{PACK}310200007517991231", 750, 60_000, id="GS1-128: 0.75 kg, good for long"),
        pytest.param(
            f"]d2{PACK}392260000", 750, 60_000, id="DataMatrix: a sum, the weight behind it is found"
        ),
        pytest.param(f"{GS}{PACK}10LOT7{GS}21SN1", 1000, 80_000, id="lot and serial number change no price"),
        pytest.param(f"]E0{GTIN}", 1000, 80_000, id="EAN-13"),
        pytest.param(f"]E3{GTIN}12345", 1000, 80_000, id="EAN-13 with the number of an issue"),
    ],
)
def test_a_pack_is_a_line_in_thousandths(shop: FakeTill, code: str, qty_milli: int, net_minor: int) -> None:
    assert shop.register.scan(code) == LineAdded(1)
    (line,) = shop.register.view().lines
    assert (line.name, line.qty_milli, line.net_minor) == ("Сыр", qty_milli, net_minor)


def test_a_pack_whose_last_day_is_over_is_not_sold(shop: FakeTill) -> None:
    today = shop.world.clock.now().date()
    assert shop.register.scan(f"]d2{PACK}17{today:%y%m%d}10A") == LineAdded(1), "the last day is a day"
    for pack in (f"]d2{PACK}17200101", f"]e0{PACK}310300075417200101"):
        outcome = shop.register.scan(pack)
        assert isinstance(outcome, Refused) and isinstance(outcome.problem, PackTooOld)
        assert (
            sentence(outcome.problem, "en").text
            == "This pack of “Сыр” may be sold no more: its last day was 1 Jan 2020."
        )


def test_a_weight_comes_from_the_reports_of_a_scanner_to_the_line_of_a_sale(shop: FakeTill) -> None:
    reports = Reports()
    (text,) = (
        code
        for report in reports_of(f"{PACK}310300075410{'L' * 20}{GS}21{'S' * 20}", Maker.HONEYWELL, "]C1")
        for code in reports.feed(report, 1.0)
    )
    shop.register.scan(text)
    sale = shop.register.pay_exact().sale
    assert [(line.name, line.qty_milli, line.paid_minor) for line in sale.lines] == [("Сыр", 754, 60_320)]
