"""Packs of plastic at the counter: received by two numbers, a card spoiled, the evening's count on paper and in the book.

What is left is never typed in as a fact: it is reckoned, and a difference to what lies there is named.
"""

from typing import Final

from loyalty_pos.core import scan
from loyalty_pos.core.cards import last4
from loyalty_pos.core.packs.pack import COUNTED, DIFFERS, LOW, RECEIVED, SPOILED, Pack, Tally, pack_of
from loyalty_pos.core.problems import CardAlreadyIssued, UnreadableCode
from loyalty_pos.core.problems.issuing import CardOfNoPack, PackAlreadyHere
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.sale import Noted
from loyalty_pos.till.pack_book.port import PackLine
from loyalty_pos.till.pack_book.tally import tally_of
from loyalty_pos.till.packs.paper import count_paper
from loyalty_pos.till.papers.paper import paper_of
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.staff import Approval, Permission, require
from loyalty_pos.till.world import TillWorld

WARN_AT: Final = "packs_low_at"
"""Setting: a till says that plastic runs out when so many cards are left, 20 by default."""
_WARN_AT: Final = 20


class Packs:
    """What one till does with its packs."""

    def __init__(self, world: TillWorld) -> None:
        self._world = world

    def lines(self) -> tuple[PackLine, ...]:
        """Return the packs of this till, in the order in which they came."""
        return tuple(self._world.packs.lines())

    def tally(self, counted: int | None = None) -> Tally:
        """Return the sums over all packs."""
        return tally_of(self.lines(), counted)

    def receive(self, first: str, last: str, approval: Approval | None = None) -> Pack:
        """Write down that a pack came.

        Raises ``NotLoggedIn``, ``NotAllowed``, ``BadPackNumber``, ``BadPackRange``, ``PackAlreadyHere``.
        """
        approved_by = require(self._world, Permission.CARDS, approval)
        pack = pack_of(first.strip(), last.strip(), self._world.nomenclature.cards)
        for line in self.lines():
            if pack.meets(Pack(line.first, line.last, line.size)):
                raise PackAlreadyHere(first4=last4(line.first), last4=last4(line.last))
        self._note(self._world.noted(RECEIVED, subject=pack.text, approved_by=approved_by))
        return pack

    def spoil(self, text: str, reason: str) -> str:
        """Take a blank card of a pack out of use; return its number.

        Raises ``NotLoggedIn``, ``NotAllowed``, ``UnreadableCode``, ``CardOfNoPack``, ``CardAlreadyIssued``.
        """
        require(self._world, Permission.ISSUE)
        number = card_number(self._world, text)
        if self._world.packs.holding(number) is None:
            raise CardOfNoPack(last4=last4(number))
        if self._world.packs.is_spoiled(number) or is_out(self._world, number):
            raise CardAlreadyIssued(last4=last4(number))
        self._note(self._world.noted(SPOILED, subject=number, reason=reason))
        return number

    def count(self, counted: int) -> tuple[Tally, Receipt]:
        """Write down what lies there; return the sums and the paper. Raises ``NotLoggedIn``, ``NotAllowed``."""
        require(self._world, Permission.ISSUE)
        tally = self.tally(counted)
        note = self._world.noted(COUNTED, subject=tally.text, reason=DIFFERS if tally.difference else "")
        self._note(note)
        return tally, count_paper(self.lines(), tally, note, paper_of(self._world, note.cashier_id))

    def _note(self, note: Noted) -> None:
        self._world.journal.record([Draft(note, note.cashier_id)])


def card_number(world: TillWorld, text: str) -> str:
    """Return the card number in a scanned text. Raises ``UnreadableCode``."""
    code = scan.read(text, world.nomenclature)
    if not isinstance(code, scan.CardCode):
        raise UnreadableCode(length=len(text))
    return code.number


def is_out(world: TillWorld, number: str) -> bool:
    """Tell whether somebody has, or had, this card."""
    holder = world.members.by_card(number)
    blank = holder is not None and holder.is_blank
    return not blank and world.members.card_known(number)


def low_note(world: TillWorld, number: str) -> Noted | None:
    """Return the line that says that plastic runs out, once on the way down and at the last card, with this card given out."""
    if world.packs.holding(number) is None:
        return None
    left = sum(line.left for line in world.packs.lines()) - 1
    if left not in {0, world.setting(WARN_AT, _WARN_AT)}:
        return None
    return world.noted(LOW, subject=str(left))
