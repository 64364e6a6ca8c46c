"""A centre that was just made can sell: it gets a store and a programme that gives points and nothing else.

A store is made by its first start or by somebody who says so, never by a slip in a name.
"""

from typing import ClassVar, Final

from loyalty_pos.centre.releases import UnknownStore
from loyalty_pos.core.problems import Problem
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.resources import resource

FIRST_STORE: Final = "1"
_FIRST_PROGRAMME: Final = ("programmes", "points.toml")


class NoStoreNamed(Problem):
    """The centre has several stores (``known``), and nobody said which."""

    code: ClassVar[str] = "no_store_named"
    known: str


def prepare_centre(centre: OpenCentre, store_id: str = "") -> None:
    """Make what is missing; nothing that is there is touched. Raises ``UnknownStore`` when others are there."""
    reports = reports_of(centre)
    if not reports.stores():
        first = store_id or FIRST_STORE
        centre.admin.create_store(first, first)
        if not reports.setting("shop_name"):
            centre.admin.set_setting("shop_name", first)
    elif store_id:
        known_store(centre, store_id)
    prepare_programme(centre)


def prepare_programme(centre: OpenCentre) -> None:
    """Put the first programme into force where there is none."""
    if not reports_of(centre).programme_texts():
        text = resource(*_FIRST_PROGRAMME).read_text(encoding="utf-8")
        centre.admin.set_programme(text)


def known_store(centre: OpenCentre, store_id: str = "") -> str:
    """Return the id if there is such a store, and for "" the only one. Raises ``UnknownStore``, ``NoStoreNamed``."""
    ids = [store.store_id for store in reports_of(centre).stores()]
    if not store_id and len(ids) == 1:
        return ids[0]
    known = ", ".join(ids)
    if not store_id and ids:
        raise NoStoreNamed(known=known)
    if store_id not in ids:
        raise UnknownStore(store=store_id or FIRST_STORE, known=known)
    return store_id
