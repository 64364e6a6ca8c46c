"""Texts that were tried already since the till's program began: whoever types one twice has guessed nothing new.

In memory alone, and never more than so many; forgetting one only counts it once more.
"""

from typing import Final

_MOST: Final = 1_000


class SameAgain:
    """One for all desks of a till: another program asks for the same basket at every line."""

    def __init__(self) -> None:
        self._texts: dict[str, None] = {}

    def is_new(self, text: str) -> bool:
        """Tell whether nobody has tried this yet, and remember it."""
        if text in self._texts:
            return False
        if len(self._texts) >= _MOST:
            self._texts.clear()
        self._texts[text] = None
        return True
