"""What X and Z tell beside their sums: discounts by VAT and by who pays, cash with its reasons, the drawer, loose ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.cards import own_card
from loyalty_pos.core.packs.pack import Tally, tally_in
from loyalty_pos.core.problems import BadAmount
from loyalty_pos.core.receipt import Pair, Receipt, Text
from loyalty_pos.core.sale import Noted, ShiftClosed
from loyalty_pos.till.counter.unfinished import Loose, LooseEnd, unfinished
from loyalty_pos.till.issuing import IssueForm
from loyalty_pos.till.packs.deeds import Packs
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.shifts.pieces import PIECES_MINOR, pieces_of, worth_of
from loyalty_pos.till.staff import Approval, Permission
from tests.fakes.till import ANNA_CARD, BORIS_CARD, BREAD_CODE, COFFEE_CODE, MILK_CODE, FakeTill


def lines_of(paper: Receipt) -> list[str]:
    """Return the paper's lines as a person reads them."""
    return [
        f"{block.left} {block.right}".replace("\u00a0", " ") if isinstance(block, Pair) else block.text
        for block in paper.blocks
        if isinstance(block, Pair | Text)
    ]


def below(paper: Receipt, title: str) -> list[str]:
    """Return the lines between this title and the next ruler."""
    lines: list[str] = []
    seen = False
    for block in paper.blocks:
        if isinstance(block, Text) and block.text == title:
            seen = True
        elif seen and not isinstance(block, Pair):
            break
        elif seen and isinstance(block, Pair):
            lines.append(f"{block.left} {block.right}".replace("\u00a0", " "))
    return lines


# --- discounts ------------------------------------------------------------------------------------------


def test_discounts_stand_by_vat_rate_and_by_who_pays_them_and_add_up(till: FakeTill) -> None:
    till.sell(BORIS_CARD, MILK_CODE, BREAD_CODE, COFFEE_CODE)
    report = till.shift.x_report()
    assert report.totals.discount_minor == 11_499
    assert report.summary.by_vat == ((2200, 10_000), (1000, 1_499))
    assert report.summary.by_funder == (("", 11_499),)
    assert sum(minor for _, minor in report.summary.by_vat) == report.totals.discount_minor
    assert below(report.receipt, "Скидки по плательщикам") == ["За счёт: магазин 114,99 ₽"]
    assert below(report.receipt, "Скидки по ставкам НДС") == ["НДС 22 % 100,00 ₽", "НДС 10 % 14,99 ₽"]


def test_discounts_of_goods_that_came_back_are_taken_off_and_it_is_said(till: FakeTill) -> None:
    """Half of the discounts went back with the coffee: the books of the month hold what is left, and the Z says how it comes."""
    sale = till.sell(BORIS_CARD, MILK_CODE, BREAD_CODE, COFFEE_CODE).sale
    till.returns.commit(sale, {3: 1000}, "customer", Approval("s1", Permission.RETURN))
    report = till.shift.x_report()
    assert report.totals.discount_minor == 11_499, "what was given stays what was given"
    assert report.summary.discounts_back_minor == 10_000
    assert below(report.receipt, "Скидки за вычетом возвратов") == [
        "Дано за смену 114,99 ₽",
        "По возвращённым товарам −100,00 ₽",
        "Осталось за вычетом 14,99 ₽",
    ]


def test_discounts_of_a_sale_that_was_undone_are_taken_off_too(till: FakeTill) -> None:
    sale = till.sell(BORIS_CARD, COFFEE_CODE).sale
    till.returns.void(sale, "mistake", Approval("s1", Permission.VOID))
    assert till.shift.x_report().summary.discounts_back_minor == sale.discount_minor == 10_000


def test_where_nothing_came_back_the_paper_says_nothing_of_it(till: FakeTill) -> None:
    till.sell(BORIS_CARD, COFFEE_CODE)
    assert below(till.shift.x_report().receipt, "Скидки за вычетом возвратов") == []


def test_a_shift_without_discounts_has_no_such_lines(till: FakeTill) -> None:
    till.sell(MILK_CODE)
    report = till.shift.x_report()
    assert (report.summary.by_vat, report.summary.by_funder) == ((), ())
    assert "Скидки по ставкам НДС" not in lines_of(report.receipt)


def test_what_was_sold_in_the_shift_before_is_not_told_again(till: FakeTill) -> None:
    till.sell(BORIS_CARD, COFFEE_CODE)
    till.shift.close(till.shift.x_report().totals.cash_in_drawer_minor)
    till.shift.open()
    assert till.shift.x_report().summary.by_vat == ()


def test_points_that_the_till_took_alone_are_told_as_long_as_there_are_any(till: FakeTill) -> None:
    till.sell(ANNA_CARD, MILK_CODE)
    assert till.shift.x_report().summary.alone == 0


# --- cash and the drawer ----------------------------------------------------------------------------------


def test_cash_moves_stand_with_their_reason_and_who_approved(till: FakeTill) -> None:
    senior = Approval("s1", Permission.CASH_MOVE)
    till.shift.move_cash(50_000, "change", senior)
    till.shift.move_cash(-20_000, "bank", senior)
    report = till.shift.x_report()
    assert report.summary.moves == ((50_000, "change", "s1"), (-20_000, "bank", "s1"))
    assert below(report.receipt, "Внесения и изъятия") == ["Размен внесён 500,00 ₽", "Инкассация −200,00 ₽"]


