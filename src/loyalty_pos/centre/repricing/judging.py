"""One sale beside what its bundle gives: the same, another one, or why nobody can tell.

It reads the event and its bundle and nothing else: neither goods nor members of today.
"""

from dataclasses import dataclass
from enum import StrEnum

from loyalty_pos.centre.bundles import programmes_by_bundle
from loyalty_pos.centre.ports import Desk
from loyalty_pos.core.pricing import Compiled, compile_programme
from loyalty_pos.core.problems import BadMessage, BadProgramme, ProgrammesCollide
from loyalty_pos.core.programme.combined import read_together, without_gifts
from loyalty_pos.core.repricing.repriced import Difference, differences
from loyalty_pos.core.sale import Sale
from loyalty_pos.wire.events import Event, fact_of

_MOST_BUNDLES = 64


class Verdict(StrEnum):
    """``UNCHECKABLE``: a sale of an older till, which does not say what it was priced by."""

    SAME = "same"
    DIFFERS = "differs"
    UNKNOWN_BUNDLE = "unknown_bundle"
    UNCHECKABLE = "uncheckable"


@dataclass(frozen=True, slots=True)
class Judged:
    """``differences``: the receipt's own figures first, () unless it differs."""

    event: Event
    sale: Sale
    verdict: Verdict
    differences: tuple[Difference, ...] = ()


class Judge:
    """Keeps the bundles it has read between sales; what a bundle says never changes."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, bool], Compiled] = {}

    def judge(self, desk: Desk, event: Event) -> Judged | None:
        """Return what is to be said of an event, None for what is no sale or cannot be read at all (it is parked)."""
        try:
            sale = fact_of(event) if event.kind == "sale" else None
        except BadMessage:
            return None
        if not isinstance(sale, Sale):
            return None
        seen = sale.seen
        if seen is None:
            return Judged(event, sale, Verdict.UNKNOWN_BUNDLE if _signs(desk, event) else Verdict.UNCHECKABLE)
        compiled = self._compiled(desk, sale.bundle, over=seen.over)
        if compiled is None:
            return Judged(event, sale, Verdict.UNKNOWN_BUNDLE)
        found = differences(sale, seen, compiled, event.zone)
        return Judged(event, sale, Verdict.DIFFERS if found else Verdict.SAME, found)

    def _compiled(self, desk: Desk, bundle: str, *, over: bool) -> Compiled | None:
        known = self._known.get((bundle, over))
        if known is not None or not bundle:
            return known
        texts = programmes_by_bundle(desk, [bundle], 0).get(bundle)
        if texts is None:
            return None
        try:
            programme = read_together(texts)
        except (BadProgramme, ProgrammesCollide):
            return None
        if len(self._known) >= _MOST_BUNDLES:
            self._known.clear()
        compiled = compile_programme(without_gifts(programme) if over else programme)
        self._known[bundle, over] = compiled
        return compiled


def _signs(desk: Desk, event: Event) -> bool:
    """Tell whether its till signs: such a one always says what it priced by, or its program is not ours."""
    head = desk.voices.head(event.agent_id, event.incarnation)
    return head is not None and head.seq >= event.seq
