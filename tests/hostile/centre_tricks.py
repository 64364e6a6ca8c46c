"""All that a hostile centre tries, in the order of the list: without the centre's key first, then with it."""

from tests.hostile import between_tricks, broken_in_tricks
from tests.hostile.stage import TRICKS, Stage

__all__ = ["TRICKS", "Stage", "between_tricks", "broken_in_tricks"]
