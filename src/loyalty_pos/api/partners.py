"""What partners and web shops tell and ask: clicks, orders, decisions, withdrawals, claims, and what a page gives back.

Bodies are checked by their schema before anything looks at them; everything may be told twice. Who has the scope
``partners`` speaks for all of them, who has ``partner`` only for the partner of its own name.
"""

from typing import Annotated, Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.params import JSONBody, QueryParameter
from msgspec import Meta

from loyalty_pos.api.outside import (
    MOST_BYTES,
    PartnerCaller,
    ThePace,
    refuse_depth,
    refuse_outside,
    refuse_unread,
)
from loyalty_pos.api.pace import TooFast
from loyalty_pos.centre.admin import CentreAdmin
from loyalty_pos.centre.enrolment import NotAuthorised
from loyalty_pos.centre.outside.callers import Scope
from loyalty_pos.centre.partners.cashback import MOST, OrderWish
from loyalty_pos.centre.partners.claims import ClaimWish
from loyalty_pos.centre.partners.finding import Who
from loyalty_pos.centre.partners.refusals import UnknownPartner
from loyalty_pos.centre.partners.rewards import GivenReward, RewardWish
from loyalty_pos.core.partners.rates import NO_CAP, Rate
from loyalty_pos.core.partners.records import CashbackOrder, Claim, Click, PaidOut
from loyalty_pos.core.problems import Problem

_OK: Final = 200
_BROKEN: Final = 500
_LONGEST_PAGE: Final = 2_000
Name = Annotated[str, Meta(max_length=100)]
Needed = Annotated[str, Meta(min_length=1, max_length=100)]
Amount = Annotated[int, Meta(gt=0, le=MOST)]
Address = Annotated[str, QueryParameter(min_length=1, max_length=_LONGEST_PAGE)]
TheAdmin = NamedDependency[CentreAdmin]
TheCaller = NamedDependency[PartnerCaller]


def refuse_with_facts(request: Request[Any, Any, Any], problem: Problem) -> Response[dict[str, Any]]:
    """Answer a refusal with its numbers: how much is missing, which sum is known."""
    answer: Response[dict[str, Any]] = refuse_outside(request, problem)
    if answer.status_code is not None and answer.status_code < _BROKEN:
        answer.content = answer.content | {"facts": problem.facts()}
    return answer


_SETTINGS: Final[dict[str, Any]] = {
    "status_code": _OK,
    "sync_to_thread": True,
    "request_max_body_size": MOST_BYTES,
    "exception_handlers": {
        Problem: refuse_with_facts,
        TooFast: refuse_with_facts,
        HTTPException: refuse_unread,
        RecursionError: refuse_depth,
    },
    "security": [{"caller": []}],
}


class ClickTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member goes to a partner by a link; the member by account, card or phone."""

    click_id: Needed
    partner_id: Needed
    account: Name = ""
    card: Name = ""
    phone: Name = ""


class OrderTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An order at a partner. ``amount_minor``: paid there, in kopecks; whose it is by click, account, card or phone."""

    partner_id: Needed
    order_id: Needed
    amount_minor: Amount
    click_id: Name = ""
    account: Name = ""
    card: Name = ""
    phone: Name = ""


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    partner_id: Needed
    order_id: Needed


class Rejection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``returned_minor``: what came back of the order so far, 0 = all of it. ``reason``: a code."""

    partner_id: Needed
    order_id: Needed
    reason: Needed = "returned"
    returned_minor: Annotated[int, Meta(ge=0, le=MOST)] = 0


class Withdrawal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``points``: minor units of points. The same ``request_id`` is the same request for ever."""

    request_id: Needed
    points: Amount
    account: Name = ""
    card: Name = ""
    phone: Name = ""


class ClaimTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member holds a receipt on which nobody was: its code, and the member."""

    receipt_code: Needed
    account: Name = ""
    card: Name = ""
    phone: Name = ""


class RewardTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member takes a partner's reward. The same ``operation`` gives the same code and costs once."""

    operation: Needed
    partner_id: Needed
    reward_id: Needed
    account: Name = ""
    card: Name = ""
    phone: Name = ""


class Offer(msgspec.Struct, frozen=True):
    """What a partner gives back, in basis points; ``month_cap``: minor units of points, None = no cap."""

    partner_id: str
    name: str
    domain: str
    rate_bp: int
    first_rate_bp: int
    ceiling_bp: int
    month_cap: int | None
    conditions: str


