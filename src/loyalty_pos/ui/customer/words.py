"""What the customer's page says of lots, cards, consents and purchases, in the language in use."""

from typing import Final, assert_never
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from loyalty_pos.core.dates import moment
from loyalty_pos.core.ledger import EntryKind
from loyalty_pos.core.member import CardState, Lot, LotKind, Member
from loyalty_pos.core.points import UNCONFIRMED
from loyalty_pos.till.held_cards.port import HeldCard
from loyalty_pos.till.wording import phrase
from loyalty_pos.ui.customer.state import CARDS, HISTORY, Bought, CustomerState
from loyalty_pos.ui.look.appearance import Appearance

_KINDS: Final = frozenset(map(str, EntryKind))
Pairs = list[tuple[str, str]]


class CustomerWords(QObject):
    """Names and values of the page's rows."""

    def __init__(self, look: Appearance, zone: ZoneInfo) -> None:
        super().__init__()
        self._look, self._zone = look, zone

    def sure(self, state: CustomerState) -> Pairs:
        """Return how sure the points are; what is nothing is left out."""
        customer, words, sure = state.customer, self._look.words, state.sure
        if customer is None:
            return []
        rows = [
            (self.tr("Can be spent for certain here"), sure.set_aside),
            (self.tr("Without the centre's word, on the shop's risk"), sure.at_risk),
            (self.tr("Not active yet"), customer.pending),
            (self.tr("Owed, taken off already"), customer.debt),
        ]
        if state.beside is not None:
            elsewhere = customer.available - state.beside.available
            rows[:0] = [
                (self.tr("The centre may promise at this moment"), state.beside.available),
                (self.tr("Set aside for tills, held, or not told to it yet"), max(0, elsewhere)),
            ]
        return [(name, words.points(points, state.exponent)) for name, points in rows if points]

    def lots(self, state: CustomerState, places: int) -> Pairs:
        """Return each lot with its end; where there are more than places, the last row tells of the rest."""
        fits = len(state.lots) <= places
        shown = state.lots if fits else state.lots[: places - 1]
        rows = [
            (self._lot(lot, state), self._look.words.points(lot.remaining, state.exponent)) for lot in shown
        ]
        if rest := state.lots[len(shown) :]:
            points = sum(lot.remaining for lot in rest)
            rows.append((self._more(len(rest)), self._look.words.points(points, state.exponent)))
        return rows

    def history(self, state: CustomerState) -> Pairs:
        """Return what happened: at all shops where the centre told it, else the purchases at this till."""
        words = self._look.words
        if state.beside is None:
            return [self._bought(bought, state.exponent) for bought in state.history]
        rows = []
        told = [one for one in state.beside.postings if one.points]
        for one in told[:HISTORY]:
            known = one.kind in _KINDS  # a centre that is newer than this till may know more
            what = phrase(f"st.kind.{one.kind}", self._look.language, about="") if known else one.kind
            said = (words.moment(moment(one.at_us), self._zone), what, one.store_name)
            rows.append(
                (
                    " · ".join(part for part in said if part),
                    words.number(one.points, state.exponent, signed=True),
                )
            )
        return rows

    def cards(self, cards: tuple[HeldCard, ...]) -> str:
        """Return the cards of the account and whether they may be used; never why not."""
        states = {
            CardState.ACTIVE: self.tr("may be used"),
            CardState.BLOCKED: self.tr("cannot be used"),
            CardState.LOST: self.tr("reported lost"),
            CardState.NONACTIVE: self.tr("not given out yet"),
        }
        ended = self.tr("replaced or ended")
        said = [f"**** {one.last4} {states.get(one.state, ended)}" for one in cards[:CARDS]]
        if len(cards) > CARDS:
            said.append(self._more(len(cards) - CARDS))
        return ", ".join(said)

    def consents(self, state: CustomerState) -> str:
        """Return what the customer agreed to."""
        if state.beside is None:
            return self.tr("with the line only: the till keeps no consents")
        names = {
            "personal_data": self.tr("personal data"),
            "advertising": self.tr("offers"),
            "profiling": self.tr("offers by purchases"),
            "partners": self.tr("passing on to partners"),
        }
        said = [
            f"{names.get(kind, kind)} ({self._look.words.full_day(moment(at_us).astimezone(self._zone))})"
            for kind, _version, at_us in state.beside.consents
        ]
        return ", ".join(said) if said else self.tr("nothing known")

    def people(self, choices: tuple[Member, ...]) -> list[tuple[str, str, str]]:
        """Return those who were found, to choose from."""
        nameless = self.tr("Card holder")
        return [(one.name or nameless, one.phone_masked, f"**** {one.card_last4}") for one in choices]

    def fresh(self, state: CustomerState) -> str:
        """Return how old it is, and whether the centre is being asked or was heard."""
        if state.customer is None:
            return self.tr("The centre is being asked…") if state.asking else ""
        at = state.customer.as_of
        known = ""
        if at is not None:
            known = self.tr("As the centre knew it on %1, with what this till did since")
            known = known.replace("%1", self._look.words.moment(at, self._zone))
        if state.asking:
            tail = self.tr("The centre is being asked…")
        else:
            heard = self.tr("The centre was heard just now.")
            tail = heard if state.beside else self.tr("The centre did not answer: other tills may know more.")
        return f"{known}. {tail}" if known else tail

    def _more(self, count: int) -> str:
        return self.tr("and %1 more").replace("%1", str(count))

    def _lot(self, lot: Lot, state: CustomerState) -> str:
        words, now = self._look.words, state.now
        if lot.activate_at >= UNCONFIRMED:
            waits = self.tr("not confirmed yet")
            return f"{self._kind(lot.kind)}, {waits}"
        if now is not None and lot.activate_at > now:
            active = self.tr("active from %1").replace(
                "%1", words.full_day(lot.activate_at.astimezone(self._zone))
            )
            return f"{self._kind(lot.kind)}, {active}"
        if lot.expire_at is None:
            for_ever = self.tr("never expire")
            return f"{self._kind(lot.kind)}, {for_ever}"
        until = self.tr("until %1").replace("%1", words.full_day(lot.expire_at.astimezone(self._zone)))
        return f"{self._kind(lot.kind)}, {until}"

    def _kind(self, kind: LotKind) -> str:
        match kind:
            case LotKind.BASE:
                text = self.tr("For purchases")
            case LotKind.EXTRA:
                text = self.tr("Extra")
            case LotKind.PROMO:
                text = self.tr("Gift of the shop")
            case LotKind.COMPENSATION:
                text = self.tr("Compensation")
            case LotKind.TRANSFER:
                text = self.tr("Transferred")
            case LotKind.CASHBACK:
                text = self.tr("Cashback")
            case LotKind.OPENING:
                text = self.tr("From the old programme")
            case _:
                assert_never(kind)
        return text

    def _bought(self, bought: Bought, exponent: int) -> tuple[str, str]:
        words = self._look.words
        points = []
        if bought.accrued:
            points.append(words.number(bought.accrued, exponent, signed=True))
        if bought.redeemed:
            points.append(words.number(-bought.redeemed, exponent))
        receipt = self.tr("receipt %1").replace("%1", str(bought.number))
        earned = self.tr("points %1").replace("%1", " ".join(points)) if points else ""
        left = " · ".join(part for part in (words.moment(bought.at, self._zone), receipt, earned) if part)
        return left, words.money(bought.paid_minor)
