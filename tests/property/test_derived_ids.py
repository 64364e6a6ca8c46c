"""What words give as an id is what every library gives for them: a version 5 UUID."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.centre.people import derived_id

OURS = uuid.UUID("6f1c1f0e-5f0c-5b52-9d1b-6b0f7a1c2d3e")
WORDS = st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=4)


@given(WORDS)
def test_an_id_from_words_is_the_one_that_every_library_gives(words: list[str]) -> None:
    assert derived_id(*words) == str(uuid.uuid5(OURS, ":".join(words)))
