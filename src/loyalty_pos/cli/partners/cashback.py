"""``cashback`` and ``claim``: what partners tell of orders, by hand; and points for a receipt without a card."""

import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict
from typing import Final

from loyalty_pos.centre.partners.cashback import OrderWish
from loyalty_pos.centre.partners.claims import ClaimWish
from loyalty_pos.centre.partners.finding import Who
from loyalty_pos.centre.partners.rewards import RewardWish
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.at_till import money, points
from loyalty_pos.cli.partners.words import line
from loyalty_pos.core.partners.records import CashbackOrder, OrderState
from loyalty_pos.core.problems import NotEnoughPoints, WithdrawalTooSmall
from loyalty_pos.till.formats import format_money, format_points, format_share
from loyalty_pos.till.wording import sentence
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.console import say, say_all, say_json
from loyalty_pos.wiring.intake import programme_of, reports_of

_REFUSED: Final = 2  # as of every command


def run(options: Namespace) -> int:
    """Do what a partner would tell the centre, or show it."""
    with opened(options) as centre:
        return _done(_Desk(centre, options), options)


def _done(desk: "_Desk", options: Namespace) -> int:
    """Run one command; what lacks points is told with the programme's decimals."""
    try:
        _COMMANDS["claim" if options.command == "claim" else options.action](desk, options)
    except (NotEnoughPoints, WithdrawalTooSmall) as problem:
        words = sentence(problem, options.lang, desk.unit.exponent)
        sys.stderr.write(f"{words.text} {words.next_step}\n")
        return _REFUSED
    return 0


class _Desk:
    """The open centre, and how its answers are told."""

    def __init__(self, centre: OpenCentre, options: Namespace) -> None:
        self.admin = centre.admin
        self._options = options
        self.unit = programme_of(reports_of(centre)).unit

    def tell(self, order: CashbackOrder) -> None:
        """Tell how an order stands."""
        if self._options.json:
            say_json(asdict(order))
            return
        say(self.told(order))

    def told(self, order: CashbackOrder) -> str:
        """Return an order as one line."""
        lang = self._options.lang
        return line(
            "order",
            lang,
            partner=order.partner_id,
            order=order.order_id,
            state=line(str(order.state), lang),
            money=format_money(order.amount_minor, lang),
            share=format_share(order.rate_bp, lang),
            points=self.points(order.points - order.taken_back),
        )

    def points(self, amount: int) -> str:
        """Return points as people read them."""
        return format_points(amount, self.unit.exponent, self._options.lang)


def _list(desk: _Desk, options: Namespace) -> None:
    state = OrderState(options.state) if options.state else None
    orders = desk.admin.cashback.orders(state, options.partner)
    if options.json:
        say_json([asdict(order) for order in orders])
        return
    say_all(desk.told(order) for order in orders)
    if not orders:
        say(line("no_orders", options.lang))


def _order(desk: _Desk, options: Namespace) -> None:
    who = Who(card=options.card, phone=options.phone, click_id=options.click)
    wish = OrderWish(options.partner, options.order, money(options.sum, "SUM"), who)
    desk.tell(desk.admin.cashback.order(wish))


def _confirm(desk: _Desk, options: Namespace) -> None:
    desk.tell(desk.admin.cashback.confirm(options.partner, options.order))


def _reject(desk: _Desk, options: Namespace) -> None:
    returned_minor = money(options.returned, "--returned") if options.returned else 0
    desk.tell(desk.admin.cashback.reject(options.partner, options.order, options.reason, returned_minor))


def _withdraw(desk: _Desk, options: Namespace) -> None:
    wanted = points(options.points, desk.unit.scale)
    who = Who(card=options.card, phone=options.phone)
    paid = desk.admin.cashback.withdraw(options.request, who, wanted if isinstance(wanted, int) else 0)
    if options.json:
        say_json(asdict(paid))
        return
    say(line("paid_out", options.lang, request=paid.request_id, points=desk.points(paid.points)))


def _claim(desk: _Desk, options: Namespace) -> None:
    wish = ClaimWish(options.receipt, Who(card=options.card, phone=options.phone), options.approved_by)
    claim = desk.admin.claims.claim(wish)
    if options.json:
        say_json(asdict(claim))
        return
    say(line("claimed", options.lang, receipt=claim.receipt_code, points=desk.points(claim.points)))


def _reward(desk: _Desk, options: Namespace) -> None:
    who = Who(card=options.card, phone=options.phone)
    wish = RewardWish(options.operation, options.partner, options.reward, who)
    given = desk.admin.rewards.give(wish)
    if options.json:
        say_json(asdict(given))
        return
    facts = {"name": given.name, "code": given.code, "points": desk.points(given.points)}
    say(line("reward_given", options.lang, **facts))


_COMMANDS: Final[dict[str, Callable[[_Desk, Namespace], None]]] = {
    "list": _list,
    "order": _order,
    "confirm": _confirm,
    "reject": _reject,
    "withdraw": _withdraw,
    "claim": _claim,
    "reward": _reward,
}
