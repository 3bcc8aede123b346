"""Why a row was refused, and what a reading found, in both languages."""

from __future__ import annotations

import numpy as np
import pandas as pd

from custclass.data.cells import EDGE, as_text
from custclass.data.columns import ROLES
from custclass.show.say import Text, say, text_in

_LONGEST = 40  # characters of a cell that a reason quotes

# code -> the role whose cell is at fault ("" for the whole row), a short name, what is wrong with the cell
REASONS: dict[str, tuple[str, Text, Text]] = {
    "too_many_fields": (
        "", say(zh="字段多于列名", en="more fields than the header"),
        say(zh="这一行的字段比列名多，多出的是", en="the row has more fields than the header; beyond it stands"),
    ),
    "no_customer": (
        "customer_id", say(zh="没有客户编号", en="no customer"),
        say(zh="没有客户编号，单元格是", en="no customer, found"),
    ),
    "id_shortened": (
        "customer_id", say(zh="客户编号被缩成科学计数", en="customer shortened by Excel"),
        say(zh="编号被 Excel 缩写，已丢失数字，单元格是",
            en="Excel shortened the id and its digits are lost, found"),
    ),
    "no_date": ("order_date", say(zh="没有日期", en="no date"), say(zh="没有日期，单元格是", en="no date, found")),
    "bad_date": (
        "order_date", say(zh="日期读不懂", en="date not readable"),
        say(zh="读不懂这个日期：", en="not readable as a date, found"),
    ),
    "no_such_day": (
        "order_date", say(zh="日期或时间不存在", en="no such day or time"),
        say(zh="不存在这样的日期或时间：", en="there is no such day or time, found"),
    ),
    "date_out_of_range": (
        "order_date", say(zh="日期不在1990—2099年之间", en="date not in 1990 to 2099"),
        say(zh="日期不在1990—2099年之间：", en="the date is not in 1990 to 2099, found"),
    ),
    "two_digit_year": (
        "order_date", say(zh="年份只有两位", en="year of two digits"),
        say(zh="年份只有两位，分不清年月日：", en="a year of two digits leaves the date open, found"),
    ),
    "bare_number": (
        "order_date", say(zh="日期列中的数字", en="bare number among dates"),
        say(zh="同列其他日期不是数字，这个数字读不成日期：",
            en="a bare number in a column of written dates, found"),
    ),
    "no_amount": ("amount", say(zh="没有金额", en="no amount"),
    say(zh="没有金额，单元格是", en="no amount, found")),
    "bad_amount": (
        "amount", say(zh="金额读不懂", en="amount not readable"),
        say(zh="读不懂这个金额：", en="not readable as an amount, found"),
    ),
    "amount_two_ways": (
        "amount", say(zh="金额有两种读法", en="amount with two readings"),
        say(zh="分不清是千位分隔还是小数：", en="thousands or decimals cannot be told apart, found"),
    ),
    "amount_too_large": (
        "amount", say(zh="金额大得不合理", en="amount too large"),
        say(zh="金额大得不合理：", en="too large to be an amount, found"),
    ),
    "return_dropped": (
        "amount", say(zh="退货", en="return"),
        say(zh="负金额是退货，按 returns=\"drop\" 不计入：", en='a return, left out by returns="drop", found'),
    ),
}  # fmt: skip

FACTS: dict[str, Text] = {
    "encoding": say(zh="文字编码", en="text encoding"),
    "separator": say(zh="分隔符", en="separator"),
    "sheet": say(zh="读取的工作表", en="sheet read"),
    "sheets_left": say(zh="未读取的工作表", en="sheets not read"),
    "blank_rows": say(zh="跳过的空行", en="empty rows skipped"),
    "ids_without_zero": say(zh="去掉“.0”的客户编号（不同编号数）",
        en='customers without their ".0" (different ids)'),
    "dates_with_zone": say(
        zh="带时区的日期（保留原钟点，去掉时区）", en="dates with a zone (clock time kept, zone taken off)"
    ),
    "dates_from_numbers": say(zh="由 Excel 日期序号读出的日期", en="dates read from Excel's day numbers"),
    "dayfirst": say(zh="按“日/月/年”读的日期", en="dates read with the day first"),
    "monthfirst": say(zh="按“月/日/年”读的日期", en="dates read with the month first"),
    "order_ids_lost": say(zh="被 Excel 缩写、作缺失处理的订单号",
        en="order numbers shortened by Excel, taken as missing"),
    "several_currencies": say(
        zh="注意：金额列有多种货币，未换算", en="Beware: several currencies in the amounts, not converted"
    ),
    **{role: say(zh="用作{what}的列",
        en="column used as {what}").format(what=what) for role, what in ROLES.items()},
}  # fmt: skip


def reason_texts(
    faults: np.ndarray, cells: pd.DataFrame, columns: dict[str, str], beyond: str, language: str
) -> np.ndarray:
    """Return the reason of each refused row in words, with the column and the value found.

    Parameters
    ----------
    faults : array of str
        A code of `REASONS` for each row.
    cells : DataFrame
        The refused rows as they were.
    columns : dict
        Role -> the name of its column.
    beyond : str
        The name of the column with what stands beyond the header.
    language : {"zh", "en"}
        The language of the reasons.
    """
    texts = np.full(len(faults), "", dtype=object)
    blank = say(zh="空白", en="nothing").in_(language)
    for code in np.unique(faults):
        role, _, what = REASONS[code]
        at = np.flatnonzero(faults == code)
        name = columns[role] if role else beyond
        found = as_text(cells[name].iloc[at]).fillna("").str.strip(EDGE)
        found = found.where(found.str.len() <= _LONGEST, found.str.slice(0, _LONGEST) + "…")
        if language == "zh":
            shown = ("“" + found + "”").where(found != "", blank)
            start = f"“{name}”列：{what.zh}" if role else what.zh
            texts[at] = (start + shown).to_numpy(dtype=object)
        else:
            shown = ('"' + found + '"').where(found != "", blank)
            start = f'column "{name}": {what.en} ' if role else what.en + " "
            texts[at] = (start + shown).to_numpy(dtype=object)
    return texts


def report_table(facts: list[tuple[str, Text, object]], language: str) -> pd.DataFrame:
    """Return the facts as a table: item and count, one row a fact, the index holds its code."""
    return pd.DataFrame(
        {
            "item": [item.in_(language) for _, item, _ in facts],
            "count": pd.Series([text_in(count, language) for _, _, count in facts], dtype=object).to_numpy(),
        },
        index=pd.Index([code for code, _, _ in facts], name="code"),
    )
