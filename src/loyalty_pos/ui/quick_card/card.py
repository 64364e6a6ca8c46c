"""What stands on the quick card. It must never name a key that the window does not know: a test presses them."""

from typing import NamedTuple


class Card(NamedTuple):
    """Texts of one language. ``keys``: (key, what it does); ``troubles``: (what is seen, what to do)."""

    title: str
    under: str
    first: str
    steps: tuple[str, ...]
    sale: str
    keys: tuple[tuple[str, str], ...]
    pages: str
    ways: tuple[tuple[str, str], ...]
    wrong: str
    troubles: tuple[tuple[str, str], ...]
    help: str
