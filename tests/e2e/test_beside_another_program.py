"""A till without a window, the sample client and the centre, each its own: sold, alone, killed, repeated, brought back."""

import runpy
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from loyalty_pos.wiring.beside.opening import ADDRESS_FILE
from loyalty_pos.wiring.books import balances_of, differences
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.till import open_shop_till
from tests.e2e.corner import BARCODES, CARDS, PIN, fill_shop
from tests.e2e.peer import PATIENCE_S, CentreProcess, Lines
from tests.e2e.product import ROOT, environment, new_till

CLIENT = runpy.run_path(str(ROOT / "docs" / "examples" / "beside_client.py"))
QR = "t=20261122T1248&s={}&fn=9999078900001234&i={}&fp=1234567890&n=1"


class Service:
    """The command that a shop's IT starts."""

    def __init__(self, data: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "loyalty_pos", "--lang", "en", "beside"],
            env=environment(data),
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert self.process.stdout
        self.lines = Lines(self.process.stdout)
        assert "The till answers at port" in self.lines.next()
        self.till = CLIENT["Till"](folders_at(data).till / ADDRESS_FILE)

    def end(self, by: signal.Signals) -> None:
        if self.process.poll() is None:
            self.process.send_signal(by)
        assert self.process.wait(30) in {0, -by, 128 + by}
        assert self.process.stdout
        self.process.stdout.close()


@contextmanager
def _service(data: Path, by: signal.Signals = signal.SIGTERM) -> Iterator[Any]:
    service = Service(data)
    try:
        yield service.till
    finally:
        service.end(by)


def basket(card: str = "", *, points: bool = False) -> dict[str, object]:
    lines = [
        {"barcode": code, "price_minor": 3_333 + 4_321 * n, "quantity_milli": 2000}
        for n, code in enumerate(BARCODES[:4])
    ]
    return {"lines": lines, "member": card, "all_points": points, "cashier": "olga"}


def _qr(to_pay_minor: int, number: int) -> str:
    return QR.format(f"{to_pay_minor // 100}.{to_pay_minor % 100:02}", number)


def _with_points(till: Any, key: str, card: str) -> Any:
    """Ask until the centre has answered within the till's patience: a busy machine may need a second question."""
    told, until = None, time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        told = till.ask("recalculate", key=key, **basket(card, points=True))
        if told["points_by"] == "centre":
            return told
    raise AssertionError(told)


def _sold_and_killed(data: Path) -> tuple[str, Any, Any]:
    """Sell with points, twice confirmed; die between the figures and the paper of the next one."""
    with _service(data, signal.SIGKILL) as till:
        told = _with_points(till, "k1", CARDS[0])
        assert told["points"] == told["most_points"] > 0
        paper = _qr(told["to_pay_minor"], 1)
        sold = till.ask("sale", key="k1", paper=paper, cashier="olga")
        assert till.ask("sale", key="k1", paper=paper, cashier="olga")["again"]
        return paper, sold, till.ask("recalculate", key="k2", **basket(CARDS[1]))


def _confirmed_and_refused(till: Any, told: Any) -> Any:
    """The figures of before the crash stand; a wrong paper sells nothing."""
    after = till.ask("sale", key="k2", paper="77", to_pay_minor=told["to_pay_minor"], cashier="olga")
    assert (after["to_pay_minor"], after["again"]) == (told["to_pay_minor"], False)
    till.ask("recalculate", key="k3", **basket())
    with pytest.raises(CLIENT["Refused"], match="should be"):
        till.ask("sale", key="k3", paper=_qr(1, 3), cashier="olga")
    till.ask("cancel", key="k3", cashier="olga")
    return after


@pytest.mark.slow
def test_a_program_beside_the_till_sells_and_the_books_agree(tmp_path: Path) -> None:
    books = fill_shop(tmp_path)
    opening = {one.account_id: one.points_sum for one in balances_of(reports_of(books)).values()}
    centre = CentreProcess(tmp_path)
    try:
        settings = new_till(books, f"http://127.0.0.1:{centre.port}", tmp_path)
        paper, sold, told = _sold_and_killed(tmp_path)
        with _service(tmp_path) as till:
            after = _confirmed_and_refused(till, told)
            centre.kill()
            alone = till.ask("recalculate", key="k4", **basket(CARDS[2]))
            till.ask("sale", key="k4", paper="78", cashier="olga")
            back = till.ask("return", key="r1", paper=paper, pin=PIN, cashier="olga")
        assert alone["earned"] > 0
        assert (back["money_minor"], back["points_back"]) == (sold["to_pay_minor"], sold["points"])
        centre = CentreProcess(tmp_path, centre.port)
        shop_till = open_shop_till(settings)
        try:
            assert shop_till.sync_once().problem is None
            assert list(differences([shop_till.files], reports_of(books), opening)) == []
            sales = shop_till.files.journal.last_sales(10)
            assert sorted(one.paid_minor for one in sales) == sorted(
                one["to_pay_minor"] for one in (sold, after, alone)
            )
        finally:
            shop_till.close()
    finally:
        centre.close()
        books.close()
