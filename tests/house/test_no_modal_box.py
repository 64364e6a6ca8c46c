"""Nothing in the window stops the till until somebody has pressed a button: no modal box is in the code of the pages."""

import ast
from collections.abc import Iterator
from pathlib import Path

import loyalty_pos.ui

FOLDER = Path(loyalty_pos.ui.__file__).parent
BOXES = frozenset(
    {
        "QMessageBox",
        "QDialog",
        "QInputDialog",
        "QFileDialog",
        "QErrorMessage",
        "QProgressDialog",
        "QColorDialog",
        "QFontDialog",
        "QPrintDialog",
        "QPrintPreviewDialog",
        "QPageSetupDialog",
        "QWizard",
    }
)
STOPS = frozenset({"setModal", "setWindowModality", "ApplicationModal", "WindowModal"})
LOOP = "exec"
MAIN_LOOPS = frozenset({"app", "application", "QApplication", "QCoreApplication", "QGuiApplication"})


def modal(text: str) -> Iterator[str]:
    """Return what in this code could stop a page: a box by its name, a modality, a loop of its own."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Name(id=name) | ast.alias(name=name) if name in BOXES | STOPS:
                yield name
            case ast.Attribute(attr=name) if name in BOXES | STOPS:
                yield name
            case ast.Call(func=ast.Attribute(value=whose, attr="exec" | "exec_")):
                if ast.unparse(whose).rpartition(".")[2].strip("_()") not in MAIN_LOOPS:
                    yield f"{ast.unparse(whose)}.{LOOP}"
            case _:
                pass


def test_no_page_opens_a_modal_box() -> None:
    files = sorted(FOLDER.rglob("*.py"))
    assert files
    assert {
        str(one.relative_to(FOLDER)): found for one in files if (found := [*modal(one.read_text("utf-8"))])
    } == {}


def test_each_kind_of_modal_box_would_be_found() -> None:
    assert [*modal("from PySide6.QtWidgets import QMessageBox")] == ["QMessageBox"]
    assert [*modal("QtWidgets.QFileDialog.getOpenFileName(None)")] == ["QFileDialog"]
    assert [*modal("page.setWindowModality(Qt.ApplicationModal)")] == [
        "setWindowModality",
        "ApplicationModal",
    ]
    assert [*modal("menu.exec()\nloop.exec_()")] == ["menu.exec", "loop.exec"]
    assert [*modal("app.exec()\nself._app.exec()")] == []
