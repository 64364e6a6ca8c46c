"""``scanner-lab check``: every fault of a scanner on every way into a till, and what the till hears then."""

from argparse import Namespace

from loyalty_pos.cli.scanners.words import fault_word, line, way_word
from loyalty_pos.lab.scanners.faults import Verdict, count
from loyalty_pos.wiring.console import say, say_json


def run(options: Namespace) -> int:
    """Count and tell; 1 when one thing was taken for another."""
    found, lang = count(max(options.count, 1), options.seed), options.lang
    wrong = sum(verdicts[Verdict.WRONG] for faults in found.values() for verdicts in faults.values())
    if options.json:
        say_json(found)
        return 1 if wrong else 0
    say(line("head", lang))
    for way, faults in found.items():
        for fault, verdicts in faults.items():
            figures = " / ".join(f"{verdicts[verdict]:>5}" for verdict in Verdict)
            say(f"{way_word(way, lang):<12} {fault_word(fault, lang):<26} {figures}")
    say(line("broken", lang, wrong=wrong, seed=options.seed) if wrong else line("whole", lang))
    return 1 if wrong else 0
