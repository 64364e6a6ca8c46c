"""Which character a scanner meant: by the place of the key, not by the layout that is switched on. Pure.

A keyboard scanner presses keys of a US keyboard. With a Russian layout ``LP`` arrives as ``ДЗ``; the scan code
still names the key. Without scan codes (remote desktop) the Russian letters are turned back by their place.
"""

_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (55, "*", "*"),
    (57, " ", " "),
    (71, "789-456+1230.", "789-456+1230."),  # the number block, whatever Num Lock says
)
_PLAIN = {first + i: char for first, plain, _ in _ROWS for i, char in enumerate(plain)}
_SHIFTED = {first + i: char for first, _, shifted in _ROWS for i, char in enumerate(shifted)}
# "/" of the number block: evdev 98, Windows extended 0x135.
_PLAIN |= {98: "/", 0x135: "/"}
_SHIFTED |= {98: "/", 0x135: "/"}

_RUSSIAN = 'йцукенгшщзхъфывапролджэячсмитьбю.ёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё"№;:?/'
_ENGLISH = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?~@#$^&|"
_BACK = str.maketrans(_RUSSIAN, _ENGLISH)

X11_OFFSET, WINDOWS_OFFSET = 8, 0
"""What a native scan code is more than the number of the key: X11 and Wayland count from 8."""


def scan_code_offset(platform: str) -> int | None:
    """Return the offset for a platform by Qt's name for it; None where keys have no scan codes."""
    return {"xcb": X11_OFFSET, "wayland": X11_OFFSET, "windows": WINDOWS_OFFSET}.get(platform)


def by_place(scan_code: int, *, shift: bool) -> str:
    """Return the character of a US keyboard at this key, ``""`` if it has none; ``scan_code`` without offset."""
    return (_SHIFTED if shift else _PLAIN).get(scan_code, "")


def turned_back(text: str) -> str:
    """Return what was meant when a text with Cyrillic letters came from a US keyboard; other texts unchanged."""
    return text.translate(_BACK) if any("а" <= char.lower() <= "ё" for char in text) else text
