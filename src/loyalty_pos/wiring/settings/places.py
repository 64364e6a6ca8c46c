"""Where an installation for the whole machine keeps what is its own; loads nothing of the till."""

import os
from pathlib import Path
from typing import Final

DATA: Final = "data"
_CONFIG: Final = "config"
_OURS: Final = "LoyaltyPOS"


def machine_folder() -> Path | None:
    """Return the installer's folder for all accounts (``ProgramData``), None where this system has no such place."""
    if os.name != "nt":
        return None
    return Path(os.environ.get("PROGRAMDATA", "C:/ProgramData"), _OURS)


def config_folder() -> Path:
    """Return where the machine's owner writes settings: on Windows beside the data, elsewhere where the system keeps them."""
    machine = machine_folder()
    if machine is not None:
        return machine / _CONFIG
    import platformdirs

    return Path(platformdirs.site_config_dir("loyalty-pos", appauthor=False))
