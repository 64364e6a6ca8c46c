"""What is written down: survivors with their reasons, what each module counted last, and the report of a run."""

import json
import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Self

from tools.environment import ROOT
from tools.mutants.changes import Change, Key
from tools.mutants.scope import LEAST_SHARE, Module, modules

_HERE = Path(__file__).parent
_REASONS = _HERE / "survivors.toml"
_COUNTED = _HERE / "counted.json"
_LAST = ROOT / ".dev" / "mutants-last.json"


@dataclass(frozen=True)
class Verdict:
    """What became of one mistake: the test that noticed it, None = nobody did."""

    change: Change
    noticed_by: str | None


def reasons() -> dict[Key, str]:
    """Return why a mistake need not be noticed."""
    listed = tomllib.loads(_REASONS.read_text(encoding="utf-8"))
    return {
        (entry["module"], entry["where"], entry["before"], after, nth): entry["reason"]
        for entry in listed.get("survivor", [])
        for after in entry["after"]
        for nth in entry.get("nth", [0])
    }


class Standing(Enum):
    """How a module stands to the last whole count."""

    SAME = "as it was counted"
    CHANGED = "changed since it was counted"
    NEVER = "never counted"


def standing(module: Module) -> Standing:
    """Tell whether the module is what it was when all its mistakes were tried."""
    if (last := _counted().get(module.name)) is None:
        return Standing.NEVER
    return Standing.SAME if last["source"] == module.print() else Standing.CHANGED


def noticed_before(chosen: Sequence[Module], every: Sequence[Change]) -> list[Verdict]:
    """Return what the last whole count saw noticed, of modules that still stand as they stood then."""
    last = _last()
    same = {m.name for m in chosen if last.get(m.name, {}).get("source") == m.print()}
    alive = {(a, b, c, d, e) for name in same for a, b, c, d, e in last[name]["alive"]}
    return [Verdict(c, "the last count") for c in every if c.module in same and c.key not in alive]


def report(chosen: Sequence[Module], every: Sequence[Change], verdicts: Sequence[Verdict]) -> list[str]:
    """Print what was found; return what must not be."""
    known = reasons()
    alive = [verdict.change for verdict in verdicts if verdict.noticed_by is None]
    for change in alive:
        if change.key not in known:
            print(
                f"{change.module}:{change.lines.start} {change.scope}\n    - {change.before}\n    + {change.after}"
            )
    print(f"{'':32}{'possible':>9}{'tried':>7}{'noticed':>9}{'share':>9}{'with a reason':>15}")
    tallies = [Tally.of(module.name, {module.name}, every, verdicts, known) for module in chosen]
    bad = []
    for group in dict.fromkeys(module.group for module in chosen):
        names = {module.name for module in chosen if module.group == group}
        for tally in (t for t in tallies if t.name in names):
            print(tally)
        whole = Tally.of(group, names, every, verdicts, known)
        print(f"{whole}\n")
        if whole.tried and whole.share < (least := _least(names, whole)):
            bad.append(f"{group}: {whole.share:.1%} noticed, at least {least:.1%} are asked for")
    return bad + _stale(chosen, every, verdicts, known)


@dataclass(frozen=True)
class Tally:
    """Numbers of a module or a group."""

    name: str
    possible: int
    tried: int
    noticed: int
    excused: int

    @classmethod
    def of(
        cls,
        name: str,
        names: set[str],
        every: Sequence[Change],
        verdicts: Sequence[Verdict],
        known: dict[Key, str],
    ) -> Self:
        """Count the mistakes of these modules."""
        mine = [verdict for verdict in verdicts if verdict.change.module in names]
        return cls(
            name,
            possible=sum(change.module in names for change in every),
            tried=len(mine),
            noticed=sum(verdict.noticed_by is not None for verdict in mine),
            excused=sum(verdict.noticed_by is None and verdict.change.key in known for verdict in mine),
        )

    @property
    def share(self) -> float:
        """The share of those tried that was noticed; a reason does not make a mistake noticed."""
        return self.noticed / self.tried if self.tried else 1.0

    def __str__(self) -> str:
        share = f"{self.share:.1%}" if self.tried else "-"
        return f"{self.name:32}{self.possible:9}{self.tried:7}{self.noticed:9}{share:>9}{self.excused:15}"


def _least(names: set[str], whole: Tally) -> float:
    """Return the share that is asked for; a sample may miss it by two standard errors, which is chance.

    Part of a group need not be better than it was when all of it was counted.
    """
    counted = [was for name, was in _counted().items() if name in names]
    before = sum(was["noticed"] for was in counted) / (sum(was["mistakes"] for was in counted) or 1)
    is_part = any(module.group == whole.name and module.name not in names for module in modules())
    least = min(LEAST_SHARE, before) if is_part and before else LEAST_SHARE
    by_chance = math.sqrt(least * (1 - least) / whole.tried) if whole.tried < whole.possible else 0.0
    return least - 2 * by_chance


def _stale(
    chosen: Sequence[Module], every: Sequence[Change], verdicts: Sequence[Verdict], known: dict[Key, str]
) -> list[str]:
    """Return what is listed with a reason and need not be: noticed by now, or not possible any more."""
    possible = {change.key for change in every}
    noticed = {verdict.change.key for verdict in verdicts if verdict.noticed_by is not None}
    names = {module.name for module in chosen}
    gone = [key for key in known if key[0] in names and key not in possible]
    return [
        *(f"listed, but not possible any more: {_told(key)}" for key in gone),
        *(f"listed, but noticed: {_told(key)}" for key in known if key in noticed),
    ]


def _told(key: Key) -> str:
    module, where, before, after, _ = key
    return f"{module} {where}: {before} -> {after}"


def _counted() -> dict[str, dict[str, Any]]:
    return dict(json.loads(_COUNTED.read_text(encoding="utf-8"))) if _COUNTED.exists() else {}


def write_counted(
    chosen: Sequence[Module], every: Sequence[Change], verdicts: Sequence[Verdict], *, good: bool
) -> None:
    """Remember modules of which every mistake was tried: here for ``--survivors``, and for all if all is ``good``."""
    counted, last = _counted(), _last()
    for module in chosen:
        tally = Tally.of(module.name, {module.name}, every, verdicts, {})
        if tally.tried < tally.possible:
            continue
        alive = [v.change.key for v in verdicts if v.noticed_by is None and v.change.module == module.name]
        last[module.name] = {"source": module.print(), "alive": alive}
        counted[module.name] = {
            "source": module.print(),
            "mistakes": tally.tried,
            "noticed": tally.noticed,
        }
    _LAST.parent.mkdir(exist_ok=True)
    _LAST.write_text(json.dumps(last, indent=0), encoding="utf-8")
    if good:
        _COUNTED.write_text(json.dumps(counted, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _last() -> dict[str, dict[str, Any]]:
    """Return of each module its print and what nobody noticed when all its mistakes were tried."""
    return dict(json.loads(_LAST.read_text(encoding="utf-8"))) if _LAST.exists() else {}
