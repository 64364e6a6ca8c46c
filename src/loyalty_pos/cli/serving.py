"""``centre``: the central server as a process, and its one-time codes for tills."""

import os
import ssl
from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from loyalty_pos.cli.stopping import Stopped
from loyalty_pos.cli.words import BadOption, CannotRead, line
from loyalty_pos.wiring.centre import CentreSettings, open_centre, run_centre
from loyalty_pos.wiring.console import say
from loyalty_pos.wiring.first_start import known_store, prepare_centre, prepare_programme
from loyalty_pos.wiring.folders import folders_at


def run(options: Namespace) -> int:
    """Serve until a signal ends it, or only make a code."""
    settings = CentreSettings(
        folders_at(options.data).centre,
        options.database,
        options.host,
        options.port,
        options.certificate,
        options.key,
        restored=options.restored,
    )
    for file in (options.certificate, options.key):
        if file is not None and not os.access(file, os.R_OK):
            raise CannotRead(path=str(file))
    if (options.certificate is None) is not (options.key is None):
        raise BadOption(option="--certificate, --key", text=str(options.certificate or options.key))
    if options.certificate is not None:
        _require_pair(options.certificate, options.key)
    centre = open_centre(settings)
    try:
        if options.code:
            store_id = known_store(centre, options.store)
            prepare_programme(centre)
            say(line("code", options.lang, store=store_id, code=centre.admin.make_code(store_id)))
            return 0
        prepare_centre(centre, options.store)
    finally:
        centre.close()
    with suppress(Stopped):  # a centre that a service manager ends has done all it should
        run_centre(
            settings, lambda url: say(line("centre_ready", options.lang, url=url, folder=settings.folder))
        )
    return 0


def _require_pair(certificate: Path, key: Path) -> None:
    """Refuse what the server could not speak TLS with, before it says that it listens."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password="")
    except (ssl.SSLError, ValueError) as error:
        raise BadOption(option="--certificate, --key", text=f"{certificate} + {key}") from error
