"""Plays the script in the window: one step after another, each seen before the next begins; Esc ends, Space pauses.

It must never go on past something that is not as it must be: then it says so and ends.
"""

import logging
import time
from collections.abc import Iterator
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from loyalty_pos.ui.background import Background
from loyalty_pos.ui.demo.presenter import CABLE_KEY
from loyalty_pos.ui.parts import TourPlan, TourWorld
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.tour.steps import Caption, Script, Seen, Step
from loyalty_pos.ui.tour.view import TourBar

_TICK_MS: Final = 50
_PATIENCE_S: Final = 120.0
_WORTH_A_LOOK_S: Final = 3.0
log = logging.getLogger(__name__)


class TillHands:
    """Works the window by its own keys, as a person would."""

    def __init__(self, till: Any, world: TourWorld) -> None:
        self._till, self._world = till, world

    def press(self, key: str) -> bool:
        """Press a key by its name."""
        return bool(self._till.window.press(key))

    def scan(self, text: str) -> None:
        """Scan a code."""
        self._till.scanned(text)

    def type(self, text: str) -> None:
        """Type a text into the page."""
        self._till.window.page.typed(text)

    def log_in(self, pin: str) -> None:
        """Lock the till if somebody works here, and type the PIN."""
        if self._till.parts.staff.current is None:
            self._till.pin.answered(pin)
        elif self._till.shell.page is PageName.LOGIN:
            self._till.sell()
        else:
            self._till.shell.commit(lambda: self._till.parts.staff.log_in(pin), lambda _: self._till.sell())

    def statement(self) -> None:
        """Open the page of the customer's points."""
        self._till.statement(self._till.parts.world.members.by_card(self._world.card), present=True)


class TourRunner(QObject):
    """One tour at a time. ``till``: the window with everything behind it (``ui.pages.Till``)."""

    def __init__(self, till: Any, plan: TourPlan, bar: TourBar) -> None:
        super().__init__()
        self._till, self._plan, self._bar = till, plan, bar
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._worker: Background | None = None
        self._world: TourWorld | None = None
        self._steps: Iterator[Step] = iter(())
        self._seen = Seen()
        self._step: Step | None = None
        self._is_working = False
        self._shown_at = 0.0
        self._asked_at = 0.0

    @property
    def plays(self) -> bool:
        """Tell whether a tour plays now."""
        return self._world is not None

    def begin(self) -> None:
        """Play it from the beginning; nothing while one plays, or while a receipt is open."""
        if self._world is not None or self._till.parts.world.desk.open_lines:
            return
        self._worker = Background("tour")
        self._world = self._plan.world()
        self._seen = Seen()
        hands = TillHands(self._till, self._world)
        self._steps = Script(self._till, self._world, hands, self._seen).steps()
        self._step = None
        self._bar.paused = False
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one: the window shows
        self._timer.start()

    def stop(self) -> None:
        """End it at once, wherever it is."""
        self._end(well=False, told=False)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the keys of whoever watches: Esc ends, Space pauses, nothing else gets through."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._end(well=True, told=True)
            elif event.key() == Qt.Key.Key_Space:
                self._bar.paused = not self._bar.paused
                self._bar.retranslate()
        return True

    # --- one step after another -----------------------------------------------------------------------

    def _tick(self) -> None:
        if self._bar.paused or self._is_working or self._till.window.frozen:
            return
        try:
            self._advance()
        except Exception:
            log.exception("tour.failed")
            self._fail()

    def _advance(self) -> None:
        step, now = self._step, time.monotonic()
        if step is None or (self._shown_at and now - self._shown_at >= step.pause_s * self._plan.pace):
            self._next()
        elif not self._shown_at:
            if step.until():
                self._shown_at = now
                number = step.says()
                if number:
                    self._plan.heard(self._bar.say(step.caption, self._number(number)))
            elif now - self._asked_at > _PATIENCE_S:
                self._fail()

    def _next(self) -> None:
        before = self._step
        if before is not None and before.pause_s >= _WORTH_A_LOOK_S:
            self._plan.seen(before.caption.value)
        step = self._step = next(self._steps, None)
        if step is None:
            self._end(well=True, told=True)
            return
        self._shown_at, self._asked_at = 0.0, time.monotonic()
        if before is None or before.caption is not step.caption:
            said = self._bar.say(step.caption)
            if "…" not in said:
                self._plan.heard(said)
        step.act()
        if step.work is not None and self._worker is not None:
            self._is_working = True
            self._worker.run(step.work, self._worked, self._broke)

    def _worked(self, result: object) -> None:
        self._is_working = False
        self._seen.work = result
        step = self._step
        if step is not None and step.work is not None and not step.until():
            self._worker_again(step)

    def _worker_again(self, step: Step) -> None:
        """Ask once more a little later: the centre may not have told everything yet."""
        QTimer.singleShot(10 * _TICK_MS, lambda: self._repeat(step))

    def _repeat(self, step: Step) -> None:
        if self._step is step and self._worker is not None and step.work is not None and not step.until():
            self._is_working = True
            self._worker.run(step.work, self._worked, self._broke)

    def _broke(self, error: BaseException) -> None:
        self._is_working = False
        log.error("tour.failed", exc_info=error)
        self._fail()

    def _fail(self) -> None:
        log.error("tour.stopped step=%s", self._step)
        self._plan.heard(self._bar.stop_here())
        self._end(well=False, told=True)

    def _end(self, *, well: bool, told: bool) -> None:
        world, worker = self._world, self._worker
        if world is None or worker is None:
            return
        self._timer.stop()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # as above
        self._world = self._worker = self._step = None
        self._is_working = False
        worker.run(world.close, lambda _: None, lambda _: None)
        worker.stop()
        if well:
            self._bar.hide()
        if told and self._plan.at_once:
            QApplication.exit(0 if well else 1)
        elif told and well:
            self._leave_as_found()

    def _leave_as_found(self) -> None:
        """Plug the cable in that the tour pulled, and show where one sells: whoever ended it goes on from there."""
        demo = self._till.parts.demo
        if demo is not None and not demo.cable.plugged:
            self._till.window.press(CABLE_KEY)
        self._till.sell()

    def _number(self, number: int) -> str:
        step = self._step
        exponent = self._till.parts.world.programmes.current().programme.unit.exponent
        is_count = step is not None and step.caption is Caption.BOOKS
        return str(self._till.look.words.number(number, 0 if is_count else exponent))
