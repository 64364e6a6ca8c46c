"""The contract of the port for a program beside the till (docs/beside.md): JSON, version 1.

Money in whole minor units of the till's currency (``*_minor``), quantities in thousandths (``*_milli``), points in minor
units of the programme. A released field never changes its meaning; unknown fields of a request are refused by name.
"""

from typing import Annotated, Final

import msgspec
from msgspec import Meta

from loyalty_pos.core.basket import MAX_LINES
from loyalty_pos.wire.codec import make_ready

VERSION: Final = 1
MOST_MINOR: Final = 100_000_000_00
MOST_POINTS: Final = 10**12
Key = Annotated[
    str,
    Meta(pattern=r"^[0-9A-Za-z._:-]{1,64}$", description="the caller's own name of this basket or return"),
]
Money = Annotated[int, Meta(ge=0, le=MOST_MINOR)]
Text = Annotated[str, Meta(max_length=200)]
Scanned = Annotated[str, Meta(max_length=512)]
Language = Annotated[str, Meta(pattern="^(ru|en|)$", description="of the sentences; empty = the till's own")]
Vat = Annotated[int, Meta(ge=-1, le=10_000, description="basis points inside the price, -1 = without VAT")]
Quantity = Annotated[int, Meta(ge=1, le=100_000_000)]


class AskedLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line. The goods are found by ``barcode`` or ``article_id``; goods that this till does not know are taken by name.

    ``price_minor``: of one unit before any discount, as the other program has it.
    """

    price_minor: Money
    barcode: Text = ""
    article_id: Text = ""
    name: Text = ""
    quantity_milli: Quantity = 1000
    measured: bool = False
    vat_bp: Vat | None = None


class Recalculate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``lines`` or ``total_minor``, never both. ``member``: as scanned or typed (card, phone, QR), empty = nobody.

    ``points``: how many to pay with; ``all_points``: as many as possible. ``cashier``: id of who works at the other
    till, empty = who is logged in here. ``certificates``: codes that pay; ``rewards``: ids as in the answer's ``rewards``.
    """

    key: Key
    member: Scanned = ""
    lines: Annotated[list[AskedLine], Meta(max_length=MAX_LINES)] = []
    total_minor: Money = 0
    coupons: Annotated[list[Text], Meta(max_length=20)] = []
    points: Annotated[int, Meta(ge=0, le=MOST_POINTS)] = 0
    all_points: bool = False
    certificates: Annotated[list[Text], Meta(max_length=20)] = []
    rewards: Annotated[list[Text], Meta(max_length=20)] = []
    cashier: Text = ""
    language: Language = ""


class Confirm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``paper``: number of the printed receipt, or the text of its fiscal QR, whose sum names certificates too.

    ``to_pay_minor``: the money that was printed, without what certificates pay.
    """

    key: Key
    paper: Scanned = ""
    to_pay_minor: Money | None = None
    cashier: Text = ""
    language: Language = ""


class Cancel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing was printed; points that were held are free again."""

    key: Key
    cashier: Text = ""
    language: Language = ""


class BackLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Part of a line: ``line`` as in the answer to ``recalculate``."""

    line: Annotated[int, Meta(ge=1)]
    quantity_milli: Quantity


class GiveBack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``paper``: number or fiscal QR of the sale's receipt, or the sale's own code. No ``lines`` = all that is left.

    ``preview``: only tell what would go back. ``pin``: of somebody who may take goods back, where the cashier may not.
    """

    key: Key
    paper: Scanned
    lines: Annotated[list[BackLine], Meta(max_length=MAX_LINES)] = []
    preview: bool = False
    reason: Text = ""
    pin: Annotated[str, Meta(max_length=32)] = ""
    cashier: Text = ""
    language: Language = ""


