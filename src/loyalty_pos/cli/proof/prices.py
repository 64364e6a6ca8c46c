"""``verify --prices``: the sales of some days priced again with the bundles they name, and what came of it."""

from argparse import Namespace
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from loyalty_pos.centre.repricing.checking import figures_told
from loyalty_pos.centre.repricing.judging import Judged, Verdict
from loyalty_pos.cli.at_centre.tills import Tills
from loyalty_pos.cli.proof.words import proof_line
from loyalty_pos.cli.words import BadOption
from loyalty_pos.core.dates import micros
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.intake import programme_of, reports_of

_SHOWN: Final = 20
_ODD: Final = (Verdict.DIFFERS, Verdict.UNKNOWN_BUNDLE)


@dataclass(slots=True)
class Prices:
    """How many sales were what, and the first ones that a person should look at."""

    said: Counter[Verdict] = field(default_factory=Counter)
    odd: list[Judged] = field(default_factory=list)

    def take(self, one: Judged) -> None:
        """Count one sale."""
        self.said[one.verdict] += 1
        if one.verdict in _ODD and len(self.odd) < _SHOWN:
            self.odd.append(one)

    @property
    def is_odd(self) -> bool:
        """True when a person should look."""
        return any(self.said[verdict] for verdict in _ODD)

    @property
    def facts(self) -> dict[str, object]:
        """For machines."""
        counts: dict[str, object] = {verdict.value: self.said[verdict] for verdict in Verdict}
        return counts | {"odd": [_facts(one) for one in self.odd]}

    def lines(self, lang: str, tills: Tills) -> list[str]:
        """For people."""
        counts = {verdict.value: self.said[verdict] for verdict in Verdict}
        return [
            proof_line("prices", lang, **counts),
            *(
                proof_line(
                    f"price_{one.verdict}", lang, **_facts(one), till=tills.name(one.event.agent_id, lang)
                )
                for one in self.odd
            ),
        ]


def prices_at(centre: OpenCentre, options: Namespace) -> Prices:
    """Price the sales of these days again, both included. Raises BadOption."""
    zone = ZoneInfo(programme_of(reports_of(centre)).zone)
    since_us = _begin("--since", options.since, zone, lambda day: day)
    until_us = _begin("--until", options.until, zone, lambda day: day + timedelta(days=1))
    found = Prices()
    for one in centre.repricing.walk(since_us or 0, until_us):
        found.take(one)
    return found


def _begin(option: str, text: str, zone: ZoneInfo, moved: Callable[[date], date]) -> int | None:
    """Return the midnight at which the moved day begins where the programme lives."""
    if not text:
        return None
    try:
        day = moved(date.fromisoformat(text))
    except (ValueError, OverflowError) as error:
        raise BadOption(option=option, text=text) from error
    return micros(datetime.combine(day, time(), zone).astimezone(UTC))


def _facts(one: Judged) -> dict[str, object]:
    return {
        "code": one.sale.code,
        "agent_id": one.event.agent_id,
        "seq": one.event.seq,
        "bundle": one.sale.bundle,
        "figures": figures_told(one),
    }
