"""Any text -> characters that a printer's code page has, none of them a control character. Pure.

Names and texts come from people and files: whatever they hold, no byte of theirs may be a printer command (T17).
"""

import codecs
import unicodedata
from functools import cache

UNICODE = "utf-8"
MAX_TEXT = 2_000  # characters of one paragraph; longer texts end in dots

_SAME_MEANING = {
    "₽": "руб.",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₸": "тг",
    "₴": "грн",
    "«": '"',
    "»": '"',
    "“": '"',
    "”": '"',
    "„": '"',
    "‹": "'",
    "›": "'",
    "‘": "'",
    "’": "'",
    "‚": ",",
    "–": "-",
    "—": "-",
    "‒": "-",
    "―": "-",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "…": "...",
    "×": "x",
    "÷": ":",
    "•": "*",
    "·": ".",
    "№": "N",
    "°": "гр.",
    "±": "+/-",
    "≤": "<=",
    "≥": ">=",
    "✓": "+",
    "✔": "+",
    "©": "(c)",
    "®": "(R)",
    "™": "(TM)",
    "⁄": "/",
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "і": "i",
    "І": "I",
    "ґ": "г",
    "Ґ": "Г",
    "ў": "у",
    "Ў": "У",
    "ә": "э",
    "Ә": "Э",
    "ғ": "г",
    "Ғ": "Г",
    "қ": "к",
    "Қ": "К",
    "ң": "н",
    "Ң": "Н",
    "ө": "о",
    "Ө": "О",
    "ұ": "у",
    "Ұ": "У",
    "ү": "у",
    "Ү": "У",
    "һ": "х",
    "Һ": "Х",
    "җ": "ж",
    "Җ": "Ж",
}
_UNKNOWN = "?"


class _Table(dict[int, str]):
    """Code point -> what stands for it in one code page; filled as characters turn up."""

    def __init__(self, codec: str) -> None:
        super().__init__()
        self._codec = codec

    def __missing__(self, code_point: int) -> str:
        folded = self[code_point] = fold_character(chr(code_point), self._codec)
        return folded


@cache
def _table(codec: str) -> _Table:
    return _Table(codec)


class CodePage:
    """A single-byte code page. Encodes ten times as fast as the standard cp866, which asks a dict per letter."""

    def __init__(self, codec: str) -> None:
        self.codec = codec
        decoded = (bytes([byte]).decode(codec, "replace") for byte in range(256))
        # U+FFFE is how the codecs module marks a byte without a character
        self._map = codecs.charmap_build(
            "".join(c if len(c) == 1 and c != "\ufffd" else "\ufffe" for c in decoded)
        )

    def encode(self, text: str) -> bytes:
        """Return one byte a character; raises ``UnicodeEncodeError`` for what is not on the page."""
        return codecs.charmap_encode(text, "strict", self._map)[0]


@cache
def code_page(codec: str) -> CodePage:
    """Return the page by the name Python knows it under."""
    return CodePage(codec)


def fits(text: str, codec: str) -> bool:
    """Tell whether the text can be printed as it is; ``utf-8`` (the screen) takes every printable text."""
    if not text.isprintable():
        return False
    if codec == UNICODE or text.isascii():
        return True
    try:
        code_page(codec).encode(text)
    except UnicodeEncodeError:
        return False
    return True


def fold(text: str, codec: str) -> str:
    """Return a text that ``codec`` (a single-byte code page, or ``UNICODE``) can encode, without control characters.

    A line break becomes a blank: a name must not be able to look like a line of its own on the receipt.
    """
    if len(text) > MAX_TEXT:
        text = text[: MAX_TEXT - 3] + "..."
    return text if fits(text, codec) else text.translate(_table(codec))


def fold_character(character: str, codec: str) -> str:
    """Return what stands for one character: itself, the same meaning, its base letter, nothing or ``?``."""
    if fits(character, codec):
        return character
    if character.isspace():
        return " "
    if not character.isprintable():
        return "" if unicodedata.category(character) == "Cf" else _UNKNOWN
    same = _SAME_MEANING.get(character, "")
    if same and fits(same, codec):
        return same
    parts = unicodedata.normalize("NFKD", character)
    bases = [part for part in parts if unicodedata.category(part)[0] != "M"]
    folded = "".join(_SAME_MEANING.get(base, base) for base in bases)
    if fits(folded, codec):
        return folded
    return _UNKNOWN if bases else ""
