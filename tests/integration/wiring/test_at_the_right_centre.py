"""A till is enrolled at the centre that gave the code, or not at all: whoever stands in the line cannot take its place."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from loyalty_pos.core.problems import EnrolmentRefused
from loyalty_pos.storage.sealing import SigningKey, new_device_key, signing_key
from loyalty_pos.storage.vault import FileVault
from loyalty_pos.wire.codec import decode, encode
from loyalty_pos.wire.messages import Enrol, Enrolled
from loyalty_pos.wire.signing.joining import MARK_CHARS, SECRET_CHARS, JoinCode, mark_of, read_code
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.signing.meeting import typed_code
from loyalty_pos.wiring.till import TillSettings, enrol, open_files
from tests.e2e.corner import STORE, fill_shop
from tests.hostile.liar import Heard, Liar, Reply

THIEF = signing_key(new_device_key()[0])
Twist = Callable[[Heard, Reply], Reply]


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    folder = tmp_path_factory.mktemp("shop")
    fill_shop(folder).close()
    running = start_centre(CentreSettings(folders_at(folder).centre))
    yield running
    running.stop()


@pytest.fixture
def liar(centre: RunningCentre) -> Iterator[Liar]:
    one = Liar(lambda: centre.url, THIEF)
    yield one
    one.close()


def a_till(folder: Path) -> TillSettings:
    folder.mkdir()
    return TillSettings(folder, "en", vault=FileVault(folder / "vault.json"))


def false(signer: SigningKey, key: str = "") -> Callable[[Liar], Twist]:
    """Return how a false centre gives a place: with this key as the centre's, its answer signed by that one."""

    def of(liar: Liar) -> Twist:
        def twist(heard: Heard, reply: Reply) -> Reply:
            if heard.what != "enrol":
                return reply
            place = decode(reply.body, Enrolled)
            body = encode(
                msgspec.structs.replace(place, bundle_key=key or place.bundle_key, store_id="thief")
            )
            return liar.signed(heard, replace(reply, body=body), signer)

        return twist

    return of


@pytest.mark.parametrize(
    "lie",
    [
        lambda _: lambda _h, reply: reply.without_signature(),
        false(THIEF),
        false(THIEF, THIEF.public),
    ],
    ids=["no signature", "another's signature", "another centre altogether"],
)
def test_no_place_is_taken_of_whoever_stands_in_between(
    centre: RunningCentre, liar: Liar, tmp_path: Path, lie: Callable[[Liar], Twist]
) -> None:
    liar.twist = lie(liar)
    settings = a_till(tmp_path / "till")
    with pytest.raises(EnrolmentRefused) as refused:
        enrol(settings, liar.url, centre.admin.make_code(STORE))

    assert refused.value.reason == "other_centre"
    files = open_files(settings)
    assert not files.identity.enrolled
    assert files.identity.device_key() is None
    files.close()


def test_a_place_given_to_another_key_is_not_this_tills(
    centre: RunningCentre, liar: Liar, tmp_path: Path
) -> None:
    """Who stands between puts a key of its own into the question: the true centre signs for that one."""

    def bend(heard: Heard) -> Heard:
        asked = msgspec.structs.replace(decode(heard.body, Enrol), device_key=THIEF.public)
        return replace(heard, body=encode(asked)) if heard.what == "enrol" else heard

    liar.bend = bend
    with pytest.raises(EnrolmentRefused) as refused:
        enrol(a_till(tmp_path / "till"), liar.url, centre.admin.make_code(STORE))
    assert refused.value.reason == "other_centre"


def test_the_mark_of_the_centre_is_told_to_nobody(centre: RunningCentre, liar: Liar, tmp_path: Path) -> None:
    code = centre.admin.make_code(STORE)
    seen: list[str] = []

    def bend(heard: Heard) -> Heard:
        if heard.what == "enrol":
            seen.append(decode(heard.body, Enrol).code)
        return heard

    liar.bend = bend
    place = enrol(a_till(tmp_path / "till"), liar.url, code)
    assert place.is_known
    assert seen == [read_code(code).secret]


def test_a_code_without_a_mark_is_believed_as_far_as_the_line_is(
    centre: RunningCentre, tmp_path: Path
) -> None:
    code = read_code(centre.admin.make_code(STORE)).secret
    place = enrol(a_till(tmp_path / "till"), centre.url, code)
    assert not place.is_known, "and whoever enrols it is told so"


@pytest.mark.parametrize("left_out", range(1, MARK_CHARS))
def test_half_a_mark_is_no_code_of_before(left_out: int) -> None:
    with pytest.raises(EnrolmentRefused) as refused:
        typed_code("A" * (SECRET_CHARS + MARK_CHARS - left_out))
    assert refused.value.reason == "half_code"


def test_a_code_is_read_as_people_type_it() -> None:
    mark = mark_of(THIEF.public)
    spoken = f"ABCD EFGH {mark[:8]}".lower() + f"-{mark[8:]}\n"
    assert read_code(spoken) == JoinCode("ABCDEFGH", mark)
    assert mark_of(signing_key(new_device_key()[0]).public) != mark
