"""Texts that a scanner may hand over in place of a receipt: each is a receipt that holds together, or one named refusal.

python -m tests.property.hostile_papers [--cases N] [--seed N]
"""

import argparse
import json
import random
import sys
from collections.abc import Sequence

from loyalty_pos.core.ids import uuid7
from loyalty_pos.core.problems import NotAProof
from loyalty_pos.core.receipt_code import receipt_code
from loyalty_pos.core.receipt_proof.bits import MOST_BYTES, bytes_of, digits_of
from loyalty_pos.core.receipt_proof.paper import Written, proof_digits, read_proof
from loyalty_pos.core.returns import everything_left, returned_lines
from loyalty_pos.core.sale import Sale, SoldLine

TILL = "018f3c5e-0000-7000-8000-00000000beef"


def hostile(code: str, digits: str, cases: int, seed: int) -> int:
    """Read this many texts, some of them near to a real one; return how many were read. Fails for what does not add up."""
    dice, read_well, whole = random.Random(seed), 0, bytes_of(digits)
    for turn in range(cases):
        try:
            proof = read_proof(code, _text(dice, whole, turn % 4))
        except NotAProof:
            continue
        read_well += 1
        assert sum(line.paid_minor for line in proof.sale.lines) == proof.sale.paid_minor >= 0
        for line in returned_lines(proof.sale, (), everything_left(proof.sale, ())):
            assert min(line.paid_minor, line.points, line.accrued, line.certificate_minor) >= 0
    return read_well


def _text(dice: random.Random, whole: bytes, kind: int) -> str:
    match kind:
        case 0:
            return "".join(dice.choices("0123456789", k=dice.randrange(1, 490)))
        case 1:
            return digits_of(dice.randbytes(dice.randrange(1, MOST_BYTES + 1)))
        case 2:  # the right beginning, anything behind
            kept = dice.randrange(1, len(whole))
            return digits_of(whole[:kept] + dice.randbytes(dice.randrange(0, MOST_BYTES - kept + 1)))
        case _:
            at = dice.randrange(1, len(whole))
            return digits_of(whole[:at] + dice.randbytes(1) + whole[at + 1 :])


def _some_receipt() -> tuple[str, str]:
    sale_id = uuid7(1_790_000_000_000, bytes(10))
    code = receipt_code(TILL, sale_id)
    line = SoldLine(1, "a", "A", "", 3000, 3_333, 10_000, (), 99, 99, 1, 9_900, 40, 2200, "", "", ())
    sale = Sale(
        sale_id, code, 1, "", "", "", 0, "", "", "anna", "", (line,), (), 10_000, 0, 99, 1, 9_900, 99, "", 40, 0, 0
    )  # fmt: skip
    return code, proof_digits(sale, Written(TILL, 7, "0" * 64), lambda _message: bytes(64))


def main(arguments: Sequence[str] | None = None) -> int:
    """Read them and print what was counted."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    read_well = hostile(*_some_receipt(), options.cases, options.seed)
    counted = {"cases": options.cases, "read": read_well, "refused": options.cases - read_well}
    sys.stdout.write(f"{json.dumps(counted)}\n")
    return 0 if 0 < read_well < options.cases else 1


if __name__ == "__main__":
    sys.exit(main())
