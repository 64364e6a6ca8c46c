"""What must hold in every world; a breach ends it with the name of the oracle that saw it.

``checks`` counts how often each was asked: an oracle that was never asked proves nothing.
"""

from collections import Counter
from typing import TYPE_CHECKING, Any

from loyalty_pos.core.points import available
from loyalty_pos.core.sale import Sale
from loyalty_pos.wire.office import Statement
from loyalty_pos.wire.signing.words import HEADER
from tests.sim.books import BooksOracle
from tests.sim.days import Days
from tests.sim.network import DEAD, Answer, Question
from tests.sim.rest import Rest
from tests.sim.till import SIGNING, Machine

if TYPE_CHECKING:
    from tests.sim.world import World

_MOVES_POINTS = ("POST", "PUT", "DELETE")
_HEADS = 12
_AGAIN = 401
_OFFICE = frozenset({"/v1/join", "/v1/part", "/v1/statement"})
_JOININGS = "SELECT join_id FROM joined WHERE undone_us = 0 ORDER BY at_us"
_KIN = "SELECT other_id, stays_id FROM joined"
_JOINED = "SELECT other_id, stays_id FROM joined WHERE undone_us = 0 ORDER BY at_us"
_BOOKED_POINTS = (
    "SELECT (SELECT COALESCE(SUM(remaining), 0) FROM lot WHERE account_id = a.account_id) - a.debt FROM account a "
    "WHERE a.account_id = $1"
)


class Breach(BaseException):
    """``oracle``: who saw it."""

    def __init__(self, oracle: str, what: str) -> None:
        super().__init__(f"{oracle}: {what}")
        self.oracle = oracle


