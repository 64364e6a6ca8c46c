"""Texts and bytes that may reach a till or the centre from anybody: each reader gives a value or its one named refusal.

    python -m tests.property.hostile_words [--cases N] [--seed N] [--only NAME]

``--cases`` of each reader: any bytes, real ones damaged in a few places, real ones cut, doubled, run together. A reader
that raises anything else, or hangs on what it was given, is broken; how many were read and refused is printed.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from loyalty_pos.core.basket_file import read_basket
from loyalty_pos.core.cards import CardRange
from loyalty_pos.core.member_code.layout import BYTES, PREFIXES, read_code
from loyalty_pos.core.member_code.sighting import read_sighting
from loyalty_pos.core.problems import (
    BadBasketFile,
    BadMessage,
    BadPhone,
    BadProgramme,
    BadQuantity,
    PaymentCardRefused,
    UnreadableCode,
)
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.scan import DEFAULT_CODES, Nomenclature, read
from loyalty_pos.wire import messages, rows
from loyalty_pos.wire.card_ranges import read_ranges
from loyalty_pos.wire.codec import decode, encode
from loyalty_pos.wire.events import Event, fact_of
from loyalty_pos.wire.zstd import Zstd

CASES: Final = 200_000
_GOLDEN: Final = max(
    Path(__file__).resolve().parents[1].glob("golden/journal-*.jsonl"),
    key=lambda path: int(path.stem.split("-")[1]),
)
_PROGRAMMES: Final = Path(__file__).resolve().parents[2] / "resources" / "programmes"
_LIMIT: Final = 64 * 1024
_SHOP: Final = Nomenclature((CardRange("old", "", "77000", "77999", 8, 13),), DEFAULT_CODES)
_SCANS: Final = (
    "4600000000015", "2900000000001234", "]C10104600000000015310300125010ABC", "]d20104600000000015\x1d21XYZ", "+7 999 123-45-67",
    "LPR1:0123456789AbC-def:" + "7" * 300, "LPG1:ABCDEFGH12345678", "LPC1:SUMMER", "LPS1:anna", "2100001012345", "77000123",
    ";4000001234567899=2512101?", "%B4000001234567899^A/B^2512?", "ЖЗПН",
)  # fmt: skip

Refusals = tuple[type[Exception], ...]


class Reader(NamedTuple):
    """``read`` takes bytes as they came; ``refusals``: what it may raise; ``real``: what such bytes look like.

    ``share``: of the usual number of cases in a short run, for a reader whose inputs are long.
    """

    read: Callable[[bytes], object]
    refusals: Refusals
    real: Sequence[bytes]
    share: float = 1.0


def readers() -> dict[str, Reader]:
    """Return every reader of what others may write."""
    events = [msgspec.json.decode(line, type=Event) for line in _GOLDEN.read_bytes().splitlines()]
    batch = encode(messages.Push("till", "life", 1, events[:3], {"anna": "key"}))
    bodies = [event.kind.encode() + b"\n" + event.body.encode() for event in events]
    kinds: list[type[msgspec.Struct]] = [
        found
        for module in (messages, rows)
        for found in vars(module).values()
        if isinstance(found, type) and issubclass(found, msgspec.Struct)
    ]
    return {
        "scan": Reader(
            lambda data: read(_text(data), _SHOP),
            (UnreadableCode, PaymentCardRefused, BadPhone, BadQuantity),
            [scan.encode() for scan in _SCANS],
        ),
        "member's code": Reader(
            lambda data: read_code(_text(data)),
            (),
            [
                (
                    prefix + str(int.from_bytes(bytes([version * 16]) + bytes(range(1, BYTES[version]))))
                ).encode()
                for version, prefix in PREFIXES.items()
            ],
        ),
        "sighting": Reader(lambda data: read_sighting(_text(data)), (), [b"1234567890.12.3"]),
        "push": Reader(lambda data: decode(data, messages.Push), (BadMessage,), [batch]),
        "any message": Reader(
            lambda data: _any_message(data, kinds),
            (BadMessage,),
            [encode(messages.Hello(1, 1, "a", 5)), batch],
        ),
        "event": Reader(
            lambda data: decode(data, Event), (BadMessage,), [encode(event) for event in events[:20]]
        ),
        "fact": Reader(_fact(events[0]), (BadMessage,), bodies),
        "zstd": Reader(
            lambda data: Zstd().expand(data, _LIMIT),
            (BadMessage,),
            [Zstd().compress(batch), Zstd().compress(bytes(1 << 20))],
        ),
        "card ranges": Reader(
            lambda data: read_ranges(_text(data)), (), [b'[["old","77000","77999",8,13,"none"]]']
        ),
        "basket": Reader(
            lambda data: read_basket(_text(data)),
            (BadBasketFile,),
            [b'{"lines": [{"id": "1", "price_minor": 100, "qty_milli": 2000}], "member": {"available": 5}}'],
        ),
        "programme": Reader(
            lambda data: read_programme(_text(data)),
            (BadProgramme,),
            [path.read_bytes() for path in sorted(_PROGRAMMES.glob("templates/*.toml"))],
            share=0.05,
        ),
    }


def hostile(reader: Reader, cases: int, seed: int) -> Counter[str]:
    """Let a reader read this many things; what it says of them, by name: ``read`` or the refusal's."""
    dice, said = random.Random(seed), Counter[str]()
    for data in _damaged(reader.real, dice, cases):
        try:
            reader.read(data)
        except reader.refusals as refused:
            said[type(refused).__name__] += 1
        except Exception as error:
            error.add_note(f"given {data[:2_000]!r}")
            raise
        else:
            said["read"] += 1
    return said


