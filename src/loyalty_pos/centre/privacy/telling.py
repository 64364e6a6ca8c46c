"""Everything that is kept of one member, for that member: rows of every table, what was bought, what was agreed to.

It is the one place where full names, phones and numbers are told; whoever calls it has been asked for them.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.privacy.records import Consent, Section
from loyalty_pos.centre.privacy.whose import KEY, Asker, Row
from loyalty_pos.centre.records import PrivacyWhat
from loyalty_pos.core.account.consents import is_about
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.sale import CardIssued, Return, Sale
from loyalty_pos.wire.events import Event, fact_of

_RECEIPTS = 10_000
"""So many newest receipts are told line by line; all of them are among the documents."""


def given_consents(desk: Desk, account_ids: Collection[str]) -> list[Consent]:
    """Return every consent of a person's accounts in the order in which it was given; reads all events of cards."""
    found: list[Consent] = []
    for event in desk.personal.issued_to(account_ids):
        fact = fact_of(event)
        assert isinstance(fact, CardIssued)
        proofs = {kind: (method, text_hash) for kind, method, text_hash in fact.proofs}
        for kind, version in fact.consents:
            method, text_hash = proofs.get(kind, ("", ""))
            found.append(
                Consent(kind, version, fact.issued_at_us, event.id, method=method, text_hash=text_hash)
            )
    return found


def with_withdrawals(desk: Desk, account_ids: Iterable[str], given: Iterable[Consent]) -> list[Consent]:
    """Return these consents with when each was taken back."""
    deeds = [deed for one in account_ids for deed in desk.privacy.deeds_of(one)]
    taken = sorted((one for one in deeds if one.what is PrivacyWhat.WITHDRAW), key=lambda one: one.at_us)
    found: list[Consent] = []
    for one in given:
        later = [deed for deed in taken if is_about(deed.detail, one.kind) and deed.at_us >= one.given_us]
        back = replace(one, taken_back_us=later[0].at_us, number=later[0].number) if later else one
        found.append(back)
    return found


def sections(desk: Desk, who: Asker) -> tuple[Section, ...]:
    """Return what is kept, in the order in which a person would ask for it; empty ones are left out."""
    kept = _kept(desk, who)
    del kept["erased_person"]  # the requests tell it
    consents: list[Row] = [
        {
            "kind": one.kind,
            "version": one.version,
            "given_us": one.given_us,
            "method": one.method,
            "text_hash": one.text_hash,
            "taken_back_us": one.taken_back_us,
            "number": one.number,
        }
        for one in with_withdrawals(desk, who.own, given_consents(desk, who.own))
    ]
    sealed: list[Row] = [
        {
            "event": event.id,
            "till": event.agent_id,
            "at_us": event.wall_us,
            "key": _key_of(desk, event.person_id),
        }
        for event in desk.personal.issued_to(who.own)
        if event.sealed
    ]
    receipts = _receipts(desk, who)
    in_order = {
        "person": kept.pop("person"),
        "consent": consents,
        "sealed": sealed,
        "card": kept.pop("card"),
        "account": kept.pop("account"),
        **kept,
        "bought_line": _lines(receipts),
        "priced_by": _priced_by(receipts),
    }
    return tuple(Section(name, tuple(rows)) for name, rows in in_order.items() if rows)


def _kept(desk: Desk, who: Asker) -> dict[str, list[Row]]:
    """Return the rows of every shelf that are this person's to hear, by table."""
    found: dict[str, list[Row]] = {}
    for shelf in who.shelves:
        for table, rows in desk.personal.kept_of(shelf).items():
            heard = [who.heard(shelf, row) for row in rows if who.may_hear(shelf, table, row)]
            found.setdefault(table, []).extend(heard)
    return found


def _key_of(desk: Desk, person_id: str) -> str:
    return "kept" if desk.events.person_keys([person_id]) else "destroyed"


def _lines(facts: Iterable[Sale | Return]) -> list[dict[str, object]]:
    """Return what was bought and brought back, line by line."""
    found: list[dict[str, object]] = []
    for fact in facts:
        if isinstance(fact, Sale):
            found += [
                {
                    "at_us": fact.sold_at_us,
                    "receipt": fact.code,
                    "name": line.name,
                    "qty_milli": line.qty_milli,
                    "paid_minor": line.paid_minor,
                    "points": line.points,
                    "accrued": line.accrued,
                }
                for line in fact.lines
            ]
        else:
            found.append(
                {"at_us": fact.returned_at_us, "receipt": fact.sale_code, "paid_minor": -fact.paid_minor}
            )
    return found


def _priced_by(facts: Iterable[Sale | Return]) -> list[dict[str, object]]:
    """Return what each sale says of the member because its price depended on it."""
    found: list[dict[str, object]] = []
    for fact in facts:
        if isinstance(fact, Sale) and fact.seen is not None and fact.seen.member is not None:
            known = fact.seen.member
            told: dict[str, object] = {
                "spend_minor": known.spend_minor,
                "visits": known.visits,
                "tier_id": known.tier_id,
                "tier_since": known.tier_since,
                "card_bp": known.card_bp,
                "birthday_near": "+" if known.birthday else "",
                "opted_out": "+" if known.opted_out else "",
                "segments": ", ".join(known.segments),
                "clubs": ", ".join(known.clubs),
                "counters": ", ".join(f"{key} {amount}" for key, amount in known.counters),
                "months": "; ".join(" ".join(map(str, month)) for month in known.months),
            }
            if any(told.values()):
                found.append({"at_us": fact.sold_at_us, "receipt": fact.code, **told})
    return found


def _receipts(desk: Desk, who: Asker) -> list[Sale | Return]:
    """Return the sales and returns that can be read."""
    found: list[Sale | Return] = []
    for shelf in who.shelves:
        for agent_id, event_id in desk.personal.sales_of(shelf, _RECEIPTS):
            event = desk.events.by_id(agent_id, event_id)
            fact = _fact(event) if event else None
            if fact is not None and who.may_hear(shelf, "document", {KEY: _document_id(fact)}):
                found.append(fact)
    return found


def _document_id(fact: Sale | Return) -> str:
    return fact.sale_id if isinstance(fact, Sale) else fact.return_id


def _fact(event: Event) -> Sale | Return | None:
    try:
        fact = fact_of(event)
    except BadMessage:
        return None
    return fact if isinstance(fact, Sale | Return) else None
