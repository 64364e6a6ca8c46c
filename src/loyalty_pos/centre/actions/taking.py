"""Takes events that are told from outside, each once, and gives what the programme gives for them.

The same event told again gets the same answer and gives nothing; limits hold in whatever order events come.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.actions.awarding import Awarding, Gift
from loyalty_pos.centre.actions.purchases import GIVEN, INVITED, WAITS
from loyalty_pos.centre.actions.stepping import Cause, Stepping
from loyalty_pos.centre.actions.told import Answer, ToldEvent, account_of, answer_of
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Activity, Referral
from loyalty_pos.core.actions.judging import (
    COUNTED,
    ONCE,
    looked_at,
    meant,
    refused,
    steps_by_event,
)
from loyalty_pos.core.dates import local_day, moment
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.actions import REFERRAL, Action

EARLY_US: Final = 5 * 60 * 1_000_000
OLDEST_US: Final = 366 * 24 * 3_600 * 1_000_000
NOTHING: Final = "nothing"
REJECTED: Final = "rejected"
_REFUSED: Final = "refused"


@dataclass(frozen=True, slots=True)
class Read:
    """An event whose member was looked for; "" = nobody is known so."""

    told: ToldEvent
    account_id: str
    friend_id: str


class Taking:
    """One call's worth of events in one transaction."""

    def __init__(self, desk: Desk, programme: Programme, now_us: int, key: bytes) -> None:
        self._desk = desk
        self._programme = programme
        self._now_us = now_us
        self._key = key
        self._accounts = OpenAccounts(desk, now_us)
        self._awarding = Awarding(desk, self._accounts, programme)
        self._stepping = Stepping(desk, self._accounts, programme, self._awarding)

    def take(self, caller: str, events: Sequence[ToldEvent]) -> list[Answer]:
        """Take events in their order and answer each; what is refused is not kept, and what is nonsense not looked up."""
        wrong = [self._nonsense(event) for event in events]
        sound = [event for event, reason in zip(events, wrong, strict=True) if not reason]
        found = self._desk.activities.activities({(caller, event.id) for event in sound})
        known = {activity.event_id: activity for activity in found}
        read = [self._read(event) for event in sound]
        self._accounts.load({one for event in read for one in (event.account_id, event.friend_id) if one})
        answered = iter([self._answer(caller, event, known) for event in read])
        self._desk.feed.publish(self._accounts.save())
        return [
            Answer(event.id, _REFUSED, reason=reason) if reason else next(answered)
            for event, reason in zip(events, wrong, strict=True)
        ]

    def decide(self, activity: Activity, *, approve: bool, by: str) -> Activity:
        """Give what waited for a person, or give nothing; the promise of that day holds."""
        self._accounts.load({activity.account_id})
        decided = _became(activity, GIVEN if approve else REJECTED, by=by)
        self._desk.activities.put_activities([decided])
        if approve:
            action = self._action(activity.rule_id, activity.kind, activity.points)
            self._give(decided, action, self._now_us)
        self._desk.feed.publish(self._accounts.save())
        return decided

    # --- one event ------------------------------------------------------------------------------------

    def _read(self, event: ToldEvent) -> Read:
        friend_id = account_of(self._desk, self._key, event.friend) if event.friend.is_named else ""
        return Read(event, account_of(self._desk, self._key, event.who), friend_id)

    def _answer(self, caller: str, event: Read, known: dict[str, Activity]) -> Answer:
        told = event.told
        there = known.get(told.id)
        if there is not None:
            same = there.content_key == told.content_key(self._key)
            return answer_of(there) if same else Answer(told.id, _REFUSED, reason="id_used")
        if reason := self._nobody(event):
            return Answer(told.id, _REFUSED, reason=reason)
        activity = self._taken(caller, event)
        known[told.id] = activity
        return answer_of(activity)

    def _nonsense(self, event: ToldEvent) -> str:
        """Return why this can be no event, whoever it speaks of; "" = it can."""
        try:
            event.check()
        except BadMessage as problem:
            return f"bad_{problem.reason}"
        at_us = event.at_us or self._now_us
        return "" if self._now_us - OLDEST_US <= at_us <= self._now_us + EARLY_US else "bad_at"

    def _nobody(self, event: Read) -> str:
        """Return who of the event is not known here, "" = everybody is."""
        if self._accounts.find(event.account_id) is None:
            return "unknown_member"
        if event.told.kind == REFERRAL and self._accounts.find(event.friend_id) is None:
            return "unknown_friend"
        return ""

    def _taken(self, caller: str, event: Read) -> Activity:
        """Judge, keep, give."""
        at_us = event.told.at_us or self._now_us
        day = local_day(moment(at_us), self._programme.zone)
        found = meant(self._programme, event.told.kind, day)
        action, reason = found.action, found.reason
        if action is not None:
            reason = self._against(action, event, day)
        state = _state(action) if action is not None and not reason else NOTHING
        activity = Activity(
            caller=caller,
            event_id=event.told.id,
            kind=event.told.kind,
            account_id=event.account_id,
            subject=event.told.subject,
            facts=event.told.facts_text,
            content_key=event.told.content_key(self._key),
            at_us=at_us,
            day=day.toordinal(),
            received_us=self._now_us,
            rule_id=f"action:{action.id}" if action else "",
            state=state,
            reason=WAITS if state in {WAITS, INVITED} else reason,
            points=_promised(action) if action is not None and state != NOTHING else 0,
        )
        self._desk.activities.put_activities([activity])
        if state == INVITED:
            self._invite(activity, event.friend_id)
        elif state == GIVEN or reason == COUNTED:
            self._give(activity, action, at_us)
        return activity

    def _against(self, action: Action, event: Read, day: date) -> str:
        """Return why the action gives nothing this time."""
        if action.event == REFERRAL:
            return self._no_friend(event)
        first, last = looked_at(action, day)
        earlier = self._desk.activities.counting(
            event.account_id, f"action:{action.id}", (first.toordinal(), last.toordinal())
        )
        return refused(action, day, [date.fromordinal(one.day) for one in earlier])

    def _no_friend(self, event: Read) -> str:
        """Return why nobody was brought: oneself, somebody who buys here already, somebody whom another brought."""
        if event.friend_id == event.account_id:
            return "self"
        if self._desk.activities.referrals([event.friend_id]):
            return ONCE
        return "not_new" if self._accounts.get(event.friend_id).state.visits else ""

    def _invite(self, activity: Activity, friend_id: str) -> None:
        referral = Referral(
            friend_id=friend_id,
            referrer_id=activity.account_id,
            rule_id=activity.rule_id,
            caller=activity.caller,
            event_id=activity.event_id,
            state=WAITS,
            sale_id="",
            at_us=activity.at_us,
        )
        self._desk.activities.put_referrals([referral])

    # --- giving ---------------------------------------------------------------------------------------

    def _give(self, activity: Activity, action: Action | None, at_us: int) -> None:
        """Post the points, and count the event where something counts events of its kind."""
        source_id = f"{activity.caller}/{activity.event_id}"
        if action is not None:
            gift = Gift(
                account_id=activity.account_id,
                kind="action",
                rule=action,
                number=source_id,
                points=activity.points,
                medal=action.medal,
                source_id=source_id,
                at=moment(at_us),
            )
            self._awarding.give(gift)
        day = date.fromordinal(activity.day)
        rules = [(rule, 1) for rule in steps_by_event(self._programme, activity.kind, day)]
        if rules:
            self._stepping.add(activity.account_id, day, rules, Cause(source_id, moment(at_us)))

    def _action(self, rule_id: str, event: str, points: int) -> Action:
        """Return the action that promised; what is in no programme any more still keeps its word."""
        action_id = rule_id.partition(":")[2]
        known = next((action for action in self._programme.actions if action.id == action_id), None)
        return known or Action(action_id, action_id, event, points)


def _state(action: Action) -> str:
    """Return what becomes of an event that the action pays for."""
    if action.event == REFERRAL:
        return INVITED
    return WAITS if action.moderated else GIVEN


def _promised(action: Action) -> int:
    """Return what whoever is told of gets: for a referral that is who brought the friend."""
    return action.referrer_points if action.event == REFERRAL else action.points


def _became(activity: Activity, state: str, by: str) -> Activity:
    reason = REJECTED if state == REJECTED else ""
    points = activity.points if state == GIVEN else 0
    return replace(activity, state=state, reason=reason, points=points, decided_by=by)
