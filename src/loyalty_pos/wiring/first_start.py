"""A centre that was just made can sell: it gets a store and a programme that gives points and nothing else."""

from typing import Final

from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.resources import resource

FIRST_STORE: Final = "1"
_FIRST_PROGRAMME: Final = ("programmes", "points.toml")


def prepare_centre(centre: OpenCentre, store_id: str = FIRST_STORE) -> None:
    """Make what is missing; nothing that is there is touched."""
    reports = reports_of(centre)
    if not reports.setting("shop_name", store_id):
        centre.admin.create_store(store_id, store_id)
        centre.admin.set_setting("shop_name", store_id, store_id)
    if not reports.programme_text():
        text = resource(*_FIRST_PROGRAMME).read_text(encoding="utf-8")
        centre.admin.set_programme(read_programme(text).id, text)
