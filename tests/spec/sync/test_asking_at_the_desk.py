"""The manager's desk over the line: what the centre refuses reaches the till as what a person must hear, silence as silence."""

from collections.abc import Iterator

import pytest

from loyalty_pos.api.refusals import BROKEN, status_of
from loyalty_pos.core.office import refusals
from loyalty_pos.core.office.refusals import CentreTooOld, DeskAway
from loyalty_pos.core.problems import CentreRefused, CentreUnreachable, NotAllowed, NotEnoughPoints, Problem
from loyalty_pos.sync.office import CentreOffice
from loyalty_pos.wire.desk import Adjust, Decide, DeskAsk, DeskTold, StaffDeed

LOOK = DeskAsk("ira")
TOLD = DeskTold(0, [], [], [], [], [], [], [])
SAID_BY_TILLS = {Problem, DeskAway, CentreTooOld}
REFUSALS = [
    kind
    for kind in vars(refusals).values()
    if isinstance(kind, type) and issubclass(kind, Problem) and kind not in SAID_BY_TILLS
]


class Answers:
    """A centre that answers, or raises what it was given."""

    def __init__(self, answer: DeskTold | Exception) -> None:
        self.answer = answer

    def at_desk(self, ask: DeskAsk) -> DeskTold:
        assert ask.staff_id
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def office(request: pytest.FixtureRequest) -> Iterator[CentreOffice]:
    made = CentreOffice(Answers(request.param))  # type: ignore[arg-type]  # only the desk is asked here
    yield made
    made.close()


@pytest.mark.parametrize("office", [TOLD], indirect=True)
def test_an_answer_is_handed_on(office: CentreOffice) -> None:
    assert office.at_desk(LOOK) == TOLD


@pytest.mark.parametrize(
    "office", [CentreUnreachable(reason="gone"), CentreRefused(500, "broken")], indirect=True
)
def test_silence_is_no_answer(office: CentreOffice) -> None:
    assert office.at_desk(LOOK) is None


@pytest.mark.parametrize("office", [CentreRefused(403, "not_approved")], indirect=True)
def test_a_right_that_the_centre_does_not_see_is_named(office: CentreOffice) -> None:
    asks = {
        "desk": LOOK,
        "adjust": DeskAsk("ira", adjust=Adjust("w", "a", 1, "goodwill")),
        "staff": DeskAsk("ira", staff=StaffDeed("dismiss", "max")),
    }
    asks["adjust too"] = DeskAsk("ira", decide=Decide("w", agrees=True))
    for permission, ask in asks.items():
        with pytest.raises(NotAllowed) as refused:
            office.at_desk(ask)
        assert refused.value.permission == permission.removesuffix(" too")


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.code)
def test_every_refusal_of_the_desk_crosses_the_line_as_itself(kind: type[Problem]) -> None:
    there = kind(**dict.fromkeys(kind._names, "x"))
    assert status_of(there) < BROKEN
    office = CentreOffice(Answers(CentreRefused(status_of(there), kind.code)))  # type: ignore[arg-type]  # as above
    with pytest.raises(kind):
        office.at_desk(LOOK)
    office.close()


@pytest.mark.parametrize("office", [CentreRefused(409, "not_enough_points")], indirect=True)
def test_points_that_are_not_there_are_told_as_such(office: CentreOffice) -> None:
    with pytest.raises(NotEnoughPoints):
        office.at_desk(LOOK)
