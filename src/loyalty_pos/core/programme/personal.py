"""Whom an offer is for beyond its conditions: members who did not refuse personal offers, and no control group.

The control group is kept out of an offer so that what the offer brought can be measured against it. Who belongs to
it follows from the ids alone, so that every till and the centre agree without asking each other. It must never
depend on the day, the shop or the order in which members came.
"""

from collections.abc import Iterable
from hashlib import blake2b

from loyalty_pos.core.member import Standing
from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme.promotions import Promotion

BUDGET_USED_UP = "budget_used_up"
CONTROL_GROUP = "control_group"
MEMBERS_ONLY = "members_only"
OPTED_OUT = "opted_out"
UNSEEN = frozenset({CONTROL_GROUP})
"""Reasons that a customer must never hear of: whoever knows of an offer is no control any more."""
ENDED_OFFERS = "ended_offers"
"""Setting that the centre tells tills: names (``offer_name``) of offers whose budget is used up, one a line."""
_BYTES = 8
_BETWEEN = "\x1f"  # no id holds it, so two different pairs never make one text


def in_control_group(account_id: str, offer_id: str, control_bp: int) -> bool:
    """Tell whether this member is kept out of an offer with a control group of ``control_bp``.

    An offer that runs beside those of another programme stands there as ``programme/offer``: the part behind the last
    slash counts, so that nobody changes sides when another programme joins. A larger share keeps those it had.
    """
    name = offer_id.rpartition("/")[2]
    digest = blake2b(f"{name}{_BETWEEN}{account_id}".encode(), digest_size=_BYTES).digest()
    return int.from_bytes(digest) % BASIS < control_bp


def withheld(offer: Promotion, standing: Standing | None, ended: frozenset[str] = frozenset()) -> str:
    """Return the code of why this offer is not for this member, whatever is bought; "" where nothing stands against it.

    ``ended``: ids of offers whose budget is used up, as far as is known here.
    """
    why = ""
    if offer.id in ended:
        why = BUDGET_USED_UP
    elif not (offer.personal or offer.control_bp):
        return ""
    elif standing is None:
        why = MEMBERS_ONLY
    elif offer.personal and standing.opted_out:
        why = OPTED_OUT
    elif offer.control_bp and in_control_group(standing.account_id, offer.id, offer.control_bp):
        why = CONTROL_GROUP
    return why


def offer_name(programme_id: str, rule_id: str) -> str:
    """Return the name of an offer that is the same beside any other programme: ``programme/offer``.

    ``programme_id``: whose prices they were, so whose offers stand on receipts without their programme's name.
    """
    return rule_id if "/" in rule_id else f"{programme_id}/{rule_id}"


def ended_here(programme_id: str, names: Iterable[str]) -> frozenset[str]:
    """Return the ids under which these offers stand in the programme that prices here; see ``offer_name``."""
    return frozenset(name.removeprefix(f"{programme_id}/") for name in names)
