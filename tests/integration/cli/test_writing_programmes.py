"""A marketer goes from an idea to a checked, explained, priced programme by commands, in both languages."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from loyalty_pos.cli.programme.arguments import TEMPLATES
from loyalty_pos.core.programme import AfterMonths, NeverExpires, Programme
from loyalty_pos.core.programme.file import read_programme
from tests.integration.cli.conftest import Ask

THURSDAY = "2026-11-26T19:30:00+03:00"
SMALL = 'id = "p"\nnames = { en = "Plain", ru = "Простая" }\n'
OFFER = '[[promotion]]\nid = "a"\nname = "A"\nkind = "percent"\nbp = 500\n'
Answers = Callable[[str], None]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Return how to answer in advance what will be asked."""
    return lambda lines: monkeypatch.setattr("sys.stdin", io.StringIO(lines))


def write(folder: Path, text: str, name: str = "p.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


# --- check -----------------------------------------------------------------------------------------------


def test_a_clean_programme_ends_with_0(ask: Ask, tmp_path: Path) -> None:
    said = ask("programme", "check", write(tmp_path, SMALL))
    assert (said.code, said.out) == (0, "«Plain»: right, nothing to warn of.\n")


def test_all_mistakes_are_told_with_line_and_key_and_end_with_2(ask: Ask, tmp_path: Path) -> None:
    path = write(tmp_path, SMALL + "[accrual]\nrate_pb = 5\n" + OFFER.replace("500", "0"))
    said = ask("programme", "check", path)
    assert said.code == 2
    assert said.out.splitlines() == [
        f"{path}:4: error: accrual.rate_pb: this word is not known; did you mean rate_bp.",
        f"{path}:9: error: promotion[1].bp: from 1 to 10000 are needed.",
        "2 mistakes. Correct and check again.",
    ]
    assert "ошибка: promotion[1].bp: нужно от 1 до 10000." in ask("programme", "check", path, lang="ru").out


def test_a_slip_of_the_pen_is_told_with_its_column(ask: Ask, tmp_path: Path) -> None:
    path = write(tmp_path, 'id = "p\n')
    assert ask("programme", "check", path).out.startswith(f"{path}:1:8: error: not written correctly:")


def test_a_slip_of_the_pen_is_told_without_english(ask: Ask, tmp_path: Path) -> None:
    programme = write(tmp_path, 'id = "p"\nnames = {\n')
    assert (
        "ошибка записи: лишний или пропущенный знак." in ask("programme", "check", programme, lang="ru").out
    )
    basket = write(tmp_path, "{]", "basket.json")
    said = ask("price", write(tmp_path, SMALL), basket, lang="ru").err
    assert "лишний или пропущенный знак (строка 1, знак 2)" in said


def test_warnings_end_with_0_and_with_1_where_one_is_strict(ask: Ask, tmp_path: Path) -> None:
    path = write(tmp_path, SMALL + OFFER + "when = { until = 2026-11-22 }\n")
    said = ask("programme", "check", path, "--at", "2026-11-22")
    assert said.code == 0
    assert (
        f"{path}:8: warning: promotion[1].when: «a» can never act again: its time was over on 22" in said.out
    )
    assert ask("programme", "check", path, "--at", "2026-11-22", "--strict").code == 1
    assert ask("programme", "check", path, "--at", "2026-11-21", "--strict").code == 0
    assert ask("programme", "check", path, "--at", "tomorrow").code == 2


def test_two_kinds_of_points_are_warned_of_in_the_second_file(ask: Ask, tmp_path: Path) -> None:
    limit = '[[accrual.limit]]\nper = "day"\nreceipts = 3\n'
    points = f"[accrual]\nrate_bp = 1\nlife_days = 5\n{limit}[redemption]\nitem_cap_bp = 3_000\n"
    first, second = (write(tmp_path, SMALL.replace('"p"', f'"{n}"') + points, f"{n}.toml") for n in "ab")
    said = ask("programme", "check", first, second, "--json")
    told = json.loads(said.out)
    assert [(remark["file"], remark["code"], remark["line"]) for remark in told] == [
        (str(second), "second_currency", 9)
    ]


# --- explain, diff, schema -------------------------------------------------------------------------------


def test_a_programme_is_explained_in_both_languages(ask: Ask, tmp_path: Path) -> None:
    path = write(tmp_path, SMALL + OFFER)
    assert (
        "«A» (a): 5% off. Goods: all. Together with the card's discount."
        in ask("programme", "explain", path).out
    )
    assert "«A» (a): скидка 5 %." in ask("programme", "explain", path, lang="ru").out.replace("\u00a0", " ")


def test_what_changes_is_told_by_rule(ask: Ask, tmp_path: Path) -> None:
    limits = '[[limits.legal]]\ncategory = "vodka"\nprice_minor = 1\n'
    old = write(tmp_path, SMALL + OFFER + OFFER.replace('"a"', '"gone"') + limits, "old.toml")
    new = write(
        tmp_path,
        SMALL + OFFER.replace("500", "700") + OFFER.replace('"a"', '"came"') + "[accrual]\nrate_bp = 9\n",
        "new.toml",
    )
    said = ask("programme", "diff", old, new)
    assert said.code == 0
    for told in (
        "- a: was: «A» (a): 5% off. Now: «A» (a): 7% off.",
        "- Gone: «A» (gone): 5% off. Goods: all.",
        "- New: «A» (came): 5% off. Goods: all.",
        "- was: — Now: Earned: 0.09% of the sum.",
        "- Gone: «vodka»: not under ₽0.01 a piece, kilogram or litre.",
    ):
        assert told in said.out
    assert "было: «A» (a): скидка 5" in ask("programme", "diff", old, new, lang="ru").out
    assert ask("programme", "diff", old, old).out == "Nothing changes.\n"


def test_the_schema_is_written_as_published(ask: Ask, project_root: Path) -> None:
    published = project_root / "resources" / "programmes" / "programme.schema.json"
    assert ask("programme", "schema").out == published.read_text("utf-8")


# --- templates -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("trade", TEMPLATES)
def test_each_template_is_clean_and_explains_and_prices_a_basket(
    ask: Ask, project_root: Path, tmp_path: Path, trade: str, lang: str
) -> None:
    made = ask("programme", "new", "--template", trade, lang=lang)
    assert (made.code, made.err) == (0, "")
    path = write(tmp_path, made.out)
    assert ask("programme", "check", path, "--strict", "--at", "2026-11-22", lang=lang).code == 0
    assert read_programme(made.out).name(lang) in ask("programme", "explain", path, lang=lang).out
    basket = project_root / "docs" / "examples" / f"{trade}.json"
    quote = json.loads(ask("price", path, basket, "--at", THURSDAY).out)
    assert quote["discount_minor"] + quote["points_money_minor"] > 0
    assert quote["gross_minor"] == quote["discount_minor"] + quote["points_money_minor"] + quote["due_minor"]
    assert quote["payable_minor"] > 0


def test_the_templates_say_the_same_in_both_languages(ask: Ask) -> None:
    for trade in TEMPLATES:
        english, russian = (
            ask("programme", "new", "--template", trade, lang=lang).out for lang in ("en", "ru")
        )
        assert _rules(read_programme(english)) == _rules(read_programme(russian))
        assert english != russian


def _rules(programme: Programme) -> list[object]:
    offers = [(offer.id, offer.effect, offer.goods, offer.when) for offer in programme.promotions]
    return [programme.id, programme.names, programme.accrual, programme.redemption, programme.limits, *offers]


def test_a_jeweller_is_offered_half_of_the_price_and_points_for_ever(ask: Ask) -> None:
    programme = read_programme(ask("programme", "new", "--template", "jewellery").out)
    assert programme.redemption is not None
    assert programme.accrual is not None
    assert (programme.redemption.item_cap_bp, programme.accrual.expiry) == (5_000, NeverExpires())


def test_a_clone_differs_in_its_parameters_only(ask: Ask) -> None:
    said = ask(
        "programme",
        "new",
        "--template",
        "sports",
        "--id",
        "gifts",
        "--name",
        "Bows",
        "--set",
        "accrual.rate_bp=700",
        "--set",
        "kind=gifts",
        "--set",
        "since=2026-12-01",
    )
    programme = read_programme(said.out)
    assert (programme.id, programme.names, programme.kind) == ("gifts", (("en", "Bows"),), "gifts")
    assert "rate_bp = 700   # 5 % of what was paid" in said.out
    assert programme.since is not None


def test_a_value_that_makes_no_programme_is_refused(ask: Ask) -> None:
    said = ask("programme", "new", "--template", "sports", "--set", "accrual.rate_bp=lots")
    assert (said.code, said.out) == (2, "")
    assert "accrual.rate_bp" in said.err
    assert ask("programme", "new", "--template", "sports", "--set", "rate").code == 2


# --- the talk --------------------------------------------------------------------------------------------


def test_four_steps_end_in_a_checked_file(ask: Ask, answers: Answers) -> None:
    answers("receipt\n2\nGoal!\n4,5\n25\n7\n12\n1 000 000\n50\n25\n80\nyes\nsms, push\n")
    said = ask("programme", "new")
    programme = read_programme(said.out)
    assert (programme.id, programme.name("en")) == ("sports", "Goal!")
    assert (programme.launch.goal, programme.launch.type, programme.launch.channels) == (
        "receipt",
        "sports",
        ("push", "sms"),
    )
    assert programme.accrual is not None
    assert programme.redemption is not None
    assert (programme.redemption.item_cap_bp, programme.accrual.expiry) == (2_500, AfterMonths(12))
    # members buy for 500,000: points worth 22,500, of which 18,000 are used
    assert "points worth ₽22,500.00, ₽18,000.00 of them used: 3.6% of what members buy" in said.err
    assert "The shop will owe up to ₽216,000.00. It pays if members buy 16.82% more." in said.err


def test_conditions_that_are_too_dear_are_asked_again(ask: Ask, answers: Answers) -> None:
    answers("1\ncashback\n\n50\n\n\n900000\n\n10\n\nno\n2\n\n\n\n\n\n\nyes\n\n")
    said = ask("programme", "new")
    assert said.err.count("Points for a purchase, per cent") == 2
    assert "The margin does not pay for it, whatever members buy." in said.err
    assert "rate_bp = 200" in said.out
    assert "[900000]" in said.err


def test_whoever_says_nothing_gets_what_stands_in_brackets(ask: Ask, answers: Answers) -> None:
    answers("")
    said = ask("programme", "new", lang="ru")
    assert read_programme(said.out).kind == "jewellery"
    assert "1. Зачем? [return]" in said.err


def test_an_answer_from_a_pipe_that_is_not_understood_is_refused(ask: Ask, answers: Answers) -> None:
    answers("1\n9\n")
    said = ask("programme", "new")
    assert (said.code, said.out) == (2, "")
    assert "does not understand «9»" in said.err


# --- prices in sentences ---------------------------------------------------------------------------------


def test_a_price_is_told_in_sentences(ask: Ask, project_root: Path) -> None:
    template = project_root / "resources" / "programmes" / "templates" / "cosmetics.toml"
    basket = project_root / "docs" / "examples" / "cosmetics.json"
    said = ask("price", template, basket, "--at", THURSDAY, "--explain")
    for told in (
        "Perfume: 1 pcs at ₽5,290.00, ₽5,290.00",
        "- Offer “Brand of the month −20 %”: 20% gives ₽1,058.00 off",
        "- Gift of offer “A sample from 5,000 on” from ₽5,000.00: ₽150.00 off",
        "- To pay ₽4,864.00",
    ):
        assert told in said.out.replace("\u00a0", " ")
    assert "К оплате 4 864,00 ₽" in ask(
        "price", template, basket, "--at", THURSDAY, "--explain", lang="ru"
    ).out.replace("\u00a0", " ")
