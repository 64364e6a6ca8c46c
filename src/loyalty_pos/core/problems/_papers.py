"""Refusals about receipts of other tills, which are taken back by what their QR says."""

from typing import ClassVar

from loyalty_pos.core.problems._kind import Problem


class NotAProof(Problem):
    """The digits behind a receipt's code say nothing that this program knows, or were misread."""

    code: ClassVar[str] = "not_a_proof"


class PaperForged(Problem):
    """The receipt does not carry the signature of the till that it names."""

    code: ClassVar[str] = "paper_forged"
    receipt: str


class PaperTooOld(Problem):
    """More than ``days`` days have passed: another till's receipt is taken back by its paper no longer."""

    code: ClassVar[str] = "paper_too_old"
    receipt: str
    days: int


class PaperOverLimit(Problem):
    """More money than a manager may give back on such a receipt's word alone, while the centre is not there."""

    code: ClassVar[str] = "paper_over_limit"
    receipt: str
    limit_minor: int


class PaperMoneyGone(Problem):
    """Of the receipt's money only ``left_minor`` is left: parts of it came back by sums."""

    code: ClassVar[str] = "paper_money_gone"
    receipt: str
    left_minor: int
