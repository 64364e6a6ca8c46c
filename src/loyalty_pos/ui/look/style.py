"""The style sheet and palette, both generated from the table of colours and sizes."""

from string import Template

from PySide6.QtGui import QColor, QPalette

from loyalty_pos.ui.look.tokens import Colours, Sizes, table

_SHEET = Template("""
* { font-family: "Inter"; }
QWidget { color: $text; font-size: ${text_px}px; }
QWidget#window, QWidget[look="page"] { background: $window; }
QLabel { background: transparent; }
QFrame[look="card"] { background: $surface; border-radius: 14px; }
QFrame[look="rule"] { background: $line; max-height: 1px; min-height: 1px; border: none; }
QLabel[look="muted"] { color: $muted; font-size: ${small_px}px; }
QLabel[look="title"] { font-size: ${title_px}px; font-weight: 700; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="head"] { font-size: ${text_px}px; font-weight: 600; }
QLabel[look="big"] { font-size: ${big_px}px; font-weight: 700; }
QLabel[look="biggood"] { font-size: ${big_px}px; font-weight: 700; color: $good; }
QLabel[look="points"] { font-size: ${big_px}px; font-weight: 700; color: $loyalty; }
QLabel[look="huge"] { font-size: ${huge_px}px; font-weight: 700; }
QLabel[look="hugegood"] { font-size: ${huge_px}px; font-weight: 700; color: $good; }
QLabel[look="loyalty"] { color: $loyalty; font-weight: 600; }
QLabel[look="good"] { color: $good; font-weight: 600; }
QLabel[look="warn"] { color: $warn; font-weight: 600; }
QLabel[look="danger"] { color: $danger; font-weight: 600; }
QLabel[look="badge"] { border-radius: 10px; padding: 3px 10px; font-weight: 600; font-size: ${text_px}px; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="warn"] { color: $warn; }

QFrame[look="banner"] { border-radius: 12px; }
QFrame[look="banner"][tone="refused"] { background: $danger_fill; border: 2px solid $danger; }
QFrame[look="banner"][tone="attention"] { background: $warn_fill; border: 2px solid $warn; }
QFrame[look="banner"][tone="done"] { background: $surface; border: 2px solid $good; }
QFrame[look="banner"][tone="calm"] { background: $surface; border: 2px solid $loyalty; }
QFrame[tone="refused"] QLabel { color: $danger_text; }
QFrame[tone="attention"] QLabel { color: $warn_text; }
QFrame[look="banner"] QLabel[look="head"] { font-weight: 700; }

QPushButton { background: $raised; border: none; border-radius: 12px; padding: 6px 14px; font-weight: 600; }
QPushButton:pressed { background: $pressed; }
QPushButton:checked { background: $loyalty_fill; color: $on_fill; }
QPushButton:disabled { color: $disabled; background: $surface; border: 1px solid $line; }
QPushButton[tone="pay"] { background: $pay_fill; color: $on_fill; }
QPushButton[tone="pay"]:pressed { background: $pay_pressed; }
QPushButton[tone="loyalty"] { background: $loyalty_fill; color: $on_fill; }
QPushButton[tone="loyalty"]:pressed { background: $loyalty_pressed; }
QPushButton[tone="pay"]:disabled, QPushButton[tone="loyalty"]:disabled { background: $surface; border: 1px solid $line; }
QPushButton QLabel { font-weight: 600; }
QPushButton QLabel[look="key"] { font-size: ${key_px}px; color: $muted; background: $window; border-radius: 6px; padding: 1px 6px; }
QPushButton QLabel[look="muted"] { font-size: ${small_px}px; font-weight: 400; }
QPushButton QLabel[rank="pay"] { font-size: ${big_px}px; font-weight: 700; }
QPushButton QLabel[look="key"][rank="pay"] { font-size: ${text_px}px; font-weight: 600; padding: 3px 9px; }
QPushButton QLabel[tone="fill"] { color: $on_fill; }
QPushButton QLabel:disabled { color: $disabled; }
QPushButton QLabel[look="key"][tone="fill"] { background: $key_fill; }
QPushButton QLabel[look="key"]:disabled { background: transparent; color: $disabled; }
QPushButton[look="digit"] { font-size: ${big_px}px; font-weight: 600; border-radius: 14px; padding: 0; }
QPushButton[look="letter"] { font-size: ${letter_px}px; padding: 0; border-radius: 10px; }
QFrame[look="letters"] { background: $window; border-top: 2px solid $line; border-bottom: 2px solid $line; }
QPushButton[look="demo"] { background: $surface; border: 1px solid $line; border-radius: 9px; padding: 0 12px; font-size: ${small_px}px; }
QPushButton[look="demo"]:pressed { background: $pressed; }
QFrame[look="training"] { background: $warn_fill; border-top: 3px dashed $warn; border-bottom: 3px dashed $warn; }
QLabel[look="practice"] { color: $warn_text; font-size: ${title_px}px; font-weight: 700; }
QFrame[look="demo"] { background: transparent; border-bottom: 2px solid $warn_fill; margin-bottom: 6px; }
QLabel[look="demomark"] { background: $warn_fill; color: $warn_text; border-radius: 6px; padding: 4px 9px; font-weight: 700; }
QLabel[look="pins"] { color: $warn; font-size: ${small_px}px; font-weight: 600; }
QPushButton[look="plain"] { background: transparent; color: $muted; padding: 4px 10px; }

QLineEdit { background: $field; placeholder-text-color: $muted; border: 2px solid $line; border-radius: 12px; padding: 4px 14px; font-size: ${scan_px}px; selection-background-color: $loyalty_fill; selection-color: $on_fill; }
QLineEdit:focus { border-color: $focus; }
QLineEdit[look="amount"] { font-size: ${big_px}px; font-weight: 700; }

QTableView, QListView { background: $surface; border: none; border-radius: 14px; gridline-color: $line; outline: none; selection-background-color: $selected; selection-color: $text; }
QTableView::item { padding: 0; border: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 1px solid $line; padding: 8px 14px; font-size: ${head_px}px; font-weight: 600; }
QHeaderView::section:first { border-top-left-radius: 14px; }
QHeaderView::section:last { border-top-right-radius: 14px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: $pressed; border-radius: 4px; min-height: 40px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: none; height: 0; width: 0; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QProgressBar { background: $raised; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }
QProgressBar::chunk { background: $loyalty; border-radius: 4px; }
""")


