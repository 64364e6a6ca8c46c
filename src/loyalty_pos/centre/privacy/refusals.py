"""What is refused about personal data; sentences: ``cli/privacy/words.py``."""

from typing import ClassVar

from loyalty_pos.core.problems import Problem


class NobodyLikeThat(Problem):
    """Nobody is known by this card, phone or account. ``end``: the last digits of what was typed."""

    code: ClassVar[str] = "nobody_like_that"
    end: str


class AlreadyErased(Problem):
    """The person was erased before; ``number`` is that of the slip."""

    code: ClassVar[str] = "already_erased"
    number: str


class NotForPrivacy(Problem):
    """``who`` is no manager in the list of staff."""

    code: ClassVar[str] = "not_for_privacy"
    who: str


class UnknownRequest(Problem):
    """No request has this number."""

    code: ClassVar[str] = "unknown_request"
    number: str


class NoSuchConsent(Problem):
    """The member never gave this consent, or took it back already; ``given``: those that hold."""

    code: ClassVar[str] = "no_such_consent"
    consent: str
    given: str


class NeededConsent(Problem):
    """Without this consent there is no member: whoever takes it back is erased."""

    code: ClassVar[str] = "needed_consent"
    consent: str
