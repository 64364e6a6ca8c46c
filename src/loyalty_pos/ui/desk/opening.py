"""Builds the manager's desk when it is first needed."""

from zoneinfo import ZoneInfo

from loyalty_pos.ui.desk.presenter import DeskPresenter
from loyalty_pos.ui.desk.view import DeskView
from loyalty_pos.ui.opening import Frame
from loyalty_pos.ui.shell.port import Routes
from loyalty_pos.ui.shell.state import PageName


def open_desk(frame: Frame, routes: Routes) -> DeskPresenter:
    """Build the page, join it and add it to the window."""
    view = DeskView(frame.look, ZoneInfo(frame.parts.world.identity.zone))
    made = DeskPresenter(view, frame.parts, frame.shell, routes)
    view.key.connect(made.key)
    view.entered_text.connect(made.entered)
    view.moved.connect(made.moved)
    view.chosen.connect(made.chosen)
    frame.window.add_page(PageName.DESK, view)
    return made
