"""Cells as text, and what reading one column of them gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

EDGE = " \t\r\n\f\v\u00a0\u3000\u200b\u200e\u200f\u2060\ufeff"  # white space and marks without width
WRITTEN_NOTHING = {"", "nan", "nat", "null", "none", "n/a", "#n/a", "<na>", "(null)", "\\n"}
DIGITS_LOST_FROM = 10**15  # Excel keeps 15 digits of a number and floats not many more
_SHORTENED = re.compile(r"[+-]?[0-9](\.[0-9]+)?[eE]\+?[0-9]+")


@dataclass(frozen=True)
class Reading:
    """One column after reading: `fault` holds a code of a reason, ``""`` where the value was read."""

    values: np.ndarray
    fault: np.ndarray
    notes: dict[str, int] = field(default_factory=dict)


def cell_text(value: object) -> str | None:
    """Return a cell as a reader would write it: whole numbers without ``.0``, nothing as None.

    Examples
    --------
    >>> cell_text(1001.0), cell_text(float("nan")), cell_text(" A1 ")
    ('1001', None, ' A1 ')
    """
    if isinstance(value, str):
        return value
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    if isinstance(value, float | np.floating):
        value = float(value)
        if abs(value) >= DIGITS_LOST_FROM:
            return f"{value:.14E}"
        return str(int(value)) if value == int(value) else repr(value)
    return str(value)


def as_text(column: pd.Series) -> pd.Series:
    """Return a column with every cell as text and nothing as null."""
    if column.dtype == "str":
        return column
    return pd.Series([cell_text(v) for v in column], index=column.index, dtype="str")


def distinct(column: pd.Series) -> tuple[np.ndarray, list[str]]:
    """Return for every row the place of its text among the distinct texts (-1: nothing stands there).

    A column of a million rows repeats itself; each distinct text is read once.
    """
    places, found = pd.factorize(as_text(column))
    texts = [text.strip(EDGE) for text in found]
    nothing = np.array([text.casefold() in WRITTEN_NOTHING for text in texts] + [True])
    return np.where(nothing[places], -1, places), texts


def spread(places: np.ndarray, per_text: np.ndarray, nothing: object) -> np.ndarray:
    """Return `per_text` for every row, and `nothing` where the place is -1."""
    return np.append(per_text, np.array([nothing], dtype=per_text.dtype))[places]


def read_ids(column: pd.Series, missing: str) -> Reading:
    """Read ids as text.

    What Excel and shop systems put around an id is taken off (``="1001"``, a leading ``'``, spaces, and
    ``.0`` where no id has other decimals). An id that Excel shortened to ``1.38E+10`` cannot be told from others.

    Parameters
    ----------
    column : Series
        The ids as they are in the file.
    missing : str
        The code of the reason for a row without an id.

    Examples
    --------
    >>> read_ids(pd.Series(["1001.0", "1002.0"]), "no_customer").values.tolist()
    ['1001', '1002']
    """
    places, texts = distinct(column)
    bare = [re.sub(r"^=\"(.*)\"$|^'", r"\1", text).strip(EDGE) for text in texts]
    used = [bare[place] for place in np.unique(places[places >= 0])]
    dotted = [text for text in used if re.fullmatch(r"[0-9]+\.[0-9]+", text)]
    notes = {}
    if dotted and all(text.endswith(".0") for text in dotted):  # numbers once, not ids such as 3.1 and 3.2
        bare = [re.sub(r"^([0-9]+)\.0$", r"\1", text) for text in bare]
        notes["ids_without_zero"] = len(dotted)
    fault = ["id_shortened" if _SHORTENED.fullmatch(text) else "" if text else missing for text in bare]
    faults = spread(places, np.array(fault, dtype=object), missing)
    values = spread(places, np.array(bare, dtype=object), None)
    values[faults != ""] = None
    return Reading(values, faults, notes)
