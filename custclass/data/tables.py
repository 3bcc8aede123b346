"""The shipped tables: what there is, and loading one by name."""

from __future__ import annotations

import difflib
import tomllib
from functools import cache
from pathlib import Path

import pandas as pd

from custclass.show.say import CourseError, Text, join, language, say

FOLDER = Path(__file__).parents[2] / "datasets"


@cache
def catalogue() -> dict[str, dict]:
    """Return ``datasets/catalogue.toml``: name of a table -> its file, rows, columns and licence."""
    return tomllib.loads((FOLDER / "catalogue.toml").read_text(encoding="utf-8"))


def tables() -> pd.DataFrame:
    """List the tables that come with the course.

    Returns
    -------
    DataFrame
        One row per table: ``name``, ``rows``, ``what`` (in the current language), ``origin``
        (``"real"`` or ``"simulated"``), ``currency`` (empty: no amounts in it), ``licence``.

    Examples
    --------
    >>> list(tables().columns)
    ['name', 'rows', 'what', 'origin', 'currency', 'licence']
    >>> tables().set_index("name").loc["cdnow_orders", "rows"].item()
    69659
    """
    return pd.DataFrame(
        [
            {
                "name": name,
                "rows": entry["rows"],
                "what": entry[language()],
                "origin": entry["origin"],
                "currency": entry["currency"],
                "licence": entry["licence"],
            }
            for name, entry in catalogue().items()
        ]
    )


def load(name: str) -> pd.DataFrame:
    """Load a table that comes with the course.

    Parameters
    ----------
    name : str
        A name that `tables` lists, such as ``"grocery_orders"``.

    Returns
    -------
    DataFrame
        Ids and other text as ``str``, dates as ``datetime64``, amounts as ``float`` in the currency
        that `tables` names; an empty cell is missing. Its data card in ``datasets/`` explains the columns.

    Raises
    ------
    CourseError
        If there is no table of that name.

    Examples
    --------
    >>> households = load("grocery_households")
    >>> households["customer_id"].head(3).tolist()
    ['G0001', 'G0007', 'G0008']
    """
    if not isinstance(name, str) or name not in catalogue():
        raise CourseError(_no_such_table(name))
    entry = catalogue()[name]
    return pd.read_csv(
        FOLDER / entry["file"],
        encoding="utf-8",
        dtype=dict.fromkeys([*entry["ids"], *entry["text"]], "str"),
        parse_dates=entry["dates"],
        # Only an empty cell is missing: a customer may well be called "NA".
        keep_default_na=False,
        na_values=[""],
    )


def _no_such_table(name: object) -> Text:
    names = list(catalogue())
    near = difflib.get_close_matches(str(name).lower(), names, n=3, cutoff=0.5)
    return say(
        zh="没有名为“{name}”的数据表。{hint}：{names}。cc.tables() 会列出全部数据表。",
        en='There is no table "{name}". {hint}: {names}. cc.tables() lists them all.',
    ).format(
        name=name,
        hint=say(zh="您要找的也许是", en="Perhaps you mean")
        if near
        else say(zh="可用的数据表有", en="There are"),
        names=join(near or names),
    )
