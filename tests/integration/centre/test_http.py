"""The address book of the centre: who may come in, how much may be said, and what it tells strangers."""

import uuid

import httpx
import pytest

from loyalty_pos.centre.admin import MemberItem, account_of
from loyalty_pos.wire.codec import MEDIA_TYPE, decode, encode
from loyalty_pos.wire.messages import (
    PROTO,
    AccountQuery,
    Changes,
    Enrol,
    Enrolled,
    HoldAnswer,
    HoldAsk,
    HoldTake,
    LeaseAsk,
    Leased,
    LeaseRow,
    Push,
    Refused,
)
from loyalty_pos.wire.signing.joining import mark_of, read_code
from loyalty_pos.wire.zstd import Zstd
from loyalty_pos.wiring.centre import RunningCentre

TYPED = {"content-type": MEDIA_TYPE}


def bearer(token: str) -> dict[str, str]:
    return TYPED | {"authorization": f"Bearer {token}"}


def enrolled(centre: RunningCentre) -> Enrolled:
    ask = Enrol(centre.admin.make_code("store-1"), "device", "life-1", "test")
    return decode(httpx.post(centre.url + "/v1/enrol", content=encode(ask), headers=TYPED).content, Enrolled)


CLOSED = [
    ("GET", "/v1/agents/a/i/hello"),
    ("POST", "/v1/agents/a/i/events"),
    ("GET", "/v1/changes?incarnation=i"),
    ("PUT", "/v1/holds/x"),
    ("DELETE", "/v1/holds/x"),
    ("POST", "/v1/holds/x/take"),
    ("POST", "/v1/agents/a/i/lease"),
    ("POST", "/v1/search"),
    ("GET", "/v1/admin/overview"),
    ("POST", "/v1/admin/codes"),
]


@pytest.mark.parametrize(("method", "path"), CLOSED)
@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer x.y"}, {"authorization": "Basic eDp5"}])
def test_strangers_are_not_let_in(
    centre: RunningCentre, method: str, path: str, headers: dict[str, str]
) -> None:
    answered = httpx.request(
        method,
        centre.url + path,
        headers=TYPED | headers,
        content=encode(AccountQuery("x")) if method != "GET" else None,
    )
    assert answered.status_code in {400, 401}
    assert decode(answered.content, Refused).code in {"not_authorised", "bad_message"}


def test_a_till_speaks_for_itself_alone(centre: RunningCentre) -> None:
    mine, other = enrolled(centre), enrolled(centre)

    peeked = httpx.get(f"{centre.url}/v1/agents/{other.agent_id}/life-1/hello", headers=bearer(mine.token))
    forged = httpx.post(
        f"{centre.url}/v1/agents/{mine.agent_id}/life-1/events",
        headers=bearer(mine.token),
        content=encode(Push(other.agent_id, "life-1", 1, [])),
    )

    assert (peeked.status_code, forged.status_code) == (401, 400)


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        pytest.param(bytes(5_000_000), {}, id="too much"),
        pytest.param(Zstd().compress(bytes(50_000_000)), {"content-encoding": "zstd"}, id="a bomb"),
        pytest.param(b"not packed", {"content-encoding": "zstd"}, id="packed badly"),
    ],
)
def test_what_is_too_much_is_refused_at_the_door(
    centre: RunningCentre, content: bytes, headers: dict[str, str]
) -> None:
    answered = httpx.post(centre.url + "/v1/enrol", content=content, headers=TYPED | headers)

    assert answered.status_code == 413
    assert decode(answered.content, Refused).code == "bad_message"


@pytest.mark.parametrize("content", [b"", b"\xc1", b"\x91" * 5_000, encode(AccountQuery("x")), b"{}"])
def test_what_is_no_message_is_told_so(centre: RunningCentre, content: bytes) -> None:
    answered = httpx.post(centre.url + "/v1/enrol", content=content, headers=TYPED)

    assert answered.status_code == 400
    assert decode(answered.content, Refused).code == "bad_message"


