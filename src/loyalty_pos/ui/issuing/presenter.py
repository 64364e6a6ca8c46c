"""Decides how a card is given out: phone first, then the form, then the card. No Qt, no words."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import BadBirthday, BlankCardWanted, Problem
from loyalty_pos.till.issuing import PERSONAL_DATA, IssueDone, IssueForm
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell

ADVERTISING: Final = "advertising"
_CONSENT_VERSION = "consent_version"
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}))?|(\d\d)(\d\d)(\d{4})?")
"""Digits alone: the pad of a touch screen has no dots."""
_LEAP_YEAR = 2000  # 29 February is a birthday too


class IssueStep(StrEnum):
    PHONE = "phone"
    KNOWN = "known"
    FORM = "form"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class IssueState:
    """``card_number``: a scanned plastic card, or the new card when done; "" = virtual. ``name``: of a known member.

    ``family``: who shares the wallet with the new one, "" = nobody.
    """

    step: IssueStep = IssueStep.PHONE
    phone: str = ""
    masked: str = ""
    name: str = ""
    card_last4: str = ""
    card_number: str = ""
    personal_data: bool = False
    advertising: bool = False
    family: str = ""


class IssueScreen(Protocol):
    """What the presenter needs of the view."""

    def show_issue(self, state: IssueState) -> None: ...
    def form_fields(self) -> tuple[str, str]:
        """Return (name, birthday) as typed."""
        ...


class IssuePresenter:
    """One card after another; the new member goes onto the open receipt."""

    def __init__(self, screen: IssueScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._state = IssueState()
        self._member: Member | None = None
        self._family_of = ""
        self._keys: dict[str, Callable[[], None]] = {
            "F6": lambda: self._tick(personal=True),
            "F7": lambda: self._tick(personal=False),
            "F8": self._virtual,
            "F12": self._go_on,
            "Ctrl+Shift+P": self._save_card,
            "Esc": self._step_back,
        }

    def begin(self, phone: str = "", family_of: Member | None = None) -> None:
        """Ask for the phone; one that is typed already is taken at once. ``family_of``: whose wallet the new one shares."""
        self._member = None
        self._family_of = family_of.account_id if family_of else ""
        self._show(IssueState(family=family_of.name if family_of else ""))
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
        if check.known is None:
            form = replace(self._state, step=IssueStep.FORM, phone=check.phone, masked=check.masked)
            self._show(form)
            return
        self._member = check.known
        known = check.known
        self._show(IssueState(IssueStep.KNOWN, check.phone, check.masked, known.name, known.card_last4))

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
        if (action := self._keys.get(name)) is not None:
            action()

    # --- inside ---------------------------------------------------------------------------------------

    def _tick(self, *, personal: bool) -> None:
        if self._state.step is IssueStep.FORM:
            state = self._state
            changed = (
                replace(state, personal_data=not state.personal_data)
                if personal
                else replace(state, advertising=not state.advertising)
            )
            self._show(changed)

    def _virtual(self) -> None:
        if self._state.step is IssueStep.FORM:
            self._show(replace(self._state, card_number=""))

    def _go_on(self) -> None:
        if self._state.step is IssueStep.FORM:
            self._issue()
        elif self._member is not None:
            self._attach(self._member)

    def _issue(self) -> None:
        name, typed_day = self._screen.form_fields()
        try:
            birthday = iso_birthday(typed_day)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        version = self._parts.world.settings.get(_CONSENT_VERSION, "1")
        ticked = ((PERSONAL_DATA, self._state.personal_data), (ADVERTISING, self._state.advertising))
        form = IssueForm(
            name=name.strip(),
            phone=self._state.phone,
            birthday=birthday,
            consents=tuple((kind, version) for kind, given in ticked if given),
            channel="counter",
            card_number=self._state.card_number,
            family_of=self._family_of,
        )
        self._shell.commit(lambda: self._parts.issuing.issue(form), self._issued)

    def _issued(self, done: IssueDone) -> None:
        self._member = done.member
        self._parts.printer.print(done.receipt)
        self._show(
            IssueState(
                IssueStep.DONE,
                masked=self._state.masked,
                name=done.member.name,
                card_last4=done.member.card_last4,
                card_number=done.card_number,
            )
        )
        self._shell.note(Note(NoteKind.CARD_ISSUED, {"last4": done.member.card_last4}))

    def _save_card(self) -> None:
        save, number = self._parts.save_card, self._state.card_number
        if save is not None and self._state.step is IssueStep.DONE:
            self._shell.commit(lambda: save(number), self._saved)

    def _saved(self, path: Path) -> None:
        self._shell.note(Note(NoteKind.CARD_SAVED, {"path": str(path)}))

    def _attach(self, member: Member) -> None:
        try:
            self._parts.register.attach(member)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._routes.sell()

    def _step_back(self) -> None:
        if self._state.step is IssueStep.FORM:
            self.begin()
        else:
            self._routes.sell()

    def _show(self, state: IssueState) -> None:
        self._state = state
        self._screen.show_issue(state)


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
