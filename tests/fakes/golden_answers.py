"""One answer of each kind as a centre of this program gives it; ``python -m tests.fakes.golden_answers FILE`` writes them down.

A released file is never changed again: a till of every later program must go on with a centre that answers so.
"""

import base64
import json
import sys
from pathlib import Path
from typing import Final

import msgspec

from loyalty_pos.core.basket import Article
from loyalty_pos.wire.codec import encode
from loyalty_pos.wire.messages import (
    AccountView,
    Change,
    Changes,
    Enrolled,
    Found,
    Hello,
    HoldAnswer,
    Leased,
    LeaseRow,
    Parked,
    Posting,
    Pushed,
    Refused,
)
from loyalty_pos.wire.receipts import KeyTaken, ReceiptAnswer
from loyalty_pos.wire.rows import ArticleRow, CameBackRow, ReturnedRow
from loyalty_pos.wire.signing.commands import END_LEASE, Command

_US: Final = 1_795_338_000_000_000
_LEASE: Final = LeaseRow(
    agent_id="till-1", incarnation="life-1", epoch=3, issued_us=_US, closed_seq=7, cursor="feed.12", bundle="b" * 64,
    floors=(500, 200, 0, 500), risk=5_000, per_sale=0, ttl_us=259_200_000_000, wait="never", grants={"anna": 40},
)  # fmt: skip
ANSWERS: Final[tuple[msgspec.Struct, ...]] = (
    Enrolled("till-1", "store-1", "Corner shop", 1, "token", "bG9va3Vw", "a2V5", "Europe/Moscow", bundle_key="a2V5", proto=2),
    Hello(7, 6, "a" * 64, _US, 2, [Command(1, END_LEASE, "c2ln")]),
    Pushed(9, 8, "b" * 64, _US, [Parked(9, "unknown_kind")]),
    Changes("feed.12", 6, more=False, rows=[Change("article", "tea", encode(ArticleRow(Article("tea", "Tea", 5_000), ["46"])))], server_us=_US),
    Leased(encode(_LEASE), "c2ln", _US),
    HoldAnswer("op", 40, 60, "", _US + 900_000_000, _US),
    Found([AccountView("anna", "Anna K.", "+7***34", "0001", "basic", 100, 40, 0, 0, [(40, 0, 0)], [Posting(_US, "accrual", 40, "Corner shop", "123")])]),
    ReceiptAnswer("{}", ReturnedRow([CameBackRow("back-1", [])]), _US),
    KeyTaken(_US),
    Refused("gap", expect=8),
)  # fmt: skip


def line(answer: msgspec.Struct) -> str:
    """Return an answer as it is written down: its bytes, and what they say."""
    body = encode(answer)
    return json.dumps(
        {
            "kind": type(answer).__name__,
            "body": base64.b64encode(body).decode(),
            "says": json.loads(msgspec.json.encode(answer)),
        },
        sort_keys=True,
    )


def main() -> None:
    """Write the file."""
    Path(sys.argv[1]).write_text("".join(f"{line(one)}\n" for one in ANSWERS), "utf-8")


if __name__ == "__main__":
    main()
