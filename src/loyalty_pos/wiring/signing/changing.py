"""A change of the device key, carried to its end with the exchanges that follow.

Each step may be the last before a crash: the next key is kept, told (as often as need be), takes its place, is heard.
"""

from typing import TYPE_CHECKING, Protocol

from loyalty_pos.core.problems import Problem
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.sync.ports import SyncState
from loyalty_pos.wire.signing.words import new_key_text
from loyalty_pos.wiring.signing.proving import Proving
from loyalty_pos.wiring.signing.voice import DeviceVoice

if TYPE_CHECKING:
    from loyalty_pos.wiring.proof.receipts import TillSignatures


class Telling(Protocol):
    """Who tells the centre (``LateCentre``)."""

    def tell_key(self, device_key: str, proof: str = "") -> None: ...


class KeyChange:
    """One till's; called after each exchange on the thread that made it."""

    def __init__(
        self,
        files: TillFiles,
        voice: DeviceVoice,
        centre: Telling,
        receipts: "TillSignatures",
        proving: Proving,
    ) -> None:
        self._keys, self._voice, self._centre, self._receipts = files.device_keys, voice, centre, receipts
        self._proving = proving
        self._agent_id = files.identity.place().agent_id

    @property
    def has_proven(self) -> bool:
        """Tell whether the last exchange made the key of now known again."""
        return self._proving.has_proven

    def after_exchange(self, state: SyncState) -> None:
        """Go one step on, if a change is under way; tell the key of now to a centre that forgot it."""
        self._proving.after_exchange(state)
        if not state.online or not self._keys.following():
            return
        try:
            self.go_on()
        except Problem:
            return  # the next exchange tries again

    def go_on(self) -> None:
        """Tell the centre the next key, then sign with it. Raises what the centre answers."""
        from loyalty_pos.storage.sealing import signing_key

        following = self._keys.following()
        if not following:
            return
        key = signing_key(following)
        self._centre.tell_key(key.public, key.sign(new_key_text(self._agent_id, key.public)))
        self._keys.end_change()
        self._voice.renew()
        self._receipts.renew()
