"""Cashback at the centre: an order comes, waits, is confirmed or rejected; points are paid out (A15-A17, A20).

Every call is one transaction and may be repeated: the same order, the same decision, the same request change nothing
the second time. It must never move money: a withdrawal says that somebody else shall.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Final

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.partners.finding import Who, account_named, contract_of, programme_now, rate_here
from loyalty_pos.centre.partners.habits import count_confirmed, habit_of
from loyalty_pos.centre.partners.refusals import (
    BadOrder,
    OrderDecided,
    OrderDiffers,
    RequestDiffers,
    UnknownOrder,
)
from loyalty_pos.centre.people import derived_id
from loyalty_pos.centre.ports import Books, Clock, Desk, Result, Secrets
from loyalty_pos.core.account.cashback import (
    Order,
    apply_confirmation,
    apply_order,
    apply_rejection,
    apply_withdrawal,
    cashback_lot,
)
from loyalty_pos.core.dates import local_day, micros, moment, start_of_day
from loyalty_pos.core.ledger import Posting
from loyalty_pos.core.partners.rates import order_points, share_of
from loyalty_pos.core.partners.records import CashbackOrder, Click, OrderState, PaidOut
from loyalty_pos.core.partners.settlement import Happening, RowKind, points_row
from loyalty_pos.core.programme.cashback import Confirm

MOST: Final = 10**15
_LONGEST: Final = 100
_PAGE: Final = 200


@dataclass(frozen=True, slots=True)
class OrderWish:
    """What a partner tells. ``amount_minor``: what was paid there; ``ordered_us`` 0 = now."""

    partner_id: str
    order_id: str
    amount_minor: int
    who: Who
    ordered_us: int = 0


class CashbackDesk:
    """Orders, decisions, withdrawals."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books = books
        self._clock = clock
        self._secrets = secrets

    def click(self, click_id: str, partner_id: str, who: Who) -> Click:
        """Remember that a member went to a partner. Raises UnknownMember, UnknownPartner, BadOrder."""
        _check(click_id, "click_id")

        def work(desk: Desk, now_us: int) -> Click:
            rate_here(desk, partner_id, programme_now(desk, now_us))
            account_id = account_named(desk, self._secrets.lookup_key, replace(who, click_id=""))
            desk.orders.put_click(Click(click_id, partner_id, account_id, now_us))
            known = desk.orders.click(click_id)
            assert known is not None
            return known

        return self._writing(work)

    def order(self, wish: OrderWish) -> CashbackOrder:
        """Take an order in: its cashback is shown and waits. Raises UnknownPartner, UnknownMember, OrderDiffers, BadOrder."""
        _check(wish.order_id, "order_id")
        if not 0 < wish.amount_minor <= MOST:
            raise BadOrder(field="amount_minor")

        def work(desk: Desk, now_us: int) -> CashbackOrder:
            known = desk.orders.get(wish.partner_id, wish.order_id)
            account_id = account_named(desk, self._secrets.lookup_key, wish.who, wish.partner_id)
            if known is not None:
                if (known.amount_minor, known.account_id) != (wish.amount_minor, account_id):
                    raise OrderDiffers(partner=wish.partner_id, order=wish.order_id)
                return known
            return _Work(desk, now_us).take(wish, account_id)

        return self._writing(work)

    def confirm(self, partner_id: str, order_id: str) -> CashbackOrder:
        """Let an order's cashback be used from now on. Raises UnknownOrder, OrderDecided."""
        return self._writing(
            lambda desk, now_us: _Work(desk, now_us).confirm(_known(desk, partner_id, order_id))
        )

    def reject(self, partner_id: str, order_id: str, reason: str, returned_minor: int = 0) -> CashbackOrder:
        """Take cashback back: of the whole order, or of what came back of it so far, ``returned_minor`` (0 = all).

        Raises UnknownOrder, BadOrder.
        """
        _check(reason, "reason")

        def work(desk: Desk, now_us: int) -> CashbackOrder:
            order = _known(desk, partner_id, order_id)
            if not 0 <= returned_minor <= order.amount_minor:
                raise BadOrder(field="returned_minor")
            return _Work(desk, now_us).reject(order, reason, returned_minor or order.amount_minor)

        return self._writing(work)

    def withdraw(self, request_id: str, who: Who, points: int) -> PaidOut:
        """Take points out to be paid as money. Raises WithdrawalTooSmall, NotEnoughPoints, UnknownMember, RequestDiffers."""
        _check(request_id, "request_id")
        if not 0 < points <= MOST:
            raise BadOrder(field="points")

        def work(desk: Desk, now_us: int) -> PaidOut:
            known = desk.orders.paid_out(request_id)
            account_id = account_named(desk, self._secrets.lookup_key, who)
            if known is not None:
                if (known.account_id, known.points) != (account_id, points):
                    raise RequestDiffers(request=request_id)
                return known
            return _Work(desk, now_us).pay_out(PaidOut(request_id, account_id, points, now_us))

        return self._writing(work)

    def orders(
        self, state: OrderState | None = None, partner_id: str = "", limit: int = 200
    ) -> list[CashbackOrder]:
        """Return the newest orders."""
        return self._books.read(lambda desk: desk.orders.page(state, partner_id, limit))

    def _writing(self, work: Callable[[Desk, int], Result]) -> Result:
        now_us = self._clock.now_us()
        return self._books.write(lambda desk: work(desk, now_us))


