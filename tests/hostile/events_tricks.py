"""What a hostile till tries with its own history."""

import msgspec

from loyalty_pos.wire.events import sign_chain
from tests.e2e.corner import STORE
from tests.fakes.till_folder import a_sale
from tests.hostile.shop import AN_HOUR_US, now_us
from tests.hostile.thief import Thief, ThiefStream, facts, new_op, said, sale, shift, trick


@trick("leaves an event out")
def _gap(thief: Thief) -> str:
    stream = thief.stream()
    for _ in range(3):
        stream.commit(shift())
    thief.push(ThiefStream(thief.place, stream.incarnation, stream.events[:1]))
    return said(thief.push(stream, 3))


@trick("tells another history under the same name")
def _fork(thief: Thief) -> str:
    stream = thief.stream()
    stream.commit(shift())
    thief.push(stream)
    other = ThiefStream(thief.place, stream.incarnation)
    other.commit(shift(2))
    return said(thief.push(other))


@trick("begins with event number two billion")
def _giant(thief: Thief) -> str:
    stream = thief.stream()
    event = stream.commit(shift())
    stream.events[0] = sign_chain(msgspec.structs.replace(event, seq=2 * 10**9))
    return said(thief.push(stream, 1, from_seq=2 * 10**9))


@trick("changes an event and leaves its hash")
def _unhashed(thief: Thief) -> str:
    stream = thief.stream()
    stream.events.append(msgspec.structs.replace(stream.commit(shift()), cashier_id="nobody"))
    del stream.events[0]
    return said(thief.push(stream))


@trick("does not sign the head of its history")
def _headless(thief: Thief) -> str:
    stream = thief.stream()
    stream.commit(shift())
    return said(thief.push(stream, head_sig=""))


@trick("brings events of another till as its own")
def _others(thief: Thief) -> str:
    stream = ThiefStream(msgspec.structs.replace(thief.place, agent_id=thief.other.agent_id), "f" * 16)
    stream.commit(shift())
    return said(thief.push(stream))


@trick("sends one event twice under two numbers")
def _twice(thief: Thief) -> str:
    stream = thief.stream()
    first = stream.commit(a_sale(1, store_id=STORE, sale_id=new_op()))
    stream.commit(shift(), id=first.id)
    thief.push(ThiefStream(thief.place, stream.incarnation, stream.events[:1]))
    return said(thief.push(stream, 2))


facts("an event of a kind that nobody knows", lambda: [shift()], kind="transfer_all")
facts("an event whose body is noise", lambda: [shift()], kind="sale", body="{" * 5_000)
facts("a time a hundred years ahead", lambda: [shift()], wall_us=now_us() + 876_000 * AN_HOUR_US)
facts("a number of a lease that nobody made out", lambda: [sale()], lease_epoch=10**9)
