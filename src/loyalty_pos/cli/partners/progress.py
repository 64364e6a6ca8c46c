"""A progress bar for lists of thousands; it stays off where nobody looks."""

import sys
from collections.abc import Callable

from tqdm import tqdm


def progress_bar(name: str) -> Callable[[int, int], None]:
    """Return what a list tells of its progress: rows done, of so many."""
    bar = tqdm(desc=name, unit="row", mininterval=0.5, disable=not sys.stderr.isatty(), leave=False)

    def tell(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)
        if done >= total:
            bar.close()

    return tell
