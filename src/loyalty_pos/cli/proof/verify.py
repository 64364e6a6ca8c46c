"""``verify``: walks the chain of this till and the books of this centre, and says whether they are what was written."""

from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial

from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.proof.signed_heads import HeadChecked, Word, signed_heads
from loyalty_pos.centre.proof.verifying import AccountChecked, CertificateChecked, StreamChecked, Verifying
from loyalty_pos.cli.at_centre.tills import Tills, tills_of
from loyalty_pos.cli.proof.key_words import key_line
from loyalty_pos.cli.proof.prices import prices_at
from loyalty_pos.cli.proof.receipt import Judged, Signed, judge
from loyalty_pos.cli.proof.words import proof_line
from loyalty_pos.core.dates import moment
from loyalty_pos.core.receipt_code import till_digits
from loyalty_pos.core.sale import Sale
from loyalty_pos.storage.cache.other_tills import untouched_keys
from loyalty_pos.storage.journal.untouched import untouched_events
from loyalty_pos.storage.kinds import JOURNAL
from loyalty_pos.storage.sealing import is_signed_text
from loyalty_pos.till.elsewhere.finding import parted
from loyalty_pos.till.formats import format_money
from loyalty_pos.till.other_tills.ports import DeviceKey
from loyalty_pos.wire.chain import ChainReader
from loyalty_pos.wire.events import Event, fact_of
from loyalty_pos.wiring.centre import CentreSettings, centre_is_here, open_centre
from loyalty_pos.wiring.console import say_all, say_json
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.late import vault_in


@dataclass(slots=True)
class Found:
    """What is said, and whether a person should look."""

    lines: list[str] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)
    is_broken: bool = False
    receipt: Event | None = None
    code: str = ""
    digits: str = ""
    keys: list[DeviceKey] = field(default_factory=list)
    tills: Tills = field(default_factory=Tills)


def run(options: Namespace) -> int:
    """Return 0 when everything follows, 1 when a person should look."""
    code, digits = parted(options.receipt)
    folders, found = folders_at(options.data), Found(code=code, digits=digits)
    if (folders.till / f"{JOURNAL.name}.db").exists():
        _till(options, found)
    if options.database or centre_is_here(folders.centre):
        _centre(options, found)
    if not found.facts:
        found.lines.append(proof_line("no_books", options.lang, folder=folders.data))
        found.is_broken = True
    elif found.code:
        _receipt(options, found)
    if options.json:
        say_json(found.facts | {"whole": not found.is_broken})
    else:
        say_all(found.lines)
    return int(found.is_broken)


def _till(options: Namespace, found: Found) -> None:
    folder = folders_at(options.data).till
    reader = ChainReader()
    vault = vault_in(folder)
    found.keys += untouched_keys(folder, vault, found.code[:4])
    for event in untouched_events(folder, vault):
        _look_for([event], found)
        reader.take([event])
    name = "till_broken" if reader.broken_at else "till_whole"
    facts = {"events": reader.seq, "head": reader.head, "broken_at": reader.broken_at}
    found.lines.append(proof_line(name, options.lang, **facts))
    found.facts["till"] = facts
    found.is_broken |= bool(reader.broken_at)


def _centre(options: Namespace, found: Found) -> None:
    centre = open_centre(CentreSettings(folders_at(options.data).centre, options.database))
    try:
        found.tills = tills = tills_of(centre)
        verifying = Verifying(centre.books)
        streams = list(verifying.streams())
        heads = list(signed_heads(centre.books, is_signed_text))
        accounts = _Accounts()
        broken = [one for one in accounts.counted(verifying.accounts()) if not one.is_whole]
        certificates = list(verifying.certificates())
        is_asked = options.prices or options.since or options.until
        prices = prices_at(centre, options) if is_asked else None
        if found.code:
            _look_for(reports_of(centre).events(), found)
            found.keys += centre.books.read(partial(_keys, found.code[:4]))
    finally:
        centre.close()
    found.lines += [_stream_line(one, options.lang, tills) for one in streams]
    _tell_heads(heads, options.lang, found)
    _tell_accounts(accounts, broken, options.lang, found)
    _tell_certificates(certificates, options.lang, found)
    found.facts["streams"] = [asdict(one) for one in streams]
    found.is_broken |= not all(one.is_whole for one in streams)
    if prices is not None:
        found.lines += prices.lines(options.lang, tills)
        found.facts["prices"] = prices.facts
        found.is_broken |= prices.is_odd


def _keys(digits: str, desk: Desk) -> list[DeviceKey]:
    """Return every key, also of before, of the tills whose receipts begin so."""
    tills = [till for till in desk.tills.tills() if till_digits(till.agent_id) == digits]
    return [
        DeviceKey(till.agent_id, key, till.revoked)
        for till in tills
        for key in (
            till.device_key,
            desk.voices.of(till.agent_id).next_key,
            *desk.voices.of(till.agent_id).older,
        )
    ]


