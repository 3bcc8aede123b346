"""The weekly report: what happened in the last seven days, beside the seven days before, all asked of the database."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from custclass.act.crm.database import Database
from custclass.act.crm.tickets import response_times, ticket_queue
from custclass.data.given import as_of_day
from custclass.data.written import write_text
from custclass.show.say import Text, say

#: The lines of the report, in their order.
LINES: dict[str, Text] = {
    "orders": say(zh="订单数", en="orders"),
    "buyers": say(zh="下单客户数", en="customers who ordered"),
    "money": say(zh="销售额，退货已减（元）", en="sales, returns taken off (yuan)"),
    "new_customers": say(zh="首次下单的客户数", en="customers with their first order"),
    "tickets_opened": say(zh="新开工单", en="tickets opened"),
    "tickets_solved": say(zh="解决的工单", en="tickets solved"),
    "tickets_open": say(zh="周末还未解决的工单", en="tickets open at the end of the week"),
    "tickets_overdue": say(zh="其中已超过承诺", en="of these beyond the promise"),
    "kept_share": say(zh="到期工单按承诺解决的占比", en="share of due tickets solved within the promise"),
    "opportunities_new": say(zh="新的销售机会", en="new opportunities"),
    "opportunities_won": say(zh="成交的销售机会", en="opportunities won"),
    "money_won": say(zh="成交金额（元）", en="money won (yuan)"),
    "opportunities_lost": say(zh="丢掉的销售机会", en="opportunities lost"),
    "money_open": say(
        zh="周末仍在跟进的金额（元）", en="money in open opportunities at the end of the week (yuan)"
    ),
}

# One line of the report each; :first and :last are the days of the week, :after the day that follows.
_QUERIES = {
    "orders": "SELECT COUNT(*) FROM orders WHERE amount >= 0 AND order_date >= :first AND order_date < :after",
    "buyers": "SELECT COUNT(DISTINCT customer_id) FROM orders "
    "WHERE amount >= 0 AND order_date >= :first AND order_date < :after",
    "money": "SELECT COALESCE(SUM(amount), 0) FROM orders WHERE order_date >= :first AND order_date < :after",
    "new_customers": "SELECT COUNT(*) FROM (SELECT customer_id FROM orders WHERE amount >= 0 GROUP BY customer_id "
    "HAVING MIN(order_date) >= :first AND MIN(order_date) < :after) AS f",
    "tickets_opened": "SELECT COUNT(*) FROM tickets WHERE opened >= :first AND opened < :after",
    "tickets_solved": "SELECT COUNT(*) FROM tickets WHERE solved >= :first AND solved < :after",
    "opportunities_new": "SELECT COUNT(*) FROM opportunities WHERE created_on BETWEEN :first AND :last",
    "opportunities_won": "SELECT COUNT(*) FROM opportunities "
    "WHERE stage = 'won' AND closed_on BETWEEN :first AND :last",
    "money_won": "SELECT COALESCE(SUM(amount), 0) FROM opportunities "
    "WHERE stage = 'won' AND closed_on BETWEEN :first AND :last",
    "opportunities_lost": "SELECT COUNT(*) FROM opportunities "
    "WHERE stage = 'lost' AND closed_on BETWEEN :first AND :last",
    "money_open": "SELECT COALESCE(SUM(amount), 0) FROM opportunities "
    "WHERE created_on <= :last AND (closed_on IS NULL OR closed_on > :last)",
}

_MOVES = """
SELECT a."class" AS was, b."class" AS now_is, COUNT(*) AS customers
FROM classes AS b
LEFT JOIN classes AS a ON a.customer_id = b.customer_id AND a.as_of = :before
WHERE b.as_of = :last
GROUP BY a."class", b."class"
"""


class WeeklyReport:
    """A week of the CRM; made by `weekly_report`.

    Attributes
    ----------
    figures : DataFrame
        Indexed by line (orders, buyers, money ...): ``this_week``, ``week_before``, ``change``.
    moves : DataFrame
        Who changed class within the week: ``was`` (null: not yet registered), ``now_is``, ``customers``; empty where
        the classes are not kept for both days.
    """

    def __init__(self, as_of: Any, figures: pd.DataFrame, moves: pd.DataFrame, names: dict[str, Text]):
        self.as_of = as_of
        self.figures = figures
        self.moves = moves
        self._names = names

    def _title(self) -> Text:
        return say(zh="客户周报：{first} 至 {last}", en="Weekly customer report: {first} to {last}").format(
            first=self.as_of - pd.Timedelta(days=6), last=self.as_of
        )

    def _tables(self) -> list[Any]:
        from custclass.show.tables import table

        figures = self.figures.rename_axis("line")
        shown = figures.astype(object).apply(
            lambda column: [_written(line, x, column.name == "change") for line, x in column.items()]
        )
        titles = {
            "line": say(zh="项目", en="line"),
            "this_week": say(zh="本周", en="this week"),
            "week_before": say(zh="上周", en="week before"),
            "change": say(zh="变化", en="change"),
            "was": say(zh="上周末的类别", en="class a week ago"),
            "now_is": say(zh="现在的类别", en="class now"),
            "customers": say(zh="客户数", en="customers"),
        }
        first = table(shown, titles, values={"line": LINES}, caption=self._title(), rows=None)
        moved = table(
            self.moves,
            titles,
            values={"was": self._names, "now_is": self._names},
            caption=say(zh="这一周换了类别的客户", en="Customers who changed class in the week"),
            rows=None,
        )
        return [first, moved]

    def __repr__(self) -> str:
        return "\n\n".join(str(part) for part in self._tables())

    def _repr_html_(self) -> str:
        return "".join(part._repr_html_() for part in self._tables())

    def save(self, path: str | Path) -> Path:
        """Write the report as a page that can be sent, and return its path.

        Raises
        ------
        CourseError
            If the file cannot be written.
        """
        page = (
            f'<!doctype html><meta charset="utf-8"><title>{escape(str(self._title()))}</title>'
            "<style>body{font-family:'Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif;max-width:48rem;"
            "margin:2rem auto}td,th{padding:.2rem .8rem;border-bottom:1px solid #ccc}</style>"
            f"<body>{self._repr_html_()}</body>"
        )
        return write_text(path, page)


def weekly_report(db: Database, as_of: Any) -> WeeklyReport:
    """Report the seven days that end with `as_of`, beside the seven days before.

    Parameters
    ----------
    db : Database
        The CRM.
    as_of : str or date
        The last day of the week; inclusive.

    Returns
    -------
    WeeklyReport
        Shown as tables in a notebook; ``.save("week.html")`` makes a page to send.

    Examples
    --------
    >>> from custclass.act.crm.database import create
    >>> report = weekly_report(create(), "2025-12-31")
    >>> report.figures.loc["orders"].to_dict()
    {'this_week': 0.0, 'week_before': 0.0, 'change': 0.0}
    """
    from custclass.act.treatments.classes import care_classes

    last = as_of_day(as_of)
    week = pd.Timedelta(days=7)
    figures = pd.DataFrame({"this_week": _figures(db, last), "week_before": _figures(db, last - week)})
    figures["change"] = figures["this_week"] - figures["week_before"]
    moves = db.query(_MOVES, last=last, before=last - week)
    moves = moves[moves["was"] != moves["now_is"]]
    has_both = db.query("SELECT COUNT(*) AS n FROM classes WHERE as_of = :before", before=last - week)[
        "n"
    ].item()
    moves = moves if has_both else moves.head(0)
    moves = moves.sort_values(["customers", "now_is", "was"], ascending=[False, True, True]).reset_index(
        drop=True
    )
    return WeeklyReport(last, figures.reindex(list(LINES)), moves, dict(care_classes().labels))


def _figures(db: Database, last: Any) -> pd.Series:
    """Return the lines of the week that ends with the day `last`."""
    first, after = last - pd.Timedelta(days=6), last + pd.Timedelta(days=1)
    days = {"first": first, "last": last, "after": after}
    found = {}
    for line, sql in _QUERIES.items():
        found[line] = float(db.query(sql, **{k: v for k, v in days.items() if f":{k}" in sql}).iloc[0, 0])
    end = pd.Timestamp(after) - pd.Timedelta(seconds=1)
    queue = ticket_queue(db, end)
    found["tickets_open"], found["tickets_overdue"] = float(len(queue)), float(queue["overdue"].sum())
    times = response_times(db, end, since=first)
    due = times["due"].sum()
    found["kept_share"] = times["kept"].sum() / due if due else float("nan")
    return pd.Series(found)


def _written(line: str, x: float, change: bool) -> str:
    from custclass.show.numbers import MISSING, number, percent

    if pd.isna(x):
        return MISSING
    sign = "+" if change and x > 0 else ""
    if not line.endswith("share"):
        return sign + number(round(x))
    if change:
        return sign + str(say(zh="{n}个百分点", en="{n} points").format(n=number(x * 100, 1)))
    return percent(x)
