"""How a till gets its place: a one-time code from a person, a bearer secret in return; pure decisions on codes.

A wrong code costs every open code one of its five tries, because a guess cannot be told from a slip.
"""

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from loyalty_pos.centre.machines.records import Batch, BatchPlace
from loyalty_pos.centre.ports import Desk, Secrets
from loyalty_pos.centre.records import Code, Till
from loyalty_pos.centre.rows import device_row
from loyalty_pos.centre.voices.records import Voice
from loyalty_pos.core.problems import EnrolmentRefused, Problem
from loyalty_pos.core.release import DAY_US
from loyalty_pos.wire.messages import OLDEST_PROTO, PROTO, SIGNED_PROTO, UNTOLD, Enrol, Enrolled
from loyalty_pos.wire.signing.joining import SECRET_CHARS, code_text
from loyalty_pos.wire.signing.words import is_key

CODE_LIFE_US: Final = 10 * 60 * 1_000_000
TRIES: Final = 5


class NotAuthorised(Problem):
    """No token, a wrong one, or one of a till that was shut out."""

    code = "not_authorised"


def digest(secret: str) -> str:
    """Return what is kept of a random secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_code(desk: Desk, secrets: Secrets, now_us: int, store_id: str, till_no: int) -> str:
    """Return a new code for one till of a store, with the mark of this centre's key. Raises EnrolmentRefused for an unknown store."""
    if desk.tills.store(store_id) is None:
        raise EnrolmentRefused(reason="unknown_store")
    code = secrets.code()
    desk.tills.put_code(Code(digest(code), store_id, till_no, now_us + CODE_LIFE_US, TRIES))
    return code_text(code, secrets.bundle_key)


def enrol(desk: Desk, secrets: Secrets, now_us: int, ask: Enrol) -> Enrolled | EnrolmentRefused:
    """Return the till's place, or the refusal (as a value: the lost try must be committed)."""
    if not OLDEST_PROTO <= ask.proto <= PROTO:
        return EnrolmentRefused(reason="protocol")
    wanted = digest("".join(ask.code.split()).upper().replace("-", "")[:SECRET_CHARS])
    codes = desk.tills.open_codes(now_us)
    right = [code for code in codes if hmac.compare_digest(code.code_hash, wanted)]
    if not right:
        spent = desk.tills.code(wanted)
        if spent is not None:
            return EnrolmentRefused(reason=_end_of(spent))
        for code in codes:
            desk.tills.put_code(replace(code, tries_left=code.tries_left - 1))
        return EnrolmentRefused(reason="wrong_code")
    desk.tills.put_code(replace(right[0], used_us=now_us))
    till_no = right[0].till_no or next_number(desk, now_us)
    return give_place(desk, secrets, Where(right[0].store_id, till_no), ask)


def _end_of(code: Code) -> str:
    """Return why a code opens nothing any more; whoever knows it to the letter did not guess."""
    if code.used_us:
        return "used_code"
    return "expired_code" if code.tries_left > 0 else "worn_code"


def until_us(batch: Batch) -> int:
    """Return when a batch ends by itself, 0 = it is not approved."""
    return batch.approved_us + batch.days * DAY_US if batch.approved_us else 0


def state_of(batch: Batch, now_us: int) -> str:
    """Return waits (for its approval), open, over or ended."""
    if batch.ended_us:
        return "ended"
    if not batch.approved_us:
        return "waits"
    return "open" if now_us < until_us(batch) else "over"


def standing_places(desk: Desk, now_us: int) -> Iterator[BatchPlace]:
    """Return the places of all batches that wait or are open, taken or not."""
    for batch in desk.batches.all():
        if state_of(batch, now_us) in {"waits", "open"}:
            yield from desk.batches.places(batch.batch_id)


def next_number(desk: Desk, now_us: int) -> int:
    """Return a number above those of all tills that no list keeps for a machine that has not come yet."""
    kept = {place.till_no for place in standing_places(desk, now_us) if not place.agent_id}
    number = 1 + max((till.till_no for till in desk.tills.tills()), default=0)
    while number in kept:
        number += 1
    return number


@dataclass(frozen=True, slots=True)
class Where:
    """A place to be given. ``devices``: what stands beside it, as settings name it.

    ``agent_id``: of a till that has this place already and did not hear so; its key is the same.
    """

    store_id: str
    till_no: int
    agent_id: str = ""
    devices: Mapping[str, str] = field(default_factory=dict)


def give_place(desk: Desk, secrets: Secrets, where: Where, ask: Enrol) -> Enrolled:
    """Give whoever asks a place of its own."""
    store = desk.tills.store(where.store_id)
    assert store is not None, where.store_id
    secret, is_new = secrets.token(), not where.agent_id
    agent_id = where.agent_id or secrets.new_id()
    till = Till(agent_id, store.store_id, where.till_no, ask.device_key, digest(secret))
    desk.tills.put_till(till)
    if is_new and ask.proto >= SIGNED_PROTO and is_key(ask.device_key):
        desk.voices.put(Voice(agent_id, signs=True))
    desk.feed.publish([device_row(till)])
    return Enrolled(
        agent_id=agent_id,
        store_id=store.store_id,
        store_name=store.name,
        till_no=till.till_no,
        token=f"{agent_id}.{secret}",
        lookup_key=secrets.lookup_key_text,
        centre_key=secrets.centre_key,
        bundle_key=secrets.bundle_key,
        zone=store.zone,
        proto=PROTO,
        device_key=ask.device_key,
        devices=dict(where.devices) or UNTOLD,
    )


def authorise(desk: Desk, token: str) -> Till:
    """Return the till that this bearer token belongs to. Raises NotAuthorised, also for one that was shut out."""
    till = known(desk, token)
    if till.revoked:
        raise NotAuthorised
    return till


def known(desk: Desk, token: str) -> Till:
    """Return the till that this bearer token belongs to, also one that was shut out. Raises NotAuthorised."""
    agent_id, _, secret = token.partition(".")
    till = desk.tills.till(agent_id)
    if till is None or not hmac.compare_digest(till.token_hash, digest(secret)):
        raise NotAuthorised
    return till