def sheet(colours: Colours, sizes: Sizes) -> str:
    """Return the whole style sheet of the window."""
    return _SHEET.substitute(
        table(colours),
        key_fill="rgba(0, 0, 0, 90)",
        text_px=sizes.text,
        small_px=sizes.small,
        head_px=sizes.head,
        title_px=sizes.title,
        big_px=sizes.big,
        huge_px=sizes.huge,
        letter_px=sizes.text + 6,
        key_px=sizes.small - 1,
        scan_px=sizes.text + 3,
    )


def palette(colours: Colours) -> QPalette:
    """Return the palette: what no style sheet reaches (placeholders, own painting) follows the theme too."""
    made = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, colours.window),
        (QPalette.ColorRole.Base, colours.surface),
        (QPalette.ColorRole.AlternateBase, colours.raised),
        (QPalette.ColorRole.Button, colours.raised),
        (QPalette.ColorRole.Text, colours.text),
        (QPalette.ColorRole.WindowText, colours.text),
        (QPalette.ColorRole.ButtonText, colours.text),
        (QPalette.ColorRole.PlaceholderText, colours.muted),
        (QPalette.ColorRole.Highlight, colours.selected),
        (QPalette.ColorRole.HighlightedText, colours.text),
    ):
        made.setColor(role, QColor(colour))
    return made
