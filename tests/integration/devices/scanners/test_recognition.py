"""A strange scanner is recognised by two codes on the screen, and read by what was recognised."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.devices.keyboard_layout import X11_OFFSET, by_place
from loyalty_pos.devices.scanner_keyboard import KeyBurst
from loyalty_pos.devices.scanners.recognition import recognised_keys, recognised_texts
from loyalty_pos.devices.scanners.recording import ChangingReader, KeyRecorder, settings_of
from loyalty_pos.lab.scanners.strokes import stroke, strokes
from loyalty_pos.till.keyboard import Fate, Key
from loyalty_pos.till.scanning.bench import BAR_TEST, SQUARE_TEST, Findings, Trouble
from loyalty_pos.till.scanning.profile import Layout, ScannerProfile, read_profiles, written

CODE = "LP-4012:Az/wq?m"
PLACES = {
    layout: {by_place(code, shift=shift, layout=layout): (code, shift) for shift in (True, False) for code in [*range(2, 58), 86]}
    for layout in (Layout.US, Layout.FRENCH, Layout.GERMAN)
}  # fmt: skip
ENDS = {"\r": Key("\r", 28 + X11_OFFSET, 0), "\t": Key("\t", 15 + X11_OFFSET, 0)}


def typed(text: str, scanner: Layout, computer: Layout, *, gap_ms: int = 5, suffix: str = "\r") -> list[Key]:
    """The keys of a scanner that believes to be one keyboard, at a computer that is set to another."""
    keys = []
    for char in text:
        code, shift = PLACES[scanner][char]
        shown = by_place(code, shift=shift, layout=computer)
        keys.append(Key(shown, code + X11_OFFSET, 0, shift=shift))
    keys += [ENDS[end] for end in suffix]
    return [key._replace(at_ms=1_000 + gap_ms * number) for number, key in enumerate(keys)]


def read(keys: Sequence[Key], profile: ScannerProfile) -> list[str]:
    """What a till with this profile hears."""
    reader = KeyBurst(settings_of(profile, X11_OFFSET))
    verdicts = [*(reader.press(key) for key in keys), reader.pause()]
    return [verdict.scan for verdict in verdicts if verdict.scan is not None]


@pytest.mark.parametrize(
    ("scanner", "computer"), list(itertools.product(PLACES, (Layout.US, Layout.FRENCH, Layout.GERMAN)))
)
@pytest.mark.parametrize(("prefix", "suffix"), [("", "\r"), ("", "\t"), ("~", "\r"), ("", "")])
@pytest.mark.parametrize("aim", ["", "]C0"])
def test_every_keyboard_of_scanner_and_computer_is_recognised_and_read(
    scanner: Layout, computer: Layout, prefix: str, suffix: str, aim: str
) -> None:
    if {*prefix, *aim} - PLACES[scanner].keys():
        prefix = aim = ""  # that keyboard has the sign behind AltGr only
    bursts = [
        typed(prefix + aim + test, scanner, computer, suffix=suffix) for test in (BAR_TEST, SQUARE_TEST)
    ]
    found = recognised_keys(bursts, X11_OFFSET)
    profile = found.profile
    assert profile is not None and found.trouble is None
    assert (profile.prefix, profile.suffix, profile.aim, profile.square, found.bars) == (
        prefix,
        suffix,
        bool(aim),
        True,
        True,
    )
    assert profile.layout is scanner or (scanner is computer and profile.layout is Layout.TYPED)
    assert read(typed(prefix + aim + CODE, scanner, computer, suffix=suffix), profile) == [aim + CODE]


def test_a_scanner_of_the_us_is_trusted_under_a_russian_layout_with_caps_lock() -> None:
    keys = [strokes(test + "\r", 1_000, 7, russian=True, caps=True) for test in (BAR_TEST, SQUARE_TEST)]
    assert recognised_keys(keys, X11_OFFSET) == Findings(ScannerProfile(suffix="\r", square=True), bars=True)


def test_a_slow_scanner_is_given_its_time() -> None:
    slow = typed(BAR_TEST, Layout.US, Layout.US, gap_ms=60)
    assert read(slow, ScannerProfile()) == [], "the usual settings take it for a person"
    profile = recognised_keys([slow], X11_OFFSET).profile
    assert profile is not None and profile.gap_ms == 120
    assert read(typed(CODE, Layout.US, Layout.US, gap_ms=70), profile) == [CODE]


def test_without_places_of_keys_the_text_itself_is_read() -> None:
    bare = [stroke(char, number * 5, codes=False) for number, char in enumerate(BAR_TEST + "\r")]
    profile = recognised_keys([bare], None).profile
    assert profile is not None and profile.layout is Layout.US
    caps = [key._replace(text=key.text.swapcase()) for key in bare]
    assert recognised_keys([caps], None) == Findings(trouble=Trouble.CAPS_LOCK)


def test_another_code_is_said_and_forgets_nothing() -> None:
    bars = typed(BAR_TEST, Layout.US, Layout.US)
    found = recognised_keys([bars, typed("4006381333931", Layout.US, Layout.US)], X11_OFFSET)
    assert found.trouble is Trouble.OTHER_CODE and found.profile is not None
    assert recognised_keys([], X11_OFFSET) == Findings()


def test_a_second_scanner_begins_anew() -> None:
    first = typed(BAR_TEST, Layout.US, Layout.US)
    second = typed("~" + SQUARE_TEST, Layout.US, Layout.US)
    found = recognised_keys([first, second], X11_OFFSET)
    assert found.profile is not None and found.profile.prefix == "~" and not found.bars


def test_a_scanner_on_a_line_is_recognised_by_its_texts() -> None:
    found = recognised_texts("COM5", [f"##]C0{BAR_TEST}", f"##]Q1{SQUARE_TEST}"])
    assert found == Findings(ScannerProfile("COM5", "##", aim=True, square=True), bars=True)
    assert recognised_texts("COM5", [BAR_TEST[::-1]]).trouble is Trouble.OTHER_CODE


def test_the_recorder_gives_a_persons_keys_back_and_keeps_what_a_machine_types() -> None:
    recorder = KeyRecorder(X11_OFFSET)
    assert recorder.press(Key("", 66 + X11_OFFSET, 1_000)).fate is Fate.HOLD
    assert recorder.pause().replay == 1
    for key in typed(BAR_TEST, Layout.US, Layout.US, gap_ms=120):
        assert recorder.press(key).scan is None
    assert recorder.pause().scan == BAR_TEST and len(recorder.bursts) == 1


def test_a_reader_changes_only_between_codes() -> None:
    reader = ChangingReader(ScannerProfile(), X11_OFFSET)
    first, *rest = typed(CODE, Layout.US, Layout.US)
    reader.press(first)
    reader.record(on=True)
    assert [scan for key in rest if (scan := reader.press(key).scan)] == [CODE]
    later = [key._replace(at_ms=key.at_ms + 5_000) for key in typed(CODE, Layout.US, Layout.US)]
    assert [reader.press(key).scan for key in later] == [None] * len(later)
    assert reader.pause().scan == CODE and reader.recorder.bursts


profiles = st.builds(
    ScannerProfile,
    where=st.sampled_from(["", "COM5", "hid", "hid:0c2e:0b81"]),
    prefix=st.text(max_size=8),
    suffix=st.sampled_from(["", "\r", "\t", "\r\t"]),
    layout=st.sampled_from(Layout),
    gap_ms=st.integers(1, 1_000),
    aim=st.booleans(),
    square=st.booleans(),
)


@given(st.lists(profiles, max_size=4, unique_by=lambda profile: profile.where))
def test_what_is_kept_is_read_back(kept: list[ScannerProfile]) -> None:
    assert list(read_profiles(written(kept)).values()) == kept


@pytest.mark.parametrize(
    "text", ["", "[", "7", '["x"]', '[{"gap_ms": "35"}]', '[{"layout": "xx"}]', '[{"gap_ms": 0}]', '[{"suffix": "x"}]']
)  # fmt: skip
def test_what_somebody_broke_by_hand_is_as_if_nothing_was_kept(text: str) -> None:
    assert read_profiles(text) == {}
