"""The centre's books for one command, and the member that its options name."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from loyalty_pos.centre.actions.told import Who
from loyalty_pos.cli.words import NoCentreHere
from loyalty_pos.wiring.centre import CentreSettings, OpenCentre, centre_is_here, open_centre
from loyalty_pos.wiring.folders import folders_at


@contextmanager
def opened(options: Namespace, *, make: bool = False) -> Iterator[OpenCentre]:
    """Open the books that the options name, and close them whatever happens. Raises NoCentreHere.

    Only with ``make``, for what a new shop begins with, are they made: a mistyped folder must never be answered with
    "nothing to look at".
    """
    folders = folders_at(options.data)
    if not make and not options.database and not centre_is_here(folders.centre):
        raise NoCentreHere(folder=str(folders.data))
    centre = open_centre(CentreSettings(folders.centre, options.database))
    try:
        yield centre
    finally:
        centre.close()


def who_of(options: Namespace) -> Who:
    """Return the member that was named."""
    return Who(options.account, options.card, options.phone)
