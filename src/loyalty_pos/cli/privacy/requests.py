"""``privacy``: tell a person everything, forget a person, take one consent back, show how a request stands.

What an erasure means is told before it is done; personal data goes to the person's own file or screen and nowhere else.
"""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from loyalty_pos.centre.privacy.desk import PrivacyDesk
from loyalty_pos.centre.privacy.records import Consequences, DeedStatus, Kept, TillWord
from loyalty_pos.centre.records import PrivacyDeed, PrivacyWhat
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.privacy.telling import kept_as_json, kept_lines, when
from loyalty_pos.cli.privacy.words import NotConfirmed, privacy_line
from loyalty_pos.cli.words import NoPinGiven
from loyalty_pos.core.dates import moment
from loyalty_pos.storage.cache.personal import SILENCE
from loyalty_pos.storage.export_files import ExportNotWritten
from loyalty_pos.storage.pins import PinHasher
from loyalty_pos.till.formats import format_money, format_points
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.console import say, say_all, say_json

_PIN = "LOYALTY_POS_PIN"
_YES = frozenset({"yes", "да"})
_OWNER_ONLY = 0o600


def run(options: Namespace) -> int:
    """Do one of the actions; ``status`` returns 1 while a till has not confirmed an erasure."""
    with opened(options) as centre:
        match options.action:
            case "export":
                return _export(centre, options)
            case "erase":
                return _erase(centre, options)
            case "withdraw":
                return _withdraw(centre, options)
            case _:
                return _status(centre.privacy, options)


def _responsible(centre: OpenCentre, options: Namespace) -> str:
    """Return who answers for it; a manager by PIN, once there is a list of staff."""
    pin = options.pin or os.environ.get(_PIN, "")
    if options.staff and not pin:
        raise NoPinGiven
    hasher = PinHasher(centre.lookup_key)
    return centre.privacy.responsible(options.staff, lambda member: hasher.matches(pin, member.pin_hash))


# --- telling ------------------------------------------------------------------------------------------


def _export(centre: OpenCentre, options: Namespace) -> int:
    if options.out is not None and options.out.exists():
        raise ExportNotWritten(path=str(options.out), reason="there_already")
    kept = centre.privacy.export(options.member, _responsible(centre, options))
    facts = kept_as_json(kept, options.lang)
    if options.out is not None:
        as_page = options.out.suffix == ".txt" and not options.json
        page = "\n".join(_told(kept, options.lang)) + "\n"
        _write(options.out, page if as_page else json.dumps(facts, ensure_ascii=False, indent=2) + "\n")
        say(privacy_line("exported", options.lang, path=options.out, number=_shown(kept.number)))
    elif options.json:
        say_json(facts)
    else:
        say_all(_told(kept, options.lang))
    return 0


def _told(kept: Kept, lang: str) -> Iterator[str]:
    yield privacy_line("kept_head", lang, number=_shown(kept.number), at=when(kept.at_us))
    yield from kept_lines(kept, lang)


