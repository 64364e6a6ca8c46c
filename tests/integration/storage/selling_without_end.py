"""A till in a process of its own that sells until it is killed, saying each sale only after it is durable."""

import sys
from pathlib import Path

from loyalty_pos.storage.vault import FileVault

sys.path.insert(0, str(Path(__file__).parents[3]))
from tests.fakes.till_folder import Counter  # a script finds the tests only now


def main(folder: Path) -> None:
    """Print the number of sales so far after each one."""
    till = Counter(folder / "till", FileVault(folder / "vault.json"))
    if till.files.journal.open_shift() is None:
        till.open_shift()
    number = till.files.journal.next_number()
    while True:
        till.sell(number)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        number += 1


main(Path(sys.argv[1]))
