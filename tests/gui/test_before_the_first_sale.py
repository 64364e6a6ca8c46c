"""What the first sale would wait for is made before it, while nobody waits; a sale in the midst of that finds its page."""

import pytest

from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.slices import at_once
from tests.fakes.till import MILK_CODE
from tests.gui.conftest import Counter


@pytest.mark.parametrize("steps", [0, 2, 20])
def test_the_pages_after_the_basket_are_there_and_a_sale_finds_them_at_any_step(
    counter: Counter, steps: int
) -> None:
    counter.log_in()
    till = counter.studio.till
    making = till.before_the_first_sale()
    for _ in range(steps):
        next(making)
    counter.studio.scan(MILK_CODE)
    counter.studio.press("F12")
    assert till.shell.page is PageName.RECEIPT
    assert len(counter.paper.receipts) == 1
    page = till.window.pages[PageName.RECEIPT]
    at_once(making)
    assert PageName.PAYMENT in till.window.pages
    assert till.window.page is page, "what is made beside does not come to the front"
