"""Whose birthday is near: computed every day, told to the tills as a flag, never as a date (decisions 20).

The days last told are kept, so that only members whose flag changes are told again, also after days of standstill.
"""

from collections.abc import Iterator

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.people import TOLD, BirthdayWindow
from loyalty_pos.centre.ports import Desk
from loyalty_pos.core.dates import local_day, moment

BEFORE = "birthday_days_before"
AFTER = "birthday_days_after"
USUAL_DAYS = 3
_PAGE = 500


def window_at(desk: Desk, now_us: int) -> BirthdayWindow:
    """Return the window as it is now: it is any shop's day, and as many days around as the settings say."""
    zones = {store.zone for store in desk.tills.stores()}
    days = sorted({local_day(moment(now_us), zone) for zone in zones})
    return BirthdayWindow(tuple(days), _days(desk, BEFORE), _days(desk, AFTER))


def _days(desk: Desk, name: str) -> int:
    text = desk.reference.setting("", name) or ""
    return int(text) if text.isascii() and text.isdigit() else USUAL_DAYS


def told_window(desk: Desk) -> BirthdayWindow:
    """Return the window that the tills know."""
    return BirthdayWindow.read(desk.reference.setting("", TOLD) or "")


def changed_accounts(desk: Desk, old: BirthdayWindow, new: BirthdayWindow) -> list[str]:
    """Return whose flag is another one in the new window than in the old."""
    return [
        account_id
        for account_id, birthday, changed_us in all_birthdays(desk)
        if old.holds(birthday, changed_us) != new.holds(birthday, changed_us)
    ]


def tell(desk: Desk, now_us: int, new: BirthdayWindow, account_ids: list[str]) -> None:
    """Keep the window and tell the tills of these members, in one transaction."""
    desk.reference.put_setting("", TOLD, new.text)
    accounts = OpenAccounts(desk, now_us)
    accounts.load(account_ids)
    for account_id in account_ids:
        accounts.change(accounts.get(account_id).head)
    desk.feed.publish(accounts.save())


def all_birthdays(desk: Desk) -> Iterator[tuple[str, str, int]]:
    """Yield (account id, birthday, when it was changed) of everybody who told one."""
    after = ""
    while page := desk.people.birthday_page(after, _PAGE):
        yield from page
        after = page[-1][0]
