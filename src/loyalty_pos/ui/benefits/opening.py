"""Builds the page of benefits when it is first needed."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from loyalty_pos.till.register import Register
from loyalty_pos.ui.benefits.presenter import BenefitsPresenter
from loyalty_pos.ui.benefits.view import BenefitsView
from loyalty_pos.ui.opening import Frame
from loyalty_pos.ui.shell.port import Routes
from loyalty_pos.ui.shell.state import PageName


def open_benefits(frame: Frame, routes: Routes, receipt: Callable[[], Register]) -> BenefitsPresenter:
    """Build the page of what the customer can use now, join it and add it to the window."""
    view = BenefitsView(frame.look, ZoneInfo(frame.parts.world.identity.zone))
    made = BenefitsPresenter(view, frame.parts, frame.shell, routes, receipt)
    view.entered_text.connect(made.entered)
    view.moved.connect(made.moved)
    view.touched.connect(made.touched)
    view.key.connect(made.key)
    frame.window.add_page(PageName.BENEFITS, view)
    return made
