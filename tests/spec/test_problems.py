"""A refusal carries its reason as a code and facts."""

import contextlib
from collections.abc import Iterator
from dataclasses import fields

import pytest

from loyalty_pos.core import problems
from loyalty_pos.core.problems import NotEnoughPoints, Problem

KINDS = [kind for kind in vars(problems).values() if isinstance(kind, type) and issubclass(kind, Problem)]
REFUSALS = [kind for kind in KINDS if kind is not Problem]


def test_every_refusal_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in REFUSALS]
    assert len(set(codes)) == len(codes)
    assert "problem" not in codes


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.code)
def test_the_facts_of_a_refusal_are_its_fields(kind: type[Problem]) -> None:
    names = [f.name for f in fields(kind)]  # type: ignore[arg-type]  # every refusal is a dataclass
    refusal = kind(*range(len(names)))
    assert refusal.facts() == dict(zip(names, range(len(names)), strict=True))
    assert str(refusal).startswith(kind.code)


@contextlib.contextmanager
def _a_with_block() -> Iterator[None]:
    yield


def test_a_refusal_passes_through_a_with_block_unharmed() -> None:
    with pytest.raises(NotEnoughPoints) as caught, _a_with_block():
        raise NotEnoughPoints(asked=500, available=120)
    assert caught.value.facts() == {"asked": 500, "available": 120}
