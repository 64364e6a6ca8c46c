"""What may be written behind ``backup``; only argparse here."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from loyalty_pos.cli.usage import Commands, names_database


def add_keeping(commands: Commands) -> None:
    """Add the commands of this package."""
    module = "loyalty_pos.cli.keeping.backup"
    backup = commands.group("backup", module, "copies of the centre's books, and their return")
    take = backup.add("take", module, "copy the books while the centre serves, and prove the copy")
    take.add_argument("target", type=Path, metavar="FOLDER", help="where backups lie, best on another disk")
    take.add_argument(
        "--second",
        type=Path,
        metavar="FOLDER",
        help="another machine's folder or a stick: a copy of the backup is proven there, too",
    )
    take.add_argument(
        "--keep", type=int, default=0, metavar="N", help="delete all but the newest N (default: keep all)"
    )
    _passphrase(take)
    check = backup.add("check", module, "prove a backup again: open it, read every page, follow every chain")
    check.add_argument("file", type=Path, metavar="FILE", help="the backup")
    _passphrase(check)
    listed = backup.add("list", module, "show the backups in a folder")
    listed.add_argument("target", type=Path, metavar="FOLDER", help="where backups lie")
    restore = backup.add("restore", module, "put a backup in the place of the books; today's are kept beside")
    restore.add_argument("file", type=Path, metavar="FILE", help="the backup")
    _passphrase(restore)
    recover = commands.add(
        "recover",
        "loyalty_pos.cli.keeping.recover",
        "bring what a dead till never sent to this centre, from its disk or its second medium",
    )
    recover.add_argument(
        "folder", type=Path, metavar="FOLDER", help="the till's folder, a copy of it, or its stick"
    )
    recover.add_argument(
        "--copy",
        type=Path,
        metavar="FOLDER",
        help="the second medium of the till: what its disk lacks is there",
    )
    recover.add_argument(
        "--lost",
        action="store_true",
        help="what can be read nowhere is lost for good: take what stands behind it",
    )
    names_database(recover)
    for parser in (take, check, listed, restore, recover, *_medium(commands)):
        parser.add_argument("--json", action="store_true", help="answer as JSON")


def _medium(commands: Commands) -> Iterator[ArgumentParser]:
    module = "loyalty_pos.cli.keeping.medium"
    medium = commands.group(
        "medium", module, "a till's sealed copy of its journal on a stick or another disk"
    )
    chosen = medium.add("set", module, "keep the copy in this folder from now on")
    chosen.add_argument("folder", type=Path, metavar="FOLDER", help="a folder on the other medium")
    yield chosen
    yield medium.add("off", module, "keep no copy any more; what was written stays there")
    yield medium.add("show", module, "where the copy is, and when it was written last")


def _passphrase(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="its first line seals the keys into the backup, or opens them",
    )
