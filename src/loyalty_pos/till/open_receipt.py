"""The open receipt as a value: lines, member, audit lines; and its text form that survives a crash.

Every change gives a new value, so that another thread may write the newest one to disk while the cashier goes
on. The text holds no card number and no phone: the member comes back by account.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from loyalty_pos.core.basket import MAX_LINES, Article, Basket, Line, Unit
from loyalty_pos.core.member import Identified, Member
from loyalty_pos.core.money import MILLI
from loyalty_pos.core.problems import BadQuantity, NoSuchLine, ReceiptTooLong
from loyalty_pos.core.sale import Noted
from loyalty_pos.core.vouchers.certificates import advance
from loyalty_pos.core.vouchers.coupons import Serial
from loyalty_pos.till.ports import Goods, Members

VERSION: Final = 1
MAX_QTY_MILLI: Final = 100_000 * MILLI


@dataclass(frozen=True, slots=True)
class OpenReceipt:
    """``sale_id`` "" = nothing was rung up yet; ``next_id``: id of the next line, ids are never used twice.

    ``notes``: audit lines that are committed with the receipt; ``op``: redemption operation in progress, ``voucher_ops``: those of certificates and coupons;
    ``coupons``: ids of the promo codes on it, each once, among them the series of its ``serials``. ``certificates``: keyed hashes of those that lie there to pay.
    ``channel``: how the goods go to the customer, "" = over the counter (``core.programme.channels``).
    ``age_seen``: the highest age, years, that somebody has looked at for this receipt. ``own_card_by``: who let the
    card of the cashier be on it, "" = it is somebody else's.
    """

    sale_id: str = ""
    lines: tuple[Line, ...] = ()
    next_id: int = 1
    member: Member | None = None
    notes: tuple[Noted, ...] = ()
    op: str = ""
    coupons: tuple[str, ...] = ()
    certificates: tuple[int, ...] = ()
    serials: tuple[Serial, ...] = ()
    channel: str = ""
    voucher_ops: tuple[str, ...] = ()
    age_seen: int = 0
    own_card_by: str = ""

    @property
    def basket(self) -> Basket:
        """Lines as pricing takes them."""
        return Basket(self.lines)

    @property
    def is_empty(self) -> bool:
        """True when there is nothing to pay and nothing to remember."""
        return not (self.lines or self.notes or self.certificates or self.channel) and self.member is None

    def without_coupon(self, coupon: str) -> "OpenReceipt":
        """Return the receipt without a promo code, or without the serial of a series."""
        return replace(
            self,
            coupons=tuple(one for one in self.coupons if one != coupon),
            serials=tuple(one for one in self.serials if one.series != coupon),
        )

    def line(self, line_id: int) -> Line:
        """Return the line, or raise ``NoSuchLine``."""
        for line in self.lines:
            if line.id == line_id:
                return line
        raise NoSuchLine(line_id=line_id)

    def with_goods(self, article: Article, qty_milli: int) -> tuple["OpenReceipt", int]:
        """Return the receipt with these goods and the id of their line; pieces join the line they are on."""
        for line in self.lines:
            if (
                line.article == article
                and article.unit is Unit.PIECE
                and line.price_minor == article.price_minor
                and not (line.reward or line.voucher)
            ):
                return self.with_quantity(line.id, line.qty_milli + qty_milli), line.id
        return self.with_line(article, qty_milli, article.price_minor)

    def with_line(
        self, article: Article, qty_milli: int, price_minor: int, approved_by: str = ""
    ) -> tuple["OpenReceipt", int]:
        """Return the receipt with a new line and its id. Raises ``BadQuantity``, ``ReceiptTooLong``."""
        return self._with(Line(0, article, _checked(article, qty_milli), price_minor, approved_by))

    def with_reward(self, article: Article, qty_milli: int, reward: str) -> tuple["OpenReceipt", int]:
        """Return the receipt with a reward on a new line, and its id. Raises as ``with_line``."""
        return self._with(Line(0, article, _checked(article, qty_milli), article.price_minor, reward=reward))

    def with_gift_from(self, line_id: int, reward: str) -> tuple["OpenReceipt", int]:
        """Return the receipt with one piece of a line as a gift on a line of its own; other goods are given whole."""
        line = self.line(line_id)
        piece = MILLI if line.article.unit is Unit.PIECE else line.qty_milli
        receipt, gift_id = self._with(replace(line, qty_milli=piece, reward=reward))
        left = line.qty_milli - piece
        if left:
            return receipt.with_quantity(line_id, left), gift_id
        return replace(receipt, lines=tuple(one for one in receipt.lines if one.id != line_id)), gift_id

    def without_rewards(self, kept: Collection[str] = ()) -> "OpenReceipt":
        """Return the receipt without rewards and gifts, but for the ``kept`` ones; goods that are paid stay."""
        return replace(self, lines=tuple(one for one in self.lines if not one.reward or one.reward in kept))

    def with_voucher(self, article: Article, key: int, last4: str) -> tuple["OpenReceipt", int]:
        """Return the receipt with a certificate to sell on a line of its own, and its id. Raises ``ReceiptTooLong``."""
        line = Line(0, article, MILLI, article.price_minor, voucher=key, voucher_last4=last4)
        return self._with(line)

    def _with(self, line: Line) -> tuple["OpenReceipt", int]:
        if len(self.lines) >= MAX_LINES:
            raise ReceiptTooLong(limit=MAX_LINES)
        added = replace(line, id=self.next_id)
        return replace(self, lines=(*self.lines, added), next_id=self.next_id + 1), added.id

    def with_quantity(self, line_id: int, qty_milli: int) -> "OpenReceipt":
        """Return the receipt with another quantity on one line. Raises ``NoSuchLine``, ``BadQuantity``."""
        line = self.line(line_id)
        if line.voucher and qty_milli != MILLI:  # each piece has a code of its own
            raise BadQuantity(text=str(qty_milli / MILLI))
        changed = replace(line, qty_milli=_checked(line.article, qty_milli))
        return replace(self, lines=tuple(changed if old.id == line_id else old for old in self.lines))

    def without_line(self, line_id: int, note: Noted) -> "OpenReceipt":
        """Return the receipt without one line, remembering that it was there."""
        left = tuple(line for line in self.lines if line.id != line_id)
        return replace(self, lines=left, notes=(*self.notes, note))


def _checked(article: Article, qty_milli: int) -> int:
    """Return the quantity if it can be sold: above nothing, not absurd, whole pieces of what is counted."""
    whole = article.unit is not Unit.PIECE or qty_milli % MILLI == 0
    if not (0 < qty_milli <= MAX_QTY_MILLI and whole):
        raise BadQuantity(text=str(qty_milli / MILLI))
    return qty_milli


# --- the text that survives a crash -------------------------------------------------------------------


def draft_text(receipt: OpenReceipt, parked: Sequence[OpenReceipt] = ()) -> str:
    """Return the receipt as text, with those that were set aside; "" where there is nothing at all."""
    if receipt.is_empty and not parked:
        return ""
    facts = {} if receipt.is_empty else _facts(receipt)
    aside = {"parked": [_facts(one) for one in parked]} if parked else {}
    return json.dumps({"version": VERSION} | facts | aside, ensure_ascii=False)


def _facts(receipt: OpenReceipt) -> dict[str, object]:
    member = receipt.member
    return {
        "sale_id": receipt.sale_id,
        "next_id": receipt.next_id,
        "lines": [_line_facts(line) for line in receipt.lines],
        "account_id": member.account_id if member else "",
        "identified": member.identified if member else "",
        "notes": [asdict(note) for note in receipt.notes],
        "op": receipt.op,
        "coupons": list(receipt.coupons),
        "serials": [asdict(serial) for serial in receipt.serials],
        "certificates": list(receipt.certificates),
        "channel": receipt.channel,
        "voucher_ops": list(receipt.voucher_ops),
        "age_seen": receipt.age_seen,
        "own_card_by": receipt.own_card_by,
    }


def _line_facts(line: Line) -> dict[str, object]:
    return {
        "id": line.id,
        "article_id": line.article.id,
        "name": line.article.name,
        "vat_bp": line.article.vat_bp,
        "qty_milli": line.qty_milli,
        "price_minor": line.price_minor,
        "approved_by": line.approved_by,
        "reward": line.reward,
        "voucher": line.voucher,
        "voucher_last4": line.voucher_last4,
    }


def read_draft(text: str, goods: Goods, members: Members) -> OpenReceipt | None:
    """Return the receipt of a text, None when there is none or it is of another version.

    Goods that are gone from the list meanwhile keep their name and price.
    """
    facts = _of_text(text)
    return _receipt_of(facts, goods, members) if facts else None


def read_parked(text: str, goods: Goods, members: Members) -> tuple[OpenReceipt, ...]:
    """Return the receipts of a text that were set aside; one that cannot be read is left out."""
    aside = _of_text(text).get("parked", ())
    parked = aside if isinstance(aside, list) else ()
    read = [_receipt_of(one, goods, members) for one in parked if isinstance(one, dict)]
    return tuple(one for one in read if one is not None)


def _of_text(text: str) -> dict[str, Any]:
    """Return the facts of a draft, none of a text of a broken or foreign program: it must not stop the shop from opening."""
    try:
        facts = json.loads(text) if text else {}
    except ValueError:
        return {}
    return facts if isinstance(facts, dict) and facts.get("version") == VERSION else {}


def _receipt_of(facts: dict[str, Any], goods: Goods, members: Members) -> OpenReceipt | None:
    try:
        member = members.by_account(facts["account_id"]) if facts["account_id"] else None
        return OpenReceipt(
            sale_id=facts["sale_id"],
            lines=tuple(_line_of(line, goods) for line in facts["lines"]),
            next_id=facts["next_id"],
            member=replace(member, identified=Identified(facts["identified"])) if member else None,
            notes=tuple(Noted(**note) for note in facts["notes"]),
            op=facts["op"],
            coupons=tuple(map(str, facts.get("coupons", ()))),  # a draft of an earlier program has none
            serials=tuple(Serial(**serial) for serial in facts.get("serials", ())),
            certificates=tuple(map(_whole, facts.get("certificates", ()))),
            channel=str(facts.get("channel", "")),
            voucher_ops=tuple(map(str, facts.get("voucher_ops", ()))),
            age_seen=_whole(facts.get("age_seen", 0)),
            own_card_by=str(facts.get("own_card_by", "")),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _line_of(facts: dict[str, object], goods: Goods) -> Line:
    article_id, price = str(facts["article_id"]), _whole(facts["price_minor"])
    typed = Article(article_id, str(facts["name"]), price, vat_bp=_whole(facts["vat_bp"]))
    voucher = _whole(facts.get("voucher", 0))
    article = advance(article_id, typed.name, price, typed.vat_bp) if voucher else goods.by_id(article_id)
    line = Line(
        _whole(facts["id"]), article or typed, _whole(facts["qty_milli"]), price, str(facts["approved_by"])
    )
    return replace(
        line,
        reward=str(facts.get("reward", "")),
        voucher=voucher,
        voucher_last4=str(facts.get("voucher_last4", "")),
    )


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value
