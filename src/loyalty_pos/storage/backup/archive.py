"""The one file of a backup: the database, what was in it, and the sealed keys, under fixed names in a plain zip.

It must never write to a name that the file itself gives, and never leave half a backup under a backup's name.
"""

import hashlib
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from loyalty_pos.storage.backup.refusals import BackupUnusable
from loyalty_pos.storage.folders import refusal, sync_folder

DATABASE: Final = "centre.db"
_CONTENTS: Final = "contents.json"
_MOST_JSON: Final = 1 << 20
_CHUNK: Final = 1 << 20


class Contents(msgspec.Struct, frozen=True):
    """``taken_us``: UTC microseconds. ``sha256``: of the database as it lies in the file, 64 hex digits.

    ``events``, ``accounts``, ``entries``: how many there were. ``newest_us``: when the newest event came, 0 = none.
    """

    taken_us: int
    program: str
    sha256: str
    bytes: int
    events: int
    accounts: int
    entries: int
    newest_us: int = 0


def sha256_of(path: Path) -> str:
    """Return the hash of a file, 64 hex digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def pack(target: Path, database: Path, contents: Contents, small: Mapping[str, bytes]) -> None:
    """Write the file beside the database, on the disk of its place, and put it there when it is whole and synced.

    ``small``: what goes along. Where it fails the rest lies beside the database, whose folder the caller removes.
    """
    fresh = database.with_name(target.name)
    try:
        with fresh.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
                archive.write(database, DATABASE)
                archive.writestr(_CONTENTS, msgspec.json.encode(contents))
                for name, data in small.items():
                    archive.writestr(name, data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(target)
    except OSError as error:
        raise refusal(error, target) from error
    sync_folder(target.parent)


def contents_of(path: Path) -> Contents:
    """Return what a backup says of itself. Raises BackupUnusable for anything that is none."""
    text = small_of(path, _CONTENTS)
    try:
        return msgspec.json.decode(text or b"", type=Contents)
    except msgspec.MsgspecError as error:
        raise BackupUnusable(path=str(path), reason="not_a_backup") from error


def small_of(path: Path, name: str) -> bytes | None:
    """Return a small thing that lies in the backup, None where it is not. Raises BackupUnusable."""
    try:
        with zipfile.ZipFile(path) as archive:
            if name not in archive.namelist():
                return None
            if archive.getinfo(name).file_size > _MOST_JSON:
                raise BackupUnusable(path=str(path), reason="not_a_backup")
            return archive.read(name)
    except zipfile.BadZipFile as error:
        raise BackupUnusable(path=str(path), reason="not_a_backup") from error
    except OSError as error:
        raise refusal(error, path) from error


def unpack_database(path: Path, target: Path) -> None:
    """Write the database to ``target``, which must not be there. Raises BackupUnusable where it is not what was packed."""
    contents = contents_of(path)
    digest, left = hashlib.sha256(), contents.bytes
    try:
        with zipfile.ZipFile(path) as archive, archive.open(DATABASE) as source, target.open("xb") as file:
            while chunk := source.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise BackupUnusable(path=str(path), reason="damaged")
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except (zipfile.BadZipFile, KeyError) as error:
        raise BackupUnusable(path=str(path), reason="damaged") from error
    except OSError as error:
        raise refusal(error, target) from error
    if left or digest.hexdigest() != contents.sha256:
        raise BackupUnusable(path=str(path), reason="damaged")
