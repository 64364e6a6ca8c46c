"""A kind of message that msgspec learns at its first use ends the process when two threads use it first: found by the soak."""

import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Iterator

import msgspec

import loyalty_pos.wire
from loyalty_pos.wire.codec import READY
from loyalty_pos.wire.events import KINDS

_RACE = """
import sys, threading
sys.setswitchinterval(1e-6)
from loyalty_pos.wire.codec import decode, encode
from loyalty_pos.wire.events import GENESIS, Event, fact_of
from loyalty_pos.core.problems import BadMessage
event = Event("id", "t", "i", 1, 1, 1, "UTC", 1, "sale", '{"lines":[{"line_id":1}]}', "", "", 0, "", "", GENESIS, GENESIS)
data = encode(event)
begin = threading.Barrier(8)
def read():
    begin.wait()
    try:
        fact_of(decode(data, Event))
    except BadMessage:
        print("read")
threads = [threading.Thread(target=read) for _ in range(8)]
for one in threads: one.start()
for one in threads: one.join()
"""


def _kinds() -> Iterator[type[msgspec.Struct]]:
    """Return every kind of message that a module of ``wire`` defines."""
    for found in pkgutil.walk_packages(loyalty_pos.wire.__path__, "loyalty_pos.wire."):
        module = importlib.import_module(found.name)
        for kind in vars(module).values():
            if (
                isinstance(kind, type)
                and issubclass(kind, msgspec.Struct)
                and kind.__module__ == module.__name__
            ):
                yield kind


def test_every_kind_of_message_is_learned_while_its_module_is_imported() -> None:
    kinds = set(_kinds())
    assert len(kinds) > 30
    assert {kind.__qualname__ for kind in kinds - READY} == set()
    assert {kind for kind, fact in KINDS.items() if "__msgspec_cache__" not in vars(fact)} == set()


def test_eight_threads_may_read_the_first_event_of_a_process_at_once() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _RACE], capture_output=True, encoding="utf-8", check=False, timeout=60
    )
    assert (done.returncode, done.stdout.count("read")) == (0, 8), done.stderr