@get("/v1/offers", **_SETTINGS)
def offer_of(domain: Address, partner_caller: TheCaller, admin: TheAdmin, pace: ThePace) -> Offer:
    """Say what the partner gives whose page or domain this is (A22)."""
    pace.take(partner_caller.name, 1)
    rate = admin.partners.offer_of(domain)
    if rate is None:
        raise UnknownPartner(partner=domain)
    return _offer(rate)


@post("/v1/cashback/clicks", **_SETTINGS)
def take_click(data: JSONBody[ClickTold], partner_caller: TheCaller, admin: TheAdmin, pace: ThePace) -> Click:
    """Remember who went to a partner."""
    _only_for_all(partner_caller)
    pace.take(partner_caller.name, 1)
    return admin.cashback.click(data.click_id, data.partner_id, _who(data))


@post("/v1/cashback/orders", **_SETTINGS)
def take_order(
    data: JSONBody[OrderTold], partner_caller: TheCaller, admin: TheAdmin, pace: ThePace
) -> CashbackOrder:
    """Take an order in; its points wait."""
    _check(partner_caller, data.partner_id, pace)
    who = Who(data.account, data.card, data.phone, data.click_id)
    return admin.cashback.order(OrderWish(data.partner_id, data.order_id, data.amount_minor, who))


@post("/v1/cashback/confirm", **_SETTINGS)
def confirm(
    data: JSONBody[Decision], partner_caller: TheCaller, admin: TheAdmin, pace: ThePace
) -> CashbackOrder:
    """Let an order's points be used from now on."""
    _check(partner_caller, data.partner_id, pace)
    return admin.cashback.confirm(data.partner_id, data.order_id)


@post("/v1/cashback/reject", **_SETTINGS)
def reject(
    data: JSONBody[Rejection], partner_caller: TheCaller, admin: TheAdmin, pace: ThePace
) -> CashbackOrder:
    """Take an order's points back, or those of a part."""
    _check(partner_caller, data.partner_id, pace)
    return admin.cashback.reject(data.partner_id, data.order_id, data.reason, data.returned_minor)


@post("/v1/cashback/withdraw", **_SETTINGS)
def withdraw(
    data: JSONBody[Withdrawal], partner_caller: TheCaller, admin: TheAdmin, pace: ThePace
) -> PaidOut:
    """Take points out; whoever asked pays the money."""
    _only_for_all(partner_caller)
    pace.take(partner_caller.name, 1)
    return admin.cashback.withdraw(data.request_id, _who(data), data.points)


@post("/v1/claims", **_SETTINGS)
def take_claim(data: JSONBody[ClaimTold], partner_caller: TheCaller, admin: TheAdmin, pace: ThePace) -> Claim:
    """Add the points of a past receipt to a member."""
    _only_for_all(partner_caller)
    pace.take(partner_caller.name, 1)
    return admin.claims.claim(ClaimWish(data.receipt_code, _who(data)))


@post("/v1/rewards", **_SETTINGS)
def give_reward(
    data: JSONBody[RewardTold], partner_caller: TheCaller, admin: TheAdmin, pace: ThePace
) -> GivenReward:
    """Give a member one of a partner's codes for points."""
    _only_for_all(partner_caller)
    pace.take(partner_caller.name, 1)
    return admin.rewards.give(RewardWish(data.operation, data.partner_id, data.reward_id, _who(data)))


def _who(data: ClickTold | Withdrawal | ClaimTold | RewardTold) -> Who:
    return Who(data.account, data.card, data.phone)


def _check(caller: PartnerCaller, partner_id: str, pace: ThePace) -> None:
    """Raise NotAuthorised where the caller speaks for another partner, TooFast where it speaks too much."""
    if Scope.PARTNERS not in caller.scopes and caller.name != partner_id:
        raise NotAuthorised
    pace.take(caller.name, 1)


def _only_for_all(caller: PartnerCaller) -> None:
    """Raise NotAuthorised for a single partner: members' own wishes come by the operator's shop."""
    if Scope.PARTNERS not in caller.scopes:
        raise NotAuthorised


def _offer(rate: Rate) -> Offer:
    return Offer(
        rate.partner_id,
        rate.name,
        rate.domain,
        rate.rate_bp,
        rate.first_rate_bp,
        rate.ceiling_bp,
        None if rate.month_cap == NO_CAP else rate.month_cap,
        rate.conditions,
    )


PARTNER_HANDLERS = [offer_of, take_click, take_order, confirm, reject, withdraw, take_claim, give_reward]
