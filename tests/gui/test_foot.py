"""The status line at the foot: every fact whole, on as many lines as it needs, and amber only what somebody should look at."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.shell.foot_facts import FootFacts

FACTS = (("connected", False), ("queue <b>empty</b> & waiting", False), ("no backup known", True))


def shown(qapp: QApplication, qtbot: QtBot, *, odd: bool) -> FootFacts:
    look = Appearance(qapp, language="en")
    facts = FootFacts(look)
    qtbot.addWidget(facts)
    facts.show_facts(FACTS if odd else FACTS[:2])
    look.undress()
    return facts


def colours(facts: FootFacts) -> set[str]:
    image = facts.grab().toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}


def test_a_narrow_window_gives_the_facts_more_lines(qapp: QApplication, qtbot: QtBot) -> None:
    facts = shown(qapp, qtbot, odd=True)
    heights = [facts.heightForWidth(width) for width in (2_000, 360, 50)]
    assert [round(height / heights[0]) for height in heights] == [1, 2, 3]


def test_only_what_somebody_should_look_at_is_amber(qapp: QApplication, qtbot: QtBot) -> None:
    for odd in (False, True):
        facts = shown(qapp, qtbot, odd=odd)
        facts.resize(600, facts.heightForWidth(600))
        drawn = colours(facts)
        assert (Appearance(qapp).colours.warn in drawn) is odd


def test_a_reader_of_screens_hears_the_facts_as_they_are(qapp: QApplication, qtbot: QtBot) -> None:
    facts = shown(qapp, qtbot, odd=True)
    assert facts.accessibleName() == "connected, queue <b>empty</b> & waiting, no backup known"
