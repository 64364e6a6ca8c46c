"""Questions on the screen and answers by key or from a pipe; prompts go to stderr, so that stdout stays a file.

An answer that is not understood is asked for again on a terminal and refused in a pipe. At the end of the answers
the rest is answered by what stands in brackets.
"""

import re
import sys
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from loyalty_pos.cli.programme.wizard_words import NO, YES, asked, yes
from loyalty_pos.cli.words import BadOption

T = TypeVar("T")
_HUNDREDTHS: Final = re.compile(r"(\d{1,12})(?:[.,](\d{1,2}))?")
_SPACES: Final = re.compile(r"[\s_\u00a0]")


class Interview:
    """Asks one person in one language."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def tell(self, key: str, **facts: str) -> None:
        """Say a line between the questions."""
        sys.stderr.write(asked(key, self._lang, **facts) + "\n")

    def text(self, key: str, default: str) -> str:
        """Ask for a text."""
        return self._ask(key, default, lambda text: text)

    def choice(self, key: str, words: Sequence[str], default: str) -> str:
        """Ask for one of some words, by its number or itself."""
        for number, word in enumerate(words, 1):
            sys.stderr.write(f"   {number} {word}: {asked(f'{key}.{word}', self._lang)}\n")
        return self._ask(
            key,
            default,
            lambda text: words[_number(text, len(words)) - 1] if text.isdigit() else _one_of(text, words),
        )

    def hundredths(self, key: str, default: int, most: int) -> int:
        """Ask for a percentage or a sum of money; returns basis points or minor units."""
        shown = f"{default // 100}" + (f".{default % 100:02}" if default % 100 else "")
        return self._ask(key, shown, lambda text: _at_most(_hundredths(text), most))

    def whole(self, key: str, default: int, most: int) -> int:
        """Ask for a whole number."""
        return self._ask(key, str(default), lambda text: _at_most(int(text), most))

    def agreed(self, key: str) -> bool:
        """Ask for yes or no."""
        return self._ask(key, yes(self._lang), _yes)

    def _ask(self, key: str, default: str, understood: Callable[[str], T]) -> T:
        while True:
            sys.stderr.write(f"{asked(key, self._lang)} [{default}]: ")
            sys.stderr.flush()
            text = self._answer() or default
            try:
                return understood(text)
            except ValueError as error:
                if not sys.stdin.isatty():
                    raise BadOption(option=asked(key, self._lang).strip(), text=text) from error
                self.tell("not_understood", text=text)

    def _answer(self) -> str:
        """Return the next line; from a pipe it is shown too, so that the talk can be read."""
        text = sys.stdin.readline().strip()
        if not sys.stdin.isatty():
            sys.stderr.write(f"{text}\n")
        return text


def _hundredths(text: str) -> int:
    found = _HUNDREDTHS.fullmatch(_SPACES.sub("", text).rstrip("%₽"))
    if found is None:
        raise ValueError(text)
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def _number(text: str, most: int) -> int:
    number = _at_most(int(text), most)
    if number == 0:
        raise ValueError(text)
    return number


def _at_most(value: int, most: int) -> int:
    if not 0 <= value <= most:
        raise ValueError(value)
    return value


def _one_of(text: str, words: Sequence[str]) -> str:
    if text not in words:
        raise ValueError(text)
    return text


def _yes(text: str) -> bool:
    if text.casefold() not in YES | NO:
        raise ValueError(text)
    return text.casefold() in YES
