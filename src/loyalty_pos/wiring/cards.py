"""Cards on paper: pictures of their codes, and the PDF of a card in a folder where people find it."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import platformdirs

from loyalty_pos.core.problems import FileNotWritten
from loyalty_pos.till.office.table import Table
from loyalty_pos.till.papers.statement_lines import StatementWords
from loyalty_pos.till.world import TillWorld
from loyalty_pos.ui.parts import Preferences
from loyalty_pos.wire.office import Statement

FOLDER: Final = "card_folder"
"""Preference: where cards are saved; without it the user's documents."""

_OURS: Final = "Loyalty POS"
_MASK: Final = 3
_KEPT: Final = 16
"""Codes drawn last: a paper asks for the height of its code, and again whenever it is painted."""


@lru_cache(maxsize=_KEPT)
def _qr(text: str) -> Sequence[Sequence[bool]]:
    """Draw with one of the eight masks. To try which is the fairest is four fifths of the work, while a window waits."""
    import qrcode

    code = qrcode.QRCode(border=0, error_correction=qrcode.ERROR_CORRECT_M, mask_pattern=_MASK)
    code.add_data(text)
    return tuple(tuple(map(bool, row)) for row in code.get_matrix())


class CodePictures:
    """Pictures of codes as data; the libraries come at the first code."""

    def qr(self, text: str) -> Sequence[Sequence[bool]]:
        """Return the rows of a QR code without its quiet zone."""
        return _qr(text)

    def save(self, text: str, path: Path) -> None:
        """Write a QR code with its quiet zone as a picture (PNG). Raises ``FileNotWritten``."""
        import qrcode

        code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M)
        code.add_data(text)
        try:
            with path.open("wb") as file:
                code.make_image().save(file)
        except OSError as error:
            raise FileNotWritten(path=str(path)) from error

    def bars(self, text: str) -> str:
        """Return a Code 128 as ``0`` and ``1``."""
        from barcode.codex import Code128

        return str(Code128(text).build()[0])


def print_sheets(path: Path, numbers: Sequence[str], shop: str, programme: str) -> None:
    """Write blank cards as sheets of ten, outside of any window. Raises ``FileNotWritten``."""
    from loyalty_pos.ui.card_pdf import CardFace, write_sheets_alone

    try:
        write_sheets_alone(path, [CardFace(shop, programme, number) for number in numbers], CodePictures())
    except OSError as error:
        raise FileNotWritten(path=str(path)) from error


def card_saver(world: TillWorld, preferences: Preferences) -> Callable[[str], Path]:
    """Return what writes the card of a number and says where. The file's name tells the last four digits only."""

    def save(number: str) -> Path:
        from loyalty_pos.ui.card_pdf import CardFace, write_card_pdf

        folder = _folder(preferences)
        path = folder / f"card-{number[-4:]}-{world.clock.now():%Y%m%dT%H%M%S}.pdf"
        programme = world.programmes.current().programme.name(world.identity.language)
        face = CardFace(world.settings.get("shop_name"), programme, number)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_card_pdf(path, [face], CodePictures())
        except OSError as error:
            raise FileNotWritten(path=str(path)) from error
        return path

    return save


def statement_saver(world: TillWorld, preferences: Preferences) -> Callable[[Statement, bool], Path]:
    """Return what writes a member's points as an A5 page and says where; the name tells the last four digits only."""

    def save(told: Statement, from_centre: bool) -> Path:  # noqa: FBT001 - the window's shape
        from loyalty_pos.ui.statement.pdf import StatementFace, write_statement_pdf

        folder = _folder(preferences)
        path = folder / f"points-{told.card_last4 or 'none'}-{world.clock.now():%Y%m%dT%H%M%S}.pdf"
        identity, unit = world.identity, world.programmes.current().programme.unit
        words = StatementWords(identity.language, identity.zone, unit.exponent)
        face = StatementFace(world.settings.get("shop_name"), words.at(world.now_us()))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_statement_pdf(path, told, words, face, from_centre=from_centre)
        except OSError as error:
            raise FileNotWritten(path=str(path)) from error
        return path

    return save


def table_saver(world: TillWorld, preferences: Preferences) -> Callable[[Table], Path]:
    """Return what writes a list of the desk, as a workbook and as CSV beside it, and says where the workbook is."""

    def save(table: Table) -> Path:
        from loyalty_pos.storage.export_files import ExportNotWritten, write_table

        path = _folder(preferences) / f"{table.name}-{world.clock.now():%Y%m%dT%H%M%S}.xlsx"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            for one in (path, path.with_suffix(".csv")):
                write_table(one, table.header, table.rows)
        except (OSError, ExportNotWritten) as error:
            raise FileNotWritten(path=str(path)) from error
        return path

    return save


def _folder(preferences: Preferences) -> Path:
    chosen = preferences.get(FOLDER, "")
    return Path(chosen) if chosen else Path(platformdirs.user_documents_dir()) / _OURS
