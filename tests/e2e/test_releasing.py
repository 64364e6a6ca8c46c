"""A marketer takes a programme to one of two shops, sees it there, and stops it: by the commands, beside a centre process."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from loyalty_pos.wiring.centre import CentreSettings, open_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_shop_till
from tests.e2e.product import STORE, centre_process, command

BASE = 'id = "points"\nnames = { en = "Points", ru = "Баллы" }\n[accrual]\nrate_bp = 500\nlife_months = 6\n'
PILOT = (
    BASE + '[[promotion]]\nid = "tea"\nname = "Tea week"\nkind = "percent"\nbp = 1000\n'
    'goods = { categories = ["tea"] }\n'
)


@contextmanager
def _two_shops(folder: Path) -> Iterator[tuple[Till, Till]]:
    """A centre process with a till in each of its two shops."""
    with centre_process(folder) as url, ExitStack() as stack:
        assert command(folder, "stores", "add", "second", "--name", "Second").returncode == 0
        centre = open_centre(CentreSettings(folders_at(folder).centre))
        tills = []
        for store in (STORE, "second"):
            settings = TillSettings(folders_at(folder / store).till, language="en")
            enrol(settings, url, centre.admin.make_code(store))
            till = open_shop_till(settings)
            stack.callback(till.close)
            tills.append(till)
        centre.close()
        yield tills[0], tills[1]


def _offers(till: Till) -> list[str]:
    till.sync_once()
    return [promotion.id for promotion in till.world.programmes.current().programme.promotions]


def test_a_pilot_goes_to_one_shop_is_seen_there_and_stopped(tmp_path: Path) -> None:
    base, pilot = tmp_path / "base.toml", tmp_path / "pilot.toml"
    base.write_text(BASE, encoding="utf-8")
    pilot.write_text(PILOT, encoding="utf-8")
    with _two_shops(tmp_path) as (first, second):
        assert command(tmp_path, "programme", "release", str(base)).returncode == 0
        assert (_offers(first), _offers(second)) == ([], [])

        done = command(tmp_path, "programme", "release", str(pilot), "--shops", "second")
        assert (done.returncode, done.stderr) == (0, "")
        assert "«Points», second" in done.stdout
        where = command(tmp_path, "programme", "where").stdout
        assert "in force, second" in where
        assert "tills that have it: 0 of 1" in where

        assert (_offers(first), _offers(second)) == ([], ["tea"])
        second.sync_once()
        assert "tills that have it: 1 of 1" in command(tmp_path, "programme", "where").stdout

        number = json.loads(command(tmp_path, "programme", "where", "--json").stdout)[0]["number"]
        assert command(tmp_path, "programme", "stop", str(number)).returncode == 0
        assert (_offers(first), _offers(second)) == ([], [])


def test_a_wrong_shop_or_name_is_refused_in_a_sentence(tmp_path: Path) -> None:
    base = tmp_path / "base.toml"
    base.write_text(BASE, encoding="utf-8")
    with centre_process(tmp_path):
        wrong = command(tmp_path, "programme", "release", str(base), "--shops", "nope")
        assert wrong.returncode == 2
        assert wrong.stderr.startswith("There is no store nope at this centre")
        unknown = command(tmp_path, "programme", "stop", "nope")
        assert unknown.returncode == 2
        assert unknown.stderr.startswith("No release or programme nope is in force")
        late = command(tmp_path, "programme", "release", str(base), "--from", "someday")
        assert late.returncode == 2


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    base = tmp_path / "base.toml"
    base.write_text(BASE, encoding="utf-8")
    with centre_process(tmp_path):
        before = command(tmp_path, "programme", "where").stdout
        dry = command(tmp_path, "programme", "release", str(base), "--dry-run")
        assert "Nothing was changed" in dry.stdout
        assert command(tmp_path, "programme", "where").stdout == before
