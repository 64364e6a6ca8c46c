"""What the installer starts and packs is what freezing makes: the two files are written by hand, apart."""

import re
from pathlib import Path

from loyalty_pos.cli.arguments import parse
from loyalty_pos.wiring.fleet.first_start import PENDING
from loyalty_pos.wiring.folders import Folders


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
        "UninstallAsked('PURGEDATA') and not UninstallAsked('FORCE') and (CentreIsHere or not EverythingIsAtTheCentre)"
        in _code(project_root)
    )
    centre = Folders(Path("data")).centre.name
    assert rf"DirExists(Data('data\{centre}'))" in _part("CentreIsHere", _code(project_root))
    assert _before("EverythingIsAtTheCentre", "DelTree(ExpandConstant('{commonappdata}", _code(project_root))


def test_nothing_is_changed_before_the_till_has_finished(project_root: Path) -> None:
    """In this order: an older version refused, the till gone, the books copied, the old program set aside whole."""
    code = _code(project_root)
    prepared = _part("PrepareToInstall", code)

    assert _before("WhatIsWrongWithTheWords", "TillIsGone", prepared)
    assert _before("TillIsGone", "EarlierRunIsOver", prepared)
    assert _before("EarlierRunIsOver", "CopyOfBooks", prepared)
    assert _before("CopyOfBooks", "IsSetAside := Renamed(", prepared)
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
    handed = _part("HandOverToken", code)
    assert "LoadStringFromFile" not in handed
    assert "Code := Data('data\\till\\enrol.code')" in handed
    assert "Found.Name <> 'enrol.code'" in _part("CopyOfBooks", code), "nor in a copy of the books"
    assert _before("CopyFile(Source", "DeleteFile(Source)", handed)


def test_the_same_silent_command_can_be_run_again(project_root: Path) -> None:
    """A till that has its place wants no code; one that waits for its first start has it; a share's file is for others too."""
    code = _code(project_root)
    handed = _part("HandOverToken", code)

    assert r"not FileExists(Data('data\till\journal.db'))" in _part("CodeIsWanted", code)
    checks = re.findall(r"if (.+) then\n", _part("WhatIsWrongWithTheWords", code))
    assert [check.startswith("CodeIsWanted and ") for check in checks] == [True, True, False]
    assert rf"not FileExists(Data('data\till\{PENDING}'))" in checks[0]
    assert handed.count("DeleteFile(") == 1
    assert _before("if CodeIsWanted and FileExists(Source)", "CopyFile(Source", handed)
    assert re.search(r"if Pos\('\\\\', Source\) <> 1 then\s+DeleteFile\(Source\)", handed)


def test_a_wrong_account_is_refused_and_rights_that_were_not_set_go_back(project_root: Path) -> None:
    """Else the keys of the till would lie there for every account, with a 0 for IT."""
    code = _code(project_root)
    installed = _part("CurStepChanged", code)

    assert "SetRights(ExpandConstant('{tmp}" in _part("AccountIsKnown", code)
    assert "AccountIsKnown" in _part("WhatIsWrongWithTheWords", code)
    assert set(re.findall(r"SetRights\(Data\('(\w+)'\)", _part("AllRightsAreSet", code))) == {
        "config",
        "kept",
        "data",
        "logs",
    }
    assert re.search(r"if not AllRightsAreSet then\s+RollBack", installed)
    assert _before("RollBack", "HandOverToken", installed)


def test_nothing_is_deleted_under_a_name_that_something_is_put_back_from(project_root: Path) -> None:
    """A scanner that held a file left half of the version before; the next Setup took it for the good one."""
    code = _code(project_root)
    over, installed = _part("EarlierRunIsOver", code), _part("CurStepChanged", code)

    assert not re.search(r"DelTree\((SetAside|ExpandConstant\('\{app\}'\))", code)
    assert _before(
        "Renamed(Folder, Beside('.gone'))", "DelTree(Beside('.gone')", _after_first("DelTree", code)
    )
    assert "not FileExists(Passed)" in _part("BrokeOff", code)
    assert re.search(r"if BrokeOff then\s+Result := PutBack\s+else\s+Result := Removed\(SetAside\)", over)
    assert _before("SaveStringToFile(Passed", "Removed(SetAside)", installed)
    assert "TillIsGone(WholeProgram)" in _part("PrepareToInstall", code), "half a program cannot be asked"


def test_a_setup_that_ended_early_puts_back_only_what_it_set_aside_itself(project_root: Path) -> None:
    """Refused before a folder was chosen, it does not even know one."""
    ended = _part("DeinitializeSetup", _code(project_root))

    assert re.search(r"if IsSetAside then\s+PutBack", ended)
    assert "{app}" not in ended
    assert "SetAside)" not in ended


def test_copies_of_the_books_do_not_pile_up(project_root: Path) -> None:
    """One for each retry of a night would fill the disk, and an erasure does not reach them."""
    code = _code(project_root)

    assert "CopiesKept = 2;" in code
    assert "Count > CopiesKept" in _part("OldestCopyTooMany", code)
    assert "TimeOfCopy(Found.Name) <> ''" in _part("OldestCopyTooMany", code), "no folder of somebody else"
    assert "ForgetOldCopies" in _part("CurStepChanged", code)
    assert _before("CustomMessage('InUse')", "ForgetTheCopy", _part("PrepareToInstall", code))
    for ended in ("RollBack", "DeinitializeSetup"):
        assert "ForgetTheCopy" in _part(ended, code)


def test_the_cashiers_shortcuts_leave_the_folder_to_the_program(project_root: Path) -> None:
    """With a folder named, a till that a user had before the installer came would be gone from the screen."""
    text = _installer(project_root)
    started = [
        line for line in text.splitlines() if r"{app}\LoyaltyPOS.exe" in line and "DisplayIcon" not in line
    ]

    assert len(started) == 4
    assert not [line for line in started if "Parameters" in line or "AtTheShop" in line or "--data" in line]


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


def _part(name: str, code: str) -> str:
    """Return the one function or procedure of this name."""
    (found,) = re.findall(rf"^(?:function|procedure) {name}\b.*?^end;", code, flags=re.MULTILINE | re.DOTALL)
    return str(found)


def _after_first(word: str, code: str) -> str:
    removed = _part("Removed", code)
    return removed[removed.index(word) + len(word) :]


def _before(first: str, second: str, text: str) -> bool:
    return 0 <= text.find(first) < text.find(second)
