"""The tables of value layers as a reader sees them: headings, money and names in the current language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from custclass.act.trials import VERDICT_NAMES
from custclass.data.headings import table
from custclass.show.say import Text, say

_TITLES = {
    "verdict": say(zh="结果", en="verdict"),
    "customer_share": say(zh="客户占比", en="share of heads"),
    "budget": say(zh="预算", en="budget"),
    "per_customer": say(zh="人均预算", en="budget per customer"),
    "gain": say(zh="预计多得", en="expected gain"),
    "care_per_customer": say(zh="人均照顾费", en="care per customer"),
    "care": say(zh="照顾费", en="care"),
    "net": say(zh="多得减照顾", en="gain less care"),
    "trial_amount": say(zh="试用期购买金额", en="spent in the trial"),
    "passed": say(zh="达到目标", en="reached the goal"),
    "later_amount": say(zh="后来的购买金额", en="spent later"),
    "later_profit": say(zh="毛利减照顾费", en="margin less care"),
}
_MONEY = ["value", "effort", "budget", "per_customer", "gain", "care_per_customer", "care", "net", "trial_amount",
          "later_amount", "later_profit"]  # fmt: skip

_SHARES = ["customer_share", "value_share", "effort_share"]
_CONTRIBUTION = say(zh="贡献", en="contribution")
_COST_TO_SERVE = say(zh="服务成本", en="cost to serve")


def layer_table(
    found: pd.DataFrame,
    currency: str,
    names: Mapping[str, Any] | None = None,
    value: Text = _CONTRIBUTION,
    effort: Text = _COST_TO_SERVE,
) -> Any:
    """Show a table of `custclass.act.layers` under readable headings.

    Parameters
    ----------
    found : DataFrame
        What ``resources``, ``split_budget``, ``care_costs``, ``trial`` or ``trial_money`` gave.
    currency : {"CNY", "USD"}
        In which the money is written.
    names : dict of code to Text, optional
        The labels of the classes: ``scheme.labels``. Those of the verdicts of a trial are known.
    value, effort : Text, optional
        What ``value`` and ``effort`` are in this table, such as sales and discounts.

    Returns
    -------
    custclass.show.tables.Table

    Examples
    --------
    >>> from custclass.classify.value_schemes import stance
    >>> from custclass.show.say import language
    >>> language("en")
    'en'
    >>> costs = pd.DataFrame({"net": [400.0]}, index=pd.Index(["caring"], name="class"))
    >>> print(layer_table(costs, "CNY", stance().labels))
     class  gain less care
    caring            ¥400
    """
    formats: dict[Any, Any] = dict.fromkeys(_MONEY, currency)
    formats |= dict.fromkeys(_SHARES, "%")
    formats["value_per_effort"] = "{:.1f}"
    formats = {column: how for column, how in formats.items() if column in found.columns}
    texts = {"class": names or {}, "verdict": VERDICT_NAMES}
    titles = {
        "value": value,
        "effort": effort,
        "value_share": say(zh="{what}占比", en="share of {what}").format(what=value),
        "effort_share": say(zh="{what}占比", en="share of {what}").format(what=effort),
        "value_per_effort": say(zh="{value}÷{effort}", en="{value} ÷ {effort}").format(
            value=value, effort=effort
        ),
    }
    return table(
        found,
        _TITLES | titles,
        formats=formats,
        values={k: v for k, v in texts.items() if k in {found.index.name, *found.columns}},
    )
