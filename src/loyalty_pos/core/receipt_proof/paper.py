"""A sale as its paper carries it, and what the till that sold it signs. Pure; who signs and verifies comes in.

Two forms. *Lines*: every line with its exact shares, so that any till gives back the same kopecks and points as the
one that sold. *Sums*: what the whole receipt was, where lines do not fit or bring rights that no paper can undo
(certificates, memberships, stamps): ``has_lines`` False, and goods come back by their sum.
A sale read from paper is a ``Sale`` with one thing less: names of goods: in their place stands what
``lines.article_ref`` makes of the article, or nothing on a long receipt.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.problems import NotAProof
from loyalty_pos.core.receipt_proof.bits import MOST_BYTES, BitReader, BitWriter, bytes_of, digits_of
from loyalty_pos.core.receipt_proof.head import Head, head_of, put_head, take_head
from loyalty_pos.core.receipt_proof.lines import fit_on_paper, put_lines, take_lines
from loyalty_pos.core.receipt_proof.sums import put_sums, take_sums
from loyalty_pos.core.sale import Sale

SIGNATURE_BYTES: Final = 64
HASH_DIGITS: Final = 12
_ROOM: Final = MOST_BYTES - SIGNATURE_BYTES - 1
_SIGNED: Final = b"loyalty receipt 1\0"
_VERSION: Final = 1
_VERSION_BITS: Final = 4
Sign = Callable[[bytes], bytes]
"""message -> Ed25519 signature, b"" = this till has no key."""


@dataclass(frozen=True, slots=True)
class Written:
    """Where the sale stands in its till's chain: number of its event, hash of it (at least ``HASH_DIGITS`` digits)."""

    agent_id: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What the digits say. ``hash``: the first ``HASH_DIGITS`` digits of the event's; ``signature`` b"" = unsigned."""

    sale: Sale
    seq: int
    hash: str
    has_lines: bool
    payload: bytes
    signature: bytes

    def signed_by(self, agent_id: str) -> bytes:
        """Return the message that this till must have signed."""
        return _message(agent_id, self.sale.code, self.payload)


def proof_digits(sale: Sale, written: Written, sign: Sign) -> str:
    """Return the digits behind the receipt's code, "" where the sale's own id is none that a paper can carry."""
    head = head_of(sale, written.seq, written.hash[:HASH_DIGITS])
    if head is None:
        return ""
    payload = _payload(head, sale)
    signature = sign(_message(written.agent_id, sale.code, payload))
    assert len(signature) in {0, SIGNATURE_BYTES}, len(signature)
    return digits_of(bytes([len(signature)]) + payload + signature)


def read_proof(code: str, digits: str) -> Proof:
    """Return what stands behind a receipt's code. Raises ``NotAProof``; believes nothing yet."""
    data = bytes_of(digits)
    size = data[0]
    if size not in {0, SIGNATURE_BYTES} or len(data) <= 1 + size:
        raise NotAProof
    payload, signature = (data[1:-size], data[-size:]) if size else (data[1:], b"")
    reader = BitReader(payload)
    if reader.take(_VERSION_BITS) != _VERSION:
        raise NotAProof
    has_lines = bool(reader.take(1))
    head = take_head(reader, code)
    sale = take_lines(reader, head.sale) if has_lines else take_sums(reader, head.sale)
    reader.end()
    return Proof(sale, head.seq, head.hash, has_lines, payload, signature)


def says_the_same(proof: Proof, sale: Sale, written: Written) -> bool:
    """Tell whether a paper says what a receipt of this sale says, to the last bit; whoever signed it."""
    head = head_of(sale, written.seq, written.hash[:HASH_DIGITS])
    return head is not None and proof.sale.code == sale.code and proof.payload == _payload(head, sale)


def _payload(head: Head, sale: Sale) -> bytes:
    """Return the most that there is room for."""
    if fit_on_paper(sale):
        for named in (True, False):
            writer = _begun(head, has_lines=True)
            put_lines(writer, sale, named=named)
            if len(payload := writer.to_bytes()) <= _ROOM:
                return payload
    writer = _begun(head, has_lines=False)
    put_sums(writer, sale)
    payload = writer.to_bytes()
    assert len(payload) <= _ROOM, len(payload)
    return payload


def _begun(head: Head, *, has_lines: bool) -> BitWriter:
    writer = BitWriter()
    writer.put(_VERSION, _VERSION_BITS)
    writer.put(int(has_lines), 1)
    put_head(writer, head)
    return writer


def _message(agent_id: str, code: str, payload: bytes) -> bytes:
    return _SIGNED + agent_id.encode() + b"\0" + code.encode() + b"\0" + payload
