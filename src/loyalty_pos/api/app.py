"""The application: all routes, their dependencies, the documentation that is generated from them."""

from typing import cast

from litestar import Litestar
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig

import loyalty_pos
from loyalty_pos.api.console import CONSOLE_HANDLERS, ConsoleToken, allowed_console
from loyalty_pos.api.events import EVENT_HANDLERS
from loyalty_pos.api.office import OFFICE_HANDLERS
from loyalty_pos.api.outside import event_caller, partner_caller
from loyalty_pos.api.pace import HOUR_S, LOOKS_A_MINUTE, MISSES_AN_HOUR, Pace, TooFast
from loyalty_pos.api.partners import PARTNER_HANDLERS
from loyalty_pos.api.refusals import (
    answer_bug,
    answer_depth,
    answer_http,
    answer_problem,
    answer_too_fast,
)
from loyalty_pos.api.signing.gate import Gate, heard_speaker, speaking_till
from loyalty_pos.api.snapshot import SNAPSHOT_HANDLERS
from loyalty_pos.api.squeezing import MAX_BODY_BYTES, Application, squeezed
from loyalty_pos.api.tills import TILL_HANDLERS
from loyalty_pos.centre.admin import CentreAdmin
from loyalty_pos.centre.centre import Centre
from loyalty_pos.core.problems import Problem


def build_app(centre: Centre, admin: CentreAdmin, console_token: str) -> Application:
    """Return the application as uvicorn serves it."""
    gate = Gate(centre)
    return squeezed(cast(Application, routes(centre, admin, console_token, gate)), gate)


def routes(centre: Centre, admin: CentreAdmin, console_token: str, gate: Gate | None = None) -> Litestar:
    """Return the routes without packing; its ``openapi_schema`` describes them."""
    known_gate = gate or Gate(centre)
    pace, looks = Pace(), Pace(LOOKS_A_MINUTE)
    misses = Pace(MISSES_AN_HOUR, within_s=HOUR_S)
    return Litestar(
        route_handlers=[
            *TILL_HANDLERS,
            *OFFICE_HANDLERS,
            *SNAPSHOT_HANDLERS,
            *EVENT_HANDLERS,
            *PARTNER_HANDLERS,
            *CONSOLE_HANDLERS,
        ],
        dependencies={
            "centre": Provide(lambda: centre, sync_to_thread=False),
            "admin": Provide(lambda: admin, sync_to_thread=False),
            "console_token": Provide(lambda: ConsoleToken(console_token), sync_to_thread=False),
            "gate": Provide(lambda: known_gate, sync_to_thread=False),
            "speaker": Provide(heard_speaker, sync_to_thread=True),
            "till": Provide(speaking_till, sync_to_thread=False),
            "console": Provide(allowed_console, sync_to_thread=False),
            "pace": Provide(lambda: pace, sync_to_thread=False),
            "looks": Provide(lambda: looks, sync_to_thread=False),
            "misses": Provide(lambda: misses, sync_to_thread=False),
            "event_caller": Provide(event_caller, sync_to_thread=True),
            "partner_caller": Provide(partner_caller, sync_to_thread=True),
        },
        exception_handlers={
            TooFast: answer_too_fast,
            Problem: answer_problem,
            HTTPException: answer_http,
            RecursionError: answer_depth,
            Exception: answer_bug,
        },
        openapi_config=OpenAPIConfig(title="Loyalty POS centre", version=loyalty_pos.__version__),
        request_max_body_size=MAX_BODY_BYTES,
        logging_config=None,
    )
