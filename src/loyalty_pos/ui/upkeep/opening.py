"""Builds the page of upkeep when it is first needed."""

from zoneinfo import ZoneInfo

from loyalty_pos.till.upkeep.port import Upkeep
from loyalty_pos.ui.opening import Frame
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.upkeep.presenter import UpkeepPresenter
from loyalty_pos.ui.upkeep.view import UpkeepView


def open_upkeep(frame: Frame, upkeep: Upkeep) -> UpkeepPresenter:
    """Build the page, join it and add it to the window."""
    view = UpkeepView(frame.look, ZoneInfo(frame.parts.world.identity.zone))
    made = UpkeepPresenter(view, frame.parts, frame.shell, upkeep, frame.shell.link)
    view.key.connect(made.key)
    view.turned.connect(made.turned)
    frame.window.add_page(PageName.UPKEEP, view)
    return made
