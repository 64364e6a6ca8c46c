"""Decides what the page of benefits shows and does: rewards, gifts for stamps, clubs, personal offers. No Qt, no words."""

from collections.abc import Callable
from typing import Final, Protocol, assert_never

from loyalty_pos.core.member import Member
from loyalty_pos.core.points import standing_of
from loyalty_pos.core.problems import NoMember, Problem
from loyalty_pos.till.benefits.clubs import ClubDesk, clubs_of, invitation_in
from loyalty_pos.till.register import Register
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.till.vouchers.own import vouchers_of
from loyalty_pos.till.vouchers.personal import refuse_personal_offers, want_personal_offers
from loyalty_pos.ui.benefits.facts import club_facts, own_facts, personal_offers, rows_of
from loyalty_pos.ui.benefits.state import BenefitRow, BenefitsState, RowKind
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.sale.facts import customer_facts
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell

OFFERS_KEY: Final = "Ctrl+O"
LEAVE_KEY: Final = "F8"
_GIFTS: Final = frozenset({RowKind.REWARD, RowKind.STAMPS})
"""What Enter alone may take: nobody joins a club by a key too many."""
_JOINED: Final = frozenset({RowKind.PAUSE, RowKind.RESUME, RowKind.MEMBER})


class BenefitsScreen(Protocol):
    """What the presenter needs of the view."""

    def show_benefits(self, state: BenefitsState) -> None: ...


