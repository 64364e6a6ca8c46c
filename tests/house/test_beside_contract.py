"""The contract of the loopback port is written as the program has it: schemas made from its types, every action told."""

import json
from pathlib import Path

from loyalty_pos.wire.beside.messages import ACTIONS, ANSWERS
from loyalty_pos.wire.beside.reading import schema


def test_the_schema_in_the_documents_is_the_programs_own(project_root: Path) -> None:
    written = json.loads((project_root / "docs/examples/beside.schema.json").read_text(encoding="utf-8"))
    assert written == schema(), "write wire.beside.reading.schema() into it"


def test_the_page_tells_every_action(project_root: Path) -> None:
    page = (project_root / "docs/beside.md").read_text(encoding="utf-8")
    assert [name for name in ACTIONS if f"| `{name}` |" not in page] == []
    assert set(ANSWERS) == {*ACTIONS, "refusal"}
