"""What leads from one version of the centre's database to another, as one script: made by Alembic.

Imports SQLAlchemy and Alembic, a third of what a centre's start loads, so nothing that starts may import it: the wiring
passes ``centre_script`` on, and it is called only for books of an older version.
"""

import io
from functools import cache
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config

_SCRIPTS: Final = Path(__file__).parent / "centre"


@cache
def centre_script(dialect: str, found: str, to: str = "head") -> str:
    """Return what leads from a version ("" = nothing there) to another, as one script without a transaction."""
    written = io.StringIO()
    config = Config(output_buffer=written)
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["dialect"] = dialect
    command.upgrade(config, f"{found}:{to}" if found else to, sql=True)
    return written.getvalue()
