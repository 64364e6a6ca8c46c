"""The real till window on a shop that lives, with a printer on the network, as a program of its own.

``python selling_window.py FOLDER PRINTER-PORT GAP-MS``; says on stdout what changes, a JSON object a line: ``active``,
``cashier``, ``page`` and its banner, ``lines`` of the receipt, ``member``, and ``printed`` with the text and the code of each paper.
"""

import json
import random
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from loyalty_pos.core.coupons.serials import make_serials
from loyalty_pos.core.receipt import Qr, Receipt
from loyalty_pos.core.scan import CERTIFICATE_PREFIX
from loyalty_pos.devices.addresses import NetworkPrinter
from loyalty_pos.devices.text import to_lines
from loyalty_pos.ui.app import run
from loyalty_pos.ui.issuing.view import IssueView
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.window import TillWindow
from loyalty_pos.wiring.demo import DemoShop, open_demo, programme_text
from loyalty_pos.wiring.demo.members import member_rows
from loyalty_pos.wiring.hardware import Devices, jobs_in, paper_to
from loyalty_pos.wiring.preferences import FilePreferences
from loyalty_pos.wiring.window import ui_parts

_LOOK_MS = 50
SERIES = """
[[certificate]]
id = "gift"
name = "Подарок"
life_months = 12
"""


def say(what: str, value: object) -> None:
    """Tell the test."""
    sys.stdout.write(json.dumps({what: value}) + "\n")
    sys.stdout.flush()


class TellingPrinter:
    """The till's printer; tells what it is given before it prints it."""

    def __init__(self, printer: Any) -> None:
        self._printer = printer

    def print(self, receipt: Receipt) -> None:
        codes = [block.data for block in receipt.blocks if isinstance(block, Qr)]
        say("printed", {"lines": to_lines(receipt), "codes": codes})
        self._printer.print(receipt)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._printer, name)


def _seen(label: QLabel) -> bool:
    return label.isVisible() and any(letter.isdigit() for letter in label.text())


class Watch:
    """Looks at the window many times a second and says what changed."""

    def __init__(self, app: Any, shop: DemoShop) -> None:
        self._app, self._till = app, shop.till
        self._said: dict[str, object] = {}
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_MS)

    def _look(self) -> None:
        view, cashier = self._till.register.view(), self._till.staff.current
        now: dict[str, object] = {
            "active": "yes" if self._app.activeWindow() else "no",
            "page": self._page(),
            "cashier": cashier.name if cashier else "",
            "lines": len(view.lines),
            "member": view.member.card_last4 if view.member else "",
            "redeemed": view.quote.redeemed > 0,
            "certificates": len(view.certificates),
            "points": self._letters("points"),
            "sum": self._letters("huge"),
            "card": self._blank(),
        }
        for what, value in now.items():
            if self._said.get(what) != value:
                say(what, value)
        self._said = now

    def _letters(self, look: str) -> str:
        """Return the first number that shows in letters of this look: the customer's points, the sum of the page."""
        shown = (label for window in self._app.topLevelWidgets() for label in window.findChildren(QLabel))
        return next((one.text() for one in shown if one.property("look") == look and _seen(one)), "")

    def _blank(self) -> str:
        """Return the end of the number of the blank card that lies ready to be given out."""
        page = next((one.page for one in self._app.topLevelWidgets() if isinstance(one, TillWindow)), None)
        shown = page.findChildren(QLabel) if isinstance(page, IssueView) else ()
        words = (label.text() for label in shown if label.isVisible() and "****" in label.text())
        return next((text[-4:] for text in words), "")

    def _page(self) -> str:
        """Return the page in front with its banner."""
        window = next((one for one in self._app.topLevelWidgets() if isinstance(one, TillWindow)), None)
        if window is None:
            return ""
        banner = window.page.banner
        return f"{type(window.page).__name__} {banner.text.text() if banner.isVisible() else ''}".strip()


def watched(parts: UiParts, shop: DemoShop) -> UiParts:
    """Return the parts with a watch that lives as long as the scanner's ear."""
    ear = parts.install_scan_filter
    assert ear is not None

    def install(app: object, on_scan: Callable[[str], None]) -> object:
        return (ear(app, on_scan), Watch(app, shop))

    return replace(parts, install_scan_filter=install)


class _Messages(BaseHTTPRequestHandler):
    """What sends the shop's messages: here the customer's phone is the test."""

    def do_POST(self) -> None:
        """Take a code; the test reads it as the customer does."""
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(202)
        self.end_headers()
        say("sms", told["code"])

    def log_message(self, *_: object) -> None:
        """Nothing: a code stands in no log."""


def gateway() -> str:
    """Begin to take codes; return the address."""
    server = HTTPServer(("127.0.0.1", 0), _Messages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def furnished(shop: DemoShop, address: str) -> tuple[list[str], str]:
    """Give the shop printed certificates and somebody who sends codes; return the certificates, and a member's phone."""
    serials = list(make_serials(2, "", random.Random(5).randrange))
    admin = shop.centre.admin
    admin.set_programme(programme_text("ru") + SERIES)
    admin.codes.of_series("gift", serials, value_minor=50_000)
    admin.set_setting("code_gateway", address)
    shop.till.sync_once()
    there = next(row for row in member_rows(datetime.now(UTC).date()) if row[0] == shop.cards[1])
    phone = "".join(letter for letter in there[2] if letter.isdigit())[-10:]
    return [CERTIFICATE_PREFIX + serial for serial in serials], phone


def main() -> int:
    """Sell until the test ends the program."""
    folder, port = Path(sys.argv[1]), int(sys.argv[2])
    shop = open_demo(folder, "ru")
    FilePreferences(folder / "window.json").set("scan_gap_ms", sys.argv[3])
    certificates, phone = furnished(shop, gateway())
    senior = shop.pins[1][1]
    shop.till.staff.log_in(senior)
    shop.till.shift.open(300_000)
    shop.till.register.scan(certificates[1])  # sold yesterday, as it were: the centre knows of it
    shop.till.register.pay_exact()
    shop.till.sync_once()
    shop.till.staff.log_out()
    say("shop", {"pin": senior, "cards": shop.cards, "certificates": certificates, "phone": phone})
    paper, stop = paper_to(Devices(NetworkPrinter("127.0.0.1", port)), folder, jobs_in(shop.till.files))
    parts = ui_parts(shop.till, folder, replace(paper, printer=TellingPrinter(paper.printer)))
    shop.till.worker.start()
    try:
        return run(watched(parts, shop))
    finally:
        stop()
        shop.close()


if __name__ == "__main__":
    sys.exit(main())
