"""F5 for a customer who named a phone: a code goes there, the cashier types what the customer reads out. No Qt, no words.

The question stands at once; when no gateway took the code it goes away again, and a sentence says what helps instead.
"""

from collections.abc import Callable

from loyalty_pos.core.problems import Problem
from loyalty_pos.core.problems.selling import PayCodeUnsent
from loyalty_pos.till.confirming.spending import PayingCodes
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.sale.asking import Asking
from loyalty_pos.ui.sale.state import Ask, AskKind
from loyalty_pos.ui.shell.port import Shell


class ByCode:
    """Asks for the code of a phone where points need one."""

    def __init__(self, parts: UiParts, shell: Shell, asking: Asking) -> None:
        self._shell, self._asking = shell, asking
        self._codes = PayingCodes(parts.register, parts.issuing.codes)
        self._asked = 0

    def ask(self, wish: int | None, then: Callable[[], object]) -> bool:
        """Ask for a code if so many points need one; ``then`` is called when it was right. Tell whether it was asked."""
        member = self._codes.needed(wish)
        if member is None:
            return False
        try:
            code = self._codes.new_code(member)
        except Problem as problem:
            self._shell.refuse(problem)
            return True
        self._asked += 1
        mine = self._asked

        def typed(text: str) -> None:
            self._codes.take(member, text)
            then()

        def heard(sent: bool) -> None:  # noqa: FBT001 - the answer of the gateway
            if not sent and mine == self._asked and self._asking.stands(typed):
                self._asking.cancel()
                self._shell.refuse(PayCodeUnsent())

        self._shell.hush()
        self._asking.ask(Ask(AskKind.PHONE_CODE, member.phone_masked), typed)
        if code:
            self._shell.ask_centre(lambda: self._codes.send(member, code), heard)
        return True
