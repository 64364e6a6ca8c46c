"""Refusals while somebody is looked up by a name or by the last digits of a card."""

from typing import ClassVar

from loyalty_pos.core.problems._kind import Problem


class SearchNeedsCentre(Problem):
    """Names and last digits are looked up at the centre, which does not answer; a till keeps too little for that."""

    code: ClassVar[str] = "search_needs_centre"


class NobodyFound(Problem):
    """Nobody has this name or these digits. What was typed may be personal, so it is not repeated."""

    code: ClassVar[str] = "nobody_found"
