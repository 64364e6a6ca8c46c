"""The programmes at work in any shop now, each read by itself and once."""

from functools import lru_cache

from loyalty_pos.centre.bundles import EVERYWHERE
from loyalty_pos.centre.ports import Desk
from loyalty_pos.core.problems import BadProgramme
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.release import in_force

_MOST = 64


def programmes_in_force(desk: Desk, now_us: int) -> list[Programme]:
    """Return them in the order of their ids, versions of one programme in no particular order."""
    releases = desk.programmes.releases()
    shops = [EVERYWHERE, *(store.store_id for store in desk.tills.stores())]
    hashes = {release.text_hash for shop in shops for release in in_force(releases, shop, now_us)}
    texts = desk.programmes.texts(hashes)
    read = [programme for one in sorted(hashes & texts.keys()) if (programme := _read(texts[one]))]
    return sorted(read, key=lambda programme: programme.id)


@lru_cache(_MOST)
def _read(text: str) -> Programme | None:
    """Return the programme; None for a newer program's that is strange to us."""
    try:
        return read_programme(text)
    except BadProgramme:
        return None
