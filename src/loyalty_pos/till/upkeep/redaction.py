"""Takes out of a text what names a person or opens a door: phones, card numbers, mails, codes, keys. Pure.

Better too much than too little: whoever reads a log needs times, names of parts and errors, never a number of nine digits.
"""

import re
from typing import Final

NUMBER, MAIL, SECRET = "‹number›", "‹mail›", "‹secret›"
_RULES: Final = re.compile(
    r"(?P<keep>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?)?)"
    r"|(?P<mail>[\w.+-]+@[\w-]+\.[\w.-]+)"
    r"|(?P<named>(?P<name>(?i:(?:authorization[^\w‹]{0,4})?"
    r"(?:token|secret|password|passphrase|pin|badge|api.?key|authorization|bearer))\b[^\w‹]{0,4})"
    r"[\w+/][^\s,;\"'}‹›]*)"
    r"|(?P<long>(?=[A-Za-z0-9+/_-]*[0-9])(?=[A-Za-z0-9+/_-]*[A-Za-z])[A-Za-z0-9+/_-]{32,}={0,2})"
    r"|(?P<number>\+?[0-9](?:[ ().-]{0,2}[0-9]){8,})"
)


def redacted(text: str) -> str:
    """Return the text without numbers of people and cards, mails and secrets; days and times stay."""
    return _RULES.sub(_instead, text)


def _instead(found: re.Match[str]) -> str:
    if found["keep"]:
        return found[0]
    if found["mail"]:
        return MAIL
    if found["named"]:
        return found["name"] + SECRET
    return SECRET if found["long"] else NUMBER
