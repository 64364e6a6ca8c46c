"""What every paper of a shop has in common: its language, its head, its foot, amounts in its words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from loyalty_pos.core import dates
from loyalty_pos.core.money import BASIS, Rounding, divide
from loyalty_pos.core.receipt import Align, Block, Pair, Text
from loyalty_pos.till.balance import Balance
from loyalty_pos.till.formats import format_day, format_moment, format_money, format_points, format_quantity
from loyalty_pos.till.wording import phrase, word
from loyalty_pos.till.world import TillWorld


@dataclass(frozen=True, slots=True)
class Paper:
    """The shop as its papers show it. ``exponent``: decimals of points; ``zone``: IANA name."""

    language: str
    shop: str
    address: str
    tax_number: str
    footer: str
    programme: str
    till_no: int
    cashier: str
    zone: str
    exponent: int
    currency: str

    def money(self, minor: int) -> str:
        """Return an amount in the shop's words."""
        return format_money(minor, self.language, self.currency)

    def points(self, points: int) -> str:
        """Return minor point units as a number."""
        return format_points(points, self.exponent, self.language)

    def quantity(self, qty_milli: int) -> str:
        """Return thousandths."""
        return format_quantity(qty_milli, self.language)

    def day(self, at: datetime) -> str:
        """Return the day in the shop's zone."""
        return format_day(at, self.zone, self.language)

    def moment(self, us: int) -> str:
        """Return day and minute of UTC microseconds in the shop's zone."""
        return format_moment(dates.moment(us), self.zone, self.language)

    def word(self, key: str) -> str:
        """Return a fixed word of the paper."""
        return word(key, self.language)

    def phrase(self, key: str, **facts: object) -> str:
        """Return a line of the paper with facts."""
        return phrase(key, self.language, **facts)


def paper_of(world: TillWorld, cashier_id: str) -> Paper:
    """Return the paper of this till; settings ``shop_name``, ``shop_address``, ``shop_tax_number``, ``receipt_footer``."""
    language = world.identity.language
    programme = world.programmes.current().programme
    cashier = world.staff.by_id(cashier_id)
    return Paper(
        language=language,
        shop=world.settings.get("shop_name"),
        address=world.settings.get("shop_address"),
        tax_number=world.settings.get("shop_tax_number"),
        footer=world.settings.get("receipt_footer", word("thanks", language)),
        programme=programme.name(language),
        till_no=world.identity.till_no,
        cashier=cashier.name if cashier else cashier_id,
        zone=world.identity.zone,
        exponent=programme.unit.exponent,
        currency=programme.currency,
    )


def heading(paper: Paper, title: str, at_us: int, *, number: str = "", copy: bool = False) -> list[Block]:
    """Return the head: shop, what this paper is, when and by whom."""
    blocks: list[Block] = []
    if copy:
        blocks.append(Text(paper.word("copy"), Align.CENTRE, bold=True, size=2))
    blocks += [Text(paper.shop, Align.CENTRE, bold=True)] if paper.shop else []
    blocks += [Text(line, Align.CENTRE) for line in paper.address.splitlines()]
    blocks += [Text(f"{paper.word('inn')} {paper.tax_number}", Align.CENTRE)] if paper.tax_number else []
    blocks.append(Text(paper.word(title), Align.CENTRE, bold=True))
    blocks.append(Pair(paper.phrase("till", till=paper.till_no), paper.moment(at_us)))
    blocks.append(Pair(f"{paper.word('cashier')} {paper.cashier}", number))
    return blocks


def vat_pairs(paper: Paper, nets: Iterable[tuple[int, int]]) -> list[Block]:
    """Return VAT inside the total for each rate, taken once a rate (not line by line).

    ``nets``: (rate in basis points or -1, amount due of the line).
    """
    by_rate: dict[int, int] = {}
    for rate, net in nets:
        by_rate[rate] = by_rate.get(rate, 0) + net
    return [_vat_pair(paper, rate, net) for rate, net in sorted(by_rate.items(), reverse=True)]


def _vat_pair(paper: Paper, rate: int, net_minor: int) -> Block:
    if rate < 0:
        return Pair(paper.word("no_vat"), paper.money(net_minor))
    vat = divide(net_minor * rate, BASIS + rate, Rounding.HALF_UP)
    return Pair(paper.phrase("vat", bp=rate), paper.money(vat))


def balance_pairs(paper: Paper, balance: Balance) -> list[Block]:
    """Return the member's points: what there is, what waits, what is owed, what ends next."""
    blocks: list[Block] = [Pair(paper.word("balance"), paper.points(balance.available), bold=True)]
    if balance.pending:
        until = balance.pending_until
        label = paper.phrase("pending_until", day=paper.day(until)) if until else paper.word("pending")
        blocks.append(Pair(label, paper.points(balance.pending)))
    if balance.debt:
        blocks.append(Pair(paper.word("debt"), paper.points(balance.debt)))
    if balance.next_expiry is not None:
        label = paper.phrase("expires", day=paper.day(balance.next_expiry))
        blocks.append(Pair(label, paper.points(balance.next_expiry_points)))
    return blocks
