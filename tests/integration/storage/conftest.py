"""Tills with real files for the tests of storage."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.till_folder import Counter


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    """An enrolled till without goods, members or a shift."""
    till = Counter(tmp_path / "till")
    yield till
    till.files.close()


@pytest.fixture
def selling(counter: Counter) -> Counter:
    """The same with an open shift."""
    counter.open_shift()
    return counter
