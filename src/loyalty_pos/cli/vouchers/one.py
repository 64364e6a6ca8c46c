"""``codes show``, ``block``, ``unblock``: what the centre knows of one code; the code is asked for, never repeated."""

from argparse import Namespace

from loyalty_pos.centre.vouchers.desk import Shown
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.vouchers.words import deed_word, kind_word, line, state_word
from loyalty_pos.core.dates import moment
from loyalty_pos.core.scan import CERTIFICATE_PREFIX, COUPON_PREFIX
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.till.formats import format_day, format_moment, format_money
from loyalty_pos.wiring.console import say_all, say_json


def run(options: Namespace) -> int:
    """Look at one code, or block or unblock it, and tell what it is now."""
    with opened(options) as centre:
        desk = centre.admin.vouchers
        act = {"show": desk.show, "block": desk.block, "unblock": desk.unblock}[options.action]
        shown = act(options.code.strip().removeprefix(CERTIFICATE_PREFIX).removeprefix(COUPON_PREFIX))
    if options.json:
        say_json(_as_json(shown))
    else:
        say_all(_told(shown, options.lang))
    return 0


def _told(shown: Shown, lang: str) -> list[str]:
    voucher = shown.voucher
    lines = [_head(voucher, lang)]
    if voucher.rest_minor < 0:
        lines.append(line("overdrawn", lang, missing=format_money(-voucher.rest_minor, lang)))
    for deed in shown.deeds:
        amount = format_money(deed.amount_minor, lang) if deed.amount_minor else ""
        at = format_moment(moment(deed.at_us), "UTC", lang)
        place = " ".join(part for part in (deed.store_id, deed.sale_id) if part)
        told = line("deed", lang, at=at, what=deed_word(deed.what, lang), amount=amount, place=place)
        lines.append("  " + told.rstrip())
    return lines


def _head(voucher: Voucher, lang: str) -> str:
    ends = moment(voucher.until_us - 1) if voucher.until_us else None
    endless = "from_its_sale" if voucher.state is VoucherState.PRINTED else "for_ever"
    until = line("until", lang, day=format_day(ends, "UTC", lang)) if ends else line(endless, lang)
    facts = {"last4": voucher.last4, "series": voucher.series, "state": state_word(voucher.state, lang)}
    if voucher.kind is VoucherKind.CERTIFICATE:
        rest, value = max(0, voucher.rest_minor), voucher.value_minor
        return line(
            "certificate",
            lang,
            rest=format_money(rest, lang),
            value=format_money(value, lang),
            until=until,
            **facts,
        )
    kind = kind_word(voucher.kind, lang)
    return line("other", lang, kind=kind, uses=max(0, voucher.uses_left), until=until, **facts)


def _as_json(shown: Shown) -> dict[str, object]:
    voucher = shown.voucher
    return {
        "kind": str(voucher.kind),
        "series": voucher.series,
        "last4": voucher.last4,
        "state": str(voucher.state),
        "value_minor": voucher.value_minor,
        "rest_minor": voucher.rest_minor,
        "uses_left": voucher.uses_left,
        "until_us": voucher.until_us,
        "deeds": [
            {
                "what": deed.what,
                "amount_minor": deed.amount_minor,
                "store": deed.store_id,
                "sale": deed.sale_id,
                "at_us": deed.at_us,
            }
            for deed in shown.deeds
        ],
    }
