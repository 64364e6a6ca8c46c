"""Which texts and numbers of a shop may be set, and what each of them may be; pure.

It must never let a text through that a till would print as something else: no control characters, no endless lines.
"""

import re
from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from loyalty_pos.core.account.joining.standing import TierRule
from loyalty_pos.core.account.least_age import SETTING as LEAST_AGE
from loyalty_pos.core.cards import is_digits
from loyalty_pos.core.labels.scale import SETTING as SCALE_LABELS
from loyalty_pos.core.labels.scale import read_scale_labels
from loyalty_pos.core.problems import Problem
from loyalty_pos.wire.loopback import is_safe
from loyalty_pos.wire.role_limits import SETTING as ROLE_LIMITS
from loyalty_pos.wire.role_limits import read_limits

LINES: Final = 6
LONGEST_LINE: Final = 100
_TAX_NUMBER_DIGITS: Final = (10, 12)
_WHOLE_BP: Final = 10_000
_MOST_DAYS: Final = 60
_MOST_PAPER_DAYS: Final = 365
_MOST_MONEY: Final = 10**9
_MOST_DEBT_DAYS: Final = 3_650
_MOST_POINTS: Final = 10**9
_PHONE_CONFIRMATIONS: Final = ("none", "code")
_TILL_MODES: Final = ("sale", "beside")
_MOST_OF_A_FAMILY: Final = 12
_MOST_PLASTIC: Final = 10_000
_LAST_PORT: Final = 65_535
_BADGES: Final = ("pin", "unlock", "open")
_CONSENTS: Final = ("personal_data", "advertising", "partners", "profiling")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_OLDEST: Final = 100
_MOST_TRIES: Final = 1_000
_MOST_IDLE_MIN: Final = 24 * 60


class UnknownSetting(Problem):
    """No till reads a setting of this ``name``; ``known``: those that there are."""

    code: ClassVar[str] = "unknown_setting"
    name: str
    known: str


class BadSetting(Problem):
    """``reason`` is a code of ``cli/words.py``."""

    code: ClassVar[str] = "bad_setting"
    name: str
    reason: str


def checked(name: str, lines: Sequence[str]) -> str:
    """Return the value of these lines, "" for an empty one. Raises ``UnknownSetting``, ``BadSetting``."""
    if name not in SETTINGS:
        raise UnknownSetting(name=name, known=", ".join(SETTINGS))
    parts = [part.strip() for line in lines for part in line.splitlines()]
    text = "\n".join(parts).strip()
    reason = SETTINGS[name](text) if text else ""
    if reason:
        raise BadSetting(name=name, reason=reason)
    return text


def _paragraph(text: str) -> str:
    """Return what is wrong with a few lines for the paper, "" when nothing is."""
    lines = text.split("\n")
    if len(lines) > LINES:
        return "too_many_lines"
    if max(map(len, lines)) > LONGEST_LINE:
        return "too_long_line"
    return "" if all(line.isprintable() for line in lines) else "not_printable"


def _one_line(text: str) -> str:
    return "one_line_only" if "\n" in text else _paragraph(text)


def _tax_number(text: str) -> str:
    return "" if is_digits(text) and len(text) in _TAX_NUMBER_DIGITS else "not_a_tax_number"


def _whole(most: int) -> Callable[[str], str]:
    def check(text: str) -> str:
        if not is_digits(text):
            return "not_a_number"
        return "" if int(text) <= most else "too_large_number"

    return check


def _phone_confirmation(text: str) -> str:
    return "" if text in _PHONE_CONFIRMATIONS else "none_or_code"


def _address(text: str) -> str:
    return "" if is_safe(text) else "no_safe_address"


def _yes_or_no(text: str) -> str:
    return "" if text in {"yes", "no"} else "yes_or_no"


def _language(text: str) -> str:
    return "" if text in {"ru", "en"} else "ru_or_en"


def _joined_tier(text: str) -> str:
    return "" if text in set(TierRule) else "sum_or_larger"


def _till_mode(text: str) -> str:
    return "" if text in _TILL_MODES else "sale_or_beside"


def _scale_labels(text: str) -> str:
    try:
        read_scale_labels(text)
    except ValueError:
        return "no_scale_labels"
    return ""


def _badge(text: str) -> str:
    return "" if text in _BADGES else "pin_unlock_or_open"


def _role_limits(text: str) -> str:
    try:
        read_limits(text)
    except ValueError:
        return "no_role_limits"
    return ""


def _consent_hash(text: str) -> str:
    words = [word.partition(":") for word in text.split()]
    right = all(kind in _CONSENTS and _SHA256.fullmatch(digest) for kind, _, digest in words)
    return "" if right else "no_consent_hash"


SETTINGS: Final[dict[str, Callable[[str], str]]] = {
    "shop_name": _one_line,
    "shop_address": _paragraph,
    "shop_tax_number": _tax_number,
    "receipt_footer": _paragraph,
    "join_url": _one_line,
    "typed_price_vat_bp": _whole(_WHOLE_BP),
    "redeem_by_phone_points": _whole(_MOST_POINTS),
    "redeem_by_name_points": _whole(_MOST_POINTS),
    "phone_confirmation": _phone_confirmation,
    "code_gateway": _address,
    "unknown_cards_till": _whole(_MOST_TRIES),
    "unknown_cards_cashier": _whole(_MOST_TRIES),
    "unknown_vouchers_till": _whole(_MOST_TRIES),
    "unknown_vouchers_cashier": _whole(_MOST_TRIES),
    "packs_low_at": _whole(_MOST_PLASTIC),
    "packs_of_others": _yes_or_no,
    "joined_tier": _joined_tier,
    "family_most": _whole(_MOST_OF_A_FAMILY),
    LEAST_AGE: _whole(_OLDEST),
    "consent_version": _one_line,
    "consent_hash": _consent_hash,
    "region": _one_line,
    "return_paper_days": _whole(_MOST_PAPER_DAYS),
    "return_paper_limit": _whole(_MOST_MONEY),
    "return_paper_manager_limit": _whole(_MOST_MONEY),
    "birthday_days_before": _whole(_MOST_DAYS),
    "birthday_days_after": _whole(_MOST_DAYS),
    SCALE_LABELS: _scale_labels,
    "debt_write_off_points": _whole(_MOST_POINTS),
    "debt_write_off_days": _whole(_MOST_DEBT_DAYS),
    "legal_entity": _one_line,
    "goodwill_points": _whole(_MOST_POINTS),
    "goodwill_day_points": _whole(_MOST_POINTS),
    "till_mode": _till_mode,
    "beside_port": _whole(_LAST_PORT),
    "age_check": _yes_or_no,
    "display_language": _language,
    "staff_badge": _badge,
    "badge_approves": _whole(1),
    "lock_after_min": _whole(_MOST_IDLE_MIN),
    ROLE_LIMITS: _role_limits,
}
"""Name -> what is wrong with a value of it. Read by tills; see ``till/papers``, ``till/issuing``, ``till/register``; of debts by the centre."""
