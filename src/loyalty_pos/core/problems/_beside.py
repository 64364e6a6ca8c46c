"""Refusals about receipts that another program prints."""

from typing import ClassVar

from loyalty_pos.core.problems._kind import Problem


class OtherPaperUnreadable(Problem):
    """The text is neither a receipt's number nor the QR of a fiscal receipt."""

    code: ClassVar[str] = "other_paper_unreadable"
    length: int


class OtherPaperSum(Problem):
    """The fiscal receipt says another sum than this till gave to be printed."""

    code: ClassVar[str] = "other_paper_sum"
    printed_minor: int
    given_minor: int


class OtherPaperKind(Problem):
    """The fiscal receipt is of another kind: of a return where a sale is meant, or the other way round."""

    code: ClassVar[str] = "other_paper_kind"


class OtherPaperTaken(Problem):
    """This fiscal receipt was written down for another sale already; ``receipt``: that one's number."""

    code: ClassVar[str] = "other_paper_taken"
    receipt: str


class OtherPaperNotFound(Problem):
    """No sale of this till was printed as this paper."""

    code: ClassVar[str] = "other_paper_not_found"


class BesideUnknown(Problem):
    """Nothing was worked out under this key."""

    code: ClassVar[str] = "beside_unknown"


class BesideSold(Problem):
    """The sale of this key is written down already; ``receipt``: its number."""

    code: ClassVar[str] = "beside_sold"
    receipt: str


class BesideCancelled(Problem):
    """What was worked out under this key was cancelled."""

    code: ClassVar[str] = "beside_cancelled"


class BesideKeyUsed(Problem):
    """The key of one thing was used for another."""

    code: ClassVar[str] = "beside_key_used"


class BesideNotHere(Problem):
    """A certificate or the like, which the other program would have to take as money."""

    code: ClassVar[str] = "beside_not_here"


class BesideTotalOrLines(Problem):
    """A basket has lines or a total, never both and never neither."""

    code: ClassVar[str] = "beside_total_or_lines"


class BesideByTotal(Problem):
    """Only the total is known: nothing that depends on the goods could be judged."""

    code: ClassVar[str] = "beside_by_total"


class BesideUnknownGoods(Problem):
    """So many lines are goods that this till does not know."""

    code: ClassVar[str] = "beside_unknown_goods"
    lines: int


class BesideNoSuchCashier(Problem):
    """Nobody of this shop's staff has this id."""

    code: ClassVar[str] = "beside_no_such_cashier"


class BesideToken(Problem):
    """The caller did not show the token of this till."""

    code: ClassVar[str] = "beside_token"


class BesideNoSuchAction(Problem):
    """The port knows no such action, or not by this method."""

    code: ClassVar[str] = "beside_no_such_action"


class BesideTooLarge(Problem):
    """The request is longer than the port takes."""

    code: ClassVar[str] = "beside_too_large"
    limit: int


class BesidePortTaken(Problem):
    """Another program listens at this port of the machine."""

    code: ClassVar[str] = "beside_port_taken"
    port: int


class BesideUnknownCode(Problem):
    """No goods here have this barcode; the basket can still be taken by its total."""

    code: ClassVar[str] = "beside_unknown_code"
    barcode: str
