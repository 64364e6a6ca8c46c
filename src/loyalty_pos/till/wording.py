"""From codes and facts to sentences for people, in Russian and English; the only place where they meet.

Tables of sentences: ``words.ru``, ``words.en``. In them ``{name}`` is a fact, written by its unit (money,
quantity, share, points), and ``{name:балл|балла|баллов}`` is the word that goes with its number. Invents
nothing: a fact that is not in the problem cannot be in the sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from loyalty_pos.core.pricing.why_not import Verdict
from loyalty_pos.core.problems import (
    BadMessage,
    BadProgramme,
    CertificateAlone,
    CertificateWrongValue,
    ClockSuspect,
    ClubClosed,
    CouponGivesNothing,
    EnrolmentRefused,
    InvitationNotValid,
    JournalSalvaged,
    LateCardTooLate,
    MemberCodeRefused,
    PaperUncertain,
    PinLocked,
    Problem,
    QueueGrows,
    RedemptionOffline,
    SecondMediumTrouble,
    StorageCorrupt,
    UnknownChannel,
)
from loyalty_pos.core.problems.selling import PayCodeWait, RedeemByNameRefused
from loyalty_pos.core.quote import Hint, Step
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.till.formats import (
    EN,
    RU,
    format_day,
    format_moment,
    format_money,
    format_points,
    format_quantity,
    format_share,
    plural,
)
from loyalty_pos.till.words import channels, en, ru
from loyalty_pos.till.words.counter import aloud as aloud_words
from loyalty_pos.till.words.faults import fault_words
from loyalty_pos.till.words.reasons import reason_words

_PROBLEMS: Final = {RU: ru.PROBLEMS, EN: en.PROBLEMS}
_ALOUD: Final = {RU: aloud_words.RU, EN: aloud_words.EN}
_STEPS: Final = {RU: ru.STEPS, EN: en.STEPS}
_OFFERS: Final = {RU: ru.OFFERS, EN: en.OFFERS}
_HINTS: Final = {RU: ru.HINTS, EN: en.HINTS}
_PERMISSIONS: Final = {RU: ru.PERMISSIONS, EN: en.PERMISSIONS}
_PAPERS: Final = {RU: ru.PAPERS, EN: en.PAPERS}
_PERIODS: Final = {RU: ru.PERIODS, EN: en.PERIODS}
_PAPER: Final = {RU: ru.PAPER, EN: en.PAPER}
_CHANNELS: Final = {RU: channels.NAMES_RU, EN: channels.NAMES_EN}
LANGUAGES: Final = (RU, EN)

_POINT_FACTS: Final = frozenset({"asked", "available", "right", "points", "minimum", "missing"})
_POINT_LIMITS: Final = frozenset({"redeem_by_phone_refused", "redeem_by_name_refused"})

_ENROLMENT_VARIANTS: Final = {
    "used_code": ".code",
    "expired_code": ".code",
    "worn_code": ".code",
    "unreachable": ".address",
    "not_a_centre": ".address",
    "certificate": ".certificate",
    "protocol": ".version",
    **dict.fromkeys(("wrong_batch", "unknown_host", "host_taken", "till_is_there"), ".batch"),
    **dict.fromkeys(("batch_full", "batch_over", "batch_revoked"), ".batch"),
    **dict.fromkeys(("proxy", "proxy_down", "proxy_password"), ".proxy"),
    "has_journal": ".folder",
}
_COUPON_VARIANTS: Final = {
    "": ".points",
    "bundle_incomplete": ".goods",
    "members_only": ".card",
    "more_goods": ".goods",
    "more_money": ".goods",
    "no_goods": ".goods",
}
_OF_CLUBS: Final = ("fee", "invitation", "both", "used", "too_early", "ended", "not_theirs")
_OF_MOMENTS: Final = ("old", "early", "forged", "unknown", "over", "clock", "stopped", "back", "jumped")
_OF_DISKS: Final = ("many", "large", "away", "full", "read_only", "behind")
_SAID_APART: Final = {word: f".{word}" for word in (*_OF_CLUBS, *_OF_MOMENTS, *_OF_DISKS)}
_DAY_BOUNDS: Final = (time(0, 0), time(23, 59))


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happened, and what to do next ("" = nothing to do)."""

    text: str
    next_step: str


class _Fact:
    """A fact inside a sentence: its text, or with ``a|b|c`` the word form for its number."""

    def __init__(self, text: str, number: int, lang: str) -> None:
        self._text = text
        self._number = number
        self._lang = lang

    def __format__(self, spec: str) -> str:
        return plural(self._number, tuple(spec.split("|")), self._lang) if spec else self._text


def sentence(problem: Problem, lang: str, exponent: int = 0) -> Sentence:
    """Return what to tell a person about this refusal; ``exponent``: decimals of the programme's points.

    One without words of its own (a plug-in's, say) is told in general ones with its code: never a traceback.
    """
    text, next_step = _PROBLEMS[lang].get(_variant(problem)) or _PROBLEMS[lang][Problem.code]
    facts = _facts(_told(problem, lang), lang, exponent, problem.code)
    return Sentence(text.format_map(facts), next_step.format_map(facts))


def aloud(problem: Problem, lang: str) -> str:
    """Return the one sentence to say to the customer about this refusal, "" = it is not the customer's business."""
    return _ALOUD[lang].get(problem.code, "")


