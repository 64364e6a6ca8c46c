"""The manager's desk in the window: by keys alone, with the centre and without, and nothing for whoever may not."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loyalty_pos.core.office.refusals import LastOfManagers
from loyalty_pos.lab.scenes.desk import StageDesk
from loyalty_pos.till.office.table import Table
from loyalty_pos.ui.desk.presenter import DeskPresenter
from loyalty_pos.ui.desk.state import DeskState, Section, Step
from loyalty_pos.ui.parts import SyncNews
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.studio import Studio
from loyalty_pos.wire.desk import CloseMonth, DebtDeed, DeskAsk, DeskTold, StaffDeed
from tests.fakes.till import ANNA_CARD, MILK_CODE, FakeTill
from tests.gui.conftest import Counter, PaperTrail, Remembered, parts_of
from tests.gui.measuring import cut_texts


@dataclass
class Refusing(StageDesk):
    """A centre that keeps the last manager."""

    language: str = "en"
    asked: list[DeskAsk] = field(default_factory=list)

    def at_desk(self, ask: DeskAsk) -> DeskTold | None:
        if ask.staff is not None and ask.staff.what == "dismiss":
            raise LastOfManagers
        return super().at_desk(ask)


@dataclass
class Saved:
    """A folder for tables."""

    tables: list[Table] = field(default_factory=list)

    def save(self, table: Table) -> Path:
        self.tables.append(table)
        return Path("desk.xlsx")


@dataclass
class Desk:
    centre: Refusing
    counter: Counter
    saved: list[Table]

    def sees(self, text: str) -> bool:
        """Tell whether the page says it."""
        return any(text in one.replace("\N{NO-BREAK SPACE}", " ") for one in self.counter.texts())

    def press(self, *keys: str) -> None:
        self.counter.studio.press(*keys)
        self.counter.studio.settle()

    def enter(self, text: str) -> None:
        self.counter.enter(text)
        self.counter.studio.settle()

    @property
    def state(self) -> DeskState:
        return self.presenter.state

    @property
    def presenter(self) -> DeskPresenter:
        return self.counter.studio.till._desk  # the page that is under test


@pytest.fixture(scope="module")
def _one_window(qapp: QApplication) -> Iterator[Desk]:  # noqa: ARG001 - a window needs it
    """One window for all tests: each begins with the first drawer."""
    centre = Refusing()
    shop, paper, preferences, saved = (
        FakeTill(managing=centre),
        PaperTrail(),
        Remembered(language="en"),
        Saved(),
    )
    with Studio(replace(parts_of(shop, paper, preferences), save_table=saved.save)) as studio:
        studio.till.shell.sync_changed(SyncNews(online=True))
        yield Desk(centre, Counter(shop, paper, preferences, studio), saved.tables)


@pytest.fixture
def desk(_one_window: Desk, qtbot: QtBot) -> Desk:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    """Nobody is at work."""
    one = _one_window
    one.counter.studio.till.window.show()  # the end of a loop closes all windows
    one.counter.studio.till.window.activateWindow()
    one.centre.answers, one.centre.is_over = True, False
    if one.counter.shop.staff.current is not None:
        one.press("Ctrl+L")
    one.centre.asked.clear()
    return one


@pytest.fixture
def opened(desk: Desk) -> Desk:
    """The manager has logged in and pressed Ctrl+M."""
    return at_the_desk(desk)


def at_the_desk(desk: Desk) -> Desk:
    desk.counter.log_in("3333")
    desk.press("Ctrl+M")
    desk.counter.studio.settle(lambda: desk.state.told is not None)
    return desk


def test_a_cashier_comes_to_the_desk_only_by_a_managers_pin(desk: Desk) -> None:
    desk.counter.log_in()
    desk.press("Ctrl+M")
    assert desk.counter.on(PageName.LOGIN)
    desk.enter("3333")
    assert desk.counter.on(PageName.DESK)
    desk.counter.studio.settle(lambda: desk.sees("As the centre knew it"))
    assert desk.centre.asked == [DeskAsk("m1")]
    assert desk.counter.shop.journal.notes()[-1] == "desk_seen"


def test_every_drawer_is_one_key_away(opened: Desk) -> None:
    drawers = {
        "F3": "134,550 at the beginning + 36,210 issued",
        "F4": "The card of Maria I. was on 21 of its 22 receipts at Anna Peters's till",
        "F5": "waits for a second manager",
        "F6": "Irene Falcon (ira)",
        "F7": "points by hand proposed",
        "F2": "Seven days: 866 receipts, 54% of them with a card",
    }
    for key, words in drawers.items():
        opened.press(key)
        assert opened.sees(words), key


def test_the_drawers_own_key_turns_to_its_next_sheet_and_round(opened: Desk) -> None:
    sheets = (
        ("F2", "2026-11: 3,032 receipts, 52% with a card"),
        ("F3", "2026-11, points, Corner Coffee Ltd, demo (still open)"),
        ("F3", "shop-2/1 · 12 of its events are not in the books yet"),
        ("F3", "Gift, in force: 64 pieces, sold for ₽192,000.00"),
        ("F5", "sold without the card · Irene Falcon, Max White"),
        ("F5", "gift **** 4417 · paid by a certificate · till shop-7/2"),
        ("F5", "Maria I. · **** 0118 · lost · Irene Falcon"),
        ("F6", "Irene Falcon (ira)"),
        ("F6", "praise · Anna Peters · 4815000162341: found my keys"),
        ("F7", "points by hand proposed"),
        ("F7", "manager's desk looked at"),
        ("F7", "points by hand proposed"),
    )
    for key, words in sheets:
        opened.press(key)
        assert opened.sees(words), (key, words)


def test_every_sheet_and_question_is_whole_on_the_smallest_window_in_both_languages(opened: Desk) -> None:
    window, kept = opened.counter.studio.till.window, opened.counter.studio.till.window.size()
    window.resize(1024, 600)
    for _ in ("ru", "en"):
        opened.press("Ctrl+Shift+L")
        for key in ("F3", "F3", "F3", "F5", "F5", "F5", "F6", "F6", "F7", "F7"):
            opened.press(key)
            assert cut_texts(window) == [], opened.state.sheet
        opened.press("F6", "F6", "Ins")
        for step in ("Return", "F12", "F2"):
            assert cut_texts(window) == [], opened.state.step
            opened.press(step)
        assert cut_texts(window) == [], opened.state.step
        opened.press("Esc", "Esc", "Esc")
        assert opened.state.step is Step.LIST
    window.resize(kept)


def test_a_month_that_is_not_over_is_not_offered_and_the_page_says_from_when(opened: Desk) -> None:
    opened.press("F3")
    for _ in ("its months", "its tills"):
        assert opened.sees("2026-11 can be closed from 1 December 2026.")
        assert not opened.sees("Close 2026-11")
        opened.press("F12")
        assert opened.state.step is Step.LIST
        assert "The month is not over" in opened.counter.banner
        opened.press("F3")


def test_a_month_is_closed_after_a_question_that_names_the_missing_tills(desk: Desk) -> None:
    desk.centre.is_over = True
    opened = at_the_desk(desk)
    opened.press("F3")
    assert opened.sees("Close 2026-11")
    opened.press("F12")
    assert opened.sees("2026-11 is closed for ever: it never changes again. Sure?")
    assert opened.sees("Still missing: shop-7/3, shop-2/1.")
    opened.press("Esc")
    assert not any(ask.close for ask in opened.centre.asked)
    opened.press("F12", "F12")
    opened.counter.studio.settle(lambda: bool(opened.state.made))
    assert opened.centre.asked[-1].close == CloseMonth("2026-11", although_waiting=True)
    assert opened.sees("Done: month closed")
    assert opened.counter.shop.journal.notes()[-1] == "month_close_asked"


def test_a_remark_about_a_receipt_of_this_till_needs_no_name(opened: Desk) -> None:
    opened.counter.shop.register.scan(MILK_CODE)
    sale = opened.counter.shop.register.pay_exact().sale
    opened.press("F6", "F6", "Ins")
    opened.enter(sale.code)
    assert opened.state.step is Step.KIND
    opened.press("F2")
    opened.enter("ran after me with my keys")
    opened.counter.studio.settle(lambda: bool(opened.state.made))
    remark = opened.centre.asked[-1].remark
    assert remark is not None
    assert (remark.what, remark.receipt, remark.note) == ("praise", sale.code, "ran after me with my keys")
    assert opened.sees("Done: praise")


def test_a_remark_without_a_receipt_asks_about_whom(opened: Desk) -> None:
    opened.press("F6", "F6", "Ins")
    opened.enter("")
    assert opened.sees("About whom?")
    opened.press("Down", "Down", "F12", "F3")
    opened.enter("was on the phone")
    opened.counter.studio.settle(lambda: bool(opened.state.made))
    remark = opened.centre.asked[-1].remark
    assert remark is not None
    assert (remark.what, remark.staff_id, remark.receipt) == ("complaint", "sergey", "")


def test_somebody_gets_another_role_by_keys(opened: Desk) -> None:
    opened.press("F6", "Ctrl+G", "F3")
    opened.counter.studio.settle(lambda: opened.state.step is Step.LIST)
    assert opened.centre.asked[-1].staff == StaffDeed("role", "anna", role="senior")


def test_a_debt_is_asked_for_or_written_off_with_a_word_why(opened: Desk) -> None:
    opened.press("F5", "F5", "Down", "F12")
    opened.enter("called him")
    opened.counter.studio.settle(lambda: bool(opened.state.made))
    opened.press("Ctrl+D")
    opened.enter("our mistake")
    opened.counter.studio.settle(lambda: opened.state.made == "debt_write_off")
    deeds = [ask.debt for ask in opened.centre.asked if ask.debt]
    assert deeds == [DebtDeed("claim", "a2", "called him"), DebtDeed("write_off", "a2", "our mistake")]


def test_what_is_seen_is_saved_as_a_table_and_that_is_written_down(opened: Desk) -> None:
    opened.press("F3", "Ctrl+S")
    opened.counter.studio.settle(lambda: bool(opened.counter.banner))
    table = opened.saved[-1]
    assert (table.name, table.rows[0][:3]) == ("closings", ("2026-11", "points", "Corner Coffee Ltd"))
    assert "The list is saved as" in opened.counter.banner
    assert opened.counter.shop.journal.notes()[-1] == "desk_saved"


def test_a_blocked_card_is_one_key_from_where_it_is_set_free(opened: Desk) -> None:
    opened.press("F5", "F5", "F5", "Ins")
    assert opened.counter.on(PageName.CARDS)


def test_points_are_given_by_keys_and_the_second_manager_is_asked_for(opened: Desk) -> None:
    opened.press("F5", "Ins")
    opened.counter.studio.scan(ANNA_CARD)
    opened.enter("none")
    assert opened.state.step is Step.AMOUNT
    assert "not booked" in opened.counter.banner
    opened.enter("1500")
    opened.press("F3")
    opened.enter("waited forty minutes")
    opened.counter.studio.settle(lambda: opened.state.done is not None)

    wish = opened.centre.asked[-1].adjust
    assert wish is not None
    assert (wish.points, wish.reason, wish.note) == (1_500, "complaint", "waited forty minutes")
    assert opened.sees("+1,500: Maria I. · complaint")
    assert opened.counter.shop.journal.notes()[-1] == "adjustment_asked"


def test_the_marked_wish_is_agreed_to_or_refused(opened: Desk) -> None:
    opened.press("F5", "Down", "F12")
    assert opened.centre.asked[-1].decide is not None
    opened.press("Up", "Ctrl+D")
    words = [(ask.decide.adjustment_id, ask.decide.agrees) for ask in opened.centre.asked if ask.decide]
    assert words == [("w2", True), ("w1", False)]


def test_somebody_new_gets_a_pin_that_never_leaves_the_till(opened: Desk) -> None:
    opened.press("F6", "Ins")
    opened.enter("vera")
    opened.enter("Vera")
    opened.press("F3")
    opened.enter("12")
    assert "cannot be added" in opened.counter.banner
    assert opened.state.step is Step.PIN
    opened.enter("8642")
    assert "The centre did not answer; nothing was done." in opened.counter.banner, "no key, no PIN"
    assert not any(ask.staff for ask in opened.centre.asked)


def test_the_last_manager_stays_and_the_page_says_why(opened: Desk) -> None:
    opened.press("F6", "Down", "Ctrl+D")
    assert opened.sees("Irene Falcon will log in nowhere any more. Sure?")
    opened.press("Esc")
    assert opened.state.step is Step.LIST
    opened.press("Ctrl+D", "F12")
    opened.counter.studio.settle(lambda: bool(opened.counter.banner))
    assert opened.counter.banner.startswith("Nobody would be left who manages this shop.")


def test_without_the_centre_the_page_says_so_and_selling_goes_on(opened: Desk) -> None:
    opened.centre.answers = False
    opened.press("F8")
    opened.counter.studio.settle(lambda: bool(opened.counter.banner))
    assert opened.counter.banner.startswith("The centre did not answer; nothing was done.")
    assert opened.sees("Seven days"), "what was told before stays"
    opened.press("Esc")
    assert opened.counter.on(PageName.SALE)


def test_a_finger_chooses_a_row_and_the_page_key_turns(opened: Desk) -> None:
    opened.press("F6")
    opened.presenter.chosen(2)
    assert (opened.state.section, opened.state.marked) == (Section.STAFF, 2)
    opened.press("PgDown", "PgUp", "F9")
    assert opened.counter.on(PageName.STATEMENT)
