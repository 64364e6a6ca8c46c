"""``till --prepare-image``: this folder becomes part of an image that is nobody's till."""

from argparse import Namespace

from loyalty_pos.cli.fleet.words import fleet_line
from loyalty_pos.cli.words import BadOption
from loyalty_pos.wiring.console import say
from loyalty_pos.wiring.fleet.first_start import FirstStart
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.imaging.image import prepare_image


def run(options: Namespace) -> int:
    """Return 0. Raises NoImage, StorageBusy while the till runs."""
    for option, value in (("--centre", options.centre), ("--token-file", options.token_file)):
        if not value:
            raise BadOption(option=option, text="")
    folder = folders_at(options.data).till
    was_till = prepare_image(folder, FirstStart(options.centre, options.token_file))
    key = "image_emptied" if was_till else "image_ready"
    say(fleet_line(key, options.lang, folder=folder, path=options.token_file))
    return 0
