"""A receipt that was worked out for another program to print, as text: what survives a crash until it is confirmed.

It must never be priced again when it is read: the paper may have been printed by these very figures.
"""

import msgspec

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.sale import Noted, Sale
from loyalty_pos.wire.codec import make_ready


class KeptSale(msgspec.Struct, frozen=True):
    """``sale``: as it will be committed but for number and shift. ``epoch``: of the lease by which it takes points, None = by none.

    ``op``: operation of the points, also where nobody has answered yet; ``wanted``: how many were asked for, minor units; ``by_total``: there were no lines; ``unknown``: ids of lines
    whose goods this till does not know; ``window``: it was worked out on the till's own screen.
    """

    sale: Sale
    epoch: int | None = None
    notes: list[Noted] = []
    op: str = ""
    wanted: int = 0
    by_total: bool = False
    unknown: list[int] = []
    window: bool = False


class KeptReturn(msgspec.Struct, frozen=True):
    """A return that was begun under a key. ``asked``: (line, thousandths)."""

    return_id: str
    sale_id: str
    asked: list[tuple[int, int]]


_encoder = msgspec.json.Encoder()
_sale = msgspec.json.Decoder(KeptSale)
_return = msgspec.json.Decoder(KeptReturn)


def kept_text(kept: KeptSale | KeptReturn) -> str:
    """Return it as text."""
    return _encoder.encode(kept).decode()


def read_sale(text: str) -> KeptSale:
    """Return the receipt of a text. Raises ``BadMessage``."""
    try:
        return _sale.decode(text)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise BadMessage(reason="a kept receipt") from error


def read_return(text: str) -> KeptReturn:
    """Return the return of a text. Raises ``BadMessage``."""
    try:
        return _return.decode(text)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise BadMessage(reason="a kept return") from error


make_ready(__name__)
