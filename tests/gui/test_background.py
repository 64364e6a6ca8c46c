"""Slow work happens on a named thread, its answer on the Qt thread; news of foreign threads likewise."""

import threading
from functools import partial
from typing import Any

from pytestqt.qtbot import QtBot

from loyalty_pos.core.problems import StorageBusy
from loyalty_pos.ui.background import Background, Bridge


def test_a_job_runs_elsewhere_and_its_answer_arrives_here(qtbot: QtBot) -> None:
    worker = Background("test-worker")
    answers: list[Any] = []
    worker.run(
        threading.current_thread,
        lambda thread: answers.append((thread, threading.current_thread())),
        answers.append,
    )
    qtbot.waitUntil(lambda: bool(answers))
    worker.stop()
    ((worked_on, told_on),) = answers
    assert worked_on.name == "test-worker"
    assert told_on is threading.main_thread()


def test_jobs_keep_their_order(qtbot: QtBot) -> None:
    worker = Background("test-worker")
    done: list[Any] = []
    for number in range(50):
        worker.run(partial(int, number), done.append, done.append)
    qtbot.waitUntil(lambda: len(done) == 50)
    worker.stop()
    assert done == list(range(50))


def test_a_refusal_is_an_answer_too(qtbot: QtBot) -> None:
    def busy() -> None:
        raise StorageBusy(path="journal.db")

    worker = Background("test-worker")
    failed: list[Any] = []
    worker.run(busy, lambda _: None, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    worker.stop()
    assert isinstance(failed[0], StorageBusy)


def test_nothing_is_delivered_after_the_end(qtbot: QtBot) -> None:
    worker = Background("test-worker")
    answers: list[Any] = []
    worker.run(lambda: 1, answers.append, answers.append)
    worker.stop()
    qtbot.wait(50)
    assert answers == []


def test_news_from_another_thread_is_heard_on_the_qt_thread(qtbot: QtBot) -> None:
    bridge = Bridge()
    heard: list[Any] = []
    bridge.heard.connect(lambda news: heard.append((news, threading.current_thread())))
    threading.Thread(target=bridge.tell, args=("scanned",)).start()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [("scanned", threading.main_thread())]