class _Work:
    """One decision within its transaction."""

    def __init__(self, desk: Desk, now_us: int) -> None:
        self._desk = desk
        self._now_us = now_us
        self._programme = programme_now(desk, now_us)
        self._accounts = OpenAccounts(desk, now_us)

    def take(self, wish: OrderWish, account_id: str) -> CashbackOrder:
        rate = rate_here(self._desk, wish.partner_id, self._programme)
        ordered_us = wish.ordered_us or self._now_us
        habit = habit_of(self._desk, account_id, wish.partner_id, self._programme, ordered_us)
        points = order_points(wish.amount_minor, rate, habit, self._programme)
        self._open(account_id)
        sale_id = _ledger_id(wish.partner_id, wish.order_id)
        posting = Posting(derived_id("cashback", sale_id, "order"), moment(ordered_us))
        state = self._accounts.get(account_id).state
        applied = apply_order(state, Order(sale_id, points), posting, self._programme)
        self._accounts.post(account_id, applied)
        order = CashbackOrder(
            wish.partner_id,
            wish.order_id,
            account_id,
            OrderState.PENDING,
            wish.amount_minor,
            share_of(rate, habit),
            points,
            click_id=wish.who.click_id,
            lot_id=cashback_lot(applied.entries),
            ordered_us=ordered_us,
            decided_us=self._due_us(ordered_us),
        )
        return self._kept(order)

    def _due_us(self, ordered_us: int) -> int:
        """Return when the order will be confirmed by itself, 0 = when the partner says so."""
        rules = self._programme.cashback
        if rules is not None and rules.confirm is Confirm.PARTNER:
            return 0
        days = rules.days if rules is not None else 30
        day = local_day(moment(ordered_us), self._programme.zone) + timedelta(days=days)
        return micros(start_of_day(day, self._programme.zone))

    def confirm(self, order: CashbackOrder) -> CashbackOrder:
        if order.state is OrderState.CONFIRMED:
            return order
        if order.state is OrderState.REJECTED:
            raise OrderDecided(partner=order.partner_id, order=order.order_id, state=str(order.state))
        self._open(order.account_id)
        sale_id = _ledger_id(order.partner_id, order.order_id)
        event_id = derived_id("cashback", sale_id, "confirm")
        state = self._accounts.get(order.account_id).state
        posting = Posting(event_id, moment(self._now_us))
        self._accounts.post(
            order.account_id, apply_confirmation(state, sale_id, order.lot_id, posting, self._programme)
        )
        self._settle(order, event_id, RowKind.ISSUED, order.points - order.taken_back)
        return self._kept(replace(order, state=OrderState.CONFIRMED, decided_us=self._now_us))

    def reject(self, order: CashbackOrder, reason: str, returned_minor: int) -> CashbackOrder:
        """Take back what the part of the order that is gone had brought; what was taken back stays so."""
        left = order.points * (order.amount_minor - returned_minor) // order.amount_minor
        now = order.points - left - order.taken_back
        gone = returned_minor == order.amount_minor
        if now <= 0 and not (gone and order.state is not OrderState.REJECTED):
            return order
        self._open(order.account_id)
        sale_id = _ledger_id(order.partner_id, order.order_id)
        event_id = derived_id("cashback", sale_id, "reject", str(returned_minor))
        state = self._accounts.get(order.account_id).state
        posting = Posting(event_id, moment(self._now_us))
        self._accounts.post(
            order.account_id, apply_rejection(state, Order(sale_id, now), order.lot_id, posting, reason)
        )
        if order.state is OrderState.CONFIRMED:
            self._settle(order, event_id, RowKind.ISSUED_BACK, -now)
        after = replace(order, taken_back=order.taken_back + now, reason=reason)
        if gone:
            after = replace(after, state=OrderState.REJECTED, decided_us=self._now_us)
        return self._kept(after)

    def pay_out(self, paid: PaidOut) -> PaidOut:
        self._open(paid.account_id)
        self._accounts.end_holds(paid.account_id)
        posting = Posting(derived_id("withdrawal", paid.request_id), moment(self._now_us))
        state = self._accounts.get(paid.account_id).state
        applied = apply_withdrawal(state, paid.request_id, paid.points, posting, self._programme)
        self._accounts.post(paid.account_id, applied)
        self._desk.orders.put_paid_out(paid)
        self._desk.feed.publish(self._accounts.save())
        return paid

    def _open(self, account_id: str) -> None:
        self._accounts.load([account_id], all_lots=[account_id])

    def _settle(self, order: CashbackOrder, event_id: str, kind: RowKind, points: int) -> None:
        contract = contract_of(order.partner_id, self._programme)
        sale_id = _ledger_id(order.partner_id, order.order_id)
        happening = Happening(event_id, moment(self._now_us), sale_id)
        if points:
            self._desk.settlement.add([points_row(happening, kind, points, contract, self._programme)])

    def _kept(self, order: CashbackOrder) -> CashbackOrder:
        self._desk.orders.put(order)
        count_confirmed(self._desk, self._accounts, order.account_id, self._programme, self._now_us)
        self._desk.feed.publish(self._accounts.save())
        return order


def confirm_due(books: Books, now_us: int) -> int:
    """Confirm the orders whose return window is over; return how many."""
    confirmed = 0
    while due := books.read(lambda desk: desk.orders.due(now_us, _PAGE)):
        for order in due:
            books.write(partial(_confirm_one, now_us=now_us, order=order))
        confirmed += len(due)
    return confirmed


def _confirm_one(desk: Desk, *, now_us: int, order: CashbackOrder) -> None:
    known = desk.orders.get(order.partner_id, order.order_id)
    if known is not None and known.state is OrderState.PENDING:
        _Work(desk, now_us).confirm(known)


def _ledger_id(partner_id: str, order_id: str) -> str:
    """Return the name of an order in the ledger: two partners may number theirs alike."""
    return f"{partner_id}:{order_id}"


def _check(text: str, field: str) -> None:
    if not 0 < len(text) <= _LONGEST or not text.isprintable():
        raise BadOrder(field=field)


def _known(desk: Desk, partner_id: str, order_id: str) -> CashbackOrder:
    order = desk.orders.get(partner_id, order_id)
    if order is None:
        raise UnknownOrder(partner=partner_id, order=order_id)
    return order