def _tell_heads(heads: Sequence[HeadChecked], lang: str, found: Found) -> None:
    found.lines += [
        key_line(
            f"head_{one.word}", lang, till=found.tills.name(one.agent_id, lang, one.incarnation), seq=one.seq
        )
        for one in heads
    ]
    found.facts["heads"] = [asdict(one) for one in heads]
    found.is_broken |= any(one.word is Word.WRONG for one in heads)


def _tell_accounts(accounts: "_Accounts", broken: Sequence[AccountChecked], lang: str, found: Found) -> None:
    found.lines += [_account_line(one, lang) for one in broken]
    if not broken:
        facts = {"accounts": accounts.accounts, "entries": accounts.entries}
        found.lines.append(proof_line("accounts_whole", lang, **facts))
    found.facts["accounts"] = {"checked": accounts.accounts, "broken": [asdict(one) for one in broken]}
    found.is_broken |= bool(broken)


def _tell_certificates(checked: Sequence[CertificateChecked], lang: str, found: Found) -> None:
    broken = [one for one in checked if not one.is_whole]
    money = ("differs", "owed_differs")
    found.lines += [
        proof_line(
            "certificate_broken",
            lang,
            series=one.series,
            last4=one.last4,
            **{name: format_money(getattr(one, name), lang) for name in money},
        )
        for one in broken
    ]
    if checked and not broken:
        found.lines.append(proof_line("certificates_whole", lang, certificates=len(checked)))
    found.facts["certificates"] = {"checked": len(checked), "broken": [asdict(one) for one in broken]}
    found.is_broken |= bool(broken)


@dataclass(slots=True)
class _Accounts:
    accounts: int = 0
    entries: int = 0

    def counted(self, checked: Iterable[AccountChecked]) -> Iterator[AccountChecked]:
        for one in checked:
            self.accounts += 1
            self.entries += one.entries
            yield one


def _stream_line(one: StreamChecked, lang: str, tills: Tills) -> str:
    till = tills.name(one.agent_id, lang, one.incarnation)
    facts = asdict(one) | {"broken_at": one.broken_at or one.events, "till": till}
    name = "stream_broken" if not one.is_whole else "stream_lost" if one.lost else "stream_whole"
    return proof_line(name, lang, **facts)


def _account_line(one: AccountChecked, lang: str) -> str:
    return proof_line("account_broken" if one.is_readable else "account_unreadable", lang, **asdict(one))


def _look_for(events: Iterable[Event], found: Found) -> None:
    """Remember the event of the sale with the code that was asked for."""
    if not found.code or found.receipt is not None:
        return
    for event in events:
        fact = fact_of(event) if event.kind == "sale" else None
        if isinstance(fact, Sale) and fact.code == found.code:
            found.receipt = event
            return


def _receipt(options: Namespace, found: Found) -> None:
    """Say where the receipt stands in the books, and what its paper is worth."""
    event = found.receipt
    judged = judge(found.code, found.digits, found.keys, event) if found.digits else None
    if event is None:
        found.lines.append(proof_line("receipt_nowhere", options.lang, code=found.code))
        # another till's paper is in order where its till has signed it: its books are elsewhere
        found.is_broken |= judged is None or judged.signed is not Signed.TILL
    else:
        found.lines += _booked_lines(found, event, options.lang)
        found.facts["receipt"] = {
            "seq": event.seq,
            "agent_id": event.agent_id,
            "incarnation": event.incarnation,
            "hash": event.hash,
        }
    if judged is not None:
        found.lines += _paper_lines(judged, event, found.tills, options.lang)
        found.facts["paper"] = judged.facts()
        found.is_broken |= judged.is_wrong


def _booked_lines(found: Found, event: Event, lang: str) -> list[str]:
    till = proof_line("this_till", lang)  # found in its own journal: no centre is here that knows its name
    if found.tills.knows(event.agent_id):
        till = found.tills.name(event.agent_id, lang, event.incarnation)
    lines = [proof_line("receipt_here", lang, code=found.code, till=till, seq=event.seq, hash=event.hash)]
    sale = fact_of(event)
    if isinstance(sale, Sale):
        lines.append(proof_line("receipt_sold", lang, at=_at(sale.sold_at_us), money=_money(sale, lang)))
    return lines


def _paper_lines(judged: Judged, event: Event | None, tills: Tills, lang: str) -> list[str]:
    if judged.proof is None:
        return [proof_line(judged.signed, lang)]
    sale = judged.proof.sale
    said = {"at": _at(sale.sold_at_us), "money": _money(sale, lang)}
    till = tills.name(judged.agent_id, lang)
    lines = [proof_line(judged.signed, lang, till=till, seq=judged.proof.seq, **said)]
    booked = fact_of(event) if event is not None else None
    if isinstance(booked, Sale):
        name = "paper_same" if judged.same else "paper_differs"
        lines.append(proof_line(name, lang, money=said["money"], booked=_money(booked, lang)))
    return lines


def _at(us: int) -> str:
    return f"{moment(us):%Y-%m-%d %H:%M} UTC"


def _money(sale: Sale, lang: str) -> str:
    return format_money(sale.paid_minor + sale.certificate_minor, lang)
