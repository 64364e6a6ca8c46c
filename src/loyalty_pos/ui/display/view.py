"""The second window: one face at a time, on the customer's screen if there is one. It never takes the keyboard."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from loyalty_pos.ui.display.faces import CardFace, FaceWidget, IdleFace, SaleFace, ThanksFace
from loyalty_pos.ui.display.person_face import PersonFace
from loyalty_pos.ui.display.sizes import sheet
from loyalty_pos.ui.display.speech import DisplayLook
from loyalty_pos.ui.display.state import DisplayState, Face
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.parts import Codes
from loyalty_pos.ui.widgets.bits import column

_LEAST, _USUAL = QSize(640, 400), QSize(1024, 600)


class DisplayWindow(QWidget):
    """``closed``: somebody closed it by hand; ``spoken``: the customer wants this language; ``disturbs``: the system gave it the keyboard, which is the till's."""

    closed = Signal()
    spoken = Signal(str)
    disturbs = Signal()

    def __init__(self, look: Appearance, codes: Codes) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self._look = look
        self._state = DisplayState()
        own = self._own = DisplayLook(look)
        self.person = PersonFace(own)
        self.faces: dict[Face, FaceWidget] = {
            Face.IDLE: IdleFace(own, codes),
            Face.SALE: SaleFace(own),
            Face.THANKS: ThanksFace(own),
            Face.CARD: CardFace(own, codes),
            Face.PERSON: self.person,
        }
        self._stack = QStackedWidget()
        for one in self.faces.values():
            self._stack.addWidget(one)
            one.spoken.connect(self.spoken)
        self._whole = column()
        self._whole.addWidget(self._stack)
        self.setLayout(self._whole)
        self.setObjectName("display")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setMinimumSize(_LEAST)
        own.changed.connect(self.dress)
        self.dress()

    def mark(self, band: QWidget) -> None:
        """Show a band above every face."""
        self._whole.insertWidget(0, band)

    def appear(self, screen: QRect | None) -> None:
        """Fill the customer's screen (its place among all screens), or be a window that can be moved there."""
        if screen is None:
            self.resize(_USUAL)
            self.show()
        else:
            self.setGeometry(screen)
            self.showFullScreen()

    def show_display(self, state: DisplayState) -> None:
        """Show this face, whole; the others are emptied, so that nothing of an earlier customer stays in them."""
        before, self._state = self._state, state
        self._own.speak(state.language)
        if before.face is not state.face:
            self.faces[before.face].show_face(DisplayState())
        self.faces[state.face].show_face(state)
        self._stack.setCurrentWidget(self.faces[state.face])

    def dress(self) -> None:
        """Wear theme, size and language in use."""
        self.setWindowTitle(self.tr("Customer's display"))
        self.setStyleSheet(sheet(self._look.colours, self.height()))
        self.show_display(self._state)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Letters grow with the window."""
        super().resizeEvent(event)
        self.dress()

    def event(self, event: QEvent) -> bool:
        """Notice that the system took it for the window in front, whatever was asked of it."""
        if event.type() is QEvent.Type.WindowActivate:
            self.disturbs.emit()
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that it was closed."""
        super().closeEvent(event)
        self.closed.emit()
