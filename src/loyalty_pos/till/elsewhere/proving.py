"""The paper's own word: written on this till's receipts, judged on another's. Nothing is looked up over a network."""

from collections.abc import Sequence
from dataclasses import dataclass

from loyalty_pos.core.problems import PaperForged
from loyalty_pos.core.receipt_proof.paper import Proof, Written, proof_digits
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.other_tills.ports import DeviceKey
from loyalty_pos.till.world import TillWorld


@dataclass(frozen=True, slots=True)
class Signer:
    """Which till signed a paper; ``revoked``: it was shut out meanwhile, and its word counts for nothing."""

    agent_id: str
    revoked: bool


def proof_of(world: TillWorld, sale: Sale) -> str:
    """Return the digits behind the code on the receipt of a sale of this till, "" = the code alone is printed."""
    event = world.journal.event_of_sale(sale.sale_id)
    if event is None:
        return ""
    written = Written(event.agent_id, event.seq, event.hash)
    return proof_digits(sale, written, world.elsewhere.signatures.sign)


def signer_of(world: TillWorld, proof: Proof) -> Signer | None:
    """Return who signed it, None = nobody that this till knows can have: unsigned, or by a till it never heard of.

    Raises ``PaperForged``: the tills that it may be from have not signed this.
    """
    if not proof.signature:
        return None
    known: Sequence[DeviceKey] = world.elsewhere.keys.beginning(proof.sale.code[:4])
    for key in known:
        message = proof.signed_by(key.agent_id)
        if world.elsewhere.signatures.is_signed(key.public_key, message, proof.signature):
            return Signer(key.agent_id, key.revoked)
    if known:
        raise PaperForged(receipt=proof.sale.code)
    return None
