"""Goods that are sold from an age on: who looks at the customer's papers, and what becomes of the goods if not.

It must never let such goods be paid before somebody has looked; it keeps no date of birth, only that one was looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from loyalty_pos.core.dates import add_months, local_day
from loyalty_pos.core.problems.selling import AgeNotChecked
from loyalty_pos.till.vouchers.selling import Receipts
from loyalty_pos.till.world import TillWorld

REFUSED = "age"
"""The reason under which goods leave the receipt when the customer is too young, or shows nothing."""
AGE_CHECK = "age_check"
"""Setting of a shop: ``no`` = another program asks for the age there (a till beside ours, a gate); not set = this till asks."""
_NOT_HERE = "no"


@dataclass(frozen=True, slots=True)
class AgeQuestion:
    """``name``: the goods that ask for the highest ``age`` (years); ``born_by``: the last birthday that is old enough."""

    name: str
    age: int
    born_by: date


class Ages:
    """The ages of one open receipt; ``delete``: takes a line off for a reason."""

    def __init__(self, world: TillWorld, receipts: Receipts, delete: Callable[[int, str], None]) -> None:
        self._world, self._receipts, self._delete = world, receipts, delete

    def question(self) -> AgeQuestion | None:
        """Return what is to be looked at before the receipt is paid, None = nothing (any more)."""
        if self._world.settings.get(AGE_CHECK) == _NOT_HERE:
            return None
        receipt = self._receipts.now()
        strictest = max(receipt.lines, key=lambda line: line.article.age, default=None)
        if strictest is None or strictest.article.age <= receipt.age_seen:
            return None
        age = strictest.article.age
        today = local_day(self._world.clock.now(), self._world.identity.zone)
        return AgeQuestion(strictest.article.name, age, add_months(today, -12 * age))

    def confirm(self) -> None:
        """Write down that the cashier compared the date of birth; it holds for this receipt."""
        question = self.question()
        if question is None:
            return
        receipt = self._receipts.now()
        note = self._world.noted("age_checked", subject=receipt.sale_id, reason=str(question.age))
        self._receipts.change(replace(receipt, age_seen=question.age, notes=(*receipt.notes, note)))

    def refuse(self) -> tuple[str, ...]:
        """Take everything off that the customer is too young for; return the names."""
        receipt = self._receipts.now()
        gone = [line for line in receipt.lines if line.article.age > receipt.age_seen]
        for line in gone:
            self._delete(line.id, REFUSED)
        return tuple(line.article.name for line in gone)

    def refuse_unchecked(self) -> None:
        """Raise ``AgeNotChecked`` while nobody has looked."""
        question = self.question()
        if question is not None:
            raise refusal(question)


def refusal(question: AgeQuestion) -> AgeNotChecked:
    """Return the question as what is said while nobody has answered it."""
    born = datetime.combine(question.born_by, time(), UTC)
    return AgeNotChecked(name=question.name, age=question.age, born=born)
