"""What a cashier reads when network, centre, disk or printer fail: words and a next step, never a code."""

import ast
import re
from pathlib import Path

import httpx
import pytest

from loyalty_pos.core.problems import (
    BadMessage,
    CentreRefused,
    CentreUnreachable,
    EnrolmentRefused,
    HoldRefused,
    PaperUncertain,
    Problem,
    StorageCorrupt,
    StorageFailing,
)
from loyalty_pos.till.wording import LANGUAGES, sentence
from loyalty_pos.till.words.faults import fault_words

CODE = re.compile(r"[a-z]+_[a-z]+|[A-Z]{2,}_[A-Z]+|E[A-Z]{3,}|[A-Z][a-z]+[A-Z][A-Za-z]+|\(\d+\)")
UNKNOWN = {"ru": "причина неизвестна", "en": "the reason is not known"}


def written(problem: Problem, lang: str) -> str:
    said = sentence(problem, lang)
    return f"{said.text} {said.next_step}"


def literals(project_root: Path, call: str) -> set[str]:
    """Return every constant reason that the program gives to this refusal."""
    found = set()
    texts = (path.read_text(encoding="utf-8") for path in (project_root / "src").rglob("*.py"))
    for text in texts:
        for node in ast.walk(ast.parse(text)) if call in text else ():
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == call:
                found |= {
                    word.value.value
                    for word in node.keywords
                    if word.arg == "reason" and isinstance(word.value, ast.Constant)
                }
    return {str(one) for one in found}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "problem",
    [
        BadMessage(reason="not a Changes"),
        BadMessage(reason="fork"),
        CentreRefused(status=409, reason="fork"),
        CentreRefused(status=418, reason="never_heard_of"),
        CentreUnreachable(reason="ConnectError"),
        CentreUnreachable(reason="LocalProtocolError"),
        EnrolmentRefused(reason="wrong_code"),
        HoldRefused(reason="another_operation", available=3),
        HoldRefused(reason="never_heard_of", available=3),
        StorageFailing(path="journal", reason="SQLITE_IOERR_FSYNC"),
        StorageFailing(path="journal", reason="EACCES"),
        StorageFailing(path="journal", reason="KeyringLocked"),
    ],
    ids=str,
)
def test_no_code_stands_in_a_sentence(problem: Problem, lang: str) -> None:
    assert not CODE.search(written(problem, lang)), written(problem, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_that_the_program_gives_has_its_own_words(project_root: Path, lang: str) -> None:
    for refusal, kind in (("EnrolmentRefused", EnrolmentRefused), ("HoldRefused", HoldRefused)):
        reasons = literals(project_root, refusal)
        assert reasons
        for reason in reasons:
            assert fault_words(kind.code, reason, russian=lang == "ru") != UNKNOWN[lang], reason


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "error",
    [httpx.ConnectError, httpx.ConnectTimeout, httpx.ReadTimeout, httpx.ReadError, httpx.RemoteProtocolError],
)
def test_every_way_a_line_fails_has_its_own_words(error: type[Exception], lang: str) -> None:
    assert UNKNOWN[lang] not in written(CentreUnreachable(reason=error.__name__), lang)


@pytest.mark.parametrize(
    ("problem", "lang", "text"),
    [
        (
            CentreUnreachable(reason="ReadTimeout"),
            "ru",
            "Нет связи с центром: он отвечает слишком медленно.",
        ),
        (
            StorageFailing(path="journal.db", reason="SQLITE_READONLY_DIRECTORY"),
            "en",
            "The disk does not work as it should: journal.db: writing is not allowed here.",
        ),
        (StorageCorrupt(path="cache.db", kept_as="cache.db"), "ru", "Файл cache.db повреждён."),
        (PaperUncertain(paper="sale", number=12), "ru", "Посмотрите на бумагу: напечатан ли чек 12?"),
        (PaperUncertain(paper="sale", number=12), "en", "Look at the paper: did receipt 12 come out?"),
        (
            PaperUncertain(paper="z_report", number=3),
            "en",
            "Look at the paper: did the Z report of shift 3 come out?",
        ),
        (
            PaperUncertain(paper="", number=0),
            "ru",
            "Посмотрите на бумагу: напечатан ли последний документ?",
        ),
    ],
)
def test_sentences_as_people_read_them(problem: Problem, lang: str, text: str) -> None:
    assert sentence(problem, lang).text == text
