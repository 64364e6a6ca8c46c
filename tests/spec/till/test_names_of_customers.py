"""A name is what a person is called: as long as names are, of signs that a receipt and a list can show."""

import pytest

from loyalty_pos.core.member import LONGEST_NAME, written_name
from loyalty_pos.core.problems import BadName
from loyalty_pos.core.sale import CardIssued
from loyalty_pos.till.issuing import IssueForm
from tests.fakes.till import FakeTill


@pytest.mark.parametrize("name", ["Анна-Мария Ö. d'Arc", "  李  小龙 ", "A" * LONGEST_NAME, ""])
def test_names_of_the_world_are_taken(name: str) -> None:
    assert written_name(name) == " ".join(name.split())


@pytest.mark.parametrize(
    "name",
    [
        "x" * (LONGEST_NAME + 1),
        "An\x00na",
        "Anna\x1b[2J",
        "\N{RIGHT-TO-LEFT OVERRIDE}annA",
        "A\N{ZERO WIDTH SPACE}nna",
    ],
)
def test_what_cannot_be_a_name_is_refused_and_no_card_is_given_out(name: str) -> None:
    till = FakeTill().open()
    with pytest.raises(BadName) as refused:
        till.issuing.issue(IssueForm(name, "9991234567", consents=(("personal_data", "1"),)))
    assert refused.value.most == LONGEST_NAME
    assert [fact for fact in till.journal.facts if isinstance(fact, CardIssued)] == []
