"""The words of the page that gives out cards."""

from typing import Final

from PySide6.QtCore import QObject

from loyalty_pos.ui.issuing.state import CodeState, IssueState, IssueStep

_KEYS: Final = {"F2": "", "F3": "", "F4": "", "F5": "", "F6": "", "F7": "", "F8": "", "F9": ""}


class IssueWords(QObject):
    """What to do now, and what each key does in this step."""

    def title(self, state: IssueState) -> str:
        """Return what the page is about."""
        match state.step:
            case IssueStep.PHONE:
                return self.tr("New card: the customer's phone")
            case IssueStep.FORM:
                return self.tr("New card for %1").replace("%1", state.masked)
            case IssueStep.KNOWN:
                return self.tr("This phone has a card")
            case IssueStep.DONE:
                return self.tr("The card is ready")

    def next_step(self, state: IssueState) -> str:
        """Return what the cashier does or says now."""
        match state.step:
            case IssueStep.PHONE if state.family:
                text = self.tr(
                    "The new card shares the wallet of %1: one balance, everybody with a card of their own."
                )
                return text.replace("%1", state.family)
            case IssueStep.PHONE:
                return self.tr("10 digits and Enter. If the phone is known, its card is shown.")
            case IssueStep.FORM:
                return self._form(state.code)
            case IssueStep.KNOWN:
                afar = self.tr("The centre knows this phone. Put it on the receipt, or go back.")
                return afar if state.afar else self.tr("Put it on the receipt, or go back.")
            case IssueStep.DONE:
                later = self.tr("The card earns at once. It pays when the phone is confirmed: F9, the card.")
                ready = self.tr("The customer may photograph the code; the slip is being printed.")
                return ready if state.verified else later

    def _form(self, code: CodeState) -> str:
        match code:
            case CodeState.OFF:
                return self.tr("The name is enough; read the consents aloud.")
            case CodeState.SENDING:
                return self.tr("A code is being sent to the phone. Go on meanwhile.")
            case CodeState.SENT:
                return self.tr("A code was sent: type what the customer reads out, or leave it empty.")
            case CodeState.NONE:
                return self.tr(
                    "No code can be sent now: the card earns at once and pays when the phone is confirmed."
                )

    def go(self, state: IssueState) -> str:
        """Return what F12 does."""
        return {
            IssueStep.PHONE: self.tr("Next"),
            IssueStep.FORM: self.tr("Give out the card"),
        }.get(state.step, self.tr("Put on the receipt"))

    def last(self, state: IssueState) -> str:
        """Return which card was given out just now, and how many."""
        if state.last is None:
            return ""
        text = self.tr("Given out: **** %1 %2").replace("%1", state.last.last4)
        text = text.replace("%2", state.last.name).strip()
        many = self.tr("%1 in a row").replace("%1", str(state.given_out))
        return f"{text} · {many}" if state.given_out > 1 else text

    def keys(self, state: IssueState) -> dict[str, str]:
        """Return what each key does; one without words does nothing in this step."""
        undo = self.tr("Once more: take it back") if state.undo_asked else self.tr("Take the last card back")
        undoable = undo if state.last is not None and state.last.undoable else ""
        stay = self.tr("Next customer at once")
        match state.step:
            case IssueStep.PHONE:
                return _KEYS | {
                    "F2": self.tr("Let the customer type") if state.customer_types else "",
                    "F4": self._plastic(state.plastic_left),
                    "F8": undoable,
                    "F9": stay,
                }
            case IssueStep.FORM:
                return _KEYS | {
                    "F2": "" if state.code is CodeState.OFF else self.tr("Another code"),
                    "F3": self.tr("Personal offers"),
                    "F4": self._channel(state.channel),
                    "F5": self.tr("Passing on to partners"),
                    "F6": self.tr("Agrees to keep personal data"),
                    "F7": self.tr("Agrees to receive offers"),
                    "F8": self.tr("Virtual card") if state.card_number else "",
                    "F9": stay,
                }
            case IssueStep.DONE:
                return _KEYS | {"F8": undoable, "F9": stay}
            case IssueStep.KNOWN:
                return _KEYS

    def _plastic(self, left: int) -> str:
        if left < 0:
            return self.tr("Packs of blank cards")
        return self.tr("Packs of blank cards: %1 left").replace("%1", str(left))

    def _channel(self, channel: str) -> str:
        names = {
            "": self.tr("not asked"),
            "sms": self.tr("by SMS"),
            "messenger": self.tr("by messenger"),
            "email": self.tr("by e-mail"),
        }
        return self.tr("News: %1").replace("%1", names[channel])
