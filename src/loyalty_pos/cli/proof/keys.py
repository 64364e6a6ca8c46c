"""``keys``: another device key for this till or for one of the centre's, and other orders to a till."""

from argparse import Namespace

from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.at_centre.tills import tills_of
from loyalty_pos.cli.at_till import till_here
from loyalty_pos.cli.proof.key_words import key_line
from loyalty_pos.storage.sealing import new_device_key
from loyalty_pos.wire.signing.commands import ROTATE_KEY
from loyalty_pos.wiring.console import say, say_json
from loyalty_pos.wiring.till import open_shop_till

_NOT_THERE = 1


def run(options: Namespace) -> int:
    """Return 0; 1 where there is no such till. Raises ``NoTillHere``, ``NoCentreHere``."""
    if options.action == "rotate" and not options.till:
        return _rotate_here(options)
    agent = options.till if options.action == "rotate" else options.agent
    return _order(options, agent, ROTATE_KEY if options.action == "rotate" else options.kind)


def _rotate_here(options: Namespace) -> int:
    """Make the next key, and carry the change as far as the centre can be reached now."""
    till = open_shop_till(till_here(options))
    try:
        till.files.device_keys.begin_change(new_device_key()[0])
        till.sync_once()
        is_changed = not till.files.device_keys.following()
        if is_changed:
            till.sync_once()  # signed with the new key: from then on the old one counts no more
    finally:
        till.close()
    if options.json:
        say_json({"changed": is_changed})
    else:
        say(key_line("changed" if is_changed else "begun", options.lang))
    return 0


def _order(options: Namespace, agent: str, kind: str) -> int:
    with opened(options) as centre:
        serial = centre.centre.speaking.order(tills_of(centre).agent(agent), kind)
    if options.json:
        say_json({"serial": serial})
    elif serial:
        say(key_line("ordered", options.lang, serial=serial, kind=kind))
    else:
        say(key_line("no_such_till", options.lang, agent=agent))
    return 0 if serial else _NOT_THERE
