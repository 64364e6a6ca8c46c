"""Kinds of consent that something rests on. Pure."""

from typing import Final

PROFILING: Final = "profiling"
"""The consent that personal offers rest on: whoever takes it back gets none (A50)."""


def is_about(detail: str, kind: str) -> bool:
    """Tell whether this consent was taken back; a withdrawal's detail names it before its version."""
    return detail.partition(" ")[0] == kind
