"""Codes that confirm a phone: six digits for five minutes, three tries, a minute between two, five a day (domain.md 7.3).

Everything is kept in memory, under the phone's keyed hash: a till that starts anew asks for a new code. It must never
write a code or a phone down.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.problems.issuing import PhoneCodeOver, PhoneCodeWait, WrongPhoneCode
from loyalty_pos.till.confirming.port import CodeGateway, NoGateway, Purpose
from loyalty_pos.till.world import TillWorld

DIGITS: Final = 6
LIFE: Final = timedelta(minutes=5)
TRIES: Final = 3
AGAIN_AFTER: Final = timedelta(seconds=60)
A_DAY: Final = 5
_DAY: Final = timedelta(days=1)


@dataclass(slots=True)
class _Sent:
    """Codes of one phone. ``times``: when codes were made, newest last."""

    code: str
    times: list[datetime]
    purpose: Purpose
    tries: int = 0


class PhoneCodes:
    """The codes of one till. ``send`` may take seconds: never on the GUI thread."""

    def __init__(self, world: TillWorld, gateway: CodeGateway | None = None) -> None:
        self._world = world
        self._gateway = gateway or NoGateway()
        self._sent: dict[int, _Sent] = {}

    @property
    def is_there(self) -> bool:
        """Tell whether codes can be sent at all."""
        return self._gateway.is_there

    def make(self, e164: str, purpose: Purpose = Purpose.JOIN) -> str:
        """Return a new code for the phone; the one before is over. Raises ``PhoneCodeWait``."""
        now = self._world.clock.now()
        key = self._key(e164)
        times = [at for at in self._times(key) if now - at < _DAY]
        if len(times) >= A_DAY:
            raise PhoneCodeWait(wait_s=0)
        if times and now - times[-1] < AGAIN_AFTER:
            raise PhoneCodeWait(wait_s=int((AGAIN_AFTER - (now - times[-1])).total_seconds()) or 1)
        code = self._world.clock.random_digits(DIGITS)
        self._sent[key] = _Sent(code, [*times, now], purpose)
        return code

    def send(self, e164: str, code: str, purpose: Purpose = Purpose.JOIN) -> bool:
        """Hand the code over; False where nobody answers: the card earns and pays later."""
        return self._gateway.send(e164, code, purpose)

    def just_made(self, e164: str, purpose: Purpose) -> bool:
        """Tell whether a code for this is on its way or there, and too young for another one."""
        sent = self._in_force(e164, purpose)
        return sent is not None and self._world.clock.now() - sent.times[-1] < AGAIN_AFTER

    def lost(self, e164: str) -> None:
        """Forget a code that nobody took: no customer will read it out."""
        if (sent := self._sent.get(self._key(e164))) is not None:
            sent.code = ""

    def check(self, e164: str, typed: str, purpose: Purpose = Purpose.JOIN) -> None:
        """Take the typed code once. Raises ``WrongPhoneCode``, ``PhoneCodeOver``."""
        sent = self._in_force(e164, purpose)
        if sent is None:
            raise PhoneCodeOver
        sent.tries += 1
        if hmac.compare_digest(sent.code.encode(), typed.strip().encode()):
            sent.code = ""
            return
        if sent.tries >= TRIES:
            sent.code = ""
            raise PhoneCodeOver
        raise WrongPhoneCode(tries_left=TRIES - sent.tries)

    def _in_force(self, e164: str, purpose: Purpose) -> _Sent | None:
        sent = self._sent.get(self._key(e164))
        if sent is None or not sent.code or sent.purpose is not purpose:
            return None
        return None if self._world.clock.now() - sent.times[-1] > LIFE else sent

    def _times(self, key: int) -> list[datetime]:
        sent = self._sent.get(key)
        return sent.times if sent else []

    def _key(self, e164: str) -> int:
        return lookup_key("phone", e164, self._world.identity.lookup_key)
