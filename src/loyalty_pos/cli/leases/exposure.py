"""``exposure``: the most that tills may take without a guarantee, by shop, till and member, in points and money, now."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from loyalty_pos.centre.leases.exposure import Exposure
from loyalty_pos.centre.leases.still import TillExposure
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.at_centre.tills import Tills, tills_of
from loyalty_pos.cli.leases.shown import Shown
from loyalty_pos.cli.leases.words import lease_line
from loyalty_pos.wiring.console import say_all, say_json
from loyalty_pos.wiring.first_start import known_store


def run(options: Namespace) -> int:
    """Return 0."""
    with opened(options) as centre:
        store_id = known_store(centre, options.store) if options.store else ""
        told, unit = centre.admin.leases.exposure(store_id, options.member)
        names = centre.admin.leases.called([card.account_id for card in told.cards])
        stores, tills = centre.admin.leases.stores(), tills_of(centre)
    shown = Shown(unit, options.lang, names)
    if options.json:
        money = {
            "network": shown.money_minor(told.network),
            "of_one": shown.money_minor(told.of_one),
            "owed": shown.money_minor(told.owed) + told.owed_minor,
        }
        say_json(asdict(told) | {"points_scale": unit.scale, "money_minor": money})
    else:
        say_all(_lines(told, shown, stores, tills))
        say_all(_cards(told, shown, is_named=bool(options.member)))
        say_all(_certificates(told, shown, stores, is_named=bool(options.member)))
    return 0


def _lines(told: Exposure, shown: Shown, stores: Mapping[str, str], tills: Tills) -> Iterator[str]:
    lang, points, money = shown.lang, shown.points, shown.money
    yield lease_line("network", lang, points=points(told.network), money=money(told.network))
    owed = {"owed": points(told.owed), "owed_money": money(told.owed)}
    yield lease_line("of_one", lang, points=points(told.of_one), money=money(told.of_one), **owed)
    if told.of_certificate or told.owed_minor:
        owed_money = shown.minor(told.owed_minor)
        yield lease_line("of_certificate", lang, money=shown.minor(told.of_certificate), owed=owed_money)
    several = Counter(till.agent_id for till in told.tills)
    for store_id, most in sorted(told.stores.items()):
        yield lease_line("store", lang, store=_shop(store_id, stores), points=points(most), money=money(most))
        for till in (till for till in told.tills if till.store_id == store_id):
            life = till.incarnation if several[till.agent_id] > 1 else ""
            yield _till(till, tills.name(till.agent_id, lang, life), shown)
    if not told.tills:
        yield lease_line("no_tills", lang)


def _cards(told: Exposure, shown: Shown, *, is_named: bool) -> Iterator[str]:
    """Tell of who may cost something; of the one that was named, whatever it is."""
    cards = [card for card in told.cards if card.worst or is_named]
    if cards:
        yield lease_line("member" if is_named else "cards", shown.lang)
    for card in cards:
        yield lease_line(
            "card",
            shown.lang,
            account=shown.member(card.account_id),
            worst=shown.points(card.worst),
            money=shown.money(card.worst),
            available=shown.points(card.available),
            debt=shown.points(card.debt),
        )
    if told.others and not is_named:
        yield lease_line(
            "others", shown.lang, points=shown.points(told.others), money=shown.money(told.others)
        )


def _certificates(
    told: Exposure, shown: Shown, stores: Mapping[str, str], *, is_named: bool
) -> Iterator[str]:
    """Tell of certificates that may cost something; of the one that was named, whatever it is."""
    found = [one for one in told.certificates if one.worst or is_named]
    if found:
        yield lease_line("this_certificate" if is_named else "certificates", shown.lang)
    for one in found:
        yield lease_line(
            "certificate",
            shown.lang,
            series=one.series,
            last4=one.last4,
            money=shown.minor(one.worst),
            rest=shown.minor(one.rest),
            store=_shop(one.home, stores) if one.home else "-",
        )
    if told.other_certificates and not is_named:
        yield lease_line("other_certificates", shown.lang, money=shown.minor(told.other_certificates))


def _shop(store_id: str, stores: Mapping[str, str]) -> str:
    """Return the name of a shop with the id that commands take."""
    name = stores.get(store_id, "")
    return f"{name} ({store_id})" if name not in {"", store_id} else store_id


def _till(till: TillExposure, name: str, shown: Shown) -> str:
    return lease_line(
        "till_lost" if till.is_lost else "till",
        shown.lang,
        till=name,
        points=shown.points(till.most),
        money=shown.money(till.most),
        of_one=shown.points(till.of_one),
        certificate=shown.minor(till.of_certificate),
        used=shown.points(till.used),
        seen=shown.when(till.seen_us),
    )
