"""Ctrl+I: what is scanned now only tells its price, with offers and points, and is not added. No Qt, no words."""

from typing import Final, Protocol

from loyalty_pos.core.problems import Problem
from loyalty_pos.till.counter.price_check import PriceSeen, price_of, price_of_article
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.sale.why.facts import WhyFacts, why_facts
from loyalty_pos.ui.shell.port import Note, NoteKind, Shell

PRICE_KEY: Final = "Ctrl+I"


class PriceScreen(Protocol):
    """What a price needs of the view."""

    def show_basket(self) -> None: ...
    def show_why(self, facts: WhyFacts) -> None: ...


class PriceCheck:
    """A mode that lasts until its key or Esc."""

    def __init__(self, screen: PriceScreen, parts: UiParts, shell: Shell) -> None:
        self._screen, self._parts, self._shell = screen, parts, shell
        self.on = False

    def press(self) -> None:
        """Begin, or end."""
        if self.on:
            self.end()
        else:
            self.on = True
            self.remind()

    def end(self) -> bool:
        """Sell again; return whether it was on."""
        was, self.on = self.on, False
        if was:
            self._screen.show_basket()
            self._shell.hush()
        return was

    def remind(self) -> None:
        """Say that nothing is added, as long as it is on."""
        if self.on:
            self._shell.note(Note(NoteKind.PRICE_CHECK))

    def told(self, text: str) -> bool:
        """Tell the price of a scanned text; return whether this was the place for it (a card is none)."""
        if not self.on:
            return False
        view = self._parts.register.view()
        try:
            seen = price_of(self._parts.world, text, view.member, view.channel)
        except Problem as problem:
            self._shell.refuse(problem)
            return True
        if seen is not None:
            self._show(seen)
        return seen is not None

    def told_article(self, article_id: str) -> bool:
        """The same for goods from the list or a quick key."""
        article = self._parts.world.goods.by_id(article_id)
        if not self.on or article is None:
            return False
        view = self._parts.register.view()
        self._show(price_of_article(self._parts.world, article, view.member, view.channel))
        return True

    def _show(self, seen: PriceSeen) -> None:
        programme = self._parts.world.programmes.current().programme
        self._screen.show_why(why_facts(seen.line, seen.trace, seen.verdicts, programme))
        facts: dict[str, int | str] = {
            "name": seen.line.line.article.name,
            "price_minor": seen.line.net_minor,
        }
        self._shell.note(Note(NoteKind.PRICE_TOLD, facts))
