"""``settings --explain`` and ``till --show-config``: each setting of this machine's till, and who decided it."""

from argparse import Namespace

from loyalty_pos.cli.upkeep.words import said
from loyalty_pos.wiring.console import say, say_json
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.preferences import preferences_in
from loyalty_pos.wiring.settings.files import layers_of_machine


def run(options: Namespace) -> int:
    """``till --show-config``: the same by the name that an installer's owner looks for."""
    return explain(options)


def explain(options: Namespace) -> int:
    """Say them all; return 1 where a file of settings cannot be read."""
    told = preferences_in(folders_at(options.data).till).explain()
    broken = [layer.place for _, layer in layers_of_machine() if layer.is_broken()]
    if options.json:
        say_json(
            {
                "settings": [
                    {"name": one.name, "value": one.value, "source": one.source.value, "place": one.place}
                    for one in told
                ],
                "broken": broken,
            }
        )
        return 1 if broken else 0
    for one in told:
        source = said(one.source.value, options.lang, place=one.place)
        say(said("setting", options.lang, name=one.name, value=one.value, source=source))
    for path in broken:
        say(said("broken", options.lang, path=path))
    return 1 if broken else 0
