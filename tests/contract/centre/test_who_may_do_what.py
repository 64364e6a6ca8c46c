"""A till that was tampered with lets a cashier do what a senior may: the centre takes the facts and tells the manager."""

from dataclasses import replace

import pytest

from loyalty_pos.centre.admin import StaffItem
from loyalty_pos.core.sale import CardIssued, CashMoved, Fact, MemberChange, MemberChanged, Noted
from tests.fakes.centre import Headquarters
from tests.fakes.till_folder import a_return, a_sale, a_void

SALE = a_sale(1)
RETURN = a_return(SALE)
VOID = a_void(SALE)
CASH = CashMoved("shift-1", "store-1", "anna", 1, -50_000, "to the bank")
CARD = CardIssued(
    "account", "", "2900000000000009", 0, "", "store-1", "anna", 1, "club", "counter", verified=True
)

JOINED = MemberChanged("change", MemberChange.JOIN, "account", "store-1", "anna", 1)
PAUSED = replace(JOINED, what=MemberChange.PAUSE)


def typed(approved_by: str) -> Fact:
    line = replace(SALE.lines[0], article_id="typed", approved_by=approved_by)
    return replace(SALE, lines=(line,))


def noted(what: str, approved_by: str) -> Noted:
    return Noted(what, "store-1", "anna", 1, "shift-1", approved_by=approved_by)


@pytest.fixture
def shop(hq: Headquarters) -> Headquarters:
    """Anna is a cashier (or what the test makes her), Sergey a senior cashier, Ira has left."""
    staff = [
        ("anna", "cashier", True),
        ("sergey", "senior", True),
        ("ira", "senior", False),
        ("max", "issuer", True),
    ]
    hq.admin.put_staff([StaffItem(who, who, role, "", active=active) for who, role, active in staff])
    return hq


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        pytest.param(SALE, [], id="a cashier sells"),
        pytest.param(CARD, [], id="a cashier issues a card"),
        pytest.param(JOINED, [], id="a cashier lets somebody into a club"),
        pytest.param(PAUSED, ["no_right_to_clubs"], id="a cashier pauses a membership alone"),
        pytest.param(replace(PAUSED, approved_by="sergey"), [], id="a senior approves a pause"),
        pytest.param(RETURN, ["no_right_to_return"], id="a cashier takes goods back alone"),
        pytest.param(replace(RETURN, approved_by="sergey"), [], id="a senior approves a return"),
        pytest.param(
            replace(RETURN, approved_by="anna"), ["no_right_to_return"], id="she approves her own return"
        ),
        pytest.param(
            replace(RETURN, approved_by="ira"), ["no_right_to_return"], id="who left approves nothing"
        ),
        pytest.param(replace(RETURN, approved_by="nobody"), ["no_right_to_return"], id="a stranger approves"),
        pytest.param(VOID, ["no_right_to_void"], id="a cashier voids"),
        pytest.param(replace(VOID, approved_by="sergey"), [], id="a senior approves a void"),
        pytest.param(CASH, ["no_right_to_cash_move"], id="a cashier takes money out"),
        pytest.param(replace(CASH, approved_by="sergey"), [], id="a senior approves taking money out"),
        pytest.param(typed("sergey"), [], id="a senior approves a typed price"),
        pytest.param(typed("anna"), ["no_right_to_approve_price"], id="a cashier approves her own price"),
        pytest.param(typed(""), ["no_right_to_approve_price"], id="nobody approves a typed price"),
        pytest.param(replace(SALE, own_card_by="sergey"), [], id="a senior allows an own card"),
        pytest.param(
            replace(SALE, own_card_by="max"), ["no_right_to_own_card"], id="who issues cards allows none"
        ),
        pytest.param(noted("pin_unlocked", "sergey"), ["no_right_to_settings"], id="a senior unlocks a PIN"),
        pytest.param(noted("drawer_opened", ""), [], id="a note that needs no right"),
    ],
)
def test_what_needs_a_right_is_looked_at_again(shop: Headquarters, fact: Fact, told: list[str]) -> None:
    till = shop.till()
    before = [] if fact.__class__ is SALE.__class__ else [SALE]

    pushed = shop.send(till, *before, fact)

    assert pushed.parked == []
    assert pushed.projected == len(before) + 1
    assert shop.alarms() == told


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ({"": ""}, []),
        ({"": "senior cash_move 50000"}, []),
        ({"": "senior cash_move 49999"}, ["no_right_to_cash_move"]),
        ({"": "senior cash_move 1", "store-1": "senior cash_move 50000"}, []),
        ({"": "senior cash_move 50000", "store-1": "senior cash_move 1"}, ["no_right_to_cash_move"]),
        ({"": "manager cash_move 1\nsenior return 1"}, []),
    ],
)
def test_a_sum_over_the_role_s_limit_is_in_the_books_and_told(
    shop: Headquarters, limits: dict[str, str], told: list[str]
) -> None:
    """Whatever the till's program let somebody approve: the store's limit judges it once more."""
    for store, text in limits.items():
        shop.admin.set_setting("role_limits", text, store)
    pushed = shop.send(shop.till(), replace(CASH, approved_by="sergey"))
    assert (pushed.parked, pushed.projected) == ([], 1)
    assert shop.alarms() == told


def test_what_lacked_a_right_is_in_the_books_all_the_same_and_the_manager_reads_who_and_what(
    shop: Headquarters,
) -> None:
    till = shop.till()

    shop.send(till, SALE, RETURN)
    shop.centre.push(till.batch(1))

    (alarm,) = shop.admin.overview().alarms
    assert (alarm.code, alarm.agent_id, alarm.subject) == (
        "no_right_to_return",
        till.agent_id,
        f"anna:{RETURN.return_id}",
    )
    assert shop.admin.overview().totals["return_count"] == 1


def test_an_issuer_gives_out_cards_and_sells_nothing(shop: Headquarters) -> None:
    till = shop.till()
    till.commit(CARD, None, cashier_id="max")
    till.commit(SALE, None, cashier_id="max")

    shop.centre.push(till.batch(1))

    assert shop.alarms() == ["no_right_to_sell"]


def test_a_shop_that_never_told_the_centre_of_its_staff_is_not_suspected(hq: Headquarters) -> None:
    hq.send(hq.till(), SALE, VOID)

    assert hq.alarms() == []
