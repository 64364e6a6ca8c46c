"""A page that is moved takes its readers along: each link of a page for people leads to a file, and to a heading in it."""

import re
from pathlib import Path
from typing import Final

import pytest

_LINK: Final = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
_HEADING: Final = re.compile(r"(?m)^#+ (.+)$")
_FENCED: Final = re.compile(r"(?ms)^```.*?^```$|`[^`\n]*`")


def _pages(root: Path) -> list[Path]:
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]


def _anchors(page: Path) -> set[str]:
    """Return what the headings of a page are called in a link: small letters, no signs, hyphens for spaces."""
    headings = _HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _dead(page: Path) -> list[str]:
    dead = []
    for target, anchor in _LINK.findall(_FENCED.sub("", page.read_text(encoding="utf-8"))):
        aim = (page.parent / target).resolve() if target else page
        if not aim.exists() or (anchor and anchor not in _anchors(aim)):
            dead.append(f"{page.name}: {target}#{anchor}")
    return dead


def test_every_link_of_a_page_leads_somewhere(project_root: Path) -> None:
    assert [link for page in _pages(project_root) for link in _dead(page)] == []


@pytest.mark.parametrize("link", ["gone.md", "here.md#nothing-of-it", "#nothing-of-it"])
def test_a_link_into_nothing_is_found(tmp_path: Path, link: str) -> None:
    page = tmp_path / "here.md"
    page.write_text(
        f"# A heading: with signs\n\n[whole](#a-heading-with-signs), [dead]({link})\n", encoding="utf-8"
    )
    assert len(_dead(page)) == 1
