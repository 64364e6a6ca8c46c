"""The oracle of the working day: what X and Z say of a shift is what its customers were told, added up by other code.

Every paper that somebody was handed is remembered with its shift. A deed that was cut off by a death may be in the journal
though nobody was handed anything: of these there are as many as deaths, and they are read from the journal.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from loyalty_pos.core.sale import Return, Sale, ShiftClosed, ShiftTotals, TenderKind, Void
from loyalty_pos.wire.events import fact_of
from loyalty_pos.wiring.books import events_of
from tests.sim.till import FLOAT, Machine

if TYPE_CHECKING:
    from tests.sim.oracles import Oracles

Paper = Sale | Return | Void
_TENDERS: Final = {
    TenderKind.CASH: "cash_minor",
    TenderKind.CARD: "card_minor",
    TenderKind.CERTIFICATE: "certificate_minor",
}


def name_of(paper: Paper) -> str:
    """Return the paper's own id."""
    match paper:
        case Sale():
            return paper.sale_id
        case Return():
            return paper.return_id
        case Void():
            return paper.void_id


@dataclass
class Days:
    """``handed``: by machine and shift; ``deaths``: of each machine so far."""

    oracles: "Oracles"
    handed: dict[tuple[str, str], dict[str, Paper]] = field(default_factory=dict)
    deaths: Counter[str] = field(default_factory=Counter)

    def hand(self, machine: Machine, paper: Paper) -> None:
        """A customer was handed this."""
        self.handed.setdefault((machine.name, paper.shift_id), {})[name_of(paper)] = paper

    def forget(self, machine: Machine) -> None:
        """Its disk is another one now: what was handed out since is on no disk any more."""
        for key in [one for one in self.handed if one[0] == machine.name]:
            del self.handed[key]
        self.deaths[machine.name] = 1_000_000

    def copied(self, machine: Machine, copy: Machine) -> None:
        """Its disk lies in another machine too."""
        for (name, shift), papers in list(self.handed.items()):
            if name == machine.name:
                self.handed[copy.name, shift] = dict(papers)
        self.deaths[copy.name] = self.deaths[machine.name]

    def closed(self, machine: Machine, shift: ShiftClosed) -> None:
        """A shift ended: its Z is looked at."""
        self._look(machine, shift.shift_id, shift.totals)

    def look(self, machine: Machine) -> None:
        """Look at the shift that is open: its X."""
        opened = machine.till.world.journal.open_shift()
        if opened is not None:
            self._look(machine, opened.shift_id, machine.till.shift.x_report().totals)

    def _look(self, machine: Machine, shift_id: str, told: ShiftTotals) -> None:
        check, name = self.oracles.check, machine.name
        handed = self.handed.get((name, shift_id), {})
        written = {name_of(one): one for one in _papers(machine) if one.shift_id == shift_id}
        check(
            handed.keys() <= written.keys(), "day", f"{name}: {handed.keys() - written.keys()} was handed out"
        )
        strange = written.keys() - handed.keys()
        check(len(strange) <= self.deaths[name], "day", f"{name}: nobody was handed {strange}")
        sums = Counter({"float_minor": FLOAT})
        for paper in (written | handed).values():
            _add(sums, paper)
        for total, amount in sums.items():
            found = getattr(told, total)
            check(found == amount, "day", f"{name}: {total} of {shift_id} is {found}, papers say {amount}")


def _papers(machine: Machine) -> list[Paper]:
    facts = (fact_of(event) for event in events_of(machine.till.files))
    return [fact for fact in facts if isinstance(fact, Sale | Return | Void)]


def _add(sums: Counter[str], paper: Paper) -> None:
    """Add a paper up line by line and tender by tender."""
    sign = 1 if isinstance(paper, Sale) else -1
    for tender in paper.tenders:
        sums[_TENDERS[tender.kind]] += sign * tender.amount_minor
    match paper:
        case Sale():
            sums["sales"] += 1
            sums["redeemed"] += paper.redeemed
            sums["accrued"] += sum(line.accrued for line in paper.lines)
            for line in paper.lines:
                sums["sold_minor"] += line.paid_minor + line.certificate_minor
                sums["discount_minor"] += sum(one.amount_minor for one in line.discounts)
                sums["points_money_minor"] += line.points_money_minor
        case Return():
            sums["returns"] += 1
            sums["returned_minor"] += sum(line.paid_minor + line.certificate_minor for line in paper.lines)
            sums["points_back"] += paper.points_back
            sums["accrued_back"] += paper.accrued_back
        case Void():
            sums["voids"] += 1
            sums["voided_minor"] += sum(tender.amount_minor for tender in paper.tenders)
            sums["points_back"] += paper.points_back
            sums["accrued_back"] += paper.accrued_back
