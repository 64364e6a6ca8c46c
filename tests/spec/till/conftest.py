"""A till with an open shift and a cashier; the shop is described in ``tests/fakes/till.py``."""

from collections.abc import Sequence

import pytest

from loyalty_pos.core.pricing import compile_programme
from loyalty_pos.core.programme.combined import without_gifts
from loyalty_pos.core.repricing.repriced import differences
from loyalty_pos.core.sale import Sale, Tender
from loyalty_pos.till.register import Register
from tests.fakes.priced import through_bytes
from tests.fakes.till import FakeTill


@pytest.fixture
def till() -> FakeTill:
    """A till where Maria is logged in and a shift is open."""
    return FakeTill().open()


@pytest.fixture(autouse=True)
def _every_sale_is_priced_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test sells, from its own words and its programme anybody gets the same figures (R28)."""
    sold = Register._sale

    def sold_and_looked_at(register: Register, tenders: Sequence[Tender]) -> Sale:
        sale = sold(register, tenders)
        seen = through_bytes(sale).seen
        assert seen is not None
        programme = register._world.programmes.current().programme
        compiled = compile_programme(without_gifts(programme) if seen.over else programme)
        assert differences(through_bytes(sale), seen, compiled, register._world.identity.zone) == ()
        return sale

    monkeypatch.setattr(Register, "_sale", sold_and_looked_at)
