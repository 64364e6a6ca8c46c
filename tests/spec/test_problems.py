"""A refusal carries its reason as a code and facts."""

import contextlib
from collections.abc import Callable, Iterator

import pytest

from loyalty_pos.core import problems
from loyalty_pos.core.problems import BadProgramme, NotEnoughPoints, Problem

KINDS = [kind for kind in vars(problems).values() if isinstance(kind, type) and issubclass(kind, Problem)]
REFUSALS = [kind for kind in KINDS if kind is not Problem]


def test_every_refusal_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in REFUSALS]
    assert len(set(codes)) == len(codes)
    assert "problem" not in codes


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.code)
def test_the_facts_of_a_refusal_are_its_fields(kind: type[Problem]) -> None:
    names = [name for name in kind.__annotations__ if name != "code"]
    refusal = kind(*range(len(names)))
    assert refusal.facts() == dict(zip(names, range(len(names)), strict=True))
    assert str(refusal).startswith(kind.code)
    assert repr(refusal).startswith(kind.__name__)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda: NotEnoughPoints(asked=500), id="a fact is missing"),  # type: ignore[call-arg]
        pytest.param(lambda: NotEnoughPoints(1, 2, 3), id="one too many"),  # type: ignore[call-arg]
        pytest.param(lambda: NotEnoughPoints(asked=1, available=2, colour=3), id="none of ours"),  # type: ignore[call-arg]
    ],
)
def test_a_refusal_without_its_facts_cannot_be_made(wrong: Callable[[], Problem]) -> None:
    with pytest.raises(TypeError):
        wrong()


def test_a_fact_may_have_a_usual_value() -> None:
    assert BadProgramme(key="a", line=1, reason="missing").facts()["column"] == 0


@contextlib.contextmanager
def _a_with_block() -> Iterator[None]:
    yield


def test_a_refusal_passes_through_a_with_block_unharmed() -> None:
    with pytest.raises(NotEnoughPoints) as caught, _a_with_block():
        raise NotEnoughPoints(asked=500, available=120)
    assert caught.value.facts() == {"asked": 500, "available": 120}
