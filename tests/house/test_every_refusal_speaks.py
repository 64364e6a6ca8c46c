"""Whatever any part of the program refuses, a person reads a sentence of its own, in both languages."""

import string
from datetime import UTC, datetime
from importlib import import_module
from inspect import get_annotations
from pkgutil import walk_packages

import pytest

import loyalty_pos
from loyalty_pos.cli.failure import in_words
from loyalty_pos.core.problems import Problem
from loyalty_pos.till.wording import LANGUAGES, sentence

RUN_ON_IMPORT = (
    "loyalty_pos.__main__",
    "loyalty_pos.storage.migrations",
    "loyalty_pos.lab.real.journey",  # this and the peers live in environments of their own
    "loyalty_pos.lab.figures.oscar_peer",
    "loyalty_pos.lab.figures.peers",
    "loyalty_pos.lab.figures.zen_peer",
)


def every_refusal() -> list[type[Problem]]:
    """Import the whole program; return every kind of refusal that it knows."""
    for module in walk_packages(loyalty_pos.__path__, f"{loyalty_pos.__name__}."):
        if not module.name.startswith(RUN_ON_IMPORT):
            import_module(module.name)
    found: list[type[Problem]] = []
    left = [Problem]
    while left:
        kinds = [one for one in left.pop().__subclasses__() if one.__module__.startswith("loyalty_pos.")]
        found += kinds
        left += kinds
    return found


REFUSALS = every_refusal()


def made(kind: type[Problem]) -> Problem:
    """Return one with made-up facts of the right types."""
    notes: dict[str, object] = {}
    for one in reversed(kind.__mro__):
        notes |= get_annotations(one)
    facts = {name: note for name, note in notes.items() if name not in {"code", "_names"}}
    return kind(**{name: _like(note, name) for name, note in facts.items()})


def _like(note: object, name: str) -> object:
    match note:
        case type() if note is int:
            return 1
        case type() if note is str:
            return name
        case type() if note is datetime:
            return datetime(2026, 11, 22, tzinfo=UTC)
        case _:
            return ("name",)  # a column of a list


def test_the_program_refuses_in_every_part_of_it() -> None:
    parts = {kind.__module__.split(".")[1] for kind in REFUSALS}
    assert parts >= {"core", "centre", "api", "cli", "lab"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_every_refusal_has_words_of_its_own(kind: type[Problem], lang: str) -> None:
    problem = made(kind)
    said = in_words(problem, lang)
    general = sentence(Problem(), lang).text.split(":", 1)[0]
    assert said
    assert not said.startswith(general), f"no words for {kind.code}"
    assert not [name for _, name, _, _ in string.Formatter().parse(said) if name]
    cyrillic = any("а" <= letter.lower() <= "я" for letter in said)
    assert cyrillic is (lang == "ru")


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_the_window_never_ends_in_a_traceback(kind: type[Problem]) -> None:
    for lang in LANGUAGES:
        assert sentence(made(kind), lang).text


def test_no_two_refusals_share_a_code() -> None:
    codes = [kind.code for kind in REFUSALS if "code" in vars(kind)]
    assert sorted(codes) == sorted(set(codes))
