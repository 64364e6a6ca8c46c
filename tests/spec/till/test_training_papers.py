"""A paper of training is one at first sight, from both ends, and no scanner finds anything on it."""

import pytest

from loyalty_pos.core.receipt import Barcode, Qr, Receipt, Text
from loyalty_pos.till.papers.training import MARKS, practice_paper
from loyalty_pos.till.ports import DeviceStatus, ReceiptPrinter
from loyalty_pos.till.roles.training import write_training_begun
from loyalty_pos.wiring.training import PracticePrinter, ShutDrawer
from tests.fakes.till import ANNA_CARD, MILK_CODE, FakeTill


class Roll:
    """A printer that keeps what it was given."""

    def __init__(self) -> None:
        self.papers: list[Receipt] = []

    def print(self, receipt: Receipt) -> None:
        self.papers.append(receipt)

    def status(self) -> DeviceStatus:
        return DeviceStatus("roll", "ok")


def papers_of_a_day(till: FakeTill) -> list[Receipt]:
    done = till.sell(ANNA_CARD, MILK_CODE)
    till.staff.lock("hand")
    till.staff.log_in("2222")
    back = till.returns.commit(done.sale, {1: 1000}, "broken")
    return [
        done.receipt,
        back.receipt,
        till.shift.x_report().receipt,
        till.shift.close(0).receipt,
    ]


@pytest.mark.parametrize("language", MARKS)
def test_every_paper_is_marked_at_both_ends_and_bears_no_code(till: FakeTill, language: str) -> None:
    roll = Roll()
    printer: ReceiptPrinter = PracticePrinter(roll, language)
    papers = papers_of_a_day(till)
    assert any(isinstance(block, Qr | Barcode) for paper in papers for block in paper.blocks)
    for paper in papers:
        printer.print(paper)
    assert len(roll.papers) == len(papers)
    for printed, paper in zip(roll.papers, papers, strict=True):
        words = [block.text for block in printed.blocks if isinstance(block, Text)]
        assert words[0] == words[-2] == MARKS[language][0]
        assert words[1] == words[-1] == MARKS[language][1]
        assert not [block for block in printed.blocks if isinstance(block, Qr | Barcode)]
        assert not printed.open_drawer
        assert (printed.kind, printed.number) == (paper.kind, paper.number)
    assert printer.status().state == "ok"


def test_the_real_drawer_stays_shut(till: FakeTill) -> None:
    done = till.sell(MILK_CODE)
    assert done.receipt.open_drawer
    assert not practice_paper(done.receipt, "ru").open_drawer
    ShutDrawer().open()


def test_that_the_till_was_turned_to_training_stands_in_the_real_book_and_in_no_figure(
    till: FakeTill,
) -> None:
    before = till.shift.x_report().totals
    write_training_begun(till.world, "s1")
    assert till.journal.notes()[-1] == "training_begun"
    assert till.shift.x_report().totals == before
