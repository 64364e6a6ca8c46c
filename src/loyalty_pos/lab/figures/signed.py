"""What signing costs: a question to a real centre over loopback, signed both ways, beside the same question unsigned."""

from collections.abc import Iterator
from pathlib import Path

from loyalty_pos.lab.figures.ratio import Ratio, compared, in_turns
from loyalty_pos.storage.vault import FileVault
from loyalty_pos.sync.client import Access, CentreClient
from loyalty_pos.wire.messages import Enrol
from loyalty_pos.wiring.centre import CentreSettings, start_centre
from loyalty_pos.wiring.late import VAULT_FILE
from loyalty_pos.wiring.signing.voice import DeviceVoice
from loyalty_pos.wiring.till import TillSettings, enrol, open_files

STORE = "S1"
PROGRAMME = 'id = "club"\n[names]\nen = "Club"\n'


def measure(folder: Path, rounds: int) -> Iterator[Ratio]:
    """Yield the figure: ``hello``, asked in turns by a till that signs and by one of before."""
    centre = start_centre(CentreSettings(folder / "signed-centre"))
    centre.admin.create_store(STORE, "Shop")
    centre.admin.set_programme(PROGRAMME)
    till = folder / "signed-till"
    settings = TillSettings(till, vault=FileVault(till / VAULT_FILE))
    till.mkdir()
    place = enrol(settings, centre.url, centre.admin.make_code(STORE))
    files = open_files(settings)
    voice = DeviceVoice(files)
    who = (files.identity.token(), place.agent_id, files.identity.incarnation)
    signed = CentreClient(Access(centre.url, *who, voice))
    before = Enrol(centre.admin.make_code(STORE), "", "0" * 16, "0.1.0", proto=1)
    stranger = CentreClient(Access(centre.url))
    given = stranger.enrol(before)
    plain = CentreClient(Access(centre.url, given.token, given.agent_id, before.incarnation))
    try:
        signed.hello()  # the first one learns the life of the centre's process
        yield compared(
            "a question signed both ways / unsigned", None, in_turns(signed.hello, plain.hello, rounds)
        )
    finally:
        stranger.close()
        signed.close()
        plain.close()
        files.close()
        centre.stop()
