"""Articles by barcode, by id, by words of their name, and on the pages of quick keys."""

import unicodedata
from typing import Final

from loyalty_pos.core.basket import Article
from loyalty_pos.storage.database import Database, Row
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.rows import ArticleRow

MAX_WORDS: Final = 8


class ShopGoods:
    """``ports.Goods`` on the cache."""

    def __init__(self, database: Database) -> None:
        self._reader = database.reader()

    def by_barcode(self, barcode: str) -> Article | None:
        """Return the article that this barcode sells."""
        return _article(
            self._reader.row(
                "SELECT row FROM barcode JOIN article ON article.id = article_id WHERE code = ?", (barcode,)
            )
        )

    def by_id(self, article_id: str) -> Article | None:
        """Return the article with this id."""
        return _article(self._reader.row("SELECT row FROM article WHERE id = ?", (article_id,)))

    def search(self, text: str, limit: int) -> list[Article]:
        """Return articles whose name contains every word; names that begin with the first word, then shorter ones, first."""
        words = folded(text).split()[:MAX_WORDS]
        if not words:
            return []
        every = " AND ".join("instr(name, ?)" for _ in words)
        rows = self._reader.rows(
            "SELECT row FROM (SELECT name, article_id FROM article_name "  # noqa: S608  # only the number of words varies
            f"WHERE {every} ORDER BY instr(name, ?) > 1, length(name), name LIMIT ?) "
            "JOIN article ON article.id = article_id ORDER BY instr(name, ?) > 1, length(name), name",
            (*words, words[0], limit, words[0]),
        )
        return [found for row in rows if (found := _article(row))]

    def quick_pages(self) -> list[tuple[str, list[Article]]]:
        """Return the pages by name, each with its articles in order of position."""
        pages: dict[str, list[Article]] = {}
        for page, row in self._reader.rows(
            "SELECT page, row FROM quick_key JOIN article ON article.id = article_id ORDER BY page, position"
        ):
            pages.setdefault(page, []).append(decode(row, ArticleRow).article)
        return list(pages.items())


def folded(text: str) -> str:
    """Return the text as it is searched: any case, ``ё`` as ``е``, one space between words."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return " ".join(plain.split())


def _article(row: Row | None) -> Article | None:
    return decode(row[0], ArticleRow).article if row else None
