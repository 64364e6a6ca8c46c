"""A card blocked, set free, or replaced by a new one on the same account; works without the centre.

The balance never moves: it is the account's. Every deed is a line of the audit with its reason; whoever serves must not
have the account. It must never show a cashier why a card is blocked.
"""

from dataclasses import replace
from typing import Final

from loyalty_pos.core import phone, scan
from loyalty_pos.core.account.card_deeds import ENDED, BlockReason, CardWhat
from loyalty_pos.core.cards import last4
from loyalty_pos.core.member import CardState, Member
from loyalty_pos.core.problems import CardBlocked, StaffAccount, UnknownCard, UnknownPhone
from loyalty_pos.core.problems.issuing import OnlyCard
from loyalty_pos.core.sale import CardIssued
from loyalty_pos.till.held_cards.port import HeldCard
from loyalty_pos.till.issuing import IssueDone, Issuing
from loyalty_pos.till.papers.paper import paper_of
from loyalty_pos.till.papers.slips import Holder, card_slip
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.staff import Approval, Permission, require
from loyalty_pos.till.world import TillWorld

CHANNEL: Final = "replaced"
"""``CardIssued.channel`` of a card that takes the place of another one."""


class CardDeeds:
    """What one till does with cards that are given out."""

    def __init__(self, world: TillWorld, issuing: Issuing) -> None:
        self._world = world
        self._issuing = issuing

    def find(self, text: str) -> Member:
        """Return whose card or phone it is, in whatever state the card is. Raises ``UnknownCard``, ``UnknownPhone``, ``BadPhone``."""
        world = self._world
        code = scan.read(text, world.nomenclature)
        if isinstance(code, scan.CardCode):
            found = world.members.by_card(code.number)
            if found is None:
                raise UnknownCard(last4=last4(code.number))
            return found
        number = phone.normalise(text)
        found = world.members.by_phone(number)
        if found is None:
            raise UnknownPhone(masked=phone.masked(number))
        return found

    def held(self, member: Member) -> list[HeldCard]:
        """Return the cards of this account as this till knows them."""
        return self._world.held_cards.of(member.account_id)

    def block(self, member: Member, card: HeldCard, reason: BlockReason) -> None:
        """Let a card do nothing any more. Raises ``NotLoggedIn``, ``NotAllowed``, ``StaffAccount``."""
        require(self._world, Permission.ISSUE)
        self._not_own(member)
        self._note(CardWhat.BLOCKED, card, str(reason))

    def unblock(self, member: Member, card: HeldCard, approval: Approval | None = None) -> None:
        """Let a blocked or lost card be used again. Raises as ``block``."""
        approved_by = require(self._world, Permission.CARDS, approval)
        self._not_own(member)
        self._note(CardWhat.UNBLOCKED, card, "", approved_by)

    def take_out(self, member: Member, card: HeldCard, approval: Approval | None = None) -> None:
        """Take one of several cards out of the account for good: whoever has it shares the wallet no more.

        Nothing of the points goes along. Raises as ``unblock``, and ``OnlyCard``.
        """
        approved_by = require(self._world, Permission.CARDS, approval)
        self._not_own(member)
        if not [one for one in self.held(member) if one.key != card.key and one.state not in ENDED]:
            raise OnlyCard(last4=card.last4)
        self._note(CardWhat.LEFT, card, "left", approved_by)

    def replace(self, member: Member, card: HeldCard, reason: BlockReason, number: str = "") -> IssueDone:
        """Give out a new card on the same account, plastic (``number`` as scanned) or virtual; the old one ends.

        Raises as ``block``, and what ``Issuing.number`` raises; ``CardBlocked`` for an account that is blocked, and for a
        card that was blocked for another reason than that it is lost.
        """
        require(self._world, Permission.ISSUE)
        self._not_own(member)
        if card.state not in {CardState.ACTIVE, CardState.LOST}:
            raise CardBlocked(last4=card.last4)
        new = self._issuing.number(number)
        world = self._world
        fact = CardIssued(
            account_id=member.account_id,
            person_id="",
            card_number=new,
            phone_key=0,
            phone_masked="",
            store_id=world.identity.store_id,
            cashier_id=world.cashier().staff_id,
            issued_at_us=world.now_us(),
            programme_id=world.programmes.current().programme.id,
            channel=CHANNEL,
            verified=member.verified,
        )
        note = world.noted(CardWhat.REPLACED, subject=str(card.key), reason=str(reason))
        bundle = world.programmes.current().bundle
        world.journal.record([Draft(fact, fact.cashier_id, bundle), Draft(note, note.cashier_id)])
        slip = card_slip(
            fact,
            Holder(member.name, member.phone_masked),
            paper_of(world, fact.cashier_id),
            virtual=not number,
        )
        now = replace(member, card_last4=last4(new), state=CardState.ACTIVE)
        return IssueDone(fact, now, new, slip)

    def chosen(self, member: Member) -> HeldCard:
        """Return the card that the customer means: the one that was shown, else the first one. Raises ``UnknownCard``."""
        held = self.held(member)
        shown = [card for card in held if card.last4 == member.card_last4]
        if not held:
            raise UnknownCard(last4=member.card_last4)
        return (shown or held)[0]

    def _not_own(self, member: Member) -> None:
        if member.staff_id and member.staff_id == self._world.cashier().staff_id:
            raise StaffAccount

    def _note(self, what: CardWhat, card: HeldCard, reason: str, approved_by: str = "") -> None:
        note = self._world.noted(what, subject=str(card.key), reason=reason, approved_by=approved_by)
        self._world.journal.record([Draft(note, note.cashier_id)])
