"""A rule engine beside us: zen-engine decides what applies to a basket, the lean floor does the money.

It runs in the peers' environment only. The engine is asked once a basket: which offers each line gets, which lines earn
twice, which tier the member has. All else is as quick as it can be here, without reasons, so the figure is kind to it.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import zen

from loyalty_pos.core.basket import Basket
from loyalty_pos.lab.figures.lean import LeanAnswer, LeanLine, LeanRules
from loyalty_pos.lab.figures.peer_case import goods_of, priced_as_decided
from loyalty_pos.lab.figures.pricing_work import Work, lean_line

_TWICE: Final = -1
Row = dict[str, str]


class ZenPeer:
    """A decision of two tables: offers for every line of a basket, and the member's tier."""

    def __init__(self, work: Work) -> None:
        self._rules = work.lean_rules
        self._available = work.available
        self._spend_minor = work.spend_minor
        steps = work.programme.tiers.steps if work.programme.tiers else ()
        tiers = {step.discount_bp: step.from_minor for step in steps}
        self._decision = zen.ZenEngine().create_decision(json.dumps(_decision(work.lean_rules, tiers)))

    def price(self, basket: Basket) -> LeanAnswer:
        """Price the till's own basket: a till that calls the engine must lay it out for it at each key press."""
        lines = [lean_line(line) for line in basket.lines]
        return self.decided(lines, self.asked(lines))

    def asked(self, lines: list[LeanLine]) -> dict[str, Any]:
        """Return what the engine is asked of a basket."""
        lines_asked = [{"article": line[0], "category": line[1]} for line in lines]
        return {"lines": lines_asked, "spend": self._spend_minor}

    def decided(self, lines: list[LeanLine], asked: Mapping[str, Any]) -> LeanAnswer:
        """Let the engine decide, then price as the floor does."""
        decided = self._decision.evaluate(asked)["result"]
        found: list[list[int]] = []
        marked: list[LeanLine] = []
        for line, hits in zip(lines, decided["found"], strict=True):
            numbers = [int(hit["number"]) for hit in hits]
            found.append([number for number in numbers if number != _TWICE])
            article, _, price, quantity, vat = line
            marked.append((article, "twice" if _TWICE in numbers else "", price, quantity, vat))
        rules = replace(self._rules, card_bp=int(decided["bp"]), double_category="twice")
        return priced_as_decided(marked, rules, found, self._available)


def _decision(rules: LeanRules, tiers: Mapping[int, int]) -> dict[str, Any]:
    """Return both tables; ``tiers``: percentage -> from which spend."""
    offers = [_row(n, category=_any_of(names)) for n, names in goods_of(rules.by_category).items()]
    offers += [_row(n, article=_any_of(names)) for n, names in goods_of(rules.by_article).items()]
    offers.append(_row(_TWICE, category=_any_of([rules.double_category])))
    highest_first = sorted(tiers.items(), key=lambda tier: -tier[1])
    steps: list[Row] = [
        {"_id": f"t{bp}", "spend": f">= {least}", "bp": str(bp)} for bp, least in highest_first
    ]
    by_line = {"executionMode": "loop", "inputField": "lines", "outputPath": "found"}
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        _table("offers", (("category", "article"), ("number",)), offers, {"hitPolicy": "collect"} | by_line),
        _table("tier", (("spend",), ("bp",)), steps, {"hitPolicy": "first", "executionMode": "single"}),
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    ways = (("in", "offers"), ("in", "tier"), ("offers", "out"), ("tier", "out"))
    edges = [
        {"id": f"{one}-{other}", "sourceId": one, "targetId": other, "type": "edge"} for one, other in ways
    ]
    return {"nodes": nodes, "edges": edges}


def _table(
    name: str, columns: tuple[tuple[str, ...], tuple[str, ...]], rows: list[Row], form: Row
) -> dict[str, Any]:
    inputs, outputs = ([{"id": one, "name": one, "field": one} for one in names] for names in columns)
    content = {"inputs": inputs, "outputs": outputs, "rules": rows, "passThrough": False, **form}
    return {"id": name, "name": name, "type": "decisionTableNode", "content": content}


def _row(number: int, category: str = "", article: str = "") -> Row:
    return {"_id": str(number), "category": category, "article": article, "number": str(number)}


def _any_of(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
