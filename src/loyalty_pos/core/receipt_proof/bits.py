"""Whole numbers as bits, one behind the other, and the bits as decimal digits with a check digit.

Digits, because a scanner that types survives any keyboard layout with them, and a QR holds them tighter than letters.
It knows nothing of receipts. Whatever cannot be read is ``NotAProof``, nothing else.
"""

from typing import Final

from loyalty_pos.core.cards import damm_digit, is_digits
from loyalty_pos.core.problems import NotAProof

MOST_BYTES: Final = 198
"""477 digits and a check digit: with the receipt's code and its mark not more than 504 characters."""
WIDTH_BITS: Final = 6
"""A number that says how many bits another one has: up to 63."""
_BYTE: Final = 8
_LENGTHS: Final = [len(str((1 << _BYTE * size) - 1)) for size in range(MOST_BYTES + 1)]
"""Digits that this many bytes take; every number of bytes has its own."""
_SIZES: Final = {length: size for size, length in enumerate(_LENGTHS) if size}


class BitWriter:
    """Puts numbers one behind the other, the highest bit first."""

    def __init__(self) -> None:
        self._value = 0
        self._bits = 0

    def put(self, number: int, bits: int) -> None:
        """Add a number in this many bits; what does not fit is a mistake of the caller's."""
        assert 0 <= number < 1 << bits, (number, bits)
        self._value = self._value << bits | number
        self._bits += bits

    def put_any(self, number: int) -> None:
        """Add a number below 2^63, its length before it."""
        self.put(number.bit_length(), WIDTH_BITS)
        self.put(number, number.bit_length())

    def to_bytes(self) -> bytes:
        """Return what was written, filled up with zeros to whole bytes."""
        short = -self._bits % _BYTE
        return (self._value << short).to_bytes((self._bits + short) // _BYTE)


class BitReader:
    """Takes the numbers out again. Raises ``NotAProof`` where there is nothing more."""

    def __init__(self, data: bytes) -> None:
        self._value = int.from_bytes(data)
        self._left = len(data) * _BYTE

    def take(self, bits: int) -> int:
        """Return the next number of this many bits."""
        self._left -= bits
        if self._left < 0:
            raise NotAProof
        number = self._value >> self._left
        self._value &= (1 << self._left) - 1
        return number

    def take_any(self) -> int:
        """Return the next number that has its length before it."""
        return self.take(self.take(WIDTH_BITS))

    def end(self) -> None:
        """Look that nothing but the filling is left."""
        if self._left >= _BYTE or self._value:
            raise NotAProof


def digits_of(data: bytes) -> str:
    """Return the bytes as digits: as many as the largest number of this length needs, and a Damm digit."""
    digits = str(int.from_bytes(data)).zfill(_LENGTHS[len(data)])
    return digits + damm_digit(digits)


def bytes_of(digits: str) -> bytes:
    """Return the bytes again. Raises ``NotAProof``: any one wrong digit, any two neighbours changed over, are noticed."""
    body = digits[:-1]
    size = _SIZES.get(len(body), 0)
    if not (size and is_digits(digits)) or damm_digit(body) != digits[-1]:
        raise NotAProof
    number = int(body)
    if number >= 1 << _BYTE * size:
        raise NotAProof
    return number.to_bytes(size)
