"""What each fact of the status line means and what to do about it: the till's own runbook, a line each."""

from PySide6.QtCore import QObject

Pairs = list[tuple[str, str]]


class Meaning(QObject):
    """(fact, what it means and what to do), in the order of the status line."""

    def lines(self) -> Pairs:
        """Return all of them in the language in use."""
        return [
            (
                self.tr("Line"),
                self.tr(
                    "Without it the till goes on selling; everything is saved and goes by itself. If it stays away: look at "
                    "the cable and the router, press F5, then call IT."
                ),
            ),
            (
                self.tr("Queue"),
                self.tr(
                    "What was done here and the centre has not got yet. With a line it empties by itself; if it grows with "
                    "a line there, call IT."
                ),
            ),
            (
                self.tr("Points by itself"),
                self.tr(
                    "What this till may take from all customers together without asking. It gets smaller with age, after "
                    "72 hours it is nothing, and comes anew with the line. More: Ctrl+E."
                ),
            ),
            (
                self.tr("Clock"),
                self.tr(
                    "In doubt: it went back or jumped. Sales go on, points are taken more carefully. Set it right and let "
                    "it keep time from the network; the next answer of the centre ends the doubt."
                ),
            ),
            (
                self.tr("Keys"),
                self.tr(
                    "The secrets of this till. In a file: whoever copies the disk has them too; IT gives the machine a "
                    "store for keys."
                ),
            ),
            (
                self.tr("Backup"),
                self.tr(
                    "The centre's newest copy that was proven readable. Older than two days, or none: IT looks at the "
                    "centre's daily backup."
                ),
            ),
            (
                self.tr("Disk"),
                self.tr(
                    "Nearly full: call IT, the till sells on. Full: sales, returns and shifts only, until there is room. The "
                    "copy stands still: put the stick back where it belongs."
                ),
            ),
        ]
