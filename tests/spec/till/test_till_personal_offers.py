"""Personal offers at the counter: seen by those they are for, refused on the member's wish, never hinted at to others."""

from dataclasses import replace

import pytest

from loyalty_pos.core.problems import NotLoggedIn
from loyalty_pos.core.programme import PercentOff, Promotion
from loyalty_pos.core.programme.conditions import InSegments
from loyalty_pos.core.programme.personal import in_control_group
from loyalty_pos.core.sale import MemberChange, MemberChanged
from loyalty_pos.till.vouchers.personal import refuse_personal_offers, want_personal_offers
from tests.fakes.till import ANNA_CARD, BORIS_CARD, COFFEE_CODE, FIVE_PERCENT, FakeTill, anna

FOR_ANNA = Promotion(
    "gourmet", "Для гурманов", PercentOff(1_000), when=(InSegments(frozenset({"gourmets"})),), personal=True
)
MEASURED = Promotion("measured", "С контролем", PercentOff(1_000), personal=True, control_bp=5_000)


def till_with(*promotions: Promotion, pin: str = "1111") -> FakeTill:
    return FakeTill(programme=replace(FIVE_PERCENT, promotions=promotions)).open(pin)


@pytest.fixture
def till() -> FakeTill:
    till = till_with(FOR_ANNA)
    till.members.add(replace(anna(), segments=frozenset({"gourmets"})), ANNA_CARD)
    return till


def facts(till: FakeTill) -> list[MemberChanged]:
    return till.journal.of(MemberChanged)


def test_a_member_refuses_personal_offers_and_it_counts_at_once(till: FakeTill) -> None:
    """A50: said to the cashier, written down for ever, in force for this very receipt; points are earned as before."""
    till.register.scan(COFFEE_CODE)
    till.register.scan(ANNA_CARD)
    assert till.register.view().quote.discount_minor == 10_000
    member = till.world.members.by_card(ANNA_CARD)
    assert member is not None
    till.register.attach(refuse_personal_offers(till.world, member))
    view = till.register.view()
    assert (view.quote.discount_minor, view.quote.accrued) == (0, 50)
    (fact,) = facts(till)
    assert (fact.what, fact.account_id, fact.cashier_id) == (MemberChange.OPT_OUT, "anna", "c1")


def test_it_is_remembered_after_a_restart_and_taken_back(till: FakeTill) -> None:
    member = till.world.members.by_card(ANNA_CARD)
    assert member is not None
    assert refuse_personal_offers(till.world, member).opted_out
    assert refuse_personal_offers(till.world, member).opted_out
    till.restart()
    till.staff.log_in("1111")
    again = till.world.members.by_card(ANNA_CARD)
    assert again is not None
    assert again.opted_out
    assert not want_personal_offers(till.world, again).opted_out
    assert [fact.what for fact in facts(till)] == [MemberChange.OPT_OUT, MemberChange.OPT_IN]


def test_nobody_refuses_for_a_member_without_being_logged_in(till: FakeTill) -> None:
    member = till.world.members.by_card(ANNA_CARD)
    assert member is not None
    till.staff.log_out()
    with pytest.raises(NotLoggedIn):
        refuse_personal_offers(till.world, member)
    assert facts(till) == []


@pytest.mark.parametrize(("pin", "told"), [("1111", {}), ("3333", {"measured": "control_group"})])
def test_the_control_group_never_hears_of_the_offer(pin: str, told: dict[str, str]) -> None:
    """No discount and no word in "why not"; but a manager at the till is told."""
    till = till_with(MEASURED, pin=pin)
    name = next(f"m{n}" for n in range(100) if in_control_group(f"m{n}", MEASURED.id, 5_000))
    till.members.add(replace(anna(), account_id=name), BORIS_CARD)
    till.register.scan(COFFEE_CODE)
    till.register.scan(BORIS_CARD)
    assert till.register.view().quote.discount_minor == 0
    assert {v.rule_id: v.why for v in till.register.verdicts()} == told


def test_what_the_centre_ended_is_over_with_the_next_price(till: FakeTill) -> None:
    """The centre names the offers whose budget is used up; the till gives nothing of them from then on."""
    capped = replace(FOR_ANNA, when=(), personal=False, budget_minor=10_000)
    till = till_with(capped)
    till.register.scan(COFFEE_CODE)
    assert till.register.view().quote.discount_minor == 10_000
    till.settings.values["ended_offers"] = "five/gourmet\nother/gourmet-2"
    till.register.scan(COFFEE_CODE)
    assert till.register.view().quote.discount_minor == 0
    assert [v.why for v in till.register.verdicts()] == ["budget_used_up"]
