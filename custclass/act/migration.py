"""Who moved between two dates, what it cost or brought, and whom to call: on top of `Scheme.moves`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from custclass.classify.moves import ENTERED, LEFT, UNCLASSED
from custclass.data.headings import table
from custclass.show.say import CourseError, Text, join, say

__all__ = ["HEADINGS", "Migration", "NAMES", "migration"]

#: The names of the row and the columns that are no class.
NAMES: dict[str, Text] = {
    ENTERED: say(zh="新进入", en="entered"),
    LEFT: say(zh="已离开", en="left"),
    UNCLASSED: say(zh="无类别", en="no class"),
}


class Migration:
    """The moves of customers between two dates; made by `migration`.

    Attributes
    ----------
    scheme : Scheme
        The classification.
    best_first : list of str
        Its codes from best to worst.
    pairs : pandas.DataFrame
        One row a customer (index), ``before`` and ``after``: a class code, "entered" before or "left" after, or
        "no_class"; with money also ``money_before``, ``money_after``, ``money_change``.
    counts : pandas.DataFrame
        As `Scheme.moves` gives it: a row a class before and "entered", a column a class after and "left".
    """

    def __init__(self, scheme: Any, best_first: list[str], pairs: pd.DataFrame, counts: pd.DataFrame):
        self.scheme, self.best_first, self.pairs, self.counts = scheme, best_first, pairs, counts

    @property
    def flows(self) -> pd.Series:
        """Count the customers who stayed in their class, went up, went down, entered, left, and the rest.

        ``before`` = stayed + up + down + unranked + left, ``after`` = stayed + up + down + unranked + entered;
        ``unranked`` are those who had no class at one of the dates.
        """
        way = self._way()
        found = way.value_counts().reindex(
            ["stayed", "up", "down", "entered", "left", "unranked"], fill_value=0
        )
        both = found["stayed"] + found["up"] + found["down"] + found["unranked"]
        return pd.concat([
            pd.Series({"before": both + found["left"]}), found, pd.Series({"after": both + found["entered"]})
        ]).astype(int).rename("customers")  # fmt: skip

    @property
    def shares(self) -> pd.DataFrame:
        """Each row of `counts` as shares of those who were in that class before; missing where nobody was."""
        sums = self.counts.sum(axis=1)
        return self.counts.div(sums.where(sums > 0), axis=0)

    @property
    def money(self) -> pd.DataFrame:
        """Add up the money of each move.

        One row a move that occurred, the greatest loss first: ``before``, ``after``, ``customers``, ``money_before``
        and ``money_after`` (of these customers in the two periods), ``money_change``.
        """
        self._needs_money()
        sums = self.pairs.groupby(["before", "after"], as_index=False).agg(
            customers=("money_before", "size"), money_before=("money_before", "sum"),
            money_after=("money_after", "sum"), money_change=("money_change", "sum"),
        )  # fmt: skip
        return sums.sort_values(["money_change", "before", "after"], ignore_index=True)

    def alerts(
        self,
        owner: pd.Series | None = None,
        least_money: float = 0,
        steps: int = 1,
        beside: pd.DataFrame | None = None,
    ) -> pd.DataFrame:
        """List the customers who went down or left, the most money first.

        Parameters
        ----------
        owner : pandas.Series, optional
            Customer id (index) -> who looks after the customer.
        least_money : float
            Only customers with at least this much money in the period before.
        steps : int
            Only those who went down by at least so many classes; leaving is the longest way down.
        beside : pandas.DataFrame, optional
            Further columns by customer id (index), such as how long each has been silent.

        Returns
        -------
        pandas.DataFrame
            ``customer_id``, ``before``, ``after``, with money ``money_before`` and ``money_change``, with `owner`
            ``owner``, then the columns of `beside`. Sorted by money before (without money: by steps), then by customer.

        Examples
        --------
        >>> from custclass.classify.catalogue import schemes
        >>> old = pd.Series({"A": "active", "B": "active", "C": "dormant"})
        >>> new = pd.Series({"A": "lost", "B": "dormant", "C": "active"})
        >>> money = (pd.Series({"A": 50.0, "B": 90.0, "C": 10.0}), pd.Series({"B": 30.0, "C": 20.0}))
        >>> moved = migration(schemes["activity"], old, new, money=money)
        >>> moved.alerts()[["customer_id", "before", "after", "money_before"]]
          customer_id  before    after  money_before
        0           B  active  dormant          90.0
        1           A  active     lost          50.0
        """
        down = self._steps()
        chosen = self.pairs[down >= max(steps, 1)].assign(steps=down).rename_axis("customer_id").reset_index()
        columns = ["customer_id", "before", "after"]
        if "money_before" in chosen:
            chosen = chosen[chosen["money_before"] >= least_money]
            columns += ["money_before", "money_change"]
        elif least_money:
            self._needs_money()
        if owner is not None:
            chosen["owner"] = chosen["customer_id"].map(owner)
            columns.append("owner")
        if beside is not None:
            chosen = chosen.join(beside, on="customer_id")
            columns += list(beside.columns)
        most = "money_before" if "money_before" in chosen else "steps"
        return chosen.sort_values([most, "customer_id"], ascending=[False, True], ignore_index=True)[columns]

    def alerts_table(self, currency: str = "CNY", rows: int | None = 10, **what: Any) -> Any:
        """Show `alerts` under headings and class names in the reader's language.

        Parameters
        ----------
        currency : {"CNY", "USD"}
            Of the money.
        rows : int or None
            How many rows to show.
        **what
            As for `alerts`.
        """
        return table(
            self.alerts(**what), HEADINGS, values=self._values(), formats=_formats(currency), rows=rows
        )

    def money_table(self, currency: str = "CNY", rows: int | None = 10) -> Any:
        """Show `money` under headings and class names in the reader's language; parameters as `alerts_table`."""
        return table(self.money, HEADINGS, values=self._values(), formats=_formats(currency), rows=rows)

    def draw(self, title: Text | str | None = None, shares: bool = False) -> Any:
        """Draw the matrix: from the class at the left to the class at the top, with the number of customers.

        Parameters
        ----------
        title : Text or str, optional
            Title of the picture.
        shares : bool
            Write the share of the row beside the number. The shade is that share in either case; fields on
            the frame stayed.

        Returns
        -------
        custclass.show.picture.Picture
        """
        from custclass.act.migration_map import draw_matrix

        names = {**self.scheme.labels, **NAMES}
        heading = say(zh="{scheme}：客户从哪里到哪里", en="{scheme}: from where to where").format(
            scheme=self.scheme.title
        )
        order = [*self.best_first, *[c for c in self.counts.columns if c == UNCLASSED]]
        counts = self.counts.loc[[*order, ENTERED], [*order, LEFT]]
        return draw_matrix(counts, names, title or heading, shares)

    def _steps(self) -> pd.Series:
        """Return by how many classes each customer went down (negative: up); 0 for those who cannot be compared."""
        rank = {code: i for i, code in enumerate(self.best_first)}
        before, after = self.pairs["before"].map(rank), self.pairs["after"].map({**rank, LEFT: len(rank)})
        return (after.astype(float) - before.astype(float)).fillna(0).astype(int)

    def _way(self) -> pd.Series:
        before, after, steps = self.pairs["before"], self.pairs["after"], self._steps()
        way = pd.Series("stayed", index=self.pairs.index)
        way[steps < 0], way[steps > 0] = "up", "down"
        way[(before == UNCLASSED) != (after == UNCLASSED)] = "unranked"
        way[before == ENTERED], way[after == LEFT] = "entered", "left"
        return way

    def _values(self) -> dict[str, Any]:
        names = {**self.scheme.labels, **NAMES}
        return {"before": names, "after": names}

    def _needs_money(self) -> None:
        if "money_before" not in self.pairs:
            raise CourseError(say(
                zh="这次迁移没有给出金额：请写 migration(…, money=(前一期金额, 后一期金额))，两者都以客户编号为索引。",
                en="This migration was made without money: write migration(..., money=(money before, money after)), "
                "two Series by customer id.",
            ))  # fmt: skip

    def __repr__(self) -> str:
        f = self.flows
        return str(
            say(
                zh="{title}：前 {before} 人 = 未变 {stayed} + 升 {up} + 降 {down} + 离开 {left}；"
                "后 {after} 人 = 未变 + 升 + 降 + 新进入 {entered}",
                en="{title}: before {before} = stayed {stayed} + up {up} + down {down} + left {left}; "
                "after {after} = stayed + up + down + entered {entered}",
            ).format(title=self.scheme.title, **{str(k): v for k, v in f.items()})
        )


