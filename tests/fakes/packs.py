"""Packs of blank cards worked out of the facts themselves; slow and plain."""

from collections.abc import Sequence
from dataclasses import replace

from loyalty_pos.core.account.card_deeds import TO_PACK, CardWhat
from loyalty_pos.core.cards import own_card
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.packs.pack import RECEIVED, SPOILED, pack_in
from loyalty_pos.core.sale import CardIssued, Fact, Noted, ShiftOpened
from loyalty_pos.till.pack_book.port import PackLine


def blank(number: int) -> str:
    """Return a card of a printed series."""
    return own_card(f"{8_000_000_000_000 + number}")


class MemoryPacks:
    """``till.pack_book.port.PackBook``; ``facts``: of a journal in memory, followed as they come."""

    def __init__(self, facts: Sequence[Fact], key: bytes) -> None:
        self._facts, self._key = facts, key

    def lines(self) -> Sequence[PackLine]:
        packs = [
            pack
            for fact in self._facts
            if isinstance(fact, Noted) and fact.what == RECEIVED and (pack := pack_in(fact.subject))
        ]
        states = self._states()
        lines = []
        for pack in packs:
            held = [state for number, state in states.items() if pack.holds(number)]
            line = PackLine(pack.first, pack.last, pack.size)
            lines.append(replace(line, issued=held.count("issued"), spoiled=held.count("spoiled")))
        return lines

    def holding(self, number: str) -> PackLine | None:
        inside = [
            one for one in self.lines() if len(one.first) == len(number) and one.first <= number <= one.last
        ]
        return inside[0] if inside else None

    def is_spoiled(self, number: str) -> bool:
        return self._states().get(number) == "spoiled"

    def last_given(self, shift_id: str) -> CardIssued | None:
        last: CardIssued | None = None
        is_of_shift = False
        for fact in self._facts:
            if isinstance(fact, ShiftOpened):
                is_of_shift, last = fact.shift_id == shift_id, None
            elif is_of_shift and isinstance(fact, CardIssued):
                last = fact if fact.person_id else None
            elif isinstance(fact, Noted) and fact.what == CardWhat.UNDONE:
                last = None
        return last

    def _states(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for fact in self._facts:
            if isinstance(fact, CardIssued):
                found[fact.card_number] = "issued"
            elif isinstance(fact, Noted) and fact.what == SPOILED:
                found[fact.subject] = "spoiled"
            elif isinstance(fact, Noted) and fact.what == CardWhat.UNDONE:
                for number in found:
                    if str(lookup_key("card", number, self._key)) == fact.subject:
                        found[number] = "left" if fact.reason == TO_PACK else "spoiled"
        return found
