"""A till's sealed copy on a stick: written beside selling, read at the centre when the disk is gone, silent about people."""

import errno
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from loyalty_pos.core.problems import SecondMediumTrouble
from loyalty_pos.core.sale import TenderKind
from loyalty_pos.storage.kinds import JOURNAL
from loyalty_pos.storage.salvage.pages import PageKey
from loyalty_pos.storage.second_medium.lines import SUFFIX, copy_key
from loyalty_pos.storage.second_medium.reading import copies_in, events_of
from loyalty_pos.till.issuing import IssueForm
from loyalty_pos.till.room.watching import BEHIND, worth_saying
from loyalty_pos.wiring.keeping.disk import begin_care
from loyalty_pos.wiring.till import Till
from tests.e2e.corner import BARCODES, CARDS, fill_shop
from tests.integration.cli.conftest import Ask
from tests.integration.cli.test_recovering_a_journal import SOLD, till

__all__ = ["till"]
PAGE = JOURNAL.page_bytes
NAME, PHONE = "Quibblethwaite Zzyzxson", "+7 903 218-76-54"


def stick_of(ask: Ask, tmp_path: Path) -> Path:
    stick = tmp_path / "stick"
    said = ask("medium", "set", stick)
    assert said.code == 0, said.err
    assert "same disk" in said.out, "in a test it is, and that is said"
    return stick


def seqs_on(stick: Path, till: Till) -> list[int]:
    key = copy_key(till.files.journal_key())
    return [event.seq for path in copies_in(stick) for event in events_of(path, lambda _: key)]


def sell(till: Till, number: int = 0) -> None:
    till.register.scan(BARCODES[number])
    till.register.scan(CARDS[number])
    till.register.pay_exact(TenderKind.CASH)


def head(till: Till) -> int:
    return till.world.journal.queue().head_seq


def test_a_till_whose_disk_died_is_refilled_from_its_stick_once(ask: Ask, till: Till, tmp_path: Path) -> None:
    stick = stick_of(ask, tmp_path)
    waiting = till.world.journal.queue()
    stop = begin_care(till.care, till.salvaging, lambda: False)
    stop()  # each thread does its work once more when it ends
    till.close()
    shutil.rmtree(tmp_path / "till")

    said = ask("recover", stick, "--json")

    assert said.code == 0, said.err
    (stream,) = json.loads(said.out)["streams"]
    assert (stream["brought"], stream["known"]) == (waiting.waiting, waiting.stored)
    assert stream["brought"] >= SOLD
    assert "0 came now" in ask("recover", stick).out
    told = json.loads(ask("verify", "--json").out)
    assert (told["whole"], told["streams"][0]["head"]) == (True, waiting.head_hash)


def test_pulled_out_and_put_back_it_catches_up_and_tears_nothing(
    ask: Ask, till: Till, tmp_path: Path
) -> None:
    stick = stick_of(ask, tmp_path)
    till.care.medium.follow()
    assert seqs_on(stick, till) == list(range(1, head(till) + 1))

    stick.rename(tmp_path / "pocket")
    stick.mkdir()  # what a system leaves where a medium was
    sell(till)
    till.care.medium.follow()
    copy = till.care.medium.copy
    assert copy is not None and (copy.trouble, copy.seq < head(till)) == ("away", True)
    assert list(stick.iterdir()) == [], "nothing is written on the till's own disk instead"
    till.care.look()
    assert not any(isinstance(one, SecondMediumTrouble) for one in till.care.now()), "a moment is no trouble"
    assert copy.since is not None
    (said,) = [
        one
        for one in worth_saying(till.care.room, copy.since + BEHIND)
        if isinstance(one, SecondMediumTrouble)
    ]
    assert said.why == "away"

    stick.rmdir()
    (tmp_path / "pocket").rename(stick)
    (path,) = copies_in(stick)
    path.write_bytes(path.read_bytes()[:-40])  # pulled out in the middle of a line
    sell(till, 1)
    till.care.medium.follow()
    assert seqs_on(stick, till) == list(range(1, head(till) + 1))
    copy = till.care.medium.copy
    assert copy is not None and (copy.trouble, copy.seq, copy.oldest) == ("", head(till), None)


def test_another_stick_gets_the_whole_journal(ask: Ask, till: Till, tmp_path: Path) -> None:
    stick_of(ask, tmp_path)
    till.care.medium.follow()
    ask("medium", "set", tmp_path / "new")
    till.care.medium.follow()
    assert seqs_on(tmp_path / "new", till) == list(range(1, head(till) + 1))
    assert ask("medium", "show").code == 0
    shutil.rmtree(tmp_path / "new")
    assert ask("medium", "show").code == 1
    assert ask("medium", "off").code == 0
    till.care.medium.follow()
    assert till.care.medium.copy is None


