"""How points pay and come back, as a programme file says it."""

from dataclasses import replace

from loyalty_pos.core.leases.lease import Preset
from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme.accrual import PointUnit
from loyalty_pos.core.programme.file._bounds import MOST_DAYS
from loyalty_pos.core.programme.file._conditions import read_goods
from loyalty_pos.core.programme.file._lives import read_limits_per
from loyalty_pos.core.programme.file._toml_table import Table
from loyalty_pos.core.programme.redemption import (
    ClawBack,
    Expired,
    FiscalMode,
    Offline,
    Redemption,
    ReturnPolicy,
    offline_as,
)


def read_unit(top: Table) -> PointUnit:
    table = top.table("points")
    unit = PointUnit(
        exponent=table.whole("exponent", 0, high=2),
        value_minor=table.whole("value_minor", 100, low=1, high=1_000_000),
    )
    table.done()
    return unit


def read_redemption(top: Table, unit: PointUnit) -> Redemption | None:
    if not top.has("redemption"):
        return None
    table = top.table("redemption")
    redemption = Redemption(
        item_cap_bp=table.whole("item_cap_bp", BASIS, high=BASIS),
        receipt_cap_bp=table.whole("receipt_cap_bp", BASIS, high=BASIS),
        whole_points=table.flag("whole_points", default=True),
        minimum=table.whole("minimum", 0),
        excluded=read_goods(table, "excluded") if table.has("excluded") else None,
        block=table.whole("block", 1, low=1, high=1_000_000),
        max_receipt=table.whole("max_receipt") if table.has("max_receipt") else None,
        limits=read_limits_per(table),
        not_over_discount_bp=table.whole("not_over_discount_bp", BASIS, high=BASIS),
        fiscal=table.choice("fiscal", FiscalMode, FiscalMode.DISCOUNT),
        confirm_from=table.whole("confirm_from", 0),
        by_phone=table.whole("by_phone", 0),
        offline=_read_offline(table, 10**unit.exponent),
    )
    table.done()
    return redemption


def _read_offline(redemption: Table, scale: int) -> Offline:
    """Read what a till may do alone: a preset, and whatever the file says otherwise."""
    table = redemption.table("offline")
    of_preset = offline_as(table.choice("preset", Preset, Preset.BALANCED), scale)
    offline = replace(
        of_preset,
        home=table.whole("home", of_preset.home),
        visited=table.whole("visited", of_preset.visited),
        guest=table.whole("guest", of_preset.guest),
        app=table.whole("app", of_preset.app),
        risk=table.whole("risk", of_preset.risk),
        per_sale=table.whole("per_sale", of_preset.per_sale),
        share_bp=table.whole("share_bp", of_preset.share_bp, high=BASIS),
        hours=table.whole("hours", of_preset.hours, low=1, high=24 * MOST_DAYS),
        certificate_home_minor=table.whole("certificate_home_minor", of_preset.certificate_home_minor),
        certificate_guest_minor=table.whole("certificate_guest_minor", of_preset.certificate_guest_minor),
        coupons=table.flag("coupons", default=of_preset.coupons),
        code_bp=table.whole("code_bp", of_preset.code_bp, high=BASIS),
    )
    table.done()
    return offline


def read_returns(top: Table) -> ReturnPolicy:
    table = top.table("returns")
    policy = ReturnPolicy(
        expired=table.choice("expired", Expired, Expired.LOST),
        grace_days=table.whole("grace_days", 30, low=1, high=MOST_DAYS),
        claw_back=table.choice("claw_back", ClawBack, ClawBack.DEBT),
    )
    table.done()
    return policy
