"""A machine of a batch comes for its place: known by its host name, once, while the batch is open.

It must never give a place twice: of two machines with one name a person says which is the right one. Only to the owner of
the key that took it is a place told again, because the first answer may have been lost.
"""

import hmac
from dataclasses import replace

from loyalty_pos.centre.enrolment import Where, digest, give_place, next_number, until_us
from loyalty_pos.centre.machines.records import Batch, BatchPlace
from loyalty_pos.centre.ports import Desk, Secrets
from loyalty_pos.core.problems import EnrolmentRefused
from loyalty_pos.wire.messages import OLDEST_PROTO, PROTO, Enrol, Enrolled
from loyalty_pos.wire.signing.joining import host_name, host_text
from loyalty_pos.wire.signing.words import is_key


def come(desk: Desk, secrets: Secrets, now_us: int, ask: Enrol) -> Enrolled:
    """Return the place of the machine that asks. Raises EnrolmentRefused."""
    if not OLDEST_PROTO <= ask.proto <= PROTO:
        raise EnrolmentRefused(reason="protocol")
    host = host_name(ask.host)
    if not host or not is_key(ask.device_key):
        raise EnrolmentRefused(reason="unknown_host")
    batch = desk.batches.opened_by(digest(ask.code.strip().upper()))
    if batch is None:
        raise EnrolmentRefused(reason="wrong_batch")
    place = desk.batches.place(batch.batch_id, host)
    if place is not None and place.agent_id:
        return _again(desk, secrets, place, ask)
    _check_open(batch, now_us)
    if place is None:
        raise EnrolmentRefused(reason="unknown_host")
    if desk.batches.taken(batch.batch_id) >= batch.most:
        raise EnrolmentRefused(reason="batch_full")
    _check_free(desk, place)
    where = Where(place.store_id, place.till_no or next_number(desk, now_us), devices=place.devices)
    given = give_place(desk, secrets, where, ask)
    came = replace(place, till_no=given.till_no, agent_id=given.agent_id, taken_us=now_us)
    desk.batches.put_places([came])
    return given


def _check_open(batch: Batch, now_us: int) -> None:
    if batch.ended_us:
        raise EnrolmentRefused(reason="batch_revoked")
    if now_us >= until_us(batch):
        raise EnrolmentRefused(reason="batch_over")


def _check_free(desk: Desk, place: BatchPlace) -> None:
    """Refuse a number that another till was given meanwhile, with a code of its own."""
    if place.till_no and any(
        till.till_no == place.till_no and till.store_id == place.store_id and not till.revoked
        for till in desk.tills.tills()
    ):
        raise EnrolmentRefused(reason="till_is_there")


def _again(desk: Desk, secrets: Secrets, place: BatchPlace, ask: Enrol) -> Enrolled:
    """Tell a place again to whoever shows to own the key that took it; also after the batch: it was given before."""
    till = desk.tills.till(place.agent_id)
    text = host_text(place.host, ask.device_key, ask.incarnation)
    is_same = (
        till is not None
        and not till.revoked
        and hmac.compare_digest(till.device_key, ask.device_key)
        and secrets.is_signed(ask.device_key, text, ask.proof)
    )
    if till is None or not is_same:
        raise EnrolmentRefused(reason="host_taken")
    where = Where(till.store_id, till.till_no, till.agent_id, place.devices)
    return give_place(desk, secrets, where, ask)
