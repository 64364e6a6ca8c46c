"""Builds the caption of the tour and what plays it; the demo alone has them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer

from loyalty_pos.ui.demo.presenter import TOUR_KEY
from loyalty_pos.ui.parts import TourPlan
from loyalty_pos.ui.tour.runner import TourRunner
from loyalty_pos.ui.tour.view import TourBar


def open_tour(till: Any, plan: TourPlan, asked: Callable[[Callable[[], None]], None]) -> TourRunner:
    """Add the bar, the key and the button; begin at once where it is wanted. ``asked``: takes what the button does."""
    bar = TourBar(till.look)
    till.window.bars.addWidget(bar)
    made = TourRunner(till, plan, bar)
    till.window.keys[TOUR_KEY] = made.begin
    asked(made.begin)
    if plan.at_once:
        QTimer.singleShot(0, made.begin)
    return made
