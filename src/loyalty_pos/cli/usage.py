"""A parser of commands that speaks the person's language: its help, and its refusals in one sentence.

It must never show two lines where one sentence was asked for: how a command is written stands in its ``--help``.
"""

import argparse
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

from loyalty_pos.cli.help_words import RUSSIAN
from loyalty_pos.cli.language import system_language

_WRONG_USE: Final = 2
_LANGUAGES: Final = ("ru", "en")
_HEADINGS: Final = {"positional arguments": "аргументы", "options": "параметры"}
_REFUSALS: Final = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r"the following arguments are required: (.*)", "не указано: {0}"),
        (r"unrecognized arguments: (.*)", "лишнее: {0}"),
        (r"argument (.*?): expected one argument", "{0}: нужно одно значение"),
        (r"argument (.*?): expected at least one argument", "{0}: нужно хотя бы одно значение"),
        (r"one of the arguments (.*) is required", "нужно одно из: {0}"),
        (r"argument (.*?): not allowed with argument (.*)", "{0}: не бывает вместе с {1}"),
        (r"argument (.*?): invalid choice: (.*) \(choose from (.*)\)", "{0}: нет варианта {1}, есть: {2}"),
        (r"argument (.*?): invalid int value: (.*)", "{0}: нужно целое число, а не {1}"),
        (r"argument (.*?): ignored explicit argument (.*)", "{0}: значение {1} здесь не нужно"),
        (r"ambiguous option: (.*?) could match (.*)", "{0}: непонятно, что из этого: {1}"),
        (r"argument (.*?): (.*) is none of (.*)", "{0}: {1} не подходит, бывает: {2}"),
        (r"argument (.*?): (.*) is no HOST or HOST:PORT", "{0}: {1} — не HOST и не HOST:PORT"),
    )
)
_MORE: Final = ("See: {prog} --help", "Подробнее: {prog} --help")
_WRONG: Final = ("{prog}: {what}.", "{prog}: {what}.")


def language_of(arguments: Sequence[str]) -> str:
    """Return the language asked for before anything is understood: ``--lang``, else the system's."""
    found = system_language()
    for word, following in zip(arguments, (*arguments[1:], ""), strict=True):
        name, mark, value = word.partition("=")
        if name == "--lang" and (value if mark else following) in _LANGUAGES:
            found = value if mark else following
    return found


def command_of(arguments: Sequence[str]) -> str | None:
    """Return the command that stands first, behind nothing but a language and a folder; else None."""
    words = iter(arguments)
    for word in words:
        if word in {"--lang", "--data"}:
            next(words, None)
        elif not word.startswith(("--lang=", "--data=")):
            return None if word.startswith("-") else word
    return None


class Parser(argparse.ArgumentParser):
    """Takes every text in English and shows it in ``lang``."""

    def __init__(self, lang: str, **settings: Any) -> None:
        self._lang = lang
        shown = {name: settings[name] for name in ("description",) if name in settings}
        settings |= {name: self.worded(text) for name, text in shown.items()}
        kind = _RussianFormatter if lang == "ru" else argparse.HelpFormatter
        super().__init__(add_help=False, formatter_class=kind, **settings)
        self.add_argument("-h", "--help", action="help", help="show this help and end")

    def worded(self, text: str) -> str:
        """Return a text of the help in the person's language; a text without a translation stays English."""
        return RUSSIAN.get(text, text) if self._lang == "ru" else text

    def add_argument(self, *names: Any, **settings: Any) -> argparse.Action:
        """Add an argument whose help is English."""
        if "help" in settings:
            settings["help"] = self.worded(settings["help"])
        return super().add_argument(*names, **settings)

    def error(self, message: str) -> NoReturn:
        """End with one sentence and the next step, in one line."""
        russian = self._lang == "ru"
        what = _in_russian(message) if russian else message
        told = _WRONG[russian].format(prog=self.prog, what=what), _MORE[russian].format(prog=self.prog)
        self.exit(_WRONG_USE, " ".join(" ".join(told).split()) + "\n")


class _Unasked(Parser):
    """A command that nobody asked for: it takes what is said of it and keeps nothing, which costs nothing."""

    def __init__(self) -> None:  # nothing of a parser is made
        self._lang = "en"

    def add_argument(self, *_names: Any, **_settings: Any) -> Any:
        """Keep nothing."""

    def add_mutually_exclusive_group(self, **_settings: Any) -> Any:
        """Return what keeps nothing."""
        return self


class Commands:
    """The commands of a parser; where ``only`` one is asked for, the others are not made."""

    def __init__(self, parser: Parser, lang: str, dest: str = "command", only: str | None = None) -> None:
        self._parser = parser
        self._lang = lang
        self._only = only
        self._made = (
            None
            if isinstance(parser, _Unasked)
            else parser.add_subparsers(dest=dest, required=True, metavar=dest.upper())
        )
        self.names: list[str] = []

    def add(self, name: str, module: str, text: str) -> Parser:
        """Add a command that ``module`` runs."""
        self.names.append(name)
        if self._made is None or self._only not in {None, name}:
            return _Unasked()
        shown = self._parser.worded(text)
        parser = self._made.add_parser(name, help=shown, description=text, lang=self._lang)
        parser.set_defaults(module=module)
        common_options(parser, top=False)
        return parser

    def group(self, name: str, module: str, text: str) -> "Commands":
        """Add a command with commands of its own, whose name ``options.action`` tells; ``module`` runs them all."""
        return Commands(self.add(name, module, text), self._lang, "action")


def names_database(parser: Parser) -> None:
    """Let a command that reads the centre's books say where they are, when they are not in its folder."""
    parser.add_argument(
        "--database", default="", metavar="URL", help="PostgreSQL of the centre (default: embedded)"
    )


def common_options(parser: Parser, *, top: bool) -> None:
    """Options that may stand before or behind the command."""
    kept = argparse.SUPPRESS
    data = os.environ.get("LOYALTY_POS_DATA")
    parser.add_argument(
        "--lang",
        choices=("ru", "en"),
        default=system_language() if top else kept,
        help="language of the answers (default: as the system)",
    )
    parser.add_argument(
        "--data",
        type=Path,
        metavar="FOLDER",
        default=(Path(data) if data else None) if top else kept,
        help="where this machine keeps its books (default: LOYALTY_POS_DATA, else the user's data folder)",
    )


def _in_russian(message: str) -> str:
    """Return what the library says, in Russian; what it never said before stays as it is."""
    for pattern, words in _REFUSALS:
        if found := pattern.fullmatch(message):
            return words.format(*found.groups())
    return message


class _RussianFormatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Begin with the Russian word for it."""
        super().add_usage(usage, actions, groups, "вызов: " if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        """Name the section in Russian."""
        super().start_section(_HEADINGS.get(heading or "", heading))
