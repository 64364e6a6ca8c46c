"""Giving out cards at the counter: phone, name, consents, a plastic or a virtual card; works offline.

Personal data goes only into the sealed part of the event; here it is passed through and not kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from loyalty_pos.core import phone
from loyalty_pos.core.account.card_deeds import TO_PACK, CardWhat
from loyalty_pos.core.cards import OWN_RANDOM_DIGITS, last4, own_card
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import CardState, Identified, Member, shown_name, written_name
from loyalty_pos.core.problems import CardAlreadyIssued, CardNumbersUsedUp, ConsentMissing, PhoneAlreadyMember
from loyalty_pos.core.problems.issuing import CardOfNoPack, CardUsedAlready, NothingToUndo
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.sale import CardIssued
from loyalty_pos.till.confirming.codes import PhoneCodes
from loyalty_pos.till.confirming.consents import proofs
from loyalty_pos.till.confirming.least_age import refuse_too_young
from loyalty_pos.till.packs.deeds import card_number, is_out, low_note
from loyalty_pos.till.papers.paper import paper_of
from loyalty_pos.till.papers.slips import Holder, card_slip
from loyalty_pos.till.ports import Draft, Personal
from loyalty_pos.till.staff import Permission, require
from loyalty_pos.till.world import TillWorld

PERSONAL_DATA: Final = "personal_data"
"""The consent without which no card is given out; the others: advertising, partners, profiling."""
PHONE_CONFIRMED: Final = "phone_confirmation"
"""Setting: ``none`` = a new member may redeem at once; ``code`` = only when the phone is confirmed."""
OPEN_PACKS: Final = "packs_of_others"
"""Setting: ``yes`` = a till that has packs gives out cards of other tills' packs too."""
CONSENT_VERSION: Final = "consent_version"
"""Setting: which texts are signed now: ``3`` for all, or ``2 advertising:3 partners:1``, first the rest."""
_TRIES: Final = 20


@dataclass(frozen=True, slots=True)
class PhoneCheck:
    """``phone`` in E.164; ``known`` is who has it already, None = a new member."""

    phone: str
    masked: str
    known: Member | None


@dataclass(frozen=True, slots=True)
class IssueForm:
    """What was filled in. ``birthday``: ISO date, ``--MM-DD`` without year, or "". ``card_number`` "" = virtual.

    ``consents``: (kind, version of the text) that were given; ``personal_data`` is required. ``family_of``: the account
    whose wallet this person shares, "" = an own one. ``channel``: how the customer wants to be told things. ``code``:
    typed from the customer's phone, "" = not confirmed now. ``on_display``: kinds of consent that the customer gave on the display.
    """

    name: str
    phone: str
    birthday: str = ""
    consents: tuple[tuple[str, str], ...] = ()
    channel: str = ""
    card_number: str = ""
    family_of: str = ""
    code: str = ""
    on_display: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class IssueDone:
    """``plastic_left``: cards left at this till when that is worth saying, -1 = it is not."""

    fact: CardIssued
    member: Member
    card_number: str
    receipt: Receipt
    plastic_left: int = -1


