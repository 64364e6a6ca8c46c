"""The office's commands about paying with points offline: the worst case, debts, holds, a lost till; in both languages."""

import json
from pathlib import Path

import pytest

from loyalty_pos.centre.admin import MemberItem, account_of
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.sale import Issued, IssuedKind, Promised, Tender, TenderKind
from loyalty_pos.storage.centre.books import CentreClock
from loyalty_pos.wire.messages import Enrol, HoldAsk, LeaseAsk
from loyalty_pos.wiring.centre import CentreSettings, open_centre
from loyalty_pos.wiring.folders import folders_at
from tests.contract.centre.leases.test_leases_made_out import BALANCED, STRICT
from tests.fakes.centre import CARD, Stream, new_uuid
from tests.fakes.codes import GIFT
from tests.fakes.till_folder import a_sale
from tests.integration.cli.conftest import Ask

PROGRAMME = STRICT + "home = 500\nvisited = 200\nrisk = 3_000\n"
HELD = new_uuid()


@pytest.fixture
def agent(tmp_path: Path) -> str:
    """A centre whose one till was lent rights, holds points, and has taken 60 that were not there; its name."""
    centre = open_centre(CentreSettings(folders_at(tmp_path).centre))
    centre.admin.create_store("store-1", "Corner shop")
    centre.admin.set_programme(PROGRAMME)
    rich, poor = (
        MemberItem(CARD, name="Anna Petrova", points=1_000),
        MemberItem("2900000000000002", points=100),
    )
    centre.admin.put_members([rich, poor])
    till = Stream(centre.centre.enrol(Enrol(centre.admin.make_code("store-1"), "device", "life-1", "test")))
    now_us = CentreClock().now_us()
    till.commit(a_sale(1, account_id=account_of(rich), sold_at_us=now_us))
    centre.centre.push(till.batch())
    centre.centre.lease(centre.centre.authorise(till.place.token), "life-1", LeaseAsk(0, 1))
    till.commit(
        a_sale(2, account_id=account_of(poor), redeemed=160, by_floor=160, sold_at_us=now_us), lease_epoch=1
    )
    centre.centre.push(till.batch(2))
    centre.centre.ask_hold(HoldAsk(HELD, account_of(rich), 30), "store-1", till.agent_id)
    centre.close()
    return till.agent_id


def test_the_worst_case_is_told_in_points_and_money(ask: Ask, agent: str) -> None:
    said = ask("exposure")
    assert said.code == 0
    assert "may take at most 2,840 points (₽2,840.00)" in said.out.replace("\N{NO-BREAK SPACE}", " ")
    assert "    Corner shop, till 1 (store-1/1): at most" in said.out
    assert agent not in said.out, "a UUID is for machines"
    assert "Corner shop (store-1): at most" in said.out
    russian = ask("exposure", "--store", "store-1", "--member", CARD, lang="ru")
    assert "Без центра все кассы вместе" in russian.out
    told = json.loads(ask("exposure", "--json").out)
    assert (told["network"], told["owed"], told["money_minor"]["network"]) == (2_840, 60, 284_000)
    assert sum(till["most"] for till in told["tills"]) == told["network"]


def test_members_are_told_as_people_know_them_with_the_account_that_commands_take(
    ask: Ask, agent: str
) -> None:
    assert agent
    known = f"Anna P., **** {CARD[-4:]} ({account_of(MemberItem(CARD))})"
    assert f"    {known}: at most" in ask("exposure").out
    assert f": 30 of {known} until" in ask("holds", "list").out
    assert "**** 0002 (" in ask("debts", "list", lang="ru").out


def test_a_member_or_a_store_that_is_not_there_is_told(ask: Ask, agent: str) -> None:
    assert agent
    assert ask("exposure", "--member", "1").code == 2
    assert ask("exposure", "--store", "nowhere").code == 2


