"""Decides what the customer's display shows. No Qt, no words.

It follows the pages of the cashier and never holds one up. A face is always told whole: what stood there of another
customer cannot stay. Nothing typed by a customer is kept here after it was told.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, Protocol

from loyalty_pos.till.ports import Settings
from loyalty_pos.ui.display.port import PersonTold
from loyalty_pos.ui.display.state import (
    CONSENTS,
    PERSONAL_DATA,
    DisplayLine,
    DisplayState,
    Face,
    Person,
    PersonStep,
)
from loyalty_pos.ui.paper.presenter import DoneState
from loyalty_pos.ui.sale.state import SaleState
from loyalty_pos.ui.shell.state import PageName

THANKS_FOR: Final = timedelta(seconds=20)
CARD_FOR: Final = timedelta(seconds=90)
"""Time to photograph a code."""
IDLE_FOR: Final = timedelta(seconds=25)
"""So long may nobody touch the display while it asks or speaks another language than the shop's; then it rests."""
READING_FOR: Final = timedelta(seconds=120)
"""The same where consents are to be read."""
_PHONE_DIGITS: Final = range(10, 16)
_NAME_LONGEST: Final = 60
_ERASE: Final = "back"
JOIN: Final = "join_url"
"""Setting of the shop: where a customer joins; without it no code is shown."""
LANGUAGES: Final = ("ru", "en")
LANGUAGE: Final = "display_language"
"""Setting of the shop: which language the display begins with; not set = that of the till."""
Told = Callable[[PersonTold], object]


class DisplayScreen(Protocol):
    """What the presenter needs of the second window."""

    def show_display(self, state: DisplayState) -> None: ...


