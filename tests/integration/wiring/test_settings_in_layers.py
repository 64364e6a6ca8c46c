"""Settings in layers, on real files: what the owner decides stands above the machine, the user, the default; each says who."""

import logging
from pathlib import Path

from loyalty_pos.till.upkeep.port import Explained, Source
from loyalty_pos.wiring.preferences import preferences_in
from loyalty_pos.wiring.settings.files import FileLayer
from loyalty_pos.wiring.upkeep.log import begin_log, end_log, tail


def test_the_first_layer_that_says_anything_decides_and_the_page_says_which(tmp_path: Path) -> None:
    system, till = tmp_path / "system", tmp_path / "till"
    system.mkdir()
    till.mkdir()
    (system / "policy.toml").write_text('language = "en"\n', "utf-8")
    (system / "settings.toml").write_text(
        'language = "ru"\nbeside_port = 8766\nfull_screen = true\n', "utf-8"
    )
    layers = preferences_in(till, system)
    layers.set("language", "ru")
    layers.set("theme", "light")

    assert layers.get("language", "ru") == "en", "what a user likes does not undo a policy"
    assert (layers.get("beside_port", "0"), layers.get("full_screen", "")) == ("8766", "true")
    assert (layers.get("theme", "dark"), layers.get("unheard_of", "x")) == ("light", "x")
    told = {one.name: one for one in preferences_in(till, system).explain()}
    assert told["language"] == Explained("language", "en", Source.POLICY, str(system / "policy.toml"))
    assert told["beside_port"].source is Source.MACHINE
    assert told["theme"] == Explained("theme", "light", Source.USER, str(till / "window.json"))
    assert told["till_mode"] == Explained("till_mode", "beside", Source.DEFAULT)


def test_a_broken_file_decides_nothing_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text("language = \n", "utf-8")
    assert preferences_in(tmp_path, tmp_path).get("language", "ru") == "ru"
    assert FileLayer(tmp_path / "policy.toml").is_broken()
    assert not FileLayer(tmp_path / "settings.toml").is_broken(), "no file is no mistake"


def test_secrets_are_named_and_not_told(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text('update_token = "abc"\n', "utf-8")
    told = {one.name: one.value for one in preferences_in(tmp_path, tmp_path).explain()}
    assert told["update_token"] == "•••"


def test_the_log_keeps_what_happened_without_people_and_turns_over(tmp_path: Path) -> None:
    handler = begin_log(tmp_path / "logs", 1_000)
    for number in range(40):
        logging.getLogger("loyalty_pos.sync").warning("line %d of +79123456789", number)
    end_log(handler)
    lines = tail(tmp_path / "logs", 3)
    assert [line.split(": ")[1] for line in lines] == [f"line {n} of ‹number›" for n in (37, 38, 39)]
    files = sorted(path.name for path in (tmp_path / "logs").iterdir())
    assert files == ["till.log", "till.log.1", "till.log.2"]
    assert all("7912" not in path.read_text("utf-8") for path in (tmp_path / "logs").iterdir())


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    assert begin_log(tmp_path / "logs") is None
    end_log(None)
    assert tail(tmp_path / "logs", 3) == ()
