"""Whatever anybody shows a scanner or sends over the line is read, or refused by its one name: 200,000 each in the long run."""

import pytest

from tests.property.hostile_words import Reader, hostile, readers

CASES = 10_000
READERS = readers()


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_anything_is_read_or_refused_by_name(reader: Reader) -> None:
    cases = round(CASES * reader.share)
    said = hostile(reader, cases, seed=7)
    assert said.total() == cases
    assert said["read"], "nothing at all could be read: the damage says nothing about the reader"
    assert not reader.refusals or len(said) > 1, "nothing was refused"