class DisplayPresenter:
    """The other side of the counter (``port.CustomerSide``); the window itself may come and go."""

    def __init__(self, settings: Settings, now: Callable[[], datetime]) -> None:
        self._settings, self._now = settings, now
        self._language = ""
        self._screen: DisplayScreen | None = None
        self._state = self._idle()
        self._until: datetime | None = None
        self._told: Told | None = None
        self._sale = DisplayState()

    @property
    def is_there(self) -> bool:
        """Tell whether a customer can see it now."""
        return self._screen is not None

    def appear(self, screen: DisplayScreen | None) -> None:
        """Show on this window from now on, None = on none."""
        self._screen = screen
        self._show(self._state)

    # --- what happens at the till -------------------------------------------------------------------------

    def sale(self, state: SaleState) -> None:
        """Show the receipt as it stands; an empty one takes nothing away that the customer still reads or types."""
        before, self._sale = self._sale, _sale(state) if state.lines or state.customer else DisplayState()
        if self._sale.face is Face.IDLE:
            if self._state.face is Face.SALE:
                self._rest()
        elif self._told is None and (self._state.face is not Face.CARD or before.lines != self._sale.lines):
            self._show(self._sale)

    def sold(self, done: DoneState) -> None:
        """Thank the customer."""
        self._told, self._sale = None, DisplayState()
        self._show(
            DisplayState(
                Face.THANKS,
                total_minor=done.paid_minor,
                change_minor=done.change_minor,
                earned=done.accrued,
                earns=bool(done.accrued),
                exponent=done.exponent,
                balance=done.balance,
            )
        )
        self._until = self._now() + THANKS_FOR

    def turned(self, page: PageName) -> None:
        """Leave nothing of anybody on the display when the till is locked; stop asking when the cashier went on."""
        if page is PageName.LOGIN:
            self._told, self._sale = None, DisplayState()
            self._rest()
        elif page is not PageName.ISSUE and self._told is not None:
            self.withdraw()

    def tick(self) -> None:
        """Once a second: thanks, the code of a card and a question that nobody answers end by themselves."""
        if self._until is None or self._now() < self._until:
            return
        self._told = None
        self._rest()

    # --- what the pages ask (port.CustomerSide) -----------------------------------------------------------

    def ask_person(self, told: Told) -> None:
        """Let the customer type phone, name and consents."""
        self._told = told
        self._person(Person())

    def show_card(self, number: str) -> None:
        """Show the code of a new card."""
        self._told = None
        self._show(DisplayState(Face.CARD, card=number))
        self._until = self._now() + CARD_FOR

    def withdraw(self) -> None:
        """Stop asking and showing; what was typed is forgotten here."""
        self._told = None
        if self._state.face in {Face.PERSON, Face.CARD}:
            self._rest()

    # --- what the customer does ---------------------------------------------------------------------------

    def pressed(self, key: str) -> None:
        """Take a digit, a letter, ``back`` for the last character, the name of a consent, or a language (``LANGUAGES``)."""
        if key in LANGUAGES:
            self._speak(key)
            return
        person = self._state.person
        if self._told is None:
            return
        match person.step:
            case PersonStep.PHONE:
                self._person(replace(person, phone=_typed(person.phone, key, _PHONE_DIGITS[-1])))
            case PersonStep.NAME:
                letter = key.upper() if not person.name or person.name[-1] in " -" else key
                self._person(replace(person, name=_typed(person.name, letter, _NAME_LONGEST)))
            case PersonStep.CONSENTS if key in CONSENTS:
                self._person(replace(person, given=person.given ^ {key}))
            case _:
                return

    def _speak(self, language: str) -> None:
        """Speak the customer's language until the next customer comes."""
        until, self._language = self._until, language
        self._show(self._state)
        asks = until if self._state.face is not Face.IDLE else self._now() + IDLE_FOR
        self._until = asks

    def went_on(self) -> None:
        """Take the step, if what it asks for is there, and tell the cashier's page."""
        person, told = self._state.person, self._told
        following = _after(person)
        if told is None or following is None:
            return
        complete = following is PersonStep.SENT
        self._person(Person(PersonStep.SENT) if complete else replace(person, step=following))
        told(PersonTold(person.phone, person.name.strip(), person.given, complete))

    def went_back(self) -> None:
        """Go to the step before; from the first one nowhere."""
        person = self._state.person
        before = {PersonStep.NAME: PersonStep.PHONE, PersonStep.CONSENTS: PersonStep.NAME}.get(person.step)
        if before is not None:
            self._person(replace(person, step=before))

    # --- inside -------------------------------------------------------------------------------------------

    def _person(self, person: Person) -> None:
        self._show(DisplayState(Face.PERSON, person=person))
        self._until = self._now() + (READING_FOR if person.step is PersonStep.CONSENTS else IDLE_FOR)

    def _rest(self) -> None:
        """Show the receipt that is open, or nobody's picture; the next customer finds the shop's language."""
        if self._sale.face is not Face.SALE:
            self._language = ""
        self._show(self._sale if self._sale.face is Face.SALE else self._idle())

    def _idle(self) -> DisplayState:
        return DisplayState(shop=self._settings.get("shop_name"), join=self._settings.get(JOIN))

    def _show(self, state: DisplayState) -> None:
        self._until = None
        state = replace(state, language=self._language or self._settings.get(LANGUAGE))
        self._state = state
        if self._screen is not None:
            self._screen.show_display(state)


def _sale(state: SaleState) -> DisplayState:
    totals = state.totals
    return DisplayState(
        Face.SALE,
        lines=tuple(
            DisplayLine(line.name, line.qty_milli, line.unit, line.net_minor)
            for line in state.lines
            if not line.coupon
        ),
        customer=state.customer.name if state.customer else "",
        total_minor=totals.payable_minor,
        saved_minor=sum(one.amount_minor for one in totals.discounts),
        points_money_minor=totals.points_money_minor,
        earned=totals.accrued,
        earns=state.earns_points,
        exponent=state.exponent,
    )


def _typed(text: str, key: str, most: int) -> str:
    return text[:-1] if key == _ERASE else (text + key)[:most]


def _after(person: Person) -> PersonStep | None:
    """Return the step that follows, None = something is missing."""
    match person.step:
        case PersonStep.PHONE:
            return PersonStep.NAME if len(person.phone) in _PHONE_DIGITS else None
        case PersonStep.NAME:
            return PersonStep.CONSENTS if person.name.strip() else None
        case PersonStep.CONSENTS:
            return PersonStep.SENT if PERSONAL_DATA in person.given else None
        case PersonStep.SENT:
            return None
