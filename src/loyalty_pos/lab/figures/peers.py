"""Pricing beside other engines, each in turn with ours; prints the ratios as JSON.

    python -m loyalty_pos.lab.figures.peers [--rounds N]

Runs in the peers' environment, in a process of its own (``dev.py bench --peers``), so it may import nothing of this
project that needs more than Python. A peer that says another total than ours where its model can say ours stops it.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import cycle
from typing import Final

from loyalty_pos.lab.figures import oscar_peer
from loyalty_pos.lab.figures.lean import lean_price
from loyalty_pos.lab.figures.oscar_peer import OscarPeer
from loyalty_pos.lab.figures.peer_case import percents_only
from loyalty_pos.lab.figures.pricing import check_agreement, ours
from loyalty_pos.lab.figures.pricing_work import Work, make_work
from loyalty_pos.lab.figures.ratio import Ratio, compared, in_blocks
from loyalty_pos.lab.figures.zen_peer import ZenPeer

_ZEN_CELLS: Final = ((10, 20, 5), (50, 200, 15))  # lines, rules, how many times quicker we promise to be
_OSCAR_CELL: Final = (10, 20, 100)
_BASKETS: Final = 20
_OSCAR_BASKETS: Final = 4
_OSCAR_BLOCKS: Final = 4  # a price takes about half a second there


def measure(rounds: int) -> Iterator[Ratio]:
    """Return one ratio for each peer and cell; ``rounds`` for the small cell."""
    for lines, rules, times in _ZEN_CELLS:
        yield _beside_zen(lines, rules, times, max(2 * _BASKETS, rounds * 10 // lines))
    yield _beside_oscar(*_OSCAR_CELL)


def _beside_zen(lines: int, rules: int, times: int, rounds: int) -> Ratio:
    work = make_work(lines, rules, _BASKETS)
    check_agreement(work)
    peer = ZenPeer(work)
    for basket, lean in zip(work.baskets, work.lean_baskets, strict=True):
        assert peer.price(basket) == lean_price(lean, work.lean_rules, work.available), basket
    turns = cycle(work.baskets)
    measured = in_blocks(ours(work), lambda: peer.price(next(turns)), (rounds // _BASKETS, _BASKETS))
    return compared(f"price {lines} x {rules} / zen-engine", 1 / times, measured)


def _beside_oscar(lines: int, rules: int, times: int) -> Ratio:
    work = make_work(lines, rules, _OSCAR_BASKETS)
    oscar_peer.start()
    _oscar_agrees(work)
    peer = OscarPeer(work.lean_rules, work.lean_baskets)
    turns = cycle([peer.loaded(basket) for basket in work.lean_baskets])
    measured = in_blocks(ours(work), lambda: peer.price(next(turns)), (_OSCAR_BLOCKS, _OSCAR_BASKETS))
    return compared(f"price {lines} x {rules} / django-oscar", 1 / times, measured)


def _oscar_agrees(work: Work) -> None:
    rules, baskets = percents_only(work.lean_rules, work.lean_baskets)
    peer = OscarPeer(rules, baskets)
    for basket in baskets:
        answer, total = lean_price(basket, rules, 0), peer.price(peer.loaded(basket))
        assert answer[0] == total, (basket, answer[0], total)
        assert total < sum(line[2] * line[3] // 1000 for line in basket), basket  # an offer did act


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2_000)
    found = [asdict(ratio) for ratio in measure(parser.parse_args().rounds)]
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
