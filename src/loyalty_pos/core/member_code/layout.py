"""A member's code as bytes and as digits: decimal digits survive any keyboard layout and make the same small QR.

Short form, 80 bytes: version and key number, card, time step, counter, Ed25519 signature of the phone. Long form, 184
bytes: the same and a passport, by which a till believes a phone it never heard of: public key, end, class, limit, the
centre's signature. Fixed fields, big-endian; anything else is no code (offline.md 4.3, E1 and E2).
"""

from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.leases.lease import Holder

STEP_S: Final = 30
SHORT, LONG = 1, 2
PREFIXES: Final = {SHORT: "2997", LONG: "2998"}
"""Scheme digits in front; with other lengths than cards have, so that neither is taken for the other."""
BYTES: Final = {SHORT: 80, LONG: 184}
DIGITS: Final = {SHORT: 193, LONG: 444}
"""What 2^(8n) - 1 needs."""
SIGNED_BYTES: Final = 16
SIGNATURE_BYTES: Final = 64
KEY_BYTES: Final = 32
MOST: Final = {"card": 1 << 63, "step": 1 << 32, "counter": 1 << 24, "minutes": 1 << 32, "limit": 1 << 24}
_CODE, _PASSPORT = b"loyalty member code 1\0", b"loyalty member passport 1\0"
_HOLDERS: Final = (Holder.GUEST, Holder.VISITED, Holder.HOME, Holder.APP)
_KEY_NUMBERS: Final = 16


@dataclass(frozen=True, slots=True)
class Passport:
    """The centre's word on a phone: whose ``public_key`` it is, until which minute since 1970, as what kind of member.

    ``limit``: whole points that may be taken on this word alone, 0 = what a card may (docs/why/0031).
    """

    public_key: bytes
    until_minutes: int
    holder: Holder
    limit: int
    signature: bytes = b""


@dataclass(frozen=True, slots=True)
class MemberCode:
    """``card``: keyed hash of the member's card; ``step``: half minutes since 1970; ``counter`` grows with each code."""

    card: int
    step: int
    counter: int
    key_number: int = 0
    signature: bytes = b""
    passport: Passport | None = None

    @property
    def version(self) -> int:
        """Short or long form."""
        return LONG if self.passport else SHORT


def signed_by_phone(code: MemberCode, network: str) -> bytes:
    """Return what the phone signs; ``network`` keeps codes of one network out of another."""
    return _CODE + network.encode() + b"\0" + _head(code)


def signed_by_centre(passport: Passport, card: int, network: str) -> bytes:
    """Return what the centre signs: the passport of this card in this network."""
    return _PASSPORT + network.encode() + b"\0" + card.to_bytes(8) + _passport_body(passport)


def digits_of(code: MemberCode) -> str:
    """Return the code as the QR shows it."""
    body = _head(code) + code.signature
    if code.passport is not None:
        body += _passport_body(code.passport) + code.passport.signature
    assert len(body) == BYTES[code.version], len(body)
    number = str(int.from_bytes(body))
    return PREFIXES[code.version] + number.zfill(DIGITS[code.version])


def is_member_code(text: str) -> bool:
    """Tell whether a text has the look of a member's code."""
    return (
        any(text.startswith(PREFIXES[v]) and len(text) == 4 + DIGITS[v] for v in PREFIXES) and text.isascii()
    )


def read_code(text: str) -> MemberCode | None:
    """Return the code of scanned digits, None where they say nothing that this program knows."""
    version = next((v for v, prefix in PREFIXES.items() if text.startswith(prefix)), 0)
    digits = text[4:]
    if not version or len(digits) != DIGITS[version] or not (digits.isascii() and digits.isdigit()):
        return None
    number = int(digits)
    if number >= 1 << (8 * BYTES[version]):
        return None
    body = number.to_bytes(BYTES[version])
    if body[0] // _KEY_NUMBERS != version:
        return None
    card = int.from_bytes(body[1:9])
    if card >= MOST["card"]:
        return None
    passport = None
    if version == LONG:
        passport = _read_passport(body[SIGNED_BYTES + SIGNATURE_BYTES :])
        if passport is None:
            return None
    return MemberCode(
        card=card,
        step=int.from_bytes(body[9:13]),
        counter=int.from_bytes(body[13:16]),
        key_number=body[0] % _KEY_NUMBERS,
        signature=body[SIGNED_BYTES : SIGNED_BYTES + SIGNATURE_BYTES],
        passport=passport,
    )


def _head(code: MemberCode) -> bytes:
    first = code.version * _KEY_NUMBERS + code.key_number
    return bytes([first]) + code.card.to_bytes(8) + code.step.to_bytes(4) + code.counter.to_bytes(3)


def _passport_body(passport: Passport) -> bytes:
    holder = bytes([_HOLDERS.index(passport.holder)])
    return passport.public_key + passport.until_minutes.to_bytes(4) + holder + passport.limit.to_bytes(3)


def _read_passport(body: bytes) -> Passport | None:
    holder = body[KEY_BYTES + 4]
    if holder >= len(_HOLDERS):
        return None
    return Passport(
        public_key=body[:KEY_BYTES],
        until_minutes=int.from_bytes(body[KEY_BYTES : KEY_BYTES + 4]),
        holder=_HOLDERS[holder],
        limit=int.from_bytes(body[KEY_BYTES + 5 : KEY_BYTES + 8]),
        signature=body[KEY_BYTES + 8 :],
    )
