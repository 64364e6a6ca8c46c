"""Worlds in which cards are given out all day, some by mistake, and phones are confirmed later than the card is given."""

from typing import TYPE_CHECKING, Final

from loyalty_pos.core.problems import Problem
from loyalty_pos.till.confirming.later import LaterProof
from loyalty_pos.till.issuing import PERSONAL_DATA, PHONE_CONFIRMED, IssueForm
from tests.sim.till import Machine

if TYPE_CHECKING:
    from tests.sim.world import World

MOST_GIVEN: Final = 12


def give(world: "World", machine: Machine) -> None:
    """Somebody becomes a member; from the first one on a new member pays with points when the phone is confirmed."""
    if len(world.newcomers) >= MOST_GIVEN:
        return
    world.centre.admin.set_setting(PHONE_CONFIRMED, "code")
    world.done["forms"] += 1
    number = world.done["forms"]
    form = IssueForm(f"Newcomer {number}", f"+7900{number:07}", consents=((PERSONAL_DATA, "1"),))
    try:
        done = machine.till.issuing.issue(form)
    except Problem as problem:
        world.done[f"told {problem.code}"] += 1
        return
    world.newcomers.append(done.card_number)
    world.faults["card_issued"] += 1
    machine.note_head()


def undo(world: "World", machine: Machine) -> None:
    """It was a mistake: the last card of this shift is taken back, if nobody used it."""
    try:
        machine.till.issuing.undo_last(spoiled=world.dice.random() < 0.5)
    except Problem as problem:
        world.done[f"told {problem.code}"] += 1
        return
    world.faults["card_undone"] += 1
    machine.note_head()


def confirm(world: "World", machine: Machine) -> None:
    """A senior has seen a document."""
    if not world.newcomers:
        return
    member = machine.till.world.members.by_card(world.dice.choice(world.newcomers))
    if member is None or member.verified:
        return
    try:
        LaterProof(machine.till.world, machine.till.issuing.codes).by_document(member)
    except Problem as problem:
        world.done[f"told {problem.code}"] += 1
        return
    world.faults["member_verified"] += 1
    machine.note_head()


def serve(world: "World", machine: Machine) -> None:
    """One of them buys something."""
    if world.newcomers:
        world.cashier.sell(machine, card=world.dice.choice(world.newcomers))
