"""Builds the page of a late card when it is first needed."""

from zoneinfo import ZoneInfo

from loyalty_pos.ui.late_card.presenter import LateCardPresenter
from loyalty_pos.ui.late_card.view import LateCardView
from loyalty_pos.ui.opening import Frame
from loyalty_pos.ui.shell.port import Routes
from loyalty_pos.ui.shell.state import PageName


def open_late_card(frame: Frame, routes: Routes) -> LateCardPresenter:
    """Build the page, join it and add it to the window."""
    view = LateCardView(frame.look, ZoneInfo(frame.parts.world.identity.zone))
    made = LateCardPresenter(view, frame.parts, frame.shell, routes)
    view.entered_text.connect(made.entered)
    view.key.connect(made.key)
    frame.window.add_page(PageName.LATE_CARD, view)
    return made
