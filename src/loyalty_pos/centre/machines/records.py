"""What the centre keeps of many tills, as plain facts; times are UTC microseconds, 0 = not yet."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Batch:
    """Places for machines that enrol themselves. ``token_hash``: SHA-256 of the secret that opens them, "" = not approved.

    ``most``: so many may come; ``days``: from its approval on. Whoever made it does not approve it.
    """

    batch_id: str
    token_hash: str = field(repr=False)
    most: int
    days: int
    made_us: int
    made_by: str
    approved_us: int = 0
    approved_by: str = ""
    ended_us: int = 0
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class BatchPlace:
    """A place for the machine of this name. ``till_no`` 0 = the next free one; ``agent_id`` "" = it has not come yet.

    ``devices``: what stands beside it, by the names of settings; ``profile``: how IT calls that.
    """

    batch_id: str
    host: str
    store_id: str
    till_no: int
    profile: str
    devices: dict[str, str]
    agent_id: str = ""
    taken_us: int = 0


@dataclass(frozen=True, slots=True)
class TillWord:
    """What a till said of itself last: ``told`` as it came (``wire.fleet``), at the centre's time."""

    agent_id: str
    incarnation: str
    heard_us: int
    told: str


@dataclass(frozen=True, slots=True)
class Heir:
    """That a dead till's place went to another one; what the old one had of it."""

    old_id: str
    new_id: str
    store_id: str
    till_no: int
    at_us: int
    given_by: str
    reason: str
