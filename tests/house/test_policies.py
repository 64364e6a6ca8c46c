"""The policy templates: what a domain's administrator is offered is what a till reads, in both languages, and nothing else."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from loyalty_pos.devices.escpos import PROFILES
from loyalty_pos.till.beside.mode import TillMode
from loyalty_pos.ui.look.appearance import LANGUAGES
from loyalty_pos.ui.look.tokens import THEMES
from loyalty_pos.wiring.fleet.devices import DEVICES
from loyalty_pos.wiring.settings.catalogue import CATALOGUE, NAMES
from loyalty_pos.wiring.settings.layers import DEFAULTS
from loyalty_pos.wiring.settings.registry import POLICY_KEY, RegistryLayer

POLICIES = Path(__file__).parents[2] / "packaging" / "policies"
NUMBERED = {"decimal": True, "text": False, "enum": False}


def named(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def all_of(root: ET.Element, name: str) -> list[ET.Element]:
    return [one for one in root.iter() if named(one) == name]


TEMPLATE = ET.parse(POLICIES / "LoyaltyPOS.admx").getroot()
ELEMENTS = {
    one.attrib["valueName"]: one
    for policy in all_of(TEMPLATE, "policy")
    for elements in all_of(policy, "elements")
    for one in elements
}


def test_every_policy_is_a_setting_that_a_till_reads_and_every_setting_is_a_policy() -> None:
    assert ELEMENTS.keys() == NAMES
    assert {policy.attrib["key"] for policy in all_of(TEMPLATE, "policy")} == {POLICY_KEY}
    assert {policy.attrib["class"] for policy in all_of(TEMPLATE, "policy")} == {"Machine"}


@pytest.mark.parametrize("setting", CATALOGUE, ids=lambda one: one.name)
def test_a_policy_offers_what_the_setting_takes(setting: object) -> None:
    one = next(entry for entry in CATALOGUE if entry is setting)
    element = ELEMENTS[one.name]
    offered = tuple(str(value.text) for value in all_of(element, "string"))
    assert offered == one.choices
    assert NUMBERED[named(element)] is one.number


@pytest.mark.parametrize("setting", CATALOGUE, ids=lambda one: one.name)
def test_what_a_policy_writes_is_what_the_till_reads(setting: object) -> None:
    one = next(entry for entry in CATALOGUE if entry is setting)
    written: object = 35 if one.number else next(iter(one.choices), "COM5")

    class Domain:
        def values(self, key: str) -> dict[str, object]:
            return {one.name: written} if key == POLICY_KEY else {}

    assert RegistryLayer(Domain(), POLICY_KEY).read() == {one.name: str(written)}


@pytest.mark.parametrize("folder", ["en-US", "ru-RU"])
def test_every_word_of_the_template_is_there_in_both_languages(folder: str) -> None:
    words = ET.parse(POLICIES / folder / "LoyaltyPOS.adml").getroot()
    strings = {one.attrib["id"]: one.text or "" for one in all_of(words, "string")}
    text = (POLICIES / "LoyaltyPOS.admx").read_text("utf-8")
    wanted = {part.partition(")")[0] for part in text.split("$(string.")[1:]}
    assert strings.keys() == wanted
    assert all(strings.values())
    shown = {one.attrib["id"]: one for one in all_of(words, "presentation")}
    assert shown.keys() == {part.partition(")")[0] for part in text.split("$(presentation.")[1:]}
    assert {one.attrib["refId"] for each in shown.values() for one in each} == NAMES
    names = [name for name in strings if name.endswith("_help")]
    cyrillic = [any("а" <= letter.lower() <= "я" for letter in strings[name]) for name in names]
    assert set(cyrillic) == {folder == "ru-RU"}


def test_the_choices_are_those_of_the_program() -> None:
    choices = {one.name: set(one.choices) for one in CATALOGUE}
    assert choices["language"] == set(LANGUAGES)
    assert choices["theme"] == set(THEMES)
    assert choices["printer_kind"] == set(PROFILES)
    assert choices["till_mode"] == set(TillMode)
    assert set(DEFAULTS) <= NAMES
    assert set(DEVICES) <= NAMES
