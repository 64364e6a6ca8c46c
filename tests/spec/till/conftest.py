"""A till with an open shift and a cashier; the shop is described in ``tests/fakes/till.py``."""

import pytest

from tests.fakes.till import FakeTill


@pytest.fixture
def till() -> FakeTill:
    """A till where Maria is logged in and a shift is open."""
    return FakeTill().open()
