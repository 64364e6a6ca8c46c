"""What a till asks that begins or was away too long: which snapshot there is, and its pages, one by one, in any order."""

from typing import Annotated

from litestar import MediaType, get
from litestar.params import PathParameter

from loyalty_pos.api.tills import Name, Speaker, TheCentre
from loyalty_pos.centre.snapshot.shelf import SnapshotNotReady, UnknownSnapshot
from loyalty_pos.wire.snapshot.offer import MAX_PAGES, SnapshotOffer, SnapshotPage

Number = Annotated[int, PathParameter(ge=0, le=MAX_PAGES)]


@get("/v1/snapshot", media_type=MediaType.MESSAGEPACK, sync_to_thread=True)
def snapshot(till: Speaker, centre: TheCentre) -> SnapshotOffer:  # noqa: ARG001 - only known tills may ask
    """Tell which snapshot a till may take."""
    if centre.snapshots is None:
        raise SnapshotNotReady
    return centre.snapshots.offer()


@get("/v1/snapshot/{serial:str}/{number:int}", media_type=MediaType.MESSAGEPACK, sync_to_thread=True)
def snapshot_page(serial: Name, number: Number, till: Speaker, centre: TheCentre) -> SnapshotPage:  # noqa: ARG001 - as above
    """Give one page of it."""
    if centre.snapshots is None:
        raise UnknownSnapshot
    return centre.snapshots.page(serial, number)


SNAPSHOT_HANDLERS = [snapshot, snapshot_page]
