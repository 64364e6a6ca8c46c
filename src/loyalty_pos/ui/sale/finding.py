"""Goods without a barcode: found by name while letters are typed, or on pages of quick keys. No Qt, no words."""

from collections.abc import Sequence
from typing import Protocol

from loyalty_pos.core.basket import Article
from loyalty_pos.till.ports import Goods
from loyalty_pos.ui.sale.state import GoodsFacts

FOUND_LIMIT = 30
GOODS_KEY = "Ins"
_SEARCH_FROM = 2


class FindingScreen(Protocol):
    """What the finder needs of the view."""

    def show_basket(self) -> None: ...
    def show_found(self, found: Sequence[GoodsFacts], marked: int) -> None: ...
    def show_quick_keys(self, pages: Sequence[tuple[str, Sequence[GoodsFacts]]]) -> None: ...


class GoodsFinder:
    """The list of found goods with one of them marked; Enter takes the marked one."""

    def __init__(self, screen: FindingScreen, goods: Goods) -> None:
        self._screen, self._goods = screen, goods
        self._found: list[GoodsFacts] = []
        self._marked = 0

    @property
    def marked(self) -> str:
        """The article id that Enter takes, "" = no list shows."""
        return self._found[self._marked].article_id if self._found else ""

    def typing(self, text: str) -> None:
        """Look goods up by name from two characters on, one of them a letter; digits are codes."""
        wanted = len(text.strip()) >= _SEARCH_FROM and any(c.isalpha() for c in text) and "*" not in text
        articles = self._goods.search(text.strip(), FOUND_LIMIT) if wanted else []
        self._found, self._marked = [_facts(one) for one in articles], 0
        if wanted:
            self._screen.show_found(self._found, 0)
        else:
            self._screen.show_basket()

    def moved(self, step: int) -> None:
        """Move the mark."""
        self._marked = min(max(0, self._marked + step), len(self._found) - 1)
        self._screen.show_found(self._found, self._marked)

    def show_quick_keys(self) -> None:
        """Show the pages of quick keys."""
        pages = self._goods.quick_pages()
        self._screen.show_quick_keys([(name, [_facts(one) for one in goods]) for name, goods in pages])

    def forget(self) -> None:
        """Forget the list."""
        self._found, self._marked = [], 0


def _facts(article: Article) -> GoodsFacts:
    return GoodsFacts(article.id, article.name, article.price_minor, article.unit)
