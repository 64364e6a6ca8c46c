"""Why a backup cannot be made or used; the sentences are in ``cli/keeping/words.py``."""

from typing import ClassVar

from loyalty_pos.core.problems import Problem


class BackupUnusable(Problem):
    """``reason``: not_a_backup | damaged | other_keys | wrong_passphrase | does_not_follow."""

    code: ClassVar[str] = "backup_unusable"
    path: str
    reason: str


class CentreInUse(Problem):
    """Another program has these books open; nothing was changed."""

    code: ClassVar[str] = "centre_in_use"
    path: str


class KeysMissing(Problem):
    """The backup holds no keys, and there are none here."""

    code: ClassVar[str] = "keys_missing"
    path: str


class WeakPassphrase(Problem):
    """Shorter than ``shortest`` characters."""

    code: ClassVar[str] = "weak_passphrase"
    shortest: int


class NoBooksHere(Problem):
    """There is no embedded centre to copy; on a PostgreSQL server its own tools do that."""

    code: ClassVar[str] = "no_books_here"
    folder: str
