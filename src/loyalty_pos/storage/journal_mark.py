"""Notices that the journal is an older copy: the vault remembers how far it had come (R45).

Whoever puts yesterday's disk back gets yesterday's counters, and could pay with the same points again. So a copy takes
nothing alone until the centre has made out a new lease. A vault that lies on the same disk goes back with it: that the bound counts (decisions 26).
"""

import logging
from collections.abc import Callable
from typing import Final

from loyalty_pos.core.problems import StorageFailing, StorageFull
from loyalty_pos.storage.vault import Vault

_ITEM: Final = "journal-mark"
_BEFORE: Final = "journal-mark-before"
_log = logging.getLogger(__name__)


class JournalMark:
    """``head``: the newest event's seq; ``epoch``: of the lease that the journal holds. Used by one thread at a time."""

    def __init__(
        self, vault: Vault, incarnation: str, head: Callable[[], int], epoch: Callable[[], int]
    ) -> None:
        self._vault = vault
        self._incarnation = incarnation
        self._head, self._epoch = head, epoch
        self._kept = self._known()
        self._began = epoch()
        self.is_copy = self._kept > head()
        if self.is_copy:
            _log.warning("journal.is_copy head=%d known=%d", head(), self._kept)

    def keep(self) -> None:
        """Remember how far the journal has come; a vault that refuses now is asked again the next time."""
        if self.is_copy and self._epoch() > self._began:
            self.is_copy, self._kept = False, 0
        head = self._head()
        if self.is_copy or head <= self._kept:
            return
        try:
            self._keep_before()
            self._vault.put(_ITEM, f"{self._incarnation}:{head}")
        except (StorageFailing, StorageFull):
            _log.warning("journal.mark_not_kept head=%d", head)
            return
        self._kept = head

    def _keep_before(self) -> None:
        """Keep how far the journal before this one had come: what was salvaged of it is compared with that."""
        there = self._vault.get(_ITEM) or ""
        if there and there.partition(":")[0] != self._incarnation:
            self._vault.put(_BEFORE, there)

    def _known(self) -> int:
        """Return how far this journal had come; another one's mark says nothing of it."""
        return _seq_of(self._vault.get(_ITEM), self._incarnation)


def known_head(vault: Vault, incarnation: str) -> int:
    """Return how far a journal had come, this one or the one before it; 0 = nobody remembers."""
    return max(_seq_of(vault.get(item), incarnation) for item in (_ITEM, _BEFORE))


def _seq_of(mark: str | None, incarnation: str) -> int:
    life, _, seq = (mark or "").partition(":")
    return int(seq) if life == incarnation and seq.isdigit() else 0
