"""Builds the page of the printer when it is first needed; while it shows, it looks twice a second."""

from PySide6.QtCore import QTimer

from loyalty_pos.ui.opening import Frame
from loyalty_pos.ui.printers.presenter import PrintersPresenter
from loyalty_pos.ui.printers.view import PrintersView
from loyalty_pos.ui.shell.port import Routes
from loyalty_pos.ui.shell.state import PageName

_LOOK_MS = 500


def open_printers(frame: Frame, routes: Routes) -> PrintersPresenter:
    """Build the page, join it and add it to the window."""
    view = PrintersView(frame.look)
    made = PrintersPresenter(view, frame.parts, frame.shell, routes, frame.display)
    view.key.connect(made.key)
    view.papers.touched.connect(made.marked)
    frame.window.add_page(PageName.PRINTERS, view)
    looks = QTimer(view)
    looks.timeout.connect(made.look)

    def turned(page: PageName) -> None:
        looks.start(_LOOK_MS) if page is PageName.PRINTERS else looks.stop()

    frame.window.turned.connect(turned)
    return made
