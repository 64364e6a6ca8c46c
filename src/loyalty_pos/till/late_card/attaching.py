"""Puts a card to a receipt that is paid: seen before it happens, once, durable before the slip is printed (decisions 9).

Nothing becomes cheaper: the receipt earns what it would have earned, by the rules of a claim at the centre
(``core.pricing.claiming``). It must never touch a receipt that has a member.
"""

from dataclasses import dataclass, replace

from loyalty_pos.core import scan
from loyalty_pos.core.account.late_card import days_for_cards, is_cashiers, is_too_late
from loyalty_pos.core.dates import moment
from loyalty_pos.core.ledger import Posting, account_of, member_after
from loyalty_pos.core.member import CardState, Member
from loyalty_pos.core.partners.claims import what_is_left
from loyalty_pos.core.points import standing_of
from loyalty_pos.core.posting import apply_sale
from loyalty_pos.core.pricing.claiming import claimed
from loyalty_pos.core.problems import (
    AllReturned,
    AlreadyClaimed,
    AlreadyVoided,
    CardBlocked,
    LateCardElsewhere,
    LateCardTooLate,
    NotACustomer,
    OwnCardRefused,
)
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.sale import CardAttached, Sale
from loyalty_pos.till.balance import Balance, balance_of
from loyalty_pos.till.elsewhere.earlier import earlier_of
from loyalty_pos.till.member_code.judging import by_member_code
from loyalty_pos.till.own_cards.allowing import is_own
from loyalty_pos.till.papers.late_card import late_card_slip
from loyalty_pos.till.papers.paper import paper_of
from loyalty_pos.till.ports import ActiveProgramme, Draft
from loyalty_pos.till.receipt_code import spaced
from loyalty_pos.till.resolver import by_card, by_phone
from loyalty_pos.till.staff import Approval, Permission, require
from loyalty_pos.till.world import TillWorld


@dataclass(frozen=True, slots=True)
class LateCardPreview:
    """What would happen: the sale as it earns, and the member's points and tier before and after.

    ``is_own``: the card is that of whoever is logged in: a senior has to allow it.
    """

    earning: Sale
    member: Member
    before: Balance
    after: Balance
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class LateCardDone:
    fact: CardAttached
    receipt: Receipt


