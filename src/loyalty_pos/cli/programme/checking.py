"""``programme check``: mistakes and what is unwise, each as FILE:LINE: KEY: sentence.

Exit code 0 right, 0 with warnings (1 with --strict), 2 with mistakes.
"""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from loyalty_pos.cli.pricing import text_of
from loyalty_pos.cli.programme.words import line
from loyalty_pos.cli.words import BadOption
from loyalty_pos.core.problems import BadProgramme
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.check import Advice, unwise, unwise_together
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.programme.file.mistakes import line_of, mistakes
from loyalty_pos.till.telling import advise
from loyalty_pos.till.words.reasons import reason_words
from loyalty_pos.wiring.console import say, say_json

_MISTAKEN: Final = 2
_UNWISE: Final = 1


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of the answer. ``column`` 0 = not known, ``kind`` is ``error`` or ``warning``."""

    file: str
    line: int
    column: int
    kind: str
    key: str
    code: str
    sentence: str

    def printed(self, lang: str) -> str:
        """Return it as people and editors read it."""
        place = f"{self.file}:{self.line}:" + (f"{self.column}:" if self.column else "")
        return " ".join(
            part
            for part in (place, line(self.kind, lang), self.key and f"{self.key}:", self.sentence)
            if part
        )


def check(options: Namespace) -> int:
    """Print all remarks and a last line that sums up."""
    today = _day(options.at)
    texts = [(str(path), text_of(path)) for path in options.files]
    wrong = [remark for path, text in texts for remark in _mistakes(path, text, options.lang)]
    remarks = wrong or list(_warnings(texts, today, options.lang))
    if options.json:
        say_json([{name: getattr(remark, name) for name in Remark.__slots__} for remark in remarks])
    else:
        for remark in remarks:
            say(remark.printed(options.lang))
        say(_summary(texts, len(wrong), len(remarks), options.lang))
    if wrong:
        return _MISTAKEN
    return _UNWISE if remarks and options.strict else 0


def warnings_of(path: Path, text: str, lang: str) -> list[Remark]:
    """Return what is unwise in a correct programme today."""
    return list(_warnings([(str(path), text)], None, lang))


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadOption(option="--at", text=text) from error


def _mistakes(path: str, text: str, lang: str) -> Iterator[Remark]:
    for problem in mistakes(text):
        yield Remark(
            path,
            problem.line,
            problem.column,
            "error",
            problem.key,
            problem.reason.partition(":")[0],
            _why(problem, lang),
        )


def _why(problem: BadProgramme, lang: str) -> str:
    return f"{reason_words(problem.reason, russian=lang == 'ru') or problem.reason}."


def _warnings(texts: list[tuple[str, str]], today: date | None, lang: str) -> Iterator[Remark]:
    programmes = [read_programme(text) for _, text in texts]
    together = unwise_together(programmes)
    for number, (path, text) in enumerate(texts):
        programme = programmes[number]
        found = unwise(programme, today or datetime.now(UTC).astimezone(ZoneInfo(programme.zone)).date())
        found += [advice for of, advice in together if of == number]
        remarks = [_warning(path, text, advice, programme, lang) for advice in found]
        yield from sorted(remarks, key=lambda remark: remark.line)


def _warning(path: str, text: str, advice: Advice, programme: Programme, lang: str) -> Remark:
    where = line_of(text, advice.key)
    return Remark(path, where, 0, "warning", advice.key, advice.code, advise(advice, programme, lang))


def _summary(texts: list[tuple[str, str]], wrong: int, remarks: int, lang: str) -> str:
    if wrong:
        return line("mistakes", lang, count=wrong)
    names = ", ".join(f"«{read_programme(text).name(lang)}»" for _, text in texts)
    return line("unwise" if remarks else "clean", lang, names=names, count=remarks)
