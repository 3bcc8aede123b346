"""Reading somebody's order table: what is kept, what is set aside, and why."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

import numpy as np
import pandas as pd

from custclass.data.amounts import read_amounts
from custclass.data.cells import Reading, read_ids
from custclass.data.columns import ROLES, find_columns
from custclass.data.dates import ORDERS_OF_DAY, read_dates
from custclass.data.files import BEYOND, RawTable, read_table, table_of
from custclass.data.reasons import FACTS, REASONS, reason_texts, report_table
from custclass.show.say import CourseError, Text, language, say

_SHOWN = 3  # reasons in a repr


@dataclass(frozen=True, eq=False, repr=False)
class OrderBook:
    """An order table that was read: every row is either in `orders` or, with its reason, in `set_aside`.

    Attributes
    ----------
    orders : DataFrame
        The kept rows: customer_id (text), order_date (datetime64), amount (float, in the currency of the file),
        order_id (text) where the file has one, and every other column as it was.
    set_aside : DataFrame
        The refused rows as they were, with "row" (as a spreadsheet numbers it: the header is row 1, a cell with
        line breaks is still one row) and "reason" in the current language.
    report : DataFrame
        What was found: item and count; the index holds a code that is the same in both languages.
    """

    orders: pd.DataFrame
    _refused: pd.DataFrame
    _rows: np.ndarray
    _faults: np.ndarray
    _columns: dict[str, str]
    _facts: list[tuple[str, Text, object]]
    _worded: dict[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def set_aside(self) -> pd.DataFrame:
        code = language()
        if code not in self._worded:
            table = self._refused.copy()
            reasons = reason_texts(self._faults, self._refused, self._columns, BEYOND, code)
            table.columns = pd.Index([_out_of_the_way(name, ("row", "reason")) for name in table.columns])
            table.insert(0, "row", self._rows)
            table.insert(1, "reason", pd.Series(reasons, index=table.index, dtype="str"))
            self._worded[code] = table
        return self._worded[code]

    @property
    def report(self) -> pd.DataFrame:
        return report_table(self._facts, language())

    def _sentences(self) -> list[str]:
        kept, refused = len(self.orders), len(self._faults)
        first = say(
            zh="订单表：读入 {all:,} 行，保留 {kept:,} 行，搁置 {refused:,} 行。",
            en="Order book: {all:,} rows read, {kept:,} kept, {refused:,} set aside.",
        )
        lines = [str(first.format(all=kept + refused, kept=kept, refused=refused))]
        if kept:
            dates = self.orders["order_date"]
            span = say(zh="{first} 至 {last}，{n:,} 位客户。", en="{first} to {last}, {n:,} customers.")
            customers = self.orders["customer_id"].nunique()
            span = span.format(first=f"{dates.min():%Y-%m-%d}", last=f"{dates.max():%Y-%m-%d}", n=customers)
            lines.append(str(span))
        lines += [str(item) for code, item, _ in self._facts if code == "several_currencies"]
        if refused:
            some = slice(0, _SHOWN)
            cells = self._refused.iloc[some]
            reasons = reason_texts(self._faults[some], cells, self._columns, BEYOND, language())
            line = say(zh="第 {row} 行：{reason}", en="Row {row}: {reason}")
            lines += [
                str(line.format(row=r, reason=t)) for r, t in zip(self._rows[some], reasons, strict=True)
            ]
            if refused > _SHOWN:
                more = say(zh="其余 {n:,} 行见 .set_aside。", en="{n:,} more in .set_aside.")
                lines.append(str(more.format(n=refused - _SHOWN)))
        return lines

    def __repr__(self) -> str:
        return "\n".join(self._sentences())

    def _repr_html_(self) -> str:
        head, *rest = self._sentences()
        return (
            f"<div><strong>{escape(head)}</strong>"
            + "".join(f"<br>{escape(line)}" for line in rest)
            + "</div>"
        )


def read_orders(
    path_or_frame: str | os.PathLike | pd.DataFrame,
    customer_id: str | None = None,
    order_date: str | Mapping[str, str] | None = None,
    amount: str | None = None,
    order_id: str | None = None,
    returns: str = "net",
) -> OrderBook:
    """Read an order table; no row is lost and nothing is guessed.

    Every cell of a file is read as text first. A row without customer, or whose date or amount cannot be read,
    is set aside with its reason. The other columns stay as they are (text, from a CSV file).

    Parameters
    ----------
    path_or_frame : str, Path or DataFrame
        A CSV file (comma, semicolon, tab; UTF-8, GB18030, UTF-16 or Windows-1252; also ``.csv.gz``), an Excel file
        (``.xlsx``, its first sheet), or a pandas or polars DataFrame.
    customer_id, amount, order_id : str, optional
        The columns to use. Left out: recognised from their usual Chinese and English names.
    order_date : str or dict, optional
        The column of the dates. Where it does not show how ``3/5/2024`` is meant, say so:
        ``{"下单时间": "dayfirst"}`` or ``{"下单时间": "monthfirst"}``. Dates from 1990 to 2099 are taken.
        A zone is taken off and the clock time kept.
    returns : {"net", "drop", "raise"}
        Rows with a negative amount are kept and lower the customer's monetary value ("net"), are set aside
        ("drop"), or stop the reading ("raise").

    Returns
    -------
    OrderBook
        ``.orders``, ``.set_aside`` and ``.report``; ``len(orders) + len(set_aside)`` is the number of rows read.

    Raises
    ------
    CourseError
        If there is no such table in the file, a column is missing, or something has two meanings.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"会员号": ["1", None], "下单时间": "2024年3月5日", "金额": "¥1,234.50"})
    >>> book = read_orders(table)
    >>> book.orders["amount"].tolist(), book.set_aside["row"].tolist()
    ([1234.5], [3])
    """
    if returns not in ("net", "drop", "raise"):
        raise CourseError(say(
            zh="returns={returns!r} 不存在：请写 \"net\"、\"drop\" 或 \"raise\"。",
            en='There is no returns={returns!r}: write "net", "drop" or "raise".',
        ).format(returns=returns))  # fmt: skip
    column, order_of_day = _named_date(order_date)
    table = _table(path_or_frame)
    wished = {"customer_id": customer_id, "order_date": column, "amount": amount, "order_id": order_id}
    places = find_columns(list(table.frame.columns), wished, table.source)
    names = {role: table.frame.columns[place] for role, place in places.items()}
    cells = {role: table.frame[name] for role, name in names.items()}

    customers = read_ids(cells["customer_id"], "no_customer")
    dates = read_dates(cells["order_date"], names["order_date"], table.source, order_of_day)
    amounts = read_amounts(cells["amount"])
    orders_read = read_ids(cells["order_id"], "") if "order_id" in cells else None

    faults = np.where(table.overlong, "too_many_fields", "").astype(object)
    for reading in (customers, dates, amounts):
        faults = np.where(faults == "", reading.fault, faults)
    is_return = (faults == "") & (amounts.values < 0)
    if returns == "raise" and is_return.any():
        first = int(np.argmax(is_return))
        raise CourseError(say(
            zh="{source}：第 {row} 行的金额 {value} 是负数（退货）；"
            "请写 returns=\"net\"（冲减金额）或 \"drop\"（不计入）。",
            en='{source}: row {row} has the negative amount {value}, a return; write returns="net" to subtract '
            'returns or "drop" to leave them out.',
        ).format(source=table.source, row=table.rows[first], value=f"{amounts.values[first]:g}"))  # fmt: skip
    if returns == "drop":
        faults = np.where(is_return, "return_dropped", faults)

    kept = faults == ""
    orders = _kept_rows(table, kept, names, customers, dates, amounts, orders_read)
    facts = _facts(table, names, faults, kept, [customers, dates, amounts], orders_read, orders)
    refused = table.frame[~kept]
    return OrderBook(orders, refused, table.rows[~kept], faults[~kept], names, facts)


def _table(path_or_frame: object) -> RawTable:
    if type(path_or_frame).__module__.split(".")[0] == "polars" and hasattr(path_or_frame, "to_dict"):
        path_or_frame = pd.DataFrame(path_or_frame.to_dict(as_series=False))
    if isinstance(path_or_frame, pd.DataFrame):
        return table_of(path_or_frame)
    if isinstance(path_or_frame, str | os.PathLike):
        return read_table(path_or_frame)
    raise CourseError(say(
        zh="read_orders 需要文件名或 DataFrame，得到的是 {kind}。",
        en="read_orders takes the name of a file or a DataFrame, not {kind}.",
    ).format(kind=type(path_or_frame).__name__))  # fmt: skip


def _named_date(order_date: object) -> tuple[object, str | None]:
    if not isinstance(order_date, Mapping):
        return order_date, None
    if len(order_date) == 1:
        [(column, order)] = order_date.items()
        if order in ORDERS_OF_DAY:
            return column, order
    raise CourseError(say(
        zh="order_date={given} 读不懂：请写 {{\"列名\": \"dayfirst\"}} 或 {{\"列名\": \"monthfirst\"}}。",
        en='order_date={given} cannot be read: write {{"column": "dayfirst"}} or {{"column": "monthfirst"}}.',
    ).format(given=dict(order_date)))  # fmt: skip


def _kept_rows(
    table: RawTable, kept: np.ndarray, names: dict[str, str],
    customers: Reading, dates: Reading, amounts: Reading, order_ids: Reading | None,
) -> pd.DataFrame:  # fmt: skip
    orders = table.frame[kept].copy()
    if table.overlong.any():
        orders = orders.drop(columns=BEYOND)
    roles = {name: role for role, name in names.items()}
    orders.columns = pd.Index(
        [roles.get(name) or _out_of_the_way(name, tuple(ROLES)) for name in orders.columns]
    )
    index = orders.index
    orders["customer_id"] = pd.Series(customers.values[kept], index=index, dtype="str")
    orders["order_date"] = pd.Series(dates.values[kept], index=index)
    orders["amount"] = pd.Series(amounts.values[kept].astype(float), index=index)
    if order_ids is not None:
        orders["order_id"] = pd.Series(order_ids.values[kept], index=index, dtype="str")
    return orders.infer_objects()


def _out_of_the_way(name: str, reserved: tuple[str, ...]) -> str:
    return f"{name}_in_file" if name in reserved else name


def _facts(
    table: RawTable, names: dict[str, str], faults: np.ndarray, kept: np.ndarray,
    readings: list[Reading], order_ids: Reading | None, orders: pd.DataFrame,
) -> list[tuple[str, Text, object]]:  # fmt: skip
    facts: list[tuple[str, Text, object]] = [
        ("rows_read", say(zh="读入的行", en="rows read"), len(faults)),
        ("rows_kept", say(zh="保留的行", en="rows kept"), int(kept.sum())),
        ("rows_set_aside", say(zh="搁置的行", en="rows set aside"), int((~kept).sum())),
    ]
    for code, (_, short, _) in REASONS.items():
        if count := int((faults == code).sum()):
            facts.append((code, say(zh="其中：{why}", en="of these: {why}").format(why=short), count))
    customers, dates, amounts = readings
    money = orders["amount"]
    returns = int((money < 0).sum()) + int((faults == "return_dropped").sum())
    hashable = table.frame[kept].astype({c: "str" for c, t in table.frame.dtypes.items() if t.kind == "O"})
    facts += [
        ("returns", say(zh="退货（负金额）", en="returns (negative amounts)"), returns),
        ("zero_amounts", say(zh="金额为0的订单（保留）", en="zero amounts (kept)"), int((money == 0).sum())),
        (
            "duplicates",
            say(zh="与前面某行完全相同的行（保留）", en="exact duplicates of an earlier row (kept)"),
            int(hashable.duplicated().sum()),
        ),
    ]
    found: dict[str, object] = {**table.facts, **names, **customers.notes, **dates.notes}
    if order_ids is not None and (lost := int((order_ids.fault[kept] == "id_shortened").sum())):
        found["order_ids_lost"] = lost
    if len(amounts.notes) > 1:
        found["several_currencies"] = ", ".join(f"{sign} {n}" for sign, n in sorted(amounts.notes.items()))
    facts += [(code, FACTS[code], count) for code, count in found.items()]
    if len(orders):
        first, last = orders["order_date"].min(), orders["order_date"].max()
        facts += [
            ("first_date", say(zh="最早的日期", en="first date"), f"{first:%Y-%m-%d}"),
            ("last_date", say(zh="最晚的日期", en="last date"), f"{last:%Y-%m-%d}"),
        ]
    return facts
