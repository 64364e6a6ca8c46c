"""A programme is changed like a person changes it: a value here and there, every comment stays."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.programme.file.changing import Value, changed, in_language, toml

TEXT = """# of us
id = "p" # short
names = { en = "P" }

[accrual] # points
rate_bp = 500   # 5 %

[[promotion]]
id = "a"
[[promotion]]
id = "b" # "quoted" # twice

[limits]
# nothing yet
"""


def with_values(text: str, values: dict[str, Value]) -> str:
    return changed(text, {key: toml(value) for key, value in values.items()})


def test_a_value_changes_and_its_comment_stays() -> None:
    text = with_values(TEXT, {"accrual.rate_bp": 1_200, "promotion[2].id": "c", "id": "new"})
    assert "rate_bp = 1_200   # 5 %\n" in text
    assert 'id = "c" # "quoted" # twice\n' in text
    assert text.startswith('# of us\nid = "new" # short\n')
    assert len(text.splitlines()) == len(TEXT.splitlines())


def test_a_table_in_braces_is_one_value() -> None:
    assert 'names = { ru = "Ёж" } # say so' in with_values(
        'names = { en = "A # b", ru = "C" } # say so\n', {"names": {"ru": "Ёж"}}
    )


def test_a_new_key_joins_its_table_and_a_new_table_comes_last() -> None:
    text = with_values(
        TEXT, {"accrual.life_months": 6, "revision": 2, "launch.goal": "x", "limits.margin_bp": 0}
    )
    assert "rate_bp = 500   # 5 %\nlife_months = 6\n\n" in text
    assert 'names = { en = "P" }\nrevision = 2\n\n[accrual]' in text
    assert text.endswith('[launch]\ngoal = "x"\n')
    assert tomllib.loads(text)["limits"] == {"margin_bp": 0}


@given(st.text(max_size=20), st.integers(0, 2**40), st.lists(st.text(max_size=5), max_size=3))
def test_what_was_written_is_read(name: str, rate: int, channels: list[str]) -> None:
    text = with_values(TEXT, {"id": name, "accrual.rate_bp": rate, "launch.channels": tuple(channels)})
    read = tomllib.loads(with_values(text, {"promotion[1].on": True}))
    assert (read["id"], read["accrual"]["rate_bp"], read["launch"]["channels"]) == (name, rate, channels)
    assert read["promotion"][0] == {"id": "a", "on": True}


@pytest.mark.parametrize(
    ("lang", "name", "comment"), [("en", "Gold", "# half"), ("ru", "Золото", "# половина")]
)
def test_a_template_speaks_one_language(lang: str, name: str, comment: str) -> None:
    items = in_language('both = [\n    "half", # ru: "половина"\n]\n', lang)
    assert items == ('both = [\n    "половина",\n]\n' if lang == "ru" else 'both = [\n    "half",\n]\n')
    text = in_language('name = "Gold" # ru: "Золото"\n# half || половина\nbp = 5 # half || половина\n', lang)
    assert text == f'name = "{name}"\n{comment}\nbp = 5 {comment}\n'


def test_no_template_keeps_both(project_root: Path) -> None:
    for path in (project_root / "resources" / "programmes" / "templates").glob("*.toml"):
        both = [in_language(path.read_text("utf-8"), lang) for lang in ("en", "ru")]
        assert not any("||" in text or "# ru:" in text for text in both)
        english = both[0].split("ru = ")[0] + both[0].partition("# what customers")[2]
        assert not any("а" <= letter <= "я" for letter in english.lower()), path.name
