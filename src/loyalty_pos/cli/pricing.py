"""``price``: a basket file by a programme file, with every kopeck explained; pure reading, no data folder."""

from argparse import Namespace
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from loyalty_pos.cli.output import say_json
from loyalty_pos.core.basket_file import read_basket
from loyalty_pos.core.explain import quote_facts
from loyalty_pos.core.pricing import ALL, Context, quote
from loyalty_pos.core.problems import BadAmount, BadBasketFile, BadProgramme, BadTime
from loyalty_pos.core.programme_file import read_programme


def run(options: Namespace) -> int:
    """Print the quote as JSON."""
    programme = read_programme(_text_of_programme(options.programme))
    file = read_basket(_text_of_basket(options.basket))
    return 0
