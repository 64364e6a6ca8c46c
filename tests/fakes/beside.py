"""What a till remembers of receipts that another program prints, in memory; papers come from the journal's facts."""

from dataclasses import dataclass, field

from loyalty_pos.core.sale import Fact, Noted
from loyalty_pos.till.other_programs.port import PRINTED, Kept, KeptKind, KeptState


@dataclass
class MemoryBeside:
    """``facts``: of the journal, which lives on when the program ends; so do the rows."""

    facts: list[Fact]
    rows: dict[str, Kept] = field(default_factory=dict)

    def get(self, key: str) -> Kept | None:
        return self.rows.get(key)

    def put(self, kept: Kept) -> None:
        self.rows[kept.key] = kept

    def told(self) -> list[Kept]:
        there = [
            one for one in self.rows.values() if one.state is KeptState.TOLD and one.kind is KeptKind.SALE
        ]
        return sorted(there, key=lambda one: one.at_us)

    def sale_of(self, paper: str) -> str:
        notes = [fact for fact in self.facts if isinstance(fact, Noted) and fact.what == PRINTED]
        return next((note.subject for note in reversed(notes) if note.reason == paper), "")
