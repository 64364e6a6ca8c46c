"""Prices the open receipt under the programme in force; keeps the compiled programme until another one comes."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from loyalty_pos.core.basket import Basket
from loyalty_pos.core.coupons.taking import coupon_refusal
from loyalty_pos.core.member import Member, Standing
from loyalty_pos.core.points import standing_of
from loyalty_pos.core.pricing import Compiled, Context, compile_programme, quote
from loyalty_pos.core.pricing.why_not import Verdict, why_not
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.programme import Programme, Promotion
from loyalty_pos.core.programme.partners import scope_at
from loyalty_pos.core.programme.personal import ENDED_OFFERS, ended_here, withheld
from loyalty_pos.core.quote import Quote
from loyalty_pos.core.repricing.seen import Asks, seen_of
from loyalty_pos.core.sale import Seen
from loyalty_pos.till.balance import Balance, balance_of
from loyalty_pos.till.open_receipt import OpenReceipt
from loyalty_pos.till.ports import ActiveProgramme
from loyalty_pos.till.receipt_state import RedemptionView
from loyalty_pos.till.world import TillWorld


class _Priced(NamedTuple):
    """What a price was worked out from; ``over``: the life of its bundle was over."""

    basket: Basket
    compiled: Compiled
    standing: Standing | None
    context: Context
    over: bool


class Pricer:
    """Pricing with this till's clock, shop and programme."""

    def __init__(self, world: TillWorld) -> None:
        self._world = world
        self._compiled: Compiled | None = None
        self._compiled_from: Programme | None = None
        self._over = False
        self._priced: _Priced | None = None
        self._asks: tuple[Compiled, Asks] | None = None

    def programme(self) -> Programme:
        """Return the programme in force."""
        return self._world.programmes.current().programme

    def price(self, receipt: OpenReceipt, redemption: RedemptionView, certificate_minor: int = 0) -> Quote:
        """Return the quote now; points are used only as far as there is a right to them.

        ``certificate_minor``: money on the certificates that lie on the receipt; goods take what they need of it.
        """
        compiled, standing, context = self._question(receipt, redemption)
        context = replace(context, certificate_minor=certificate_minor)
        self._priced = _Priced(receipt.basket, compiled, standing, context, self._over)
        return quote(receipt.basket, compiled, standing, context)

    def seen(self) -> Seen | None:
        """Return what the last price was worked out from, for the sale that comes of it; None before the first one."""
        last = self._priced
        if last is None:
            return None
        if self._asks is None or self._asks[0] is not last.compiled:
            self._asks = last.compiled, Asks.of(last.compiled)
        return seen_of(last.basket, self._asks[1], last.standing, last.context, over=last.over)

    def verdicts(self, receipt: OpenReceipt, redemption: RedemptionView) -> tuple[Verdict, ...]:
        """Return what became of each offer; the basket is priced once more for it."""
        return why_not(receipt.basket, *self._question(receipt, redemption))

    def refusal_of(self, coupon: str, receipt: OpenReceipt, redemption: RedemptionView) -> Problem | None:
        """Return why this coupon may not come onto the receipt now, None if it gives something."""
        return coupon_refusal(receipt.basket, *self._question(receipt, redemption), coupon)

    def _question(
        self, receipt: OpenReceipt, redemption: RedemptionView
    ) -> tuple[Compiled, Standing | None, Context]:
        current = self._world.programmes.current()
        now = self._world.clock.now()
        granted = redemption.points
        compiled = self._compile(current)
        context = Context(
            now=now,
            zone=self._world.identity.zone,
            wanted=granted,
            bundle=current.bundle,
            store_id=self._world.identity.store_id,
            region=self._world.settings.get("region"),
            coupons=receipt.coupons,
            channel=receipt.channel,
            ended=self._ended(compiled) if compiled.guarded else frozenset(),
        )
        member = receipt.member
        standing = standing_of(member, now, granted, self._scope_in(current.programme)) if member else None
        return compiled, standing, context

    def gives_to(self, member: Member | None) -> Callable[[Promotion], bool]:
        """Return whether an offer is for this member at all, whatever is bought (``programme.personal``)."""
        compiled = self._compile(self._world.programmes.current())
        standing = standing_of(member, self._world.clock.now()) if member else None
        ended = self._ended(compiled) if compiled.guarded else frozenset()
        return lambda offer: not withheld(offer, standing, ended)

    def scope(self) -> str:
        """Return the partner whose store this is, and whose own points are taken here; "" = none."""
        return self._scope_in(self.programme())

    def _scope_in(self, programme: Programme) -> str:
        return scope_at(programme.partners, self._world.identity.store_id)

    def _ended(self, compiled: Compiled) -> frozenset[str]:
        """Return the offers of which the centre has said that their budget is used up."""
        names = self._world.settings.get(ENDED_OFFERS)
        return ended_here(compiled.programme.id, names.splitlines()) if names else frozenset()

    def balance(self, member: Member | None) -> Balance | None:
        """Return the member's points now, None without a member."""
        if member is None:
            return None
        programme = self.programme()
        return balance_of(member, programme, self._world.clock.now(), self._scope_in(programme))

    def _compile(self, current: ActiveProgramme) -> Compiled:
        if self._compiled is None or self._compiled_from is not current.programme:
            self._compiled, self._compiled_from = compile_programme(current.programme), current.programme
        self._over = current.out_of_date
        return self._compiled
