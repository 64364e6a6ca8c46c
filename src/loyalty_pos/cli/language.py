"""Which language the command line answers in; nothing else."""

import locale
import os


def system_language() -> str:
    """Return ``ru`` where the system speaks Russian, else ``en``."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "ru" if value.casefold().startswith("ru") else "en"
    language = locale.getlocale()[0] or ""
    return "ru" if language.casefold().startswith("ru") else "en"
