"""What is done from a till's desk beside points and staff: a month closed, a remark kept, a debt written off or asked for.

Who asks is looked at here once more; nobody decides about debts of their own.
"""

from collections.abc import Callable
from typing import Final

from loyalty_pos.centre.at_the_desk.drawers import REMARKS
from loyalty_pos.centre.closing.desk import ClosingDesk
from loyalty_pos.centre.leases.debts import claim, write_off
from loyalty_pos.centre.office.allowed import require
from loyalty_pos.centre.ports import Books, Clock, Desk
from loyalty_pos.centre.written.deeds import Deed
from loyalty_pos.core.leases.value import voucher_key
from loyalty_pos.core.office.refusals import BadRemark, NothingOwed, OwnAccountAdjusted, UnknownStaff
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.desk import CloseMonth, DebtDeed, DeskAsk, Remark
from loyalty_pos.wire.roles import Permission

LONGEST: Final = 300
"""Letters of a text that somebody writes."""


class DeskDeeds:
    """``do``: at most one deed of a question; returns its code, "" = it asked for none of these."""

    def __init__(self, books: Books, clock: Clock) -> None:
        self._books, self._clock = books, clock
        self._closings = ClosingDesk(books, clock)

    def do(self, ask: DeskAsk, store_id: str) -> str:
        """Raises ``NotApproved`` and the refusals of the deeds."""
        if ask.close is not None:
            return self._close(ask.close, ask.staff_id)
        if ask.remark is not None:
            return self._remark(ask.remark, ask.staff_id, store_id)
        if ask.debt is not None:
            return self._debt(ask.debt, ask.staff_id, store_id)
        return ""

    def _close(self, asked: CloseMonth, done_by: str) -> str:
        self._books.read(lambda desk: require(desk, done_by, Permission.CLOSE_MONTH))
        self._closings.make(asked.month, done_by, although_waiting=asked.although_waiting)
        return "month_closed"

    def _remark(self, asked: Remark, done_by: str, store_id: str) -> str:
        note, receipt = asked.note.strip(), asked.receipt.strip()
        if asked.what not in REMARKS:
            raise BadRemark(what="kind")
        if not (note and _is_line(note)):
            raise BadRemark(what="text")
        if not _is_line(receipt):
            raise BadRemark(what="receipt")
        detail = ": ".join(part for part in (receipt, note) if part)
        told = (asked.remark_id, self._clock.now_us(), asked.what, done_by, asked.staff_id, detail, store_id)

        def work(desk: Desk) -> None:
            require(desk, done_by, Permission.STAFF)
            if not desk.reference.staff_named([asked.staff_id]):
                raise UnknownStaff(staff=asked.staff_id)
            desk.office_deeds.add(Deed(*told))

        self._books.write(work)
        return asked.what

    def _debt(self, asked: DebtDeed, done_by: str, store_id: str) -> str:
        now_us, note = self._clock.now_us(), asked.note.strip()
        ends: dict[str, Callable[[Desk], int]] = {
            "write_off": lambda desk: write_off(desk, now_us, asked.subject, note),
            "claim": lambda desk: claim(desk, asked.subject, note),
        }
        end = ends.get(asked.what)
        if end is None or not (note and _is_line(note)):
            raise BadMessage(reason="what")

        def work(desk: Desk) -> None:
            require(desk, done_by, Permission.ADJUST)
            if voucher_key(asked.subject) is None:
                account = desk.accounts.load([asked.subject]).get(asked.subject)
                if account is not None and account.head.staff_id == done_by:
                    raise OwnAccountAdjusted
            amount = end(desk)
            if not amount:
                raise NothingOwed
            told = (f"debt_{asked.what}", done_by, asked.subject, note, store_id, amount)
            desk.office_deeds.add(Deed(f"{asked.what}:{asked.subject}:{now_us}", now_us, *told))

        self._books.write(work)
        return f"debt_{asked.what}"


def _is_line(text: str) -> bool:
    return len(text) <= LONGEST and (text.isprintable() or not text)
