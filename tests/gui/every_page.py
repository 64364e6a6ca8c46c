"""One window on which every page can be gone to: a till with devices, files, a centre and a customer's display."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from loyalty_pos.lab.scenes.desk import StageDesk
from loyalty_pos.lab.scenes.printing import StagePrinter
from loyalty_pos.lab.scenes.upkeep import StageUpkeep
from loyalty_pos.lab.stage_cards import StagePacks
from loyalty_pos.ui.pages import Till
from loyalty_pos.ui.parts import SyncNews
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.studio import Studio
from loyalty_pos.wiring.cards import CodePictures
from loyalty_pos.wiring.scanning.bench import ScannerBench
from tests.fakes.till import COFFEE_CODE
from tests.gui.conftest import Counter, PaperTrail, Remembered, parts_of
from tests.gui.test_scans_on_every_page import WAYS, shop

EVERY: dict[PageName, Callable[[Till], object]] = {
    **WAYS,
    PageName.SCANNERS: lambda till: till._show_scanners(),
    PageName.PRINTERS: lambda till: till._show_printers(),
    PageName.UPKEEP: lambda till: till._show_upkeep(),
}


@contextmanager
def whole_till(language: str = "en") -> Iterator[Counter]:
    """Open the window; a manager is at work and has sold once."""
    till, paper, preferences = shop(), PaperTrail(), Remembered(language=language)
    till.holds.available = 500
    till.world = replace(till.world, managing=StageDesk(language), packs=StagePacks())
    usual = parts_of(till, paper, preferences)
    parts = replace(
        usual,
        world=till.world,
        codes=CodePictures(),
        bench=ScannerBench(preferences, candidates=lambda: ()),
        at_printer=StagePrinter(),
        upkeep=StageUpkeep(language),
        save_table=lambda _: Path("desk.xlsx"),
    )
    with Studio(parts) as studio:
        studio.till.shell.sync_changed(SyncNews(online=True))
        made = Counter(till, paper, preferences, studio).log_in("3333")
        studio.scan(COFFEE_CODE)
        studio.press("F12")
        yield made


def gone_to(counter: Counter, page: PageName, code: str = COFFEE_CODE) -> None:
    """Go to a page with a receipt that is open."""
    counter.shop.register.clear("cashier")
    counter.studio.till.sell(code)
    EVERY[page](counter.studio.till)
    counter.studio.settle()
    assert counter.on(page), (page, counter.page, counter.banner)
