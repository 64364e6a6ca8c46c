"""Any bytes give a message or one named refusal, within limits; what goes out comes back the same."""

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.codec import decode, encode
from loyalty_pos.wire.events import Event
from loyalty_pos.wire.messages import Changes, Enrolled, Found, Hello, HoldAnswer, Push, Pushed, Refused
from loyalty_pos.wire.rows import ROW_TYPES
from loyalty_pos.wire.zstd import Zstd

KINDS: list[type[msgspec.Struct]] = [
    Push,
    Pushed,
    Hello,
    Changes,
    Enrolled,
    Found,
    HoldAnswer,
    Refused,
    Event,
]
KINDS += ROW_TYPES.values()
LIMIT = 64 * 1024

texts = st.text(max_size=20)
numbers = st.integers(-(2**63), 2**63 - 1)
events = st.builds(
    Event, texts, texts, texts, numbers, numbers, numbers, texts, numbers, texts, texts, texts, texts, numbers,
    texts, texts, texts, texts,
)  # fmt: skip
pushes = st.builds(Push, texts, texts, numbers, st.lists(events, max_size=3), st.dictionaries(texts, texts))


@given(st.binary(max_size=400), st.sampled_from(KINDS))
def test_any_bytes_are_a_message_or_a_refusal(data: bytes, kind: type[msgspec.Struct]) -> None:
    try:
        message = decode(data, kind)
    except BadMessage:
        return
    assert isinstance(message, kind)


@given(pushes, st.data())
def test_a_damaged_message_is_a_message_or_a_refusal(push: Push, data: st.DataObject) -> None:
    packed = bytearray(encode(push))
    for _ in range(3):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    try:
        decode(bytes(packed), Push)
    except BadMessage:
        return


@given(pushes)
def test_what_is_sent_arrives(push: Push) -> None:
    zstd = Zstd()
    assert decode(zstd.expand(zstd.compress(encode(push)), 1 << 20), Push) == push


@given(st.binary(max_size=2_000))
def test_any_bytes_expand_or_are_refused(data: bytes) -> None:
    try:
        assert len(Zstd().expand(data, LIMIT)) <= LIMIT
    except BadMessage:
        return


@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param(
            zstandard.ZstdCompressor().compress(bytes(200_000_000)), id="two hundred megabytes of nothing"
        ),
        pytest.param(
            zstandard.ZstdCompressor(write_content_size=False).compress(bytes(LIMIT + 1)),
            id="one byte too many, without saying so",
        ),
    ],
)
def test_a_bomb_does_not_go_off(bomb: bytes) -> None:
    with pytest.raises(BadMessage) as refused:
        Zstd().expand(bomb, LIMIT)
    assert refused.value.reason == "too large"


def test_a_frame_that_breaks_off_is_no_message() -> None:
    packed = Zstd().compress(encode(Refused("gap", "x" * 3_000)))
    try:
        expanded = Zstd().expand(packed[:-5], LIMIT)
    except BadMessage:
        return
    with pytest.raises(BadMessage):
        decode(expanded, Refused)


def test_deep_nesting_is_refused_and_not_a_crash() -> None:
    with pytest.raises(BadMessage):
        decode(b"\x91" * 100_000, Push)
