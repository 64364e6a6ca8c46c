"""What the page asks while the cashier types on: whether the centre knows the phone, and a code for it. No Qt, no words.

Nobody waits for either: without an answer the card is given out all the same.
"""

from collections.abc import Callable

from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import Problem
from loyalty_pos.till.issuing import PHONE_CONFIRMED
from loyalty_pos.till.office.finding import find_by_phone
from loyalty_pos.ui.issuing.state import CodeState
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Shell


class AskedMeanwhile:
    """``known``: told (phone, member) whom only the centre knew; ``coded``: told (phone, what became of the code)."""

    def __init__(
        self,
        parts: UiParts,
        shell: Shell,
        known: Callable[[str, Member], object],
        coded: Callable[[str, CodeState], object],
    ) -> None:
        self._parts, self._shell, self._known, self._coded = parts, shell, known, coded

    def ask(self, phone: str) -> CodeState:
        """Ask both for a phone that is new here; return how the code stands now."""
        self.ask_known(phone)
        return self.send_code(phone)

    def ask_known(self, phone: str) -> None:
        """Ask the centre whether somebody has this phone."""
        world = self._parts.world
        staff_id = world.cashier().staff_id

        def asked() -> Member | None:
            try:
                return find_by_phone(world, phone, staff_id)
            except Problem:  # nobody answers, or nobody is found: the card is new as far as anybody can know
                return None

        def heard(found: Member | None) -> None:
            if found is not None:
                self._known(phone, found)

        self._shell.ask_centre(asked, heard)

    def send_code(self, phone: str) -> CodeState:
        """Send a code if this shop wants phones confirmed; refusals are told."""
        if self._parts.world.settings.get(PHONE_CONFIRMED, "none") == "none":
            return CodeState.OFF
        codes = self._parts.issuing.codes
        if not codes.is_there:
            return CodeState.NONE
        try:
            code = codes.make(phone)
        except Problem as problem:
            self._shell.refuse(problem)
            return CodeState.NONE

        def heard(sent: object) -> None:
            self._coded(phone, CodeState.SENT if sent else CodeState.NONE)

        self._shell.ask_centre(lambda: codes.send(phone, code), heard)
        return CodeState.SENDING