class AskBalance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``member``: as scanned or typed."""

    member: Scanned
    cashier: Text = ""
    language: Language = ""


# --- answers ------------------------------------------------------------------------------------------


class Remark(msgspec.Struct, frozen=True):
    """Something to tell the cashier: a code, the sentence, and what to do next."""

    code: str
    text: str
    next_step: str = ""


class MemberTold(msgspec.Struct, frozen=True):
    """Points in minor units with ``exponent`` decimals. ``as_of``: how old the centre's word is, ISO time, "" = unknown."""

    name: str
    card_last4: str
    phone_masked: str
    available: int
    pending: int
    debt: int
    expiring: int
    expires_at: str
    tier: str
    exponent: int
    as_of: str


class ToldLine(msgspec.Struct, frozen=True):
    """``line`` counts from 1 in the order sent. gross = discount + points_money + to_pay."""

    line: int
    name: str
    quantity_milli: int
    price_minor: int
    gross_minor: int
    discount_minor: int
    points: int
    points_money_minor: int
    to_pay_minor: int
    earned: int
    is_known: bool


class CertificateTold(msgspec.Struct, frozen=True):
    """Part that a certificate pays: an advance that is offset. ``left_minor`` stays on it, ``lost_minor`` is gone."""

    last4: str
    amount_minor: int
    left_minor: int
    lost_minor: int


class RewardTold(msgspec.Struct, frozen=True):
    """What the member may have now: ``points`` in minor units (0 = for stamps). ``missing``: why not, "" = it can be taken."""

    id: str
    name: str
    points: int
    missing: str


class Recalculated(msgspec.Struct, frozen=True):
    """What to print. ``points_by``: who answers for the points: ``nobody``, ``centre``, ``till``.

    The lines add up to ``to_pay_minor`` + ``certificate_minor``.
    """

    key: str
    lines: list[ToldLine]
    gross_minor: int
    discount_minor: int
    points: int
    points_money_minor: int
    to_pay_minor: int
    earned: int
    most_points: int
    points_by: str
    member: MemberTold | None
    remarks: list[Remark]
    certificate_minor: int = 0
    certificates: list[CertificateTold] = []
    rewards: list[RewardTold] = []
    version: int = VERSION


class Sold(msgspec.Struct, frozen=True):
    """The sale is in this till's book. ``again``: it was there already. ``code``: of our own receipt."""

    key: str
    code: str
    number: int
    to_pay_minor: int
    points: int
    earned: int
    again: bool
    member: MemberTold | None
    version: int = VERSION


class Cancelled(msgspec.Struct, frozen=True):
    """Nothing stands under this key any more."""

    key: str
    version: int = VERSION


class GivenBack(msgspec.Struct, frozen=True):
    """``points_back`` go to the member, ``earned_back`` are taken back; ``withheld_minor`` of the money stays with the shop.

    ``certificate_minor`` goes back onto the certificates that paid.
    """

    key: str
    code: str
    lines: list[BackLine]
    money_minor: int
    points_back: int
    earned_back: int
    withheld_minor: int
    preview: bool
    again: bool
    certificate_minor: int = 0
    version: int = VERSION


class BalanceTold(msgspec.Struct, frozen=True):
    """What the member has."""

    member: MemberTold
    version: int = VERSION


class RefusedTold(msgspec.Struct, frozen=True):
    """A refusal: ``refusal.code`` is for the program, the sentences are for the cashier."""

    refusal: Remark
    version: int = VERSION


Request = Recalculate | Confirm | Cancel | GiveBack | AskBalance
Answer = Recalculated | Sold | Cancelled | GivenBack | BalanceTold | RefusedTold
ACTIONS: Final[dict[str, type[Request]]] = {
    "recalculate": Recalculate,
    "sale": Confirm,
    "cancel": Cancel,
    "return": GiveBack,
    "balance": AskBalance,
}
ANSWERS: Final[dict[str, type[Answer]]] = {
    "recalculate": Recalculated,
    "sale": Sold,
    "cancel": Cancelled,
    "return": GivenBack,
    "balance": BalanceTold,
    "refusal": RefusedTold,
}

make_ready(__name__)
