"""A build of half an hour goes on where it stopped, and does again what was made from something that changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tools.complaint import Complaint
from tools.windows.bench import Bench
from tools.windows.stages import Stage, run_stages


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


class Work:
    """Three stages that note when they are run; the second fails as long as it is told to."""

    def __init__(self, folder: Path) -> None:
        self.done: list[str] = []
        self.fails = False
        self.source = folder / "source.txt"
        self.source.write_text("one", encoding="ascii")

    def stages(self) -> list[Stage]:
        return [
            Stage("first", "begins", self._does("first"), lambda _: ["always"]),
            Stage("second", "goes on", self._does("second"), lambda _: [self.source]),
            Stage("third", "ends", self._does("third"), lambda _: []),
        ]

    def _does(self, name: str) -> Callable[[Bench], str]:
        def do(_bench: Bench) -> str:
            if name == "second" and self.fails:
                message = "A mirror is not within reach."
                raise Complaint(message)
            self.done.append(name)
            return "well"

        return do


def test_each_stage_is_done_once_with_its_time(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    work = Work(bench.folder)
    run_stages(work.stages(), bench)
    assert "[3/3] third" in capsys.readouterr().out

    run_stages(work.stages(), bench)

    assert work.done == ["first", "second", "third"]
    told = capsys.readouterr().out.splitlines()
    assert [line.split("]")[1].split() for line in told[:3]] == [
        [name, "done", "before"] for name in ("first", "second", "third")
    ]
    assert told[3].endswith("s in all")


def test_a_build_that_stopped_goes_on_there(bench: Bench) -> None:
    work = Work(bench.folder)
    work.fails = True
    with pytest.raises(Complaint, match="not within reach"):
        run_stages(work.stages(), bench)
    work.fails = False

    run_stages(work.stages(), bench)

    assert work.done == ["first", "second", "third"]


def test_what_changed_is_made_again_and_all_that_stands_on_it(bench: Bench) -> None:
    work = Work(bench.folder)
    run_stages(work.stages(), bench)
    work.source.write_text("two", encoding="ascii")

    run_stages(work.stages(), bench)

    assert work.done == ["first", "second", "third", "second", "third"]


def test_a_stage_that_failed_again_is_due_again(bench: Bench) -> None:
    """Half a stage must never pass for a whole one: its stamp goes before the work begins."""
    work = Work(bench.folder)
    run_stages(work.stages(), bench)
    work.source.write_text("two", encoding="ascii")
    work.fails = True
    with pytest.raises(Complaint):
        run_stages(work.stages(), bench)
    work.source.write_text("one", encoding="ascii")
    work.fails = False

    run_stages(work.stages(), bench)

    assert work.done == ["first", "second", "third", "second"]
