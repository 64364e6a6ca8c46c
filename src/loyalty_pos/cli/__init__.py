"""The command line: the whole product without a window. Every refusal is one sentence on stderr and exit code 2.

Nothing heavy is imported before the command is known; a traceback is never shown (a bug leaves one in the log).
"""

import importlib
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence

from loyalty_pos.cli.arguments import parse
from loyalty_pos.cli.failure import BUG, REFUSED, report_bug, report_problem
from loyalty_pos.cli.stopping import Stopped, ended_in_order
from loyalty_pos.core.problems import Problem
from loyalty_pos.wiring.console import give_voice
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.upkeep.log import begin_log

STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code: 0 done, 2 refused, 70 a bug, 128 and more stopped by a signal."""
    is_silent = give_voice()
    options = parse(sys.argv[1:] if arguments is None else arguments)
    if is_silent:
        begin_log(folders_at(options.data).logs)
    try:
        with ended_in_order():
            run: Callable[[Namespace], int] = importlib.import_module(options.module).run
            return run(options)
    except Problem as problem:
        report_problem(problem, options.lang)
        return REFUSED
    except Stopped as stopped:
        return stopped.code
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; Python would complain at exit
        return STOPPED
    except Exception as error:  # noqa: BLE001 - the last guard: a person never sees a traceback
        report_bug(error, options)
        return BUG
