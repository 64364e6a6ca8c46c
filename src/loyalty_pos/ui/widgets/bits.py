"""The smallest pieces: labels, cards, rows; they carry a ``look`` that the style sheet knows."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget


def label(look: str = "", text: str = "", *, wrap: bool = False, right: bool = False) -> QLabel:
    """Return a label that shows plain text only: names typed by people are never read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("look", look)
    made.setWordWrap(wrap)
    if right:
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Give the widget a tone the style sheet knows and let it be styled anew."""
    if widget.property("tone") == tone:
        return
    widget.setProperty("tone", tone)
    for one in (widget, *widget.findChildren(QLabel)):
        one.style().unpolish(one)
        one.style().polish(one)


def show_if(widget: QWidget, wanted: bool) -> None:  # noqa: FBT001 - the shape of setVisible
    """Show or hide a piece of a page that shows, only where that changes something: Qt lays the page out each time."""
    if widget.isHidden() is wanted:
        widget.setVisible(wanted)


@contextmanager
def laid_out_once(inside: QLayout) -> Iterator[None]:
    """Lay out once, soon afterwards: each piece that is shown or hidden within would lay out the whole window at once."""
    inside.setEnabled(False)
    try:
        yield
    finally:
        inside.setEnabled(True)
        inside.update()


def set_look(shown: QLabel, look: str) -> None:
    """Give a label another look and let it be styled anew."""
    if shown.property("look") == look:
        return
    shown.setProperty("look", look)
    shown.style().unpolish(shown)
    shown.style().polish(shown)


def column(*, gap: int = 0, pad: int = 0) -> QVBoxLayout:
    """Return a vertical layout with these distances in pixels."""
    made = QVBoxLayout()
    made.setSpacing(gap)
    made.setContentsMargins(pad, pad, pad, pad)
    return made


def row(*, gap: int = 0, pad: int = 0) -> QHBoxLayout:
    """Return a horizontal layout with these distances in pixels."""
    made = QHBoxLayout()
    made.setSpacing(gap)
    made.setContentsMargins(pad, pad, pad, pad)
    return made


def card(inside: QLayout, *, tall: bool = False) -> QFrame:
    """Return a raised panel around a layout; ``tall``: with long texts inside, whose height depends on their width."""
    made = QFrame()
    made.setProperty("look", "card")
    made.setLayout(inside)
    made.setSizePolicy(
        QSizePolicy.Policy.Preferred,
        QSizePolicy.Policy.Preferred if tall else QSizePolicy.Policy.Maximum,
    )
    return made


def rule() -> QFrame:
    """Return a thin horizontal line."""
    made = QFrame()
    made.setProperty("look", "rule")
    return made


class AmountRow(QWidget):
    """A name on the left (it wraps) and an amount on the right (it never does)."""

    def __init__(self, *, look: str = "muted", value_look: str = "") -> None:
        super().__init__()
        line = self.line = row(gap=12)
        self.name = label(look, wrap=True)
        self.value = label(value_look, right=True)
        self.value.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        line.addWidget(self.name, 1)
        line.addWidget(self.value)
        self.setLayout(line)

    def show_pair(self, name: str, value: str) -> None:
        """Show both sides."""
        self.name.setText(name)
        self.value.setText(value)


def show_pairs(places: Sequence[AmountRow], pairs: Sequence[tuple[str, str]]) -> None:
    """Show one pair a place, and hide the places that are left over."""
    for number, place in enumerate(places):
        show_if(place, number < len(pairs))
        if number < len(pairs):
            place.show_pair(*pairs[number])
