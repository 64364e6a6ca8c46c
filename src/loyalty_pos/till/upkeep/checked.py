"""What a look at one part of a till's machine came to; told by ``till --self-test``, a line each."""

from dataclasses import dataclass
from enum import StrEnum

from loyalty_pos.core.problems import Problem


class State(StrEnum):
    """``LOOK``: the till sells, somebody should look; ``BROKEN``: this program must not be used here."""

    GOOD = "good"
    LOOK = "look"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Checked:
    """``why``: which of the part's sentences, ``value``: the fact in it; ``problem``: a refusal that says it better."""

    part: str
    state: State
    why: str
    value: str = ""
    problem: Problem | None = None
