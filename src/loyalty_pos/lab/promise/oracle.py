"""What must hold at every step of the model; each breach is a sentence with the numbers. Theorems: docs/why/0026.

An oracle must be able to fail: the mutants of oracles show that each part is needed.
"""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from loyalty_pos.core.leases.rights import weight
from loyalty_pos.core.leases.value import Value
from loyalty_pos.lab.promise.centre import Centre, Settled

_HIGHEST = 1 << 62


def highest(centre: Centre, card: int) -> int:
    """Return the highest floor right of a card by what it is; a code for many has none."""
    match centre.cards[card].value:
        case Value.POINTS:
            return centre.policy.floors.highest
        case Value.MONEY:
            return centre.policy.certificates.highest
        case Value.USES:
            return 0


@dataclass(slots=True)
class Excursion:
    """A card below zero. ``allowed``: sum of the floor rights outstanding when it began; ``extra``: late and office."""

    allowed: int
    extra: int = 0


@dataclass(slots=True)
class Oracle:
    """Looks at each event that is settled. ``tight``: how near the worst excursion came to its bound, percent."""

    breaches: list[str] = field(default_factory=list)
    excursions: dict[int, Excursion] = field(default_factory=dict)
    floors: Counter[tuple[int, int, int]] = field(default_factory=Counter)
    risks: Counter[tuple[int, int]] = field(default_factory=Counter)
    applied: Counter[tuple[int, int]] = field(default_factory=Counter)
    worst: int = 0
    tight: int = 0
    begun: int = 0

    def settled(self, centre: Centre, done: Settled, leases: int) -> None:
        """Check one settled event; ``leases``: how many incarnations may still settle without a guarantee."""
        self.applied[done.who, done.event.seq] += 1
        if self.applied[done.who, done.event.seq] > 1:
            self.breaches.append(f"I5: event {done.event.seq} of {done.who} was applied twice")
        if done.event.kind == "spend":
            self.check_lease(centre, done)
        allowed = leases * highest(centre, done.card)
        self.check_excursion(centre, done.card, done.before, allowed, done.late)

    def debited(self, centre: Centre, card: int, before: int, points: int, leases: int) -> None:
        """Check an office debit: what it takes below zero is its own."""
        self.check_excursion(centre, card, before, leases * highest(centre, card), points)

    def check_lease(self, centre: Centre, done: Settled) -> None:
        """Look whether a till kept to its lease."""
        unguaranteed = done.open - done.late
        key = (done.who, done.event.epoch, done.card)
        self.floors[key] += unguaranteed
        policy = centre.policy
        self.risks[key[:2]] += weight(policy, centre.cards[done.card].value, unguaranteed)
        if self.floors[key] > highest(centre, done.card):
            self.breaches.append(
                f"floor: {self.floors[key]} of card {done.card} under one lease of {done.who}"
            )
        if self.risks[key[:2]] > policy.risk:
            self.breaches.append(
                f"I3: {self.risks[key[:2]]} without a guarantee under one lease of {done.who}"
            )
        if done.after < done.before - done.open:
            self.breaches.append(f"lemma: {done.open} were open, but {done.before} became {done.after}")
        if done.missing:
            self.breaches.append(f"escrow: {done.missing} of a grant of {done.who} was not there")

    def check_excursion(self, centre: Centre, card: int, before: int, allowed: int, extra: int) -> None:
        """Theorem 1: while a card is below zero, it is no deeper than the rights of when it began, late and office."""
        after = centre.cards[card].available
        if after >= 0:
            self.excursions.pop(card, None)
            return
        if before >= 0 or card not in self.excursions:
            self.excursions[card] = Excursion(allowed)
            self.begun += 1
        excursion = self.excursions[card]
        excursion.extra += extra
        bound = excursion.allowed + excursion.extra
        self.worst = max(self.worst, -after)
        if bound and not excursion.extra:
            self.tight = max(self.tight, -after * 100 // bound)
        if -after > bound:
            self.breaches.append(
                f"theorem 1: card {card} is {-after} below zero, at most {bound} was possible"
            )

    def promised(self, before: int, after: int, what: str) -> None:
        """I1: a promise is made from what is available only."""
        if after < 0 and after < before:
            self.breaches.append(f"I1: a {what} took {before} to {after}")

    def conserved(self, centre: Centre, opening: int) -> None:
        """I7: what is there = what was there + earned - taken - debited."""
        there = sum(card.balance for card in centre.cards)
        expected = opening + centre.earned - centre.taken - centre.debited
        if there != expected:
            self.breaches.append(f"I7: {there} points are there, {expected} should be")

    def at_rest(self, centre: Centre) -> None:
        """After healing nothing stays promised to an operation that is over."""
        held = sum(len(card.holds) for card in centre.cards)
        if held:
            self.breaches.append(f"{held} holds are still there")

    def told(self, centre: Centre, who: int, rows: dict[int, int], place: int) -> None:
        """I11: a till at a place of the feed knows of each card what the centre knew there."""
        for number, history in enumerate(centre.history):
            at = bisect_right(history, (place, _HIGHEST)) - 1
            if at >= 0 and rows.get(number) != history[at][1]:
                self.breaches.append(
                    f"I11: {who} knows {rows.get(number)} of card {number}, not {history[at][1]}"
                )

    def carried(self, centre: Centre, who: int, there: dict[int, int]) -> None:
        """I11: after healing a till believes of certificates and codes what the centre knows, its own deeds once."""
        for number, amount in there.items():
            if amount != max(0, centre.cards[number].available):
                self.breaches.append(f"I11: {who} believes {amount} of card {number}")

    def complete(self, centre: Centre, who: int, written: int) -> None:
        """I5, I9: after healing each event of the journal was applied once, counted and not only watermarked."""
        there = [self.applied[who, seq] for seq in range(1, written + 1)]
        if there != [1] * written or centre.streams[who].applied != written:
            self.breaches.append(f"I9: of {written} events of {who} some were not applied exactly once")
