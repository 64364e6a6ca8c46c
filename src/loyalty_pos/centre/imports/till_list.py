"""A list of machines -> places for them, or what is wrong with it: line, column and reason of every bad row.

It must never make half a list: a till that finds no place stands in a shop far away, and nobody knows why.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from loyalty_pos.centre.imports.cells import BadCell, need, whole
from loyalty_pos.centre.imports.columns import NEEDED
from loyalty_pos.centre.imports.source import RefusedRow, SourceRow, with_columns
from loyalty_pos.centre.machines.records import BatchPlace
from loyalty_pos.wire.signing.joining import host_name

HIGHEST_TILL: Final = 9_999
HOST, STORE, TILL, PROFILE = "host", "store", "till", "profile"


@dataclass(frozen=True, slots=True)
class Known:
    """What rows are judged by. ``stores``: by id; ``hosts``: those with a place in another open batch; ``tills``: (store, number)
    of tills that work; ``profiles``: what stands beside a till, by the name that IT gave it.
    """

    stores: Collection[str]
    hosts: Collection[str] = ()
    tills: Collection[tuple[str, int]] = ()
    profiles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TillList:
    """``headings``: how the file calls our columns. Places have no batch yet."""

    places: tuple[BatchPlace, ...]
    refused: tuple[RefusedRow, ...]
    headings: Mapping[str, str]


def read_tills(rows: Iterable[SourceRow], path: str, known: Known) -> TillList:
    """Return the places of a list. Raises ``MissingColumns``."""
    headings, rows = with_columns(rows, NEEDED["tills"], path)
    reading = _Reading(known)
    places: list[BatchPlace] = []
    refused: list[RefusedRow] = []
    for row in rows:
        try:
            places.append(reading.place(row))
        except BadCell as bad:
            refused.append(RefusedRow(row.line, bad.column, bad.reason, bad.text))
    return TillList(tuple(places), tuple(refused), headings.ours)


class _Reading:
    """One file: a machine and a number stand in it once."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._hosts: set[str] = set()
        self._tills: set[tuple[str, int]] = set()

    def place(self, row: SourceRow) -> BatchPlace:
        """Return the place of a row. Raises BadCell."""
        host = self._host(row.get("host"))
        store_id = need(row.get("store"), "store")
        if store_id not in self._known.stores:
            raise BadCell(STORE, "no_such_store", store_id)
        till_no = self._number(store_id, row.get("till"))
        profile = row.get("profile")
        if profile and profile not in self._known.profiles:
            raise BadCell(PROFILE, "no_such_profile", profile)
        devices = dict(self._known.profiles[profile]) if profile else {}
        return BatchPlace("", host, store_id, till_no, profile, devices)

    def _host(self, text: str) -> str:
        host = host_name(need(text, "host"))
        if not host:
            raise BadCell(HOST, "not_a_host", text)
        if host in self._hosts:
            raise BadCell(HOST, "host_twice", text)
        if host in self._known.hosts:
            raise BadCell(HOST, "host_in_batch", text)
        self._hosts.add(host)
        return host

    def _number(self, store_id: str, text: str) -> int:
        number = whole(text, "till")
        if number > HIGHEST_TILL:
            raise BadCell(TILL, "too_large_number", text)
        place = (store_id, number)
        if number and place in self._tills:
            raise BadCell(TILL, "till_twice_in_list", text)
        if number and place in self._known.tills:
            raise BadCell(TILL, "till_is_there", text)
        self._tills.add(place)
        return number