def test_debts_are_shown_asked_for_and_written_off(ask: Ask, agent: str) -> None:
    assert "(paid with points, Corner shop, till 1 (store-1/1)), open" in ask("debts", "list").out
    assert agent not in ask("debts", "list", lang="ru").out
    assert json.loads(ask("debts", "list", "--json").out)[0]["rest"] == 60
    assert "60" in ask("debts", "claim", "2900000000000002", "--reason", "phoned").out
    assert "требуют: phoned" in ask("debts", "list", lang="ru").out
    assert json.loads(
        ask("debts", "write-off", "2900000000000002", "--reason", "old friend", "--json").out
    ) == {"points": 60}
    assert ask("debts", "list").out.startswith("Nobody owes")
    assert "written off: old friend" in ask("debts", "list", "--all").out
    assert "owes nothing" in ask("debts", "write-off", CARD, "--reason", "x").out
    assert ask("debts", "write-off", CARD, "--reason", " ").code == 2
    assert ask("verify").code == 0


def test_a_hold_is_shown_and_given_back(ask: Ask, agent: str) -> None:
    assert agent
    shown = ask("holds", "list").out
    assert HELD in shown
    assert "Corner shop, till 1 (store-1/1)" in shown
    assert json.loads(ask("holds", "list", "--json").out)[0]["points"] == 30
    assert ask("holds", "release", HELD).code == 0
    again = ask("holds", "release", HELD, lang="ru")
    assert (again.code, "ничего не удержано" in again.out) == (1, True)
    assert ask("holds", "list").out.startswith("No points")


def test_a_lost_till_gives_back_what_was_set_aside(ask: Ask, agent: str) -> None:
    assert ask("leases", "lost", "nobody", "--reason", "x").code == 1
    assert ask("leases", "lost", agent, "--reason", " ").code == 2
    assert json.loads(ask("leases", "lost", "store-1/1", "--reason", "stolen", "--json").out)["points"] == 500
    assert "declared lost" in ask("exposure").out
    assert ask("leases", "lost", agent, "--reason", "stolen", "--shut-out").code == 0
    assert "No till has rights" in ask("exposure").out


def test_a_certificate_is_named_by_its_code_and_its_debt_is_money(ask: Ask, tmp_path: Path) -> None:
    centre = open_centre(CentreSettings(folders_at(tmp_path).centre))
    centre.admin.create_store("store-1", "Corner shop")
    centre.admin.set_programme(BALANCED + '[[certificate]]\nid = "gift"\nname = "Gift"\n')
    centre.admin.codes.of_series("gift", [GIFT], value_minor=100_000)
    key = lookup_key("voucher", GIFT.replace("-", ""), centre.lookup_key)
    till = Stream(centre.centre.enrol(Enrol(centre.admin.make_code("store-1"), "device", "life-1", "test")))
    sold = Issued(IssuedKind.CERTIFICATE, str(key), "gift", 1, 100_000, last4=GIFT[-4:])
    till.commit(a_sale(1, issued=(sold,)))
    centre.centre.push(till.batch())
    centre.centre.lease(centre.centre.authorise(till.place.token), "life-1", LeaseAsk(0, 1))
    for number in (2, 3):
        paid = (Tender(TenderKind.CERTIFICATE, 60_000, str(key)),)
        promised = (Promised(str(key), by_floor=50_000, risk=500),)
        sale = a_sale(number, tenders=paid, certificate_minor=60_000, paid_minor=0, promised=promised)
        till.commit(sale, lease_epoch=1)
        centre.centre.push(till.batch(number))
    centre.close()
    assert (
        "owes ₽200.00 of ₽200.00 (paid by a certificate, Corner shop, till 1 (store-1/1)"
        in ask("debts", "list").out
    )
    told = ask("exposure", "--member", GIFT).out
    assert f"gift **** {GIFT[-4:]}: at most" in told
    assert "on it −₽200.00, sold in Corner shop (store-1)" in told
    assert ask("debts", "write-off", GIFT, "--reason", "ours").out == "Written off: ₽200.00.\n"
    assert ask("debts", "list").out.startswith("Nobody owes")
