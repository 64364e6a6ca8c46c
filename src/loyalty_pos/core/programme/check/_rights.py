"""What is unwise in clubs, rewards and stamp cards."""

from collections.abc import Iterator

from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.check._advice import Advice
from loyalty_pos.core.programme.check._goods import has_none
from loyalty_pos.core.programme.conditions import InClubs


def unwise_rights(programme: Programme) -> Iterator[Advice]:
    """Yield what to think over in rights beside prices and points."""
    yield from _clubs(programme)
    yield from _rewards(programme)
    for number, card in enumerate(programme.stamps, 1):
        facts = (("rule", card.id),)
        if has_none(card.goods) or (card.gift is not None and has_none(card.gift)):
            yield Advice("no_goods", f"stamp[{number}]", facts)
        if card.pieces == 1:
            yield Advice("stamp_for_each", f"stamp[{number}].pieces", facts)


def _clubs(programme: Programme) -> Iterator[Advice]:
    """Yield rules for clubs that are not there; a programme without any may leave them to another one."""
    known = {club.id for club in programme.clubs}
    named = [(f"early[{n}].clubs", early.id, early.clubs) for n, early in enumerate(programme.early, 1)]
    named += [
        (f"promotion[{number}].when.clubs", offer.id, condition.club_ids)
        for number, offer in enumerate(programme.promotions, 1)
        for condition in offer.when
        if isinstance(condition, InClubs)
    ]
    for key, rule, clubs in named if known else ():
        if not clubs <= known:
            yield Advice("unknown_club", key, (("rule", rule), ("clubs", ", ".join(sorted(clubs - known)))))


def _rewards(programme: Programme) -> Iterator[Advice]:
    for number, reward in enumerate(programme.rewards, 1):
        if programme.accrual is None:
            yield Advice("reward_without_points", f"reward[{number}]", (("rule", reward.id),))
        for other in programme.rewards:
            same = other.article == reward.article and other.pieces >= reward.pieces
            if same and other.points < reward.points:
                facts = (("rule", reward.id), ("other", other.id))
                yield Advice("reward_beaten", f"reward[{number}].points", facts)
                break
