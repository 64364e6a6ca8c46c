"""What a printer says: answers and what it says unasked are told apart on one line, and neither is taken for "printed"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.devices.printer_status import Hearing, State, is_done, is_live

ALL_WELL = bytes([0x10, 0x00, 0x00, 0x0F])


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (ALL_WELL, State.OK),
        (bytes([0x18, 0x00, 0x0F, 0x0F]), State.PAPER_OUT),
        (bytes([0x38, 0x00, 0x00, 0x0F]), State.COVER_OPEN),
        (bytes([0x18, 0x00, 0x00, 0x0F]), State.OFFLINE),
        (bytes([0x10, 0x00, 0x03, 0x0F]), State.PAPER_NEAR_END),
    ],
)
def test_what_a_printer_says_unasked_is_understood_and_is_no_answer(said: bytes, state: State) -> None:
    hearing = Hearing()
    assert hearing.answers(said) == []
    assert hearing.state is state


def test_an_unasked_word_is_never_taken_for_a_printed_receipt() -> None:
    assert sum(map(is_done, ALL_WELL)) == 3  # that is why they are taken out
    heard = [answer for byte in ALL_WELL * 3 for answer in Hearing().answers(bytes([0x10, byte]))]
    assert not any(is_done(answer) for answer in heard)


answer = st.sampled_from([0x12, 0x16, 0x1A, 0x32, 0x72, 0x7E])


@given(st.lists(st.one_of(answer.map(lambda one: bytes([one])), st.just(ALL_WELL)), max_size=12), st.data())
def test_answers_are_heard_in_their_order_however_the_line_cuts_them(
    pieces: list[bytes], data: st.DataObject
) -> None:
    stream = b"".join(pieces)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=4)))
    hearing, heard = Hearing(), []
    for begin, end in zip([0, *cuts], [*cuts, len(stream)], strict=True):
        heard += hearing.answers(stream[begin:end])
    assert bytes(heard) == b"".join(piece for piece in pieces if piece != ALL_WELL)
    assert all(is_live(one) for one in heard)


def test_a_word_that_broke_off_swallows_no_answer() -> None:
    hearing = Hearing()
    assert hearing.answers(bytes([0x10, 0x00, 0x12])) == [0x12]
    assert hearing.state is None
