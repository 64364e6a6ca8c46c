"""How a till speaks, as it is kept beside the till itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """``signs``: it has signed once and is never again heard without. ``next_key``: told, but not yet signed with.

    ``older``: keys of before, newest first: papers that they signed stay good. ``done``: serial of the last order obeyed.
    """

    agent_id: str
    signs: bool = False
    next_key: str = ""
    older: tuple[str, ...] = ()
    done: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """Something the centre wants of a till; serials of a till rise by one."""

    agent_id: str
    serial: int
    kind: str
    at_us: int


@dataclass(frozen=True, slots=True)
class SignedHead:
    """What a till signed of its own history: the event ``seq`` and its hash, with which key."""

    agent_id: str
    incarnation: str
    seq: int
    head: str
    signature: str
    public_key: str
