"""A centre put back from a backup does not know the key of now: the changes since then are made again, one after the other.

It must never begin but on the centre's own signed word, and never sign anything else with a key of before.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from loyalty_pos.core.problems import BadMessage, Problem
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.sync.answers import Refusal
from loyalty_pos.sync.ports import SyncState
from loyalty_pos.sync.signing.ports import Key, Voice
from loyalty_pos.sync.signing.speaking import SAY_AGAIN
from loyalty_pos.wire.signing.words import new_key_text
from loyalty_pos.wiring.late_centre import LateCentre, Way
from loyalty_pos.wiring.signing.voice import DeviceKey, ready

if TYPE_CHECKING:
    from loyalty_pos.storage.sealing import SigningKey

_KEY = "key"


class VoiceOfBefore:
    """``sync.signing.ports.Voice`` with a key of before; what is believed stays the same."""

    def __init__(self, voice: Voice, key: Key) -> None:
        self._key = key
        self.pins, self.is_centre, self.is_strict = voice.pins, voice.is_centre, voice.is_strict
        self.heard_signed, self.done = voice.heard_signed, voice.done

    def key(self) -> Key:
        """Return the key of before."""
        return self._key


class Proving:
    """One till's; called after each exchange on the thread that made it."""

    def __init__(self, files: TillFiles, way: Way, go_on: Callable[[], None]) -> None:
        """``go_on`` is called when the centre has the key of now: there is no need to wait any longer."""
        self._keys, self._way, self._go_on = files.device_keys, way, go_on
        self.has_proven = False

    def after_exchange(self, state: SyncState) -> None:
        """Tell the centre all keys that it does not know, if that is what it lacks."""
        self.has_proven = False
        if not _lacks_key(state.problem):
            return
        try:
            self.has_proven = self._prove()
        except Problem:
            return  # the line went down in the middle: the centre will say again what it lacks
        if self.has_proven:
            self._go_on()

    def _prove(self) -> bool:
        """Return whether one of the keys of before was still good. Raises what the line does."""
        keys = [one for one in map(ready, reversed([self._keys.current(), *self._keys.former()])) if one]
        for known in range(len(keys) - 2, -1, -1):
            if self._tells(keys[known], keys[known + 1]):
                return all(self._tells(*two) for two in pairwise(keys[known + 1 :]))
        return False

    def _tells(self, known: DeviceKey, following: DeviceKey) -> bool:
        """Return whether the centre took the next key from one that it knows."""
        key: SigningKey = following.signing
        proof = key.sign(new_key_text(self._way.agent_id, key.public))
        centre = LateCentre(replace(self._way, voice=VoiceOfBefore(self._way.voice, known)))
        try:
            centre.tell_key(key.public, proof)
        except (Refusal, BadMessage) as problem:
            if isinstance(problem, Refusal) and not _lacks_key(problem):
                raise
            return False
        finally:
            centre.close()
        return True


def _lacks_key(problem: Problem | None) -> bool:
    """Tell whether the centre does not know the key that signed."""
    return isinstance(problem, Refusal) and (problem.reason, problem.detail) == (SAY_AGAIN, _KEY)
