"""All that a hostile till tries, in the order of the list; the last tricks shut it out."""

from tests.hostile import door_tricks, events_tricks, facts_tricks, rights_tricks
from tests.hostile.thief import TRICKS, Thief

__all__ = ["TRICKS", "Thief", "door_tricks", "events_tricks", "facts_tricks", "rights_tricks"]
