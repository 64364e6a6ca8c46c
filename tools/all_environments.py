"""Every environment a whole proof needs, two made at a time: ``python -m tools.all_environments``.

What is made already costs a file read.  It must never make one differently from ``dev.py``, which asks for each
of them again when it needs it.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from tools.complaint import Complaint
from tools.environment import BASKETS, DEVELOP, HARDWARE, NEWEST, OLDEST, ROOT, find_python, prepare

FOR_THE_OLDEST = ROOT / f".venv-{OLDEST[0]}.{OLDEST[1]}"


def main() -> int:
    """Make them; return 0, or 1 with a sentence about each that could not be made."""
    newest, oldest = find_python(NEWEST[1]), find_python(OLDEST[1])
    if newest is None or oldest is None:
        message = f"both Pythons are needed: found {newest} and {oldest}"
        raise Complaint(message)
    with ThreadPoolExecutor(max_workers=2) as two_at_a_time:
        made = [
            two_at_a_time.submit(job)
            for job in (
                partial(prepare, DEVELOP, newest),
                partial(prepare, DEVELOP, oldest, FOR_THE_OLDEST),
                partial(prepare, BASKETS, newest),
                partial(prepare, HARDWARE, newest),
            )
        ]
    failures = [failure for one in made if (failure := one.exception())]
    print(*failures, sep="\n", end="" if not failures else "\n")
    return 1 if failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Complaint as complaint:
        sys.exit(str(complaint))
