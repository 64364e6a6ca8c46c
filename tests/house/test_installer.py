"""What the installer starts and packs is what freezing makes: the two files are written by hand, apart."""

import re
from pathlib import Path

from loyalty_pos.cli.arguments import parse


def _frozen_programs(project_root: Path) -> set[str]:
    spec = (project_root / "packaging" / "loyalty-pos.spec").read_text(encoding="utf-8")
    return {f"{name}.exe" for name in re.findall(r'program\("([\w-]+)"', spec)}


def _installer(project_root: Path) -> str:
    return (project_root / "installer.iss").read_text(encoding="utf-8")


def test_the_installer_starts_only_programs_that_freezing_makes(project_root: Path) -> None:
    started = set(re.findall(r"\{app\}\\([\w-]+\.exe)", _installer(project_root)))

    assert started
    assert started <= _frozen_programs(project_root)


def test_the_installer_packs_the_folder_that_freezing_makes(project_root: Path) -> None:
    spec = (project_root / "packaging" / "loyalty-pos.spec").read_text(encoding="utf-8")
    folder = re.findall(r'^    name="([\w-]+)",$', spec, flags=re.MULTILINE)

    assert folder == ["loyalty-pos"]
    assert f'#define Payload "dist\\{folder[0]}"' in _installer(project_root)
    assert 'Source: "{#Payload}\\*"' in _installer(project_root)


def test_what_both_programs_hold_is_packed_once(project_root: Path) -> None:
    """Without a dictionary that reaches from one to the other the installer was 60 MB, and 45 is what a shop's line takes."""
    (kilobytes,) = re.findall(r"^LZMADictionarySize=(\d+)$", _installer(project_root), flags=re.MULTILINE)

    assert int(kilobytes) >= 32 * 1024
    assert "SolidCompression=yes" in _installer(project_root)


def test_an_upgrade_finds_what_it_upgrades(project_root: Path) -> None:
    """A changed AppId would install a second till beside the first, on every machine of every shop."""
    assert "AppId={{D0C83A54-5B0B-4E5C-9C53-6E0B4B1C2A7F}" in _installer(project_root)


def test_the_version_is_told_to_the_installer_and_never_written_in_it(project_root: Path) -> None:
    text = _installer(project_root)

    assert "AppVersion={#AppVersion}" in text
    assert not re.search(r"#define\s+AppVersion", text)


def test_the_shops_data_leaves_with_the_program_only_when_it_was_asked_for(project_root: Path) -> None:
    """The uninstaller reaches the shop's folder in one place, behind /PURGEDATA, and after asking what is not at the centre."""
    text = _installer(project_root)
    kept = [line for line in text.splitlines() if line.startswith('Name: "{commonappdata}')]

    assert "[UninstallDelete]" not in text
    assert len(kept) == 5
    assert all("uninsneveruninstall" in line for line in kept)
    assert _code(project_root).count(r"DelTree(ExpandConstant('{commonappdata}") == 1
    assert (
        "UninstallAsked('PURGEDATA') and not UninstallAsked('FORCE') and not EverythingIsAtTheCentre"
        in _code(project_root)
    )
    assert _before("EverythingIsAtTheCentre", "DelTree(ExpandConstant('{commonappdata}", _code(project_root))


def test_nothing_is_changed_before_the_till_has_finished(project_root: Path) -> None:
    """In this order: an older version refused, the till gone, the books copied, the old program set aside whole."""
    code = _code(project_root)
    prepared = code[code.index("function PrepareToInstall") :]

    assert _before("NoToken", "TillIsGone", prepared)
    assert _before("TillIsGone", "CopyOfBooks", prepared)
    assert _before("CopyOfBooks", "RenameFile", prepared)
    assert "ComparePackedVersion" in code[: code.index("function TillIsGone")]
    assert "CloseApplications=no" in _installer(project_root)
    assert "[InstallDelete]" not in _installer(project_root)


def test_every_sentence_of_the_installer_is_there_in_both_languages(project_root: Path) -> None:
    text = _installer(project_root)
    messages = text[text.index("[CustomMessages]") : text.index("[Tasks]")]
    said = {
        language: set(re.findall(rf"^{language}\.(\w+)=", messages, flags=re.MULTILINE))
        for language in ("en", "ru")
    }
    used = set(re.findall(r"CustomMessage\('(\w+)'\)", _code(project_root))) | set(
        re.findall(r"\{cm:(\w+)\}", text)
    )

    assert said["en"] == said["ru"] == used


def test_a_code_for_a_place_is_never_on_a_command_line(project_root: Path) -> None:
    """Windows writes Setup's command line into its log, so only the name of a file may stand there."""
    code, text = _code(project_root), _installer(project_root)

    assert set(re.findall(r"Given\('(\w+)'\)", code + text)) == {"CENTRE", "STORE", "TOKENFILE", "CASHIER"}
    handed = code[code.index("procedure HandOverToken") : code.index("function PassesItsTest")]
    assert "LoadStringFromFile" not in handed
    assert _before("CopyFile(Source", "DeleteFile(Source)", handed)


def test_no_folder_of_the_shop_is_for_everybody_to_write(project_root: Path) -> None:
    """Settings are the administrators' to write; books are the cashier's account's alone."""
    code = _code(project_root)

    assert "/inheritance:r" in code
    assert re.findall(r"S-1-5-32-545:(\([A-Z,()]+)", code) == ["(RX,WD,AD)", "(OI)(CI)RX"]
    assert "users-modify" not in _installer(project_root)
    assert "everyone" not in _installer(project_root).lower()


def test_the_installer_asks_the_program_in_its_own_words(project_root: Path) -> None:
    """What it says must be understood by the program that it packs, or no upgrade would ever be let through."""
    code = _code(project_root)
    asked = re.findall(r"AtTheShop\('(?:till )?(--[^']+)'\)", code) + re.findall(
        r"' till (--self-test) ", code
    )

    assert asked == ["--quit --update", "--unsynced", "--self-test"]
    for words in asked:
        assert parse(["--data", "here", "till", *words.split()]).command == "till"


def _code(project_root: Path) -> str:
    return (project_root / "packaging" / "installer_code.iss").read_text(encoding="utf-8")


def _before(first: str, second: str, text: str) -> bool:
    return 0 <= text.find(first) < text.find(second)