def _write(path: Path, text: str) -> None:
    """Write a new file that its owner alone may read."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise ExportNotWritten(path=str(path), reason="cannot_write") from error


# --- forgetting ---------------------------------------------------------------------------------------


def _erase(centre: OpenCentre, options: Namespace) -> int:
    responsible = _responsible(centre, options)
    meaning = centre.privacy.ask(options.member)
    if not options.json:
        say_all(_meaning(meaning, options.lang))
    if not options.yes and not _confirmed(options):
        raise NotConfirmed
    deed = centre.privacy.erase(options.member, responsible)
    centre.books.tidy()
    if options.json:
        say_json({"number": deed.number, "at_us": deed.at_us, "meaning": asdict(meaning)})
    else:
        say_all(_slip("slip_erased", deed, options.lang))
    return 0


def _meaning(meaning: Consequences, lang: str) -> Iterator[str]:
    """Tell what will happen, line by line; what does not concern this member is left out."""
    points = format_points(meaning.points, meaning.exponent, lang)
    pending = format_points(meaning.pending, meaning.exponent, lang)
    certificates, rest = meaning.certificates
    others, theirs = meaning.family
    said: dict[str, tuple[object, dict[str, object]]] = {
        "cards": (meaning.cards, {"cards": ", ".join(f"**** {last4}" for last4 in meaning.cards)}),
        "people": (meaning.people > 1, {"count": meaning.people}),
        "family": (others, {"count": others, "points": format_points(theirs, meaning.exponent, lang)}),
        "points": (
            meaning.points or meaning.pending,
            {"points": points, "pending": pending, "money": format_money(meaning.money_minor, lang)},
        ),
        "held": (meaning.held, {"points": format_points(meaning.held, meaning.exponent, lang)}),
        "debt": (meaning.debt, {"points": format_points(meaning.debt, meaning.exponent, lang)}),
        "certificates": (certificates, {"count": certificates, "money": format_money(rest, lang)}),
        "coupons": (meaning.coupons, {"count": meaning.coupons}),
        "clubs": (meaning.clubs, {"clubs": ", ".join(meaning.clubs)}),
        "counters": (meaning.counters, {"count": meaning.counters}),
        "segments": (meaning.segments, {"count": meaning.segments}),
        "medals": (meaning.medals, {"count": meaning.medals}),
        "cashback": (meaning.cashback_waits, {"count": meaning.cashback_waits}),
        "books": (
            meaning.documents or meaning.entries,
            {
                "documents": meaning.documents,
                "entries": meaning.entries,
                "since": when(meaning.since_us, day=True),
            },
        ),
        "tills": (True, {}),
        "for_good": (True, {}),
    }
    yield privacy_line("will_happen", lang)
    for name, (concerns, facts) in said.items():
        if concerns:
            yield "  - " + privacy_line(f"will.{name}", lang, **facts)


def _confirmed(options: Namespace, question: str = "confirm") -> bool:
    if options.json:
        return False
    say(privacy_line(question, options.lang))
    return sys.stdin.readline().strip().casefold() in _YES


# --- one consent --------------------------------------------------------------------------------------


def _withdraw(centre: OpenCentre, options: Namespace) -> int:
    responsible = _responsible(centre, options)
    others = centre.privacy.concerned(options.member, options.consent)
    if others and not options.json:
        say(privacy_line("will_end_for_others", options.lang, count=others))
    if others and not options.yes and not _confirmed(options, "confirm_withdrawal"):
        raise NotConfirmed
    done = centre.privacy.withdraw(options.member, options.consent, responsible)
    if options.json:
        facts = {"number": done.deed.number, "consent": asdict(done.consent), "opted_out": done.opted_out}
        say_json({**facts, "others": done.others})
        return 0
    consent = privacy_line(f"consent.{done.consent.kind}", options.lang)
    facts = {"consent": consent, "version": done.consent.version or "-"}
    say_all(_slip("slip_withdrawn", done.deed, options.lang, **facts))
    if done.opted_out:
        say(privacy_line("no_offers", options.lang))
    return 0


def _slip(name: str, deed: PrivacyDeed, lang: str, **facts: object) -> Iterator[str]:
    """Return the paper for the customer: what was done, when, and the number to ask by."""
    yield ""
    yield privacy_line("slip_head", lang, number=_shown(deed.number), at=when(deed.at_us))
    yield privacy_line(name, lang, **facts)
    yield privacy_line("slip_ask", lang, number=_shown(deed.number))


# --- how it stands ------------------------------------------------------------------------------------


def _status(desk: PrivacyDesk, options: Namespace) -> int:
    found = [desk.status(options.number)] if options.number else desk.requests()
    waits = any(one.waits for one in found)
    if options.json:
        say_json([asdict(one.deed) | {"tills": [asdict(till) for till in one.tills]} for one in found])
    elif not found:
        say(privacy_line("no_requests", options.lang))
    else:
        say_all(text for one in found for text in _standing(one, options.lang))
    return int(waits)


def _standing(status: DeedStatus, lang: str) -> Iterator[str]:
    deed = status.deed
    kind, _, version = deed.detail.partition(" ")
    consent = privacy_line(f"consent.{kind}", lang) if deed.what is PrivacyWhat.WITHDRAW else ""
    what = privacy_line(f"did.{deed.what}", lang, consent=consent, version=version or "-")
    yield privacy_line(
        "request", lang, number=_shown(deed.number), at=when(deed.at_us), what=what, by=deed.by
    )
    for till in status.tills:
        yield "  " + _of_till(till, status.now_us, lang)


def _of_till(till: TillWord, now_us: int, lang: str) -> str:
    facts = {"store": till.store_id, "till": till.till_no}
    if till.forgot_us:
        return privacy_line("till_forgot", lang, at=when(till.forgot_us), **facts)
    if not till.seen_us:
        return privacy_line("till_never", lang, **facts)
    is_silent = moment(now_us) - moment(till.seen_us) >= SILENCE
    name = "till_silent" if is_silent else "till_waits"
    return privacy_line(name, lang, seen=when(till.seen_us), **facts)


def _shown(number: str) -> str:
    """Return the number as people read it: ``ABCD-EFGH``."""
    return f"{number[:4]}-{number[4:]}"
