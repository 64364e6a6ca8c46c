"""The tour without a screen: a card, goods, points; the cable out, sales and points all the same; the cable in, the queue empties.

Every step says what it saw; a step that saw something else fails the command.
"""

from collections.abc import Iterable
from typing import Final

from loyalty_pos.cli.words import line
from loyalty_pos.core.dates import micros
from loyalty_pos.core.points import available
from loyalty_pos.core.sale import Tender, TenderKind
from loyalty_pos.devices.text import to_lines
from loyalty_pos.till.formats import format_money, format_points
from loyalty_pos.till.receipt_state import MemberAttached, RedemptionState, RedemptionView, SaleDone
from loyalty_pos.wiring.books import balances_of, book_of, cache_differences, events_of
from loyalty_pos.wiring.console import say
from loyalty_pos.wiring.demo import CHANGE_MINOR, DemoShop
from loyalty_pos.wiring.demo import scan_all as scan
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.till import Till

COFFEE, CROISSANT, BREAD, POTATOES_1250_G = "4609990000050", "4609990000357", "4609990000678", "2100117012502"
_NOTE_MINOR: Final = 100_000


def sell_through_an_outage(shop: DemoShop, lang: str) -> int:
    """Run the tour; 0 when everything was as it must be, 1 with the differences otherwise."""
    till = shop.till
    shop.till.staff.log_in(shop.pins[0][1])
    if till.shift.current() is None:
        till.shift.open(CHANGE_MINOR)
    say(line("demo_logged_in", lang, name=shop.pins[0][0]))
    till.sync_once()  # a till that has just started talks to the centre before it asks for points
    _sell_online(shop, lang)
    shop.cable.unplug()
    till.sync_once()
    say(line("demo_unplugged", lang))
    _sell_offline(shop, lang)
    _pay_with_points_offline(shop, lang)
    waiting = till.files.journal.queue().waiting
    say(line("demo_waits", lang, waiting=waiting))
    shop.cable.plug()
    state = till.sync_once()
    left = till.files.journal.queue().waiting
    say(line("demo_plugged", lang, left=left))
    wrong = list(_wrong(shop))
    if not waiting or left or state.problem:
        wrong.append(f"waiting {waiting}, left {left}, {state.problem}")
    say(line("demo_books", lang, events=book_of(events_of(till.files)).events))
    for difference in wrong:
        say(difference)
    say(line("demo_right" if not wrong else "demo_wrong", lang))
    return 1 if wrong else 0


def _sell_online(shop: DemoShop, lang: str) -> None:
    till = shop.till
    outcome = till.register.scan(shop.cards[0])
    assert isinstance(outcome, MemberAttached), outcome
    say(
        line(
            "demo_card",
            lang,
            name=outcome.member.name,
            points=_points(till, available(outcome.member.lots, till.world.clock.now()), lang),
        )
    )
    scan(till, (COFFEE, CROISSANT, CROISSANT, CROISSANT, BREAD))
    redemption = _asked_for_points(till)
    assert redemption.state in {RedemptionState.GRANTED, RedemptionState.REFUSED}, redemption
    done = till.register.pay_exact(TenderKind.CARD)
    assert done.sale.redeemed == redemption.granted
    say(
        line(
            "demo_sold",
            lang,
            paid=format_money(done.sale.paid_minor, lang),
            points=_points(till, done.sale.redeemed, lang),
        )
    )
    _show(done)
    till.sync_once()


def _sell_offline(shop: DemoShop, lang: str) -> None:
    till = shop.till
    till.register.scan(shop.cards[1])
    scan(till, (COFFEE, BREAD, POTATOES_1250_G))
    redemption = _asked_for_points(till)
    assert redemption.state in {RedemptionState.OFFLINE, RedemptionState.REFUSED}, redemption
    done = till.register.pay([Tender(TenderKind.CASH, _NOTE_MINOR)])
    say(
        line(
            "demo_offline",
            lang,
            paid=format_money(done.sale.paid_minor, lang),
            change=format_money(done.change_minor, lang),
        )
    )


def _pay_with_points_offline(shop: DemoShop, lang: str) -> None:
    """The customer who bought here a minute ago pays with points again: as many as the till may take by itself."""
    till = shop.till
    till.register.scan(shop.cards[0])
    scan(till, (COFFEE, BREAD))
    redemption = _asked_for_points(till)
    assert redemption.state in {RedemptionState.OFFLINE, RedemptionState.REFUSED}, redemption
    sale = till.register.pay_exact(TenderKind.CARD).sale
    assert sale.redeemed == sale.by_grant + sale.by_floor <= redemption.points, sale
    left = till.world.rights.lease().risk_left
    redeemed = _points(till, sale.redeemed, lang)
    say(line("demo_by_itself", lang, points=redeemed, left=_points(till, left, lang)))


def _asked_for_points(till: Till) -> RedemptionView:
    """Ask for all points there are; a member who spent them on earlier tours pays in money."""
    till.register.want_points(None)
    question = till.register.hold_question()
    if question is not None:
        answer = till.holds.ask(
            question.op, question.account_id, question.points, card_last4=question.card_last4
        )
        till.register.hold_answered(question.op, answer)
    return till.register.view().redemption


def _points(till: Till, points: int, lang: str) -> str:
    return format_points(points, till.world.programmes.current().programme.unit.exponent, lang)


def _show(done: SaleDone) -> None:
    for printed in to_lines(done.receipt):
        say("    " + printed)


def _wrong(shop: DemoShop) -> Iterable[str]:
    """Compare this till's journal and cache with the centre, event by event and account by account."""
    reports = reports_of(shop.centre.open)
    ours = [event.hash for event in events_of(shop.till.files)]
    agent = shop.till.place.agent_id
    theirs = [event.hash for event in reports.events() if event.agent_id == agent]
    if ours != theirs:
        yield f"events: {len(ours)} here, {len(theirs)} at the centre"
    for balance in balances_of(reports).values():
        if balance.points_sum != balance.entries_sum:
            yield f"account {balance.account_id}: lots {balance.points_sum}, entries {balance.entries_sum}"
    yield from cache_differences(shop.till.files, reports, micros(shop.till.world.clock.now()))
