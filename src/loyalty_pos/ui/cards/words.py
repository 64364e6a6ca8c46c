"""What the page of a customer's card says in each step, in the language in use."""

from typing import Final

from PySide6.QtCore import QObject

from loyalty_pos.core.member import CardState
from loyalty_pos.till.card_deeds.joining import Joining
from loyalty_pos.ui.cards.state import CardsState, Done, Step

_MAY_BLOCK: Final = frozenset({CardState.ACTIVE, CardState.BLOCKED, CardState.LOST})
_MAY_REPLACE: Final = frozenset({CardState.ACTIVE, CardState.LOST})


class CardsWords(QObject):
    """Sentences of the page by its state."""

    def of_card(self, state: CardsState) -> str:
        """Return whose card it is and whether it may be used; never why not."""
        if state.step is Step.EMPTY:
            return self.tr("Nobody yet")
        ended = self.tr("replaced or ended")
        states = {
            CardState.ACTIVE: self.tr("may be used"),
            CardState.BLOCKED: self.tr("cannot be used"),
            CardState.LOST: self.tr("reported lost"),
            CardState.NONACTIVE: self.tr("not given out yet"),
        }
        parts = (state.name, f"**** {state.last4}", states.get(state.state, ended))
        return " · ".join(part for part in parts if part)

    def next_step(self, state: CardsState) -> str:
        """Return what was done, or what to do next."""
        if state.step is Step.DONE:
            return self._done(state)
        if state.kind is Joining.FAMILY and state.step is Step.OTHER:
            return self.tr("Scan the card of whoever joins this wallet, or type the phone.")
        if state.kind is Joining.FAMILY and state.step is Step.SURE_JOIN:
            return self.tr("One balance for all, a card for each. Read this to the customer, then F12.")
        if state.step is Step.WHY_BLOCK and state.cards > 1:
            return self.tr(
                "Why? It is written down with your name. F6 ends the card for good: whoever has it leaves, and the points stay with the account. Say so first."
            )
        return {
            Step.EMPTY: self.tr("The card, also a blocked one, or the phone when the card is lost."),
            Step.CARD: self.tr("Choose what shall be done. The points belong to the account and stay there."),
            Step.WHY_REPLACE: self.tr(
                "Scan a blank card for a plastic one, or choose why: then the card is virtual."
            ),
            Step.WHY_BLOCK: self.tr(
                "Why? It is written down with your name; at a till nobody is shown the reason."
            ),
            Step.OTHER: self.tr("Scan the other card of the same person, or type the phone."),
            Step.ASKING: self.tr("The centre is being asked…"),
            Step.PHONE: self._phone(state),
            Step.CODE: self._code(state),
            Step.SURE_JOIN: self.tr("Both cards will show one account. Read this to the customer, then F12."),
            Step.SURE_PART: self.tr(
                "Whoever spent is charged, whosever points those were. Read this aloud, then F12."
            ),
        }[state.step]

    def _phone(self, state: CardsState) -> str:
        if state.can_send:
            return self.tr("Type the phone that was named when the card was made: a code is sent to it.")
        return self.tr("No codes can be sent here. F2: a senior has seen a document.")

    def _code(self, state: CardsState) -> str:
        if state.sent:
            return self.tr("A code was sent: type what the customer reads out, then Enter.")
        return self.tr("The code is on its way. Without it: F2, a senior has seen a document.")

    def _done(self, state: CardsState) -> str:
        replaced = self.tr("The new card is **** %1; the old one does nothing any more. The slip is printed.")
        alone = self.tr(
            "The centre does not answer: accounts are joined and parted only with it. Nothing was done."
        )
        return {
            Done.REPLACED: replaced.replace("%1", state.new_last4),
            Done.BLOCKED: self.tr("The card is blocked, here at once and everywhere with the next line."),
            Done.FREED: self.tr("The card may be used again."),
            Done.LEFT: self.tr(
                "The card has left the account, and its points stay there: tell whoever had it. F3 gives them a card of their own, which begins with none."
            ),
            Done.JOINED: self.tr("The accounts are one. Every till learns of it with its next line."),
            Done.PARTED: self.tr("The accounts are two again."),
            Done.NOT_JOINED: self.tr(
                "Nobody was joined with this account. A further card leaves it with F3, F6."
            ),
        }.get(state.done or Done.ALONE, alone)

    def choices(self, state: CardsState) -> dict[str, str]:
        """Return what can be chosen, by its key; a key without words cannot be chosen."""
        if state.step is Step.WHY_REPLACE:
            return {"F2": self.tr("Lost"), "F3": self.tr("Damaged")}
        if state.step is Step.WHY_BLOCK:
            return {
                "F2": self.tr("Lost"),
                "F3": self.tr("The customer wishes it"),
                "F4": self.tr("Suspicion of fraud"),
                "F5": self.tr("Misuse by the staff"),
                "F6": self.tr("Leaves this account for good") if state.cards > 1 else "",
            }
        if state.step in {Step.PHONE, Step.CODE}:
            return {"F2": self.tr("By a document")}
        if state.step is not Step.CARD:
            return {}
        is_active = state.state is CardState.ACTIVE
        turns = self.tr("Block the card") if is_active else self.tr("Set the card free")
        return {
            "F2": self.tr("Replace the card") if state.state in _MAY_REPLACE else "",
            "F3": turns if state.state in _MAY_BLOCK else "",
            "F4": self.tr("Same person: join two accounts"),
            "F5": self.tr("Family: join an account"),
            "F6": self.tr("Family: a further card"),
            "F7": self.tr("Undo a joining"),
            "F8": self.tr("Another card of the account") if state.cards > 1 else "",
            "F9": "" if state.verified else self.tr("Confirm the phone"),
        }
