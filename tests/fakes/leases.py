"""Leases as a centre makes them out, for tills with real files and for tills in memory."""

import msgspec

from loyalty_pos.core.dates import micros
from loyalty_pos.storage.cache.rights import Around, TillRights
from loyalty_pos.storage.cache.voucher_rights import TillVoucherRights
from loyalty_pos.storage.sealing import signed_lease
from loyalty_pos.wire.messages import Leased, LeaseRow
from tests.fakes.till_folder import NOON, Counter

FLOORS = (500, 200, 50, 500)
DAY_US = 24 * 3_600_000_000


def lease_row(till: Counter, epoch: int = 1, **told: object) -> LeaseRow:
    """A lease for this till as it stands now: 500 at home, 200 visited, 50 for guests, 1,000 all members together."""
    row = LeaseRow(
        agent_id=till.files.identity.place().agent_id,
        incarnation=till.files.identity.incarnation,
        epoch=epoch,
        issued_us=till.now_us(),
        closed_seq=till.files.journal.queue().head_seq,
        cursor="feed.7",
        bundle="",
        floors=FLOORS,
        risk=1_000,
        per_sale=0,
        ttl_us=3 * DAY_US,
        wait="never",
    )
    return msgspec.structs.replace(row, **told)


def leased(till: Counter, row: LeaseRow) -> Leased:
    """The lease as it travels, signed by this till's centre."""
    paper = msgspec.msgpack.encode(row)
    return Leased(paper, signed_lease(till.bundle_private, paper), micros(NOON))


def lend(till: Counter, epoch: int = 1, **told: object) -> bool:
    """Make out a lease and let the till take it in."""
    return till.files.leases.take(leased(till, lease_row(till, epoch, **told)))


def rights_of(till: Counter, store_id: str = "store-1") -> TillRights:
    """What the till may decide alone, by its files."""
    files = till.files
    return TillRights(files.cache_file, files.leases, files.members, Around(lambda: store_id, till.now_us))


def voucher_rights_of(till: Counter, store_id: str = "store-1") -> TillVoucherRights:
    """What the till may take of certificates and codes alone, by its files."""
    rights = rights_of(till, store_id)
    return TillVoucherRights(rights, till.files.leases, till.files.programmes, rights.around)
