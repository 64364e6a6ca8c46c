""" "My points vanished" and the manager's look at the risk, in the window: at once from here, then from the centre."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from loyalty_pos.core.problems import NotAllowed
from loyalty_pos.core.statement.sums import Sums
from loyalty_pos.devices.text import to_lines
from loyalty_pos.lab.stage_office import StageOffice
from loyalty_pos.till.papers.statement_lines import StatementWords
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.statement.pdf import StatementFace, write_statement_pdf
from loyalty_pos.wire.office import Exposure, ExposureAsk, Statement, StatementAsk, Told
from tests.fakes.till import ANNA_CARD, ANNA_PHONE, COFFEE_CODE, FakeTill
from tests.gui.conftest import Counter, window_on


@dataclass
class SlowOffice(StageOffice):
    """A centre that answers when it is let, and remembers who asked."""

    language: str = "en"
    let: threading.Event = field(default_factory=threading.Event)
    asked: list[StatementAsk] = field(default_factory=list)

    def statement(self, ask: StatementAsk) -> Statement | None:
        assert self.let.wait(20)
        self.asked.append(ask)
        return super().statement(ask)

    def exposure(self, ask: ExposureAsk) -> Exposure | None:
        if ask.staff_id != "m1":
            raise NotAllowed(permission="exposure")
        return super().exposure(ask)


@dataclass
class Desk:
    office: SlowOffice
    counter: Counter

    def sees(self, text: str) -> bool:
        """Tell whether the page says it."""
        return any(text in one.replace("\N{NO-BREAK SPACE}", " ") for one in self.counter.texts())


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    office = SlowOffice()
    with window_on(FakeTill(office=office)) as counter:
        yield Desk(office, counter)
        office.let.set()


def anna_asks(desk: Desk, pin: str = "1111") -> None:
    """The member shows the card on the page of balances, and F9 asks where the points went."""
    desk.counter.log_in(pin)
    desk.counter.studio.press("F9")
    desk.counter.studio.scan(ANNA_CARD)
    desk.counter.studio.press("F9")


def test_the_page_is_there_at_once_and_grows_when_the_centre_answers(desk: Desk) -> None:
    anna_asks(desk)
    assert desk.counter.on(PageName.STATEMENT)
    assert desk.sees("The centre is being asked…")
    assert desk.sees("500")

    desk.office.let.set()
    desk.counter.studio.settle(lambda: desk.sees("As the centre knows it"))

    assert desk.sees("1,625")
    assert desk.sees("of them 60 were not there: owed")
    assert desk.office.asked == [StatementAsk("anna", "c1", present=True)]
    assert desk.counter.shop.journal.notes()[-1] == "points_told"


def test_without_the_centre_the_page_says_what_this_till_knows_and_adds_up(desk: Desk) -> None:
    desk.office.answers = False
    desk.office.let.set()
    desk.counter.log_in()
    desk.counter.enter(ANNA_CARD)
    desk.counter.enter(COFFEE_CODE)
    desk.counter.studio.press("F12", "F12")
    desk.counter.studio.press("F9")
    desk.counter.studio.scan(ANNA_CARD)
    desk.counter.studio.press("F9")
    desk.counter.studio.settle(lambda: desk.sees("The centre did not answer"))

    assert desk.sees("Before that and at other tills")
    assert desk.sees("earned")
    assert not desk.sees("This does not add up")


def test_a_member_who_is_not_here_is_looked_up_by_a_manager_alone(desk: Desk) -> None:
    desk.office.let.set()
    desk.counter.log_in()
    desk.counter.studio.press("F10", "F9")
    desk.counter.enter(ANNA_PHONE)
    assert desk.counter.on(PageName.LOGIN)

    desk.counter.enter("3333")
    desk.counter.studio.settle(lambda: desk.sees("As the centre knows it"))

    assert desk.office.asked == [StatementAsk("anna", "m1", present=False)]
    assert desk.counter.shop.journal.notes()[-1] == "points_looked_up"


def test_four_hundred_changes_are_turned_page_by_page_and_no_number_is_shortened(desk: Desk) -> None:
    desk.office.many = True
    desk.office.let.set()
    anna_asks(desk, "3333")
    desk.counter.studio.settle(lambda: desk.sees("Page 1 of"))
    pages = next(text for text in desk.counter.texts() if text.startswith("Page 1 of"))
    last = int(pages.rsplit(" ", 1)[1])

    for _ in range(last + 3):
        desk.counter.studio.press("PgDown")

    assert last > 400 // 10
    assert desk.sees(f"Page {last} of {last}")
    assert desk.sees("Before that (212 older changes)")
    desk.counter.studio.press("PgUp")
    assert desk.sees(f"Page {last - 1} of {last}")


def test_the_paper_has_the_same_figures_as_the_page(desk: Desk) -> None:
    desk.office.let.set()
    anna_asks(desk)
    desk.counter.studio.settle(lambda: desk.sees("As the centre knows it"))
    desk.counter.studio.press("Ctrl+P")

    paper = " ".join(to_lines(desk.counter.paper.receipts[-1])).replace("\N{NO-BREAK SPACE}", " ")

    assert all(said in paper for said in ("1 625", "300", "центр узнал", "**** 0014"))
    assert "79123456789" not in paper


def test_the_risk_is_the_managers_and_this_tills_part_is_there_without_the_centre(desk: Desk) -> None:
    desk.counter.shop.rights.lend()
    desk.counter.log_in()
    desk.counter.studio.press("Ctrl+E")
    assert desk.counter.on(PageName.LOGIN)
    desk.counter.enter("3333")
    desk.counter.studio.settle(lambda: desk.sees("₽32,420.00"))
    assert desk.sees("140,000 · ₽140,000.00")
    assert desk.sees("Anybody else: at most"), "who is not named costs no more than this"
    assert desk.counter.shop.journal.notes()[-1] == "exposure_seen"

    desk.office.answers = False
    desk.counter.studio.press("Esc", "Ctrl+E")
    desk.counter.enter("3333")
    desk.counter.studio.settle(lambda: desk.sees("only this till's own part"))
    assert desk.sees("This till by itself")
    assert not desk.sees("₽32,420.00")


def told(count: int) -> Statement:
    """A book of that many changes."""
    changes = [
        Told(
            1_795_000_000_000_000 - n * 3_600_000_000,
            "accrual" if n % 2 else "redemption",
            (-1) ** n * -(7 + n),
            store="Shop <b>",
            receipt=str(10**12 + n),
        )
        for n in range(count)
    ]
    total = 10_000_000 + sum(one.points for one in changes)
    return Statement("anna", "Anna K.", "+7 9** ***-**-89", "0001", 10_000_000, changes, Sums(usable=total))


@pytest.mark.parametrize(
    ("count", "pages"), [pytest.param(3, 1, id="3 changes"), pytest.param(400, 10, id="400")]
)
def test_the_a5_page_holds_every_change_and_its_numbers_whole(
    tmp_path: Path, qapp: object, count: int, pages: int
) -> None:
    assert qapp is not None
    words = StatementWords("en", "Europe/Moscow", 0)
    path = tmp_path / "points.pdf"

    written = write_statement_pdf(path, told(count), words, StatementFace("Shop", "today"), from_centre=True)

    assert path.read_bytes().startswith(b"%PDF")
    assert (written == pages) if pages == 1 else (pages <= written <= 3 * pages)
