"""What the installer starts and packs is what freezing makes: the two files are written by hand, apart."""

import re
from pathlib import Path


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
    assert f'Source: "dist\\{folder[0]}\\*"' in _installer(project_root)


def test_an_upgrade_finds_what_it_upgrades(project_root: Path) -> None:
    """A changed AppId would install a second till beside the first, on every machine of every shop."""
    assert "AppId={{D0C83A54-5B0B-4E5C-9C53-6E0B4B1C2A7F}" in _installer(project_root)


def test_the_version_is_told_to_the_installer_and_never_written_in_it(project_root: Path) -> None:
    text = _installer(project_root)

    assert "AppVersion={#AppVersion}" in text
    assert not re.search(r"#define\s+AppVersion", text)


def test_the_shops_data_is_not_in_reach_of_the_uninstaller(project_root: Path) -> None:
    text = _installer(project_root)

    assert "{commonappdata}" not in text
    assert "[UninstallDelete]" not in text
