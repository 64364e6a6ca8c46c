"""The first words of a till with its centre: it signs with the key that it just made, and looks at who answers.

With a code that names the centre's key nothing is believed that this key did not sign, and no place taken that was given
to another key than the till's. It must never ask the code's mark of anybody: what is asked for can be told.
"""

from loyalty_pos import __version__
from loyalty_pos.core.problems import BadMessage, EnrolmentRefused
from loyalty_pos.storage.sealing import SigningKey, is_signed_text
from loyalty_pos.sync.signing.ports import Mute
from loyalty_pos.wire.messages import Enrol, Enrolled
from loyalty_pos.wire.signing.joining import JoinCode, host_name, host_text, mark_of, read_code
from loyalty_pos.wire.signing.words import key_id
from loyalty_pos.wiring.signing.voice import DeviceKey


def typed_code(text: str) -> JoinCode:
    """Return what was typed. Raises EnrolmentRefused."""
    try:
        return read_code(text)
    except BadMessage as error:
        raise EnrolmentRefused(reason="half_code") from error


class FirstMeeting(Mute):
    """``sync.signing.ports.Voice`` of a till without a place: it keeps what was signed until it knows by whom."""

    def __init__(self, key: SigningKey) -> None:
        self._key = key
        self._heard: tuple[bytes, str] | None = None

    def key(self) -> DeviceKey:
        """Return the key that was just made."""
        return DeviceKey(key_id(self._key.public), self._key)

    def pins(self) -> bool:
        """Ask to be shown what was signed."""
        return True

    def is_centre(self, text: bytes, signature: str) -> bool:
        """Keep it; ``judge`` tells."""
        self._heard = (text, signature)
        return True

    def asks(self, code: JoinCode, incarnation: str, host: str) -> Enrol:
        """Return the question for a place; ``host`` names this machine to a batch, which nobody else is asked for."""
        public = self._key.public
        if not code.is_batch:
            return Enrol(code.secret, public, incarnation, __version__)
        proof = self._key.sign(host_text(host_name(host), public, incarnation))
        return Enrol(code.secret, public, incarnation, __version__, host=host, proof=proof)

    def judge(self, given: Enrolled, mark: str) -> None:
        """Look whether the centre with this mark gave this till its place. Raises EnrolmentRefused, takes nothing.

        A code without a mark is of a centre of before: it is believed as far as the line is.
        """
        if not mark:
            return
        text, signature = self._heard or (b"", "")
        is_right = mark_of(given.bundle_key) == mark and given.device_key == self._key.public
        if not (is_right and is_signed_text(given.bundle_key, text, signature)):
            raise EnrolmentRefused(reason="other_centre")
