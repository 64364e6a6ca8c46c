"""What was brought into a joining, as one text of a row; only here is it known how."""

import json
from dataclasses import replace
from typing import Any

from loyalty_pos.centre.records import Head
from loyalty_pos.centre.together.records import Brought, Joined, JoinKind
from loyalty_pos.core.account.joining.standing import Before, TierRule
from loyalty_pos.core.ledger import AccountState
from loyalty_pos.storage.centre.accounts import progress_text, with_progress
from loyalty_pos.storage.centre.database import Row


def joined_of(row: Row) -> Joined:
    """Return the joining that a row tells."""
    join_id, stays_id, other_id, kind, at_us, by, store_id, until_us, brought, *undone = row
    whose = (join_id, stays_id, other_id, JoinKind(kind))
    return Joined(*whose, at_us, by, store_id, until_us, _brought(json.loads(brought)), *undone)


def row_of(joined: Joined) -> Row:
    """Return the row of a joining."""
    whose = (joined.join_id, joined.stays_id, joined.other_id, str(joined.kind))
    when = (joined.at_us, joined.by, joined.store_id, joined.until_us)
    return (*whose, *when, _text(joined.brought), joined.undone_us, joined.undone_by)


def _text(brought: Brought) -> str:
    before = brought.before
    told: dict[str, Any] = {
        "states": [_state(before.stays), _state(before.other)],
        "rule": str(before.rule),
        "heads": [_head(head) for head in brought.heads],
        "version": brought.version,
        "lots": brought.lots,
        "debts": brought.debts,
        "cards": brought.cards,
        "phones": brought.phones,
        "vouchers": brought.vouchers,
        "last4": brought.last4,
        "own_last4": brought.own_last4,
        "bought": brought.bought,
        "rows": brought.rows,
    }
    return json.dumps(told, separators=(",", ":"))


def _brought(told: dict[str, Any]) -> Brought:
    first, second = (_state_of(state) for state in told["states"])
    stays, other = (_head_of(head) for head in told["heads"])
    return Brought(
        before=Before(first, second, TierRule(told["rule"])),
        heads=(stays, other),
        version=told["version"],
        lots=tuple(told["lots"]),
        debts=tuple(told["debts"]),
        cards=tuple(told["cards"]),
        phones=tuple(told["phones"]),
        vouchers=tuple(told["vouchers"]),
        last4=tuple(told["last4"]),
        own_last4=tuple(told["own_last4"]),
        bought=(told["bought"][0], told["bought"][1]),
        rows=tuple((table, tuple(keys)) for table, keys in told["rows"]),
    )


def _state(state: AccountState) -> list[Any]:
    return [state.account_id, state.spend_minor, state.visits, progress_text(state)]


def _state_of(told: list[Any]) -> AccountState:
    account_id, spend_minor, visits, progress = told
    return with_progress(AccountState(account_id, spend_minor=spend_minor, visits=visits), progress)


def _head(head: Head) -> list[Any]:
    told = [head.account_id, head.granted_tier, head.tier_id, head.stores, head.overdrawn]
    return [*told, head.even_us, head.online_only, head.verified]


def _head_of(told: list[Any]) -> Head:
    account_id, granted, tier, stores, overdrawn, even_us, online_only, *later = told
    verified = all(later)  # what was joined by an older centre does not say it
    head = Head(account_id, granted, tier, verified=verified, even_us=even_us, online_only=online_only)
    return replace(head, stores=tuple((store, at_us) for store, at_us in stores), overdrawn=tuple(overdrawn))
