"""What may happen, and how often: each step by its name, with its weight. What is a fault is counted where it happens."""

import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from loyalty_pos.centre.items import MemberItem
from loyalty_pos.core.member import CardState
from loyalty_pos.core.problems import CentreUnreachable, Problem
from loyalty_pos.storage.vault import MemoryVault
from loyalty_pos.till.office.asking import Office
from loyalty_pos.wire.deeds import JoinAsk, PartAsk
from loyalty_pos.wire.signing.commands import END_LEASE, READ_ANEW, ROTATE_KEY
from tests.sim import newcomers
from tests.sim.clocks import DAY_US, HOUR_US, MINUTE_US
from tests.sim.disk import lay_down, picture
from tests.sim.template import CARDS, PROGRAMMES
from tests.sim.till import COMMITS, LINES, TIDYING, Machine, new_vault

if TYPE_CHECKING:
    from tests.sim.world import World

CENTRE_DEATHS: Final = ("before commit", "torn commit", "after commit")
MOST_MACHINES: Final = 6
_ENDED: Final = "SELECT COUNT(*) FROM entry WHERE kind = 'expiry'"
MOST_ERASED: Final = 2
MOST_JOINED: Final = 3
Step = Callable[["World", Machine], None]


def sell(world: "World", machine: Machine) -> None:
    world.cashier.sell(machine)


def talk(world: "World", machine: Machine) -> None:
    machine.talk(world.dice.randrange(1, 9))


def talk_all(_world: "World", machine: Machine) -> None:
    machine.talk()
    machine.till.settle_clock()


def take_back(world: "World", machine: Machine) -> None:
    world.cashier.take_back(machine)


def answer_late(world: "World", _machine: Machine) -> None:
    world.cashier.answer_late()


def deliver_late(world: "World", _machine: Machine) -> None:
    world.network.deliver_late()


def cable(world: "World", machine: Machine) -> None:
    """Pull the plug, or put it back."""
    world.network.cut ^= {machine.name}


def end_shift(world: "World", machine: Machine) -> None:
    world.cashier.end_shift(machine)


def night(world: "World", _machine: Machine) -> None:
    """Time passes, and the centre does what it does at night: lots end, points begin."""
    world.time.us += world.dice.choice((HOUR_US, 9 * HOUR_US, 3 * DAY_US))
    before = world.oracles.rows(_ENDED)
    world.centre.round()
    world.faults["points ended"] += world.oracles.rows(_ENDED) != before


def dies(world: "World", machine: Machine) -> None:
    """The machine dies during its next commit or word."""
    how = world.dice.choice((*COMMITS, *LINES))
    machine.arm(how, world.dice)
    (world.cashier.sell if how in COMMITS else talk_of)(machine)
    machine.talk(world.dice.randrange(1, 9))
    machine.disarm()


def talk_of(machine: Machine) -> None:
    machine.talk(6)


def restarts(world: "World", machine: Machine) -> None:
    """The power goes while nothing is done."""
    world.faults["power cut"] += 1
    world.woken(machine, picture(machine.folder))


def clock(world: "World", machine: Machine) -> None:
    """Somebody sets the clock, or its battery is empty."""
    world.faults["clock jump"] += 1
    jumps = (-3 * DAY_US, -HOUR_US, -4 * MINUTE_US, 0, 3 * MINUTE_US, 2 * HOUR_US, 2 * DAY_US)
    machine.clock.skew_us = world.dice.choice(jumps)
    world.oracles.jumped.add(machine.stream[0])
    machine.till.settle_clock()


def keeps_image(world: "World", machine: Machine) -> None:
    """Somebody copies the disk."""
    world.images.append((machine, picture(machine.folder)))
    del world.images[:-4]


def old_disk(world: "World", _machine: Machine) -> None:
    """Yesterday's disk is put back."""
    if world.images:
        machine, image = world.dice.choice(world.images)
        world.faults["disk put back"] += 1
        world.cashier.forget(machine)
        world.oracles.put_back(machine)
        machine.go_on_from(image)


def clone(world: "World", machine: Machine) -> None:
    """The disk is copied into another machine, and both go on under one name."""
    if len(world.machines) >= MOST_MACHINES:
        return
    world.faults["disk cloned"] += 1
    folder = world.fresh("clone")
    lay_down(picture(machine.folder), folder)
    vault = new_vault(dict(machine.vault._items)) if isinstance(machine.vault, MemoryVault) else None
    before = sum(one.name.startswith(f"{machine.name}-copy") for one in world.machines)
    name = f"{machine.name}-copy{before + 1 if before else ''}"  # what is told of two copies must not run together
    copy = Machine(name, folder, world.time, world.network, vault)
    world.oracles.copied_to(machine, copy)
    world.machines.append(copy)
    copy.start()


