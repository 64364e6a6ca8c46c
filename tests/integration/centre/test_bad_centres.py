"""A centre that is silent, slow, mad or false: each gets its name within its time, and the till goes on."""

import socket
import ssl
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from loyalty_pos.core.ids import uuid7
from loyalty_pos.core.problems import BadMessage, CentreRefused, CentreUnreachable, InsecureCentre, Problem
from loyalty_pos.sync import client as client_module
from loyalty_pos.sync.answers import Refusal
from loyalty_pos.sync.client import Access, CentreClient
from loyalty_pos.sync.holds import CentreHolds
from loyalty_pos.wire.codec import encode
from loyalty_pos.wire.messages import Hello, HoldAsk, Refused
from loyalty_pos.wire.zstd import Zstd
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from tests.fakes.bad_centres import Conduct, answer, bad_centre, drip, hang_up, say_nothing
from tests.integration.centre.conftest import OpenTill

OP = uuid7(1, bytes(10))
BOMB = Zstd().compress(bytes(100_000_000))
GOOD = encode(Hello(1, 1, "a" * 64, 5))


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten the long limits; what is tested is that there are any."""
    monkeypatch.setattr(client_module, "ANSWER_S", 0.5)


@pytest.mark.parametrize(
    ("conduct", "refusal"),
    [
        pytest.param(hang_up, CentreUnreachable, id="hangs up in the middle"),
        pytest.param(drip, CentreUnreachable, id="drips a byte at a time"),
        pytest.param(answer(b"\xff\xfenonsense"), BadMessage, id="talks nonsense"),
        pytest.param(answer(b""), BadMessage, id="says yes and nothing else"),
        pytest.param(answer(b"<html>welcome to the cafe</html>"), BadMessage, id="is the cafe's own page"),
        pytest.param(answer(bytes(300_000)), BadMessage, id="talks without end"),
        pytest.param(answer(BOMB, headers="Content-Encoding: zstd\r\n"), BadMessage, id="sends a bomb"),
        pytest.param(answer(b"??", headers="Content-Encoding: zstd\r\n"), BadMessage, id="packs badly"),
        pytest.param(
            answer(b"moved", "301 Moved", "Location: http://evil.example/\r\n"),
            CentreRefused,
            id="sends us on",
        ),
        pytest.param(answer(b"oops", "502 Bad Gateway"), CentreRefused, id="is only its gateway"),
    ],
)
def test_whatever_the_centre_does_has_a_name(conduct: Conduct, refusal: type[Problem]) -> None:
    with bad_centre(conduct) as url:
        client = CentreClient(Access(url, agent_id="a", incarnation="i"))
        began = time.monotonic()
        with pytest.raises(refusal):
            client.hello()
        assert time.monotonic() - began < 5
        client.close()


def test_a_good_answer_is_taken_even_after_a_bad_one() -> None:
    answers = [answer(b"nonsense"), answer(GOOD)]

    def in_turn(connection: socket.socket) -> None:
        answers.pop(0)(connection)

    with bad_centre(in_turn) as url:
        client = CentreClient(Access(url, agent_id="a", incarnation="i"))
        with pytest.raises(BadMessage):
            client.hello()
        assert client.hello().stored == 1
        client.close()


def test_a_busy_centre_says_when_to_come_back() -> None:
    busy = answer(encode(Refused("storage_busy")), "503 Busy", "Retry-After: 7\r\n")
    with bad_centre(busy) as url:
        client = CentreClient(Access(url))
        with pytest.raises(Refusal) as refused:
            client.changes("")
        assert (refused.value.status, refused.value.reason) == (503, "storage_busy")
        assert refused.value.retry_after_ms == 7_000
        client.close()


@pytest.mark.parametrize(
    "conduct",
    [
        pytest.param(say_nothing, id="never answers"),
        pytest.param(drip, id="answers a byte at a time"),
        pytest.param(answer(b"nonsense"), id="talks nonsense"),
        pytest.param(hang_up, id="hangs up"),
    ],
)
def test_the_cashier_never_waits_longer_than_a_second_for_points(conduct: Conduct) -> None:
    with bad_centre(conduct) as url:
        client = CentreClient(Access(url))
        holds = CentreHolds(client)
        began = time.monotonic()

        answered = holds.ask(OP, "account", 100)

        assert time.monotonic() - began < 1.0
        assert (answered.granted, answered.reached) == (0, False)
        holds.close()
        client.close()


@pytest.mark.parametrize(
    "url",
    [
        "http://centre.example",
        "http://10.0.0.5:8080",
        "ftp://127.0.0.1",
        "centre",
        "http://127.0.0.1.evil.example",
    ],
)
def test_nothing_travels_in_clear_beyond_this_machine(url: str) -> None:
    with pytest.raises(InsecureCentre):
        CentreClient(Access(url))


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::"])
def test_a_centre_without_a_certificate_stays_on_this_machine(tmp_path: Path, host: str) -> None:
    with pytest.raises(InsecureCentre):
        start_centre(CentreSettings(tmp_path, host=host))


def a_certificate(folder: Path) -> tuple[Path, Path]:
    """Write a certificate for 127.0.0.1 that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = (folder / "cert.pem", folder / "key.pem")
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return paths


def test_a_false_certificate_is_refused_and_a_vouched_one_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, private_key = a_certificate(tmp_path)
    settings = CentreSettings(tmp_path / "c", certificate=certificate, private_key=private_key)
    centre = start_centre(settings)
    url = centre.url.replace("127.0.0.1", "localhost")
    assert url.startswith("https://")

    stranger = CentreClient(Access(url))
    with pytest.raises(CentreUnreachable):
        stranger.hello()
    stranger.close()

    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))  # the machine's own list of those who may vouch
    assert ssl.get_default_verify_paths().cafile == str(certificate)
    friend = CentreClient(Access(url, agent_id="a", incarnation="i"))
    with pytest.raises(Refusal) as refused:
        friend.hello()
    assert refused.value.status == 401
    friend.close()
    centre.stop()


def test_two_centres_do_not_share_a_port(tmp_path: Path, centre: RunningCentre) -> None:
    with pytest.raises(Problem) as refused:
        start_centre(CentreSettings(tmp_path / "second", port=centre.port))
    assert refused.value.code == "address_taken"


def test_a_hold_without_an_account_is_told_why(open_till: OpenTill) -> None:
    till = open_till()
    assert till.holds.ask(OP, "nobody", 5).reason == "unknown_account"
    with pytest.raises(Refusal) as refused:
        till.client.ask_hold(HoldAsk("no-uuid", "nobody", 5))
    assert (refused.value.status, refused.value.reason) == (400, "bad_message")
