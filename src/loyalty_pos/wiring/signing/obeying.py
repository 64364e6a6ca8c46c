"""What the centre orders, carried out: only what it signed for this till, and only what is newer than what was obeyed.

It must never do what a word does not say: there are three words, and none takes an argument.
"""

import logging
from collections.abc import Sequence

from loyalty_pos.core.problems import Problem
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.wire.signing.commands import END_LEASE, KINDS, READ_ANEW, ROTATE_KEY, Command
from loyalty_pos.wire.signing.words import command_text
from loyalty_pos.wiring.signing.voice import DeviceVoice

_log = logging.getLogger(__name__)


class Obeying:
    """Used by the sync thread alone."""

    def __init__(self, files: TillFiles, voice: DeviceVoice) -> None:
        self._files, self._voice = files, voice
        self._agent_id = files.identity.place().agent_id

    def obey(self, commands: Sequence[Command]) -> None:
        """Carry out what is new; trouble with it keeps no sale from the centre, and the order comes again."""
        try:
            self._obey(commands)
        except Problem as problem:
            _log.warning("order.not_obeyed %s", problem)

    def _obey(self, commands: Sequence[Command]) -> None:
        """Go by serials; each is remembered only when it is done."""
        for one in sorted(commands, key=lambda command: command.serial):
            if one.serial <= self._voice.done():
                continue
            text = command_text(self._agent_id, one.serial, one.kind)
            if not self._voice.is_centre(text, one.signature):
                _log.error("order.refused serial=%d", one.serial)
                return
            self._do(one.kind)
            self._voice.keep_done(one.serial)
            _log.info("order.obeyed serial=%d kind=%s", one.serial, one.kind if one.kind in KINDS else "?")

    def _do(self, kind: str) -> None:
        match kind:
            case str() if kind == END_LEASE:
                self._files.leases.end()
            case str() if kind == READ_ANEW:
                self._files.feed.read_anew()
            case str() if kind == ROTATE_KEY:
                from loyalty_pos.storage.sealing import new_device_key

                self._files.device_keys.begin_change(new_device_key()[0])
            case _:
                pass  # a word of a newer centre: not for this program