class LateCards:
    """Cards put to paid receipts at one till."""

    def __init__(self, world: TillWorld) -> None:
        self._world = world
        self._attempt = ("", "")

    def refuse_closed(self, sale: Sale) -> None:
        """Raise what stands against any card: ``AlreadyClaimed``, ``AlreadyVoided``, ``AllReturned``, ``LateCardTooLate``,
        ``LateCardElsewhere``.
        """
        journal, earlier = self._world.journal, earlier_of(self._world, sale, None)
        if journal.sale_by_id(sale.sale_id) is None:
            raise LateCardElsewhere(receipt=spaced(sale.code))
        if sale.account_id or journal.attached(sale.sale_id) is not None:
            raise AlreadyClaimed(receipt=str(sale.number))
        if earlier.is_voided:
            raise AlreadyVoided(receipt=sale.code)
        if not what_is_left(sale, earlier.lines).lines:
            raise AllReturned(receipt=str(sale.number))
        now, programme = self._world.clock.now(), self._then(sale).programme
        if self.permission(sale) is Permission.LATE_CARD and is_too_late(sale, now, programme):
            raise LateCardTooLate(receipt=str(sale.number), days=days_for_cards(programme))

    def permission(self, sale: Sale, member: Member | None = None) -> Permission:
        """Return the right that it takes: a cashier's on the receipt's own day, a senior's for a card of their own, a
        manager's later.
        """
        identity, now = self._world.identity, self._world.clock.now()
        if not is_cashiers(sale, identity.agent_id, now, identity.zone):
            return Permission.LATE_CARD
        own = member is not None and is_own(self._world, member)
        return Permission.OWN_CARD if own else Permission.SELL

    def customer(self, text: str) -> Member:
        """Return whose card or phone this is. Raises ``NotACustomer`` and the problems of cards and phones."""
        match scan.read(text, self._world.nomenclature):
            case scan.CardCode() as code:
                return by_card(self._world, code)
            case scan.PhoneShown(digits):
                return by_member_code(self._world, digits)
            case scan.PhoneTyped(number):
                return by_phone(self._world, number)
            case _:
                raise NotACustomer

    def preview(self, sale: Sale, member: Member) -> LateCardPreview:
        """Return what the card would bring; nothing happens.

        Raises as ``refuse_closed``, and ``CardBlocked``, ``NotLoggedIn``.
        """
        self.refuse_closed(sale)
        if member.state is not CardState.ACTIVE:
            raise CardBlocked(last4=member.card_last4)
        self._world.cashier()
        programme, now = self._programme, self._world.clock.now()
        earning = self._earning(sale, member)
        posting = Posting(sale.sale_id, moment(sale.sold_at_us))
        state = apply_sale(account_of(member), earning, posting, self._then(sale).programme).state
        return LateCardPreview(
            earning=earning,
            member=member,
            before=balance_of(member, programme, now),
            after=balance_of(member_after(member, state), programme, now),
            is_own=is_own(self._world, member),
        )

    def commit(self, sale: Sale, member: Member, approval: Approval | None = None) -> LateCardDone:
        """Put the card to the receipt. Asking again after a failed write is the same card (R43).

        A card of whoever is logged in takes somebody else's word, who may give it (``OWN_CARD``; on another day the
        manager's word is that too). Raises as ``preview``, and ``OwnCardRefused``, ``NotAllowed``, ``ShiftNotOpen``, ``StorageFull``...
        """
        approved_by = require(self._world, self.permission(sale, member), approval)
        own_card_by = self._allowed_own(member, approved_by)
        shift_id = self._world.shift().shift_id
        there = self._world.journal.attached(sale.sale_id)
        attempt = (sale.sale_id, member.account_id)
        if there is None or attempt != self._attempt:
            there = CardAttached(
                earning=replace(self.preview(sale, member).earning, own_card_by=own_card_by),
                shift_id=shift_id,
                store_id=self._world.identity.store_id,
                cashier_id=self._world.cashier().staff_id,
                attached_at_us=self._world.now_us(),
                approved_by=approved_by,
            )
            self._attempt = attempt
            bundle = self._then(sale).bundle
            self._world.journal.record([Draft(there, there.cashier_id, bundle)])
        self._attempt = ("", "")
        return LateCardDone(there, self._slip(there))

    def _allowed_own(self, member: Member, approved_by: str) -> str:
        """Return who allowed a card of whoever is logged in, "" = it is none. Raises ``OwnCardRefused``: nobody allows their own."""
        if not is_own(self._world, member):
            return ""
        if approved_by in {"", self._world.cashier().staff_id}:
            raise OwnCardRefused
        return approved_by

    @property
    def _programme(self) -> Programme:
        return self._world.programmes.current().programme

    def _then(self, sale: Sale) -> ActiveProgramme:
        """Return what the sale was priced by; where that bundle is gone, what prices now."""
        earlier = self._world.programmes.of_bundle(sale.bundle)
        return ActiveProgramme(earlier, sale.bundle) if earlier else self._world.programmes.current()

    def _earning(self, sale: Sale, member: Member) -> Sale:
        left = what_is_left(sale, earlier_of(self._world, sale, None).lines)
        found = {line.article_id: self._world.goods.by_id(line.article_id) for line in left.lines}
        articles = {article_id: article for article_id, article in found.items() if article is not None}
        standing = standing_of(member, moment(sale.sold_at_us))
        return replace(
            claimed(left, articles, self._then(sale).programme, standing), card_last4=member.card_last4
        )

    def _slip(self, attached: CardAttached) -> Receipt:
        member = self._world.members.by_account(attached.account_id)
        now = self._world.clock.now()
        balance = balance_of(member, self._programme, now) if member is not None else None
        return late_card_slip(attached, balance, paper_of(self._world, attached.cashier_id))
