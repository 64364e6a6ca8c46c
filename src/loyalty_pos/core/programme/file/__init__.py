"""A programme as its owner writes it: one TOML file in, one ``Programme`` out, or the place of the mistake.

Any text gives a programme or BadProgramme with key path and line (decisions 11), never another exception.
Money is written in minor units, shares in basis points (1 % = 100), points in minor point units.
"""

from zoneinfo import ZoneInfo

from loyalty_pos.core.programme import Launch, Programme
from loyalty_pos.core.programme.file._accrual import read_accrual
from loyalty_pos.core.programme.file._bounds import refuse_doubled
from loyalty_pos.core.programme.file._cards import read_card, read_tiers
from loyalty_pos.core.programme.file._cashback import read_cashback
from loyalty_pos.core.programme.file._limits import read_limits
from loyalty_pos.core.programme.file._promotions import read_group, read_promotion
from loyalty_pos.core.programme.file._redemption import read_redemption, read_returns, read_unit
from loyalty_pos.core.programme.file._toml_table import Table, read_toml
from loyalty_pos.core.programme.file._vocabulary import FREE, WORDS
from loyalty_pos.core.programme.file.rights._actions import read_play
from loyalty_pos.core.programme.file.rights._certificates import read_certificate
from loyalty_pos.core.programme.file.rights._clubs import read_club, read_early
from loyalty_pos.core.programme.file.rights._coupons import check_printed, read_series
from loyalty_pos.core.programme.file.rights._partners import read_partners
from loyalty_pos.core.programme.file.rights._rewards import read_reward, read_stamp
from loyalty_pos.core.programme.file.rights._segments import read_segment

_CURRENCY_LETTERS = 3


def read_programme(text: str) -> Programme:
    """Return the programme written in ``text``. Raises BadProgramme and nothing else."""
    document = read_toml(text)
    document.refuse_unknown(WORDS, FREE)
    return programme_of(document.top)


def programme_of(top: Table) -> Programme:
    """Return the programme that a document's top table says. Raises BadProgramme."""
    tiers, play, unit = read_tiers(top), read_play(top), read_unit(top)
    programme = Programme(
        id=top.text("id"),
        names=top.pairs("names"),
        currency=_currency(top),
        zone=_zone(top),
        unit=unit,
        tiers=tiers,
        card=read_card(top, tiers),
        promotions=tuple(read_promotion(table) for table in top.tables("promotion")),
        groups=tuple(read_group(table) for table in top.tables("group")),
        accrual=read_accrual(top),
        redemption=read_redemption(top, unit),
        cashback=read_cashback(top),
        returns=read_returns(top),
        limits=read_limits(top),
        since=top.day("since"),
        until=top.day("until"),
        revision=top.whole("revision", 1, low=1),
        kind=top.text("kind", ""),
        launch=_launch(top),
        segments=tuple(read_segment(table) for table in top.tables("segment")),
        coupon_series=tuple(read_series(table) for table in top.tables("coupon_series")),
        partners=read_partners(top),
        clubs=tuple(read_club(table) for table in top.tables("club")),
        early=tuple(read_early(table) for table in top.tables("early")),
        rewards=tuple(read_reward(table) for table in top.tables("reward")),
        stamps=tuple(read_stamp(table) for table in top.tables("stamp")),
        certificates=tuple(read_certificate(table) for table in top.tables("certificate")),
        games=play.games,
        actions=play.actions,
        challenges=play.challenges,
        achievements=play.achievements,
        medals=play.medals,
        boards=play.boards,
    )
    top.done()
    _check_dates(top, programme)
    _check_names(top, programme)
    return programme


def _launch(top: Table) -> Launch:
    table = top.table("launch")
    launch = Launch(
        goal=table.text("goal", ""),
        type=table.text("type", ""),
        channels=tuple(sorted(table.texts("channels"))),
    )
    table.done()
    return launch


def _check_dates(top: Table, programme: Programme) -> None:
    if programme.since is not None and programme.until is not None and programme.until <= programme.since:
        top.refuse("until", "before_since")


def _currency(top: Table) -> str:
    currency = top.text("currency", "RUB")
    if len(currency) != _CURRENCY_LETTERS or not (currency.isascii() and currency.isupper()):
        top.refuse("currency", "expected_currency_code")
    return currency


def _zone(top: Table) -> str:
    zone = top.text("zone", "Europe/Moscow")
    try:
        ZoneInfo(zone)
    except (ValueError, LookupError, OSError):
        top.refuse("zone", "unknown_time_zone")
    return zone


def _check_names(top: Table, programme: Programme) -> None:
    """Refuse doubled or reserved ids and groups that nobody declared."""
    refuse_doubled(top, "promotion", [promotion.id for promotion in programme.promotions])
    refuse_doubled(top, "certificate", [series.id for series in programme.certificates])
    refuse_doubled(top, "group", [group.id for group in programme.groups])
    refuse_doubled(top, "segment", [segment.id for segment in programme.segments])
    refuse_doubled(top, "coupon_series", [series.id for series in programme.coupon_series])
    check_printed(top, programme.coupon_series, programme.promotions)
    refuse_doubled(top, "club", [club.id for club in programme.clubs])
    refuse_doubled(top, "early", [early.id for early in programme.early])
    refuse_doubled(top, "reward", [reward.id for reward in programme.rewards])
    _check_stamps(top, programme)
    groups = {group.id for group in programme.groups}
    for number, promotion in enumerate(programme.promotions, 1):
        if promotion.group and promotion.group not in groups:
            top.refuse(f"promotion[{number}].group", "unknown_group")
        if promotion.id in ("card", "rounding"):
            top.refuse(f"promotion[{number}].id", "reserved_name")


def _check_stamps(top: Table, programme: Programme) -> None:
    """Refuse a stamp card under the name of an offer or a reward: on a receipt its gift bears that name."""
    refuse_doubled(top, "stamp", [card.id for card in programme.stamps])
    taken = {offer.id for offer in programme.promotions} | {reward.id for reward in programme.rewards}
    for number, card in enumerate(programme.stamps, 1):
        if card.id in taken:
            top.refuse(f"stamp[{number}].id", "doubled")
