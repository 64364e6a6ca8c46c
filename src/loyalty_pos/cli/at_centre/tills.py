"""How people call a till: its shop and its number. Its agent, a UUID, is for machines alone.

It must know every till that a person may read of, also one that was shut out: its events are still told.
"""

from collections import Counter
from collections.abc import Iterable

from loyalty_pos.centre.records import Store, Till
from loyalty_pos.wiring.centre import OpenCentre

_WORDS = ("till", "касса")
_LIFE = ("life", "жизнь")
_PREFIX = 8


class Tills:
    """The names of one network's tills. Several with one number (one was enrolled again) are told apart by their agents."""

    def __init__(self, tills: Iterable[Till] = (), stores: Iterable[Store] = ()) -> None:
        self._tills = {till.agent_id: till for till in tills}
        self._stores = {store.store_id: store.name for store in stores}
        self._same = Counter(_number(till) for till in self._tills.values())

    def knows(self, agent_id: str) -> bool:
        """Tell whether this is one of them."""
        return agent_id in self._tills

    def short(self, agent_id: str) -> str:
        """Return what commands take, like ``S1/2``; of a till that nobody knows its agent."""
        till = self._tills.get(agent_id)
        if till is None:
            return agent_id
        number = _number(till)
        return number if self._same[number] == 1 else f"{number}:{agent_id[:_PREFIX]}"

    def name(self, agent_id: str, lang: str, life: str = "") -> str:
        """Return shop and number with what commands take, like ``Corner shop, till 2 (S1/2)``; ``life`` where it matters."""
        is_russian = lang == "ru"
        end = f", {_LIFE[is_russian]} {life}" if life else ""
        till = self._tills.get(agent_id)
        if till is None:
            return f"{_WORDS[is_russian]} {agent_id}{end}"
        shop = self._stores.get(till.store_id, "")
        parts = [shop] if shop and shop != till.store_id else []
        return f"{', '.join([*parts, f'{_WORDS[is_russian]} {till.till_no}'])} ({self.short(agent_id)}){end}"

    def agent(self, text: str) -> str:
        """Return the agent that a person means by ``S1/2``, ``S1/2:1f0c8a21`` or the agent itself; "" = none, or not one."""
        if text in self._tills:
            return text
        wanted, _, start = text.partition(":")
        found = [
            agent_id
            for agent_id, till in self._tills.items()
            if _number(till) == wanted and agent_id.startswith(start)
        ]
        return found[0] if len(found) == 1 else ""


def tills_of(centre: OpenCentre) -> Tills:
    """Return the names of this centre's tills."""
    return centre.books.read(lambda desk: Tills(desk.tills.tills(), desk.tills.stores()))


def _number(till: Till) -> str:
    return f"{till.store_id}/{till.till_no}"
