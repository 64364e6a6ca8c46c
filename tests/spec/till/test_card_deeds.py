"""A lost card ends and a new one has the balance; a block needs no centre; nobody serves themselves."""

from dataclasses import dataclass, replace

import pytest

from loyalty_pos.core.account.card_deeds import BlockReason, CardWhat, state_after, what_of
from loyalty_pos.core.member import CardState, Member
from loyalty_pos.core.problems import AlreadyOneAccount, CardBlocked, NotAllowed, StaffAccount, UnknownCard
from loyalty_pos.core.problems.issuing import OnlyCard
from loyalty_pos.core.sale import CardIssued, Noted
from loyalty_pos.till.card_deeds.cards import CardDeeds
from loyalty_pos.till.card_deeds.joining import Accounts, Joining
from loyalty_pos.till.held_cards.port import HeldCard
from loyalty_pos.till.issuing import IssueForm
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.till.world import TillWorld
from tests.fakes.till import ANNA_CARD, BORIS_CARD, STAFF_CARD, FakeTill

KEY = 4711


@dataclass
class Cards:
    state: CardState = CardState.ACTIVE

    def of(self, account_id: str) -> list[HeldCard]:
        ends = {"anna": ANNA_CARD[-4:], "maria": STAFF_CARD[-4:]}
        return [HeldCard(KEY, ends[account_id], self.state)] if account_id in ends else []


def world_of(till: FakeTill, state: CardState = CardState.ACTIVE) -> TillWorld:
    return replace(till.world, held_cards=Cards(state))


def deeds_of(till: FakeTill, state: CardState = CardState.ACTIVE) -> CardDeeds:
    return CardDeeds(world_of(till, state), till.issuing)


@pytest.fixture
def till() -> FakeTill:
    return FakeTill().open()


def member(till: FakeTill, card: str) -> Member:
    found = till.members.by_card(card)
    assert found is not None
    return found


def test_a_new_card_takes_the_place_of_a_lost_one_and_both_are_written_down_together(till: FakeTill) -> None:
    anna = member(till, ANNA_CARD)
    deeds = deeds_of(till)
    done = deeds.replace(anna, deeds.chosen(anna), BlockReason.LOST)
    issued, note = till.journal.facts[-2:]
    assert isinstance(issued, CardIssued) and isinstance(note, Noted)
    assert (issued.account_id, issued.person_id, issued.consents) == ("anna", "", ())
    assert (note.what, note.subject, note.reason) == (CardWhat.REPLACED, str(KEY), "lost")
    assert (done.member.account_id, done.member.lots) == ("anna", anna.lots)
    assert done.card_number.endswith(done.member.card_last4)


def test_a_card_that_somebody_blocked_is_not_replaced_by_a_cashier(till: FakeTill) -> None:
    deeds = deeds_of(till, CardState.BLOCKED)
    anna = member(till, ANNA_CARD)
    with pytest.raises(CardBlocked):
        deeds.replace(anna, deeds.chosen(anna), BlockReason.LOST)


def test_a_cashier_blocks_and_only_a_senior_sets_free(till: FakeTill) -> None:
    deeds, anna = deeds_of(till), member(till, ANNA_CARD)
    deeds.block(anna, deeds.chosen(anna), BlockReason.WISH)
    with pytest.raises(NotAllowed):
        deeds.unblock(anna, deeds.chosen(anna))
    deeds.unblock(anna, deeds.chosen(anna), Approval("s1", Permission.CARDS))
    notes = [fact for fact in till.journal.facts if isinstance(fact, Noted) and what_of(fact.what)]
    assert [(note.what, note.reason, note.approved_by) for note in notes] == [
        ("card_blocked", "wish", ""),
        ("card_unblocked", "", "s1"),
    ]


@dataclass
class Family:
    """Anna has two cards and Petya, of the same account, one; ``ended``: what became of the others."""

    ended: CardState = CardState.ACTIVE

    def of(self, account_id: str) -> list[HeldCard]:  # noqa: ARG002 - everybody is of the one account
        return [HeldCard(KEY, ANNA_CARD[-4:], CardState.ACTIVE), HeldCard(KEY + 1, "4711", self.ended)]


