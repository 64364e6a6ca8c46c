"""``member-qr``: plays a member's phone, which shows a code that changes every half minute and needs no connection.

The first call makes the phone known to this machine's centre; after that the centre may be away until the passport
ends. Every code is shown once: the till remembers it.
"""

import sys
import time
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.members.phone_words import line
from loyalty_pos.core.member_code.layout import MemberCode, digits_of
from loyalty_pos.core.member_code.showing import Phone, seconds_left
from loyalty_pos.storage.member_phone import MemberPhone
from loyalty_pos.wiring.cards import CodePictures
from loyalty_pos.wiring.console import say, say_all, say_json
from loyalty_pos.wiring.folders import folders_at

_RENEW_S: Final = 3 * 24 * 3600
_QUIET: Final = 2
"""Light modules around the code, so that a scanner finds it."""
_HALVES: Final = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
"""Two rows a line, light on a dark terminal: (upper is dark, lower is dark)."""
_CLEAR: Final = "\x1b[2J\x1b[H"
_LIGHT_ON_DARK: Final = "\x1b[97;40m"
_AS_BEFORE: Final = "\x1b[0m"


@dataclass(frozen=True, slots=True)
class _Shown:
    code: MemberCode
    digits: str
    seconds: int


def run(options: Namespace) -> int:
    """Show codes; 0. Raises the refusals of ``centre.phones.desk``."""
    if options.stop:
        with opened(options) as centre:
            last4 = centre.phones.stop(options.member)
        say_json({"stopped": last4}) if options.json else say(line("stopped", options.lang, last4=last4))
        return 0
    played = MemberPhone(folders_at(options.data).data / "phones", options.member)
    phone = _set_up(played, options)
    while True:
        phone, shown = _next(played, phone, options)
        _show(shown, options)
        if not options.watch:
            return 0
        time.sleep(shown.seconds)


def _set_up(played: MemberPhone, options: Namespace) -> Phone:
    """Return the phone, made known to the centre first where it is new or its passport ends soon."""
    phone = None if options.new else played.phone()
    if phone is not None and phone.passport.until_minutes * 60 - time.time() > _RENEW_S:
        return phone
    with opened(options) as centre:
        given = centre.phones.register(options.member, played.public_key(new=options.new))
    return played.take(given.network, given.card, given.passport)


def _next(played: MemberPhone, phone: Phone, options: Namespace) -> tuple[Phone, _Shown]:
    now_s = int(time.time())
    after, code = played.show(phone, now_s, long=options.long)
    return after, _Shown(code, digits_of(code), seconds_left(now_s))


def _show(shown: _Shown, options: Namespace) -> None:
    rows = CodePictures().qr(shown.digits)
    if options.picture:
        CodePictures().save(shown.digits, options.picture)
    if options.json:
        facts = {"digits": shown.digits, "counter": shown.code.counter, "step": shown.code.step}
        say_json(facts | {"seconds_left": shown.seconds, "modules": len(rows)})
        return
    is_screen = sys.stdout.isatty()
    if options.watch and is_screen:
        say(_CLEAR)
    if can_draw(sys.stdout.encoding):
        light, usual = (_LIGHT_ON_DARK, _AS_BEFORE) if is_screen else ("", "")
        say_all(f"{light}{row}{usual}" for row in blocks([list(row) for row in rows]))
    say(shown.digits)
    say(line("lives", options.lang, seconds=shown.seconds))
    if options.picture:
        say(line("picture", options.lang, path=Path(options.picture)))


def can_draw(encoding: str | None) -> bool:
    """Tell whether blocks can be written in this encoding; the digits and the picture are there without them."""
    try:
        "".join(_HALVES.values()).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def blocks(rows: list[list[bool]]) -> list[str]:
    """Return the code for a dark terminal with its quiet zone, two rows of modules a line."""
    width = len(rows) + 2 * _QUIET
    blank = [[False] * width for _ in range(_QUIET)]
    padded = [*blank, *([False] * _QUIET + row + [False] * _QUIET for row in rows), *blank, [False] * width]
    pairs = zip(padded[::2], padded[1::2], strict=False)
    return ["".join(_HALVES[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in pairs]
