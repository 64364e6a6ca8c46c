"""A fingerprint of many prices, to be taken by another process: ``python -m tests.property.same_bits CASES``.

Needs the core and the naive cases only, so that any interpreter of the project can take it without a package.
"""

import hashlib
import sys

from loyalty_pos.core.pricing import compile_programme
from loyalty_pos.core.programme.file import read_programme
from tests.naive.cases import make_case
from tests.naive.toml_text import toml_of
from tests.property.two_pricers import product_price


def fingerprint(cases: int) -> str:
    """Return a digest of everything that the till would say of these cases: numbers, steps, hints, refusals."""
    digest = hashlib.sha256()
    for number in range(cases):
        case = make_case(number)
        priced = product_price(case, compile_programme(read_programme(toml_of(case.programme))))
        digest.update(repr(priced).encode())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.stdout.write(fingerprint(int(sys.argv[1])) + "\n")
