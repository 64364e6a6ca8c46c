"""``sync`` and ``queue``: what goes to the centre, now or later."""

from argparse import Namespace

from loyalty_pos.cli.at_till import till_here
from loyalty_pos.cli.words import line
from loyalty_pos.devices.job_store import Job
from loyalty_pos.till.wording import paper_name
from loyalty_pos.wiring.console import say, say_json
from loyalty_pos.wiring.hardware import jobs_in
from loyalty_pos.wiring.till import Till, open_shop_till


def run(options: Namespace) -> int:
    """Exchange everything, or only look."""
    till = open_shop_till(till_here(options))
    try:
        if options.command == "sync":
            state = till.sync_once()
            if state.problem is not None:
                raise state.problem
        _tell(till, options)
    finally:
        till.close()
    return 0


def _tell(till: Till, options: Namespace) -> None:
    queue = till.files.journal.queue()
    oldest = queue.oldest.isoformat(timespec="seconds") if queue.oldest else ""
    facts = {"waiting": queue.waiting, "oldest": oldest, "written": queue.head_seq, "stored": queue.stored}
    jobs = jobs_in(till.files).load()
    if options.json:
        say_json(facts | {"not_printed": [_job_facts(job) for job in jobs]})
        return
    key = "queue_waits" if queue.waiting else "sync_done" if options.command == "sync" else "queue_empty"
    say(line(key, options.lang, **facts))
    if jobs:
        say(line("not_printed", options.lang, count=len(jobs)))
    for job in jobs:
        say(f"  {paper_name(job.receipt, options.lang)}: {line(f'job_{job.state}', options.lang)}")


def _job_facts(job: Job) -> dict[str, object]:
    receipt = job.receipt
    return {"paper": receipt.kind, "number": receipt.number, "copy": receipt.copy, "state": job.state.value}
