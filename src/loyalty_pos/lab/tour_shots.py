"""Pictures of the demo's tour, step by step: ``python -m loyalty_pos.lab.tour_shots FOLDER [--lang ru] [--theme dark]``.

The real tour in the real window, as fast as it goes; each step is drawn when there is something to look at.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from loyalty_pos.lab.stage_things import StagePreferences
from loyalty_pos.ui.app import listen
from loyalty_pos.ui.parts import DemoParts, TourPlan
from loyalty_pos.ui.studio import Studio
from loyalty_pos.wiring.demo import CHANGE_MINOR, DemoShop, open_demo
from loyalty_pos.wiring.demo.tour import DemoTour
from loyalty_pos.wiring.window import begin_beside, paper_on_screen, ui_parts

_PATIENCE_S = 300.0


def draw_tour(
    shop: DemoShop, look: dict[str, str], size: tuple[int, int], draw: Callable[[str, Studio], None]
) -> list[str]:
    """Play it and call ``draw`` at each step that is worth a look; return the captions."""
    said: list[str] = []
    studios: list[Studio] = []
    plan = TourPlan(
        lambda: DemoTour(shop, look["language"]),
        pace=0.0,
        heard=said.append,
        seen=lambda step: draw(step, studios[0]),
    )
    demo = DemoParts(shop.pins, shop.cards, shop.cable, shop.goods, plan)
    parts = ui_parts(shop.till, shop.folder, paper_on_screen(), demo)
    stop = begin_beside(shop.till)
    end = time.monotonic() + _PATIENCE_S
    try:
        with Studio(replace(parts, preferences=StagePreferences(look)), size) as studio:
            studios.append(studio)
            ends = listen(studio.till, parts)
            tour = studio.till.tour
            assert tour is not None
            tour.begin()
            while tour.plays and time.monotonic() < end:
                studio.settle(lambda: not tour.plays)
            for end_hearing in ends:
                end_hearing()
            assert not tour.plays
    finally:
        stop()
    return said


def main(argv: Sequence[str] | None = None) -> int:
    """Draw; return 0."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser = argparse.ArgumentParser(prog="tour_shots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lang", default="ru")
    parser.add_argument("--theme", default="dark")
    parser.add_argument("--size", default="1366x768")
    options = parser.parse_args(argv)
    width, _, height = options.size.partition("x")
    options.folder.mkdir(parents=True, exist_ok=True)
    count = 0

    def draw(step: str, studio: Studio) -> None:
        nonlocal count
        count += 1
        studio.till.window.grab().save(str(options.folder / f"{count:02}-{step}.png"))

    with tempfile.TemporaryDirectory(prefix="loyalty-pos-tour-", ignore_cleanup_errors=True) as folder:
        shop = open_demo(Path(folder), options.lang)
        try:
            shop.till.staff.log_in(shop.pins[0][1])
            shop.till.shift.open(CHANGE_MINOR)
            shop.till.staff.log_out()
            look = {"language": options.lang, "theme": options.theme}
            said = draw_tour(shop, look, (int(width), int(height)), draw)
        finally:
            shop.close()
    sys.stdout.write("\n".join(said) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
