"""What one till may decide alone about points, joined: its lease and rows, its clock, and when it asks anew."""

from loyalty_pos.core.leases.rights import Doubt
from loyalty_pos.storage.cache.renewal import OfTill, Renewal
from loyalty_pos.storage.cache.rights import Around, TillRights
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.till.timekeeping.port import Timekeeping


def rights_of(files: TillFiles, time: Timekeeping) -> TillRights:
    """Return the till's local rights; in doubt of its clock only what was set aside, of its disk nothing."""
    store_id = files.identity.place().store_id
    around = Around(lambda: store_id, time.now_us, lambda: Doubt(time.suspect(), files.mark.is_copy))
    return TillRights(files.cache_file, files.leases, files.members, around)


def renewal_of(files: TillFiles, rights: TillRights) -> Renewal:
    """Return who asks the centre for the till's next lease."""
    return Renewal(OfTill(files.leases, rights, files.journal.queue, files.programmes))
