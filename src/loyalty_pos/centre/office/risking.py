"""What all tills together may cost, as the manager's screen at a till shows it: the report of ``exposure`` with its names.

It must compute nothing of its own about what tills may take; only what another preset would make of the same tills.
"""

from loyalty_pos.centre.leases.costly import AT_ONCE
from loyalty_pos.centre.leases.exposure import Exposure as Report
from loyalty_pos.centre.leases.exposure import exposure
from loyalty_pos.centre.office.allowed import require
from loyalty_pos.centre.partners.finding import programme_now
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Till
from loyalty_pos.core.leases.lease import Preset
from loyalty_pos.core.programme.redemption import Offline, offline_as
from loyalty_pos.wire.office import CardRisk, Exposure, ExposureAsk, OtherRisk, PresetRisk, TillRisk
from loyalty_pos.wire.roles import Permission


def risk(desk: Desk, now_us: int, till: Till, ask: ExposureAsk) -> Exposure:
    """Return the worst case now. Raises ``NotApproved``."""
    require(desk, ask.staff_id, Permission.EXPOSURE)
    report = exposure(desk, now_us, looked_at=AT_ONCE)
    programme = programme_now(desk, now_us, till.store_id)
    unit = programme.unit
    redemption = programme.redemption
    offline = (redemption.offline if redemption else None) or offline_as(Preset.BALANCED, unit.scale)
    names = {store.store_id: store.name for store in desk.tills.stores()}
    by_most = sorted(report.stores.items(), key=lambda one: (-one[1], one[0]))
    return Exposure(
        network=report.network,
        of_one=report.of_one,
        owed=report.owed,
        scale=unit.scale,
        value_minor=unit.value_minor,
        stores=[(names.get(store_id, store_id), most) for store_id, most in by_most],
        tills=_tills(report, names),
        cards=_cards(desk, report),
        preset=str(offline.preset),
        settings=_settings(offline),
        presets=_presets(report, unit.scale),
        others=_others(report),
        server_us=now_us,
        beyond=report.others,
    )


def _tills(report: Report, names: dict[str, str]) -> list[TillRisk]:
    return [
        TillRisk(
            store=names.get(till.store_id, till.store_id),
            till_no=till.till_no,
            most=till.most,
            of_one=till.of_one,
            used=till.used,
            seen_us=till.seen_us,
            lost=till.is_lost,
        )
        for till in report.tills
    ]


def _cards(desk: Desk, report: Report) -> list[CardRisk]:
    worst = [card for card in report.cards if card.worst]
    ids = [card.account_id for card in worst]
    ends = {card.account_id: card.last4 for card in desk.members.cards_of(ids)}
    people = {name: one.head.shown_name for name, one in desk.accounts.load(ids).items()}
    return [
        CardRisk(
            people.get(one.account_id, ""), ends.get(one.account_id, ""), one.worst, one.available, one.debt
        )
        for one in worst
    ]


def _others(report: Report) -> list[OtherRisk]:
    """Return what certificates may cost beside points; nothing where they cost nothing."""
    sums = (("one_certificate", report.of_certificate), ("certificates_owed", report.owed_minor))
    return [OtherRisk(kind, most_minor) for kind, most_minor in sums if most_minor]


def _settings(offline: Offline) -> list[tuple[str, int]]:
    return [
        ("home", offline.home),
        ("visited", offline.visited),
        ("guest", offline.guest),
        ("app", offline.app),
        ("risk", offline.risk),
        ("per_sale", offline.per_sale),
        ("share_bp", offline.share_bp),
        ("hours", offline.hours),
    ]


def _presets(report: Report, scale: int) -> list[PresetRisk]:
    """Return each preset with the same tills, each with a lease that nothing was taken under yet."""
    tills = len({till.agent_id for till in report.tills if not till.is_lost})
    every = [(name, offline_as(name, scale).policy) for name in Preset]
    return [PresetRisk(str(name), tills * one.risk, tills * one.floors.highest) for name, one in every]
