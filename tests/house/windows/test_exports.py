"""The door of the stable ABI forwards every name of the interpreter's library; read from the bytes of the file."""

import struct
from pathlib import Path

import pytest

from tools.windows.exports import exports, forwarding

_HEADER, _SECTIONS, _TEXT, _DATA = 0x80, 0x80 + 24 + 240, 0x1000, 0x2000


def _library() -> bytes:
    """Return the smallest library that gives out a function, a value and a C++ name."""
    image = bytearray(0x3000)
    struct.pack_into("<I", image, 0x3C, _HEADER)
    image[_HEADER : _HEADER + 4] = b"PE\0\0"
    struct.pack_into("<H", image, _HEADER + 6, 2)
    struct.pack_into("<H", image, _HEADER + 20, 240)
    struct.pack_into("<H", image, _HEADER + 24, 0x20B)
    struct.pack_into("<II", image, _HEADER + 24 + 112, _DATA, 40)
    for at, begin, kind in ((_SECTIONS, _TEXT, 0x20000020), (_SECTIONS + 40, _DATA, 0x40000040)):
        struct.pack_into("<IIII", image, at + 8, 0x1000, begin, 0x1000, begin)
        struct.pack_into("<I", image, at + 36, kind)
    functions, names, ordinals = _DATA + 0x40, _DATA + 0x80, _DATA + 0xC0
    struct.pack_into("<IIII", image, _DATA + 24, 3, functions, names, ordinals)
    for number, (name, address) in enumerate(
        ((b"?odd@@", _TEXT), (b"PyRun", _TEXT + 8), (b"Py_None", _DATA + 8))
    ):
        text = _DATA + 0x200 + 32 * number
        image[text : text + len(name)] = name
        struct.pack_into("<I", image, functions + 4 * number, address)
        struct.pack_into("<I", image, names + 4 * number, text)
        struct.pack_into("<H", image, ordinals + 2 * number, number)
    return bytes(image)


def test_each_name_is_code_or_data() -> None:
    assert exports(_library()) == {"?odd@@": True, "PyRun": True, "Py_None": False}


def test_every_name_is_forwarded_but_those_of_cpp(tmp_path: Path) -> None:
    file = tmp_path / "python399.dll"
    file.write_bytes(_library())

    assert forwarding(file).splitlines() == [
        "LIBRARY python3.dll",
        "EXPORTS",
        "  PyRun = python399.PyRun",
        "  Py_None = python399.Py_None DATA",
    ]


def test_another_kind_of_file_is_no_library() -> None:
    with pytest.raises(ValueError, match="64-bit"):
        exports(bytes(0x100))
