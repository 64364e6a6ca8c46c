"""``clubs``: who is in, letting a member in, guests of closed events, invitations for the print house.

A name and a masked number is all that is told of a member; invitations stand in their file and nowhere else.
"""

import secrets
from argparse import Namespace

from loyalty_pos.centre.clubs.lists import ClubLine, ClubMember
from loyalty_pos.centre.records import Head
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.members.words import line
from loyalty_pos.cli.words import BadOption
from loyalty_pos.core import scan
from loyalty_pos.core.coupons.serials import grouped
from loyalty_pos.storage.export_files import ExportNotWritten, write_table
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.console import say, say_all, say_json

_MOST = 1_000_000
_HEADER = ("invitation", "code for QR or Code 128")


def run(options: Namespace) -> int:
    """Do one of the actions."""
    with opened(options) as centre:
        actions = {
            "list": _list,
            "members": _members,
            "join": _join,
            "invite": _invite,
            "guest": _guest,
            "guests": _guests,
        }
        actions[options.action](centre, options)
    return 0


def _list(centre: OpenCentre, options: Namespace) -> None:
    clubs = centre.clubs.lines()
    if options.json:
        say_json(
            [
                {
                    "id": one.id,
                    "name": one.club.name if one.club else "",
                    "members": one.members,
                    "paused": one.paused,
                    "over": one.over,
                    "events": sorted(one.club.events) if one.club else [],
                }
                for one in clubs
            ]
        )
        return
    say_all(_told_club(one, options.lang) for one in clubs)
    if not clubs:
        say(line("no_clubs", options.lang))


def _told_club(one: ClubLine, lang: str) -> str:
    name = one.club.name if one.club else line("club_gone", lang)
    text = line("club", lang, id=one.id, name=name, members=one.members, paused=one.paused, over=one.over)
    events = ", ".join(sorted(one.club.events)) if one.club else ""
    return f"{text}; {line('club_events', lang, events=events)}" if events else text


def _members(centre: OpenCentre, options: Namespace) -> None:
    members = centre.clubs.members(options.club)
    if options.json:
        say_json([_as_json(one) for one in members])
        return
    say_all(_told_member(one, options.lang) for one in members)
    if not members:
        say(line("club_empty", options.lang))


def _join(centre: OpenCentre, options: Namespace) -> None:
    member = centre.clubs.join(options.club, options.member)
    if options.json:
        say_json(_as_json(member))
    else:
        say(_told_member(member, options.lang))


def _invite(centre: OpenCentre, options: Namespace) -> None:
    if not 1 <= options.count <= _MOST:
        raise BadOption(option="--count", text=str(options.count))
    if options.out.exists():
        raise ExportNotWritten(path=str(options.out), reason="already_there")
    codes = centre.clubs.invitations(options.club, options.count, secrets.randbelow)
    rows = ((grouped(code), scan.COUPON_PREFIX + code) for code in codes)
    count = write_table(options.out, _HEADER, rows)
    say(line("invitations_made", options.lang, count=count, path=options.out))


def _guest(centre: OpenCentre, options: Namespace) -> None:
    head = centre.clubs.invite_guest(options.event, options.member)
    if options.json:
        say_json({"event": options.event, "name": head.shown_name, "phone": head.phone_masked})
    else:
        say(line("guest_added", options.lang, event=options.event, who=_who(head)))


def _guests(centre: OpenCentre, options: Namespace) -> None:
    heads = centre.clubs.guests(options.event)
    if options.json:
        say_json([{"name": head.shown_name, "phone": head.phone_masked} for head in heads])
        return
    say_all(_who(head) for head in heads)
    if not heads:
        say(line("no_guests", options.lang))


def _told_member(one: ClubMember, lang: str) -> str:
    membership = one.membership
    until = membership.until.date().isoformat() if membership.until else line("for_ever", lang)
    key = "club_member_paused" if membership.paused_at else "club_member"
    return line(key, lang, who=_who(one.head), since=membership.since.date().isoformat(), until=until)


def _as_json(one: ClubMember) -> dict[str, object]:
    membership = one.membership
    return {
        "name": one.head.shown_name,
        "phone": one.head.phone_masked,
        "since": membership.since.isoformat(),
        "until": membership.until.isoformat() if membership.until else None,
        "paused": membership.paused_at is not None,
    }


def _who(head: Head) -> str:
    return " ".join(part for part in (head.shown_name, head.phone_masked) if part) or head.account_id[:8]
