"""From the digits on a member's phone to the member, or to a refusal that says what to do next.

A code that is believed is used up at this till: whoever shows it again is refused. It must never hold up a sale: a
member whose code is refused is found by card or phone.
"""

from dataclasses import replace
from typing import Final

from loyalty_pos.core.member import CardState, Identified, Member
from loyalty_pos.core.member_code.judging import Known, Why, refusal
from loyalty_pos.core.member_code.layout import MemberCode, read_code
from loyalty_pos.core.member_code.sighting import sighting_text
from loyalty_pos.core.problems import CardBlocked, MemberCodeRefused, UnreadableCode
from loyalty_pos.till.world import TillWorld

_SECOND_US: Final = 1_000_000


def by_member_code(world: TillWorld, text: str) -> Member:
    """Return the member who shows this code. Raises ``MemberCodeRefused``, ``CardBlocked``, ``UnreadableCode``.

    The phone that this till knows identifies better than a card; one that only the centre's passport vouches for
    counts as the card itself: whether it was stopped meanwhile, this till cannot know.
    """
    code = read_code(text)
    if code is None:
        raise UnreadableCode(length=len(text))
    known = _known(world, code)
    why = refusal(code, known, world.phones.verify) if known else Why.UNKNOWN
    if why is not None:
        raise MemberCodeRefused(why=why)
    member = _holder(world, code)
    world.phones.remember(code)
    identified = Identified.QR if known and known.public_key else Identified.CARD
    return replace(member, identified=identified, shown=sighting_text(code))


def _known(world: TillWorld, code: MemberCode) -> Known | None:
    """Return what this till knows of the phone, None where it can judge no code."""
    network, centre_key = world.phones.network()
    if not network:
        return None
    phone = world.phones.phone(code.card)
    return Known(
        network=network,
        now_s=world.corrected_us() // _SECOND_US,
        centre_key=centre_key,
        public_key=phone.public_key,
        until_minutes=phone.until_minutes,
        last_counter=world.phones.last_counter(code.card),
        clock_suspect=world.clock_suspect(),
    )


def _holder(world: TillWorld, code: MemberCode) -> Member:
    """Return whose card it is, by the same rules as for the card itself."""
    member = world.phones.member(code.card)
    if member is None or member.state is CardState.NONACTIVE:
        raise MemberCodeRefused(why=Why.UNKNOWN)
    if member.state is not CardState.ACTIVE:
        raise CardBlocked(last4=member.card_last4)
    return member
