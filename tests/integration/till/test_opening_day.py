"""A day of new cards at a till without a line: each finds its holder, and the evening's count is right."""

from pathlib import Path

from tests.integration.till.opening_day import OpeningDay


def test_cards_by_the_hundred_offline_with_the_mistakes_of_a_day(tmp_path: Path) -> None:
    told = OpeningDay(tmp_path, 60, seed=3).run()
    print(told)  # noqa: T201 - the count of a fault test
    assert told["wrong"] == []
