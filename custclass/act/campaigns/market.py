"""Market share: whether the shop grew more or less than its market."""

from __future__ import annotations

import pandas as pd

from custclass.data.given import lacks_columns
from custclass.show.say import CourseError, Text, say

UP, DOWN, SAME = (
    say(zh="上升", en="up"),
    say(zh="下降", en="down"),
    say(zh="不变", en="unchanged"),
)


def market_share(
    table: pd.DataFrame,
    *,
    period: str = "quarter",
    shop: str = "shop_sales",
    market: str = "market_sales",
    lag: int = 1,
) -> pd.DataFrame:
    """Return the share per period, and its change beside the change of sales.

    Parameters
    ----------
    table : DataFrame
        Sales of the shop and of its whole market (the shop included), in one currency; several rows of a
        period (categories, say) are added up.
    period, shop, market : str
        The columns. Periods are put in order and should have no gaps.
    lag : int
        How many periods back to compare with: 4 compares a quarter with that of the year before.

    Returns
    -------
    DataFrame
        Indexed by period: ``shop_sales``, ``market_sales``, ``share``, ``sales_change`` and ``market_change``
        (fractions), ``share_change`` (fractions: 0.01 is one point), ``reading`` (Text); the changes are missing
        for the first `lag` periods.

    Raises
    ------
    CourseError
        If a column is missing, or the market sold less than the shop.

    Examples
    --------
    >>> sales = pd.DataFrame({"quarter": ["Q1", "Q2"], "shop_sales": [100, 110], "market_sales": [1000, 1200]})
    >>> share = market_share(sales)
    >>> share.loc["Q2", "share_change"].round(4).item(), share.loc["Q2", "reading"].en
    (-0.0083, 'sales up, share down')
    """
    lacks_columns(table.columns, [period, shop, market], "table")
    sums = table.groupby(period)[[shop, market]].sum().sort_index()
    sums = sums.set_axis(["shop_sales", "market_sales"], axis=1).astype(float)
    odd = sums.index[(sums["market_sales"] <= 0) | (sums["shop_sales"] > sums["market_sales"])]
    if len(odd):
        raise CourseError(
            say(
                zh="{period}：市场销售额应大于0，而且不小于本店的销售额（市场包括本店）。请检查单位是否一致。",
                en="{period}: the market's sales must be above 0 and not below the shop's own (the market includes the "
                "shop). Check that both have the same unit.",
            ).format(period=odd[0])
        )
    sums["share"] = sums["shop_sales"] / sums["market_sales"]
    sums["sales_change"] = sums["shop_sales"].pct_change(lag)
    sums["market_change"] = sums["market_sales"].pct_change(lag)
    sums["share_change"] = sums["share"].diff(lag)
    readings = [_reading(s, p) for s, p in zip(sums["sales_change"], sums["share_change"], strict=True)]
    return sums.assign(reading=pd.Series(readings, index=sums.index, dtype=object))


def _reading(sales: float, share: float) -> Text | None:
    if sales != sales:
        return None
    return say(zh="销售额{a}，市场占有率{b}", en="sales {a}, share {b}").format(
        a=_word(sales), b=_word(share)
    )


def _word(change: float) -> Text:
    return UP if change > 0 else DOWN if change < 0 else SAME
