"""Who speaks, and what is kept of it in the transaction that stores what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Stream, Till
from loyalty_pos.centre.voices.records import SignedHead, Voice
from loyalty_pos.wire.events import Event
from loyalty_pos.wire.messages import Push
from loyalty_pos.wire.signing.words import is_key

AFTER_THE_END: Final = "till_shut_out"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A till that speaks, and how. ``key``: the public key that signed this word, "" = it does not sign."""

    till: Till
    voice: Voice
    key: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys that count now."""
        return tuple(one for one in (self.till.device_key, self.voice.next_key) if is_key(one))


def keep_word(desk: Desk, speaker: Speaker, push: Push, stream: Stream, new: Sequence[Event]) -> None:
    """Keep the till's signature of its newest event; of a till that was shut out, remember where it ended."""
    if speaker.till.revoked:
        desk.voices.end(stream.agent_id, stream.incarnation, stream.stored - len(new))
    if new and speaker.key:
        head = SignedHead(
            stream.agent_id, stream.incarnation, stream.stored, stream.head_hash, push.head_sig, speaker.key
        )
        desk.voices.put_head(head)


def parted_at_the_end(
    desk: Desk, stream: Stream, events: Sequence[Event]
) -> tuple[Sequence[Event], Sequence[Event]]:
    """Return what is applied, and what came after its till was shut out."""
    end = desk.voices.ended_at(stream.agent_id, stream.incarnation)
    if end is None or not events or events[-1].seq <= end:
        return events, ()
    return [event for event in events if event.seq <= end], [event for event in events if event.seq > end]
