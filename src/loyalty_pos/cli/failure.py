"""What a person sees when a command cannot be done: one sentence; what a developer finds: the log file."""

import sys
import traceback
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from loyalty_pos.cli.desk.words import desk_sentence
from loyalty_pos.cli.fleet.words import fleet_sentence
from loyalty_pos.cli.keeping.words import keeping_sentence
from loyalty_pos.cli.leases.words import lease_sentence
from loyalty_pos.cli.machine.words import machine_sentence
from loyalty_pos.cli.members.refusals import member_sentence
from loyalty_pos.cli.partners.words import partner_sentence
from loyalty_pos.cli.privacy.words import privacy_sentence
from loyalty_pos.cli.proof.words import proof_sentence
from loyalty_pos.cli.scanners.words import scanner_sentence
from loyalty_pos.cli.vouchers.words import voucher_sentence
from loyalty_pos.cli.words import own_sentence, with_worded_reason
from loyalty_pos.core.problems import Problem
from loyalty_pos.till.wording import sentence
from loyalty_pos.wiring.folders import folders_at

REFUSED = 2
BUG = 70
_MOST_KEPT = 20
"""Tracebacks of commands; a command that breaks each minute must not fill a disk."""

_BUG = {
    "en": "Something is broken in the program itself. The details are in {path}.",
    "ru": "Ошибка в самой программе. Подробности в файле {path}.",
}


def report_problem(problem: Problem, lang: str) -> None:
    """Write the refusal and its next step as one line on stderr."""
    sys.stderr.write(in_words(problem, lang) + "\n")


def in_words(problem: Problem, lang: str) -> str:
    """Return the refusal and its next step as one line; behind what a command has noted to it."""
    noted = [*getattr(problem, "__notes__", ())]
    if own := _of_commands(problem, lang):
        return " ".join([*noted, own])
    words = sentence(with_worded_reason(problem, lang), lang)
    return " ".join(part for part in (*noted, words.text, words.next_step) if part)


def _of_commands(problem: Problem, lang: str) -> str | None:
    """Return the sentence of a refusal that only commands make."""
    tables = (
        own_sentence,
        desk_sentence,
        fleet_sentence,
        lease_sentence,
        machine_sentence,
        member_sentence,
        partner_sentence,
        privacy_sentence,
        proof_sentence,
        scanner_sentence,
        voucher_sentence,
        keeping_sentence,
    )
    return next((told for table in tables if (told := table(problem, lang))), None)


def report_bug(error: Exception, options: Namespace) -> None:
    """Keep the traceback in a log file and say where; if even that fails, say so instead."""
    where = _keep(error, options.data)
    sys.stderr.write(_BUG[options.lang].format(path=where) + "\n")


def _keep(error: Exception, data: Path | None) -> Path:
    folder = folders_at(data).logs
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"bug-{datetime.now(UTC):%Y%m%dT%H%M%S}.log"
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
        for old in sorted(folder.glob("bug-*.log"))[:-_MOST_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return Path("?")
    return path
