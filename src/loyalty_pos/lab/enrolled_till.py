"""A till of the demo shop, enrolled and filled, for programs that hurt it: nobody else's files are near."""

import os
from pathlib import Path
from typing import Final

from loyalty_pos.lab.selling import PIN
from loyalty_pos.wiring.centre import CentreSettings, start_centre
from loyalty_pos.wiring.demo import STORE, fill_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import TillSettings, enrol

_FILE_VAULT: Final = "keyring.backends.fail.Keyring"


def enrolled_till(folder: Path) -> TillSettings:
    """Make a centre and a till below this folder, end the centre, and return the till's settings.

    The keys lie in a file from here on, in this process and in those that it starts, so that a child finds them.
    """
    os.environ["PYTHON_KEYRING_BACKEND"] = _FILE_VAULT
    centre = start_centre(CentreSettings(folders_at(folder).centre))
    settings = TillSettings(folders_at(folder).till)
    try:
        pins = fill_centre(centre, folder, "en")
        assert PIN in {pin for _, pin in pins}
        enrol(settings, centre.url, centre.admin.make_code(STORE))
    finally:
        centre.stop()
    return settings
