"""The only source of chance in a world, and everything else that would make two runs of one seed differ.

``only`` is the one place that patches: while it is entered, the system's randomness comes from the given generator, keys
of 25519 are made from it, and what the product gives to threads of its own is done at once, in the order in which it was given.
"""

import os
import random
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import Any, Final, TypeVar
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.storage.journal import log_damage
from tests.sim.clocks import WALL

Result = TypeVar("Result")
RESERVED_BYTES: Final = 4096
"""Of each till's reserve: thirty-two megabytes would be laid in at each start, and copied with each picture of a disk."""

_READ: Final = cache(read_programme)
_SUMMED: Final = lru_cache(8_192)(log_damage._sum)
"""Pure, and asked the same thing by every till that starts: a text is read once a process, a frame of a log summed once."""


class AtOnce:
    """A pool of threads without a thread: what is given is done before ``submit`` returns."""

    def __init__(self, max_workers: int = 1, thread_name_prefix: str = "") -> None:
        """Take what the real one takes."""

    def submit(self, work: Callable[..., Result], *arguments: Any) -> "Future[Result]":
        """Do it. Exceptions are kept for whoever asks; a crash of the whole machine goes straight through."""
        done: Future[Result] = Future()
        try:
            done.set_result(work(*arguments))
        except Exception as error:  # noqa: BLE001 - kept, as the real one does
            done.set_exception(error)
        return done

    def shutdown(self, *, wait: bool = True, cancel_futures: bool = False) -> None:
        """Nothing is going on."""


def _keys(kind: Any) -> SimpleNamespace:
    def generate() -> Any:
        return kind.from_private_bytes(os.urandom(32))

    return SimpleNamespace(generate=generate, from_private_bytes=kind.from_private_bytes)


@contextmanager
def only(dice: random.Random) -> Iterator[None]:
    """Let nothing but ``dice`` decide."""
    sealing = "loyalty_pos.storage.sealing"
    places = {
        "os.urandom": dice.randbytes,
        "random._urandom": dice.randbytes,
        f"{sealing}.Ed25519PrivateKey": _keys(Ed25519PrivateKey),
        f"{sealing}.X25519PrivateKey": _keys(X25519PrivateKey),
        "loyalty_pos.sync.holds.ThreadPoolExecutor": AtOnce,
        "loyalty_pos.sync.office.ThreadPoolExecutor": AtOnce,
        "loyalty_pos.sync.receipts.ThreadPoolExecutor": AtOnce,
        "loyalty_pos.storage.centre.sqlite.ThreadPoolExecutor": AtOnce,
        "loyalty_pos.sync.signing.speaking._now_us": WALL.now_us,
        "loyalty_pos.storage.reserve.RESERVED_BYTES": RESERVED_BYTES,
        "loyalty_pos.core.programme.combined.read_programme": _READ,
        "loyalty_pos.storage.journal.log_damage._sum": _SUMMED,
    }
    with ExitStack() as patched:
        for place, instead in places.items():
            patched.enter_context(patch(place, instead))
        yield
