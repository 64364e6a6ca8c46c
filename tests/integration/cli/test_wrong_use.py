"""A command that is written wrongly is told in one sentence of the person's language, with exit code 2."""

import argparse
from collections.abc import Iterator

import pytest

from loyalty_pos.cli import main
from loyalty_pos.cli.arguments import parser_in
from loyalty_pos.cli.help_words import RUSSIAN
from loyalty_pos.cli.usage import command_of
from tests.integration.cli.conftest import Ask

LATIN_WORDS = {"the", "following", "argument", "arguments", "expected", "invalid", "choose", "value", "from"}


@pytest.mark.parametrize(
    ("words", "russian", "english"),
    [
        pytest.param((), "не указано: COMMAND", "required: COMMAND", id="no command"),
        pytest.param(("dance",), "нет варианта 'dance'", "'dance'", id="a command that is not there"),
        pytest.param(("sell",), "не указано: CODE[*QUANTITY]", "required", id="a sale of nothing"),
        pytest.param(("queue", "now"), "лишнее: now", "now", id="a word too many"),
        pytest.param(("sell", "1", "--cash"), "--cash: нужно одно значение", "--cash", id="cash without a sum"),
        pytest.param(("return", "1", "--line"), "--line: нужно одно значение", "--line", id="a line without a number"),
        pytest.param(("centre", "--port", "x"), "--port: нужно целое число, а не 'x'", "'x'", id="a port of letters"),
        pytest.param(("import", "people", "f"), "нет варианта 'people', есть:", "'people'", id="a list we do not know"),
        pytest.param(("till", "--printer", "lpt1"), "--printer: 'lpt1' не подходит", "'lpt1'", id="a printer of old"),
        pytest.param(("till", "--printer", "tcp:h:p"), "'h:p' — не HOST", "'h:p'", id="a printer's address"),
        pytest.param(("queue", "--json=1"), "--json: значение '1' здесь не нужно", "'1'", id="a value too many"),
        pytest.param(("sell", "1", "--p", "5"), "--p: непонятно, что из этого: --points, --pin", "--points", id="half a word"),
    ],
)  # fmt: skip
def test_wrong_use_is_one_sentence_and_exit_code_2(
    ask: Ask, words: tuple[str, ...], russian: str, english: str
) -> None:
    for lang, told, more in (("ru", russian, "Подробнее: loyalty-pos"), ("en", english, "See: loyalty-pos")):
        said = ask(*words, lang=lang)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert told in said.err
        assert more in said.err
    assert not LATIN_WORDS & set(ask(*words, lang="ru").err.replace(":", "").split())


@pytest.mark.parametrize("words", [["--lang=ru", "dance"], ["queue", "now", "--lang", "ru"]])
def test_the_language_is_known_before_the_mistake(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    with pytest.raises(SystemExit):
        main(words)
    assert "Подробнее: loyalty-pos" in capsys.readouterr().err


def _parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action.choices, dict):
            for one in action.choices.values():
                yield from _parsers(one)


def test_the_whole_help_is_there_in_russian() -> None:
    english = {one.prog: one.format_help() for one in _parsers(parser_in("en"))}
    for parser in _parsers(parser_in("ru")):
        told = parser.format_help()
        assert told.startswith("вызов: " + parser.prog)
        assert "\nпараметры:\n" in told
        assert not {"options:", "positional"} & set(told.split())
        assert "show this" not in told
        assert told != english[parser.prog]
        helped = [action.help for action in parser._actions if action.help]
        assert [text for text in helped if text.isascii()] == []


def test_no_translation_is_left_over() -> None:
    told = "".join(" ".join(one.format_help().split()) for one in _parsers(parser_in("en")))
    for text in RUSSIAN:
        assert text.replace(" ", "") in told.replace(" ", ""), text


def test_a_command_read_alone_says_what_it_says_among_all() -> None:
    whole = {one.prog: one.format_help() for one in _parsers(parser_in("en"))}
    names = {prog.split()[1] for prog in whole if " " in prog}
    alone = {one.prog: one.format_help() for name in names for one in _parsers(parser_in("en", name))}
    assert alone | {"loyalty-pos": whole["loyalty-pos"]} == whole


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("--lang ru --data=/shop price a b", "price"),
        ("--data /shop --lang=en sell", "sell"),
        ("--help price", None),
        ("--data", None),
        ("", None),
    ],
)
def test_the_command_is_known_before_the_rest_is_read(words: str, command: str | None) -> None:
    assert command_of(words.split()) == command
