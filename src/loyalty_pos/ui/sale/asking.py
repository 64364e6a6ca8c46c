"""One question at a time on the pad, and who waits for its answer. No Qt, no words."""

from collections.abc import Callable
from typing import Protocol

from loyalty_pos.core.problems import Problem
from loyalty_pos.ui.sale.state import Ask
from loyalty_pos.ui.shell.port import Shell


class AskingScreen(Protocol):
    """What a question needs of the view."""

    def show_basket(self) -> None: ...
    def show_ask(self, ask: Ask) -> None: ...


class Asking:
    """``closed``: called when a question was answered or taken away."""

    def __init__(self, screen: AskingScreen, shell: Shell, closed: Callable[[], None]) -> None:
        self._screen, self._shell, self._closed = screen, shell, closed
        self._then: Callable[[str], object] | None = None

    @property
    def open(self) -> bool:
        """Whether a question stands."""
        return self._then is not None

    def stands(self, then: Callable[[str], object]) -> bool:
        """Tell whether the question is still the one that ``then`` waits for."""
        return self._then is then

    def ask(self, ask: Ask, then: Callable[[str], object]) -> None:
        """Ask; ``then`` takes the answer and may raise a Problem: then the question stays."""
        self._then = then
        self._screen.show_ask(ask)

    def answered(self, text: str) -> None:
        """Take the answer; an empty one takes the question away."""
        then = self._then
        if then is None or not text:
            self.cancel()
            return
        try:
            then(text)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        if self._then is then:
            self.cancel()

    def cancel(self) -> None:
        """Take the question away."""
        self.forget()
        self._screen.show_basket()
        self._closed()

    def forget(self) -> None:
        """Forget the question without touching the screen."""
        self._then = None
