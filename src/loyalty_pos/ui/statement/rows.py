"""One change of a member's points on the screen: when and what, where, its points, what there was afterwards."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from loyalty_pos.till.papers.statement_lines import Line
from loyalty_pos.ui.widgets.bits import column, label, row, set_tone

_WIDEST = "−88 888 888"


class ChangeRow(QWidget):
    """A row of the table; numbers have a place as wide as the longest one there can be, words wrap."""

    def __init__(self, look: str = "strong") -> None:
        super().__init__()
        self.what, self.where = label(look, wrap=True), label("muted", wrap=True)
        self.points, self.after = label("strong", right=True), label("muted", right=True)
        words = column(gap=0)
        words.addWidget(self.what)
        words.addWidget(self.where)
        line = row(gap=10)
        line.addLayout(words, 1)
        for number in (self.points, self.after):
            number.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
            line.addWidget(number, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)

    def show_line(self, line: Line) -> None:
        """Show a change."""
        self.show_texts(f"{line.when} · {line.what}", line.where, line.points, line.after)

    def show_texts(self, what: str, where: str, points: str, after: str) -> None:
        """Show four texts; the sign of the points gives their colour, and stands there as well."""
        self.what.setText(what)
        self.where.setText(where)
        self.where.setVisible(bool(where))
        self.points.setText(points)
        self.after.setText(after)
        set_tone(self.points, "good" if points.startswith("+") else "")
        for number in (self.points, self.after):
            _widen(number)


def _widen(number: QLabel) -> None:
    number.setMinimumWidth(number.fontMetrics().horizontalAdvance(_WIDEST))
