"""Asks the centre in the background for certificates and coupons wherever they are laid down. No Qt, no words."""

from collections.abc import Callable, Sequence

from loyalty_pos.core.problems import CertificateNeedsManager
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.till.receipt_state import HoldQuestion
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Shell


class VoucherAsking:
    """``changed``: called whenever the receipt is to be shown anew."""

    def __init__(self, parts: UiParts, shell: Shell, changed: Callable[[], None]) -> None:
        self._parts, self._shell, self._changed = parts, shell, changed

    def ask(self) -> None:
        """Ask what is to be asked next, if anything; what was answered leads to the next question."""
        question = self._parts.register.hold_question()
        if question is None:
            return
        given_back = self._parts.world.desk.take_releases()
        self._shell.ask_centre(
            lambda: self._asked(question, given_back), lambda result: self._answered(question.op, result)
        )

    def approve(self, problem: CertificateNeedsManager) -> None:
        """Let a manager decide whether a certificate for one purchase pays without the centre; its paper stays here."""
        self._shell.refuse(problem)

        def approved(approval: Approval) -> None:
            self._parts.register.certificates.approve(problem.key, approval)
            self._shell.hush()
            self._changed()

        self._shell.approve(Permission.TRUST_PAPER, approved)

    def _asked(self, question: HoldQuestion, given_back: Sequence[str]) -> HoldResult:
        """On the worker: give back what another wish held, then ask."""
        holds = self._parts.holds
        for operation in given_back:
            holds.release(operation)
        return holds.ask(question.op, question.account_id, question.points)

    def _answered(self, op: str, result: HoldResult) -> None:
        register = self._parts.register
        register.hold_answered(op, result)
        self._changed()
        banner = register.view().banner
        if banner is not None:
            self._shell.refuse(banner)
        following = register.hold_question()
        if following is not None and following.op != op:
            self.ask()
