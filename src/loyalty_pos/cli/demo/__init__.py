"""``demo``: the shop that lives, with its window; or without a screen, selling a scripted basket and saying so."""

import os
import tempfile
from argparse import Namespace
from pathlib import Path

from loyalty_pos.cli.demo.script import sell_through_an_outage
from loyalty_pos.cli.words import line
from loyalty_pos.ui.parts import DemoParts, TourPlan
from loyalty_pos.wiring.console import say, say_all
from loyalty_pos.wiring.demo import CHANGE_MINOR, DemoShop, open_demo
from loyalty_pos.wiring.demo.tour import DemoTour
from loyalty_pos.wiring.window import paper_on_screen, show_window


def run(options: Namespace) -> int:
    """Build the shop in a temporary folder and forget it; under --data it is kept and opened again."""
    with tempfile.TemporaryDirectory(prefix="loyalty-pos-demo-", ignore_cleanup_errors=True) as temporary:
        folder = (options.data or Path(temporary)) / "demo"
        folder.mkdir(parents=True, exist_ok=True)
        shop = open_demo(folder, options.lang)
        try:
            if options.tour:
                return _tour(shop, options.lang, headless=options.headless)
            if options.headless:
                return sell_through_an_outage(shop, options.lang)
            return _window(shop, options.lang, kept=options.data is not None)
        finally:
            shop.close()


def _window(shop: DemoShop, lang: str, *, kept: bool) -> int:
    say_all(
        [
            line("demo_pins", lang, pins=", ".join(f"{name} {pin}" for name, pin in shop.pins)),
            line("demo_cards", lang, cards=", ".join(shop.cards)),
        ]
    )
    say(line("demo_kept" if kept else "demo_window", lang, folder=shop.folder))
    return _shown(shop, TourPlan(lambda: DemoTour(shop, lang)))


def _tour(shop: DemoShop, lang: str, *, headless: bool) -> int:
    """Play the tour at once and end with it; without a screen as fast as it goes, each caption on a line."""
    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    plan = TourPlan(
        lambda: DemoTour(shop, lang),
        at_once=True,
        pace=0.0 if headless else 1.0,
        heard=say,
    )
    return _shown(shop, plan)


def _shown(shop: DemoShop, plan: TourPlan) -> int:
    """Open the shift and show the window."""
    shop.till.staff.log_in(shop.pins[0][1])
    if shop.till.shift.current() is None:
        shop.till.shift.open(CHANGE_MINOR)
    shop.till.staff.log_out()
    return show_window(
        shop.till,
        shop.folder,
        paper_on_screen(),
        DemoParts(shop.pins, shop.cards, shop.cable, shop.goods, plan, shop.phone),
    )
