"""An event as somebody outside tells it, what may be in one, and the answer; plain data.

It must never carry a phone or a card number any further than to the member it names.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from loyalty_pos.centre.intake import is_plain
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Activity
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.phone import normalise
from loyalty_pos.core.problems import BadMessage, BadPhone

MOST_EVENTS: Final = 200
LONGEST_ID: Final = 100
LONGEST_KIND: Final = 60
LONGEST_SUBJECT: Final = 100
LONGEST_FACTS: Final = 4_000


@dataclass(frozen=True, slots=True)
class Who:
    """A member by account, card number or phone; the first that is there counts."""

    account: str = ""
    card: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)

    @property
    def is_named(self) -> bool:
        """Whether it names anybody at all."""
        return bool(self.account or self.card or self.phone)

    @property
    def is_sound(self) -> bool:
        """Whether everything in it may be looked up."""
        texts = (self.account, self.card, self.phone)
        return all(is_plain(text) and len(text) <= LONGEST_ID for text in texts)


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """``id``: the teller's own, for ever the same event. ``at_us`` 0 = now. ``subject``: what it is about, e.g. a review.

    ``friend``: who was invited, for a referral. ``facts``: whatever the teller wants to be kept with it.
    """

    id: str
    kind: str
    who: Who
    at_us: int = 0
    subject: str = field(default="", repr=False)
    friend: Who = Who()
    facts: Mapping[str, object] = field(default_factory=dict, repr=False)

    @property
    def facts_text(self) -> str:
        """The facts as they are kept."""
        return json.dumps(self.facts, sort_keys=True) if self.facts else ""

    def check(self) -> None:
        """Raise BadMessage for what can be no event, whoever tells it."""
        fits = (
            (bool(self.id) and len(self.id) <= LONGEST_ID and is_plain(self.id), "id"),
            (bool(self.kind) and len(self.kind) <= LONGEST_KIND and is_plain(self.kind), "kind"),
            (self.who.is_named, "who"),
            (all(one.is_sound for one in (self.who, self.friend)), "who"),
            (len(self.subject) <= LONGEST_SUBJECT and is_plain(self.subject), "subject"),
            (len(self.facts_text) <= LONGEST_FACTS, "facts"),
        )
        for right, what in fits:
            if not right:
                raise BadMessage(reason=what)

    def content_key(self, key: bytes) -> int:
        """Return a keyed hash of everything but the id: whether an event told again is the same one."""
        content = (self.kind, self.who, self.subject, self.friend, self.facts_text, self.at_us)
        named = [[one.account, one.card, one.phone] if isinstance(one, Who) else one for one in content]
        return lookup_key("event", hashlib.sha256(json.dumps(named).encode()).hexdigest(), key)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an event. ``state``: given, nothing, waits, invited, rejected, refused; ``reason``: why not.

    What is ``refused`` was not taken: it may be told again, when it is right or when the member is there.
    """

    id: str
    state: str
    points: int = 0
    reason: str = ""


def answer_of(activity: Activity) -> Answer:
    """Return what became of an event that was taken."""
    points = activity.points if activity.state == "given" else 0
    return Answer(activity.event_id, activity.state, points, activity.reason)


def account_of(desk: Desk, key: bytes, who: Who) -> str:
    """Return the account that somebody is known by, "" for nobody; whether it exists is not looked at."""
    if who.account:
        return who.account
    if who.card:
        kind, text = "card", who.card.replace(" ", "")
    else:
        try:
            kind, text = "phone", normalise(who.phone)
        except BadPhone:
            return ""
    hashed = lookup_key(kind, text, key)
    return desk.members.accounts_of(kind, [hashed]).get(hashed, "")