class Oracles:
    """All of them. ``excused``: sales told to customers whose disk was thrown away before the centre heard of them."""

    def __init__(self, world: "World") -> None:
        self.world = world
        self.checks: Counter[str] = Counter()
        self.books = BooksOracle(self)
        self.rest = Rest(self)
        self.days = Days(self)
        self.told: dict[str, str] = {}
        self.excused: set[str] = set()
        self.copied: set[str] = set()
        self.jumped: set[str] = set()
        self.rekeyed: set[str] = set()
        self.served: set[str] = set()
        self.centre_went_back = False

    def check(self, holds: bool, oracle: str, what: str) -> None:  # noqa: FBT001 - the word that is judged
        """Count the question. Raises Breach."""
        self.checks[oracle] += 1
        if not holds:
            raise Breach(oracle, what)

    def rows(self, statement: str, *values: object) -> list[Any]:
        """Ask the centre's books as nobody else does."""
        return self.world.centre.books._database.read(lambda sql: sql.rows(statement, *values))

    def begin(self) -> None:
        """Look at the first morning."""
        self.books.accounts = [
            row[0] for row in self.rows("SELECT account_id FROM account ORDER BY account_id")
        ]
        self.books.begin()

    def joined(self) -> dict[str, str]:
        """Return of each account that became part of another one which it is part of now."""
        found: dict[str, str] = {}
        for other, stays in self.rows(_JOINED):
            found = {one: stays if now == other else now for one, now in found.items()} | {other: stays}
        return found

    def kin(self, account: str) -> set[str]:
        """Return every account that was ever one with this one, itself too."""
        pairs = [{other, stays} for other, stays in self.rows(_KIN)]
        found = {account}
        for _ in pairs:
            found |= {one for pair in pairs if pair & found for one in pair}
        return found

    def joinings(self) -> list[str]:
        """Return the joinings that hold, the oldest first."""
        return [row[0] for row in self.rows(_JOININGS)]

    def older_keys(self, agent_id: str) -> list[str]:
        """Return with which keys a till signed before the one of now."""
        rows = self.rows("SELECT older FROM voice WHERE agent_id = $1", agent_id)
        return str(rows[0][0]).split() if rows else []

    # --- at the centre's door -----------------------------------------------------------------------------

    def watch_call(self, question: Question) -> Answer:
        """Let the centre answer, and look at its books before and after."""
        serve = self.world.centre.serve
        hello = question.path.endswith("/hello")
        is_office = question.path in _OFFICE
        if not self.books.accounts or is_office or not (hello or question.method in _MOVES_POINTS):
            return self._heard_at_gate(question, serve(question))
        is_lease = question.path.endswith("/lease")
        promises = is_lease or "/holds/" in question.path
        answer: Answer = self.books.around(lambda: serve(question), promises=promises)
        if is_lease and answer.is_success:
            self.books.made_out(answer.plain)
        self.check(answer.status_code < 500, "no bug", f"{question.path} {answer.status_code}")
        return self._heard_at_gate(question, answer)

    def _heard_at_gate(self, question: Question, answer: Answer) -> Answer:
        """A till that signs is heard by its signature alone, each question once, and is answered with a signature."""
        if answer is DEAD:
            return answer
        self.world.faults["snapshot taken"] += "/v1/snapshot/" in question.path and answer.is_success
        said = question.headers.get(HEADER, "")
        self.world.faults["said again"] += answer.status_code == _AGAIN and bool(said)
        if question.who.partition("-copy")[0] not in SIGNING:
            return answer
        if answer.is_success:
            self.check(bool(said) and said not in self.served, "gate", f"{question.path} was served: {said}")
            self.served.add(said)
        self.check(HEADER in answer.headers, "gate", f"{question.path} was answered without a signature")
        return answer

    # --- at the tills -------------------------------------------------------------------------------------

    def sold(self, machine: Machine, sale: Sale) -> None:
        """A sale was told to its customer."""
        till = machine.till
        self.told[sale.sale_id] = machine.name
        self.check(
            till.world.journal.sale_by_id(sale.sale_id) == sale, "durable", f"{sale.sale_id} is not there"
        )
        if sale.by_floor or sale.by_grant:
            lent = till.files.leases.lent()
            there = int(till.files.feed.cursor().rpartition(".")[2] or 0)
            begun = lent is not None and there >= lent.lease.place
            self.check(
                begun, "rows", f"{sale.sale_id} took points alone before the rows of its lease were in"
            )
        if not sale.by_floor or sale.by_floor != sale.redeemed:
            return
        member = till.world.members.by_account(sale.account_id)
        assert member is not None
        now = till.world.clock.now()
        earned = sale.accrued if sale.activate_at_us <= till.world.now_us() else 0
        left = available(member.lots, now, member.debt) - earned
        self.check(left >= 0, "pending", f"{sale.redeemed} spent, {left} are left of what is active")

    def after_restart(self, machine: Machine, heads: dict[int, str], epoch: int, risk: int) -> None:
        """A machine woke up: everything it acknowledged is there, and no counter went back (I16)."""
        files = machine.till.files
        for seq, known in list(heads.items())[-_HEADS:]:
            self.check(files.outbox.hash_at(seq) == known, "acknowledged", f"{machine.name} lost event {seq}")
        now = files.leases.epoch(), files.leases.risk()
        counts = now[0] > epoch or (now[0] == epoch and now[1] >= risk)
        self.check(counts, "counters", f"{machine.name} held {(epoch, risk)}, now {now}")

    def after_step(self) -> None:
        """The product survives its bugs and writes them down; here each of them ends the world."""
        bug = self.world.log.bug
        self.check(not bug, "no bug", bug)
        for machine in self.world.machines:
            self.check(not machine.line.believed_a_stranger, "stranger", f"{machine.name} believed one")

    def stated(self, told: Statement) -> None:
        """A statement adds up, and says what the books say."""
        self.check(told.adds_up, "statement", f"{told.opening} and {told.changes} are not {told.now}")
        ((booked,),) = self.rows(_BOOKED_POINTS, told.account_id)
        self.check(told.now.total == booked, "statement", f"{told.now.total} told, {booked} booked")

    def put_back(self, machine: Machine) -> None:
        """A disk goes back: what its till told and the centre has not heard is lost with it."""
        self.copied.add(machine.stream[0])
        self.books.copies += 1
        self._excuse(machine)
        self.days.forget(machine)
        machine.heads, machine.epoch, machine.risk = {}, 0, 0

    def copied_to(self, machine: Machine, copy: Machine) -> None:
        """A disk was copied: both go on."""
        self.days.copied(machine, copy)
        self.copied.add(machine.stream[0])
        self.books.copies += 1

    def centre_put_back(self) -> None:
        """The centre knows less than it said."""
        self.centre_went_back = True
        self.books.centre_went_back()
        machines = {machine.name: machine for machine in self.world.machines}
        heard = self._heard()
        for sale_id, name in self.told.items():
            if sale_id not in heard and machines[name].till.world.journal.sale_by_id(sale_id) is None:
                self.excused.add(sale_id)  # its till has another disk by now: no copy is left anywhere

    def gave_up(self, machine: Machine) -> None:
        """A person takes a till that found a fork out of use: what it could not tell stays on its old disk."""
        self.check(machine.stream[0] in self.copied, "fork", f"{machine.name} stopped without a reason")
        self.days.forget(machine)
        self._excuse(machine)

    def _excuse(self, machine: Machine) -> None:
        heard = self._heard()
        self.excused |= {
            sale for sale, name in self.told.items() if name == machine.name and sale not in heard
        }

    def _heard(self) -> set[str]:
        """Return the sales that the centre has applied."""
        return {row[0] for row in self.rows("SELECT document_id FROM document WHERE kind = 'sale'")}
