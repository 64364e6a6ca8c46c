"""A packed body may ask for so much memory and no more, whatever a stranger writes into its head."""

import random

import pytest
import zstandard

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.messages import MAX_ANSWER_BYTES
from loyalty_pos.wire.zstd import Zstd


def with_window(log: int, data: bytes) -> bytes:
    """Return a frame that wants 2**log bytes kept in mind."""
    wanted = zstandard.ZstdCompressionParameters.from_level(3, window_log=log)
    packing = zstandard.ZstdCompressor(compression_params=wanted).compressobj()
    return packing.compress(data) + packing.flush()


@pytest.mark.parametrize("log", [24, 27, 30])
def test_nineteen_bytes_that_want_a_hundred_megabytes_are_refused(log: int) -> None:
    frame = with_window(log, b"x" * 10)
    assert len(frame) < 20
    with pytest.raises(BadMessage):
        Zstd().unpack(frame, MAX_ANSWER_BYTES)


def test_the_largest_of_our_own_is_read() -> None:
    data = random.Random(1).randbytes(MAX_ANSWER_BYTES)
    assert Zstd().unpack(Zstd().compress(data), MAX_ANSWER_BYTES) == data
    assert Zstd().unpack(with_window(23, b"x" * 10), MAX_ANSWER_BYTES) == b"x" * 10