class BenefitsPresenter:
    """What the customer of the open receipt can use now. ``receipt``: the one on the counter, here or beside another till."""

    def __init__(
        self,
        screen: BenefitsScreen,
        parts: UiParts,
        shell: Shell,
        routes: Routes,
        receipt: Callable[[], Register],
    ) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._receipt = receipt
        self._clubs = ClubDesk(parts.world)
        self._rows: tuple[BenefitRow, ...] = ()
        self._selected = 0
        self._leaving = ""
        self._keys: dict[str, Callable[[], None]] = {
            OFFERS_KEY: self._turn_offers,
            LEAVE_KEY: self._leave,
            "F2": self._routes.sell,
            "Esc": self._routes.sell,
        }

    def begin(self) -> None:
        """Show the customer of the open receipt."""
        self._selected, self._leaving = 0, ""
        self.refresh()

    def refresh(self) -> None:
        """Show everything as it is now; the first gift that can be taken is chosen."""
        world, view = self._parts.world, self._receipt().view()
        programme, now, member = world.programmes.current().programme, world.clock.now(), view.member
        clubs = clubs_of(programme, member, now)
        self._rows = rows_of(self._receipt().usable(), clubs) if member else ()
        numbers = [row.number for row in self._rows]
        if self._selected not in numbers:
            gifts = (row.number for row in self._rows if row.kind in _GIFTS and row.problem is None)
            self._selected = next(gifts, 0)
        customer = None
        if member is not None and view.balance is not None:
            rate = view.quote.card_discount_bp
            customer = customer_facts(member, view.balance, programme, discount_bp=rate, now=now)
        self._screen.show_benefits(
            BenefitsState(
                customer=customer,
                rows=self._rows,
                selected=self._selected,
                clubs=club_facts(clubs, member),
                offers=personal_offers(programme, standing_of(member, now) if member else None),
                own=own_facts(vouchers_of(world, member.account_id), now) if member else (),
                opted_out=member.opted_out if member else False,
                exponent=programme.unit.exponent,
            )
        )

    def entered(self, text: str) -> None:
        """Take the chosen row, the row of a typed number, or an invitation's code."""
        number = int(text) if text.isdecimal() and len(text) < len("1000") else 0
        if not text:
            self._take(self._selected)
        elif number:
            self._take(number)
        else:
            self._invited(text)

    def scanned(self, text: str) -> None:
        """Take an invitation; everything else belongs to the sale."""
        if invitation_in(self._parts.world, text):
            self._invited(text)
        else:
            self._routes.sell(text)
            self.refresh()

    def moved(self, step: int) -> None:
        """Choose the row above or below."""
        if self._rows:
            place = min(max(1, self._selected + step), len(self._rows))
            self._selected, self._leaving = place, ""
            self.refresh()

    def touched(self, number: int) -> None:
        """Take the row that was touched."""
        self._take(number)

    def key(self, name: str) -> None:
        """Do what a key of this page means."""
        if (action := self._keys.get(name)) is not None:
            action()

    # --- rows -----------------------------------------------------------------------------------------

    def _take(self, number: int) -> None:
        row = self._row(number)
        if row is None:
            if self._receipt().view().member is None:
                self._shell.refuse(NoMember())
            return
        self._selected, self._leaving = number, ""
        if row.problem is None:
            self._do(row)
        else:
            self.refresh()
            self._shell.refuse(row.problem)

    def _do(self, row: BenefitRow) -> None:
        register = self._receipt()
        match row.kind:
            case RowKind.REWARD | RowKind.STAMPS:
                self._onto_receipt(lambda: register.take_reward(row.id))
            case RowKind.FEE:
                self._onto_receipt(lambda: register.put_fee(row.id))
            case RowKind.TRIAL:
                self._change(lambda member: self._clubs.tried(member, row.id), NoteKind.CLUB_JOINED, row.name)
            case RowKind.PAUSE:
                self._by_senior(self._clubs.paused, NoteKind.CLUB_PAUSED, row)
            case RowKind.RESUME:
                self._by_senior(self._clubs.resumed, NoteKind.CLUB_RESUMED, row)
            case RowKind.MEMBER | RowKind.INVITATION:
                self.refresh()
            case _:
                assert_never(row.kind)

    def _row(self, number: int) -> BenefitRow | None:
        return next((one for one in self._rows if one.number == number), None)

    def _onto_receipt(self, action: Callable[[], object]) -> None:
        try:
            action()
        except Problem as problem:
            self.refresh()
            self._shell.refuse(problem)
            return
        self._routes.sell()

    # --- clubs and offers -----------------------------------------------------------------------------

    def _invited(self, code: str) -> None:
        self._change(lambda member: self._clubs.invited(member, code), NoteKind.CLUB_JOINED, "")

    def _leave(self) -> None:
        """End the membership of the chosen row's club; asked twice, because it cannot be undone."""
        row = self._row(self._selected)
        if row is None or row.kind not in _JOINED:
            return
        if self._leaving != row.id:
            self._leaving = row.id
            self._shell.note(Note(NoteKind.CLUB_LEAVE_ASKED, {"name": row.name}))
            return
        self._leaving = ""
        self._by_senior(self._clubs.left, NoteKind.CLUB_LEFT, row)

    def _by_senior(
        self, action: Callable[[Member, str, Approval], Member], note: NoteKind, row: BenefitRow
    ) -> None:
        self._shell.approve(
            Permission.CLUBS,
            lambda approval: self._change(lambda member: action(member, row.id, approval), note, row.name),
        )

    def _turn_offers(self) -> None:
        member = self._receipt().view().member
        wanted = member is not None and member.opted_out
        turn = want_personal_offers if wanted else refuse_personal_offers
        note = NoteKind.OFFERS_WANTED if wanted else NoteKind.OFFERS_REFUSED
        self._change(lambda one: turn(self._parts.world, one), note, "")

    def _change(self, action: Callable[[Member], Member], note: NoteKind, name: str) -> None:
        """Do something durable for the customer, who stands on the receipt as changed afterwards."""
        member = self._receipt().view().member
        if member is None:
            self._shell.refuse(NoMember())
            return
        self._shell.commit(lambda: action(member), lambda changed: self._changed(changed, note, name))

    def _changed(self, member: Member, note: NoteKind, name: str) -> None:
        try:
            self._receipt().attach(member)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self.refresh()
        self._shell.note(Note(note, {"name": name}))
