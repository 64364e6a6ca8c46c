"""How each consent was given, and to which text: what a member's fact must still prove in years (domain.md 7.2)."""

from collections.abc import Callable, Collection
from enum import StrEnum
from typing import Final

from loyalty_pos.till.world import TillWorld

CONSENT_HASH: Final = "consent_hash"
"""Setting: SHA-256 of the texts that are signed now, by kind: ``personal_data:<64 hex digits> advertising:...``."""


class Method(StrEnum):
    """By what the customer said yes: a signature on the slip, a key on the own display, the code sent to the own phone."""

    SLIP = "slip"
    DISPLAY = "display"
    CODE = "code"


def proofs(
    world: TillWorld, kinds: Collection[str], on_display: Collection[str], *, by_code: bool
) -> tuple[tuple[str, str, str], ...]:
    """Return (kind, method, hash of the text) of each consent; "" = nobody told which text it was."""
    other = Method.CODE if by_code else Method.SLIP
    text_hash = _hashes(world)
    return tuple((kind, Method.DISPLAY if kind in on_display else other, text_hash(kind)) for kind in kinds)


def _hashes(world: TillWorld) -> Callable[[str], str]:
    words = world.settings.get(CONSENT_HASH).split()
    named = dict(word.split(":", 1) for word in words if ":" in word)
    return lambda kind: named.get(kind, "")
