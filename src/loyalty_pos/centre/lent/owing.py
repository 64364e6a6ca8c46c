"""Who owes what: each entry that makes or lowers a debt is followed, oldest debt first, so that the sums reconcile.

It must never change an account: the entries are booked already, here is only written down what they did.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple, Protocol

from loyalty_pos.centre.lent.records import Debt
from loyalty_pos.core.leases.value import Value
from loyalty_pos.core.ledger import Entry, EntryKind
from loyalty_pos.core.vouchers.deeds import What

_ENDS: Final[dict[str, str]] = {
    EntryKind.DEBT_WRITE_OFF: "written_off",
    EntryKind.REDEMPTION_REFUND: "returned",
    What.WRITTEN_OFF: "written_off",
    What.GIVEN_BACK: "returned",
    What.PAYMENT_VOIDED: "returned",
}
_TAKEN: Final = frozenset({str(EntryKind.REDEMPTION), str(What.PAID)})
"""What a till takes without a person's word: only these are its own debts."""
REPAID: Final = "repaid"


class DebtBook(Protocol):
    """What is kept of debts; see ``centre.ports.Debts``."""

    def open_of(self, account_ids: Collection[str]) -> list[Debt]: ...

    def put(self, debts: Sequence[Debt]) -> None: ...


class Owed(NamedTuple):
    """That an entry or a deed, ``id``, made a debt larger, or smaller below zero; ``kind``: of the entry or deed."""

    id: str
    account_id: str
    debt: int
    kind: str
    event_id: str
    sale_id: str
    store_id: str
    value: str = Value.POINTS


class Owing:
    """Debts of one transaction; nothing is read where no entry speaks of a debt."""

    def __init__(self, debts: DebtBook, now_us: int) -> None:
        self._debts = debts
        self._now_us = now_us
        self._entries: dict[str, list[Owed]] = defaultdict(list)
        self._tills: dict[str, tuple[str, str]] = {}
        self._first: set[str] = set()
        self.reason = ""

    def came_from(self, event_id: str, agent_id: str, incarnation: str) -> None:
        """Remember which till brought an event: what it took too much is its own."""
        self._tills[event_id] = (agent_id, incarnation)

    def first(self, entry_ids: Iterable[str]) -> None:
        """Lower these debts before any other: a person, or a rule, has chosen them."""
        self._first.update(entry_ids)

    def take(self, entry: Entry, store_id: str) -> None:
        """Follow an entry that was booked; of joined accounts the debts themselves move (``centre.joining``)."""
        if entry.kind is EntryKind.MERGE:
            return
        self.change(
            Owed(
                entry.id,
                entry.account_id,
                entry.debt,
                str(entry.kind),
                entry.event_id,
                entry.sale_id,
                store_id,
            )
        )

    def change(self, owed: Owed) -> None:
        """Follow what changes a debt, of whatever kind."""
        if owed.debt:
            self._entries[owed.account_id].append(owed)

    def save(self) -> None:
        """Write down what became of the debts."""
        if not self._entries:
            return
        known: dict[str, list[Debt]] = defaultdict(list)
        for debt in self._debts.open_of(list(self._entries)):
            known[debt.account_id].append(debt)
        changed: dict[str, Debt] = {}
        for account_id, entries in self._entries.items():
            self._follow(known[account_id], entries, changed)
        self._debts.put(list(changed.values()))

    def _follow(self, debts: list[Debt], entries: list[Owed], changed: dict[str, Debt]) -> None:
        events: dict[str, str] = {}
        for entry in entries:
            if entry.debt > 0:
                debts.append(self._made(entry))
                changed[entry.id] = debts[-1]
                events[entry.id] = entry.event_id
            else:
                self._lower(debts, entry, events, changed)

    def _made(self, entry: Owed) -> Debt:
        is_taken = entry.kind in _TAKEN
        agent_id, incarnation = self._tills.get(entry.event_id, ("", "")) if is_taken else ("", "")
        return Debt(
            entry_id=entry.id,
            account_id=entry.account_id,
            cause=entry.kind,
            agent_id=agent_id,
            incarnation=incarnation,
            sale_id=entry.sale_id,
            store_id=entry.store_id,
            at_us=self._now_us,
            points=entry.debt,
            rest=entry.debt,
            value=entry.value,
        )

    def _lower(
        self, debts: list[Debt], entry: Owed, events: dict[str, str], changed: dict[str, Debt]
    ) -> None:
        """Take off what was repaid: first of the debt that the same event or sale made, then of the oldest."""
        left = -entry.debt
        order = sorted(
            range(len(debts)),
            key=lambda place: (
                debts[place].entry_id not in self._first,
                events.get(debts[place].entry_id) != entry.event_id,
                not entry.sale_id or debts[place].sale_id != entry.sale_id,
                place,
            ),
        )
        for place in order:
            part = min(left, debts[place].rest)
            if part:
                left -= part
                debts[place] = self._less(debts[place], part, entry.kind)
                changed[debts[place].entry_id] = debts[place]

    def _less(self, debt: Debt, part: int, kind: str) -> Debt:
        lowered = replace(debt, rest=debt.rest - part)
        if lowered.rest:
            return lowered
        state = _ENDS.get(kind, REPAID)
        reason = self.reason if state == "written_off" else ""
        return replace(lowered, state=state, ended_us=self._now_us, reason=reason)
