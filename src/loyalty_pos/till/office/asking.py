"""A manager's look at points and risk: who may, what this till knows, what the centre adds; each look is written down.

It must never wait for the centre before it shows what is here.
"""

from dataclasses import dataclass

from loyalty_pos.core.member import Member
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.till.office.here import statement_here
from loyalty_pos.till.papers.paper import paper_of
from loyalty_pos.till.papers.statement import statement_paper
from loyalty_pos.till.ports import Draft, LeaseView
from loyalty_pos.till.staff import Approval, Permission, require
from loyalty_pos.till.world import TillWorld
from loyalty_pos.wire.office import Exposure, ExposureAsk, Statement, StatementAsk


@dataclass(frozen=True, slots=True)
class Look:
    """A look that was allowed and written down: whose points, by whose right, what this till knows."""

    ask: StatementAsk
    here: Statement


class Office:
    """What may be looked up at this till. ``ask_...`` may take seconds: never on the GUI thread."""

    def __init__(self, world: TillWorld) -> None:
        self._world = world

    def look_at(self, member: Member, approval: Approval | None = None, *, present: bool) -> Look:
        """Return what is known here; ``present``: the member showed a card or phone at this till.

        Raises ``NotLoggedIn``, ``NotAllowed``.
        """
        permission = Permission.STATEMENT if present else Permission.BALANCE_SEARCH
        approved_by = require(self._world, permission, approval)
        what = "points_told" if present else "points_looked_up"
        self._note(what, member.account_id, approved_by)
        staff_id = approved_by or self._world.cashier().staff_id
        return Look(StatementAsk(member.account_id, staff_id, present), statement_here(self._world, member))

    def ask_statement(self, look: Look) -> Statement | None:
        """Return what the centre knows, None where it does not answer. Raises ``NotAllowed``."""
        return self._world.office.statement(look.ask)

    def look_at_risk(self, approval: Approval | None = None) -> tuple[ExposureAsk, LeaseView]:
        """Return what to ask the centre, and what this till may take by itself. Raises ``NotLoggedIn``, ``NotAllowed``."""
        approved_by = require(self._world, Permission.EXPOSURE, approval)
        self._note("exposure_seen", "", approved_by)
        ask = ExposureAsk(approved_by or self._world.cashier().staff_id)
        return ask, self._world.rights.lease()

    def ask_exposure(self, ask: ExposureAsk) -> Exposure | None:
        """Return what all tills together may cost, None where the centre does not answer. Raises ``NotAllowed``."""
        return self._world.office.exposure(ask)

    def statement_slip(self, told: Statement, *, from_centre: bool) -> Receipt:
        """Return it on the receipt printer's paper."""
        cashier = self._world.desk.cashier
        paper = paper_of(self._world, cashier.staff_id if cashier else "")
        return statement_paper(told, self._world.now_us(), paper, from_centre=from_centre)

    def _note(self, what: str, subject: str, approved_by: str) -> None:
        note = self._world.noted(what, subject=subject, approved_by=approved_by)
        self._world.journal.record([Draft(note, note.cashier_id)])
