"""Opportunities: how many, and how much money, pass from one stage to the next."""

from __future__ import annotations

from typing import Any

import pandas as pd

from custclass.act.crm.database import Database
from custclass.data.given import as_of_day
from custclass.show.say import Text, say

#: The stages of an opportunity in their order.
STAGES: dict[str, Text] = {
    "new": say(zh="新建", en="new"),
    "contacted": say(zh="已联系", en="contacted"),
    "quoted": say(zh="已报价", en="quoted"),
    "negotiating": say(zh="谈判中", en="negotiating"),
    "won": say(zh="成交", en="won"),
    "lost": say(zh="丢单", en="lost"),
}

# What happened after :as_of is not known yet.
_STEP = """
SELECT '{stage}' AS stage, COUNT(*) AS entered,
       COUNT(CASE WHEN {went_on} THEN 1 END) AS went_on,
       COUNT(CASE WHEN {lost} AND NOT {went_on} THEN 1 END) AS lost,
       COUNT(CASE WHEN NOT {lost} AND NOT {went_on} THEN 1 END) AS still_open,
       COALESCE(SUM(CASE WHEN {went_on} THEN amount END), 0) AS money_went_on,
       COALESCE(SUM(CASE WHEN {lost} AND NOT {went_on} THEN amount END), 0) AS money_lost,
       COALESCE(SUM(CASE WHEN NOT {lost} AND NOT {went_on} THEN amount END), 0) AS money_open
FROM opportunities
WHERE {entered} <= :as_of
"""


def conversion_sql() -> str:
    """Return the query behind `conversion`, with the parameter ``:as_of``.

    Examples
    --------
    >>> conversion_sql().count("UNION ALL")
    3
    """
    dates = ["created_on", "contacted_on", "quoted_on", "negotiating_on"]
    steps = []
    for place, (stage, entered) in enumerate(zip(STAGES, dates, strict=False)):
        if entered == dates[-1]:
            went_on = "(stage = 'won' AND closed_on <= :as_of)"
        else:
            # A day that is empty is neither before nor after: COALESCE makes it "not yet".
            went_on = f"(COALESCE({dates[place + 1]}, '9999-12-31') <= :as_of)"
        lost = "(stage = 'lost' AND closed_on <= :as_of)"
        steps.append(_STEP.format(stage=stage, entered=entered, went_on=went_on, lost=lost))
    return "UNION ALL".join(steps)


def conversion(db: Database, as_of: Any) -> pd.DataFrame:
    """Count how many opportunities went from each stage to the next, and their money.

    Those still in a stage are neither a success nor a failure: they are counted apart, and the rate is that of the
    decided ones.

    Parameters
    ----------
    db : Database
        The CRM.
    as_of : str or date
        What happened after this day is left out.

    Returns
    -------
    DataFrame
        Indexed by ``stage``: ``entered`` = ``went_on`` + ``lost`` + ``still_open`` (opportunities), ``rate`` =
        went_on / (went_on + lost), and the same of the money (yuan): ``money_went_on``, ``money_lost``,
        ``money_open``, ``money_rate``. A rate is null where nothing is decided.

    Examples
    --------
    >>> from custclass.act.crm.database import create
    >>> db = create()
    >>> deal = pd.DataFrame({"opportunity_id": ["P1"], "customer_id": ["S1"], "amount": [500.0], "stage": ["contacted"],
    ...                      "created_on": ["2025-12-01"], "contacted_on": ["2025-12-03"]})
    >>> db.fill(people=pd.DataFrame({"customer_id": ["S1"]}), opportunities=deal)
    >>> conversion(db, "2025-12-31")[["entered", "went_on", "still_open"]].values.tolist()
    [[1, 1, 0], [1, 0, 1], [0, 0, 0], [0, 0, 0]]
    """
    table = db.query(conversion_sql(), as_of=as_of_day(as_of)).set_index("stage")
    table = table.reindex([stage for stage in STAGES if stage in table.index])
    for prefix in ("", "money_"):
        decided = table[f"{prefix}went_on"] + table[f"{prefix}lost"]
        table[f"{prefix}rate"] = table[f"{prefix}went_on"] / decided.where(decided > 0)
    return table


def expected_money(db: Database, as_of: Any) -> pd.DataFrame:
    """Weigh every open opportunity by the chance that it gets from its stage to "won".

    The chance is the product of the rates of money (`conversion`) from its stage on.

    Parameters
    ----------
    db : Database
        The CRM.
    as_of : str or date
        The day; later ones are not known yet.

    Returns
    -------
    DataFrame
        Indexed by stage: ``still_open`` (opportunities), ``money_open`` (yuan), ``chance`` and ``expected`` (yuan).

    Examples
    --------
    >>> from custclass.act.crm.database import create
    >>> expected_money(create(), "2025-12-31").columns.tolist()
    ['still_open', 'money_open', 'chance', 'expected']
    """
    table = conversion(db, as_of)
    chance = table["money_rate"][::-1].cumprod()[::-1]
    return table[["still_open", "money_open"]].assign(chance=chance, expected=table["money_open"] * chance)
