"""A marketer is told all mistakes of a file at once, each with its place, and never one that is none."""

from loyalty_pos.core.problems import BadProgramme
from loyalty_pos.core.programme.file.mistakes import line_of, mistakes

START = 'id = "p"\nnames = { en = "P" }\n'
GOOD = '[[promotion]]\nid = "a"\nname = "A"\nkind = "percent"\nbp = 500\n'
TIERS = '[tiers]\n[[tiers.step]]\nid = "s"\nname = "S"\nfrom_minor = 0\n'


def told(text: str) -> list[tuple[str, int, str]]:
    return [(problem.key, problem.line, problem.reason) for problem in mistakes(text)]


def test_a_programme_has_no_mistakes() -> None:
    assert told(START + GOOD) == []


def test_each_rule_tells_its_own_mistake_in_order_of_lines() -> None:
    second = GOOD.replace('"a"', '"b"').replace("500", "-1")
    third = GOOD.replace('"a"', '"c"').replace('name = "A"\n', "")
    assert told(START + "[accrual]\nrate_bp = 10_001\n" + GOOD + second + third) == [
        ("accrual.rate_bp", 4, "expected_0_to_10000"),
        ("promotion[2].bp", 14, "expected_1_to_10000"),
        ("promotion[3].name", 15, "missing"),
    ]


def test_all_misspelt_words_are_told() -> None:
    text = START + GOOD.replace("bp", "pb") + GOOD.replace('"a"', '"b"').replace("kind", "knid")
    assert told(text) == [
        ("promotion[1].pb", 7, "unknown_key"),
        ("promotion[2].knid", 11, "unknown_key_near: kind"),
    ]


def test_a_misspelt_word_inside_braces_is_told_with_its_line() -> None:
    assert told(START + GOOD + "when = { wekdays = [1] }\n") == [
        ("promotion[1].when.wekdays", 8, "unknown_key_near: weekdays")
    ]


def test_what_refers_to_a_mistaken_rule_is_no_mistake() -> None:
    text = START + TIERS.replace("= 0", "= -5") + '[card]\ndiscount = "tiers"\n'
    assert told(text) == [("tiers.step[1].from_minor", 7, "expected_0_to_9007199254740992")]


def test_what_has_neither_id_nor_name_is_read_on() -> None:
    assert [key for key, _, _ in told(GOOD.replace("500", "0"))] == ["id", "names", "promotion[1].bp"]


def test_a_slip_of_the_pen_has_line_and_column() -> None:
    problem = mistakes('id = "p\n')[0]
    assert isinstance(problem, BadProgramme)
    assert (problem.key, problem.line, problem.column) == ("", 1, 8)


def test_keys_inside_a_long_text_are_no_keys() -> None:
    assert told(START + GOOD.replace('"A"', '"""A\nhurry = now"""')) == []


def test_a_separator_inside_a_text_is_no_new_line() -> None:
    text = START.replace("P", "P\x85\u2028") + GOOD.replace("500", "0")
    assert told(text) == [("promotion[1].bp", 7, "expected_1_to_10000")]


def test_the_line_of_a_rule_is_found_for_a_warning() -> None:
    text = START + GOOD + "when = { weekdays = [1] }\n"
    assert line_of(text, "promotion[1].when.weekdays") == 8
    assert line_of(text, "promotion[1]") == 3
    assert line_of(text, "limits") == 1
