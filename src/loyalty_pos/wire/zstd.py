"""Zstandard as the ``Squeeze`` of both sides: an answer is never larger than it may be, however it was packed.

It must never expand anything without a limit.
"""

from typing import Final

import zstandard

from loyalty_pos.core.problems import BadMessage

LEVEL: Final = 3
ENCODING: Final = "zstd"
MAX_RATIO: Final = 20
FREE_BYTES: Final = 1024 * 1024
"""What a message may swell to, however small it was packed: many equal rows pack very well."""
_WINDOW: Final = 1 << 23
"""What a frame may ask to be kept in mind while it is read: four times what our own need, and not what a stranger writes there."""
SMALLEST: Final = 200
"""Shorter bodies are sent as they are."""


class Zstd:
    """Stateless; each call makes its own context, because contexts may not be shared between threads."""

    def compress(self, data: bytes) -> bytes:
        """Return one frame."""
        return zstandard.ZstdCompressor(level=LEVEL).compress(data)

    def unpack(self, data: bytes, limit: int) -> bytes:
        """Return the bytes of a frame that came over a line. Raises BadMessage also where it swells like no message does."""
        return self.expand(data, min(limit, max(FREE_BYTES, MAX_RATIO * len(data))))

    def expand(self, data: bytes, limit: int) -> bytes:
        """Return the bytes of one frame. Raises BadMessage when it is none, or holds more than ``limit``."""
        reader = zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(data)
        try:
            expanded = reader.read(limit + 1)
        except zstandard.ZstdError as error:
            raise BadMessage(reason="not zstd") from error
        if len(expanded) > limit:
            raise BadMessage(reason="too large")
        return expanded
