"""The card beside the till is one page, and every key on it does something at the till."""

import re
import subprocess
from pathlib import Path

import pytest

from loyalty_pos.ui.quick_card.__main__ import CARDS
from loyalty_pos.ui.quick_card.card import Card
from loyalty_pos.ui.quick_card.drawing import page, write_card
from tests.gui.conftest import Counter


def _keys(card: Card) -> set[str]:
    told = " ".join((*card.steps, *(do for _, do in card.troubles)))
    return {key for key, _ in (*card.keys, *card.ways)} | set(re.findall("<k>(.*?)</k>", told))


def test_the_card_names_no_key_that_the_sale_does_not_know(counter: Counter) -> None:
    window = counter.log_in().studio.till.window
    known = window.page.keys.keys() | window.keys.keys() | {"Enter"}
    for card in CARDS.values():
        assert _keys(card) <= known


def test_both_languages_say_the_same_keys() -> None:
    assert _keys(CARDS["en"]) == _keys(CARDS["ru"])
    assert [key for key, _ in CARDS["en"].keys] == [key for key, _ in CARDS["ru"].keys]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_is_one_page_and_its_text_can_be_read_back(
    tmp_path: Path, counter: Counter, language: str
) -> None:
    assert counter.studio is not None  # fonts are loaded
    card = CARDS[language]
    assert page(card).pageCount() == 1
    write_card(card, tmp_path / "card.pdf")
    asked = ["pdftotext", "-layout", str(tmp_path / "card.pdf"), "-"]
    told = subprocess.run(asked, capture_output=True, encoding="utf-8", check=True).stdout
    assert told.count("\f") == 1
    for _, text in (*card.keys, *card.ways):
        assert text.split()[0].rstrip(",:") in told  # figures are other signs in this font's PDF
