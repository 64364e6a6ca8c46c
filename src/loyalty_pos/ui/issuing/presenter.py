"""Decides how a card is given out: phone first, then the form, then the card, then the next customer. No Qt, no words."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Protocol

from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import BadBirthday, BlankCardWanted, Problem
from loyalty_pos.till.issuing import IssueDone, IssueForm, consent_versions
from loyalty_pos.till.register import Register
from loyalty_pos.ui.display.port import CustomerSide, PersonTold
from loyalty_pos.ui.issuing.afterwards import Afterwards
from loyalty_pos.ui.issuing.asking import AskedMeanwhile
from loyalty_pos.ui.issuing.state import (
    CHANNELS,
    CONSENTS,
    CodeState,
    IssueState,
    IssueStep,
    LastCard,
)
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell

COUNTER = "counter"
"""``CardIssued.channel`` of a customer who was not asked how to be told things."""
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}))?|(\d\d)(\d\d)(\d{4})?")
"""Digits alone: the pad of a touch screen has no dots."""
_LEAP_YEAR = 2000  # 29 February is a birthday too
Keys = dict[str, Callable[[], None]]


class IssueScreen(Protocol):
    """What the presenter needs of the view."""

    def show_issue(self, state: IssueState) -> None: ...
    def fill(self, name: str) -> None:
        """Put the name that the customer typed into its field."""
        ...

    def form_fields(self) -> tuple[str, str, str]:
        """Return (name, birthday, code) as typed."""
        ...


class IssuePresenter:
    """One card after another. ``receipt``: the open one, here or beside another till, that a new member goes onto."""

    def __init__(
        self, screen: IssueScreen, parts: UiParts, shell: Shell, routes: Routes, side: CustomerSide
    ) -> None:
        self._screen, self._parts, self._shell, self._routes, self._side = screen, parts, shell, routes, side
        self.receipt: Callable[[], Register] = lambda: parts.register
        self._after = Afterwards(parts, shell, self._served, self._undo_asked, self._taken_back)
        self._asked = AskedMeanwhile(parts, shell, self._known_afar, self._coded)
        self._state = IssueState()
        self._member: Member | None = None
        self._family_of: Member | None = None
        form: Keys = {key: self._tick_of(kind) for key, kind in CONSENTS.items()}
        form |= {"F2": self._code_again, "F4": self._next_channel, "F8": self._virtual, "F12": self._issue}
        self._keys: dict[IssueStep, Keys] = {
            IssueStep.PHONE: {"F2": self._ask_customer, "F4": routes.packs, "F8": self._take_back},
            IssueStep.FORM: form,
            IssueStep.KNOWN: {"F12": self._attach},
            IssueStep.DONE: {"F8": self._take_back, "F12": self._attach, "Ctrl+Shift+P": self._save_card},
        }

    def begin(self, phone: str = "", family_of: Member | None = None) -> None:
        """Ask for the phone; one that is typed already is taken at once. ``family_of``: whose wallet the new one shares."""
        self._family_of = family_of
        self._state = IssueState(last=self._after.last(self._state.last), customer_types=self._side.is_there)
        self._ask_phone()
        if phone:
            self.phone_entered(phone)

    def phone_entered(self, text: str) -> None:
        """Look whether somebody has this phone already."""
        try:
            check = self._parts.issuing.check_phone(text)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._shell.hush()
        state = replace(self._state, phone=check.phone, masked=check.masked, undo_asked=False)
        if check.known is not None:
            self._show_known(state, check.known)
            return
        self._state = replace(state, step=IssueStep.FORM)
        code = self._asked.ask(check.phone)
        self._show(replace(self._state, code=code))

    def scanned(self, text: str) -> None:
        """Take a scanned plastic card for the form, which nothing else may throw away; else it belongs to the sale."""
        if self._state.step is not IssueStep.FORM:
            self._routes.sell(text)
        elif number := self._parts.enquiry.card_read(text):
            self._shell.hush()
            self._show(replace(self._state, card_number=number))
        else:
            self._shell.refuse(BlankCardWanted())

    def key(self, name: str) -> None:
        """Do what a key of this page means."""
        if name != "F8" and self._state.undo_asked:
            self._show(replace(self._state, undo_asked=False))
        if name == "Esc":
            self._step_back()
        elif name == "F9":
            self._stay()
        elif (action := self._keys[self._state.step].get(name)) is not None:
            action()

    # --- the form -------------------------------------------------------------------------------------

    def _tick_of(self, kind: str) -> Callable[[], None]:
        return lambda: self._show(_ticked(self._state, kind))

    def _next_channel(self) -> None:
        place = CHANNELS.index(self._state.channel) + 1
        self._show(replace(self._state, channel=CHANNELS[place % len(CHANNELS)]))

    def _virtual(self) -> None:
        self._show(replace(self._state, card_number=""))

    def _code_again(self) -> None:
        if self._state.code is not CodeState.OFF:
            code = self._asked.send_code(self._state.phone)
            self._show(replace(self._state, code=code))

    def _coded(self, phone: str, code: CodeState) -> None:
        if self._state.step is IssueStep.FORM and self._state.phone == phone:
            self._show(replace(self._state, code=code))

    def _known_afar(self, phone: str, member: Member) -> None:
        if self._state.step is IssueStep.FORM and self._state.phone == phone:
            self._show_known(replace(self._state, afar=True), member)

    def _show_known(self, state: IssueState, member: Member) -> None:
        self._member = member
        self._show(replace(state, step=IssueStep.KNOWN, name=member.name, card_last4=member.card_last4))

    def _ask_customer(self) -> None:
        if self._side.is_there:
            self._side.ask_person(self._told)

    def _told(self, told: PersonTold) -> None:
        """Take what the customer types on the display, step by step; what the cashier typed meanwhile stays."""
        if self._state.step is IssueStep.PHONE and told.phone:
            self.phone_entered(told.phone)
        if self._state.step is IssueStep.FORM and told.name:
            self._screen.fill(told.name)
        if self._state.step is IssueStep.FORM and told.complete:
            self._show(_agreed(self._state, told.given))

    # --- giving out -----------------------------------------------------------------------------------

    def _issue(self) -> None:
        family_of = self._family_of.account_id if self._family_of else ""
        try:
            form = _form(self._state, self._screen.form_fields(), family_of, self._parts)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._shell.commit(lambda: self._parts.issuing.issue(form), self._issued)

    def _issued(self, done: IssueDone) -> None:
        self._member = done.member
        self._parts.printer.print(done.receipt)
        if self._side.is_there and not self._state.card_number:
            self._side.show_card(done.card_number)
        last4 = done.member.card_last4
        state = self._state = replace(
            self._state,
            step=IssueStep.DONE,
            name=done.member.name,
            card_last4=last4,
            card_number=done.card_number,
            verified=done.fact.verified,
            given_out=self._state.given_out + 1,
            last=LastCard(done.member.name, last4, self._parts.issuing.last is not None),
        )
        self._ask_phone() if state.stay else self._show(state)
        facts: dict[str, int | str] = {"last4": last4, "left": done.plastic_left}
        self._shell.note(
            Note(NoteKind.PLASTIC_LOW if done.plastic_left >= 0 else NoteKind.CARD_ISSUED, facts)
        )

    def _stay(self) -> None:
        """Serve a queue, or one customer; after a card the next phone is asked for at once."""
        state = self._state = replace(self._state, stay=not self._state.stay)
        self._ask_phone() if state.stay and state.step is IssueStep.DONE else self._show(state)

    def _ask_phone(self) -> None:
        """Clear everything of this customer and ask for the next phone."""
        before = self._state
        lines = self._parts.world.packs.lines()
        self._member = None
        self._show(
            IssueState(
                family=self._family_of.name if self._family_of else "",
                stay=before.stay,
                given_out=before.given_out,
                last=before.last,
                plastic_left=sum(line.left for line in lines) if lines else -1,
                customer_types=before.customer_types,
            )
        )

    def _take_back(self) -> None:
        self._after.take_back(asked=self._state.undo_asked)

    def _undo_asked(self) -> None:
        self._show(replace(self._state, undo_asked=True))

    def _taken_back(self, _done: IssueDone) -> None:
        self._side.withdraw()
        self._state = replace(self._state, last=None, given_out=max(0, self._state.given_out - 1))
        self._ask_phone()

    def _served(self) -> Member | None:
        return self.receipt().view().member

    def _save_card(self) -> None:
        self._after.save(self._state.card_number)

    def _attach(self) -> None:
        if self._member is None:
            return
        try:
            self.receipt().attach(self._member)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._routes.sell()

    def _step_back(self) -> None:
        if self._state.step in {IssueStep.FORM, IssueStep.KNOWN}:
            self._side.withdraw()
            self._ask_phone()
        else:
            self._routes.sell()

    def _show(self, state: IssueState) -> None:
        self._state = state
        self._screen.show_issue(state)


def _ticked(state: IssueState, kind: str) -> IssueState:
    """Return the state with a consent given or taken back by word; it is not the customer's own key any more."""
    return replace(state, consents=state.consents ^ {kind}, on_display=state.on_display - {kind})


