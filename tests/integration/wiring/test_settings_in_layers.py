"""Settings in layers, on real files: what the owner decides stands above the machine, the user, the default; each says who."""

import logging
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from loyalty_pos.till.upkeep.port import Explained, Source
from loyalty_pos.wiring.preferences import FilePreferences, preferences_in
from loyalty_pos.wiring.settings.files import FileLayer, layers_of_machine
from loyalty_pos.wiring.settings.layers import layered
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


@dataclass
class TomlHive:
    """A registry of the same form in a file: a table for each key, as ``wine regedit /e`` would show it."""

    path: Path

    def values(self, key: str) -> Mapping[str, object]:
        told: Mapping[str, object] = tomllib.loads(self.path.read_text("utf-8")).get(key, {})
        return told


def test_the_registry_stands_above_the_files_and_its_policies_above_all(tmp_path: Path) -> None:
    registry = tmp_path / "registry.toml"
    registry.write_text(
        "['Software\\Policies\\LoyaltyPOS']\nLanguage = 'en'\nsounds = ''\n"
        "['Software\\LoyaltyPOS']\nlanguage = 'ru'\nprinter = 'tcp:192.0.2.10'\nbeside_port = 8766\n"
        "InstallDir = 'C:/Program Files/LoyaltyPOS'\nVersion = '0.1.0'\n",
        "utf-8",
    )
    (tmp_path / "policy.toml").write_text("theme = 'light'\nlanguage = 'ru'\n", "utf-8")
    (tmp_path / "config.toml").write_text("printer = 'screen'\nscanner = 'COM5'\n", "utf-8")
    (tmp_path / "settings.toml").write_text("scanner = 'COM6'\nsounds = 'off'\n", "utf-8")
    above = layers_of_machine(tmp_path, TomlHive(registry))
    told = {one.name: one for one in layered(above, FilePreferences(tmp_path / "window.json")).explain()}

    def says(name: str) -> tuple[str, Source, str]:
        return told[name].value, told[name].source, Path(told[name].place).name

    assert told["language"] == Explained(
        "language", "en", Source.POLICY, r"HKLM\Software\Policies\LoyaltyPOS"
    ), "a name is a name in any case of its letters"
    assert told["printer"] == Explained(
        "printer", "tcp:192.0.2.10", Source.MACHINE, r"HKLM\Software\LoyaltyPOS"
    )
    assert told["beside_port"].value == "8766"
    assert says("theme") == ("light", Source.POLICY, "policy.toml")
    assert says("scanner") == ("COM5", Source.MACHINE, "config.toml")
    assert says("sounds") == ("off", Source.MACHINE, "settings.toml"), "an empty text decides nothing"
    assert not {"installdir", "InstallDir", "Version", "version"} & told.keys()


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
