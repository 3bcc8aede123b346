"""How a phone, an e-mail, a name, a date, a year must be written, and how a slip of the pen is put right.

A cleaner only proposes: what it returns counts when it then meets the format, and a person decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import pandas as pd
from pandas.api.typing import NaTType

from custclass.data.cells import EDGE, WRITTEN_NOTHING, cell_text
from custclass.data.dates import read_dates
from custclass.show.say import CourseError, Text, say

NOTHING = WRITTEN_NOTHING | {"-", "--", "无", "未知", "不详", "空", "unknown"}
_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"


@dataclass(frozen=True)
class Format:
    """A standard format: what it looks like, what is said when it is not met, how to clean, what cleaning does."""

    pattern: re.Pattern
    problem: Text
    clean: Callable[[str], str]
    why: Text

    def accepts(self, text: str) -> bool:
        """Say whether `text` is written in this format."""
        return self.pattern.fullmatch(text) is not None


def filled(value: object) -> str | None:
    """Return a cell as text, or None where nothing stands: empty, blank, or a word for nothing (``无``, ``-``).

    Examples
    --------
    >>> filled(1983.0), filled(" 无 "), filled("a ")
    ('1983', None, 'a ')
    """
    if isinstance(value, pd.Timestamp) and value == value.normalize():
        return value.date().isoformat()
    text = cell_text(value)
    return None if text is None or text.strip(EDGE).casefold() in NOTHING else text


@cache
def read_day(text: str) -> pd.Timestamp | NaTType:
    """Read one date; NaT where it cannot be read or leaves open which number is the day.

    Examples
    --------
    >>> read_day("2025年3月5日")
    Timestamp('2025-03-05 00:00:00')
    >>> read_day("3/5/2025")
    NaT
    """
    try:
        # Nearly all are written so, and this way is quick.
        return pd.Timestamp(datetime.strptime(text, "%Y-%m-%d"))
    except ValueError:
        pass
    try:
        read = pd.Timestamp(read_dates(pd.Series([text], dtype="str"), "", "").values[0])
    except CourseError:  # day or month first: one date alone cannot tell
        return pd.NaT
    return read if pd.isna(read) else read.normalize()


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip(EDGE)


def clean_phone(text: str) -> str:
    """Return the bare digits, without separators and country code.

    Examples
    --------
    >>> clean_phone("+86 154-0000-1234"), clean_phone("l5400001234")
    ('15400001234', '15400001234')
    """
    digits = re.sub(r"[\s\-().·]", "", _plain(text)).translate(str.maketrans("lIOo", "1100"))
    return re.sub(r"^(\+|00)?86(?=1\d{10}$)", "", digits)


def clean_email(text: str) -> str:
    """Return the address without blanks, with a plain full stop and one @.

    Examples
    --------
    >>> clean_email("li1 @@example。com")
    'li1@example.com'
    """
    return re.sub("@+", "@", re.sub(r"\s", "", _plain(text)).replace("。", "."))


def clean_name(text: str) -> str:
    """Return the name without blanks between Chinese characters and with single ones elsewhere.

    Examples
    --------
    >>> clean_name("王 小明 "), clean_name("Ann  Lee")
    ('王小明', 'Ann Lee')
    """
    return re.sub(rf"(?<={_HAN}) (?={_HAN})", "", re.sub(r"\s+", " ", text).strip(EDGE))


def levelled(column: str, text: str | None) -> str | None:
    """Return a cell without the differences in spelling that do not make another person.

    Examples
    --------
    >>> levelled("phone", "+86 154-0000-0001"), levelled("email", "Li@example.com ")
    ('15400000001', 'li@example.com')
    """
    if text is None:
        return None
    clean = {"phone": clean_phone, "name": clean_name}.get(column, _plain)
    return clean(text).casefold()


def _clean_date(text: str) -> str:
    day = read_day(text)
    return text if pd.isna(day) else day.date().isoformat()


FORMATS = {
    "phone": Format(
        re.compile(r"1[3-9][0-9]{9}"),
        say(zh="不是11位手机号", en="not a mobile number of 11 digits"),
        clean_phone,
        say(
            zh="去掉分隔符和国家代码，改成半角数字，字母l当作1",
            en="separators and country code taken off, plain digits, letter l read as 1",
        ),
    ),
    "email": Format(
        re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"),
        say(zh="不是邮箱地址的格式", en="not written as an e-mail address"),
        clean_email,
        say(zh="去掉空格，改正“@”和句点", en="blanks taken out, @ and full stop put right"),
    ),
    "name": Format(
        # No markup, no sign that starts a formula in a spreadsheet, no blank between Chinese characters.
        re.compile(rf"(?!.*{_HAN}\s+{_HAN})[^\s<>=+\-@](?:[^<>]*[^\s<>])?"),
        say(zh="姓名里有空格或不该出现的符号", en="blanks or signs that do not belong in a name"),
        clean_name,
        say(zh="去掉多余的空格", en="needless blanks taken out"),
    ),
    "date": Format(
        re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"),
        say(zh="不是“年-月-日”（如2025-03-05）", en="not written year-month-day, such as 2025-03-05"),
        _clean_date,
        say(zh="改写成“年-月-日”", en="written year-month-day"),
    ),
    "year": Format(
        re.compile(r"[0-9]{4}"),
        say(zh="不是四位数的年份", en="not a year of four digits"),
        lambda text: _plain(text).removesuffix("年"),
        say(zh="改成四位数的年份", en="written as a year of four digits"),
    ),
    "number": Format(
        re.compile(r"-?[0-9]+(\.[0-9]+)?"),
        say(zh="不是数字", en="not a number"),
        lambda text: _plain(text).replace(",", ""),
        say(zh="去掉千位分隔符，改成半角数字", en="thousands separators taken out, plain digits"),
    ),
    "text": Format(
        re.compile(r"\S(?:.*\S)?", re.DOTALL),
        say(zh="前后有空格", en="blanks around it"),
        lambda text: text.strip(EDGE),
        say(zh="去掉前后空格", en="blanks around it taken off"),
    ),
}