def _damaged(real: Sequence[bytes], dice: random.Random, cases: int) -> Iterator[bytes]:
    """Make things to be read."""
    for turn in range(cases):
        whole = bytearray(dice.choice(real))
        match turn % 5:
            case 0:
                yield dice.randbytes(dice.randrange(600))
            case 1:
                yield bytes(whole[: dice.randrange(len(whole) + 1)])
            case 2:
                at = dice.randrange(len(whole))
                whole[at:at] = dice.choice(real)[dice.randrange(8) :]
                yield bytes(whole)
            case _:
                for _ in range(dice.randrange(1, 5)):
                    _hurt(whole, dice)
                yield bytes(whole)


def _hurt(whole: bytearray, dice: random.Random) -> None:
    """Damage bytes in one place."""
    if not whole:
        return
    at = dice.randrange(len(whole))
    match dice.randrange(4):
        case 0:
            whole[at] ^= 1 << dice.randrange(8)
        case 1:
            whole[at] = dice.choice(b"\x00\xff\x1b\x1d\"'-:;=.0987[{\\")
        case 2:
            whole[at : at + dice.randrange(1, 9)] = dice.randbytes(dice.randrange(9))
        case _:
            whole[at:at] = whole[at : at + dice.randrange(1, 40)] * dice.randrange(1, 4)


def _text(data: bytes) -> str:
    """Return the text that a scanner or a file may make of bytes; nothing is left out."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _any_message(data: bytes, kinds: Sequence[type[msgspec.Struct]]) -> object:
    """Read bytes as one of the kinds, which one is up to them."""
    return decode(data, kinds[sum(data) % len(kinds)])


def _fact(event: Event) -> Callable[[bytes], object]:
    """Return how the body of an event is read, its kind in the first line."""

    def read_body(data: bytes) -> object:
        kind, _, body = _text(data).partition("\n")
        return fact_of(msgspec.structs.replace(event, kind=kind, body=body))

    return read_body


def main(arguments: Sequence[str] | None = None) -> int:
    """Read them and print what was said, by reader."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append")
    options = parser.parse_args(arguments)
    counted = {
        name: hostile(reader, options.cases, options.seed)
        for name, reader in readers().items()
        if name in (options.only or readers())
    }
    sys.stdout.write(f"{json.dumps(counted)}\n")
    return 0 if all(said["read"] for said in counted.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
