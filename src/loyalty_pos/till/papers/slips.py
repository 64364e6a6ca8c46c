"""Papers of a card: the slip of a new card, the slip of a balance."""

from dataclasses import dataclass

from loyalty_pos.core.cards import masked
from loyalty_pos.core.member import Member
from loyalty_pos.core.receipt import Align, Pair, Qr, Receipt, Ruler, Text
from loyalty_pos.core.sale import CardIssued
from loyalty_pos.till.balance import Balance
from loyalty_pos.till.papers.paper import Paper, balance_pairs, heading


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose card it is, for the paper alone: no event tells it in clear."""

    name: str
    phone_masked: str


def card_slip(issued: CardIssued, holder: Holder, paper: Paper, *, virtual: bool) -> Receipt:
    """Return the slip of a new card; a virtual one carries its number as QR, plastic is shown by its end only."""
    blocks = heading(paper, "card_slip", issued.issued_at_us)
    blocks += [Text(paper.programme, Align.CENTRE, bold=True), Ruler()]
    blocks.append(Pair(paper.word("member_card"), masked(issued.card_number)))
    blocks += [Pair(paper.word("name"), holder.name)] if holder.name else []
    blocks.append(Pair(paper.word("phone"), holder.phone_masked))
    if virtual:
        blocks += [Qr(issued.card_number), Text(paper.word("keep_this_code"), Align.CENTRE)]
    blocks += [] if issued.verified else [Text(paper.word("phone_not_confirmed"))]
    blocks += [Ruler(), Text(paper.word("consents"))]
    blocks += [Pair(f"  {_consent(paper, kind)}", version) for kind, version in issued.consents]
    blocks.append(Text(f"{paper.word('signature')} ____________"))
    return Receipt(issued.account_id, tuple(blocks), kind="card_slip")


def _consent(paper: Paper, kind: str) -> str:
    return paper.word(f"consent.{kind}")


def balance_slip(member: Member, balance: Balance, at_us: int, paper: Paper) -> Receipt:
    """Return a member's points on paper, with the age of the data where it is known."""
    blocks = heading(paper, "balance_slip", at_us)
    blocks += [Text(paper.programme, Align.CENTRE, bold=True), Ruler()]
    blocks.append(Pair(paper.word("member_card"), f"**** {member.card_last4}"))
    blocks += balance_pairs(paper, balance)
    if balance.next_tier is not None:
        blocks.append(Pair(paper.word("next_tier"), paper.money(balance.next_tier.missing_minor)))
    if balance.as_of is not None:
        blocks.append(Text(paper.phrase("balance_as_of", day=paper.day(balance.as_of))))
    return Receipt(f"balance-{member.account_id}-{at_us}", tuple(blocks), kind="balance_slip")
