"""The report on the customers of an order book, as an HTML page or an Excel workbook."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from custclass.act import report_classes, report_parts
from custclass.act.report_findings import Findings
from custclass.act.report_model import Part, Report
from custclass.data.given import as_of_day
from custclass.data.orders import OrderBook, read_orders
from custclass.data.written import writing
from custclass.show.say import CourseError, say
from custclass.show.steps import Steps

_ENDINGS = (".html", ".htm", ".xlsx")


def report(
    book: Any, as_of: str | date, path: str | os.PathLike, *, suppress_below: int | None = None
) -> Report:
    """Write a report on the customers of an order book.

    What was read and refused; the measures; RFM, ABC and activity with customers and money of each class; the moves
    since a year before; whom to call first; the rules as SQL; what to beware of. Everything in both languages.

    Parameters
    ----------
    book : OrderBook, str, Path or DataFrame
        As `read_orders` returns it, or what `read_orders` takes.
    as_of : str or date
        The as-of date, such as ``"2024-12-31"``: that day is included, later orders are left out.
    path : str or Path
        Where to write: ``.html`` (one page, no network needed, can be printed) or ``.xlsx`` (one sheet a
        table). A file of that name is replaced.
    suppress_below : int, optional
        Hold back groups of fewer customers, as `suppress_small_groups` does, and leave out what shows single
        customers: the refused rows, least and greatest figures, the call list.

    Returns
    -------
    Report
        ``.tables`` holds every table as a DataFrame, unrounded.

    Raises
    ------
    CourseError
        If there is no order up to `as_of`, a figure cannot be worked out, or the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> import pandas as pd
    >>> orders = pd.DataFrame({"customer_id": ["A", "A", "B"], "amount": [30.0, 50.0, 20.0],
    ...                        "order_date": ["2024-01-05", "2024-11-20", "2024-12-24"]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     made = report(orders, "2024-12-31", Path(folder) / "report.html")
    >>> made.tables["abc"]["customers"].tolist()
    [1, 1, 0]
    """
    target = _target(path, book)
    day = as_of_day(as_of)
    with Steps(10) as steps:
        read = book if isinstance(book, OrderBook) else read_orders(book)
        _refuse_empty(read, day)
        steps.done()
        made = _report(Findings(read, day, suppress_below), str(path), steps)
        _write(made, target)
    return made


def _report(found: Findings, path: str, steps: Steps) -> Report:
    sections: list[Callable[[], Part]] = [
        lambda: report_parts.reading(found),
        lambda: report_parts.measures(found),
        lambda: report_classes.classes(found, "rfm", *_RFM),
        lambda: report_classes.classes(found, "abc", *_ABC),
        lambda: report_classes.classes(found, "activity", *_ACTIVITY),
        lambda: report_classes.moved(found),
        lambda: report_classes.calls(found),
        lambda: report_parts.rules(found),
        lambda: report_parts.caveats(found),
    ]
    made = []
    for section in sections:
        made.append(section())
        steps.done()
    return Report(found.as_of, tuple(made), found.customers if found.suppress_below is None else None, path)


_RFM = (
    say(zh="RFM：冠军、忠诚……休眠", en="RFM: champions to hibernating"),
    say(
        zh="R是最近一次购买间隔，F是购买频率，各按五分位打1至5分；十个类别由R和F决定。分界点是从您的客户中得出的。",
        en="R is recency, F is frequency, each scored 1 to 5 by quintiles; R and F make ten classes. The cut "
        "points were learned from your customers.",
    ),
)
_ABC = (
    say(zh="ABC：钱从哪里来", en="ABC: where the money comes from"),
    say(
        zh="按购买金额从高到低排队：带来前80%金额的是A类，其后15%是B类，其余是C类。退货多于购买的客户按0计入占比。",
        en="Customers in a line by monetary value, greatest first: A bring the first 80% of the money, B the "
        "next 15%, C the rest. Who gave back more than they bought counts as 0 in the shares.",
    ),
)
_ACTIVITY = (
    say(zh="活跃度：谁还在买", en="Activity: who still buys"),
    say(
        zh="沉默多久算久，因人而异：拿距上次购买的天数和这位客户自己的平均购买间隔比。90天内第一次购买的是新客户。",
        en="How long is silent differs from customer to customer: the days since the last order are compared "
        "with their own mean gap. Whose first order lies within 90 days is new.",
    ),
)


def _target(path: str | os.PathLike, book: Any) -> Path:
    target = Path(path)
    if target.suffix.lower() not in _ENDINGS:
        raise CourseError(say(
            zh="报告的文件名应以 .html 或 .xlsx 结尾，得到的是“{name}”。",
            en='The report goes into a file ending in .html or .xlsx, not "{name}".',
        ).format(name=target.name))  # fmt: skip
    if isinstance(book, str | os.PathLike) and Path(book).resolve() == target.resolve():
        raise CourseError(say(
            zh="报告会盖掉订单文件“{name}”：请给报告另取一个名字。",
            en='The report would replace the order file "{name}": give it another name.',
        ).format(name=target.name))  # fmt: skip
    return target


def _refuse_empty(book: OrderBook, day: date) -> None:
    orders = book.orders
    if not len(orders):
        raise CourseError(say(
            zh="没有一行可用的订单：{n}行全部被搁置，原因见 read_orders(…).set_aside。",
            en="There is no usable order: all rows ({n}) were set aside; read_orders(…).set_aside says why.",
        ).format(n=len(book.set_aside)))  # fmt: skip
    first, last = orders["order_date"].min().date(), orders["order_date"].max().date()
    if first > day:
        raise CourseError(say(
            zh="截至{day}没有订单：文件中的订单从{first}到{last}，请换一个统计截止日。",
            en="Up to {day} there is no order: those of the file run from {first} to {last}; choose another "
            "as-of date.",
        ).format(day=day, first=first, last=last))  # fmt: skip


def _write(made: Report, target: Path) -> None:
    with writing(target):
        if target.suffix.lower() == ".xlsx":
            from custclass.act.report_xlsx import as_workbook

            as_workbook(made).save(target)
        else:
            from custclass.act.report_html import as_html

            target.write_text(as_html(made), encoding="utf-8")
