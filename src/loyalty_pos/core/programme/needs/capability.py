"""Words for what a till must know before it may price by a programme; they travel with each bundle, signed.

A till that misses a word keeps selling by the last bundle that it can follow, and says so. What the language could say from
the beginning has no word. Whoever teaches it something whose neglect would change a price or a promise adds a word here; a
word is never taken away and never changes its meaning.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from loyalty_pos.core.leases.lease import Preset
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.redemption import offline_as

OWN_OFFLINE_RIGHTS: Final = "own-offline-rights"
"""The programme says itself what a till may give while the centre is away, otherwise than all do that say nothing."""


def _says_own_rights(programme: Programme) -> bool:
    paid = programme.redemption
    usual = offline_as(Preset.BALANCED, programme.unit.scale)
    return paid is not None and paid.offline not in {None, usual}


_NEEDED: Final[Mapping[str, Callable[[Programme], bool]]] = {OWN_OFFLINE_RIGHTS: _says_own_rights}
KNOWN: Final = frozenset(_NEEDED)
"""What this program can do."""


def needs_of(programme: Programme) -> tuple[str, ...]:
    """Return what whoever prices by this programme must be able to do, sorted."""
    return tuple(sorted(word for word, is_needed in _NEEDED.items() if is_needed(programme)))


def missing_of(needs: Iterable[str]) -> tuple[str, ...]:
    """Return what of it this program cannot do, sorted."""
    return tuple(sorted(set(needs) - KNOWN))
