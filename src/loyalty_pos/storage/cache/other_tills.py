"""What the centre told of other tills: with which keys they sign receipts, and what came back of their sales."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from loyalty_pos.core.basket import Article
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.receipt_code import till_digits
from loyalty_pos.core.receipt_proof.lines import article_ref
from loyalty_pos.storage.database import Reader
from loyalty_pos.storage.kinds import CACHE
from loyalty_pos.storage.vault import Vault
from loyalty_pos.till.other_tills.ports import DeviceKey
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.rows import ArticleRow, DeviceRow, ReturnedRow


class TillKeys:
    """``till.other_tills.ports.DeviceKeys`` on the cache."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def beginning(self, digits: str) -> Sequence[DeviceKey]:
        """Return the keys of the tills whose receipts' codes begin with these digits; there are hundreds at most."""
        ids = [agent_id for (agent_id,) in self._reader.rows("SELECT id FROM device ORDER BY id")]
        rows = [
            self._reader.row("SELECT row FROM device WHERE id = ?", (one,))
            for one in ids
            if till_digits(one) == digits
        ]
        known = [decode(row[0], DeviceRow) for row in rows if row]
        return [
            DeviceKey(row.agent_id, key, row.revoked) for row in known for key in (row.public_key, *row.also)
        ]


def untouched_keys(folder: Path, vault: Vault, digits: str) -> Sequence[DeviceKey]:
    """Return the keys as ``TillKeys`` does, without opening the till; none where the cache cannot be read."""
    path, key = folder / f"{CACHE.name}.db", vault.get(f"{CACHE.name}-key")
    if key is None or not path.exists():
        return ()
    try:
        reader = Reader(path, key, CACHE.page_bytes)
    except Problem:
        return ()
    try:
        return TillKeys(reader).beginning(digits)
    except Problem:
        return ()
    finally:
        reader.close()


class ToldReturns:
    """``till.other_tills.ports.CameBack`` on the cache."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def of_sale(self, sale_id: str) -> ReturnedRow | None:
        """Return what came back of this sale at any till, None = nothing that the centre told of."""
        row = self._reader.row("SELECT row FROM returned WHERE id = ?", (sale_id,))
        return decode(row[0], ReturnedRow) if row else None


class GoodsOfPapers:
    """``till.other_tills.ports.GoodsByRef`` on the cache: looks through all ids, a tenth of a second for 100,000 goods."""

    def __init__(self, new_reader: Callable[[], Reader]) -> None:
        """``new_reader``: opens a reading connection of its own, so that no key press waits for the long look."""
        self._new_reader = new_reader
        self._opened: Reader | None = None

    def by_refs(self, refs: Collection[str]) -> dict[str, Article]:
        """Return the articles of these short names; one that several share names none of them."""
        if not refs:
            return {}
        reader = self._opened = self._opened or self._new_reader()
        wanted: dict[str, list[str]] = {ref: [] for ref in refs}
        for (article_id,) in reader.rows("SELECT id FROM article"):
            if (ref := article_ref(article_id)) in wanted:
                wanted[ref].append(article_id)
        found: dict[str, Article] = {}
        for ref, ids in wanted.items():
            row = reader.row("SELECT row FROM article WHERE id = ?", (ids[0],)) if len(ids) == 1 else None
            if row:
                found[ref] = decode(row[0], ArticleRow).article
        return found