def _agreed(state: IssueState, given: frozenset[str]) -> IssueState:
    """Return the state with what the customer agreed to on the display; what was read aloud before stays so."""
    new = given - state.consents
    return replace(state, consents=state.consents | given, on_display=state.on_display | new)


def _form(state: IssueState, fields: tuple[str, str, str], family_of: str, parts: UiParts) -> IssueForm:
    """Return what was filled in. Raises ``BadBirthday``."""
    name, typed_day, code = fields
    versions = consent_versions(parts.world)
    return IssueForm(
        name=name.strip(),
        phone=state.phone,
        birthday=iso_birthday(typed_day),
        consents=tuple((kind, versions(kind)) for kind in CONSENTS.values() if kind in state.consents),
        channel=state.channel or COUNTER,
        card_number=state.card_number,
        family_of=family_of,
        code=code.strip(),
        on_display=state.on_display & state.consents,
    )


def iso_birthday(text: str) -> str:
    """Return ``1990-03-05``, ``--03-05`` for a day without year, "" for nothing. Raises ``BadBirthday``."""
    if not text.strip():
        return ""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise BadBirthday
    day, month = int(found[1] or found[4]), int(found[2] or found[5])
    year = found[3] or found[6]
    try:
        date(int(year or _LEAP_YEAR), month, day)
    except ValueError as error:
        raise BadBirthday from error
    return f"{year or '-'}-{month:02}-{day:02}"
