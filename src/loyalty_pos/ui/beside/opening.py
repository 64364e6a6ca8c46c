"""Builds the page beside another till when it is first needed."""

from zoneinfo import ZoneInfo

from loyalty_pos.ui.beside.presenter import BesidePresenter
from loyalty_pos.ui.beside.view import BesideView
from loyalty_pos.ui.opening import Frame
from loyalty_pos.ui.shell.port import Routes
from loyalty_pos.ui.shell.state import PageName


def open_beside(frame: Frame, routes: Routes) -> BesidePresenter:
    """Build the page, join it and add it to the window."""
    view = BesideView(frame.look, ZoneInfo(frame.parts.world.identity.zone))
    made = BesidePresenter(view, frame.parts, frame.shell, routes)
    view.entered_text.connect(made.entered)
    view.key.connect(made.key)
    view.line.moved.connect(made.lines.moved)
    view.menu.clicked.connect(lambda: frame.window.press("F10"))
    view.table.chosen.connect(made.lines.chosen)
    frame.window.add_page(PageName.BESIDE, view)
    return made
