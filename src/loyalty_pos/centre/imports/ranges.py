"""Blocks of old card numbers found in an import, so that tills recognise them by prefix and never by length alone.

A block must not swallow a barcode of goods: its prefix grows until no known barcode falls into it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Final

from loyalty_pos.core.cards import CardRange, find_range, obeys, own_range

_SERIES: Final = "imported"
_SHORTEST_PREFIX: Final = 3
_MOST_RANGES: Final = 200


def is_misprinted(number: str, known: Collection[CardRange]) -> bool:
    """Tell whether a card lies in our own block or a known one and its check digit is wrong: no till reads it."""
    block = find_range(number, _covered(known))
    return block is not None and not obeys(number, block.check)


def new_ranges(
    numbers: Iterable[str], known: Collection[CardRange], barcodes: Iterable[str]
) -> tuple[CardRange, ...]:
    """Return the ranges that the numbers need beside our own and the known ones; () when too many would be needed."""
    covered = _covered(known)
    strange: dict[int, set[str]] = defaultdict(set)
    for number in numbers:
        if find_range(number, covered) is None:
            strange[len(number)].add(number)
    goods: dict[int, list[str]] = defaultdict(list)
    for barcode in barcodes:
        goods[len(barcode)].append(barcode)
    found = [
        CardRange(_SERIES, "", prefix, prefix, length, length)
        for length, same_length in sorted(strange.items())
        for prefix in sorted(_prefixes(same_length, goods[length], min(_SHORTEST_PREFIX, length)))
    ]
    return tuple(found) if len(found) <= _MOST_RANGES else ()


def _covered(known: Collection[CardRange]) -> tuple[CardRange, ...]:
    return (own_range("own", ""), *known)


def _prefixes(numbers: set[str], goods: list[str], digits: int) -> set[str]:
    """Return prefixes of at least ``digits`` digits that hold all numbers and no goods."""
    found: set[str] = set()
    groups: dict[str, set[str]] = defaultdict(set)
    for number in numbers:
        groups[number[:digits]].add(number)
    for prefix, members in groups.items():
        mixed = [barcode for barcode in goods if barcode.startswith(prefix)]
        if mixed and digits < len(next(iter(members))):
            found |= _prefixes(members, mixed, digits + 1)
        else:
            found.add(prefix)
    return found
