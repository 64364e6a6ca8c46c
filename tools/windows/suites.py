"""Run suites of the product's tests with the Windows Python of the bench: what they say of ports and files holds there."""

import shutil
from collections.abc import Sequence

from tools.environment import ROOT
from tools.windows import freezing, interpreter, wine_prefix
from tools.windows.bench import Bench
from tools.windows.locked import TEST_LOCK, install, testing

_STAMP = "made-from"


def run_suites(bench: Bench, words: Sequence[str]) -> int:
    """Run pytest of the unpacked commit with these words; return its exit code."""
    tools = bench.files / "tests-site"
    made_from = (ROOT / TEST_LOCK).read_text(encoding="utf-8")
    if not (tools / _STAMP).exists() or (tools / _STAMP).read_text(encoding="utf-8") != made_from:
        shutil.rmtree(tools, ignore_errors=True)
        install(bench, testing(), tools)
        (tools / _STAMP).write_text(made_from, encoding="utf-8")
    where = bench.seen_by_windows(freezing.source(bench))
    with wine_prefix.copied(bench, "suites").screen() as shown:
        code, said = shown.attempt(
            *("sh", "-c", 'cd "$0" && exec "$@"', str(freezing.source(bench)).removeprefix(str(bench.root))),
            *(
                "wine",
                interpreter.program(bench),
                "-X",
                "utf8",
                "-m",
                "pytest",
                "-p",
                "no:cacheprovider",
                *words,
            ),
            seconds=3600,
            PYTHONPATH=f"{bench.seen_by_windows(tools)};{where}\\src;{where}",
            PYTHONDONTWRITEBYTECODE="1",
        )
    print(said)
    return code
