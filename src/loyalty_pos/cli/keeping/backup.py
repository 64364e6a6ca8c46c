"""``backup``: takes copies of the centre's books, proves them, lists them, puts one back."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from loyalty_pos.cli.keeping.words import keeping_line
from loyalty_pos.cli.words import CannotRead
from loyalty_pos.till.formats import format_number
from loyalty_pos.wiring.backups.restoring import restore
from loyalty_pos.wiring.backups.second import carried
from loyalty_pos.wiring.backups.taking import Backup, backups_in, check, drop_old, take
from loyalty_pos.wiring.centre import KEYS
from loyalty_pos.wiring.console import say_all, say_json
from loyalty_pos.wiring.folders import folders_at

_MEGABYTE = 1_000_000


def run(options: Namespace) -> int:
    """Return 0, 1 where a copy on another medium was asked for and is not well; or raise why not."""
    lines, facts = _ACTIONS[options.action](options, folders_at(options.data).centre)
    if options.json:
        say_json(facts)
    else:
        say_all(lines)
    return 1 if facts.get("second_trouble") else 0


Told = tuple[list[str], dict[str, object]]


def _take(options: Namespace, folder: Path) -> Told:
    passphrase = _passphrase(options.passphrase_file)
    backup = take(folder, options.target, passphrase)
    gone = drop_old(options.target, options.keep) if options.keep > 0 else []
    second: Path | None = options.second
    trouble = carried(backup, second, folder, passphrase, options.keep) if second else ""
    about_keys = keeping_line(
        "keys_inside" if backup.has_keys else "keys_apart", options.lang, keys=folder / KEYS
    )
    lines = [_line("taken", backup, options.lang), about_keys]
    lines += [keeping_line("dropped", options.lang, path=path) for path in gone]
    facts = _facts(backup) | {"deleted": [str(path) for path in gone]}
    if second is None:
        return lines, facts
    told = keeping_line(f"second_{trouble}" if trouble else "second", options.lang, second=second)
    return [*lines, told], facts | {"second": str(second), "second_trouble": trouble}


def _check(options: Namespace, folder: Path) -> Told:
    backup = check(_readable(options.file), folder, _passphrase(options.passphrase_file))
    return [_line("whole", backup, options.lang)], _facts(backup)


def _list(options: Namespace, _folder: Path) -> Told:
    if not options.target.is_dir():
        raise CannotRead(path=str(options.target))
    backups = backups_in(options.target)
    lines = [_line("listed", backup, options.lang) for backup in backups]
    return lines or [keeping_line("none", options.lang, path=options.target)], {
        "backups": [_facts(backup) for backup in backups]
    }


def _restore(options: Namespace, folder: Path) -> Told:
    done = restore(_readable(options.file), folder, _passphrase(options.passphrase_file))
    lines = [_line("restored", done.backup, options.lang)]
    lines += [keeping_line("kept", options.lang, path=done.kept)] if done.kept else []
    return lines, _facts(done.backup) | {"kept": str(done.kept or "")}


_ACTIONS = {"take": _take, "check": _check, "list": _list, "restore": _restore}


def _readable(path: Path) -> Path:
    if not path.is_file():
        raise CannotRead(path=str(path))
    return path


def _passphrase(path: Path | None) -> str:
    """Return the first line of the file, "" without one. Raises CannotRead, also for a file without a word."""
    if path is None:
        return ""
    try:
        first = next(iter(path.read_text(encoding="utf-8").splitlines()), "").strip()
    except (OSError, UnicodeError) as error:
        raise CannotRead(path=str(path)) from error
    if not first:
        raise CannotRead(path=str(path))
    return first


def _line(name: str, backup: Backup, lang: str) -> str:
    return keeping_line(name, lang, **dict(_shown(backup, lang)))


def _shown(backup: Backup, lang: str) -> Iterator[tuple[str, object]]:
    contents = backup.contents
    yield "path", backup.path
    yield "taken", f"{datetime.fromtimestamp(contents.taken_us / 1e6, UTC):%Y-%m-%d %H:%M} UTC"
    yield "events", format_number(contents.events, 0, lang)
    yield "accounts", format_number(contents.accounts, 0, lang)
    megabytes = f"{contents.bytes / _MEGABYTE:.1f}"
    yield "megabytes", megabytes.replace(".", ",") if lang == "ru" else megabytes


def _facts(backup: Backup) -> dict[str, object]:
    contents = backup.contents
    return {
        "path": str(backup.path),
        "taken_us": contents.taken_us,
        "events": contents.events,
        "accounts": contents.accounts,
        "entries": contents.entries,
        "bytes": contents.bytes,
        "newest_us": contents.newest_us,
        "has_keys": backup.has_keys,
    }
