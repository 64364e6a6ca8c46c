"""A centre whose books are of this version loads nothing that only older books need."""

import subprocess
import sys
from pathlib import Path

from alembic.script import ScriptDirectory

from loyalty_pos.storage.centre.schema import SCRIPTS, _steps

_START = (
    "import sys; from pathlib import Path; from loyalty_pos.wiring.centre import CentreSettings, open_centre; "
    "open_centre(CentreSettings(Path(sys.argv[1]))).close(); "
    "print(sorted({'alembic', 'sqlalchemy'} & sys.modules.keys()))"
)


def test_books_of_today_are_opened_without_what_changes_older_ones(tmp_path: Path) -> None:
    told = [
        subprocess.run(
            [sys.executable, "-c", _START, str(tmp_path)], capture_output=True, text=True, check=True
        ).stdout.strip()
        for _ in range(2)
    ]
    assert told == ["['alembic', 'sqlalchemy']", "[]"], "new books are made, those of today are opened"


def test_the_names_of_the_files_are_the_steps_that_they_make() -> None:
    scripts = ScriptDirectory(str(SCRIPTS))
    revisions = frozenset(step.revision for step in scripts.walk_revisions())
    assert _steps() == (revisions, scripts.get_current_head())
