"""Which character a scanner meant: by the place of the key, not by the layout that is switched on. Pure.

A keyboard scanner presses keys of a US keyboard. With a Russian layout ``LP`` arrives as ``ДЗ``; the scan code
still names the key. Without scan codes (remote desktop) the Russian letters are turned back by their place.
"""

from loyalty_pos.till.scanning.profile import Layout

_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (55, "*", "*"),
    (57, " ", " "),
    (71, "789-456+1230.", "789-456+1230."),  # the number block, whatever Num Lock says
)
_FRENCH_ROWS = (
    (2, "&é\"'(-è_çà)=", "1234567890°+"),
    (16, "azertyuiop^$", "AZERTYUIOP¨£"),
    (30, "qsdfghjklmù²", "QSDFGHJKLM%²"),
    (43, "*wxcvbn,;:!", "µWXCVBN?./§"),
    (86, "<", ">"),
)
_GERMAN_ROWS = (
    (2, "1234567890ß´", '!"§$%&/()=?`'),
    (16, "qwertzuiopü+", "QWERTZUIOPÜ*"),
    (30, "asdfghjklöä^", "ASDFGHJKLÖÄ°"),
    (43, "#yxcvbnm,.-", "'YXCVBNM;:_"),
    (86, "<", ">"),
)
_BLOCK_ROWS = _ROWS[4:]
_PLAIN = {first + i: char for first, plain, _ in _ROWS for i, char in enumerate(plain)}
_SHIFTED = {first + i: char for first, _, shifted in _ROWS for i, char in enumerate(shifted)}
_OF_COUNTRY = {
    (country, upper): {
        first + i: char for first, *chars in (*rows, *_BLOCK_ROWS) for i, char in enumerate(chars[upper])
    }
    for country, rows in ((Layout.FRENCH, _FRENCH_ROWS), (Layout.GERMAN, _GERMAN_ROWS))
    for upper in (False, True)
}
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


def by_place(scan_code: int, *, shift: bool, layout: Layout = Layout.US) -> str:
    """Return the character that a keyboard of this layout has at this key, ``""`` if it has none or says none.

    ``scan_code`` without offset.
    """
    if country := _OF_COUNTRY.get((layout, shift)):
        return country.get(scan_code, "")
    return (_SHIFTED if shift else _PLAIN).get(scan_code, "") if layout is Layout.US else ""


def turned_back(text: str) -> str:
    """Return what was meant when a text with Cyrillic letters came from a US keyboard; other texts unchanged."""
    return text.translate(_BACK) if any("а" <= char.lower() <= "ё" for char in text) else text
