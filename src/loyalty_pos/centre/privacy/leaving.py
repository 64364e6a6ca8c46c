"""Who is nobody's any more when one of several cards leaves an account. Pure."""

from collections.abc import Collection, Iterable

from loyalty_pos.centre.people import shown_phone
from loyalty_pos.centre.records import Card, Head, Person
from loyalty_pos.core.account.card_deeds import ENDED
from loyalty_pos.core.member import shown_name


def leavers(
    card: Card, cards: Iterable[Card], people: Iterable[Person], ended: Collection[int], head: Head
) -> list[Person]:
    """Return whom to forget with the card: its person, where it was all they had and they did not open the account.

    ``cards``, ``people``: of the account; ``ended``: keyed hashes of cards that ended within this transaction.
    """
    others = [one for one in cards if one.number != card.number and one.number_key not in ended]
    if any(one.person_id == card.person_id and one.state not in ENDED for one in others):
        return []
    return [one for one in people if one.person_id == card.person_id and not _opened_it(one, head)]


def _opened_it(person: Person, head: Head) -> bool:
    """Tell whether this is the person by whose name and phone the account is shown."""
    return (shown_name(person.name), shown_phone(person.phone)) == (head.shown_name, head.phone_masked)
