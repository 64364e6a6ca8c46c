"""What a receipt's paper says of itself, beside the books: who signed it, where it stands, whether both say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from loyalty_pos.core.dates import moment
from loyalty_pos.core.problems import NotAProof
from loyalty_pos.core.receipt_proof.paper import Proof, Written, read_proof, says_the_same
from loyalty_pos.core.sale import Sale
from loyalty_pos.storage.receipt_keys import ReceiptKeys
from loyalty_pos.till.other_tills.ports import DeviceKey
from loyalty_pos.wire.events import Event, fact_of


class Signed(StrEnum):
    """Who stands behind a paper. ``UNKNOWN``: signed, by a till whose key is not known here."""

    NOT_READ = "paper_unreadable"
    NOBODY = "paper_unsigned"
    UNKNOWN = "paper_unknown"
    FORGED = "paper_forged"
    SHUT_OUT = "paper_shut_out"
    TILL = "paper_signed"


@dataclass(frozen=True, slots=True)
class Judged:
    """``proof`` None = nothing can be read. ``same``: it says what the books say, None = the books are not here."""

    signed: Signed
    agent_id: str = ""
    proof: Proof | None = None
    same: bool | None = None

    @property
    def is_wrong(self) -> bool:
        """True when a person should look at this paper."""
        return self.signed in {Signed.NOT_READ, Signed.FORGED} or self.same is False

    def facts(self) -> dict[str, object]:
        """Return it for a machine."""
        if self.proof is None:
            return {"signed": str(self.signed)}
        sale = self.proof.sale
        return {
            "signed": str(self.signed),
            "agent_id": self.agent_id,
            "seq": self.proof.seq,
            "hash": self.proof.hash,
            "begun": moment(sale.sold_at_us).isoformat(),
            "paid_minor": sale.paid_minor + sale.certificate_minor,
            "has_lines": self.proof.has_lines,
            "same": self.same,
        }


def judge(code: str, digits: str, keys: Sequence[DeviceKey], event: Event | None) -> Judged:
    """Return what a paper is worth; ``event``: of the sale with this code in the books, None = not here."""
    try:
        proof = read_proof(code, digits)
    except NotAProof:
        return Judged(Signed.NOT_READ)
    signed, agent_id = _signed(proof, keys)
    same: bool | None = None
    if event is not None:
        sale = fact_of(event)
        written = Written(event.agent_id, event.seq, event.hash)
        of_this_till = agent_id in {"", event.agent_id}
        same = isinstance(sale, Sale) and of_this_till and says_the_same(proof, sale, written)
    return Judged(signed, agent_id, proof, same)


def _signed(proof: Proof, keys: Sequence[DeviceKey]) -> tuple[Signed, str]:
    if not proof.signature:
        return Signed.NOBODY, ""
    judging = ReceiptKeys(lambda: None)
    for key in keys:
        if judging.is_signed(key.public_key, proof.signed_by(key.agent_id), proof.signature):
            return (Signed.SHUT_OUT if key.revoked else Signed.TILL), key.agent_id
    return (Signed.FORGED if keys else Signed.UNKNOWN), ""