def test_every_opening_of_the_drawer_without_a_sale_is_in_the_log(till: FakeTill) -> None:
    for why in ("change", "change", "count"):
        till.clock.pass_time(seconds=1)
        till.journal.record([Draft(till.world.noted("drawer_opened", reason=why), "c1")])
    report = till.shift.x_report()
    assert report.summary.drawer == (("change", 2), ("count", 1))
    assert below(report.receipt, "Ящик открыт без продажи") == ["Разменять 2", "Пересчитать 1"]


# --- plastic ----------------------------------------------------------------------------------------------


def blank(number: int) -> str:
    return own_card(f"{5_000_000_000_000 + number}")


def give(till: FakeTill, number: int) -> None:
    form = IssueForm(
        "Вера", f"+7916000000{number}", consents=(("personal_data", "1"),), card_number=blank(number)
    )
    till.issuing.issue(form)


def test_the_z_says_delivered_is_given_out_and_spoiled_and_left(till: FakeTill) -> None:
    packs = Packs(till.world)
    packs.receive(blank(1), blank(9), Approval("s1", Permission.CARDS))
    for number in (1, 2, 3):
        give(till, number)
    till.issuing.undo_last()
    packs.spoil(blank(5), "spoiled")
    lines = ["Получено 9", "Выдано 2", "Испорчено 1", "Должно остаться 6"]
    report = till.shift.x_report()
    assert below(report.receipt, "Чистые карты") == [*lines, "За смену не пересчитаны "]
    assert report.summary.cards == 2, "what was taken back was not given out"
    packs.count(5)
    give(till, 4)
    lines = ["Получено 9", "Выдано 3", "Испорчено 1", "Должно остаться 5"]
    assert below(till.shift.close(0).receipt, "Чистые карты") == [*lines, "Пересчитано 5", "Расхождение -1"]
    till.shift.open()
    assert below(till.shift.x_report().receipt, "Чистые карты")[-1] == "За смену не пересчитаны "


def test_a_till_without_packs_says_nothing_of_blank_cards(till: FakeTill) -> None:
    assert below(till.shift.x_report().receipt, "Чистые карты") == []


@pytest.mark.parametrize("text", ["", "5:1:1:3", "a:1:1:3:2", "5:1:1:3:2:9", "-5:1:1:3:2"])
def test_an_audit_line_that_is_no_count_tells_nothing(text: str) -> None:
    assert tally_in(text) is None


@given(delivered=st.integers(0, 9999), issued=st.integers(0, 9999), counted=st.none() | st.integers(0, 9999))
def test_a_count_is_read_as_it_was_written(delivered: int, issued: int, counted: int | None) -> None:
    tally = Tally(delivered + issued, issued, delivered // 2, counted)
    assert tally_in(tally.text) == tally


# --- counting -------------------------------------------------------------------------------------------


def test_a_drawer_counted_by_notes_stands_in_the_fact_and_on_the_z(till: FakeTill) -> None:
    till.sell(COFFEE_CODE)
    done = till.shift.close(95_000, ((50_000, 1), (20_000, 2), (5_000, 1)))
    closed = till.journal.of(ShiftClosed)[-1]
    assert (closed.counted_minor, closed.pieces) == (95_000, ((50_000, 1), (20_000, 2), (5_000, 1)))
    assert done.difference_minor == -5_000
    assert "200,00 ₽ x 2 400,00 ₽" in lines_of(done.receipt)
    assert "Расхождение −50,00 ₽" in lines_of(done.receipt)


@pytest.mark.parametrize("pieces", [((50_000, 1),), ((50_000, -1), (100, 1_450)), ((0, 3), (95_000, 1))])
def test_notes_that_do_not_come_to_the_sum_are_refused_and_the_shift_stays_open(
    till: FakeTill, pieces: tuple[tuple[int, int], ...]
) -> None:
    with pytest.raises(BadAmount):
        till.shift.close(95_000, pieces)
    assert till.shift.current() is not None


@given(counts=st.lists(st.integers(0, 500), max_size=len(PIECES_MINOR)))
def test_notes_and_coins_come_to_their_sum(counts: list[int]) -> None:
    pieces = pieces_of(counts)
    assert worth_of(pieces) == sum(a * b for a, b in zip(PIECES_MINOR, counts, strict=False))
    assert all(count > 0 for _, count in pieces)
    assert [worth for worth, _ in pieces] == sorted((worth for worth, _ in pieces), reverse=True)


# --- loose ends -----------------------------------------------------------------------------------------


def test_what_is_unfinished_is_listed_before_the_shift_closes(till: FakeTill) -> None:
    till.register.scan(MILK_CODE)
    till.register.park()
    till.register.scan(BREAD_CODE)
    waiting = till.journal.queue().waiting
    assert unfinished(till.world, papers=2) == (
        LooseEnd(Loose.OPEN, 1),
        LooseEnd(Loose.PARKED, 1),
        LooseEnd(Loose.PAPERS, 2),
        LooseEnd(Loose.QUEUE, waiting),
    )


def test_a_till_where_everything_is_done_lists_nothing(till: FakeTill) -> None:
    till.journal.stored = till.journal.queue().head_seq
    assert unfinished(till.world, papers=0) == ()


def test_a_receipt_set_aside_does_not_keep_the_shift_from_closing(till: FakeTill) -> None:
    till.register.scan(MILK_CODE)
    till.register.park()
    till.shift.close(0)
    assert till.shift.current() is None
    assert [note for note in till.journal.facts if isinstance(note, Noted)]
