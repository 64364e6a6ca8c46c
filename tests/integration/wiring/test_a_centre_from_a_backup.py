"""The centre's disk dies, and last night's copy is put back: the tills bring what it lacks, and hear everything anew."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from loyalty_pos.centre.admin import ArticleItem
from loyalty_pos.core.basket import Article
from loyalty_pos.till.ports import Draft
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_shop_till

DATABASE = ("centre.db", "centre.db-wal", "centre.db-shm")


class Place:
    """A centre whose database can be copied and put back, and a till of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.centre = self.started()
        self.centre.admin.create_store("store-1", "Corner shop")
        self.price(100)
        settings = TillSettings(folder / "till")
        enrol(settings, self.centre.url, self.centre.admin.make_code("store-1"))
        self.till: Till = open_shop_till(settings)

    def started(self, *, port: int = 0, restored: bool = False) -> RunningCentre:
        return start_centre(CentreSettings(self._folder / "centre", port=port, restored=restored))

    def price(self, minor: int) -> None:
        self.centre.admin.put_articles([ArticleItem(Article("tea", "Tea", minor))])

    def seen_price(self) -> int:
        if (
            self.till.sync_once().problem is not None
        ):  # the first word finds a gap, and then hello is said again
            assert self.till.sync_once().problem is None
        article = self.till.world.goods.by_id("tea")
        assert article is not None
        return article.price_minor

    def note(self) -> None:
        self.till.world.journal.record([Draft(self.till.world.noted("drawer_opened"), "")])

    def copy(self) -> None:
        port = self.centre.port
        self.centre.stop()
        shutil.copy(self._folder / "centre" / "centre.db", self._folder / "copy.db")
        self.centre = self.started(port=port)

    def put_back(self, *, restored: bool = False, without_note: bool = False) -> None:
        port = self.centre.port
        self.centre.stop()
        for name in DATABASE:
            (self._folder / "centre" / name).unlink(missing_ok=True)
        if without_note:
            (self._folder / "centre" / "centre.feed").unlink()
        shutil.copy(self._folder / "copy.db", self._folder / "centre" / "centre.db")
        self.centre = self.started(port=port, restored=restored)

    def close(self) -> None:
        self.till.close()
        self.centre.stop()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path)
    yield place
    place.close()


@pytest.mark.parametrize("without_note", [False, True], ids=["same machine", "new machine"])
def test_a_copy_that_is_put_back_is_noticed_and_every_till_hears_everything_anew(
    place: Place, *, without_note: bool
) -> None:
    place.note()
    assert place.seen_price() == 100
    place.copy()
    place.note()
    place.price(200)
    assert place.seen_price() == 200
    place.note()

    place.put_back(without_note=without_note)
    # stands in the feed where the price of 200 stood: a till that went on from there would hear of neither
    place.centre.admin.put_articles([ArticleItem(Article("coffee", "Coffee", 700))])

    assert place.seen_price() == 100
    assert place.till.world.goods.by_id("coffee") is not None
    assert place.till.files.journal.queue().waiting == 0
    assert place.centre.admin.overview().totals["events"] == 3, "the till has brought what the copy lacks"


def test_whoever_puts_a_copy_back_can_say_so(place: Place) -> None:
    assert place.seen_price() == 100
    before = place.till.files.feed.cursor()
    place.copy()

    place.put_back(restored=True)
    place.seen_price()

    assert place.till.files.feed.cursor().partition(".")[0] != before.partition(".")[0]


def test_a_usual_start_tells_nothing_twice(place: Place) -> None:
    assert place.seen_price() == 100
    before = place.till.files.feed.cursor()

    place.copy()
    place.seen_price()

    assert place.till.files.feed.cursor() == before
