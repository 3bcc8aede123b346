"""The knobs of a lesson as its reader finds them: after every cell of the lesson has run."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jupytext

import custclass as cc


def knobs_of(source: Path) -> list[tuple[Callable[..., Any], dict[str, tuple]]]:
    """Run the code of a lesson and return each knob's drawing function with its sliders.

    The function is called only when the lesson is over, when names that it uses may have been given away
    to something else; a reader moves the sliders then.
    """
    found: list[tuple[Callable[..., Any], dict[str, tuple]]] = []
    names: dict[str, Any] = {"cc": cc}
    real = cc.knob
    cc.knob = lambda draw, **sliders: found.append((draw, sliders))
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            for cell in jupytext.read(source).cells:
                if cell.cell_type == "code":
                    exec(compile(cell.source, source.name, "exec"), names)
    finally:
        cc.knob = real
    return found
