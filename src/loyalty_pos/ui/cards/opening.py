"""Builds the page of a customer's card when it is first needed."""

from zoneinfo import ZoneInfo

from loyalty_pos.ui.cards.presenter import CardsPresenter
from loyalty_pos.ui.cards.view import CardsView
from loyalty_pos.ui.opening import Frame
from loyalty_pos.ui.shell.port import Routes
from loyalty_pos.ui.shell.state import PageName


def open_cards(frame: Frame, routes: Routes) -> CardsPresenter:
    """Build the page, join it and add it to the window."""
    view = CardsView(frame.look, ZoneInfo(frame.parts.world.identity.zone))
    made = CardsPresenter(view, frame.parts, frame.shell, routes)
    view.entered_text.connect(made.entered)
    view.key.connect(made.key)
    frame.window.add_page(PageName.CARDS, view)
    return made
