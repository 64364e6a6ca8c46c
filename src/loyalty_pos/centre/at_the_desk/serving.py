"""The manager's desk for tills: at most one deed, then how everything stands; who asks is looked at here once more."""

from dataclasses import replace
from typing import Final

from loyalty_pos.centre.at_the_desk.deeds import DeskDeeds
from loyalty_pos.centre.at_the_desk.desk import ManagersDesk
from loyalty_pos.centre.at_the_desk.parked import ParkedDesk
from loyalty_pos.centre.at_the_desk.telling import DEEDS, Past, Sums, sums, tell
from loyalty_pos.centre.audit.desk import Wanted
from loyalty_pos.centre.office.allowed import require
from loyalty_pos.centre.office.heard import Heard
from loyalty_pos.centre.ports import Books, Clock, Secrets
from loyalty_pos.centre.records import Till
from loyalty_pos.centre.staffing.desk import Newcomer
from loyalty_pos.centre.written.adjustments import Adjustment
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.release import DAY_US
from loyalty_pos.wire.desk import Adjust, DeskAsk, DeskTold, StaffDeed
from loyalty_pos.wire.roles import Permission

LONG_US: Final = 300_000
KEPT_US: Final = 60_000_000
TRAIL_US: Final = 92 * DAY_US
"""Sums that took longer than the one are kept for the other; deeds are told so far back."""


class ServingDesk:
    """Safe to call from several threads."""

    def __init__(self, books: Books, clock: Clock, heard: Heard, secrets: Secrets) -> None:
        self._parked = ParkedDesk(books, clock, secrets)
        self._books, self._clock, self._heard = books, clock, heard
        self._desk, self._deeds = ManagersDesk(books, clock), DeskDeeds(books, clock)
        self._past: Past | None = None
        self._sums: Sums | None = None
        self._good_until_us = 0

    def serve(self, till: Till, ask: DeskAsk) -> DeskTold:
        """Do what is asked, and tell. Raises ``NotApproved``, ``BadMessage`` and the refusals of the deeds."""
        if not ask.staff_id:
            raise BadMessage(reason="staff_id")
        if ask.parked:
            return self._parked.serve(ask)
        self._books.read(lambda desk: require(desk, ask.staff_id, Permission.DESK))
        done, made = self._done(till, ask), self._deeds.do(ask, till.store_id)
        if made:
            self._good_until_us = 0
        now_us, added = self._clock.now_us(), self._added_up()
        trail = self._desk.audit.trail(
            Wanted(now_us - TRAIL_US, now_us + DAY_US, limit=DEEDS, tills_of=till.store_id, tills_us=DAY_US)
        )
        fresh = replace(added, trail=trail, made=made)
        return self._books.read(lambda desk: tell(desk, now_us, self._heard, fresh, done))

    def _added_up(self) -> Sums:
        """Return the sums. What took long is kept for a while: a till that gave up waiting finds it when it asks again."""
        now_us = self._clock.now_us()
        if self._sums is None or now_us >= self._good_until_us:
            past = self._past if self._past and now_us < self._past.good_until_us else None
            self._past, self._sums = self._books.read(lambda desk: sums(desk, now_us, past))
            after_us = self._clock.now_us()
            is_long = after_us - now_us > LONG_US
            self._good_until_us = after_us + KEPT_US if is_long else 0
        return self._sums

    def _done(self, till: Till, ask: DeskAsk) -> Adjustment | None:
        if ask.adjust is not None:
            return self._desk.adjusting.propose(_wish(till, ask.staff_id, ask.adjust))
        if ask.decide is not None:
            decided = ask.decide
            return self._desk.adjusting.decide(decided.adjustment_id, ask.staff_id, agrees=decided.agrees)
        if ask.staff is not None:
            self._change_staff(ask.staff, ask.staff_id)
        return None

    def _change_staff(self, deed: StaffDeed, done_by: str) -> None:
        staff = self._desk.staff
        match deed.what:
            case "create":
                staff.create(Newcomer(deed.staff_id, deed.name, deed.role, deed.pin_hash), done_by)
            case "pin":
                staff.set_pin(deed.staff_id, deed.pin_hash, done_by)
            case "role":
                staff.set_role(deed.staff_id, deed.role, done_by)
            case "dismiss":
                staff.dismiss(deed.staff_id, done_by)
            case _:
                raise BadMessage(reason="what")


def _wish(till: Till, staff_id: str, asked: Adjust) -> Adjustment:
    told = (asked.adjustment_id, asked.account_id, asked.points, asked.reason, asked.note, asked.receipt)
    return Adjustment(*told, "", staff_id, 0, store_id=till.store_id)
