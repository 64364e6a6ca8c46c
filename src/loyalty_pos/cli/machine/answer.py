"""How these commands answer: to a person, as JSON, or into a file, because a windowed program has nobody to speak to."""

import json
from argparse import Namespace
from collections.abc import Mapping

from loyalty_pos.core.problems import FileNotWritten
from loyalty_pos.wiring.console import say_json


def answer(options: Namespace, facts: Mapping[str, object]) -> None:
    """Write the facts where they were asked for. Raises FileNotWritten."""
    if options.json:
        say_json(facts)
    if options.out is None:
        return
    try:
        options.out.write_text(json.dumps(facts, ensure_ascii=False, indent=2, default=str), encoding="utf-8")
    except OSError as error:
        raise FileNotWritten(path=str(options.out)) from error