def step_text(step: Step, lang: str, exponent: int = 0) -> str:
    """Return one line of "why this price"."""
    facts = {**dict(step.facts), "amount_minor": step.amount_minor, "rule_id": step.rule_id}
    return _STEPS[lang][step.what].format_map(_facts(facts, lang, exponent, step.what))


def verdict_text(verdict: Verdict, lang: str) -> str:
    """Return what became of an offer on this receipt, and what is missing for it."""
    facts = {**dict(verdict.facts), "amount_minor": verdict.amount_minor}
    return _OFFERS[lang][verdict.why].format_map(_facts(facts, lang, 0, verdict.why))


def hint_text(hint: Hint, lang: str, exponent: int = 0) -> str:
    """Return something worth saying to the customer."""
    return _HINTS[lang][hint.what].format_map(_facts(dict(hint.facts), lang, exponent, hint.what))


def word(key: str, lang: str) -> str:
    """Return a word or line that stands on receipts."""
    return _PAPER[lang][key]


def phrase(key: str, lang: str, **facts: object) -> str:
    """Return a line of a receipt with facts in it."""
    return word(key, lang).format_map(_facts(facts, lang, 0, key))


def channel_name(channel: str, lang: str) -> str:
    """Return what people call a way to the customer; one without a word goes by its id."""
    return _CHANNELS[lang].get(channel, channel)


def paper_name(paper: Receipt, lang: str) -> str:
    """Return what people call this paper: receipt 12, the slip of the card."""
    name = _named("paper", paper.kind, lang, "")
    return f"{name} {paper.number}" if paper.number else name


def _told(problem: Problem, lang: str) -> dict[str, object]:
    """Return the facts of a refusal, and in the middle of a sentence what became of an offer."""
    facts = problem.facts() | {"code": problem.code}
    if isinstance(problem, CouponGivesNothing) and problem.why in _OFFERS[lang]:
        why = verdict_text(Verdict("", "", problem.why, problem.numbers), lang)
        return facts | {"because": why[:1].lower() + why[1:]}
    return facts | {"because": ""}


def _variant(problem: Problem) -> str:
    """Return the key of the sentence: some refusals say something else when a fact is missing."""
    kind = ""
    match problem:
        case PinLocked(wait_s=0) | PayCodeWait(wait_s=0):
            kind = ".manager" if isinstance(problem, PinLocked) else ".today"
        case (
            RedemptionOffline(right=0)
            | CertificateAlone(right_minor=0)
            | UnknownChannel(known="")
            | LateCardTooLate(days=0)
            | RedeemByNameRefused(limit=0)
        ):
            kind = ".none"
        case PaperUncertain(number=0) | CertificateWrongValue(values=""):
            kind = ".unnumbered" if isinstance(problem, PaperUncertain) else ".any"
        case BadMessage(reason="fork") | BadProgramme(key="") | JournalSalvaged(missing=0):
            kind = ".fork" if isinstance(problem, BadMessage) else ".whole"
        case StorageCorrupt() if problem.path == problem.kept_as:
            kind = ".in_use"
        case EnrolmentRefused(reason=word) | CouponGivesNothing(why=word):
            kind = (_ENROLMENT_VARIANTS | _COUPON_VARIANTS).get(word, "")
        case (
            ClubClosed(way=word)
            | InvitationNotValid(why=word)
            | MemberCodeRefused(why=word)
            | ClockSuspect(why=word)
            | QueueGrows(why=word)
            | SecondMediumTrouble(why=word)
        ):
            kind = _SAID_APART.get(word, "")
        case _:
            pass
    return problem.code + kind


def _facts(facts: Mapping[str, object], lang: str, exponent: int, code: str) -> dict[str, object]:
    return {name: _written(name, value, lang, exponent, code) for name, value in facts.items()}


def _written(name: str, value: object, lang: str, exponent: int, code: str) -> object:
    if not isinstance(value, int):
        return (
            _on_the_clock(value, lang)
            if isinstance(value, datetime)
            else _named(name, str(value), lang, code)
        )
    if name.endswith("_minor"):
        return _Fact(format_money(value, lang), value, lang)
    if name.endswith("_milli"):
        return _Fact(format_quantity(value, lang), value, lang)
    if name == "bp" or name.endswith("_bp"):
        return _Fact(format_share(value, lang), value, lang)
    if name in _POINT_FACTS or (name == "limit" and code in _POINT_LIMITS):
        return _Fact(format_points(value, exponent, lang), value // int(10**exponent), lang)
    return _Fact(str(value), value, lang)


def _on_the_clock(at: datetime, lang: str) -> str:
    """Return a moment of the shop's wall clock; where a day begins or ends, the day alone."""
    write = format_day if at.time() in _DAY_BOUNDS else format_moment
    return write(at.replace(tzinfo=UTC), "UTC", lang)


def _named(name: str, value: str, lang: str, code: str) -> str:
    """Return a code inside a fact as words: a permission, a paper, a reason of the centre or the disk."""
    if name == "last_day":
        return format_day(datetime.combine(date.fromisoformat(value), time(), UTC), "UTC", lang)
    if name == "permission":
        return _PERMISSIONS[lang].get(value, value)
    if name == "per":
        return _PERIODS[lang].get(value, value)
    if name == "paper":
        return _PAPERS[lang].get(value) or _PAPERS[lang][""]
    if name == "reason":
        russian = lang == RU
        return fault_words(code, value, russian=russian) or reason_words(value, russian=russian) or value
    return value
