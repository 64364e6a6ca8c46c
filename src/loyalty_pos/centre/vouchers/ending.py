"""Certificates whose time is over: what nobody spent is booked as forfeited, so that it is owed to nobody any more.

Some weeks later than the end: a till that was alone may still bring what was paid in time. It must never touch what an
operation holds.
"""

from functools import partial
from typing import Final

from loyalty_pos.centre.people import derived_id
from loyalty_pos.centre.ports import Books, Desk
from loyalty_pos.centre.records import VoucherDeed
from loyalty_pos.centre.vouchers.books import OpenVouchers
from loyalty_pos.core.release import DAY_US
from loyalty_pos.core.vouchers.deeds import Move, What, moved

LATE_US: Final = 30 * DAY_US
PAGE: Final = 200


def forfeit_ended(books: Books, now_us: int) -> tuple[int, int]:
    """Book what is left on certificates that have ended; return of how many, and how much, minor units."""
    count = amount = 0
    while keys := books.read(partial(_ended, now_us)):
        gone = books.write(partial(_forfeited, now_us, keys))
        if not gone:
            break
        count += len(gone)
        amount += sum(gone)
    return count, amount


def _ended(now_us: int, desk: Desk) -> list[int]:
    return desk.vouchers.ended(now_us - LATE_US, PAGE)


def _forfeited(now_us: int, keys: list[int], desk: Desk) -> list[int]:
    vouchers = OpenVouchers(desk, now_us)
    vouchers.open(keys)
    gone = []
    for key in keys:
        voucher = vouchers.get(key)
        if voucher is None or voucher.rest_minor <= 0 or voucher.held:
            continue
        deed_id = derived_id("ended", str(key), str(voucher.until_us), str(now_us))
        deed = VoucherDeed(deed_id, key, What.FORFEITED, "", "", "", -voucher.rest_minor, now_us)
        gone.append(voucher.rest_minor)
        vouchers.put(moved(voucher, Move(key, What.FORFEITED, voucher.kind, -voucher.rest_minor)), deed)
    desk.feed.publish(vouchers.save())
    return gone
