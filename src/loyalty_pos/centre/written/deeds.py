"""A deed as the audit trail tells it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deed:
    """``what``: a code. ``done_by``: a person of the staff list, "" = the program or whoever ran a command.

    ``subject``: an id, ``detail``: codes and numbers or what somebody wrote. ``amount``: minor units of what was moved.
    """

    deed_id: str
    at_us: int
    what: str
    done_by: str
    subject: str = ""
    detail: str = ""
    store_id: str = ""
    amount: int = 0
