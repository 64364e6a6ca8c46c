"""Plots as SVG text, drawn by hand: bars beside one another, stacked bars, lines; colours come from the page's style.

Every shape carries its value as a title, so that a pointer tells it and a screen reader reads it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

WIDTH: Final = 720
_HEIGHT: Final = 250
_LEFT: Final = 84
_RIGHT: Final = 8
_TOP: Final = 10
_BOTTOM: Final = 40
_TICKS: Final = 4
_GAP: Final = 0.28
_ROW: Final = 34
_LETTER: Final = 8

Text = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Series:
    """``style``: class of the page's style sheet that colours it."""

    name: str
    style: str
    values: tuple[int, ...]


def bars(categories: Sequence[str], series: Sequence[Series], text: Text) -> str:
    """Return bars beside one another; values may be below zero. Series of one style share a place."""
    frame = _Frame(categories, series, text)
    places = {style: number for number, style in enumerate(dict.fromkeys(one.style for one in series))}
    slot = frame.slot * (1 - _GAP) / max(1, len(places))
    shapes = [
        _rect(
            one.style,
            frame.x(place) - frame.slot * (1 - _GAP) / 2 + places[one.style] * slot,
            (slot * 0.92, frame.y(max(0, value)), frame.y(min(0, value))),
            f"{one.name}, {categories[place]}: {text(value)}",
        )
        for one in series
        for place, value in enumerate(one.values)
    ]
    return _svg(_HEIGHT, [*frame.axes(), *shapes])


def lines(categories: Sequence[str], series: Sequence[Series], text: Text) -> str:
    """Return one line for each series, with a dot at each value."""
    frame = _Frame(categories, series, text)
    shapes: list[str] = []
    for one in series:
        points = [(frame.x(place), frame.y(value)) for place, value in enumerate(one.values)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        shapes.append(f'<polyline class="line {one.style}" points="{path}"/>')
        shapes += [
            f'<circle class="{one.style}" cx="{x:.1f}" cy="{y:.1f}" r="3.5">'
            f"<title>{escape(f'{one.name}, {category}: {text(value)}')}</title></circle>"
            for (x, y), category, value in zip(points, categories, one.values, strict=True)
        ]
    return _svg(_HEIGHT, [*frame.axes(), *shapes])


def stacked(rows: Sequence[str], parts: Sequence[Series], text: Text) -> str:
    """Return a lying bar for each row, made of its parts; ``parts`` have a value for each row, none below zero."""
    sums = [sum(part.values[row] for part in parts) for row in range(len(rows))]
    scale = (WIDTH - _LEFT - 120) / max(1, *sums)
    shapes: list[str] = []
    for row, name in enumerate(rows):
        y, x = _TOP + row * _ROW, float(_LEFT)
        shapes.append(_label(x - 8, y + _ROW / 2, name, "end"))
        for part in parts:
            width = part.values[row] * scale
            if width > 0:
                told = f"{name}, {part.name}: {text(part.values[row])}"
                shapes.append(_rect(part.style, x, (width, y + 4, y + _ROW - 4), told))
            x += width
        shapes.append(_label(x + 8, y + _ROW / 2, text(sums[row]), "start"))
    return _svg(_TOP + _ROW * len(rows) + _TOP, shapes)


class _Frame:
    """Axes of a plot with categories below and values at the left."""

    def __init__(self, categories: Sequence[str], series: Sequence[Series], text: Text) -> None:
        values = [value for one in series for value in one.values]
        self._categories = categories
        self._text = text
        self._step = _nice(max([0, *values]) - min([0, *values]))
        self._low = min([0, *values]) // self._step * self._step
        self._high = -(-max([0, *values]) // self._step) * self._step or self._step
        self.slot = (WIDTH - _LEFT - _RIGHT) / max(1, len(categories))

    def x(self, place: int) -> float:
        return _LEFT + self.slot * (place + 0.5)

    def y(self, value: int) -> float:
        share = (value - self._low) / (self._high - self._low)
        return _TOP + (1 - share) * (_HEIGHT - _TOP - _BOTTOM)

    def axes(self) -> Iterator[str]:
        for value in range(self._low, self._high + 1, self._step):
            y = self.y(value)
            style = "zero" if value == 0 else "grid"
            yield f'<line class="{style}" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
            yield _label(_LEFT - 8, y, self._text(value), "end")
        widest = max(map(len, self._categories), default=0) * _LETTER
        every = max(1, -(-widest // max(1, int(self.slot))))
        for place, name in enumerate(self._categories):
            if place % every == 0:
                yield _label(self.x(place), _HEIGHT - _BOTTOM + 18, name, "middle")


def _nice(reach: int) -> int:
    """Return a step of 1, 2 or 5 times a power of ten that makes about ``_TICKS`` of them."""
    rough = max(1, reach // _TICKS)
    power = int(10 ** (len(str(rough)) - 1))
    return next(power * times for times in (1, 2, 5, 10) if power * times >= rough)


def _rect(style: str, x: float, across: tuple[float, float, float], told: str) -> str:
    """Return a rectangle; ``across``: width, upper and lower edge."""
    width, top, bottom = across
    return (
        f'<rect class="{style}" x="{x:.1f}" y="{top:.1f}" width="{width:.1f}" height="{max(0.0, bottom - top):.1f}">'
        f"<title>{escape(told)}</title></rect>"
    )


def _label(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" dy="0.35em" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(height: float, shapes: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img">{"".join(shapes)}</svg>'
