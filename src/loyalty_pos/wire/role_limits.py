"""Up to how much money a role may do what it may do at all; the shop's setting ``role_limits``, told to tills signed.

One limit a line: ``senior return 500000`` (role, right, minor units); what is not named has no limit. The till asks
before, the centre looks again. It must never give a right that the table of roles does not.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from loyalty_pos.core.cards import is_digits
from loyalty_pos.wire.roles import ROLE_PERMISSIONS, Permission, Role

SETTING: Final = "role_limits"
LIMITED: Final = frozenset(
    {Permission.RETURN, Permission.VOID, Permission.CASH_MOVE, Permission.APPROVE_PRICE}
)
"""Rights that are about a sum."""
MOST_MINOR: Final = 10**12
_FIELDS: Final = 3

Limits = Mapping[tuple[Role, Permission], int]


def read_limits(text: str) -> Limits:
    """Return the limits, minor units. Raises ``ValueError`` for a line that is none, or that is said twice."""
    limits: dict[tuple[Role, Permission], int] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        fields = line.split()
        if len(fields) != _FIELDS or not is_digits(fields[2]) or int(fields[2]) > MOST_MINOR:
            raise ValueError(line)
        key = Role(fields[0]), Permission(fields[1])
        if key in limits or key[1] not in LIMITED or key[1] not in ROLE_PERMISSIONS[key[0]]:
            raise ValueError(line)
        limits[key] = int(fields[2])
    return limits


def told_limits(texts: Iterable[str]) -> Limits:
    """Return the limits of the first text that says any; one that cannot be read limits nobody."""
    text = next(filter(None, texts), "")
    try:
        return read_limits(text)
    except ValueError:
        return {}


def within(limits: Limits, role: Role, permission: Permission, amount_minor: int) -> bool:
    """Tell whether the role may do this with such a sum (its sign does not count)."""
    if permission not in ROLE_PERMISSIONS[role]:
        return False
    limit = limits.get((role, permission))
    return limit is None or abs(amount_minor) <= limit
