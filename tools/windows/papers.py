"""What goes out with the programs: every licence of what is inside, and a parts list in CycloneDX.

Only what was really frozen is listed: a lock file names more, because the web framework brings what we leave out.
"""

import json
import re
import shutil
import uuid
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

from tools.windows import freezing, interpreter
from tools.windows.bench import Bench
from tools.windows.locked import shipped

_LICENCE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_SPACE = uuid.UUID("6c7f2f0e-8a5c-5c59-9d1e-4d0c83a54b0b")


@dataclass(frozen=True)
class Part:
    """One package inside: ``texts`` are the files with its licence."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]


def write(bench: Bench) -> str:
    """Write both; the licences lie beside the programs, so that they are installed with them."""
    parts = inside(bench)
    version = freezing.stated_version(bench)
    folder = freezing.source(bench) / "dist/loyalty-pos/licences"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for part in parts:
        for text in part.texts:
            target = folder / part.name / text.name
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(text, target)
    rows = [f"{part.name} {part.version}: {part.licence}" for part in parts]
    (folder / "README.txt").write_text("\r\n".join([_HEAD, *rows, ""]), encoding="utf-8")
    bench.made.mkdir(exist_ok=True)
    listed = json.dumps(parts_list(parts, version), indent=1, ensure_ascii=False)
    for place in (folder / "parts.cdx.json", bench.made / f"LoyaltyPOS-{version}.cdx.json"):
        place.write_text(listed + "\n", encoding="utf-8")
    return f"{len(parts)} packages inside, {sum(bool(part.texts) for part in parts)} with their licence as a file"


_HEAD = (
    "What is inside Loyalty POS, with its licence; the texts lie in the folders beside this file.\r\n"
    "Qt for Python is under the LGPL 3: its libraries lie in _internal\\PySide6 and may be replaced.\r\n"
)


def inside(bench: Bench) -> list[Part]:
    """Return the packages of which a module or a library was frozen."""
    site = interpreter.home(bench) / "Lib/site-packages"
    contents = (freezing.source(bench) / "build/loyalty-pos/PYZ-00.toc").read_text(encoding="utf-8")
    frozen = {name.partition(".")[0] for name in re.findall(r"\('([\w.]+)',", contents)}
    internal = freezing.source(bench) / "dist/loyalty-pos/_internal"
    frozen |= {file.name.partition(".")[0] for file in internal.iterdir()}
    found = []
    for package in shipped():
        about = next(site.glob(f"{package.name.replace('-', '[-_.]')}-{package.version}.dist-info"), None)
        about = about or _by_name(site, package.name)
        if _modules(about) & frozen:
            texts = sorted(file for file in about.rglob("*") if file.is_file() and _LICENCE.search(file.name))
            found.append(Part(package.name, package.version, _licence(_headers(about)), tuple(texts)))
    return found


def parts_list(parts: list[Part], version: str) -> dict[str, object]:
    """Return the parts list; the same parts give the same list, to the letter."""
    named = " ".join(f"{part.name}=={part.version}" for part in parts)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_SPACE, f'{version} {named}')}",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "name": "loyalty-pos", "version": version},
        },
        "components": [
            {
                "type": "library",
                "name": part.name,
                "version": part.version,
                "purl": f"pkg:pypi/{part.name}@{part.version}",
                "licenses": [{"license": {"name": part.licence}}],
            }
            for part in parts
        ],
    }


def _by_name(site: Path, name: str) -> Path:
    """Return the metadata of a package whose folder spells its name in another way."""
    return next(
        folder
        for folder in site.glob("*.dist-info")
        if re.sub(r"[-_.]+", "-", _headers(folder)["Name"]).lower() == name
    )


def _headers(about: Path) -> Message:
    return HeaderParser().parsestr((about / "METADATA").read_text(encoding="utf-8"))


def _modules(about: Path) -> set[str]:
    """Return the top names that a package installs."""
    lines = (about / "RECORD").read_text(encoding="utf-8").splitlines()
    names = {re.split(r"[/,.]", line, maxsplit=1)[0] for line in lines}
    return names - {"", "..", about.name.partition(".")[0]}


def _licence(headers: Message) -> str:
    if stated := headers["License-Expression"]:
        return str(stated)
    classified = [
        line.rpartition(" :: ")[2]
        for line in headers.get_all("Classifier", [])
        if line.startswith("License ::")
    ]
    first = str(headers["License"] or "").strip().splitlines()
    return "; ".join(classified) or (first[0] if first else "see its text")
