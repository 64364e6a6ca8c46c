"""A till's window worked by keys, on the shop in memory; nothing is seen and nothing is waited for in vain."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from loyalty_pos.core.receipt import Receipt
from loyalty_pos.till.ports import DeviceStatus
from loyalty_pos.ui.parts import Listeners, SyncNews, UiParts
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.studio import Studio
from tests.fakes.till import FakeTill


@dataclass
class PaperTrail:
    """A printer that keeps what it was given, and a drawer that counts how often it was opened."""

    receipts: list[Receipt] = field(default_factory=list)
    opened: int = 0

    def print(self, receipt: Receipt) -> None:
        self.receipts.append(receipt)

    def open(self) -> None:
        self.opened += 1

    def status(self) -> DeviceStatus:
        return DeviceStatus("paper trail", "ok")


class Remembered(dict[str, str]):
    """Preferences of one test."""

    def get(self, name: str, default: str) -> str:  # type: ignore[override]  # a narrower promise than dict's
        return super().get(name, default)

    def set(self, name: str, value: str) -> None:
        self[name] = value


class Squares:
    """Codes of one module: what they say is tested elsewhere."""

    def qr(self, text: str) -> Sequence[Sequence[bool]]:
        return [[bool(text)] * 21] * 21

    def bars(self, text: str) -> str:
        return "10" * len(text)


class News:
    """A source of news that the test tells itself."""

    def __init__(self) -> None:
        self.tell: Callable[..., None] = lambda *_: None

    def listen(self, listener: Callable[..., None]) -> Callable[[], None]:
        self.tell = listener
        return lambda: None


@dataclass
class Counter:
    """The counter: the shop behind the window, and the window."""

    shop: FakeTill
    paper: PaperTrail
    preferences: Remembered
    studio: Studio

    def log_in(self, pin: str = "1111") -> "Counter":
        """Type the PIN; open the shift with an empty drawer if it is closed."""
        self.studio.type(pin)
        self.studio.press("Return")
        if self.page is PageName.SHIFT:
            self.studio.press("Return")
        return self

    def enter(self, text: str) -> None:
        """Type a text and press Enter."""
        self.studio.type(text)
        self.studio.press("Return")

    @property
    def page(self) -> PageName:
        return self.studio.till.shell.page

    def on(self, page: PageName) -> bool:
        """Tell whether this page shows."""
        return self.page is page

    @property
    def banner(self) -> str:
        """What the banner of the page says; "" when it is hidden."""
        banner = self.studio.till.window.page.banner
        return f"{banner.text.text()} {banner.next_step.text()}".strip() if banner.isVisible() else ""

    def texts(self) -> list[str]:
        return visible_texts(self.studio.till.window)


def visible_texts(window: QWidget) -> list[str]:
    """Return every text of a label or button that can be seen."""
    widgets: list[QLabel | QPushButton] = [*window.findChildren(QLabel), *window.findChildren(QPushButton)]
    return [one.text() for one in widgets if one.isVisible() and one.text()]


def parts_of(shop: FakeTill, paper: PaperTrail, preferences: Remembered) -> UiParts:
    """Return the parts of a window on this shop."""
    return UiParts(
        world=shop.world,
        register=shop.register,
        returns=shop.returns,
        shift=shop.shift,
        staff=shop.staff,
        enquiry=shop.enquiry,
        issuing=shop.issuing,
        holds=shop.holds,
        printer=paper,
        drawer=paper,
        listeners=Listeners(News().listen, News().listen, News().listen),
        preferences=preferences,
        codes=Squares(),
        version="1.2.3",
        sync_now=lambda: None,
    )


@pytest.fixture(autouse=True)
def a_loop_that_runs(qapp: QApplication) -> None:
    """Forget a quit that an earlier test left behind (its last window closed): no loop would run after it."""
    QTimer.singleShot(0, qapp.quit)
    qapp.exec()


@pytest.fixture
def counter(qtbot: QtBot) -> Iterator[Counter]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    """Return a window in English on a shop that is connected; its centre grants up to 500 points."""
    with window_on(FakeTill()) as made:
        yield made


@contextmanager
def window_on(shop: FakeTill, **likes: str) -> Iterator[Counter]:
    """Open a window in English on this shop, for somebody who likes it so."""
    paper, preferences = PaperTrail(), Remembered(language="en", **likes)
    shop.holds.available = 500
    with Studio(parts_of(shop, paper, preferences)) as studio:
        studio.till.shell.sync_changed(SyncNews(online=True))
        yield Counter(shop, paper, preferences, studio)
