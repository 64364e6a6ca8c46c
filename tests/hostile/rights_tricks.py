"""What a hostile till tries with the rights of others, and after it was shut out: the last on the list."""

import time

from loyalty_pos.storage.sealing import new_device_key, signing_key
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.messages import (
    AccountQuery,
    HoldAnswer,
    HoldAsk,
    HoldTake,
    LeaseAsk,
)
from loyalty_pos.wire.receipts import KeyTold
from loyalty_pos.wire.signing.words import new_key_text
from tests.hostile.thief import HELLO, MEMBER, OK, Thief, asks, new_op, said, sale, trick


@trick("gives back points that another till holds")
def _release(thief: Thief) -> str:
    op = new_op()
    held = thief.honest.client.ask_hold(HoldAsk(op, MEMBER, 50))
    assert held.granted, held
    answer = said(thief.voice.say("DELETE", f"/v1/holds/{op}"))
    assert thief.honest.client.ask_hold(HoldAsk(op, MEMBER, 50)).granted
    thief.honest.client.release_hold(op)
    return f"{answer}; the hold stands"


@trick("takes points over by a manager who is none")
def _takes(thief: Thief) -> str:
    op = new_op()
    thief.honest.client.ask_hold(HoldAsk(op, MEMBER, 50))
    answer = said(thief.voice.say("POST", f"/v1/holds/{op}/take", HoldTake(MEMBER, "mallory")))
    thief.honest.client.release_hold(op)
    return answer


@trick("holds less than nothing, and more than there is")
def _holds(thief: Thief) -> str:
    granted = []
    for points in (-100, 10**12):
        op = new_op()
        response = thief.voice.say("PUT", f"/v1/holds/{op}", HoldAsk(op, MEMBER, points))
        granted.append(decode(response.content, HoldAnswer).granted if response.status_code == OK else 0)
    return f"{granted[0]} and {granted[1]} points"


asks(
    "wants the last lease that can be counted",
    "POST",
    "/v1/agents/{own}/{life}/lease",
    LeaseAsk(2**63 - 1, 0),
)
asks("wants a lease from below nothing", "POST", "/v1/agents/{own}/{life}/lease", LeaseAsk(-1, -1))
asks("says it obeyed orders that were never given", "GET", HELLO + "?done=999999")
asks(
    "tells a new key that is not its own",
    "PUT",
    "/v1/agents/{own}/key",
    KeyTold(signing_key(new_device_key()[0]).public, "A" * 86 + "=="),
)
asks("tells a key for another till", "PUT", "/v1/agents/{others}/key", KeyTold("x"))


@trick("tells a new key proved for another till")
def _foreign_proof(thief: Thief) -> str:
    key = signing_key(new_device_key()[0])
    told = KeyTold(key.public, key.sign(new_key_text(thief.other.agent_id, key.public)))
    return said(thief.voice.say("PUT", f"/v1/agents/{thief.place.agent_id}/key", told))


@trick("comes a thousand times a second")
def _storm(thief: Thief) -> str:
    began, answered = time.monotonic(), 0
    while time.monotonic() - began < 1.0:
        answered += thief.voice.say("GET", thief.voice.place("hello")).status_code == OK
    return "answered, and so is everybody else" if answered else "refused"


@trick("reads all members, number by number")
def _reads_all(thief: Thief) -> str:
    """The last four digits of a card find its member: ten thousand questions would be everybody."""
    for number in range(10_000):
        asked = AccountQuery(f"{number:04d}", staff_id="olga")  # whose name the till knew
        response = thief.voice.say("POST", "/v1/search", asked)
        if response.status_code != OK:
            return f"some answers, then {said(response)}"
    return "has read them"


# the last four: it is shut out


@trick("brings a sale after it was shut out")
def _after(thief: Thief) -> str:
    thief.shop.centre.admin.shut_out(thief.place.agent_id)
    return thief.brings(sale(account_id=MEMBER, accrued=500))


asks("asks for changes after it was shut out", "GET", "/v1/changes?incarnation={life}")
asks("looks for members after it was shut out", "POST", "/v1/search", AccountQuery("anna"))
asks("asks without a signature after it was shut out", "GET", HELLO, key=None)
