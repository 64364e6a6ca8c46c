"""Requests for privacy as the shop meets them: tell everything, forget, take one consent back; each has a number.

What an erasure means is asked for before it is done. It must never keep or tell anything personal in a request:
numbers, ids made by chance and times only.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final, Protocol

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.joining.erasing import to_forget
from loyalty_pos.centre.kinship.kin import kin_of
from loyalty_pos.centre.ports import Books, Clock, Desk, Secrets
from loyalty_pos.centre.privacy.finding import account_meant, consequences, living_account, names_meant, worth
from loyalty_pos.centre.privacy.forgetting import forget
from loyalty_pos.centre.privacy.records import (
    Consent,
    Consequences,
    DeedStatus,
    Kept,
    TillWord,
)
from loyalty_pos.centre.privacy.refusals import (
    NeededConsent,
    NoSuchConsent,
    NotForPrivacy,
    UnknownRequest,
)
from loyalty_pos.centre.privacy.telling import given_consents, sections, with_withdrawals
from loyalty_pos.centre.privacy.whose import Asker, asker
from loyalty_pos.centre.records import Erasure, PrivacyDeed, PrivacyWhat
from loyalty_pos.core.account.consents import PROFILING
from loyalty_pos.core.ledger import Applied
from loyalty_pos.wire.roles import Role
from loyalty_pos.wire.rows import StaffRow

NEEDED: Final = "personal_data"
CONSENTS: Final = (NEEDED, "advertising", "partners", PROFILING)


class Note(Protocol):
    """Whom the shop has forgotten, kept beside the keys (``storage.centre.privacy.note``)."""

    def known(self) -> list[Erasure]: ...

    def keep(self, erasures: Iterable[Erasure]) -> None: ...


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """``opted_out``: personal offers end with it; ``others``: so many people who share the wallet get none either."""

    deed: PrivacyDeed
    consent: Consent
    opted_out: bool
    others: int = 0


class _TakenBackError(Exception):
    """Takes back what was only tried, and carries what it meant out of the transaction."""

    def __init__(self, meaning: Consequences) -> None:
        super().__init__()
        self.meaning = meaning


class PrivacyDesk:
    """Every request is one transaction."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets, note: Note) -> None:
        self._books = books
        self._clock = clock
        self._secrets = secrets
        self._note = note

    def responsible(self, staff_id: str, knows_pin: Callable[[StaffRow], bool]) -> str:
        """Return who meets a request: a manager with the right PIN. Raises NotForPrivacy.

        Where the centre has no list of staff yet, whoever holds its keys is believed.
        """
        staff = self._books.read(lambda desk: desk.reference.staff())
        if not staff:
            return staff_id or "console"
        member = staff.get(staff_id)
        is_manager = member is not None and member.active and member.role == Role.MANAGER
        if member is None or not is_manager or not knows_pin(member):
            raise NotForPrivacy(who=staff_id)
        return staff_id

    def ask(self, who: str) -> Consequences:
        """Return what the erasure of this member means; nothing is changed.

        A wallet that is shared is parted as an erasure would part it, and all of that is taken back: what is told is
        what would be. Raises as ``erase``.
        """
        now_us, key = self._clock.now_us(), self._secrets.lookup_key
        names = names_meant(key, who)

        def tried(desk: Desk) -> None:
            account_id = _living(desk, key, who)
            others = sorted(asker(desk, account_id, names).others)
            own = to_forget(desk, now_us, account_id, names, "")
            left = [one.state for one in desk.accounts.load(others).values()]
            family = (len(others), sum(state.balance for state in left))
            raise _TakenBackError(replace(consequences(desk, now_us, own), family=family))

        try:
            self._books.write(tried)
        except _TakenBackError as told:
            return told.meaning
        raise AssertionError

    def erase(self, who: str, by: str) -> PrivacyDeed:
        """Forget this member for good, and what was joined with the account as the same person's.

        Raises NobodyLikeThat, AlreadyErased, and as ``centre.joining.parting`` where somebody shares the wallet.
        """
        now_us, key = self._clock.now_us(), self._secrets.lookup_key
        persons = self._books.read(lambda desk: _all_persons(desk, _living(desk, key, who)))

        def work(desk: Desk) -> list[Erasure]:
            names = names_meant(key, who)
            erasures = []
            for account_id in to_forget(desk, now_us, _living(desk, key, who), names, by):
                mine = persons.get(account_id, ())
                erasures.append(Erasure(self._number(desk), account_id, mine, now_us, by))
                forget(desk, now_us, erasures[-1])
            return erasures

        erasures = self._books.write(work)
        self._note.keep(erasures)
        first = erasures[0]
        return PrivacyDeed(first.number, PrivacyWhat.ERASE, first.account_id, now_us, by)

    def forget_again(self) -> int:
        """Forget in these books whoever stands in the note beside the keys; return how many they still knew.

        A copy of yesterday knows whom the shop has forgotten today; and a note that was lost is written anew.
        """
        now_us = self._clock.now_us()
        known = self._books.read(lambda desk: desk.privacy.erasures())
        numbers = {one.number for one in known}
        missing = [one for one in self._note.known() if one.number not in numbers]

        def work(desk: Desk) -> None:
            for one in missing:
                forget(desk, now_us, one)

        if missing:
            self._books.write(work)
        self._note.keep(known)
        return len(missing)

    def concerned(self, who: str, kind: str) -> int:
        """Return how many other people lose their personal offers when this member takes the consent back.

        Offers look at the wallet: who shares it shares them. Raises NobodyLikeThat, AlreadyErased.
        """
        names = names_meant(self._secrets.lookup_key, who)
        return self._books.read(lambda desk: self._concerned(desk, who, kind, names))

    def _concerned(self, desk: Desk, who: str, kind: str, names: Collection[int]) -> int:
        account = living_account(desk, self._secrets.lookup_key, who)
        others = len(asker(desk, account.head.account_id, names).others)
        return others if kind == PROFILING and not account.state.opted_out else 0

    def withdraw(self, who: str, kind: str, by: str) -> Withdrawn:
        """Take one consent back, for the person who asks. Where a wallet is shared, ``concerned`` tells who else feels it.

        Raises NobodyLikeThat, AlreadyErased, NeededConsent, NoSuchConsent.
        """
        now_us, key = self._clock.now_us(), self._secrets.lookup_key
        if kind == NEEDED:
            raise NeededConsent(consent=kind)
        names = names_meant(key, who)
        own, given = self._books.read(lambda desk: _consents(desk, _living(desk, key, who), names))

        def work(desk: Desk) -> Withdrawn:
            account = living_account(desk, key, who)
            account_id = account.head.account_id
            others = self._concerned(desk, who, kind, names)
            held = [one for one in with_withdrawals(desk, own, given) if not one.taken_back_us]
            opts_out = kind == PROFILING and not account.state.opted_out
            consent = next((one for one in reversed(held) if one.kind == kind), Consent(kind, "", 0, ""))
            if not (consent.event_id or opts_out):
                raise NoSuchConsent(consent=kind, given=", ".join(sorted({one.kind for one in held})) or "-")
            detail = f"{kind} {consent.version}".strip()
            number = self._number(desk)
            deed = PrivacyDeed(number, PrivacyWhat.WITHDRAW, own[0], now_us, by, detail)
            desk.privacy.put_deed(deed)
            if opts_out:
                accounts = OpenAccounts(desk, now_us)
                accounts.load([account_id])
                accounts.post(account_id, Applied(replace(account.state, opted_out=True)))
                desk.feed.publish(accounts.save())
            return Withdrawn(deed, replace(consent, taken_back_us=now_us, number=number), opts_out, others)

        return self._books.write(work)

    def export(self, who: str, by: str) -> Kept:
        """Write down that it was asked for, and return everything that is kept of this member.

        Of a wallet that is shared it tells how it stands, and nothing of the others. Raises NobodyLikeThat. Of somebody
        erased it tells what is left.
        """
        now_us, key = self._clock.now_us(), self._secrets.lookup_key
        names = names_meant(key, who)

        def work(desk: Desk) -> tuple[PrivacyDeed, Asker]:
            person = asker(desk, account_meant(desk, key, who).head.account_id, names)
            deed = PrivacyDeed(self._number(desk), PrivacyWhat.EXPORT, person.own[0], now_us, by)
            desk.privacy.put_deed(deed)
            return deed, person

        def look(desk: Desk) -> Kept:
            exponent, _ = worth(desk, now_us, 0)
            return Kept(deed.number, deed.account_id, now_us, sections(desk, person), exponent)

        deed, person = self._books.write(work)
        return self._books.read(look)  # all events of cards are read: nobody should wait for that

    def status(self, number: str) -> DeedStatus:
        """Return how a request stands, dashes and case as people write them. Raises UnknownRequest."""
        now_us = self._clock.now_us()
        wanted = number.replace("-", "").replace(" ", "").upper()

        def look(desk: Desk) -> DeedStatus:
            deed = desk.privacy.deed(wanted)
            if deed is None:
                raise UnknownRequest(number=number)
            return _status(desk, deed, now_us)

        return self._books.read(look)

    def requests(self) -> list[DeedStatus]:
        """Return every request in the order of time, with how it stands."""
        now_us = self._clock.now_us()
        return self._books.read(lambda desk: [_status(desk, deed, now_us) for deed in desk.privacy.deeds()])

    def _number(self, desk: Desk) -> str:
        """Return a number that no other slip has."""
        while desk.privacy.deed(number := self._secrets.code()) is not None:
            pass
        return number