def test_what_lies_on_the_stick_names_nobody_even_with_its_key_and_tells_a_stranger_nothing(
    ask: Ask, till: Till, tmp_path: Path
) -> None:
    """The person's own key is not on it: after an erasure nobody need find the stick."""
    stick = stick_of(ask, tmp_path)
    till.issuing.issue(IssueForm(NAME, PHONE, "1990-02-03", (("personal_data", "1"),)))
    till.care.medium.follow()
    key = copy_key(till.files.journal_key())
    texts = [path.read_bytes() for path in copies_in(stick)]
    texts += [str(event).encode() for path in copies_in(stick) for event in events_of(path, lambda _: key)]
    person_keys = till.files.journal_file.reader().rows("SELECT key, wrapped FROM person_key")
    assert person_keys and texts
    secrets = [NAME.encode(), b"Zzyzxson", b"9032187654", *(one for row in person_keys for one in row)]
    for secret in secrets:
        plain = secret if isinstance(secret, bytes) else secret.encode()
        assert not any(plain in text for text in texts)
    (path,) = stick.rglob(f"*{SUFFIX}")
    head, *lines = path.read_bytes().splitlines()
    assert set(json.loads(head)) == {"agent_id", "incarnation", "centre_key", "sealed", "version"}
    assert lines and not any(b"sale" in line or b"{" in line for line in lines)
    refused = ask("recover", stick, data=_another_centre(tmp_path))
    assert refused.code == 2


def _another_centre(tmp_path: Path) -> Path:
    fill_shop(tmp_path / "other").close()
    return tmp_path / "other"


def test_a_medium_that_refuses_holds_nothing_up(
    ask: Ask, till: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = stick_of(ask, tmp_path)
    real = Path.open
    for number, trouble in ((errno.ENOSPC, "full"), (errno.EROFS, "read_only"), (errno.EIO, "failing")):

        def refusing(path: Path, mode: str = "r", *rest: Any, why: int = number, **named: Any) -> Any:
            if path.is_relative_to(stick) and "a" in mode:
                raise OSError(why, "the medium says no")
            return real(path, mode, *rest, **named)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "open", refusing)
            till.care.medium.follow()
            sell(till)
            till.care.medium.follow()
        copy = till.care.medium.copy
        assert copy is not None and copy.trouble == trouble
    till.care.medium.follow()
    assert seqs_on(stick, till) == list(range(1, head(till) + 1))


def test_holes_of_a_damaged_disk_are_filled_and_what_was_called_lost_is_taken_when_it_turns_up(
    ask: Ask, till: Till, tmp_path: Path
) -> None:
    stick = stick_of(ask, tmp_path)
    codes = [sold(till, number) for number in range(8)]
    till.care.medium.follow()
    on_stick = head(till)
    codes += [sold(till, number) for number in range(8)] + [sold(till, 0)]
    till.files.tidy()
    disk = tmp_path / "disk"
    shutil.copytree(tmp_path / "till", disk)
    damage(disk / "journal.db", till.files.journal_key(), codes[2], codes[-3])

    first = ask("recover", disk, "--json")
    (stream,) = json.loads(first.out)["streams"]
    assert (first.code, stream["behind"] > 0) == (1, True), first.out
    assert "can be read nowhere" in ask("recover", disk).out
    filled = ask("recover", disk, "--copy", stick, "--json")
    (stream,) = json.loads(filled.out)["streams"]
    assert filled.code == 1
    assert stream["holes"][0][0] > on_stick, "what the stick has is no hole"
    assert ask("verify").code == 0

    taken = ask("recover", disk, "--copy", stick, "--lost", "--json")
    (stream,) = json.loads(taken.out)["streams"]
    lost = sum(last - first + 1 for first, last in stream["holes"])
    assert (taken.code, stream["behind"]) == (0, 0)
    told = json.loads(ask("verify", "--json").out)
    assert (told["whole"], told["streams"][0]["lost"]) == (True, lost)
    assert f"{lost} numbers are lost with a disk" in ask("verify").out
    assert "these numbers could be read nowhere" in ask("alarms", "--code", "journal_hole").out

    _turns_up(ask, tmp_path / "till", lost)


def _turns_up(ask: Ask, folder: Path, lost: int) -> None:
    """The disk could be read out after all."""
    answer = ask("recover", folder, "--json")
    (stream,) = json.loads(answer.out)["streams"]
    assert (answer.code, stream["filled"], stream["brought"]) == (0, lost, 0)
    told = json.loads(ask("verify", "--json").out)
    assert (told["whole"], told["streams"][0]["lost"]) == (True, 0)
    assert "turned up" in ask("alarms", "--code", "journal_filled").out
    assert "утраченными" not in ask("recover", folder, lang="ru").out, "said once"


def sold(till: Till, number: int) -> str:
    till.register.scan(BARCODES[number])
    return till.register.pay_exact(TenderKind.CASH).sale.code


def damage(path: Path, key: str, *codes: str) -> None:
    """Destroy the pages on which these sales stand."""
    opening, file = PageKey(key), bytearray(path.read_bytes())
    for number in range(1, len(file) // PAGE + 1):
        at = slice((number - 1) * PAGE, number * PAGE)
        page = opening.opened(bytes(file[at]), number)
        if page is not None and any(code.encode() in page for code in codes):
            file[at] = bytes(PAGE)
    path.write_bytes(file)
