"""Which files are changed, in groups; each group answers for its own share of mistakes that were noticed."""

import ast
import hashlib
from dataclasses import dataclass
from pathlib import Path

from tools.environment import ROOT

CORE = ROOT / "src" / "loyalty_pos" / "core"
LEAST_SHARE = 0.90
GROUPS: dict[str, tuple[str, ...]] = {
    "money and ledger": (
        "money.py",
        "points.py",
        "ledger.py",
        "posting.py",
        "returns.py",
        "account/*.py",
        "account/*/*.py",
    ),
    "pricing": ("pricing/*.py", "quote.py"),
    "programme": tuple(f"programme/{n}.py" for n in ("tiers", "periods", "conditions", "combined", "limits")),
    "coupons and releases": ("coupons/*.py", "release.py"),
}


@dataclass(frozen=True)
class Module:
    """A source file: ``name`` is its path below the core."""

    name: str
    group: str

    @property
    def path(self) -> Path:
        """Where it is."""
        return CORE / self.name

    @property
    def dotted(self) -> str:
        """What Python calls it."""
        return ".".join(("loyalty_pos.core", *Path(self.name).with_suffix("").parts))

    def tree(self) -> ast.Module:
        """Return its syntax tree."""
        return ast.parse(self.path.read_text(encoding="utf-8"), str(self.path))

    def print(self) -> str:
        """Return what changes when the code changes, and stays when only its form or a comment does."""
        return hashlib.sha256(ast.unparse(self.tree()).encode()).hexdigest()[:16]


def modules() -> list[Module]:
    """Return every file in scope; a package's own file only joins the others."""
    return [
        Module(path.relative_to(CORE).as_posix(), group)
        for group, patterns in GROUPS.items()
        for pattern in patterns
        for path in sorted(CORE.glob(pattern))
        if path.name != "__init__.py"
    ]
