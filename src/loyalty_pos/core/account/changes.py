"""What the counter changes of a member without a sale, done to the account: the same at the till and at the centre.

It must never refuse anything: whether a change may be made is decided before, at the counter.
"""

from dataclasses import replace
from typing import assert_never

from loyalty_pos.core.clubs.membership import after_change
from loyalty_pos.core.ledger import AccountState
from loyalty_pos.core.sale import MemberChange, MemberChanged


def changed(state: AccountState, fact: MemberChanged) -> AccountState:
    """Return the account after the change; what is so already stays so."""
    match fact.what:
        case MemberChange.OPT_OUT | MemberChange.OPT_IN:
            return replace(state, opted_out=fact.what is MemberChange.OPT_OUT)
        case MemberChange.JOIN | MemberChange.PAUSE | MemberChange.RESUME | MemberChange.LEAVE:
            return replace(state, clubs=after_change(state.clubs, fact))
        case _:
            assert_never(fact.what)
