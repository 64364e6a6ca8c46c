"""Decides how a card gets to a paid receipt: card or phone, what it will bring, Enter. No Qt, no words."""

from collections.abc import Callable
from typing import Protocol

from loyalty_pos.core import dates
from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.late_card.attaching import LateCardDone, LateCardPreview, LateCards
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.late_card.state import LateCardState, WillBring
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.sale.facts import customer_facts, find_tier
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell


class LateCardScreen(Protocol):
    """What the presenter needs of the view."""

    def show_late_card(self, state: LateCardState) -> None: ...
    def typed_so_far(self) -> str: ...


class LateCardPresenter:
    """One receipt and the customer who comes to it."""

    def __init__(self, screen: LateCardScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._cards = LateCards(parts.world)
        self._sale: Sale | None = None
        self._preview: LateCardPreview | None = None
        self._keys: dict[str, Callable[[], None]] = {
            "F12": lambda: self.entered(self._screen.typed_so_far()),
            "Esc": self._step_back,
        }

    def begin(self, sale: Sale) -> None:
        """Show the receipt and wait for a card."""
        self._sale, self._preview = sale, None
        self._screen.typed_so_far()
        self._show()

    def entered(self, text: str) -> None:
        """Take a card or a phone, at Enter; nothing typed = do it for the customer who is shown."""
        if text:
            self.scanned(text)
        elif self._preview is not None:
            self._add()

    def scanned(self, text: str) -> None:
        """Take a card."""
        if self._sale is None:
            return
        try:
            self._preview = self._cards.preview(self._sale, self._cards.customer(text))
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._shell.hush()
        self._show()

    def key(self, name: str) -> None:
        """Do what a key of this page means."""
        if (action := self._keys.get(name)) is not None:
            action()

    def _add(self) -> None:
        sale, preview = self._sale, self._preview
        if sale is None or preview is None:
            return
        permission = self._cards.permission(sale, preview.member)
        if permission is Permission.SELL:
            self._commit(sale, preview.member, None)
        else:
            self._shell.approve(permission, lambda approval: self._commit(sale, preview.member, approval))

    def _commit(self, sale: Sale, member: Member, approval: Approval | None) -> None:
        self._shell.commit(lambda: self._cards.commit(sale, member, approval), self._added)

    def _added(self, done: LateCardDone) -> None:
        self._parts.printer.print(done.receipt)
        self._routes.sell()
        earning = done.fact.earning
        exponent = self._parts.world.programmes.current().programme.unit.exponent
        facts: dict[str, int | str] = {"last4": earning.card_last4, "exponent": exponent}
        facts["added_points"] = earning.accrued
        self._shell.note(Note(NoteKind.LATE_CARD_ADDED, facts))

    def _step_back(self) -> None:
        if self._preview is not None and self._sale is not None:
            self.begin(self._sale)
        else:
            self._routes.take_back(self._sale)

    def _show(self) -> None:
        sale, preview = self._sale, self._preview
        if sale is None:
            return
        programme, now = self._parts.world.programmes.current().programme, self._parts.world.clock.now()
        customer = None
        if preview is not None:
            bp = preview.member.card_discount_bp
            customer = customer_facts(preview.member, preview.before, programme, discount_bp=bp, now=now)
        self._screen.show_late_card(
            LateCardState(
                number=sale.number,
                sold_at=dates.moment(sale.sold_at_us),
                total_minor=sale.paid_minor + sale.certificate_minor,
                goods=", ".join(line.name for line in sale.lines),
                customer=customer,
                brings=self._brings(preview) if preview is not None else None,
                needs_manager=not self._parts.staff.may(self._cards.permission(sale)),
                is_own=preview is not None and preview.is_own,
                exponent=programme.unit.exponent,
            )
        )

    def _brings(self, preview: LateCardPreview) -> WillBring:
        earning, now_us = preview.earning, self._parts.world.now_us()
        waits = earning.base_accrued and earning.activate_at_us > now_us
        programme = self._parts.world.programmes.current().programme
        tier = find_tier(programme, preview.after.tier_id)
        is_new = tier is not None and preview.after.tier_id != preview.before.tier_id
        return WillBring(
            points=earning.accrued,
            after=preview.after.available,
            active_from=dates.moment(earning.activate_at_us) if waits else None,
            tier=tier.name if tier is not None and is_new else "",
        )
