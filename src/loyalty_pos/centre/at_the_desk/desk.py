"""The manager's desk: everything of it behind one name, for commands and for tills."""

from loyalty_pos.centre.adjusting.desk import AdjustingDesk
from loyalty_pos.centre.audit.desk import AuditDesk
from loyalty_pos.centre.closing.desk import ClosingDesk
from loyalty_pos.centre.exceptions.desk import ExceptionDesk
from loyalty_pos.centre.ports import Books, Clock
from loyalty_pos.centre.staffing.desk import StaffDesk


class ManagersDesk:
    """``closings``, ``exceptions``, ``adjusting``, ``staff``, ``audit``: each by itself, over the same books."""

    def __init__(self, books: Books, clock: Clock) -> None:
        self.closings = ClosingDesk(books, clock)
        self.exceptions = ExceptionDesk(books, clock)
        self.adjusting = AdjustingDesk(books, clock)
        self.staff = StaffDesk(books, clock)
        self.audit = AuditDesk(books, clock)
