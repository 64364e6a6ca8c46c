"""The one table of colours and sizes; palette, style sheet and icons are made from it. No Qt here.

Three colours carry meaning: green = pay, blue = loyalty, amber = attention; red is for refusals only.
Every text colour keeps at least 4.5:1 against the grounds it stands on (a test measures ``PAIRS``).
"""

from dataclasses import dataclass, fields

MINIMUM_CONTRAST = 4.5
HIGH_CONTRAST = 7.0


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme, ``#rrggbb`` each. Names ending in ``_text`` stand on the fill of the same name."""

    window: str
    surface: str
    raised: str
    pressed: str
    line: str
    text: str
    muted: str
    field: str
    focus: str
    selected: str
    loyalty: str
    loyalty_fill: str
    loyalty_pressed: str
    good: str
    pay_fill: str
    pay_pressed: str
    on_fill: str
    warn: str
    warn_fill: str
    warn_text: str
    danger: str
    danger_fill: str
    danger_text: str
    disabled: str
    paper: str = "#fbfaf5"
    ink: str = "#1b1b1b"


DARK = Colours(
    window="#0e1422",
    surface="#172135",
    raised="#25334f",
    pressed="#33456a",
    line="#2b3954",
    text="#f4f7fc",
    muted="#aab7cf",
    field="#0a101c",
    focus="#5b9dff",
    selected="#1f4179",
    loyalty="#8bbcff",
    loyalty_fill="#2158c0",
    loyalty_pressed="#2b6ae0",
    good="#74e0a3",
    pay_fill="#177a45",
    pay_pressed="#136539",
    on_fill="#ffffff",
    warn="#ffc95c",
    warn_fill="#5a3d05",
    warn_text="#ffe9bd",
    danger="#ff9c93",
    danger_fill="#6b1f24",
    danger_text="#ffe3e0",
    disabled="#7886a1",
)

LIGHT = Colours(
    window="#e9eef6",
    surface="#ffffff",
    raised="#d3deee",
    pressed="#b9cae5",
    line="#c7d2e3",
    text="#0f1829",
    muted="#4a5871",
    field="#ffffff",
    focus="#1b5fd6",
    selected="#cfe0ff",
    loyalty="#164fb5",
    loyalty_fill="#1b5bc9",
    loyalty_pressed="#164ba8",
    good="#0a5f34",
    pay_fill="#127541",
    pay_pressed="#0e5f35",
    on_fill="#ffffff",
    warn="#7a4700",
    warn_fill="#ffe3a6",
    warn_text="#4a2c00",
    danger="#a81f19",
    danger_fill="#ffd9d5",
    danger_text="#6e100b",
    disabled="#7d8aa1",
)

HIGH = Colours(
    window="#000000",
    surface="#000000",
    raised="#1f1f1f",
    pressed="#3a3a3a",
    line="#ffffff",
    text="#ffffff",
    muted="#f2f2f2",
    field="#000000",
    focus="#ffe14d",
    selected="#00306b",
    loyalty="#9fd3ff",
    loyalty_fill="#003f99",
    loyalty_pressed="#002f73",
    good="#8dffb8",
    pay_fill="#00592c",
    pay_pressed="#004421",
    on_fill="#ffffff",
    warn="#ffd84d",
    warn_fill="#3d2b00",
    warn_text="#ffffff",
    danger="#ffb3ad",
    danger_fill="#5c0a0a",
    danger_text="#ffffff",
    disabled="#b0b0b0",
    paper="#ffffff",
    ink="#000000",
)
"""For those who see little: black and white, and every text at least 7:1."""

THEMES = {"dark": DARK, "light": LIGHT, "contrast": HIGH}
NEXT_THEME = {"dark": "light", "light": "contrast", "contrast": "dark"}

PAIRS = (
    ("text", "window"),
    ("text", "surface"),
    ("text", "raised"),
    ("text", "pressed"),
    ("text", "selected"),
    ("text", "field"),
    ("muted", "window"),
    ("muted", "surface"),
    ("muted", "raised"),
    ("muted", "field"),
    ("muted", "selected"),
    ("loyalty", "window"),
    ("loyalty", "surface"),
    ("loyalty", "selected"),
    ("good", "surface"),
    ("good", "selected"),
    ("good", "window"),
    ("warn", "window"),
    ("warn", "surface"),
    ("danger", "surface"),
    ("danger", "window"),
    ("on_fill", "loyalty_fill"),
    ("on_fill", "loyalty_pressed"),
    ("on_fill", "pay_fill"),
    ("on_fill", "pay_pressed"),
    ("warn_text", "warn_fill"),
    ("danger_text", "danger_fill"),
    ("ink", "paper"),
)
"""Which text stands on which ground."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Pixels. ``LARGE`` on a Full HD screen, ``ROOMY`` from 1200x700 on, ``TIGHT`` below (panels of 1024x600, 1024x768).

    ``LEAST`` where there is still less.
    """

    text: int
    small: int
    row: int
    row_note: int
    head: int
    title: int
    big: int
    huge: int
    scan: int
    button: int
    pay: int
    pad: int
    gap: int
    table_row: int
    edge: int = 10
    is_low: bool = False


LARGE = Sizes(
    text=22, small=19, row=24, row_note=18, head=18, title=34, big=42, huge=74,
    scan=74, button=84, pay=112, pad=20, gap=14, table_row=72,
)  # fmt: skip
"""The same panel with twice the pixels is read from the same 80 cm."""
ROOMY = Sizes(
    text=17, small=15, row=18, row_note=14, head=14, title=26, big=32, huge=56,
    scan=58, button=64, pay=88, pad=16, gap=12, table_row=56,
)  # fmt: skip
TIGHT = Sizes(
    text=15, small=13, row=16, row_note=13, head=13, title=21, big=25, huge=40,
    scan=56, button=56, pay=64, pad=10, gap=8, table_row=48, is_low=True,
)  # fmt: skip
LEAST = Sizes(
    text=14, small=12, row=15, row_note=12, head=12, title=19, big=23, huge=36,
    scan=52, button=52, pay=56, pad=8, gap=7, table_row=44, edge=4, is_low=True,
)  # fmt: skip
"""A Full HD screen at 200 % is 960x540: each of these pixels is two by two there, so a finger has 104 for a button."""

LEAST_WINDOW = (960, 540)
"""What every page is whole in; a screen with fewer points is given smaller ones (``scaling``)."""
_FROM = ((LARGE, 1700, 960), (ROOMY, 1200, 700), (TIGHT, 1024, 600))


def sizes_for(width: int, height: int) -> Sizes:
    """Return the sizes for a window of so many pixels."""
    return next((sizes for sizes, wide, high in _FROM if width >= wide and height >= high), LEAST)


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)  # noqa: PLR2004 - the standard's constants
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def table(colours: Colours) -> dict[str, str]:
    """Return the colours by name, for the style sheet."""
    return {f.name: getattr(colours, f.name) for f in fields(colours)}
