"""Which tests run where a part of a folder is enough: some of each file, the same in every worker."""

from collections.abc import Iterable

EVERY = 4
"""Of such a folder each so manieth test of each file runs, its first always."""


def part_of(tests: Iterable[tuple[str, int]], folders: Iterable[str]) -> set[str]:
    """Return the names of the tests to run, of all given as (name, line in its file); a part only in ``folders``.

    Chosen by their place in their file, so that shuffling them changes nothing.
    """
    by_file: dict[str, list[tuple[int, str]]] = {}
    for name, line in tests:
        by_file.setdefault(name.partition("::")[0], []).append((line, name))
    partial = tuple(f"{folder.rstrip('/')}/" for folder in folders)
    return {
        name
        for file, those in by_file.items()
        for _, name in sorted(those)[:: EVERY if partial and file.startswith(partial) else 1]
    }
