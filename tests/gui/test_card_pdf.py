"""A printed card is read back: right size, both codes are the number, the letters are letters."""

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pytest
import zxingcpp

from loyalty_pos.core.cards import own_card
from loyalty_pos.ui.card_pdf import CardFace, write_card_pdf
from loyalty_pos.ui.look.fonts import load_fonts
from loyalty_pos.wiring.cards import CodePictures, print_sheets


def faces(count: int) -> list[CardFace]:
    return [
        CardFace("Ромашка и партнёры, сеть магазинов у дома", "Клуб «Свои»", own_card(f"{i:013}"))
        for i in range(count)
    ]


pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    load_fonts()
    path = tmp_path / "cards.pdf"
    write_card_pdf(path, faces(3), CodePictures())
    return path


def test_a_card_has_the_size_of_a_bank_card_and_one_page_each(pdf: Path) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 3
        width, height = document[0].get_size()
        # a PDF page is whole points of 0.35 mm
        assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx((85.6, 53.98), abs=0.2)


@pytest.mark.parametrize("dots_per_inch", [300, 600])
def test_qr_and_bars_are_read_from_the_paper(pdf: Path, dots_per_inch: int) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        for page, face in zip(document, faces(3), strict=True):
            picture = page.render(scale=dots_per_inch / 72).to_pil().convert("L")
            codes = {(code.format.name, code.text) for code in zxingcpp.read_barcodes(picture)}
            assert codes == {("QRCode", face.number), ("Code128", face.number)}


def test_the_letters_can_be_searched_for(pdf: Path) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage().get_text_bounded()
    number = own_card("0" * 13)
    assert "Ромашка и партнёры" in text and "Клуб «Свои»" in text
    assert number in text.replace(" ", "")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        write_card_pdf(tmp_path / "nowhere" / "cards.pdf", faces(1), CodePictures())


def test_blank_cards_stand_ten_on_a_sheet_and_each_is_read_from_the_paper(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    numbers = [own_card(f"{i:013}") for i in range(1, 13)]
    print_sheets(path, numbers, "Ромашка", "Клуб")
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 2
        width, height = document[0].get_size()
        assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx((210, 297), abs=0.5)
        read = {
            code.text
            for page in document
            for code in zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil())
        }
    assert read == set(numbers)
