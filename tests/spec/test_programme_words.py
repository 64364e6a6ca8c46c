"""A mistake in a programme is told in the marketer's own language, and a slip of the pen is recognised."""

import ast
import re
from pathlib import Path

import pytest

from loyalty_pos.core.problems import BadProgramme
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.programme.file._vocabulary import WORDS
from loyalty_pos.till.wording import LANGUAGES, sentence
from loyalty_pos.till.words.reasons import reason_words

READERS = ("programme/file/*.py", "basket_file.py")
ASKING = {
    "text",
    "whole",
    "flag",
    "choice",
    "texts",
    "wholes",
    "table",
    "tables",
    "pairs",
    "day",
    "wall_clock",
    "clock",
}
PLACEHOLDER = "7"


def _calls(project_root: Path, files: tuple[str, ...] = READERS) -> list[ast.Call]:
    core = project_root / "src" / "loyalty_pos" / "core"
    trees = [ast.parse(path.read_text(encoding="utf-8")) for name in files for path in core.glob(name)]
    return [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _texts(node: ast.expr) -> str:
    """Return a constant or an f-string with something in its gaps."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else PLACEHOLDER for v in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else ""


def test_every_key_that_is_asked_for_is_a_known_word(project_root: Path) -> None:
    calls = _calls(project_root, READERS[:1])
    asked = {_texts(call.args[0]) for call in calls if _called(call) in ASKING and call.args}
    assert {key for key in asked if re.fullmatch(r"[a-z_]+", key)} <= WORDS


def _reasons(project_root: Path) -> set[str]:
    calls = _calls(project_root)
    refused = [
        call.args[1] for call in calls if _called(call) in {"refuse", "_refusal"} and len(call.args) > 1
    ]
    given = [keyword.value for call in calls for keyword in call.keywords if keyword.arg == "reason"]
    return {text for text in map(_texts, refused + given) if text}


def test_every_reason_has_its_words_in_both_languages(project_root: Path) -> None:
    reasons = _reasons(project_root)
    assert len(reasons) > 20
    assert [
        r for r in reasons if not reason_words(r, russian=True) or not reason_words(r, russian=False)
    ] == []


@pytest.mark.parametrize(
    ("text", "key", "line", "reason"),
    [
        pytest.param(
            'id = "a"\n[accrual]\nrate_pb = 500',
            "accrual.rate_pb",
            3,
            "unknown_key_near: rate_bp",
            id="swapped",
        ),
        pytest.param("colour = 1", "colour", 1, "unknown_key", id="like nothing"),
        pytest.param(
            '[[promotoin]]\nid = "x"', "promotoin[1]", 1, "unknown_key_near: promotion", id="a table"
        ),
        pytest.param(
            'id = "a"\nnames = { en = "A" }\nname = "A"',
            "name",
            3,
            "unknown_key_near: names",
            id="a word of elsewhere",
        ),
    ],
)
def test_a_misspelt_word_is_told_before_what_is_missing_for_it(
    text: str, key: str, line: int, reason: str
) -> None:
    with pytest.raises(BadProgramme) as caught:
        read_programme(text)
    assert (caught.value.key, caught.value.line, caught.value.reason) == (key, line, reason)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentence_names_the_place_and_the_word_that_was_meant(lang: str) -> None:
    told = sentence(
        BadProgramme(key="accrual.rate_pb", line=3, reason="unknown_key_near: rate_bp"), lang
    ).text
    assert all(part in told for part in ("accrual.rate_pb", "3", "rate_bp"))
    assert "unknown" not in told