def _living(desk: Desk, key: bytes, who: str) -> str:
    return living_account(desk, key, who).head.account_id


def _consents(desk: Desk, account_id: str, names: Collection[int]) -> tuple[tuple[str, ...], list[Consent]]:
    """Return the accounts of this person, the one that is meant first, and every consent given with them."""
    own = asker(desk, account_id, names).own
    return own, given_consents(desk, own)


def _all_persons(desk: Desk, account_id: str) -> dict[str, tuple[str, ...]]:
    """Return the persons of the account and of everybody who was ever joined with it."""
    return {one: _persons(desk, one) for one in kin_of(desk.joinings, [account_id]).of(account_id)}


def _persons(desk: Desk, account_id: str) -> tuple[str, ...]:
    """Return every person of an account: those that the books know, and those that sealed events name."""
    people = {person.person_id for person in desk.people.people_of([account_id])}
    people |= {event.person_id for event in desk.personal.issued_to([account_id])}
    return tuple(sorted(people - {""}))


def _status(desk: Desk, deed: PrivacyDeed, now_us: int) -> DeedStatus:
    if deed.what is not PrivacyWhat.ERASE:
        return DeedStatus(deed, now_us)
    said = desk.privacy.confirmed(deed.number)
    seen: dict[str, int] = {}
    for stream in desk.streams.all():
        seen[stream.agent_id] = max(stream.seen_us, seen.get(stream.agent_id, 0))
    tills = tuple(
        TillWord(
            till.agent_id,
            till.store_id,
            till.till_no,
            said.get(till.agent_id, 0),
            seen.get(till.agent_id, 0),
        )
        for till in desk.tills.tills()
        if not till.revoked
    )
    return DeedStatus(deed, now_us, tills)
