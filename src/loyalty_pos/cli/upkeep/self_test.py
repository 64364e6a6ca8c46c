"""``till --self-test``: a line for each part of the machine, as soon as it is known; no window, no box, nothing printed."""

from argparse import Namespace
from collections.abc import Iterable
from typing import Final

from loyalty_pos import __version__
from loyalty_pos.cli.failure import in_words
from loyalty_pos.cli.machine.answer import answer
from loyalty_pos.cli.machine.arguments import LOOK
from loyalty_pos.cli.machine.asking import said_of
from loyalty_pos.cli.upkeep.check_words import SIGNS, part_name, sentence_of
from loyalty_pos.till.upkeep.checked import Checked, State
from loyalty_pos.wiring.checking.running import Looked, look_of_window, look_through
from loyalty_pos.wiring.clock import SystemClock
from loyalty_pos.wiring.console import say
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.printing.named import devices_named

BROKEN: Final = 1
WORTH_A_LOOK: Final = 3


def run(options: Namespace) -> int:
    """Return 0 when the till can be used here, 1 when it must not be, 3 with ``--strict`` when somebody should look."""
    found = [_said(one, options) for one in _looks(options)]
    state = _worst(found)
    parts = [
        {
            "part": one.part,
            "state": one.state.value,
            "why": one.problem.code if one.problem else one.why,
            "value": one.value,
            "text": _text(one, options.lang),
        }
        for one in found
    ]
    answer(options, {"version": __version__, "state": state.value, "parts": parts})
    if state is State.BROKEN:
        return BROKEN
    return WORTH_A_LOOK if state is State.LOOK and options.strict else 0


def _looks(options: Namespace) -> Iterable[Checked]:
    if options.self_test == LOOK:
        return look_of_window()
    folders = folders_at(options.data)
    return look_through(Looked(folders, devices_named(folders.till, said_of(options)), SystemClock()))


def _said(one: Checked, options: Namespace) -> Checked:
    if not options.json:
        say(
            f"{SIGNS[one.state][options.lang]}  {part_name(one.part, options.lang)}: {_text(one, options.lang)}"
        )
    return one


def _text(one: Checked, lang: str) -> str:
    return in_words(one.problem, lang) if one.problem else sentence_of(one, lang)


def _worst(found: Iterable[Checked]) -> State:
    states = {one.state for one in found}
    return next((state for state in (State.BROKEN, State.LOOK) if state in states), State.GOOD)
