"""Short ways to say what was bought when, and to simulate a programme on it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from loyalty_pos.core.basket import Article
from loyalty_pos.core.dates import micros
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.lab.simulation.assumptions import Assumptions
from loyalty_pos.lab.simulation.past.beginnings import Beginning
from loyalty_pos.lab.simulation.past.receipts import Past, Receipt, Shelf, Taken, past_of
from loyalty_pos.lab.simulation.replaying import Task
from loyalty_pos.lab.simulation.run import simulate
from loyalty_pos.lab.simulation.telling.report import Report, Table, report_of

MOSCOW = ZoneInfo("Europe/Moscow")
BREAD = Article("bread", "Bread", 100_00, category="bakery", cost_minor=60_00)
CHEESE = Article("cheese", "Cheese", 200_00, category="dairy", cost_minor=120_00)
TOBACCO = Article("tobacco", "Cigarettes", 150_00, category="tobacco", fixed_price=True, cost_minor=140_00)

HEAD = 'id = "{id}"\nnames = {{ en = "{id}" }}\n'
POINTS = """
[accrual]
rate_bp = 1000
life_months = 6
[redemption]
receipt_cap_bp = 5000
"""
CHEESE_OFFER = """
[[promotion]]
id = "cheese-week"
name = "Cheese week"
kind = "percent"
bp = 1000
goods = { categories = ["dairy"] }
"""


def programme_text(programme_id: str, *parts: str) -> str:
    return HEAD.format(id=programme_id) + "".join(parts)


class Shop:
    """Collects receipts in the order in which they are told."""

    def __init__(self) -> None:
        self._shelf = Shelf()
        self._receipts: list[Receipt] = []

    def sold(
        self, when: str, member: str, *goods: Article | tuple[Article, int], of: str = "", channel: str = ""
    ) -> str:
        """Sell goods (or (goods, pieces)) at ``when`` of the shop's clock; return the receipt's id."""
        pairs = [one if isinstance(one, tuple) else (one, 1) for one in goods]
        number = f"r{len(self._receipts) + 1}"
        lines = tuple(
            Taken(self._shelf.place(article), 1000 * count, article.price_minor) for article, count in pairs
        )
        at = datetime.fromisoformat(when).replace(tzinfo=MOSCOW)
        self._receipts.append(Receipt(number, micros(at), "S1", member, lines, of=of, channel=channel))
        return number

    def brought_back(self, when: str, receipt: str, *goods: Article | tuple[Article, int]) -> None:
        self.sold(when, "", *goods, of=receipt)

    def past(self) -> Past:
        return past_of("shop", self._shelf, list(self._receipts))


def simulated(
    past: Past,
    *programmes: str,
    assumptions: Assumptions | None = None,
    compared: tuple[int, int] | None = None,
    processes: int = 1,
    beginnings: Mapping[str, Beginning] | None = None,
) -> Report:
    """Return the report of these programmes; unless told otherwise, members redeem at every visit."""
    task = Task(
        tuple(read_programme(text) for text in programmes),
        past.articles,
        assumptions or Assumptions(redeem_bp=10_000),
        past.end_us,
        compared,
        begin_us=past.begin_us,
        beginnings=beginnings or {},
    )
    return report_of(past, simulate(task, past, processes), task)


def table(report: Report, code: str, of: str = "") -> Table:
    return next(found for found in report.tables if found.code == code and found.of == of)


def row(report: Report, code: str, name: str, of: str = "") -> Sequence[int | None]:
    """Return the numbers of a row; ``name`` is the row's code, or the name from outside in it."""
    for label, values in table(report, code, of).rows:
        if name in {label.code, label.text}:
            return [value.number for value in values]
    raise AssertionError((code, name, [label for label, _ in table(report, code, of).rows]))
