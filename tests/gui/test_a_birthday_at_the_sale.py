"""Whoever has a birthday these days is wished a good one: the panel of the customer says so, in the language in use."""

from dataclasses import replace

import pytest

from loyalty_pos.ui.sale.customer_panel import CustomerPanel
from tests.fakes.till import ANNA_CARD, MILK_CODE, anna
from tests.gui.conftest import Counter, visible_texts

WORDS = {"en": "birthday these days", "ru": "день рождения в эти дни"}


def panel_says(counter: Counter, words: str) -> bool:
    (panel,) = counter.studio.till.window.page.findChildren(CustomerPanel)
    return any(words in text.casefold() for text in visible_texts(panel))


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
def test_a_birthday_stands_on_the_customers_panel_in_both_languages(
    counter: Counter, size: tuple[int, int]
) -> None:
    counter.studio.till.window.resize(*size)
    counter.shop.members.add(replace(anna(), birthday_window=True), ANNA_CARD)
    counter.log_in().studio.scan(ANNA_CARD, MILK_CODE)
    assert panel_says(counter, WORDS["en"])
    counter.studio.press("Ctrl+Shift+L")
    assert panel_says(counter, WORDS["ru"])
    counter.studio.press("F12", "F12")
    assert not panel_says(counter, WORDS["ru"]), "the next customer is another one"


def test_on_other_days_nobody_is_congratulated(counter: Counter) -> None:
    counter.log_in().studio.scan(ANNA_CARD, MILK_CODE)
    assert not panel_says(counter, WORDS["en"])
