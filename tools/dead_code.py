"""Name functions, classes and methods that nobody calls; ``python -m tools.dead_code``.

vulture reads the whole tree, tests included, and looks for names that are never used. What Qt calls by itself is
camelCase, which no method of ours is; arguments and local names are left to ruff, which knows ports and overrides.
"""

import re
import sys
from pathlib import Path

import vulture

SCANNED = ("src", "tests", "tools", "dev.py")
KINDS = {"class", "function", "import", "method", "property", "unreachable_code"}
CALLED_BY_WORD = re.compile(r"do_\w+")  # a program that obeys words from its standard input
HYPOTHESIS = ["@rule*", "@invariant*", "@initialize*", "@precondition*"]
CALLED_BY_QT = re.compile(r"[a-z]+[A-Z]\w*")
# Called by name from outside: each with who does it.
CALLED_BY_OTHERS = {
    "upgrade",  # alembic, in each migration
    "downgrade",  # alembic asks for it; ours refuse
    "paint",  # Qt, of a delegate
    "__init_subclass__",  # Python, for each subclass
    "teardown",  # Hypothesis, after each run of a state machine
    "log_message",  # http.server, of a handler; the next one of a server
    "handle_error",
    "find_spec",  # Python's import, of a finder
    "get_code",  # the same, of a loader
    "pytest_runtestloop",  # pytest, of a plugin; the two below too
    "pytest_runtest_logreport",
    "pytest_collection_modifyitems",
    "_split_scope",  # xdist, of a scheduler
}
LEAST_CONFIDENCE = 60  # a name that occurs nowhere else


def unused() -> list[str]:
    """Return one line for each name that occurs nowhere but where it is defined."""
    reader = vulture.Vulture(
        ignore_decorators=[
            "@*fixture*",
            "@hookimpl*",
            "@given*",
            "@get*",
            "@post*",
            "@put*",
            "@delete*",
            "@trick*",  # a list of what hostile programs try
            *HYPOTHESIS,
        ]
    )
    reader.scavenge([str(path) for path in SCANNED])
    found = [
        item
        for item in reader.get_unused_code(min_confidence=LEAST_CONFIDENCE)
        if item.typ in KINDS and item.name not in CALLED_BY_OTHERS
        if not (CALLED_BY_QT.fullmatch(item.name) or CALLED_BY_WORD.fullmatch(item.name))
    ]
    return [item.get_report() for item in found if not _is_test(Path(item.filename), item.name)]


def _is_test(path: Path, name: str) -> bool:
    """pytest calls what is named test; a conftest's hooks are pytest's too."""
    return "tests" in path.parts and name.lower().startswith(("test", "pytest"))


if __name__ == "__main__":
    dead = unused()
    print("\n".join(dead) or "no dead code")
    sys.exit(1 if dead else 0)
