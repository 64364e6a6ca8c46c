"""What was asked for privacy, as plain facts without anything personal in them.

Times are UTC microseconds, points minor point units, money minor units.
"""

from dataclasses import dataclass

from loyalty_pos.centre.records import PrivacyDeed


@dataclass(frozen=True, slots=True)
class Consequences:
    """What an erasure means for one member, said before it is confirmed; nothing in it is personal but card ends.

    ``money_minor``: what all points (``points`` + ``pending``, less ``debt``) would pay; 0 where no programme tells.
    ``certificates``: (how many, money left) bound to the member alone; they stay good for whoever shows the code.
    ``documents``: sales, returns and voids that stay in the books; ``since_us``: of the oldest of them, 0 = none.
    ``family``: accounts of others with whom the wallet is parted first, and what all of them keep, less their debts;
    every other figure is of what is left for this person then.
    """

    account_id: str
    cards: tuple[str, ...]
    people: int
    points: int = 0
    pending: int = 0
    held: int = 0
    debt: int = 0
    exponent: int = 0
    money_minor: int = 0
    certificates: tuple[int, int] = (0, 0)
    coupons: int = 0
    clubs: tuple[str, ...] = ()
    counters: int = 0
    segments: int = 0
    medals: int = 0
    cashback_waits: int = 0
    documents: int = 0
    since_us: int = 0
    entries: int = 0
    family: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class TillWord:
    """Where one till stands with an erasure. ``forgot_us`` 0 = it has not said so yet; ``seen_us`` 0 = never heard."""

    agent_id: str
    store_id: str
    till_no: int
    forgot_us: int
    seen_us: int


@dataclass(frozen=True, slots=True)
class DeedStatus:
    """A request and, of an erasure, every till; tills that were shut out are not asked. ``now_us``: when it stood so."""

    deed: PrivacyDeed
    now_us: int
    tills: tuple[TillWord, ...] = ()

    @property
    def waits(self) -> tuple[TillWord, ...]:
        """Tills that have not confirmed."""
        return tuple(till for till in self.tills if not till.forgot_us)


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent and what became of it. ``taken_back_us`` 0 = it holds. ``number``: of the slip of its withdrawal.

    ``method``, ``text_hash``: how it was given and to which text, "" = the till did not say (``core.sale.CardIssued``).
    """

    kind: str
    version: str
    given_us: int
    event_id: str
    taken_back_us: int = 0
    number: str = ""
    method: str = ""
    text_hash: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of what is kept of a person; ``name`` says where and why (``cli/privacy/words.py``)."""

    name: str
    rows: tuple[dict[str, object], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything that is kept of one person. ``exponent``: decimals of a point, as the shop counts now."""

    number: str
    account_id: str
    at_us: int
    sections: tuple[Section, ...]
    exponent: int = 0