def erase(world: "World", _machine: Machine) -> None:
    """A member wants to be forgotten."""
    if len(world.erased) >= MOST_ERASED:
        return
    card = world.dice.choice(CARDS)
    with suppress(Problem):
        deed = world.centre.privacy.erase(card, "olga")
        world.erased.add(deed.account_id)
        world.faults["person erased"] += 1


def grade(world: "World", _machine: Machine) -> None:
    """The office gives a member another tier."""
    tier = world.dice.choice(("basic", "silver"))
    with suppress(Problem):
        world.centre.admin.put_members([MemberItem(world.dice.choice(CARDS), tier_id=tier)])
        world.faults["tier changed"] += 1


def backup(world: "World", _machine: Machine) -> None:
    world.backups.append(world.centre.backup())
    del world.backups[:-2]


def centre_back(world: "World", _machine: Machine) -> None:
    """The centre goes on from yesterday's books, and its tills fill them up again."""
    if world.backups:
        world.faults["centre put back"] += 1
        world.centre.put_back(world.dice.choice(world.backups), world.fresh("centre"))
        world.oracles.centre_put_back()


def centre_dies(world: "World", machine: Machine) -> None:
    """The centre dies in the middle of a call: what it committed it knows, whatever it answered."""
    how = world.dice.choice(CENTRE_DEATHS)
    world.centre.arm(how, world.dice)
    before = world.centre.died[how]
    for one in (machine, *world.machines):
        one.talk(6)
        if world.centre.died[how] != before:
            break
    world.centre.disarm()
    world.faults[f"centre died {how}"] += world.centre.died[how] - before


def tidies(world: "World", machine: Machine) -> None:
    """The machine dies while it moves a log into its file."""
    machine.dies_tidying(world.dice)


def order(world: "World", machine: Machine) -> None:
    """The office orders a till to read all anew, by a snapshot, or to end its lease."""
    kind = world.dice.choice((READ_ANEW, END_LEASE))
    world.centre.snapshots.make()
    if world.centre.centre.speaking.order(machine.stream[0], kind):
        world.faults[f"ordered to {kind}"] += 1


def rotate(world: "World", machine: Machine) -> None:
    """The office wants a till to sign with a new key; what it signed with before stays good."""
    agent_id = machine.stream[0]
    changes = len(world.oracles.older_keys(agent_id))
    if world.centre.centre.speaking.order(agent_id, ROTATE_KEY):
        world.oracles.rekeyed.add(agent_id)
        machine.talk(8)
        world.faults["key changed"] += len(world.oracles.older_keys(agent_id)) > changes


def join(world: "World", machine: Machine) -> None:
    """A senior makes two accounts one; where no answer comes, the same words are said again another time."""
    if world.joining is None:
        if len(world.oracles.joined()) >= MOST_JOINED:
            return
        stays, other = world.dice.sample(world.oracles.books.accounts, 2)
        world.joining = JoinAsk(str(uuid.uuid4()), stays, other, "duplicate", "olga", sure=True)
    try:
        machine.line.join(world.joining)
    except CentreUnreachable:
        return
    except Problem as problem:
        world.done[f"refused {problem.code}"] += 1
    else:
        world.faults["accounts joined"] += 1
    world.joining = None


def family(world: "World", machine: Machine) -> None:
    """Two members keep one wallet from now on."""
    if len(world.oracles.joined()) < MOST_JOINED:
        stays, other = world.dice.sample(world.oracles.books.accounts, 2)
        wish = JoinAsk(str(uuid.uuid4()), stays, other, "family", "olga", sure=True)
        with suppress(CentreUnreachable):
            _office(world, "families joined", lambda: machine.line.join(wish))


def part(world: "World", machine: Machine) -> None:
    """Two accounts that were one go ways of their own again; the newest joining first, or whichever may not."""
    joinings = world.oracles.joinings()
    if joinings:
        wish = PartAsk(world.dice.choice(joinings[-2:]), "olga", sure=True)
        with suppress(CentreUnreachable):
            _office(world, "accounts parted", lambda: machine.line.part(wish))


def _office(world: "World", name: str, deed: Callable[[], object]) -> None:
    """Count what was done, or why it was not. Raises CentreUnreachable."""
    try:
        deed()
    except CentreUnreachable:
        raise
    except Problem as problem:
        world.done[f"refused {problem.code}"] += 1
    else:
        world.faults[name] += 1


