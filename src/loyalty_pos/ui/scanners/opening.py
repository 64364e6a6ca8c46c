"""Builds the page of scanners when it is first needed."""

from zoneinfo import ZoneInfo

from loyalty_pos.till.scanning.bench import Bench
from loyalty_pos.ui.opening import Frame
from loyalty_pos.ui.scanners.presenter import ScannersPresenter
from loyalty_pos.ui.scanners.view import ScannersView
from loyalty_pos.ui.shell.port import Routes
from loyalty_pos.ui.shell.state import PageName


def open_scanners(frame: Frame, routes: Routes, bench: Bench) -> ScannersPresenter:
    """Build the page, join it and add it to the window; turning to another page ends the look."""
    view = ScannersView(frame.look, frame.parts.codes, ZoneInfo(frame.parts.world.identity.zone))
    made = ScannersPresenter(view, bench, frame.shell, routes)
    view.key.connect(made.key)
    frame.window.add_page(PageName.SCANNERS, view)

    def turned(page: PageName) -> None:
        if page is not PageName.SCANNERS:
            made.left()

    frame.window.turned.connect(turned)
    return made
