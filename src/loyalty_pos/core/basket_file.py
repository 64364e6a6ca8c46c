"""A basket written by hand as JSON, for pricing without a shop; any text gives a basket or BadBasketFile.

``{"lines": [{"id": "1001", "price_minor": 12000, "qty_milli": 2000, "category": "coffee"}, ...],
"member": {"available": 500, "spend_minor": 9850000, "clubs": ["circle"]}, "wanted": "all", "certificate_minor": 0,
"coupons": ["spring"], "channel": "pickup", "region": "38", "store": "S1"}``
Money in minor units, quantities in thousandths (1000 = one); ``"months": {"2026-11": [450000, 3]}`` = spend and visits
of a month. Unknown keys are refused.
"""

import json
import re
from dataclasses import dataclass

from loyalty_pos.core.basket import MAX_LINES, Article, Basket, FiscalObject, Line, Unit
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import ALL, All
from loyalty_pos.core.problems import BadBasketFile

_WIDEST = 2**53
_MOST_TEXT = 1_000_000
_MONTH = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])", re.ASCII)
_LINE_KEYS = frozenset(
    {
        "id", "name", "price_minor", "qty_milli", "category", "brand", "unit", "vat_bp", "min_price_minor",
        "cost_minor", "fixed_price", "no_discount", "no_earn", "no_redeem",
    }
)  # fmt: skip
_MEMBER_KEYS = frozenset(
    {
        "available", "pending", "debt", "spend_minor", "visits", "tier_id", "card_discount_bp", "redeem_right",
        "segments", "clubs", "birthday", "opted_out", "months",
    }
)  # fmt: skip
_TOP_KEYS = frozenset(
    {"lines", "member", "wanted", "certificate_minor", "coupons", "channel", "region", "store"}
)


@dataclass(frozen=True, slots=True)
class BasketFile:
    """What the file says; ``standing`` None = no member, ``wanted`` points in minor point units."""

    basket: Basket
    standing: Standing | None = None
    wanted: int | All = 0
    certificate_minor: int = 0
    coupons: tuple[str, ...] = ()
    channel: str = ""
    region: str = ""
    store_id: str = ""


def read_basket(text: str) -> BasketFile:
    """Return the basket written in ``text``. Raises BadBasketFile and nothing else."""
    top = _Fields(_document(text), "", _TOP_KEYS)
    lines = top.values.get("lines")
    if not isinstance(lines, list) or not 0 < len(lines) <= MAX_LINES:
        raise BadBasketFile(key="lines", reason=f"expected_1_to_{MAX_LINES}_lines")
    wanted = top.values.get("wanted")
    return BasketFile(
        basket=Basket(tuple(_line(value, number) for number, value in enumerate(lines, 1))),
        standing=_standing(top.values["member"]) if "member" in top.values else None,
        wanted=ALL if wanted == ALL.value else top.whole("wanted", 0),
        certificate_minor=top.whole("certificate_minor", 0),
        coupons=top.texts("coupons"),
        channel=top.text("channel", ""),
        region=top.text("region", ""),
        store_id=top.text("store", ""),
    )


def _document(text: str) -> object:
    if len(text) > _MOST_TEXT:
        raise BadBasketFile(key="", reason="too_long")
    try:
        document: object = json.loads(text)
    except RecursionError:
        raise BadBasketFile(key="", reason="nested_too_deep") from None
    except ValueError as error:
        raise BadBasketFile(key="", reason=f"syntax: {error}") from None
    return document


class _Fields:
    """One object of the document; values are checked one by one."""

    def __init__(self, values: object, path: str, known: frozenset[str]) -> None:
        if not isinstance(values, dict):
            raise BadBasketFile(key=path, reason="expected_object")
        self.values: dict[str, object] = values
        self.path = path
        for key in values:
            if key not in known:
                raise self._refusal(key, "unknown_key")

    def whole(self, key: str, default: int | None = None, low: int = 0) -> int:
        value = self.values.get(key, default)
        if type(value) is not int:
            raise self._refusal(key, "expected_whole_number")
        if not low <= value <= _WIDEST:
            raise self._refusal(key, f"expected_at_least_{low}")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        value = self.values.get(key, default)
        if not isinstance(value, str) or not value.isprintable() or (not value and value != default):
            raise self._refusal(key, "expected_text")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
            raise self._refusal(key, "expected_list_of_texts")
        return tuple(values)

    def months(self, key: str) -> tuple[tuple[int, int, int], ...]:
        values = self.values.get(key, {})
        if not isinstance(values, dict) or not all(_is_month(*month) for month in values.items()):
            raise self._refusal(key, "expected_months")
        return tuple(
            (int(month[:4]) * 12 + int(month[5:]) - 1, spend, visits)
            for month, (spend, visits) in sorted(values.items())
        )

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self._refusal(key, "expected_true_or_false")
        return value

    def unit(self, key: str) -> Unit:
        value = self.text(key, Unit.PIECE)
        if value not in list(Unit):
            raise self._refusal(key, f"expected_one_of: {', '.join(Unit)}")
        return Unit(value)

    def _refusal(self, key: str, reason: str) -> BadBasketFile:
        return BadBasketFile(key=f"{self.path}.{key}".strip("."), reason=reason)


def _is_month(month: str, bought: object) -> bool:
    """Tell whether this is a month with what was bought in it: ``"2026-11": [450000, 3]``."""
    numbers = isinstance(bought, list) and len(bought) == 2 and all(type(number) is int for number in bought)  # noqa: PLR2004  # spend and visits
    return numbers and _MONTH.fullmatch(month) is not None


def _line(value: object, number: int) -> Line:
    fields = _Fields(value, f"lines[{number}]", _LINE_KEYS)
    article_id = fields.text("id")
    article = Article(
        id=article_id,
        name=fields.text("name", article_id),
        price_minor=fields.whole("price_minor"),
        category=fields.text("category", ""),
        brand=fields.text("brand", ""),
        unit=fields.unit("unit"),
        vat_bp=fields.whole("vat_bp", 2200, low=-1),
        min_price_minor=fields.whole("min_price_minor", 0),
        cost_minor=fields.whole("cost_minor", 0),
        fixed_price=fields.flag("fixed_price"),
        no_discount=fields.flag("no_discount"),
        no_earn=fields.flag("no_earn"),
        no_redeem=fields.flag("no_redeem"),
        fiscal_object=FiscalObject.COMMODITY,
    )
    return Line(number, article, fields.whole("qty_milli", 1000, low=1), article.price_minor)


def _standing(value: object) -> Standing:
    """Read the member; who writes a basket by hand may redeem all there is, unless the file says less."""
    fields = _Fields(value, "member", _MEMBER_KEYS)
    available = fields.whole("available", 0)
    return Standing(
        account_id="member",
        available=available,
        pending=fields.whole("pending", 0),
        debt=fields.whole("debt", 0),
        spend_minor=fields.whole("spend_minor", 0),
        visits=fields.whole("visits", 0),
        tier_id=fields.text("tier_id", ""),
        card_discount_bp=fields.whole("card_discount_bp", 0),
        redeem_right=fields.whole("redeem_right", available),
        segments=frozenset(fields.texts("segments")),
        clubs=frozenset(fields.texts("clubs")),
        birthday=fields.flag("birthday"),
        opted_out=fields.flag("opted_out"),
        months=fields.months("months"),
    )