def test_a_bug_tells_a_stranger_nothing(centre: RunningCentre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loyalty_pos.centre.enrolment.enrol", lambda *_: 1 // 0)

    answered = httpx.post(centre.url + "/v1/enrol", content=encode(Enrol("x", "d", "i", "t")), headers=TYPED)

    assert (answered.status_code, decode(answered.content, Refused)) == (500, Refused("broken"))


def test_the_console_makes_codes_and_sees_the_tills(centre: RunningCentre) -> None:
    place = enrolled(centre)
    with httpx.Client(
        base_url=centre.url, headers={"authorization": f"Bearer {centre.open.console_token}"}
    ) as console:
        code = console.post("/v1/admin/codes", json={"store_id": "store-2"}).json()["code"]
        overview = console.get("/v1/admin/overview").json()
        refused = console.post("/v1/admin/codes", json={"store_id": "nowhere"})

    assert read_code(code).mark == mark_of(place.bundle_key), "it says whose it is"
    assert [till["agent_id"] for till in overview["tills"]] == [place.agent_id]
    assert overview["totals"]["events"] == 0
    assert refused.status_code == 403


def test_everybody_may_ask_whether_it_is_alive(centre: RunningCentre) -> None:
    assert httpx.get(centre.url + "/v1/health").json() == {"status": "ok", "proto": PROTO}


def test_the_documentation_names_every_address(centre: RunningCentre) -> None:
    document = httpx.get(centre.url + "/schema/openapi.json").json()

    assert {
        path.partition("?")[0].replace("/a/i/", "/{agent_id}/{incarnation}/").replace("/x", "/{op}")
        for _, path in CLOSED
    } <= set(document["paths"])
    assert {"Push", "Event", "Pushed", "Changes", "HoldAnswer"} <= set(document["components"]["schemas"])


def test_answers_are_packed_for_whoever_can_read_them(centre: RunningCentre) -> None:
    place = enrolled(centre)
    path = f"{centre.url}/v1/agents/{place.agent_id}/life-1/hello"

    plain = httpx.get(path, headers=bearer(place.token) | {"accept-encoding": "identity"})
    packed = httpx.get(f"{centre.url}/schema/openapi.json", headers={"accept-encoding": "zstd"})

    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "zstd"


def test_a_till_is_lent_rights_and_hears_why_it_gets_none(centre: RunningCentre) -> None:
    mine, other = enrolled(centre), enrolled(centre)
    path = f"{centre.url}/v1/agents/{mine.agent_id}/life-1/lease"

    def asked(ask: LeaseAsk, token: str = mine.token) -> httpx.Response:
        return httpx.post(path, content=encode(ask), headers=bearer(token))

    leased = decode(asked(LeaseAsk(0, 0)).content, Leased)
    assert decode(leased.lease, LeaseRow).epoch == 1
    assert asked(LeaseAsk(0, 0), other.token).status_code == 401
    early = asked(LeaseAsk(1, 5))
    assert (early.status_code, decode(early.content, Refused).code) == (409, "unsettled")
    centre.admin.leases.lose(mine.agent_id, "stolen")
    late = asked(LeaseAsk(1, 0))
    assert (late.status_code, decode(late.content, Refused).code) == (409, "till_lost")


def test_a_till_takes_over_what_a_dead_one_holds(centre: RunningCentre) -> None:
    dead, mine = enrolled(centre), enrolled(centre)
    member = MemberItem("2900000000000001", points=500)
    centre.admin.put_members([member])
    op, account_id = str(uuid.uuid4()), account_of(member)

    def hold(place: Enrolled, op: str) -> HoldAnswer:
        ask = encode(HoldAsk(op, account_id, 400))
        answered = httpx.put(f"{centre.url}/v1/holds/{op}", content=ask, headers=bearer(place.token))
        return decode(answered.content, HoldAnswer)

    assert hold(dead, op).granted == 400
    refused = hold(mine, str(uuid.uuid4()))
    assert (refused.reason, refused.held_op, refused.held_till) == ("held_elsewhere", op, dead.till_no)
    taken = httpx.post(
        f"{centre.url}/v1/holds/{op}/take",
        content=encode(HoldTake(account_id, "boris")),
        headers=bearer(mine.token),
    )
    assert decode(taken.content, HoldAnswer).available == 500
    assert hold(mine, str(uuid.uuid4())).granted == 400


def test_accounts_are_told_together_only_to_a_till_that_reads_them_so(centre: RunningCentre) -> None:
    place = enrolled(centre)
    members = [MemberItem(f"29{n:013d}0", points=n) for n in range(9)]
    centre.admin.put_members(members)

    def tables(cursor: str, *, reads: bool) -> tuple[list[str], str]:
        question = f"/v1/changes?incarnation=life-1&cursor={cursor}{'&columns=1' if reads else ''}"
        answered = httpx.get(centre.url + question, headers=bearer(place.token))
        page = decode(answered.content, Changes)
        return [row.table for row in page.rows], page.cursor

    _, cursor = tables("", reads=True)
    centre.admin.put_members([MemberItem(one.card_number, name="Anna Karenina") for one in members])
    assert tables(cursor, reads=False)[0] == ["account"] * 9
    assert tables(cursor, reads=True)[0] == ["accounts"]
