"""Whether the head of each stream is what its till signed, by one of the keys that were ever this till's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from loyalty_pos.centre.ports import Books, Desk
from loyalty_pos.centre.records import Stream
from loyalty_pos.wire.signing.words import head_text

IsSigned = Callable[[str, bytes, str], bool]


class Word(StrEnum):
    """``OLDER``: signed up to an earlier event, what is behind it came from a till that does not sign (any more)."""

    GOOD = "good"
    OLDER = "older"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class HeadChecked:
    """``seq``: up to this event its till stands by its history."""

    agent_id: str
    incarnation: str
    seq: int
    word: Word


def signed_heads(books: Books, is_signed: IsSigned) -> Iterator[HeadChecked]:
    """Check the streams of tills that sign; of others nothing is said."""
    for stream in books.read(lambda desk: desk.streams.all()):
        found = books.read(partial(_checked, stream, is_signed))
        if found is not None:
            yield found


def _checked(stream: Stream, is_signed: IsSigned, desk: Desk) -> HeadChecked | None:
    head, till = desk.voices.head(stream.agent_id, stream.incarnation), desk.tills.till(stream.agent_id)
    if head is None or till is None:
        return None
    voice = desk.voices.of(stream.agent_id)
    known = head.public_key in {till.device_key, voice.next_key, *voice.older}
    there = {event.hash for event in desk.events.after(stream, head.seq - 1, 1) if event.seq == head.seq}
    text = head_text(head.agent_id, head.incarnation, head.seq, head.head)
    is_right = known and head.head in there and is_signed(head.public_key, text, head.signature)
    if not is_right:
        return HeadChecked(stream.agent_id, stream.incarnation, head.seq, Word.WRONG)
    word = Word.GOOD if head.seq == stream.stored else Word.OLDER
    return HeadChecked(stream.agent_id, stream.incarnation, head.seq, word)
