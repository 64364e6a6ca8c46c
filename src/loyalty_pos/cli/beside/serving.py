"""``beside``: this machine's till with its port and without a window, until a signal ends it."""

import threading
from argparse import Namespace
from contextlib import ExitStack, suppress
from typing import Final

from loyalty_pos.cli.at_till import till_here
from loyalty_pos.cli.stopping import Stopped
from loyalty_pos.cli.words import BadOption
from loyalty_pos.wiring.beside.opening import ADDRESS_FILE, open_port
from loyalty_pos.wiring.console import say
from loyalty_pos.wiring.till import open_shop_till
from loyalty_pos.wiring.window import begin_beside

_LINES: Final = {
    "en": "The till answers at port {port}; address and token: {file}",
    "ru": "Касса отвечает на порту {port}; адрес и ключ доступа: {file}",
}
_LAST_PORT: Final = 65_535


def run(options: Namespace) -> int:
    """Serve; the centre is spoken to in the background as with a window."""
    if not 0 <= options.port <= _LAST_PORT:
        raise BadOption(option="--port", text=str(options.port))
    settings = till_here(options)
    with ExitStack() as ends:
        till = open_shop_till(settings)
        ends.callback(till.close)
        ends.callback(begin_beside(till))
        port, stop = open_port(till, settings.folder, options.port)
        ends.callback(stop)
        say(_LINES[options.lang].format(port=port, file=settings.folder / ADDRESS_FILE))
        with suppress(Stopped):
            threading.Event().wait()
    return 0
