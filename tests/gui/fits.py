"""Every scene on a screen of so many pixels at such a scaling: is every text whole, every control inside, every target large enough?

    python -m tests.gui.fits --count 1                                  every scene, language, theme, screen and scaling
    python -m tests.gui.fits --screen 1366x768 --scale 1.5 --share 0/5  a part of it, in this process

Prints one JSON object and ends with 1 when anything is wrong. The scaling is the real one: a program of its own has it
from its first point on, and a screen that has too few points then gets smaller ones, as at a till.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

SCREENS: Final = ("1024x600", "1366x768", "1920x1080")
SCALES: Final = ("1", "1.25", "1.5", "1.75", "2")
THEMES: Final = ("dark", "light", "contrast")


def main(arguments: Sequence[str] | None = None) -> int:
    """Look; return 1 when anything is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--count", type=int, default=0, help="screens and scalings to try, all of them from 15 on"
    )
    parser.add_argument("--screen", default=SCREENS[1])
    parser.add_argument("--scale", default="1")
    parser.add_argument("--share", default="0/1", help="N/M: every M-th scene from the N-th on")
    parser.add_argument("--themes", default=THEMES[0])
    options = parser.parse_args(arguments)
    began = time.monotonic()
    if options.count:
        told = _everywhere(options.count)
    else:
        number, _, of = options.share.partition("/")
        told = look(
            options.screen, options.scale, slice(int(number), None, int(of)), options.themes.split(",")
        )
    told["took_s"] = round(time.monotonic() - began, 1)
    sys.stdout.write(f"{json.dumps(told, ensure_ascii=False)}\n")
    return 1 if told["wrong"] else 0


def command(screen: str, scale: str, share: str, themes: str = THEMES[0]) -> list[str]:
    """Return the command that looks at this share of the scenes."""
    rest = ["--screen", screen, "--scale", scale, "--share", share, "--themes", themes]
    return [sys.executable, "-m", "tests.gui.fits", *rest]


def _everywhere(count: int) -> dict[str, Any]:
    looked = 0
    wrong: dict[str, Any] = {}
    windows: dict[str, Any] = {}
    for screen, scale in [(one, two) for one in SCREENS for two in SCALES][:count]:
        done = subprocess.run(
            command(screen, scale, "0/1", ",".join(THEMES)), capture_output=True, text=True, check=False
        )
        told: dict[str, Any] = (
            json.loads(done.stdout.splitlines()[-1])
            if done.stdout
            else {"wrong": {screen: done.stderr[-2000:]}}
        )
        looked += told.get("looked", 0)
        windows[f"{screen} {scale}"] = told.get("window")
        wrong |= {f"{screen} {scale} {name}": what for name, what in told["wrong"].items()}
    return {"looked": looked, "windows": windows, "wrong": wrong}


def look(screen: str, scale: str, share: slice, themes: Sequence[str]) -> dict[str, Any]:
    """Look at these scenes in this process, whose first window is still to come."""
    _pretend(screen, scale)
    from loyalty_pos.lab.shots import SCENES, stage  # noqa: PLC0415 - Qt comes after its screen
    from loyalty_pos.ui.first import program  # noqa: PLC0415
    from tests.gui.extremes import EXTREMES  # noqa: PLC0415

    size = program().primaryScreen().size()
    window = (size.width(), size.height())
    scenes: dict[str, Callable[[Any], object]] = {**SCENES, **EXTREMES}
    wrong: dict[str, dict[str, list[str]]] = {}
    looked = 0
    for name in list(scenes)[share]:
        scene = stage(name, "ru", themes[0], window)
        with scene.studio as studio:
            scenes[name](scene)
            for theme in themes:
                if theme != themes[0]:
                    studio.press("Ctrl+Shift+T")
                for _ in ("ru", "en"):
                    found = _wrong(studio.till.window, window)
                    looked += 1
                    if found:
                        wrong[f"{name} {studio.till.look.language} {theme}"] = found
                    studio.press("Ctrl+Shift+L")
                    studio.settle()
    return {"window": window, "looked": looked, "wrong": wrong}


def _pretend(screen: str, scale: str) -> None:
    """Give this program a screen of so many pixels, scaled by its system."""
    width, _, height = screen.partition("x")
    one = {"name": screen, "x": 0, "y": 0, "width": int(width), "height": int(height)}
    path = Path(tempfile.mkdtemp(prefix="loyalty-pos-screen-"), "screen.json")
    path.write_text(
        json.dumps({"screens": [{**one, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}), encoding="utf-8"
    )
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={path}"
    os.environ["QT_SCALE_FACTOR"] = scale


def _wrong(window: Any, size: tuple[int, int]) -> dict[str, list[str]]:
    from tests.gui.measuring import cut_texts, outside, small_targets  # noqa: PLC0415

    found = {"cut": cut_texts(window), "outside": outside(window), "small": small_targets(window)}
    if (window.width(), window.height()) != size:
        found["window"] = [f"{window.width()}x{window.height()}"]
    return {kind: texts for kind, texts in found.items() if texts}


if __name__ == "__main__":
    sys.exit(main())
