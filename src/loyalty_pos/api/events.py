"""What web shops and survey tools tell: one event or up to two hundred at once; asked again, the same answer.

Events are checked by their schema before anything looks at them. It must never write what was told into a log.
"""

from datetime import datetime
from typing import Annotated, Final

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.params import JSONBody
from msgspec import UNSET, Meta, UnsetType

from loyalty_pos.api.outside import (
    MOST_BYTES,
    EventCaller,
    TheCentre,
    ThePace,
    refuse_depth,
    refuse_outside,
    refuse_unread,
)
from loyalty_pos.api.pace import TooFast
from loyalty_pos.centre.actions.told import (
    LONGEST_ID,
    LONGEST_KIND,
    LONGEST_SUBJECT,
    MOST_EVENTS,
    Answer,
    ToldEvent,
    Who,
)
from loyalty_pos.core.dates import micros
from loyalty_pos.core.problems import Problem

_OK: Final = 200
Name = Annotated[str, Meta(max_length=LONGEST_ID)]


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member by account, card number or phone; the first that is there counts."""

    account: Name = ""
    card: Name = ""
    phone: Name = ""


class MemberEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something a member did. ``id`` is the teller's own: the same id is the same event for ever.

    ``at`` with its time zone; without it now. ``friend``: who was invited, for the kind ``referral``. ``facts`` are kept
    with the event, e.g. the answers of a survey.
    """

    id: Annotated[str, Meta(min_length=1, max_length=LONGEST_ID)]
    kind: Annotated[str, Meta(min_length=1, max_length=LONGEST_KIND)]
    account: Name = ""
    card: Name = ""
    phone: Name = ""
    at: Annotated[datetime, Meta(tz=True)] | UnsetType = UNSET
    subject: Annotated[str, Meta(max_length=LONGEST_SUBJECT)] = ""
    friend: Member | UnsetType = UNSET
    facts: dict[str, str | int | float | bool | None] = {}

    def told(self) -> ToldEvent:
        """Return the event as the centre takes it."""
        friend = self.friend
        return ToldEvent(
            id=self.id,
            kind=self.kind,
            who=Who(self.account, self.card, self.phone),
            at_us=0 if isinstance(self.at, UnsetType) else micros(self.at),
            subject=self.subject,
            friend=Who() if isinstance(friend, UnsetType) else Who(friend.account, friend.card, friend.phone),
            facts=self.facts,
        )


Events = Annotated[list[MemberEvent], Meta(min_length=1, max_length=MOST_EVENTS)]


@post(
    "/v1/events",
    status_code=_OK,
    sync_to_thread=True,
    request_max_body_size=MOST_BYTES,
    exception_handlers={
        Problem: refuse_outside,
        TooFast: refuse_outside,
        HTTPException: refuse_unread,
        RecursionError: refuse_depth,
    },
    security=[{"caller": []}],
)
def take_events(
    data: JSONBody[MemberEvent | Events],
    event_caller: NamedDependency[EventCaller],
    centre: TheCentre,
    pace: ThePace,
) -> Answer | list[Answer]:
    """Take one event or several, each once, and say what each gave, in minor units of points, or why it gave nothing."""
    events = [data] if isinstance(data, MemberEvent) else data
    pace.take(event_caller.name, len(events))
    answers = centre.activities.take(event_caller.name, [event.told() for event in events])
    return answers[0] if isinstance(data, MemberEvent) else answers


EVENT_HANDLERS = [take_events]
