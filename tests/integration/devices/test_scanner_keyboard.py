"""A scanner that types: whatever is mixed, each scan is one text, each key of a person stays a key."""

import string
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.problems import UnreadableCode
from loyalty_pos.core.scan import DEFAULT_CODES, Nomenclature, read
from loyalty_pos.devices.keyboard_layout import WINDOWS_OFFSET, X11_OFFSET, by_place, turned_back
from loyalty_pos.devices.scanner_keyboard import BurstSettings, KeyBurst
from loyalty_pos.till.keyboard import Fate, Key, Verdict
from loyalty_pos.till.scanning.profile import Layout

PLACES = {by_place(code, shift=shift): (code, shift) for shift in (True, False) for code in range(2, 58)}
ENTER = 28
RUSSIAN = dict(
    zip(
        "qwertyuiop[]asdfghjkl;'zxcvbnm,./`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?~@#$^&|",
        'йцукенгшщзхъфывапролджэячсмитьбю.ёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё"№;:?/',
        strict=True,
    )
)
Event = str | Key  # a scan, or a key given back to the window


def stroke(char: str, at_ms: int, *, russian: bool = False, offset: int = X11_OFFSET) -> Key:
    """The key press that a US keyboard makes for a character, under an English or Russian layout."""
    if char == "\r":
        return Key("\r", ENTER + offset, at_ms)
    if char < " ":
        return Key(char, PLACES[chr(ord(char) + 64).lower()][0] + offset, at_ms, command=True)
    code, shift = PLACES[char]
    return Key(RUSSIAN.get(char, char) if russian else char, code + offset, at_ms, shift=shift)


def burst(text: str, start_ms: int, gap_ms: int = 8, **how: bool) -> list[Key]:
    """The keys of one scan."""
    return [stroke(char, start_ms + i * gap_ms, **how) for i, char in enumerate(text)]


def seen(keys: Sequence[Key], settings: BurstSettings | None = None) -> list[Event]:
    """Everything a window would get, in order; a pause is told when one is long enough."""
    machine = KeyBurst(settings or BurstSettings())
    held: list[Key] = []
    events: list[Event] = []

    def obey(verdict: Verdict) -> None:
        nonlocal held
        events.extend(held[: verdict.replay])
        held = [] if verdict.forget else held[verdict.replay :]
        events.extend([verdict.scan] if verdict.scan is not None else [])

    for before, key in zip([None, *keys], keys, strict=False):
        if before and key.at_ms - before.at_ms > machine.gap_ms:
            obey(machine.pause())
        verdict = machine.press(key)
        obey(verdict)
        if verdict.fate is Fate.HOLD:
            held.append(key)
        elif verdict.fate is Fate.PASS:
            events.append(key)
    obey(machine.pause())
    assert not held
    return events


def test_a_scan_is_one_text_and_no_key() -> None:
    assert seen(burst("4006381333931\r", 0)) == ["4006381333931"]


def test_typing_comes_back_key_by_key() -> None:
    typed = [stroke(char, i * 120) for i, char in enumerate("ivan 123456\r")]
    assert seen(typed) == typed


def test_a_short_burst_is_somebody_quick() -> None:
    typed = burst("123\r", 0, gap_ms=20)
    assert seen(typed) == typed


def test_a_computer_that_stumbles_in_the_middle_of_a_scan_is_forgiven() -> None:
    keys = burst("4006381333931\r", 0)
    late = [*keys[:8], *(key._replace(at_ms=key.at_ms + 120) for key in keys[8:])]
    assert seen(late) == ["4006381333931"]


def test_a_held_down_key_is_a_person() -> None:
    typed = [replace_repeat(stroke("a", i * 33), repeats=i > 0) for i in range(20)]
    assert seen(typed) == typed


def test_a_quick_scanner_that_repeats_a_digit_holds_no_key_down() -> None:
    keys = [
        key._replace(repeats=i in {3, 4, 5, 9}) for i, key in enumerate(burst("2900000000000185\r", 0, 2))
    ]
    assert seen(keys) == ["2900000000000185"]


def replace_repeat(key: Key, *, repeats: bool) -> Key:
    return key._replace(repeats=repeats)


@pytest.mark.parametrize(
    "text",
    ["LP-4012345678901", "https:" + "//card.example/?id=4012&k=A_b-~", string.printable[:94] + " "],
)
@pytest.mark.parametrize("offset", [X11_OFFSET, WINDOWS_OFFSET])
def test_a_russian_layout_is_repaired_by_the_place_of_the_key(text: str, offset: int) -> None:
    keys = [stroke(char, i * 5, russian=True, offset=offset) for i, char in enumerate(text + "\r")]
    assert seen(keys, BurstSettings(scan_code_offset=offset)) == [text]


def test_caps_lock_changes_nothing() -> None:
    keys = [key._replace(text=key.text.swapcase()) for key in burst("LPR1:Ab42\r", 0)]
    assert seen(keys) == ["LPR1:Ab42"]


def test_without_scan_codes_the_letters_are_turned_back() -> None:
    keys = [key._replace(scan_code=0) for key in burst("LP-4012345678901?\r", 0, russian=True)]
    assert seen(keys) == ["LP-4012345678901?"]
    assert turned_back("4006381333931.") == "4006381333931."