@pytest.mark.parametrize("state", [CardState.ACTIVE, CardState.LOST, CardState.BLOCKED])
def test_one_of_several_cards_leaves_with_a_seniors_word(till: FakeTill, state: CardState) -> None:
    deeds, anna = (
        CardDeeds(replace(till.world, held_cards=Family(state)), till.issuing),
        member(till, ANNA_CARD),
    )
    with pytest.raises(NotAllowed):
        deeds.take_out(anna, deeds.held(anna)[0])
    deeds.take_out(anna, deeds.held(anna)[0], Approval("s1", Permission.CARDS))
    note = till.journal.facts[-1]
    assert isinstance(note, Noted) and (note.what, note.subject, note.approved_by) == (
        "card_left",
        str(KEY),
        "s1",
    )


@pytest.mark.parametrize("state", [CardState.REPLACED, CardState.ARCHIVE])
def test_the_only_card_that_is_left_stays(till: FakeTill, state: CardState) -> None:
    deeds, anna = (
        CardDeeds(replace(till.world, held_cards=Family(state)), till.issuing),
        member(till, ANNA_CARD),
    )
    with pytest.raises(OnlyCard):
        deeds.take_out(anna, deeds.held(anna)[0], Approval("s1", Permission.CARDS))


def test_nobody_serves_themselves(till: FakeTill) -> None:
    deeds, own = deeds_of(till), member(till, STAFF_CARD)
    with pytest.raises(StaffAccount):
        deeds.block(own, deeds.chosen(own), BlockReason.LOST)
    with pytest.raises(StaffAccount):
        deeds.replace(own, deeds.chosen(own), BlockReason.LOST)
    with pytest.raises(StaffAccount):
        Accounts(world_of(till)).wish(
            member(till, ANNA_CARD), own, Joining.FAMILY, Approval("s1", Permission.CARDS)
        )


def test_an_account_whose_cards_this_till_does_not_know_waits_for_the_centre(till: FakeTill) -> None:
    with pytest.raises(UnknownCard):
        deeds_of(till).chosen(member(till, BORIS_CARD))


def test_the_verified_account_stays_and_the_wish_is_written_down(till: FakeTill) -> None:
    accounts = Accounts(world_of(till))
    anna, boris = member(till, ANNA_CARD), replace(member(till, BORIS_CARD), verified=False)
    senior = Approval("s1", Permission.CARDS)
    wish = accounts.wish(boris, anna, Joining.DUPLICATE, senior)
    assert (wish.ask.stays_id, wish.ask.other_id, wish.ask.staff_id) == ("anna", "boris", "s1")
    assert accounts.wish(boris, anna, Joining.FAMILY, senior).ask.stays_id == "boris"
    note = till.journal.facts[-2]
    assert isinstance(note, Noted) and note.what == "accounts_joined"
    with pytest.raises(AlreadyOneAccount):
        accounts.wish(anna, anna, Joining.DUPLICATE, senior)
    with pytest.raises(NotAllowed):
        accounts.wish(anna, boris, Joining.DUPLICATE)
    assert accounts.ask_join(wish, sure=False) is None, "without the centre nothing happens"


def test_a_child_shares_the_wallet_with_a_card_of_its_own(till: FakeTill) -> None:
    form = IssueForm("Петя", "+79160000009", consents=(("personal_data", "1"),), family_of="anna")
    done = till.issuing.issue(form)
    assert done.fact.account_id == "anna"
    assert (done.member.lots, done.member.card_last4) == (member(till, ANNA_CARD).lots, done.card_number[-4:])


@pytest.mark.parametrize(
    ("before", "what", "reason", "after"),
    [
        (CardState.ACTIVE, CardWhat.BLOCKED, "lost", CardState.LOST),
        (CardState.ACTIVE, CardWhat.BLOCKED, "fraud", CardState.BLOCKED),
        (CardState.LOST, CardWhat.UNBLOCKED, "", CardState.ACTIVE),
        (CardState.REPLACED, CardWhat.UNBLOCKED, "", CardState.REPLACED),
        (CardState.ARCHIVE, CardWhat.BLOCKED, "lost", CardState.ARCHIVE),
    ],
)
def test_what_becomes_of_a_card(before: CardState, what: CardWhat, reason: str, after: CardState) -> None:
    assert state_after(before, what, reason) is after