def statement(world: "World", machine: Machine) -> None:
    """A member wants to know where the points are."""
    till = machine.till
    member = till.world.members.by_card(world.dice.choice(CARDS))
    if member is None:
        return
    office = Office(till.world)
    told = office.ask_statement(office.look_at(member, present=True))
    machine.note_head()
    world.done["statements"] += told is not None
    if told is not None:
        world.oracles.stated(told)


def block(world: "World", _machine: Machine) -> None:
    state = world.dice.choice((CardState.BLOCKED, CardState.ACTIVE, CardState.ACTIVE))
    with suppress(Problem):
        world.centre.admin.block_card(world.dice.choice(CARDS), state)
        world.faults["card blocked or freed"] += 1


def bundle(world: "World", _machine: Machine) -> None:
    world.centre.admin.set_programme(world.dice.choice(PROGRAMMES))
    world.faults["new bundle"] += 1


STORY: Final[dict[str, tuple[Step, float]]] = {
    "sells": (sell, 44),
    "talks": (talk, 14),
    "talks to the end": (talk_all, 10),
    "takes back": (take_back, 6),
    "a late answer": (answer_late, 3),
    "a late word arrives": (deliver_late, 6),
    "cable": (cable, 4),
    "ends the shift": (end_shift, 1),
    "night": (night, 2.5),
    "dies": (dies, 3),
    "restarts": (restarts, 0.5),
    "clock": (clock, 0.7),
    "keeps an image": (keeps_image, 0.8),
    "old disk": (old_disk, 0.3),
    "clone": (clone, 0.2),
    "erase": (erase, 0.2),
    "grade": (grade, 0.4),
    "backup": (backup, 0.5),
    "centre back": (centre_back, 0.3),
    "centre dies": (centre_dies, 0.7),
    "dies tidying": (tidies, 0.5),
    "order": (order, 0.7),
    "joins": (join, 0.6),
    "statement": (statement, 1.0),
    "card": (block, 0.7),
    "bundle": (bundle, 0.5),
    # of worlds of their own (TOGETHER): the stories of seeds that were kept stay as they are
    "families": (family, 0),
    "parts": (part, 0),
    "new key": (rotate, 0),
    # of worlds with new members (NEWCOMERS)
    "gives a card": (newcomers.give, 0),
    "takes a card back": (newcomers.undo, 0),
    "confirms a phone": (newcomers.confirm, 0),
    "serves a newcomer": (newcomers.serve, 0),
}
STEPS: Final = {name: step for name, (step, _) in STORY.items()}
NAMES: Final = tuple(STORY)
WEIGHTS: Final = {name: weight for name, (_, weight) in STORY.items()}
MUST_HAPPEN: Final = (
    "partition",
    "request lost",
    "answer lost",
    "late",
    "doubled",
    "reordered",
    "answer forged",
    "said again",
    "overtaken",
    "lease reply lost",
    "hold timed out, placed",
    "hold timed out, not placed",
    "sale while waiting",
    *(f"died {how}" for how in (*COMMITS, *LINES, TIDYING)),
    *(f"centre died {how}" for how in CENTRE_DEATHS),
    f"ordered to {READ_ANEW}",
    f"ordered to {END_LEASE}",
    "snapshot taken",
    "statements",
    "certificates asked for",
    "power cut",
    "disk put back",
    "disk cloned",
    "a person gave it a new life",
    "clock jump",
    "card blocked or freed",
    "person erased",
    "accounts joined",
    "tier changed",
    "new bundle",
    "points ended",
    "returned here",
    "returned elsewhere",
    "voids",
    "centre put back",
)
"""Faults that must be counted in a long enough run; a zero fails it."""


class Story(NamedTuple):
    """Worlds of their own: how often what happens in them (``often``), and what must happen beside the rest (``too``)."""

    often: Mapping[str, float]
    too: tuple[str, ...]


STORIES: Final = {
    "": Story({}, ()),
    "together": Story({"joins": 2.0, "families": 2.0, "parts": 3.0}, ("families joined", "accounts parted")),
    "newcomers": Story(
        {
            "gives a card": 4.0,
            "takes a card back": 1.5,
            "confirms a phone": 4.0,
            "serves a newcomer": 14.0,
            "joins": 1.0,
        },
        ("card_issued", "card_undone", "member_verified"),
    ),
}
"""``together``: people join and leave families all day; ``newcomers``: cards are given out, and some taken back."""
