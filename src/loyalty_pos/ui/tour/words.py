"""The sentences of the tour, one at a time in the window."""

from PySide6.QtCore import QObject

from loyalty_pos.ui.tour.steps import Caption


class TourWords(QObject):
    """A sentence for each caption; ``%1`` is its number."""

    def of(self, caption: Caption, number: str) -> str:
        """Return the sentence."""
        return (self._before() | self._after())[caption].replace("%1", number)

    def of_stop(self) -> str:
        """Return what is said where the tour saw something else than it must."""
        return self.tr("The tour stopped here: this was not as it must be.")

    def keys(self, *, paused: bool) -> str:
        """Return which keys there are."""
        return self.tr("Space goes on · Esc ends") if paused else self.tr("Space pauses · Esc ends")

    def _before(self) -> dict[Caption, str]:
        return {
            Caption.BEGIN: self.tr("A second till starts beside this one. Vera, a customer, has 600 points."),
            Caption.ONLINE: self.tr(
                "With a line: Vera pays 200 points. The centre holds them first, so nobody can spend them twice."
            ),
            Caption.RISK: self.tr("Before anything happens the manager knows the most that it can cost."),
            Caption.PULLED: self.tr("The plug is pulled: both tills are alone now."),
            Caption.ALONE: self.tr(
                "Vera again: “today up to %1 points, the rest is safe”. The sale goes on."
            ),
            Caption.SECOND: self.tr(
                "Vera goes to the second till, which knows nothing of it: %1 points there too."
            ),
            Caption.OWN: self.tr("What this till takes by itself is counted: its right gets smaller."),
            Caption.CUT: self.tr("Power cut: the second till dies in the middle of a receipt."),
        }

    def _after(self) -> dict[Caption, str]:
        return {
            Caption.BACK: self.tr("The power is back: so is the receipt, and nothing that was sold is lost."),
            Caption.PLUGGED: self.tr(
                "The plug is in: the queues empty by themselves, each sale counts once."
            ),
            Caption.BOOKS: self.tr("The books of both tills and of the centre are equal: %1 events."),
            Caption.OWED: self.tr(
                "More was spent than there was: Vera owes %1 points, less than the manager knew."
            ),
            Caption.BROUGHT: self.tr(
                "Vera brings the goods back: the points that come back repay the debt first."
            ),
            Caption.WENT: self.tr(
                "“Where did my points go?” One page answers: shop, receipt, reason, and what is left."
            ),
            Caption.END: self.tr(
                "That was it: no sale refused, nothing lost, and the risk was known beforehand."
            ),
        }
