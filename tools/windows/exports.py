"""Read which names a Windows library gives out, from its bytes; enough of the format for that and no more.

python3.dll, the door of the stable ABI, is nothing but forwards to the library of one version.
"""

import struct
from pathlib import Path

_CODE = 0x20000000
_64_BIT = 0x20B


def forwarding(library: Path) -> str:
    """Return a module definition that forwards every name of ``library``; C++ names, which nobody may use, apart."""
    names = sorted(exports(library.read_bytes()).items())
    lines = [
        f"  {name} = {library.stem}.{name}{'' if code else ' DATA'}"
        for name, code in names
        if not name.startswith("?")
    ]
    return "\n".join(["LIBRARY python3.dll", "EXPORTS", *lines]) + "\n"


def exports(image: bytes) -> dict[str, bool]:
    """Return each exported name, and whether it is code (or else data)."""
    header = struct.unpack_from("<I", image, 0x3C)[0]
    count, optional = (struct.unpack_from("<H", image, header + at)[0] for at in (6, 20))
    if image[header : header + 4] != b"PE\0\0" or struct.unpack_from("<H", image, header + 24)[0] != _64_BIT:
        message = "not a 64-bit library of Windows"
        raise ValueError(message)
    sections = []
    for number in range(count):
        at = header + 24 + optional + 40 * number
        length, begin, stored, offset = struct.unpack_from("<IIII", image, at + 8)
        sections.append((begin, max(length, stored), offset, struct.unpack_from("<I", image, at + 36)[0]))

    def place(address: int) -> tuple[int, int]:
        return next(
            (address - begin + offset, kind)
            for begin, length, offset, kind in sections
            if begin <= address < begin + length
        )

    table = place(struct.unpack_from("<I", image, header + 24 + 112)[0])[0]
    total, functions, names, ordinals = struct.unpack_from("<IIII", image, table + 24)
    found = {}
    for number in range(total):
        text = place(struct.unpack_from("<I", image, place(names)[0] + 4 * number)[0])[0]
        ordinal = struct.unpack_from("<H", image, place(ordinals)[0] + 2 * number)[0]
        target = struct.unpack_from("<I", image, place(functions)[0] + 4 * ordinal)[0]
        found[image[text : image.index(b"\0", text)].decode("ascii")] = bool(place(target)[1] & _CODE)
    return found
