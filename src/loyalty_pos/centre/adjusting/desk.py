"""Points by hand: proposed by a manager, booked at once below the limits of goodwill, else by a second one's word.

Every step is one transaction and may be asked for again under its id. It must never let anybody near an account of their
own, nor take what a till or an operation was promised.
"""

from dataclasses import replace
from datetime import datetime
from typing import Final

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.lent.free import free
from loyalty_pos.centre.office.allowed import require
from loyalty_pos.centre.partners.finding import programme_now
from loyalty_pos.centre.partners.refusals import UnknownMember
from loyalty_pos.centre.people import derived_id
from loyalty_pos.centre.ports import Books, Clock, Desk
from loyalty_pos.centre.records import Account
from loyalty_pos.centre.written.adjustments import Adjustment, AdjustmentState, Reason
from loyalty_pos.core.account.adjusting import apply_gift, apply_taking
from loyalty_pos.core.dates import local_day, micros, moment, start_of_day
from loyalty_pos.core.ledger import Applied, Posting
from loyalty_pos.core.office.refusals import BadAdjustment, NothingWaits, OwnAccountAdjusted, SamePerson
from loyalty_pos.core.points import end_of_life
from loyalty_pos.core.programme import Programme
from loyalty_pos.wire.roles import Permission

ALONE: Final = "goodwill_points"
"""Setting: how many whole points one person may give at once without a second one."""
ALONE_A_DAY: Final = "goodwill_day_points"
"""Setting: how many whole points one person may give in a day without a second one."""
ALONE_POINTS, ALONE_DAY_POINTS = 500, 2_000
MOST: Final = 10**9
LONGEST: Final = 300


class AdjustingDesk:
    """Safe to call from several threads. ``done_by`` "" = whoever runs the centre's machine, trusted as its books are."""

    def __init__(self, books: Books, clock: Clock) -> None:
        self._books = books
        self._clock = clock

    def recent(self, limit: int = 100, *, waiting: bool = False) -> list[Adjustment]:
        """Return the newest ones, or those that wait."""
        state = str(AdjustmentState.WAITS) if waiting else ""
        return self._books.read(lambda desk: desk.adjustments.recent(limit, state))

    def propose(self, wish: Adjustment) -> Adjustment:
        """Book it or let it wait; under an id that is known, return what became of it.

        Raises ``BadAdjustment``, ``NotApproved``, ``UnknownMember``, ``OwnAccountAdjusted``, ``NotEnoughPoints``.
        """
        now_us = self._clock.now_us()
        _check(wish)

        def work(desk: Desk) -> Adjustment:
            known = desk.adjustments.get(wish.adjustment_id)
            if known is not None:
                return known
            account = _account(desk, wish.account_id)
            if wish.proposed_by:
                require(desk, wish.proposed_by, Permission.ADJUST)
            _refuse_own(account, wish.proposed_by)
            made = replace(wish, state=AdjustmentState.WAITS, proposed_us=now_us, decided_by="", decided_us=0)
            if is_alone(desk, now_us, made, account):
                made = replace(made, state=AdjustmentState.DONE)
                book(desk, now_us, made)
            elif made.points < 0:
                _taken(
                    account, made, now_us
                )  # what is not there is said to the one who asks, not to the second one
            desk.adjustments.put(made)
            return made

        return self._books.write(work)

    def decide(self, adjustment_id: str, done_by: str, *, agrees: bool) -> Adjustment:
        """Let a second person book or refuse it.

        Raises ``NothingWaits``, ``NotApproved``, ``SamePerson``, ``OwnAccountAdjusted``, ``NotEnoughPoints``.
        """
        now_us = self._clock.now_us()

        def work(desk: Desk) -> Adjustment:
            waits = desk.adjustments.get(adjustment_id)
            if waits is None or waits.state != AdjustmentState.WAITS:
                raise NothingWaits
            require(desk, done_by, Permission.ADJUST)
            if done_by == waits.proposed_by:
                raise SamePerson
            _refuse_own(_account(desk, waits.account_id), done_by)
            state = AdjustmentState.DONE if agrees else AdjustmentState.REFUSED
            done = replace(waits, state=state, decided_by=done_by, decided_us=now_us)
            if agrees:
                book(desk, now_us, done)
            desk.adjustments.put(done)
            return done

        return self._books.write(work)


def is_alone(desk: Desk, now_us: int, wish: Adjustment, account: Account) -> bool:
    """Tell whether one person is enough: a gift within both limits, to nobody who works here, by somebody with a name."""
    if wish.points <= 0 or not wish.proposed_by or account.head.staff_id:
        return False
    programme = programme_now(desk, now_us)
    scale = programme.unit.scale
    once = _limit(desk, ALONE, ALONE_POINTS) * scale
    a_day = _limit(desk, ALONE_A_DAY, ALONE_DAY_POINTS) * scale
    since = micros(start_of_day(local_day(moment(now_us), programme.zone), programme.zone))
    given = desk.adjustments.alone_since(wish.proposed_by, since)
    return wish.points <= once and given + wish.points <= a_day


def book(desk: Desk, now_us: int, one: Adjustment) -> None:
    """Post it to the account and tell the tills."""
    accounts = OpenAccounts(desk, now_us)
    accounts.load([one.account_id])
    account = accounts.get(one.account_id)
    if one.points > 0:
        at = moment(now_us)
        applied = apply_gift(
            account.state, one.points, _posting(one, at), _end(programme_now(desk, now_us), at)
        )
    else:
        applied = _taken(account, one, now_us)
    accounts.post(one.account_id, applied, store_id=one.store_id, receipt_code=one.receipt)
    desk.feed.publish(accounts.save())


def _taken(account: Account, one: Adjustment, now_us: int) -> Applied:
    at = moment(now_us)
    return apply_taking(account.state, -one.points, _posting(one, at), free(account, at))


def _posting(one: Adjustment, at: datetime) -> Posting:
    return Posting(derived_id("adjustment", one.adjustment_id), at)


def _end(programme: Programme, at: datetime) -> datetime | None:
    """Return when given points end: as those that a purchase would bring now."""
    return end_of_life(programme.accrual.expiry, at, programme.zone) if programme.accrual else None


def _check(wish: Adjustment) -> None:
    if not wish.points or abs(wish.points) > MOST:
        raise BadAdjustment(what="points")
    if wish.reason not in set(Reason):
        raise BadAdjustment(what="reason")
    texts = {"note": wish.note, "receipt": wish.receipt}
    for what, text in texts.items():
        if len(text) > LONGEST or not (text.isprintable() or not text):
            raise BadAdjustment(what=what)
    if not wish.note.strip() and wish.reason != Reason.GOODWILL:
        raise BadAdjustment(what="note")


def _account(desk: Desk, account_id: str) -> Account:
    account = desk.accounts.load([account_id]).get(account_id)
    if account is None:
        raise UnknownMember
    return account


def _refuse_own(account: Account, staff_id: str) -> None:
    if staff_id and account.head.staff_id == staff_id:
        raise OwnAccountAdjusted


def _limit(desk: Desk, name: str, ordinary: int) -> int:
    text = desk.reference.setting("", name)
    return int(text) if text else ordinary