class Issuing:
    """New members at one till."""

    def __init__(self, world: TillWorld, codes: PhoneCodes | None = None) -> None:
        self._world = world
        self.codes = codes or PhoneCodes(world)
        self._last: tuple[IssueDone, str, bool] | None = None

    def check_phone(self, text: str) -> PhoneCheck:
        """Return the phone's normal form and who has it. Raises ``BadPhone``."""
        number = phone.normalise(text)
        return PhoneCheck(number, phone.masked(number), self._world.members.by_phone(number))

    def issue(self, form: IssueForm) -> IssueDone:
        """Commit a new card.

        Raises ``NotLoggedIn``, ``NotAllowed``, ``ConsentMissing``, ``BadPhone``, ``PhoneAlreadyMember``,
        ``UnreadableCode``, ``CardAlreadyIssued``, ``CardOfNoPack``, ``CardNumbersUsedUp``, ``WrongPhoneCode``,
        ``PhoneCodeOver``, ``AgeNotKnown``, ``GuardianNeeded``, ``MinorAgreesToNoMore``, ``StorageFull``...
        """
        require(self._world, Permission.ISSUE)
        if PERSONAL_DATA not in dict(form.consents):
            raise ConsentMissing
        check = self.check_phone(form.phone)
        if check.known is not None:
            raise PhoneAlreadyMember(last4=check.known.card_last4)
        more = any(kind != PERSONAL_DATA for kind, _ in form.consents)
        refuse_too_young(self._world, form.birthday, guarded=bool(form.family_of), more_consents=more)
        number = self.number(form.card_number)
        name = written_name(form.name)
        if form.code:
            self.codes.check(check.phone, form.code)
        fact = self._fact(form, number)
        personal = Personal(fact.person_id, {"name": name, "phone": check.phone, "birthday": form.birthday})
        bundle = self._world.programmes.current().bundle
        low = low_note(self._world, number)
        drafts = [Draft(fact, fact.cashier_id, bundle, personal)]
        drafts += [Draft(low, fact.cashier_id)] if low else []
        self._world.journal.record(drafts)
        paper = paper_of(self._world, fact.cashier_id)
        holder = Holder(name, check.masked)
        slip = card_slip(fact, holder, paper, virtual=not form.card_number)
        member = self._member(fact, holder, form.family_of)
        done = IssueDone(fact, member, number, slip, int(low.subject) if low else -1)
        self._last = None if form.family_of else (done, self._shift_id(), bool(form.card_number))
        return done

    @property
    def last(self) -> IssueDone | None:
        """The card that ``undo_last`` would take back, None = there is none in this shift; a restart forgets nothing."""
        shift_id = self._shift_id()
        if self._last is None and shift_id:
            self._last = self._of_book(shift_id)
        return self._last[0] if self._last and self._last[1] == shift_id else None

    def _of_book(self, shift_id: str) -> tuple[IssueDone, str, bool] | None:
        """Return the last card of the shift as the till's own book tells it; a card of a wallet that was there is none."""
        world = self._world
        fact = world.packs.last_given(shift_id)
        member = world.members.by_account(fact.account_id) if fact else None
        if fact is None or member is None or len(world.held_cards.of(fact.account_id)) > 1:
            return None
        plastic = world.packs.holding(fact.card_number) is not None
        holder = Holder(member.name, member.phone_masked)
        slip = card_slip(fact, holder, paper_of(world, fact.cashier_id), virtual=not plastic)
        return IssueDone(fact, member, fact.card_number, slip), shift_id, plastic

    def undo_last(self, *, spoiled: bool = False) -> IssueDone:
        """Take the last card of this shift back: plastic goes to its pack, or is ``spoiled``; nobody has it any more.

        Raises ``NotLoggedIn``, ``NotAllowed``, ``NothingToUndo``, ``CardUsedAlready``.
        """
        require(self._world, Permission.ISSUE)
        done = self.last
        if done is None or self._last is None:
            raise NothingToUndo
        member = self._world.members.by_account(done.fact.account_id)
        used = (member.lots, member.spend_minor, member.visits, member.debt) if member else ()
        if any(used):
            raise CardUsedAlready(last4=last4(done.card_number))
        key = lookup_key("card", done.card_number, self._world.identity.lookup_key)
        reason = TO_PACK if self._last[2] and not spoiled else "spoiled"
        note = self._world.noted(CardWhat.UNDONE, subject=str(key), reason=reason)
        self._world.journal.record([Draft(note, note.cashier_id)])
        self._last = None
        return done

    def _shift_id(self) -> str:
        shift = self._world.journal.open_shift()
        return shift.shift_id if shift else ""

    def _member(self, fact: CardIssued, holder: Holder, family_of: str) -> Member:
        """Return the member as this till knows it until the centre sends its own row."""
        known = self._world.members.by_account(family_of) if family_of else None
        if known is None:
            return _member(fact, holder)
        return replace(
            known, card_last4=last4(fact.card_number), state=CardState.ACTIVE, identified=Identified.CARD
        )

    def number(self, scanned: str = "") -> str:
        """Return the number of the blank card that was scanned, or of a virtual one.

        Raises ``UnreadableCode``, ``CardAlreadyIssued``, ``CardNumbersUsedUp``.
        """
        return self._plastic(scanned) if scanned else self._virtual()

    def _plastic(self, text: str) -> str:
        """Return the number of a blank card that nobody has; a till with packs of its own gives out those alone."""
        world = self._world
        number = card_number(world, text)
        if is_out(world, number) or world.packs.is_spoiled(number):
            raise CardAlreadyIssued(last4=last4(number))
        strange = world.packs.lines() and world.packs.holding(number) is None
        if strange and world.settings.get(OPEN_PACKS) != "yes":
            raise CardOfNoPack(last4=last4(number))
        return number

    def _virtual(self) -> str:
        """Return a number made by chance that nobody has."""
        for _ in range(_TRIES):
            number = own_card(self._world.clock.random_digits(OWN_RANDOM_DIGITS))
            if not self._world.members.card_known(number) and self._world.packs.holding(number) is None:
                return number
        raise CardNumbersUsedUp

    def _fact(self, form: IssueForm, number: str) -> CardIssued:
        """Return what stands in the chain for ever: nothing of the phone, not even its keyed hash or its end."""
        world = self._world
        return CardIssued(
            account_id=form.family_of or world.clock.new_id(),
            person_id=world.clock.new_id(),
            card_number=number,
            phone_key=0,
            phone_masked="",
            store_id=world.identity.store_id,
            cashier_id=world.cashier().staff_id,
            issued_at_us=world.now_us(),
            programme_id=world.programmes.current().programme.id,
            channel=form.channel,
            verified=bool(form.code) or world.settings.get(PHONE_CONFIRMED, "none") == "none",
            consents=form.consents,
            proofs=proofs(world, dict(form.consents), form.on_display, by_code=bool(form.code)),
        )


def consent_versions(world: TillWorld) -> Callable[[str], str]:
    """Return how a kind's text is versioned now."""
    words = world.settings.get(CONSENT_VERSION, "1").split()
    named = dict(word.split(":", 1) for word in words if ":" in word)
    rest = next((word for word in words if ":" not in word), "1")
    return lambda kind: named.get(kind, rest)


def _member(fact: CardIssued, holder: Holder) -> Member:
    """Return the new member as this till knows it until the centre sends its own row."""
    return Member(
        account_id=fact.account_id,
        card_last4=last4(fact.card_number),
        state=CardState.ACTIVE,
        name=shown_name(holder.name),
        phone_masked=holder.phone_masked,
        verified=fact.verified,
        identified=Identified.CARD,
    )
