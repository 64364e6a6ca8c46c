"""Training beside a real shop: nothing of it reaches the centre, and its files are worth nothing in the till's place."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from loyalty_pos.core.problems import Problem, StorageForeign, WrongPin
from loyalty_pos.storage.kinds import JOURNAL
from loyalty_pos.storage.vault import VAULT_FILE, FileVault
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from loyalty_pos.wiring.demo import STORE, DemoShop, fill_centre, scan_all
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.till import TillSettings, enrol, open_shop_till
from loyalty_pos.wiring.training import open_sandbox, sandbox_of


@dataclass
class Place:
    """A real centre, a real till that is enrolled there, and the sandbox beside that till, in which was sold."""

    centre: RunningCentre
    till: TillSettings
    shop: DemoShop
    sold: str
    receipt_code: str

    def events(self) -> list[tuple[str, str]]:
        """(agent, kind) of everything that the real centre has."""
        return [(event.agent_id, event.kind) for event in reports_of(self.centre.open).events()]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Of its own for each test: some put files in each other's place."""
    data = tmp_path / "shop"
    data.mkdir()
    with ExitStack() as ends:
        centre = start_centre(CentreSettings(data / "centre"))
        ends.callback(centre.stop)
        (data / "till").mkdir()
        till = TillSettings(data / "till", "en", vault=FileVault(data / "till" / VAULT_FILE))
        fill_centre(centre, data, "en")
        enrol(till, centre.url, centre.admin.make_code(STORE))
        shop = open_sandbox(data / "till", "en", ends)
        shop.till.staff.log_in(shop.pins[0][1])
        shop.till.shift.open(0)
        scan_all(shop.till, (shop.cards[0], *shop.goods))
        done = shop.till.register.pay_exact()
        shop.till.shift.close(done.sale.paid_minor)
        assert shop.till.sync_once().problem is None
        yield Place(centre, till, shop, done.sale.sale_id, done.sale.code)


def test_a_day_of_training_never_reaches_the_centre(place: Place) -> None:
    assert place.shop.till.files.journal.queue().waiting == 0, "the sandbox's own centre has it"
    assert place.events() == []
    assert reports_of(place.centre.open).overview().totals.get("sale_count", 0) == 0


def test_the_real_till_knows_nothing_of_it_and_its_figures_are_its_own(place: Place) -> None:
    till = open_shop_till(place.till)
    try:
        assert till.files.journal.queue().head_seq == 0
        assert till.files.journal.sale_by_id(place.sold) is None
        assert till.files.journal.next_shift_number() == 1
        assert till.files.journal.sale_by_code(place.receipt_code) is None
        assert till.place.agent_id != place.shop.till.place.agent_id
    finally:
        till.close()
    assert sandbox_of(place.till.folder) == place.shop.folder
    assert not place.shop.folder.is_relative_to(place.till.folder)


def test_a_sandbox_s_journal_in_place_of_the_real_one_is_not_even_opened(
    place: Place, tmp_path: Path
) -> None:
    folder = tmp_path / "till"
    shutil.copytree(place.till.folder, folder)
    place.shop.till.files.tidy()
    for old in folder.glob(f"{JOURNAL.name}*"):
        old.unlink()
    shutil.copy(place.shop.folder / "till" / f"{JOURNAL.name}.db", folder / f"{JOURNAL.name}.db")
    with pytest.raises(StorageForeign):
        open_shop_till(replace(place.till, folder=folder, vault=FileVault(folder / VAULT_FILE)))
    assert place.events() == []


def test_a_sandbox_with_its_keys_and_journal_at_the_real_centre_s_door_is_refused(
    place: Place, tmp_path: Path
) -> None:
    """Somebody moved all of it into the real folder and named the real centre: its keys are nobody's there."""
    folder = tmp_path / "till"
    place.shop.till.files.tidy()
    shutil.copytree(place.shop.folder / "till", folder)
    vault = FileVault(folder / VAULT_FILE)
    till = open_shop_till(TillSettings(folder, "en", place.centre.url, vault))
    try:
        till.staff.log_in(place.shop.pins[0][1])
        till.shift.open(0)
        assert till.files.journal.queue().waiting > 0
        assert isinstance(till.sync_once().problem, Problem)
        assert till.files.journal.queue().waiting > 0
    finally:
        till.close()
    assert place.events() == []


def test_back_from_training_the_real_till_asks_for_a_pin_and_speaks_with_its_centre(place: Place) -> None:
    """The way back asks nothing itself (docs/why/0057): nobody is in, and a turn to training buys no further tries.

    It sends what it wrote: a count of 0 that nothing could raise would prove nothing.
    """
    left = []
    for _ in range(2):
        till = open_shop_till(place.till)
        try:
            assert till.staff.current is None
            with pytest.raises(WrongPin) as refused:
                till.staff.log_in("0000")
            left.append(refused.value.tries_left)
            if len(left) > 1:
                till.staff.log_in(place.shop.pins[0][1])
                assert till.sync_once().problem is None
        finally:
            till.close()
        place.shop.till.staff.log_in(place.shop.pins[0][1])
    assert left == [left[0], left[0] - 1]
    assert [kind for _, kind in place.events()] == ["noted"]
