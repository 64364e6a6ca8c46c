"""Whether a till's words are its own: keys, their change, the head of its history, and what is ordered of it.

Two keys count while a till changes from one to the other: the old one until the new one was heard once. It must never
believe an unsigned word of a till that has signed before.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from loyalty_pos.centre import enrolment
from loyalty_pos.centre.ports import Books, Clock, Desk, Secrets
from loyalty_pos.centre.rows import device_row
from loyalty_pos.centre.speaking import ordering
from loyalty_pos.centre.speaking.hearing import Speaker
from loyalty_pos.centre.speaking.refusals import SayAgain, Unsigned
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.messages import Push
from loyalty_pos.wire.signing.commands import Command
from loyalty_pos.wire.signing.words import command_text, head_text, is_key, key_id, new_key_text

OLDER_KEPT: Final = 8


class SpeakingDesk:
    """Safe to call from several threads, as every call is a transaction of its own."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books = books
        self._clock = clock
        self._secrets = secrets

    def now_us(self) -> int:
        """Return the centre's time."""
        return self._clock.now_us()

    def sign(self, text: bytes) -> str:
        """Return the centre's signature, base64."""
        return self._secrets.sign(text)

    def speaker(self, token: str) -> Speaker:
        """Return whose token this is, also of a till that was shut out. Raises NotAuthorised."""

        def look(desk: Desk) -> Speaker:
            till = enrolment.known(desk, token)
            return Speaker(till, desk.voices.of(till.agent_id))

        return self._books.read(look)

    def signed_by(self, speaker: Speaker, named: str, text: bytes, signature: str) -> Speaker:
        """Return the speaker with the key that signed this text. Raises SayAgain for a key that does not count, Unsigned."""
        key = next((one for one in speaker.keys if key_id(one) == named), "")
        if not key:
            raise SayAgain(reason="key")
        if not self._secrets.is_signed(key, text, signature):
            raise Unsigned
        return replace(speaker, key=key)

    def heard(self, speaker: Speaker) -> None:
        """Remember that this till signs; its new key, once heard, is the only one."""
        if speaker.voice.signs and speaker.key == speaker.till.device_key:
            return

        def keep(desk: Desk) -> None:
            till = desk.tills.till(speaker.till.agent_id)
            voice = desk.voices.of(speaker.till.agent_id)
            assert till is not None, "tills are never removed"
            if speaker.key == voice.next_key:
                older = (till.device_key, *voice.older)[:OLDER_KEPT]
                voice = replace(voice, next_key="", older=older)
                till = replace(till, device_key=speaker.key)
                desk.tills.put_key(till.agent_id, speaker.key)
                desk.feed.publish([device_row(till, voice)])
            desk.voices.put(replace(voice, signs=True))

        self._books.write(keep)

    def take_next_key(self, speaker: Speaker, public: str, proof: str) -> None:
        """Take the key that this till will sign with; its question was signed by the one of now. Raises BadMessage."""
        agent_id = speaker.till.agent_id
        if not is_key(public) or not self._secrets.is_signed(public, new_key_text(agent_id, public), proof):
            raise BadMessage(reason="device key")

        def take(desk: Desk) -> None:
            till, voice = desk.tills.till(agent_id), desk.voices.of(agent_id)
            if till is None or public in {till.device_key, voice.next_key}:
                return
            if public in voice.older:
                raise BadMessage(reason="device key of before")
            voice = replace(voice, next_key=public)
            desk.voices.put(voice)
            desk.feed.publish([device_row(till, voice)])

        self._books.write(take)

    # --- the head of a history ------------------------------------------------------------------------

    def check_head(self, speaker: Speaker, push: Push) -> None:
        """Raise BadMessage unless a till that signs stands by the history that it brings."""
        if not speaker.key:
            return
        last = push.events[-1] if push.events else None
        text = head_text(push.agent_id, push.incarnation, last.seq, last.hash) if last else b""
        if last and not self._secrets.is_signed(speaker.key, text, push.head_sig):
            raise BadMessage(reason="head signature")

    # --- orders ---------------------------------------------------------------------------------------

    def order(self, agent_id: str, kind: str) -> int:
        """Order something of a till; return the serial, 0 = there is no such till."""
        now_us = self._clock.now_us()

        def work(desk: Desk) -> int:
            return (
                ordering.order(desk, now_us, agent_id, kind) if desk.tills.till(agent_id) is not None else 0
            )

        return self._books.write(work)

    def orders(self, speaker: Speaker, done: int) -> Sequence[Command]:
        """Return what this till is still to do, signed; ``done``: the serial that it says it has obeyed."""
        agent_id = speaker.till.agent_id
        waiting = self._books.read(lambda desk: desk.voices.orders(agent_id, done))
        last = waiting[-1].serial if waiting else done
        if speaker.voice.done < done <= last:
            self._books.write(lambda desk: desk.voices.put(replace(desk.voices.of(agent_id), done=done)))
        return [self._signed(one.agent_id, one.serial, one.kind) for one in waiting[: ordering.MOST_AT_ONCE]]

    def _signed(self, agent_id: str, serial: int, kind: str) -> Command:
        return Command(serial, kind, self._secrets.sign(command_text(agent_id, serial, kind)))
