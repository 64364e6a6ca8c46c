"""A plastic card given to the wrong person, taken back and given to the right one, at tills with real files and a centre behind real HTTP."""

from loyalty_pos.core.member import CardState, Member
from loyalty_pos.till.card_deeds.cards import CardDeeds
from loyalty_pos.till.held_cards.port import HeldCard
from loyalty_pos.till.issuing import IssueForm, Issuing
from loyalty_pos.till.packs.deeds import Packs
from loyalty_pos.till.ports import Role, StaffMember
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.till.world import TillIdentity, TillWorld
from loyalty_pos.wiring.centre import RunningCentre
from tests.fakes.packs import blank
from tests.fakes.shop import StaffList
from tests.integration.centre.conftest import OnlineTill, OpenTill

AGREED = (("personal_data", "1"),)
WRONG, RIGHT = "+79161110001", "+79161110002"
SENIOR = StaffMember("s1", "Ольга С.", Role.SENIOR, "2222")
PROGRAMME = """
id = "club"
names = { en = "Club" }
[accrual]
rate_bp = 500
"""


def counter_of(till: OnlineTill) -> TillWorld:
    """Open the counter of a till as the program does at its start."""
    files = till.counter.files
    place = files.identity.place()
    world = TillWorld(
        identity=TillIdentity(place.agent_id, 1, place.store_id, lookup_key=files.identity.lookup_key()),
        goods=files.goods,
        members=files.members,
        staff=StaffList((SENIOR,)),
        programmes=files.programmes,
        settings=files.settings,
        journal=files.journal,
        clock=till.counter.clock,
        packs=files.packs,
        held_cards=files.held_cards,
    )
    world.desk.cashier = SENIOR
    return world


def talk(*tills: OnlineTill) -> None:
    for till in tills:
        assert till.worker.run_once().problem is None


def knows(till: OnlineTill, card: str, phone: str) -> tuple[str, str]:
    """Return whose account this till says that the card and the phone are, "" = nobody's."""
    members = till.counter.files.members
    by_card, by_phone = members.by_card(card), members.by_phone(phone)
    named = "" if by_card is None or by_card.is_blank else by_card.account_id
    return named, by_phone.account_id if by_phone else ""


def test_a_plastic_card_goes_to_the_wrong_person_back_into_the_pack_and_to_the_right_one(
    centre: RunningCentre, open_till: OpenTill
) -> None:
    centre.admin.set_programme(PROGRAMME)
    first, second = open_till("store-1"), open_till("store-1")
    talk(first, second)
    card = blank(7)
    world = counter_of(first)
    Packs(world).receive(blank(1), blank(9), Approval("s1", Permission.CARDS))
    wrong = Issuing(world).issue(IssueForm("Вера Чужая", WRONG, consents=AGREED, card_number=card)).fact
    talk(first, second)
    assert knows(second, card, WRONG) == (wrong.account_id, wrong.account_id)

    again = counter_of(first)  # the program was started anew since, and the centre has the card already
    last = Issuing(again).last
    assert last is not None and last.fact == wrong
    Issuing(again).undo_last()
    assert Issuing(again).last is None
    talk(first, second)
    assert [knows(till, card, WRONG) for till in (first, second)] == [("", ""), ("", "")]
    assert Packs(again).tally().left == 9

    right = Issuing(again).issue(IssueForm("Вера Наша", RIGHT, consents=AGREED, card_number=card)).fact
    first.counter.sell(1, account_id=right.account_id, accrued=10, activate_at_us=1, expire_at_us=0)
    talk(first, second)
    assert [knows(till, card, RIGHT) for till in (first, second)] == [(right.account_id,) * 2] * 2
    there = second.counter.files.members.by_card(card)
    assert there is not None and sum(lot.remaining for lot in there.lots) == 10
    (held,) = second.counter.files.held_cards.of(right.account_id)
    assert (held.last4, held.state) == (card[-4:], CardState.ACTIVE)
    assert [alarm.code for alarm in centre.admin.overview().alarms if "right" not in alarm.code] == []
    assert Packs(counter_of(first)).tally().issued == 1


def test_who_leaves_a_family_at_another_till_is_nobody_at_the_first_one_either(
    centre: RunningCentre, open_till: OpenTill
) -> None:
    centre.admin.set_programme(PROGRAMME)
    first, second = open_till("store-1"), open_till("store-1")
    talk(first, second)
    issuing = Issuing(counter_of(first))
    own = issuing.issue(IssueForm("Вера", WRONG, consents=AGREED)).fact
    family = own.account_id
    petya = issuing.issue(IssueForm("Петя", RIGHT, consents=AGREED, family_of=family)).fact
    talk(first, second)
    assert knows(second, petya.card_number, RIGHT) == (family, family)

    world = counter_of(second)
    deeds = CardDeeds(world, Issuing(world))
    deeds.take_out(*chosen(deeds, petya.card_number), Approval("s1", Permission.CARDS))
    for till in (second, first):
        assert state_at(second, petya.card_number) is CardState.ARCHIVE, (
            "at once, and when the centre has heard"
        )
        talk(till)
    assert state_at(first, petya.card_number) is CardState.ARCHIVE
    assert [knows(till, own.card_number, RIGHT) for till in (first, second)] == [(family, "")] * 2
    alone = Issuing(counter_of(first)).issue(IssueForm("Петя", RIGHT, consents=AGREED)).fact
    talk(first, second)
    assert knows(second, alone.card_number, RIGHT) == (alone.account_id, alone.account_id)
    assert [alarm.code for alarm in centre.admin.overview().alarms if "right" not in alarm.code] == []


def chosen(deeds: CardDeeds, number: str) -> tuple[Member, HeldCard]:
    member = deeds.find(number)
    (card,) = [one for one in deeds.held(member) if one.last4 == number[-4:]]
    return member, card


def state_at(till: OnlineTill, number: str) -> CardState:
    found = till.counter.files.members.by_card(number)
    assert found is not None
    return found.state
