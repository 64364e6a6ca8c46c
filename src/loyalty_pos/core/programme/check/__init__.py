"""What is unwise in a programme that is written correctly: advice with a key path, never a refusal.

Each advice is a code with facts; its sentence is written where people are. It must never advise against what is
merely unusual: a shipped template has no advice at all.
"""

from collections.abc import Sequence
from datetime import date

from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.check._advice import Advice
from loyalty_pos.core.programme.check._chances import rules_without_chance
from loyalty_pos.core.programme.check._coupons import unwise_coupons
from loyalty_pos.core.programme.check._depth import too_deep
from loyalty_pos.core.programme.check._games import unwise_games
from loyalty_pos.core.programme.check._partners import unwise_partners
from loyalty_pos.core.programme.check._points import unwise_points
from loyalty_pos.core.programme.check._rights import unwise_rights
from loyalty_pos.core.programme.check._tiers import unwise_tiers

__all__ = ["Advice", "unwise", "unwise_together"]


def unwise(programme: Programme, today: date) -> list[Advice]:
    """Return what the programme's owner should think over, in the order of the file's usual parts."""
    found = (
        [Advice("programme_past", "until", (("until", programme.until),))]
        if _is_past(programme, today)
        else []
    )
    return [
        *found,
        *unwise_tiers(programme),
        *rules_without_chance(programme, today),
        *unwise_points(programme),
        *too_deep(programme),
        *unwise_rights(programme),
        *unwise_coupons(programme),
        *unwise_games(programme, today),
        *unwise_partners(programme, today),
    ]


def unwise_together(programmes: Sequence[Programme]) -> list[tuple[int, Advice]]:
    """Return what is unwise in having several programmes at once: the number of the file, and the advice."""
    found: list[tuple[int, Advice]] = []
    spendable = [number for number, programme in enumerate(programmes) if programme.redemption is not None]
    for number in spendable[1:]:
        first = programmes[spendable[0]]
        found.append((number, Advice("second_currency", "redemption", (("other", first.id),))))
    return found


def _is_past(programme: Programme, today: date) -> bool:
    return programme.until is not None and programme.until <= today
