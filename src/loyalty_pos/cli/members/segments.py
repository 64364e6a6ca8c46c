"""``segments``: lists of members brought by hand, how many are in which segment, and who.

Names are short and numbers masked: nothing here tells more of a person than a till would.
"""

from argparse import Namespace
from collections.abc import Callable

from loyalty_pos.centre.imports.source import with_columns
from loyalty_pos.centre.records import Head
from loyalty_pos.centre.segments.by_hand import Brought, SegmentLine
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.members.segment_words import line
from loyalty_pos.cli.partners.progress import progress_bar
from loyalty_pos.cli.words import reason
from loyalty_pos.storage.import_files import read_rows
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.console import say, say_all, say_json

_MOST_SHOWN = 200


def run(options: Namespace) -> int:
    """Run one of the three; 1 when rows of a list were refused, so that scripts notice."""
    work: Callable[[OpenCentre, Namespace], int] = {"import": _bring, "list": _list, "show": _show}[
        options.action
    ]
    with opened(options) as centre:
        return work(centre, options)


def _bring(centre: OpenCentre, options: Namespace) -> int:
    if not options.new:
        centre.segments.refuse_unknown(options.segment)
    _, rows = with_columns(read_rows(options.file, "cards"), ("card|phone",), str(options.file))
    listed = list(rows)
    bar = progress_bar(options.file.name)
    brought = centre.segments.bring(
        options.segment,
        listed,
        take_out=options.remove,
        progress=lambda done: bar(done, len(listed)),
    )
    if options.json:
        say_json(
            {
                "segment": options.segment,
                "read": brought.read,
                "changed": brought.added,
                "same": brought.same,
                "refused": [[row.line, row.reason] for row in brought.refused],
            }
        )
    else:
        say_all(_told(brought, options))
    return 1 if brought.refused else 0


def _told(brought: Brought, options: Namespace) -> list[str]:
    lang = options.lang
    rows = [
        "  " + line("refused", lang, line=row.line, reason=_why(row.reason, lang))
        for row in brought.refused[:_MOST_SHOWN]
    ]
    if len(brought.refused) > _MOST_SHOWN:
        rows.append(f"  … +{len(brought.refused) - _MOST_SHOWN}")
    key = "taken_out" if options.remove else "brought"
    facts = {"changed": brought.added, "same": brought.same, "refused": len(brought.refused)}
    return [*rows, line(key, lang, segment=options.segment, read=brought.read, **facts)]


def _why(code: str, lang: str) -> str:
    return line(code, lang) if code == "unknown_member" else reason(code, lang)


def _list(centre: OpenCentre, options: Namespace) -> int:
    lines = centre.segments.lines()
    if options.json:
        say_json([{"id": s.id, "name": s.name, "by_rule": s.by_rule, "members": s.members} for s in lines])
        return 0
    say_all(_segment(one, options.lang) for one in lines)
    if not lines:
        say(line("none", options.lang))
    return 0


def _segment(one: SegmentLine, lang: str) -> str:
    made = line("by_rule" if one.by_rule else "by_hand", lang)
    return line("segment", lang, id=one.id, name=one.name or "—", made=made, members=one.members)


def _show(centre: OpenCentre, options: Namespace) -> int:
    heads = centre.segments.members(options.segment)
    if options.json:
        say_json([{"account": head.account_id, "name": head.shown_name} for head in heads])
        return 0
    say_all(_who(head) for head in heads[:_MOST_SHOWN])
    if len(heads) > _MOST_SHOWN:
        say(f"… +{len(heads) - _MOST_SHOWN}")
    say(line("members", options.lang, segment=options.segment, members=len(heads)))
    return 0


def _who(head: Head) -> str:
    return " ".join(part for part in (head.shown_name, head.phone_masked) if part) or head.account_id
