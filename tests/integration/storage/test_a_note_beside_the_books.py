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


class Books(Feed):
    """Books whose feed can come further, and get another name."""

    def __init__(self, place: int) -> None:
        self.feed, self.place = "feed-1", place

    def feed_place(self) -> tuple[str, int]:
        return self.feed, self.place

    def rename_feed(self, feed_id: str) -> None:
        self.feed = feed_id


@pytest.mark.parametrize(
    "cursor", ["feed-1.54", "feed-1.51.s54", "feed-1.54.all"], ids=["a page", "behind a snapshot", "anew"]
)
def test_a_copy_of_before_the_last_answer_is_known_as_one_though_the_note_is_older(
    tmp_path: Path, cursor: str
) -> None:
    """A copy put back by hand gives places a second time that a till has heard already: it would miss those rows."""
    path, books = tmp_path / "centre.feed", Books(50)
    mark = FeedMark(books, path)
    mark.keep()
    mark.told("feed-1.52")
    mark.told(cursor)
    mark.told("feed-1.53")

    assert FeedMark(Books(50), path).check()


def test_books_that_hold_all_that_was_told_are_no_copy(tmp_path: Path) -> None:
    path, books = tmp_path / "centre.feed", Books(50)
    mark = FeedMark(books, path)
    mark.keep()
    mark.told("feed-1.54")

    assert not FeedMark(Books(54), path).check()


def test_what_was_told_of_another_feed_says_nothing_of_this_one(tmp_path: Path) -> None:
    path, books = tmp_path / "centre.feed", Books(50)
    mark = FeedMark(books, path)
    mark.keep()
    mark.told("feed-0.99")
    assert not FeedMark(books, path).check()
    path.with_name("centre.feed.told").write_bytes(b"half a li")
    assert not FeedMark(books, path).check()
