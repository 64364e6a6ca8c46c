"""A till in a company's network: an authority of the company's own in the system's store, a proxy between till and centre.

A real TLS centre, a real CONNECT proxy, real sockets on loopback.
"""

import base64
import ipaddress
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from loyalty_pos.cli.failure import in_words
from loyalty_pos.core.problems import CentreUnreachable, EnrolmentRefused, Problem
from loyalty_pos.storage.vault import FileVault
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import TillSettings, enrol, open_shop_till
from tests.e2e.corner import STORE, fill_shop

PEM = serialization.Encoding.PEM


@dataclass(frozen=True)
class House:
    """A company's own authority, and the centre's certificate that it signed; PEM files."""

    authority: Path
    certificate: Path
    key: Path


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    folder = tmp_path_factory.mktemp("house")
    now = datetime.now(UTC)
    top, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer, subject = _named("authority of a company"), _named("centre")

    def begun(name: x509.Name, public: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(issuer)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
        )

    ca = x509.BasicConstraints(ca=True, path_length=0)
    authority = begun(issuer, top.public_key()).add_extension(ca, critical=True).sign(top, hashes.SHA256())
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    leaf = begun(subject, own.public_key()).add_extension(address, critical=False).sign(top, hashes.SHA256())
    made = House(folder / "authority.pem", folder / "centre.pem", folder / "centre.key")
    made.authority.write_bytes(authority.public_bytes(PEM))
    made.certificate.write_bytes(leaf.public_bytes(PEM))
    plain = serialization.NoEncryption()
    made.key.write_bytes(own.private_bytes(PEM, serialization.PrivateFormat.PKCS8, plain))
    return made


def _named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


@pytest.fixture(scope="module")
def centre(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    folder = tmp_path_factory.mktemp("shop")
    fill_shop(folder).close()
    settings = CentreSettings(folders_at(folder).centre, certificate=house.certificate, private_key=house.key)
    running = start_centre(settings)
    yield running
    running.stop()


class Proxy(socketserver.ThreadingTCPServer):
    """Lets CONNECT through, to whoever gives the password where it has one; ``asked``: what it was asked for."""

    allow_reuse_address = True

    def __init__(self, password: str = "", *, refuses: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Asking)
        self.password, self.refuses = password, refuses
        self.asked: list[str] = []
        self.port = int(self.server_address[1])
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,))
        self._thread.start()

    def end(self) -> None:
        """Stop answering; what is open is passed on to its end."""
        self.shutdown()
        self._thread.join()
        self.server_close()


class _Asking(socketserver.StreamRequestHandler):
    server: Proxy

    def handle(self) -> None:
        line, given = self.rfile.readline().decode().strip(), ""
        while header := self.rfile.readline().decode().strip():
            if header.lower().startswith("proxy-authorization"):
                given = base64.b64decode(header.split()[-1]).decode()
        self.server.asked.append(line)
        if self.server.refuses or self.server.password not in {"", given}:
            status = "403 Forbidden" if self.server.refuses else "407 Proxy Authentication Required"
            self.wfile.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
            return
        host, _, port = line.split()[1].rpartition(":")
        with socket.create_connection((host, int(port))) as far:
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=_pass_on, args=(far, self.connection))
            back.start()
            _pass_on(self.connection, far)
            back.join()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while piece := one.recv(65536):
            other.sendall(piece)
    with suppress(OSError):
        other.shutdown(socket.SHUT_WR)


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def trusted(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(house.authority))


Through = Callable[..., Proxy]


@pytest.fixture
def through(monkeypatch: pytest.MonkeyPatch) -> Iterator[Through]:
    made: list[Proxy] = []

    def through(user: str = "", **how: object) -> Proxy:
        made.append(Proxy(**how))  # type: ignore[arg-type]  # a field of it
        at = f"{user}@" if user else ""
        monkeypatch.setenv("HTTPS_PROXY", f"http://{at}127.0.0.1:{made[0].port}")
        return made[0]

    yield through
    for one in made:
        one.end()


def free_port() -> int:
    """Return a port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def a_till(folder: Path) -> TillSettings:
    folder.mkdir()
    return TillSettings(folder, "en", vault=FileVault(folder / "vault.json"))


def refusal(centre: RunningCentre, folder: Path) -> Problem:
    with pytest.raises(EnrolmentRefused) as refused:
        enrol(a_till(folder), centre.url, centre.admin.make_code(STORE))
    return refused.value


@pytest.mark.usefixtures("trusted")
def test_an_authority_in_the_systems_store_vouches(centre: RunningCentre, tmp_path: Path) -> None:
    assert centre.url.startswith("https:")
    assert enrol(a_till(tmp_path / "till"), centre.url, centre.admin.make_code(STORE)).is_known


def test_a_certificate_of_an_unknown_authority_is_told_in_words(
    centre: RunningCentre, tmp_path: Path
) -> None:
    said = in_words(refusal(centre, tmp_path / "till"), "en")
    assert "does not trust the centre's certificate" in said


@pytest.mark.usefixtures("trusted")
def test_a_till_goes_through_the_proxy_of_its_machine(
    centre: RunningCentre, through: Through, tmp_path: Path
) -> None:
    proxy = through()
    settings = a_till(tmp_path / "till")
    enrol(settings, centre.url, centre.admin.make_code(STORE))
    till = open_shop_till(settings)
    try:
        assert till.sync_once().problem is None
    finally:
        till.close()
    assert proxy.asked
    assert set(proxy.asked) == {f"CONNECT 127.0.0.1:{centre.port} HTTP/1.1"}


@pytest.mark.usefixtures("trusted")
def test_name_and_password_of_the_proxy_are_given(
    centre: RunningCentre, through: Through, tmp_path: Path
) -> None:
    through("till:hush", password="till:hush")
    assert enrol(a_till(tmp_path / "till"), centre.url, centre.admin.make_code(STORE)).is_known


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"password": "x:y"}, ("the proxy asks for a password", "прокси требует пароль")),
        ({"refuses": True}, ("does not let the till through", "не пропускает кассу")),
    ],
    ids=["password", "refused"],
)
def test_what_the_proxy_refuses_is_told_in_words(
    centre: RunningCentre, through: Through, tmp_path: Path, how: dict[str, object], said: tuple[str, str]
) -> None:
    through(**how)
    problem = refusal(centre, tmp_path / "till")
    assert said[0] in in_words(problem, "en")
    assert said[1] in in_words(problem, "ru")


@pytest.mark.usefixtures("trusted")
def test_a_till_that_works_tells_of_a_proxy_that_is_gone(
    centre: RunningCentre, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = a_till(tmp_path / "till")
    enrol(settings, centre.url, centre.admin.make_code(STORE))
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{free_port()}")
    till = open_shop_till(settings)
    try:
        problem = till.sync_once().problem
    finally:
        till.close()
    assert isinstance(problem, CentreUnreachable)
    assert "proxy that this machine is told to use does not answer" in in_words(problem, "en")


@pytest.mark.usefixtures("trusted")
def test_a_centre_named_as_inside_is_asked_without_the_proxy(
    centre: RunningCentre, through: Through, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = through()
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert enrol(a_till(tmp_path / "till"), centre.url, centre.admin.make_code(STORE)).is_known
    assert proxy.asked == []
