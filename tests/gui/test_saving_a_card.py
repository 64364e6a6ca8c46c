"""A card as PDF: from the page that gave it out and from the balance page, in a folder that is named to the cashier."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pytest
import zxingcpp
from pytestqt.qtbot import QtBot

from loyalty_pos.core.sale import CardIssued
from loyalty_pos.ui.parts import SyncNews
from loyalty_pos.ui.studio import Studio
from loyalty_pos.wiring.cards import FOLDER, card_saver
from tests.fakes.till import ANNA_CARD, FakeTill
from tests.gui.conftest import Counter, PaperTrail, Remembered, parts_of


@pytest.fixture
def counter(qtbot: QtBot, tmp_path: Path) -> Iterator[Counter]:  # noqa: ARG001 - as in the folder's conftest
    shop, paper = FakeTill(), PaperTrail()
    preferences = Remembered({"language": "en", FOLDER: str(tmp_path / "cards")})
    parts = replace(parts_of(shop, paper, preferences), save_card=card_saver(shop.world, preferences))
    with Studio(parts) as studio:
        studio.till.shell.sync_changed(SyncNews(online=True))
        yield Counter(shop, paper, preferences, studio).log_in("3333")


def numbers_on(path: Path) -> set[str]:
    """Return what a scanner reads from the card."""
    with pypdfium2.PdfDocument(path) as document:
        picture = document[0].render(scale=300 / 72).to_pil()
    return {code.text for code in zxingcpp.read_barcodes(picture)}


def only_file(folder: Path) -> Path:
    (path,) = (folder / "cards").iterdir()
    return path


def test_the_card_just_given_out_is_saved_and_the_cashier_is_told_where(
    counter: Counter, tmp_path: Path
) -> None:
    counter.studio.press("F3")
    counter.enter("9161234502")
    counter.studio.type("Maria")
    counter.studio.press("F6", "F12", "Ctrl+Shift+P")
    (issued,) = [fact for fact in counter.shop.journal.facts if isinstance(fact, CardIssued)]
    path = only_file(tmp_path)
    assert numbers_on(path) == {issued.card_number}
    assert counter.banner.startswith(f"The card is saved as {path}.")
    assert issued.card_number not in path.name


def test_nothing_is_saved_before_a_card_is_given_out(counter: Counter, tmp_path: Path) -> None:
    counter.studio.press("F3", "Ctrl+Shift+P")
    assert not (tmp_path / "cards").exists()


def test_a_scanned_card_is_saved_from_the_balance_page(counter: Counter, tmp_path: Path) -> None:
    counter.studio.press("F9")
    counter.studio.scan(ANNA_CARD)
    counter.studio.press("Ctrl+Shift+P")
    assert numbers_on(only_file(tmp_path)) == {ANNA_CARD}


def test_a_member_found_by_phone_has_no_whole_number_here_so_the_card_must_be_scanned(
    counter: Counter, tmp_path: Path
) -> None:
    counter.studio.press("F9")
    counter.enter("9123456789")
    counter.studio.press("Ctrl+Shift+P")
    assert counter.banner == (
        f"The till does not keep the whole number of card **** {ANNA_CARD[-4:]}. Scan the card, then save it."
    )
    assert not (tmp_path / "cards").exists()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_folder_that_cannot_be_is_told_and_the_till_goes_on(
    counter: Counter, tmp_path: Path, language: str
) -> None:
    (tmp_path / "cards").write_text("a file where the folder should be")
    if language == "ru":
        counter.studio.press("Ctrl+Shift+L")
    counter.studio.press("F9")
    counter.studio.scan(ANNA_CARD)
    counter.studio.press("Ctrl+Shift+P")
    told: dict[str, Callable[[str], bool]] = {
        "en": lambda words: "cannot be written" in words,
        "ru": lambda words: "не записать" in words,
    }
    assert told[language](counter.banner)
    counter.studio.press("F12")
    assert counter.shop.register.view().member is not None
