"""Keys are changed and tills ordered about by command; what a till has signed is proved by `verify`."""

import json
from pathlib import Path

import pytest

from loyalty_pos.wiring.centre import CentreSettings, open_centre
from loyalty_pos.wiring.folders import folders_at
from tests.hostile.shop import Shop, sold
from tests.integration.cli.conftest import Ask


def test_a_signed_head_is_proved_and_a_forged_one_found(ask: Ask, tmp_path: Path) -> None:
    shop = Shop(tmp_path, data=tmp_path)
    till = shop.till("one")
    sold(till)
    till.sync_once()
    agent, seq = till.place.agent_id, till.files.journal.queue().head_seq
    shop.close()

    proved = ask("verify", "--json")
    assert proved.code == 0, proved.out
    assert [(one["word"], one["seq"]) for one in json.loads(proved.out)["heads"]] == [("good", seq)]
    assert f"its till has signed all of it, up to event {seq}" in ask("verify").out

    centre = open_centre(CentreSettings(folders_at(tmp_path).centre))
    life = centre.books.read(lambda desk: desk.streams.all())[0].incarnation
    centre.books.write(lambda desk: _forge(desk, agent, life))
    centre.close()
    found = ask("verify")
    assert found.code == 1
    assert "is not what its till signed" in found.out


def _forge(desk: object, agent: str, life: str) -> None:
    voices = desk.voices  # type: ignore[attr-defined]  # of any books
    head = voices.head(agent, life)
    voices.put_head(type(head)(agent, life, head.seq, head.head, "A" * 86 + "==", head.public_key))


def test_a_till_is_ordered_about_by_command(ask: Ask, tmp_path: Path) -> None:
    shop = Shop(tmp_path, data=tmp_path)
    till = shop.till("one")
    till.sync_once()
    agent = till.place.agent_id

    assert "Order 1: rotate_key." in ask("keys", "rotate", "--till", agent).out
    assert json.loads(ask("keys", "order", agent, "end_lease", "--json").out) == {"serial": 2}
    assert ask("keys", "order", "nobody", "end_lease").code == 1
    before = till.files.identity.device_key()
    assert till.sync_once().problem is None

    assert till.files.device_keys.obeyed() == 2
    assert till.files.identity.device_key() != before
    shop.close()


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_till_changes_its_own_key(ask: Ask, tmp_path: Path, lang: str) -> None:
    shop = Shop(tmp_path, data=tmp_path)
    till = shop.till("till")
    before = till.files.identity.device_key()
    shop.tills.pop("till").close()

    said = ask("keys", "rotate", lang=lang)

    assert said.code == 0, said.out
    assert ("new key" in said.out) is (lang == "en")
    voice = shop.centre.open.books.read(lambda desk: desk.voices.of(till.place.agent_id))
    assert (voice.next_key, len(voice.older)) == ("", 1)
    assert shop.open("till").files.identity.device_key() != before
    shop.close()
