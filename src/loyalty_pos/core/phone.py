"""Phone numbers as members say and type them -> one form (E.164); Russian habits first, foreign ones by +.

Whether a number is really in service is not this file's question: only a message to it can tell.
"""

from loyalty_pos.core.problems import BadPhone

_SEPARATORS = " \t()-./\u00a0\u2007\u2009\u202f\u2010\u2011\u2012\u2013\u2014\u2212"  # typed or pasted
_DROP = str.maketrans("", "", _SEPARATORS)
_RUSSIA = "7"
_NATIONAL_LENGTH = 10
_FIRST_NATIONAL = "346789"  # after +7: zone codes of Russia and Kazakhstan; 0, 1, 2 and 5 are not given out
_MIN_FOREIGN, _MAX_FOREIGN = 8, 15  # E.164: at most 15 digits; the shortest national plans have 7 + country


def normalise(text: str) -> str:
    """Return ``+`` and digits for ``8 912 ...``, ``7912...``, ``+7 (912) ...``, ``912...``, ``+49 ...``, ``00 49 ...``.

    Raises ``BadPhone`` with the count of digits seen.
    """
    bare = text.translate(_DROP)
    plus = bare.startswith("+")
    digits = bare.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        raise BadPhone(digits=sum(c.isascii() and c.isdigit() for c in text))
    russian = _russian(digits, plus=plus)
    if russian:
        return "+" + russian
    foreign = digits if plus else _dialled_abroad(digits)
    if _MIN_FOREIGN <= len(foreign) <= _MAX_FOREIGN and foreign[0] not in "07":
        return "+" + foreign
    raise BadPhone(digits=len(digits))


def _russian(digits: str, *, plus: bool) -> str:
    """Return 11 digits starting with 7, or ``""`` when this is no number of the zone +7.

    ``+8 9..`` is a common slip for ``8 9..``; no country has the code 89.
    """
    with_trunk = digits[:1] == _RUSSIA or (digits[:1] == "8" and not plus) or digits.startswith("89")
    if len(digits) == _NATIONAL_LENGTH and not plus:
        national = digits
    elif len(digits) == _NATIONAL_LENGTH + 1 and with_trunk:
        national = digits[1:]
    else:
        return ""
    return _RUSSIA + national if national[0] in _FIRST_NATIONAL else ""


def _dialled_abroad(digits: str) -> str:
    """Return country code and number after the dialling prefix 00 or 810, ``""`` without one."""
    for prefix in ("00", "810"):
        if digits.startswith(prefix):
            return digits.removeprefix(prefix)
    return ""


def masked(phone: str) -> str:
    """Return what a screen or receipt may show of an E.164 number: ``+7 9** ***-**-34``, ``+49 *******89``."""
    digits = phone.removeprefix("+")
    if digits.startswith(_RUSSIA) and len(digits) == _NATIONAL_LENGTH + 1:
        return f"+7 {digits[1]}** ***-**-{digits[-2:]}"
    return f"+{digits[:2]} {'*' * (len(digits) - 4)}{digits[-2:]}"
