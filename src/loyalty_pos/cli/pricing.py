"""``price``: a basket file by a programme file, with every kopeck explained; needs no shop and no data folder."""

import hashlib
from argparse import Namespace
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from loyalty_pos.cli.words import BadOption, CannotRead
from loyalty_pos.core.basket_file import read_basket
from loyalty_pos.core.coupons.codes import compact, find_coupon
from loyalty_pos.core.explain import quote_facts, verdict_facts
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import ALL, All, Context, quote
from loyalty_pos.core.pricing.why_not import why_not
from loyalty_pos.core.problems import UnknownCoupon
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.till.telling import priced, printed
from loyalty_pos.wiring.console import say_all, say_json


def run(options: Namespace) -> int:
    """Print the quote with its trace as JSON, or with --explain in sentences."""
    text = text_of(options.programme)
    programme = read_programme(text)
    file = read_basket(text_of(options.basket))
    standing = file.standing
    if options.card:
        standing = replace(standing or Standing(""), account_id=options.card)
    context = Context(
        now=_moment(options.at),
        wanted=_points(options.points, programme.unit.scale) if options.points else file.wanted,
        certificate_minor=file.certificate_minor,
        bundle=hashlib.sha256(text.encode()).hexdigest(),
        store_id=file.store_id,
        channel=file.channel,
        region=file.region,
        coupons=(*file.coupons, *(_coupon(text, programme) for text in options.coupon)),
    )
    found = quote(file.basket, programme, standing, context)
    verdicts = why_not(file.basket, programme, standing, context)
    if options.explain:
        say_all(printed(priced(found, verdicts, programme, options.lang)))
    else:
        say_json({**quote_facts(found, programme), "offers": verdict_facts(verdicts)})
    return 0


def _coupon(text: str, programme: Programme) -> str:
    """Return the coupon of the programme that was meant, a series too: here one tries. Raises ``UnknownCoupon``."""
    series = (one.id for one in programme.coupon_series if compact(one.id) == compact(text))
    coupon = find_coupon(text, programme) or next(series, "")
    if not coupon:
        raise UnknownCoupon(coupon=text)
    return coupon


def text_of(path: Path) -> str:
    """Return a text file, with or without a byte order mark. Raises ``CannotRead``."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRead(path=str(path)) from error


def _moment(text: str | None) -> datetime:
    """Return the moment asked for; without a zone it would mean another hour at each machine."""
    if not text:
        return datetime.now(UTC)
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadOption(option="--at", text=text) from error
    if at.tzinfo is None:
        raise BadOption(option="--at", text=text)
    return at.astimezone(UTC)


def _points(text: str, scale: int) -> int | All:
    if text == "all":
        return ALL
    if not text.isascii() or not text.isdigit():
        raise BadOption(option="--points", text=text)
    return int(text) * scale
