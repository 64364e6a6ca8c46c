"""The five lights of the page: the centre, the printer, the drawer, the customer's display, the scanners."""

from PySide6.QtWidgets import QLabel

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.look.lights import Light, of_printer
from loyalty_pos.ui.status.presenter import StatusState
from loyalty_pos.ui.widgets.bits import AmountRow

_ICON = 20


def lights_of(state: StatusState) -> list[Light]:
    """Return them in the order of the rows; a drawer hangs on the printer and opens although there is no paper."""
    link = state.link
    centre = Light.NONE if not link.known else Light.GOOD if link.online else Light.LOOK
    reached = {"offline": Light.BAD, "unknown": Light.NONE}
    return [
        centre,
        of_printer(state.printer),
        reached.get(state.printer, Light.GOOD),
        Light.GOOD if state.display else Light.NONE,
        _scanners([one for _, one in state.scanners]),
    ]


def _scanners(states: list[str]) -> Light:
    if "offline" in states:
        return Light.BAD
    return Light.GOOD if states and set(states) == {"ok"} else Light.NONE


class LightRow(AmountRow):
    """A row with room for a light before its name, so that the lights stand below each other."""

    def __init__(self, look: Appearance) -> None:
        super().__init__(value_look="strong")
        self._look, self.light = look, QLabel()
        self.light.setFixedWidth(_ICON)
        self.line.insertWidget(0, self.light)

    def show_light(self, light: Light | None) -> None:
        """Show it, None = this row has none."""
        if light is None:
            self.light.clear()
        else:
            self.light.setPixmap(self._look.icon(light.picture, light.colour, _ICON))
