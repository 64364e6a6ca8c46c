"""Builds the manager's screen of the risk when it is first needed."""

from zoneinfo import ZoneInfo

from loyalty_pos.ui.exposure.presenter import ExposurePresenter
from loyalty_pos.ui.exposure.view import ExposureView
from loyalty_pos.ui.opening import Frame
from loyalty_pos.ui.shell.port import Routes
from loyalty_pos.ui.shell.state import PageName


def open_exposure(frame: Frame, routes: Routes) -> ExposurePresenter:
    """Build the page, join it and add it to the window."""
    view = ExposureView(frame.look, ZoneInfo(frame.parts.world.identity.zone))
    made = ExposurePresenter(view, frame.parts, frame.shell)
    keys = {"F5": made.again, "Esc": routes.sell}
    view.key.connect(lambda name: keys[name]())
    frame.window.add_page(PageName.EXPOSURE, view)
    return made
