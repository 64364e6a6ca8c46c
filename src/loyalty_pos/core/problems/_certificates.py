"""Refusals about gift certificates: each says whether to look at the paper, to sell it first, or to take money instead."""

from datetime import datetime
from typing import ClassVar

from loyalty_pos.core.problems._kind import Problem


class CertificateUnknown(Problem):
    """Nobody told this till of such a code; ``last4``: the end of what was scanned."""

    code: ClassVar[str] = "certificate_unknown"
    last4: str


class CertificateNotSold(Problem):
    """It was made for the print house, and nobody has paid for it as far as this till knows."""

    code: ClassVar[str] = "certificate_not_sold"
    last4: str


class CertificateBlocked(Problem):
    code: ClassVar[str] = "certificate_blocked"
    last4: str


class CertificateCancelled(Problem):
    """Its money was given back."""

    code: ClassVar[str] = "certificate_cancelled"
    last4: str


class CertificateUsed(Problem):
    """Nothing is left on it."""

    code: ClassVar[str] = "certificate_used"
    last4: str


class CertificateExpired(Problem):
    """``last``: the last minute of the shop's wall clock at which it paid, without zone."""

    code: ClassVar[str] = "certificate_expired"
    last4: str
    last: datetime


class CertificateAlreadyThere(Problem):
    """The code is on this receipt already, to be sold or to pay."""

    code: ClassVar[str] = "certificate_already_there"
    last4: str


class CertificateAlreadySold(Problem):
    """It was sold before, so it cannot be sold again."""

    code: ClassVar[str] = "certificate_already_sold"
    last4: str


class CertificateWrongValue(Problem):
    """``values``: what certificates of this series may be worth, written for people; "" = any sum above nothing."""

    code: ClassVar[str] = "certificate_wrong_value"
    value_minor: int
    values: str


class CertificateNeedsCode(Problem):
    """An article of the price list sells certificates: the piece itself must be scanned, its code makes it money."""

    code: ClassVar[str] = "certificate_needs_code"
    article: str


class CertificateNoSeries(Problem):
    """The programme in force sells no certificates of this series any more."""

    code: ClassVar[str] = "certificate_no_series"
    last4: str


class CertificateChanged(Problem):
    """What it may pay is not what the screen said; the amounts on the receipt are new."""

    code: ClassVar[str] = "certificate_changed"
    last4: str


class CertificateAlone(Problem):
    """No connection: this certificate pays up to ``right_minor`` today (0 = nothing); the rest stays on it."""

    code: ClassVar[str] = "certificate_alone"
    last4: str
    right_minor: int


class CertificateHeld(Problem):
    """The centre did not give it: another till is taking it now, or nothing is left."""

    code: ClassVar[str] = "certificate_held"
    last4: str


class CertificateNeedsManager(Problem):
    """No connection, and one purchase uses all of it: a manager approves, and the paper stays in the shop. ``key``: of its code."""

    code: ClassVar[str] = "certificate_needs_manager"
    last4: str
    value_minor: int
    key: int


class CertificateWasUsed(Problem):
    """A certificate of the receipt cannot be taken back: it has paid for something since."""

    code: ClassVar[str] = "certificate_was_used"
    last4: str
