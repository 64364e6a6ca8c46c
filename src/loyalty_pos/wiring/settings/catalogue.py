"""The settings that a machine's owner may decide; the policy template (``packaging/policies``) offers these and no other ones.

Names and texts are the same in a policy, in the registry, in a file and at the window.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Setting:
    """``choices`` () = any text; ``number``: digits only."""

    name: str
    choices: tuple[str, ...] = ()
    number: bool = False


CATALOGUE: Final = (
    Setting("language", ("ru", "en")),
    Setting("theme", ("dark", "light", "contrast")),
    Setting("sounds", ("on", "off")),
    Setting("touch_letters", ("finger", "always")),
    Setting("customer_display", ("auto", "on", "off")),
    Setting("printer"),
    Setting("printer_kind", ("epson-80", "epson-80-cp1251", "generic-58", "pos-5890", "rongta-80")),
    Setting("scanner"),
    Setting("scan_gap_ms", number=True),
    Setting("card_folder"),
    Setting("till_mode", ("beside", "sale")),
    Setting("beside_port", number=True),
    Setting("centre"),
)
NAMES: Final = frozenset(one.name for one in CATALOGUE)
