"""The slim bar of the demo: a mark that it is one, PINs, cards and goods to scan by a click, the network cable.

A bar too narrow for all shows fewer goods; nothing is ever cut.
"""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from loyalty_pos.ui.demo.presenter import CABLE_KEY, LESSON_KEY, TOUR_KEY, DemoState
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.widgets.bits import label, row, set_tone

_ICON = 20
_ROOM_AROUND = 24
_LOOK_MS = 400


class DemoBar(QFrame):
    """``trains``: a band says already that nothing here is real. ``scanned``: the code of a card or of goods; ``cable``: somebody pulls it or plugs it in; ``lesson``, ``tour``: somebody wants it; ``looks``: time to look for a message."""

    scanned = Signal(str)
    cable = Signal()
    tour = Signal()
    lesson = Signal()
    looks = Signal()

    def __init__(self, look: Appearance, *, trains: bool = False) -> None:
        super().__init__()
        self._look = look
        self._state = DemoState()
        self._things: list[tuple[QPushButton, str]] = []
        self.setProperty("look", "demo")
        self._mark = label("demomark", "DEMO")
        if trains:
            self._mark.hide()
        self._scan, self._pins = label("muted"), label("pins")
        self._cable_icon, self._cable_state = QLabel(), label("strong")
        self._pull = self._button()
        self._pull.clicked.connect(self.cable)
        self._lesson = self._button()
        self._lesson.clicked.connect(self.lesson)
        self._tour = self._button()
        self._tour.clicked.connect(self.tour)
        self._message = label("strong")
        self._offers = row(gap=6)
        self._clock = self._looking()
        inside = row(gap=8)
        inside.setContentsMargins(14, 4, 14, 4)
        inside.addWidget(self._mark)
        inside.addWidget(self._scan)
        inside.addWidget(self._pins)
        inside.addLayout(self._offers)
        inside.addStretch(1)
        for one in (self._message, self._lesson, self._tour, self._cable_icon, self._cable_state, self._pull):
            inside.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(inside)
        look.changed.connect(self._retranslate)

    def show_demo(self, state: DemoState) -> None:
        """Show what can be tried."""
        self._state = state
        phones = [("customer", state.phone, state.phone)] if state.phone else []
        if phones and not self._clock.isActive():
            self._clock.start()
        wanted = [("customer", *one) for one in state.cards] + [("scan", *one) for one in state.goods]
        wanted = wanted[:1] + phones + wanted[1:]
        if [code for _, _, code in wanted] != [code for _, code in self._things]:
            self._offer(wanted)
        self._retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show as many things as there is room for."""
        super().resizeEvent(event)
        self._fit()
        QTimer.singleShot(0, self._fit)  # letters that grew with the window have their width a moment later

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Measure again when the style or the language has changed."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._fit()

    def _offer(self, wanted: list[tuple[str, str, str]]) -> None:
        for button, _ in self._things:
            button.deleteLater()
        self._things = []
        for picture, name, code in wanted:
            button = self._button()
            button.setText(f" {name}")
            button.setProperty("picture", picture)
            button.clicked.connect(lambda _=False, code=code: self.scanned.emit(code))
            self._offers.addWidget(button)
            self._things.append((button, code))

    def _retranslate(self) -> None:
        self._scan.setText(self.tr("Scan:"))
        people = " · ".join(f"{name} {pin}" for name, pin in self._state.pins)
        self._pins.setText(self.tr("PIN: %1").replace("%1", people))
        self._message.setText(self.tr("SMS to the customer: %1").replace("%1", self._state.message))
        self._message.setVisible(bool(self._state.message))
        self._pull.setFixedHeight(self._height)
        for button, _ in self._things:
            button.setFixedHeight(self._height)
            button.setIcon(QIcon(self._look.icon(button.property("picture"), "muted", _ICON)))
            button.setAccessibleName(self.tr("Scan %1").replace("%1", button.text().strip()))
        plugged = self._state.plugged
        self._cable_icon.setPixmap(
            self._look.icon("cable" if plugged else "cable-out", "good" if plugged else "warn", _ICON)
        )
        self._cable_state.setText(self.tr("Cable is in") if plugged else self.tr("Cable is out"))
        set_tone(self._cable_state, "good" if plugged else "warn")
        action = self.tr("Pull the network cable") if plugged else self.tr("Plug the cable in")
        self._pull.setText(f"{action}  {CABLE_KEY}")
        self._pull.setAccessibleName(f"{action} ({CABLE_KEY})")
        lesson = self.tr("First five minutes")
        self._lesson.setText(f"{lesson}  {LESSON_KEY}")
        self._lesson.setFixedHeight(self._height)
        self._lesson.setAccessibleName(f"{lesson} ({LESSON_KEY})")
        tour = self.tr("Tour")
        self._tour.setText(f"{tour}  {TOUR_KEY}")
        self._tour.setFixedHeight(self._height)
        self._tour.setAccessibleName(f"{tour} ({TOUR_KEY})")
        self._tour.setVisible(self._state.has_tour)
        self._fit()

    def _fit(self) -> None:
        """Hide things until the rest has room: goods first; a card and something to sell always stay."""
        inside = self.layout()
        if inside is None:
            return
        self._pins.setVisible(self._state.asked)
        self._scan.setHidden(self._state.asked)
        for button, _ in self._things:
            button.setHidden(self._state.asked)
        first = len(self._state.cards) + bool(self._state.phone)
        buttons = [button for button, _ in self._things]
        cards, goods = buttons[:first], buttons[first:]
        spare = [*reversed(goods[1:]), *reversed(cards[1:])]
        self._lesson.show()
        self._tour.setVisible(self._state.has_tour)
        if self._state.message:  # read and typed within a minute: the rest may wait so long
            spare += [*goods[:1], *cards[:1], self._tour, self._lesson]
        for button in spare:
            inside.activate()
            if inside.minimumSize().width() <= self.width():
                break
            button.hide()

    @property
    def _height(self) -> int:
        return _ROOM_AROUND + self._look.sizes.pad

    def _looking(self) -> QTimer:
        clock = QTimer(self)
        clock.setInterval(_LOOK_MS)
        clock.timeout.connect(self.looks)
        return clock

    def _button(self) -> QPushButton:
        made = QPushButton()
        made.setProperty("look", "demo")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return made
