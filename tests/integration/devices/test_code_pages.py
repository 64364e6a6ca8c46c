"""A strange printer's letters: the slip says them in each table, the person's answer is kept and printed by."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.receipt import Receipt, Text
from loyalty_pos.devices.code_pages import CANDIDATES, chosen, line_of, slip
from loyalty_pos.devices.escpos import PROFILES, encode
from loyalty_pos.devices.job_store import MemoryJobs
from loyalty_pos.devices.lines.device_file import FileChannel
from loyalty_pos.devices.print_queue import PrinterSetup, PrintQueue
from loyalty_pos.till.printing.bench import Trait
from loyalty_pos.wiring.printing.bench import QueueBench, as_kept

EPSON = PROFILES["epson-80"]


class Kept(dict[str, str]):
    """Preferences of one test."""

    def get(self, name: str, default: str) -> str:  # type: ignore[override]  # a narrower promise than dict's
        return super().get(name, default)

    def set(self, name: str, value: str) -> None:
        self[name] = value


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_each_line_of_the_slip_is_written_in_its_own_table_and_begins_with_its_number(name: str) -> None:
    profile = PROFILES[name]
    lines = slip(profile).removeprefix(b"\x1b@\x1c.").split(b"\n")[:-1]
    assert len(lines) == len(CANDIDATES)
    for place, ((number, codec), line) in enumerate(zip(CANDIDATES, lines, strict=True), 1):
        assert line[:3] == b"\x1bt" + bytes([number])
        text = line[3:].decode(codec)
        assert text.startswith(f"{place}. ")
        assert len(text) <= profile.columns
        assert ("Съешь ёжика" in text) == (codec in {"cp866", "cp1251", "cp855"})


def test_the_slip_has_so_few_lines_that_one_digit_names_each() -> None:
    assert len(CANDIDATES) <= 9
    assert len(set(CANDIDATES)) == len(CANDIDATES)


@pytest.mark.parametrize("line", range(1, len(CANDIDATES) + 1))
def test_the_line_that_was_chosen_is_the_table_that_is_printed_by(line: int) -> None:
    profile = chosen(EPSON, line)
    assert line_of(profile) == line
    paper = encode(Receipt("1", (Text("Ёжик"),)), profile)
    number, codec = CANDIDATES[line - 1]
    assert b"\x1bt" + bytes([number]) in paper
    if codec in {"cp866", "cp1251", "cp855"}:
        assert "Ёжик".encode(codec) in paper


@pytest.mark.parametrize("line", [-1, 0, len(CANDIDATES) + 1])
def test_a_line_that_is_not_on_the_slip_changes_nothing(line: int) -> None:
    with pytest.raises(ValueError, match="not on the slip"):
        chosen(EPSON, line)


def bench_with(kept: Kept) -> tuple[QueueBench, PrintQueue]:
    line = FileChannel("/dev/null")
    queue = PrintQueue(PrinterSetup("front", line, as_kept(EPSON, kept)), MemoryJobs(), lambda _report: None)
    return QueueBench(queue, kept, lambda _profile: lambda _text, _p: b"drawn"), queue


def test_what_was_set_is_printed_by_at_once_and_after_the_next_start() -> None:
    kept = Kept()
    bench, queue = bench_with(kept)
    assert bench.choose(2)
    assert not bench.choose(99)
    for trait in Trait:
        bench.turn(trait)
    told = bench.traits()
    assert (told.width_mm, told.cuts, told.draws_qr, told.pin, told.line) == (58, False, False, 5, 2)
    assert (queue.profile.columns, queue.profile.codec, queue.profile.drawer_pin) == (32, "cp1251", 1)
    again, _ = bench_with(kept)
    assert again.traits() == told
    for trait in Trait:
        again.turn(trait)
    assert again.traits() == replace(told, width_mm=80, cuts=True, draws_qr=True, pin=2)


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=2)
)


@given(
    st.one_of(
        st.text(max_size=20),
        st.dictionaries(
            st.sampled_from(
                ["columns", "dots", "codec", "code_page", "native_qr", "cuts", "drawer_pin", "other"]
            ),
            json_like,
        ).map(json.dumps),
    )
)
def test_preferences_that_somebody_spoiled_still_print(text: str) -> None:
    profile = as_kept(EPSON, Kept({"printer_as_epson-80": text}))
    assert encode(Receipt("1", (Text("Итого 5"),)), profile)
    assert slip(profile)
