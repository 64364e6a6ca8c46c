"""Nobody below the shop's least age joins alone: a guardian's wallet is shared, and nothing but keeping the data is agreed to."""

from loyalty_pos.core import dates
from loyalty_pos.core.account.least_age import SETTING, years_at
from loyalty_pos.core.problems.issuing import AgeNotKnown, GuardianNeeded, MinorAgreesToNoMore
from loyalty_pos.till.world import TillWorld


def refuse_too_young(world: TillWorld, birthday: str, *, guarded: bool, more_consents: bool) -> None:
    """Look at the age that the birthday tells; ``guarded``: the card shares a known member's wallet.

    Raises ``AgeNotKnown``, ``GuardianNeeded``, ``MinorAgreesToNoMore``.
    """
    least = world.setting(SETTING, 0)
    if not least:
        return
    years = years_at(birthday, dates.local_day(world.clock.now(), world.identity.zone))
    if years is None:
        raise AgeNotKnown(age=least)
    if years >= least:
        return
    if not guarded:
        raise GuardianNeeded(age=least)
    if more_consents:
        raise MinorAgreesToNoMore(age=least)
