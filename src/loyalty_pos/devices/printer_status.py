"""What a printer says about itself (DLE EOT, GS r) -> one word. Pure.

Bits: Epson ESC/POS command reference, "Transmit real-time status", "Transmit status" and "Enable/disable Automatic Status
Back". The two kinds of answers differ in bit 4, so they can be told apart on one line; the four bytes that some printers
send by themselves are taken out first, for three of them look like "done".
"""

from enum import StrEnum

ASK_PRINTER, ASK_OFFLINE_CAUSE, ASK_PAPER = b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04"
ASK_WHEN_DONE = b"\x1dr\x01"
"""Answered after everything before it is on paper: the printer's own receipt for the job."""

_LIVE_MASK, _LIVE = 0x93, 0x12
_DONE_MASK = 0x90
_OFFLINE, _COVER, _PAPER_END = 0x08, 0x04, 0x60
_NEAR_END = 0x0C
_ASB_MASK, _ASB, _ASB_REST, _ASB_BYTES = 0x93, 0x10, 0x90, 4
_ASB_OFFLINE, _ASB_COVER, _ASB_PAPER_END, _ASB_NEAR_END = 0x08, 0x20, 0x0C, 0x03


class State(StrEnum):
    """Worst first is what counts; ``UNKNOWN``: the printer does not answer such questions."""

    OK = "ok"
    PAPER_NEAR_END = "paper_near_end"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    UNKNOWN = "unknown"


BLOCKING = frozenset({State.PAPER_OUT, State.COVER_OPEN, State.OFFLINE})


def is_live(answer: int) -> bool:
    """Tell whether a byte answers DLE EOT."""
    return answer & _LIVE_MASK == _LIVE


def is_done(answer: int) -> bool:
    """Tell whether a byte answers ``ASK_WHEN_DONE``."""
    return answer & _DONE_MASK == 0


def understand(printer: int | None, cause: int | None, paper: int | None) -> State:
    """Return the state from the answers to the three questions, None = no answer."""
    if paper is not None and paper & _PAPER_END:
        return State.PAPER_OUT
    if cause is not None and cause & _COVER:
        return State.COVER_OPEN
    if printer is not None and printer & _OFFLINE:
        return State.OFFLINE
    if paper is not None and paper & _NEAR_END:
        return State.PAPER_NEAR_END
    return State.UNKNOWN if printer is None and paper is None else State.OK


class Hearing:
    """Parts what a line brings: answers to questions, and what a printer says by itself (ASB). ``state``: the last of it."""

    def __init__(self) -> None:
        self._said: list[int] = []
        self.state: State | None = None

    def answers(self, data: bytes) -> list[int]:
        """Return the bytes that answer questions."""
        kept: list[int] = []
        for byte in data:
            if self._said and byte & _ASB_REST:  # it broke off: nobody's fourth byte
                self._said = []
            if self._said or byte & _ASB_MASK == _ASB:
                self._hear(byte)
            else:
                kept.append(byte)
        return kept

    def _hear(self, byte: int) -> None:
        self._said.append(byte)
        if len(self._said) == _ASB_BYTES:
            printer, _, paper, _ = self._said
            self._said, self.state = [], _said_by_itself(printer, paper)


def _said_by_itself(printer: int, paper: int) -> State:
    troubles = (
        (paper & _ASB_PAPER_END, State.PAPER_OUT),
        (printer & _ASB_COVER, State.COVER_OPEN),
        (printer & _ASB_OFFLINE, State.OFFLINE),
        (paper & _ASB_NEAR_END, State.PAPER_NEAR_END),
    )
    return next((state for bits, state in troubles if bits), State.OK)
