"""What a member or a manager may ask: balance, what was bought here, a copy of a receipt. Offline answers only."""

from loyalty_pos.core import scan
from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import Problem, UnknownCard, UnknownPhone
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.balance import Balance, balance_of
from loyalty_pos.till.elsewhere.proving import proof_of
from loyalty_pos.till.late_card.as_earned import as_earned
from loyalty_pos.till.member_code.judging import by_member_code
from loyalty_pos.till.papers.paper import paper_of
from loyalty_pos.till.papers.receipts import Extras, sale_receipt
from loyalty_pos.till.papers.slips import balance_slip
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.resolver import by_card, by_phone
from loyalty_pos.till.staff import Approval, Permission, require
from loyalty_pos.till.vouchers.coupons import coupons_on_paper
from loyalty_pos.till.vouchers.on_paper import certificates_on_paper
from loyalty_pos.till.world import TillWorld

_HISTORY = 200
"""How many of the till's latest sales are searched for one member's."""


class Enquiry:
    """Questions that this till can answer by itself."""

    def __init__(self, world: TillWorld) -> None:
        self._world = world

    def balance(self, member: Member) -> Balance:
        """Return points and tier of the member now; a member that was held for long is looked up anew."""
        fresh = self._world.members.by_account(member.account_id) or member
        return balance_of(fresh, self._world.programmes.current().programme, self._world.clock.now())

    def balance_slip(self, member: Member) -> Receipt:
        """Return the member's points on paper."""
        cashier = self._world.desk.cashier
        paper = paper_of(self._world, cashier.staff_id if cashier else "")
        return balance_slip(member, self.balance(member), self._world.now_us(), paper)

    def find(self, text: str) -> list[Member]:
        """Return who has this card number or full phone; empty when nobody here has it.

        Raises ``UnreadableCode``, ``BadPhone``, ``PaymentCardRefused``, ``CardBlocked``.
        """
        try:
            match scan.read(text, self._world.nomenclature):
                case scan.CardCode() as code:
                    return [by_card(self._world, code)]
                case scan.PhoneShown(digits):
                    return [by_member_code(self._world, digits)]
                case scan.PhoneTyped(number):
                    return [by_phone(self._world, number)]
                case _:
                    return []
        except (UnknownCard, UnknownPhone):
            return []

    def card_number(self, text: str) -> str:
        """Return the whole number if the text is a card, else ""."""
        match scan.read(text, self._world.nomenclature):
            case scan.CardCode(number=number):
                return number
            case _:
                return ""

    def card_read(self, text: str) -> str:
        """Return the whole number if the text is a card of the shop, "" for everything else that may be scanned."""
        try:
            return self.card_number(text)
        except Problem:
            return ""

    def local_history(self, account_id: str) -> list[Sale]:
        """Return the member's latest purchases at this till, newest first, with those that got the card later."""
        journal = self._world.journal
        sales = (as_earned(journal, sale) for sale in journal.last_sales(_HISTORY))
        return [sale for sale in sales if sale.account_id == account_id]

    def paper_seen(self, paper: Receipt, *, printed: bool) -> None:
        """Write down who looked for a paper that broke off, and whether it was there. Raises ``NotLoggedIn``."""
        self._world.cashier()
        note = self._world.noted("paper_there" if printed else "paper_missing", subject=paper.key)
        self._world.journal.record([Draft(note, note.cashier_id)])

    def reprint(self, sale: Sale, approval: Approval | None = None) -> Receipt:
        """Return a copy of the receipt, marked as one; that it was made is written down.

        Raises ``NotLoggedIn``, ``NotAllowed``.
        """
        approved_by = require(self._world, Permission.REPRINT, approval)
        note = self._world.noted("receipt_copied", subject=sale.sale_id, approved_by=approved_by)
        self._world.journal.record([Draft(note, note.cashier_id)])
        certificates = certificates_on_paper(self._world, sale.tenders, copy=True)
        extras = Extras(
            copy=True,
            certificates=certificates,
            coupons=coupons_on_paper(self._world, sale),
            proof=proof_of(self._world, sale),
        )
        earned = as_earned(self._world.journal, sale)
        return sale_receipt(earned, paper_of(self._world, sale.cashier_id), extras)
