"""The published JSON Schema says what the readers take: no more, no less, and nobody typed it."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from loyalty_pos.core.programme.file._vocabulary import WORDS
from loyalty_pos.core.programme.file.schema import json_schema
from tests.fakes.json_schema import Validator

SHIPPED = ("programmes/*.toml", "programmes/templates/*.toml*", "demo/programme.toml")


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return json_schema()


def keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value.get("properties", {})).union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def test_what_is_published_is_what_the_readers_take(project_root: Path, schema: dict[str, Any]) -> None:
    published = project_root / "resources" / "programmes" / "programme.schema.json"
    renew = "renew it: loyalty-pos programme schema > resources/programmes/programme.schema.json"
    assert json.loads(published.read_text("utf-8")) == schema, renew


def test_its_keys_are_the_words_of_the_language(schema: dict[str, Any]) -> None:
    assert keys(schema) == WORDS


def shipped(project_root: Path) -> list[Path]:
    return [path for pattern in SHIPPED for path in (project_root / "resources").glob(pattern)]


def test_every_shipped_programme_fits(project_root: Path, schema: dict[str, Any]) -> None:
    files = shipped(project_root)
    assert len(files) >= 4
    faults = {path.name: Validator(schema).faults(tomllib.loads(path.read_text("utf-8"))) for path in files}
    assert {name: told for name, told in faults.items() if told} == {}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param('id = "p"', "names is missing", id="no name"),
        pytest.param("colour = 1", "colour is not known", id="an unknown word"),
        pytest.param("accrual = { rate_bp = 10_001 }", "accrual: rate_bp: 10001 is too much", id="more than all"),
        pytest.param("until = 5", "until: 5 is no date", id="a number for a date"),
        pytest.param('[[promotion]]\nid = "a"\nname = "a"\nkind = "percent"\nbp = 1\ntake = 3', "take is not known", id="a word of another kind"),
        pytest.param('[[promotion]]\nid = "a"\nname = "a"\nkind = "set"\ntake = 3', "pay is missing", id="a set without a price"),
        pytest.param('[card]\ndiscount = "golden"', "'golden' is none of", id="a card nobody knows"),
    ],
)  # fmt: skip
def test_what_the_readers_refuse_does_not_fit(schema: dict[str, Any], text: str, fault: str) -> None:
    assert any(fault in told for told in Validator(schema).faults(tomllib.loads(text)))
