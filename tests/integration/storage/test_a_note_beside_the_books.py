"""The note beside the centre's books: a command may be asked for while the centre itself keeps its note."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from loyalty_pos.core.problems import StorageFailing
from loyalty_pos.storage.centre.feed_mark import FeedMark


class Feed:
    """Books of which the feed has come to one place."""

    def feed_place(self) -> tuple[str, int]:
        return "feed-1", 7

    def rename_feed(self, feed_id: str) -> None:
        raise AssertionError(feed_id)


def _each(keep: Callable[[], None]) -> None:
    for _ in range(50):
        keep()


def test_a_command_beside_a_running_centre_does_not_take_its_note_away(tmp_path: Path) -> None:
    path = tmp_path / "centre.feed"
    with ThreadPoolExecutor(4) as pool:
        for kept in [pool.submit(_each, FeedMark(Feed(), path).keep) for _ in range(4)]:
            kept.result()
    assert json.loads(path.read_text(encoding="utf-8")) == ["feed-1", 7]
    assert [file.name for file in tmp_path.iterdir()] == ["centre.feed"]


def test_a_note_that_cannot_be_put_there_leaves_nothing_behind(tmp_path: Path) -> None:
    in_the_way = tmp_path / "centre.feed"
    in_the_way.mkdir()
    with pytest.raises(StorageFailing):
        FeedMark(Feed(), in_the_way).keep()
    assert list(tmp_path.iterdir()) == [in_the_way]