#: Headings of the columns of alerts and money.
HEADINGS: dict[str, Text] = {
    "before": say(zh="原来的类别", en="class before"),
    "after": say(zh="后来的类别", en="class after"),
    "money_before": say(zh="前一期金额", en="money, period before"),
    "money_after": say(zh="后一期金额", en="money, period after"),
    "money_change": say(zh="金额变化", en="change"),
    "owner": say(zh="负责人", en="owner"),
}


def _formats(currency: str) -> dict[str, str]:
    return dict.fromkeys(["money_before", "money_after", "money_change"], currency)


def migration(
    scheme: Any,
    before: Any,
    after: Any,
    money: Sequence[pd.Series] | Mapping[str, pd.Series] | None = None,
    best_first: Sequence[str] | None = None,
) -> Migration:
    """Compare the classes of customers at two dates.

    Parameters
    ----------
    scheme : Scheme
        The classification.
    before, after : Series of class codes by customer id, or table with ``customer_id`` and ``class``
        The classes at the two dates. Who is only in the second has entered, who is only in the first has left.
    money : two Series of money by customer id, optional
        What each customer spent in the period before the first date and in the period before the second;
        both periods of equal length. A customer who is not listed spent nothing.
    best_first : sequence of str, optional
        The codes from best to worst; left out: the order of the scheme. It decides what is up and what is down.

    Returns
    -------
    Migration
        ``counts``, ``shares``, ``flows``, ``pairs``, ``money``, ``alerts()``, ``draw()``.

    Raises
    ------
    CourseError
        If `best_first` does not name each class once, a customer is listed twice, or a class is unknown.

    Examples
    --------
    >>> from custclass.classify.catalogue import schemes
    >>> before = pd.Series({"A": "active", "B": "active", "C": "lost"})
    >>> after = pd.Series({"A": "active", "B": "dormant", "D": "active"})
    >>> migration(schemes["activity"], before, after).flows.to_dict()
    {'before': 3, 'stayed': 1, 'up': 0, 'down': 1, 'entered': 1, 'left': 1, 'unranked': 0, 'after': 3}
    """
    order = list(scheme.codes if best_first is None else best_first)
    if sorted(order) != sorted(scheme.codes):
        raise CourseError(say(
            zh="best_first 应把每个类别代码从好到差各写一次：{codes}；得到的是：{given}。",
            en="best_first must name each class code once, from best to worst: {codes}; it was given: {given}.",
        ).format(codes=join(scheme.codes), given=join(order)))  # fmt: skip
    counts = scheme.moves(before, after)
    old, new = _series(before), _series(after)
    everyone = old.index.union(new.index)
    pairs = pd.DataFrame({
        "before": old.astype("str").where(old.notna(), UNCLASSED).reindex(everyone, fill_value=ENTERED),
        "after": new.astype("str").where(new.notna(), UNCLASSED).reindex(everyone, fill_value=LEFT),
    })  # fmt: skip
    if money is not None:
        first, second = money.values() if isinstance(money, Mapping) else money
        pairs["money_before"] = first.reindex(everyone).fillna(0.0)
        pairs["money_after"] = second.reindex(everyone).fillna(0.0)
        pairs["money_change"] = pairs["money_after"] - pairs["money_before"]
    return Migration(scheme, order, pairs, counts)


def _series(given: Any) -> pd.Series:
    """Return classes by customer id; `Scheme.moves` has refused what cannot be read."""
    if not isinstance(given, pd.Series | pd.DataFrame):
        given = pd.DataFrame(given.to_dict(as_series=False))
    return given if isinstance(given, pd.Series) else given.set_index("customer_id")["class"]
