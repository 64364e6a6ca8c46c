"""Builds the page of a member's points when it is first needed."""

from zoneinfo import ZoneInfo

from loyalty_pos.ui.opening import Frame
from loyalty_pos.ui.shell.port import Routes
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.statement.presenter import StatementPresenter
from loyalty_pos.ui.statement.view import StatementView


def open_statement(frame: Frame, routes: Routes) -> StatementPresenter:
    """Build the page, join it and add it to the window."""
    view = StatementView(frame.look, ZoneInfo(frame.parts.world.identity.zone))
    made = StatementPresenter(view, frame.parts, frame.shell, routes)
    view.searched.connect(made.find)
    view.turned.connect(made.turned)
    view.key.connect(made.key)
    frame.window.add_page(PageName.STATEMENT, view)
    return made
