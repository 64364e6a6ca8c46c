"""``stores`` and ``settings``: the places of the network, and what stands on their receipts; changed at the centre."""

from argparse import Namespace
from collections.abc import Callable
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from loyalty_pos.centre.settings import SETTINGS, UnknownSetting, checked
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.setting.words import setting_meaning
from loyalty_pos.cli.upkeep.settings import explain
from loyalty_pos.cli.words import BadOption, line
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.console import say, say_all, say_json
from loyalty_pos.wiring.first_start import known_store
from loyalty_pos.wiring.intake import reports_of

_LONGEST_ID: Final = 40


def run(options: Namespace) -> int:
    """Show or change."""
    if options.command == "settings" and options.explain:
        return explain(options)
    work: Callable[[OpenCentre, Namespace], None] = {"stores": _stores, "settings": _settings}[
        options.command
    ]
    begins = options.action == "add" if options.command == "stores" else bool(options.text)
    with opened(options, make=begins) as centre:
        work(centre, options)
    return 0


# --- stores -------------------------------------------------------------------------------------------


def _stores(centre: OpenCentre, options: Namespace) -> None:
    if options.action == "add":
        _add(centre, options)
        return
    stores = reports_of(centre).stores()
    if options.json:
        say_json([{"id": store.store_id, "name": store.name, "zone": store.zone} for store in stores])
        return
    say_all(f"{store.store_id}: {store.name}, {store.zone}" for store in stores)
    if not stores:
        say(line("no_stores", options.lang))


def _add(centre: OpenCentre, options: Namespace) -> None:
    """Add a store, or rename one that is there."""
    store_id = options.id or ""
    if not 0 < len(store_id) <= _LONGEST_ID or not store_id.isprintable() or " " in store_id:
        raise BadOption(option="stores add", text=store_id)
    old = next((store for store in reports_of(centre).stores() if store.store_id == store_id), None)
    name = options.name or (old.name if old else store_id)
    zone = options.zone or (old.zone if old else "Europe/Moscow")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadOption(option="--zone", text=zone) from error
    centre.admin.create_store(store_id, name, zone)
    say(line("store_kept" if old else "store_added", options.lang, store=store_id, name=name, zone=zone))


# --- settings -----------------------------------------------------------------------------------------


def _settings(centre: OpenCentre, options: Namespace) -> None:
    store_id = known_store(centre, options.store) if options.store else ""
    if options.name and options.text:
        _set(centre, options, store_id)
        return
    if options.name and options.name not in SETTINGS:
        raise UnknownSetting(name=options.name, known=", ".join(SETTINGS))
    names = [options.name] if options.name else list(SETTINGS)
    reports = reports_of(centre)
    found = {name: reports.settings_named(name) for name in names}
    if options.json:
        say_json(found)
        return
    for name, by_store in found.items():
        own = {store: text for store, text in by_store.items() if not store_id or store in {"", store_id}}
        _tell(name, own, options.lang)


def _set(centre: OpenCentre, options: Namespace, store_id: str) -> None:
    text = checked(options.name, options.text)
    centre.admin.set_setting(options.name, text, store_id)
    _tell(options.name, {store_id: text}, options.lang)
    others = [store for store in reports_of(centre).settings_named(options.name) if store]
    if others and not store_id:
        say(line("own_settings", options.lang, stores=", ".join(others)))
    say(line("setting_told", options.lang))


def _tell(name: str, by_store: dict[str, str], lang: str) -> None:
    say(f"{name}: {setting_meaning(name, lang)}")
    for store, text in by_store.items():
        whose = line("of_store", lang, store=store) if store else line("of_all", lang)
        say(f"    {whose}: {' / '.join(text.splitlines()) or line('empty_setting', lang)}")
    if not by_store:
        say(f"    {line('not_set', lang)}")
