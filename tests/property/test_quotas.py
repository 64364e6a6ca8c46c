"""Quotas of a code for many, by the rules of ``core.leases.reserve`` alone: together with what was used never more than there is."""

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty_pos.core.leases.reserve import Shares, available, confirmed, granted, spent

TILLS = 3
STEPS = st.lists(
    st.tuples(st.integers(0, TILLS - 1), st.sampled_from(["lend", "lend in vain", "use", "bring", "hold"])),
    max_size=60,
)


@dataclass
class Code:
    """A code with so many uses, three honest tills, and a line that loses answers."""

    left: int
    held: int = 0
    shares: list[Shares] = field(default_factory=lambda: [()] * TILLS)
    issued: int = 0
    epochs: list[int] = field(default_factory=lambda: [0] * TILLS)
    quotas: list[int] = field(default_factory=lambda: [0] * TILLS)
    unheard: list[int] = field(default_factory=lambda: [0] * TILLS)

    def free(self) -> int:
        return available(self.left, self.held, self.shares)

    def lend(self, till: int, *, heard: bool) -> None:
        """A till asks only when all that it used is settled; what it says of its epoch ends older quotas."""
        self.bring(till)
        self.shares[till] = confirmed(self.shares[till], self.epochs[till])
        self.issued += 1
        self.shares[till] = granted(self.shares[till], self.issued, self.free(), 5_000 // TILLS)
        if heard:
            self.epochs[till], self.quotas[till] = self.issued, self.shares[till][-1].points

    def use(self, till: int) -> None:
        if self.quotas[till]:
            self.quotas[till] -= 1
            self.unheard[till] += 1

    def bring(self, till: int) -> None:
        uses, self.unheard[till] = self.unheard[till], 0
        self.left -= uses
        if uses:
            self.shares[till], missing = spent(self.shares[till], self.epochs[till], uses)
            assert missing == 0, "an honest till uses what was set aside for it"

    def hold(self) -> None:
        if self.free() > 0:
            self.held += 1


@settings(max_examples=300)
@given(st.integers(0, 40), STEPS)
def test_quotas_holds_and_uses_are_never_more_than_there_are(uses: int, steps: list[tuple[int, str]]) -> None:
    code = Code(uses)
    for till, what in steps:
        match what:
            case "lend" | "lend in vain":
                code.lend(till, heard=what == "lend")
            case "use":
                code.use(till)
            case "bring":
                code.bring(till)
            case _:
                code.hold()
        promised = code.held + sum(code.quotas) + sum(code.unheard)
        assert promised <= code.left, "what was used and what may be used is what there was, at most"
        assert code.free() >= 0
