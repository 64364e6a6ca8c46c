"""Builds the page of packs when it is first needed."""

from loyalty_pos.ui.opening import Frame
from loyalty_pos.ui.packs.presenter import PacksPresenter
from loyalty_pos.ui.packs.view import PacksView
from loyalty_pos.ui.shell.port import Routes
from loyalty_pos.ui.shell.state import PageName


def open_packs(frame: Frame, routes: Routes) -> PacksPresenter:
    """Build the page, join it and add it to the window."""
    view = PacksView(frame.look)
    made = PacksPresenter(view, frame.parts, frame.shell, routes)
    view.entered_text.connect(made.entered)
    view.key.connect(made.key)
    frame.window.add_page(PageName.PACKS, view)
    return made
