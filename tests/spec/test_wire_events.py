"""The chain of events: what was committed cannot be changed, dropped or reordered unseen."""

import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.sale import Noted
from loyalty_pos.wire.events import GENESIS, KINDS, SCHEMA, Event, body_text, fact_of, kind_of, sign_chain

NOTE = Noted(what="drawer_opened", store_id="S1", cashier_id="C1", noted_at_us=1_700_000_000_000_000)


def an_event(**changed: object) -> Event:
    event = Event(
        id="0190b8c0-0000-7000-8000-000000000001",
        agent_id="till-1",
        incarnation="9f",
        seq=1,
        hlc=1 << 16,
        wall_us=NOTE.noted_at_us,
        zone="Europe/Moscow",
        schema=SCHEMA,
        kind=kind_of(NOTE),
        body=body_text(NOTE),
        cashier_id="C1",
        bundle="",
        lease_epoch=0,
        person_id="",
        sealed="",
        prev=GENESIS,
        hash="",
    )
    return sign_chain(msgspec.structs.replace(event, **changed))


def test_the_bytes_of_a_released_event_never_change() -> None:
    expected = "f394c7cee2180f7a966e72a6c13303a07f464dad145926ee2ce1c36373123891"
    assert an_event().hash == expected


@pytest.mark.parametrize("name", [f for f in Event.__struct_fields__ if f != "hash"])
def test_changing_any_field_breaks_the_hash(name: str) -> None:
    event = an_event()
    value = getattr(event, name)
    changed = value + 1 if isinstance(value, int) else value + "x"
    assert msgspec.structs.replace(event, **{name: changed}).computed_hash() != event.hash


def test_a_fact_comes_back_as_it_went_in() -> None:
    assert fact_of(an_event()) == NOTE


def test_every_kind_of_fact_has_one_name() -> None:
    assert len(set(KINDS.values())) == len(KINDS)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"kind": "teleported"}, id="a kind that a newer till invented"),
        pytest.param({"schema": SCHEMA + 1}, id="a newer schema of a known kind"),
    ],
)
def test_a_newer_fact_is_kept_for_later_and_not_misread(changed: dict[str, object]) -> None:
    assert fact_of(an_event(**changed)) is None


def test_fields_that_a_newer_till_added_are_ignored() -> None:
    body = body_text(NOTE)[:-1] + ',"mood":"good"}'
    assert fact_of(an_event(body=body)) == NOTE


@given(body=st.text(max_size=200))
def test_any_body_is_a_fact_or_one_named_error(body: str) -> None:
    event = an_event(body=body)
    with contextlib.suppress(BadMessage):
        assert fact_of(event) == msgspec.json.decode(body, type=Noted)
