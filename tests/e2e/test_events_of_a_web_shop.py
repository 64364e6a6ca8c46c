"""A web shop tells the centre's own process of a survey, with the token that a command made."""

import json
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx

from loyalty_pos.centre.admin import MemberItem
from tests.e2e.product import centre_process, command, fill

CARD = "2900000000000018"
PROGRAMME = """
id = "club"
names = { en = "Club" }
[accrual]
rate_bp = 500
[[action]]
id = "survey"
name = "Survey"
event = "survey"
points = 50
"""


def test_a_survey_told_to_the_process_is_seen_by_commands_and_survives_a_restart(tmp_path: Path) -> None:
    event = {"id": "s-1", "kind": "survey", "card": CARD}
    with centre_process(tmp_path) as url:
        books = fill(tmp_path)
        books.admin.set_programme(PROGRAMME)
        assert not books.admin.put_members([MemberItem(CARD, name="Anna Kern")]).refused
        books.close()
        token = json.loads(command(tmp_path, "callers", "add", "web-shop", "--json").stdout)["token"]
        said = {"authorization": f"Bearer {token}"}
        event |= {"at": _now(url)}
        first = httpx.post(url + "/v1/events", json=event, headers=said).json()
        command(tmp_path, "callers", "revoke", "web-shop")
        shut = httpx.post(url + "/v1/events", json=event, headers=said)
    assert first == {"id": "s-1", "state": "given", "points": 50, "reason": ""}
    assert shut.status_code == 401

    with centre_process(tmp_path) as url:
        token = json.loads(command(tmp_path, "callers", "add", "web-shop", "--json").stdout)["token"]
        again = httpx.post(
            url + "/v1/events", json=event, headers={"authorization": f"Bearer {token}"}
        ).json()
    assert again == first
    logs = [path.read_text("utf-8", "replace") for path in tmp_path.rglob("*.log")]
    assert not [text for text in logs if token.partition(".")[2] in text or CARD in text]


def _now(url: str) -> str:
    """Return the centre's own time, as its answers tell it."""
    return parsedate_to_datetime(httpx.get(url + "/v1/health").headers["date"]).isoformat()
