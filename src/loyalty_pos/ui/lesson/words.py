"""The sentences of the first five minutes."""

from PySide6.QtCore import QObject

from loyalty_pos.ui.lesson.tasks import Topic


class LessonWords(QObject):
    """A sentence for each topic: what to do, with its key."""

    def of(self, topic: Topic) -> str:
        """Return the sentence."""
        return (self._selling() | self._otherwise())[topic]

    def show(self) -> str:
        """Return what the button says that does the task."""
        return self.tr("Show me")

    def end(self) -> str:
        """Return what the button says that ends it."""
        return self.tr("End")

    def _selling(self) -> dict[Topic, str]:
        return {
            Topic.LOGIN: self.tr("Type a PIN from the bar above, Enter. Asked for the float: Enter."),
            Topic.CARD: self.tr("Scan the customer's card: click a name in the bar above."),
            Topic.GOODS: self.tr(
                "Scan two goods: click them in the bar. Look: the discount stands in the line."
            ),
            Topic.QUANTITY: self.tr("Three of them: F4, 3, Enter."),
            Topic.WHY: self.tr("F1: why does it cost this?"),
            Topic.POINTS: self.tr("Esc closes that. F5: the customer pays with points."),
            Topic.PAY: self.tr("F12: paid exactly, in cash. The receipt comes out."),
            Topic.NEXT: self.tr("Scan again: the next receipt begins by itself."),
            Topic.CHANGE: self.tr("A large note: Enter, choose the note, Enter. Give the change."),
        }

    def _otherwise(self) -> dict[Topic, str]:
        return {
            Topic.PULL: self.tr("Pull the network cable: Ctrl+N."),
            Topic.ALONE: self.tr("Sell once more: card, goods, F12. Nothing waits for the network."),
            Topic.PLUG: self.tr("Plug it in: Ctrl+N. The queue goes by itself."),
            Topic.RETURN: self.tr(
                "Goods come back: Ctrl+R, Enter, look what is given back, F12. A senior's PIN approves it."
            ),
            Topic.ISSUE: self.tr("F3: a new card begins with the phone. Esc goes back."),
            Topic.MENU: self.tr("F10: shift, reports, devices. It is on every page."),
            Topic.END: self.tr("That is all for a first queue. The rest stands on the keys."),
        }