def test_a_scanner_set_to_the_tills_own_layout_is_left_alone() -> None:
    keys = [key._replace(text=key.text.upper()) for key in burst("code-1234\r", 0)]
    assert seen(keys, BurstSettings(layout=Layout.TYPED)) == ["CODE-1234"]


def test_the_number_block_types_digits_whatever_num_lock_says() -> None:
    codes = {"7": 71, "8": 72, "9": 73, "4": 75, "5": 76, "6": 77, "1": 79, "2": 80, "3": 81, "0": 82}
    keys = [Key("", codes[digit] + X11_OFFSET, i * 5) for i, digit in enumerate("4006381333931")]
    assert seen([*keys, Key("\r", 96 + X11_OFFSET, 70)]) == ["4006381333931"]


def test_gs_of_a_marked_pack_is_kept() -> None:
    code = "0104006381333931215abc\x1d93abcd"
    keys = burst(code + "\r", 0)
    assert seen(keys) == [code]
    assert seen([key._replace(text="") if key.command else key for key in keys]) == [code]


@pytest.mark.parametrize("place", [0, 1, 6, 12, 13])
@pytest.mark.parametrize("control", [chr(code) for code in range(1, 32) if chr(code) not in "\r\t\n\x1d"])
def test_t15_a_hotkey_inside_a_scan_acts_on_nothing_and_spoils_the_scan(control: str, place: int) -> None:
    digits = "4006381333931"
    letter = chr(ord(control) + 64).lower()
    code = PLACES.get(letter, (1, False))[0]
    keys = [stroke(char, i * 5) for i, char in enumerate(digits[:place] + "0" + digits[place:] + "\r")]
    keys[place] = Key(control, code + X11_OFFSET, place * 5, command=True)
    events = seen(keys)
    assert len(events) == 1 and isinstance(events[0], str)
    with pytest.raises(UnreadableCode):
        read(events[0], Nomenclature((), DEFAULT_CODES))


def test_t15_function_keys_and_escape_inside_a_scan_act_on_nothing() -> None:
    for text, code in (("", 59), ("", 88), ("\x1b", 1), ("\x08", 14), ("", 103)):
        keys = burst("4006381333931\r", 0)
        keys[5] = Key(text, code + X11_OFFSET, keys[5].at_ms)
        (scan,) = seen(keys)
        assert isinstance(scan, str) and "\x1a" in scan


def test_a_line_feed_after_enter_belongs_to_the_scan() -> None:
    keys = [*burst("4006381333931\r", 0), Key("\n", PLACES["j"][0] + X11_OFFSET, 110, command=True)]
    assert seen(keys) == ["4006381333931"]
    twice = [*burst("4006381333931\r", 0), stroke("\r", 110)]
    assert seen(twice) == ["4006381333931"]


def test_a_hotkey_of_a_person_comes_back() -> None:
    f12 = Key("", 88 + X11_OFFSET, 500)
    assert seen([f12]) == [f12]


def test_with_a_prefix_typing_is_never_held_back() -> None:
    settings = BurstSettings(prefix="~", gap_ms=100)
    machine = KeyBurst(settings)
    assert machine.press(stroke("a", 0)).fate is Fate.PASS
    assert seen(burst("~42\r", 0, gap_ms=60), replace(settings, min_length=2)) == ["42"]
    fast = burst("ivan-the-fast\r", 0)
    assert seen(fast, settings) == fast


def test_a_scanner_without_suffix_ends_with_a_pause() -> None:
    settings = BurstSettings(suffix="")
    keys = [*burst("4006381333931", 0), *burst("2912345678901234", 1_000), stroke("a", 2_000)]
    assert seen(keys, settings) == ["4006381333931", "2912345678901234", keys[-1]]


codes = st.text(string.digits + string.ascii_letters + " $%*+-./:", min_size=6, max_size=40)
typing = st.text(string.ascii_letters + string.digits + " \r\x01\x02", min_size=1, max_size=12)
mix = st.lists(
    st.tuples(st.sampled_from(["scan", "type"]), codes, typing, st.integers(1, 35), st.integers(1, 400)),
    max_size=8,
)


@given(parts=mix, russian=st.booleans(), crowded=st.booleans())
def test_any_mix_of_scans_and_typing_loses_merges_and_turns_round_nothing(
    *, parts: list[tuple[str, str, str, int, int]], russian: bool, crowded: bool
) -> None:
    keys: list[Key] = []
    wanted: list[Event] = []
    now, before = 1_000, ""
    for what, code, typed, gap, pause in parts:
        # two scans may follow each other at once, a person never hits a key in the same blink
        now += gap if crowded and what == before == "scan" else 36 + pause
        before = what
        if what == "scan":
            keys += (fresh := burst(code + "\r", now, gap, russian=russian))
            wanted.append(code)
        else:
            fresh = [stroke(char, now + i * (36 + pause), russian=russian) for i, char in enumerate(typed)]
            keys += fresh
            wanted += fresh
        now = fresh[-1].at_ms
    assert seen(keys) == wanted
