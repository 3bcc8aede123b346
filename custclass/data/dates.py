"""Order dates as people and programs write them, read without guessing."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd

from custclass.data.cells import Reading, distinct, spread
from custclass.show.say import CourseError, Text, say

FIRST_DAY = datetime(1990, 1, 1)
END_OF_DAYS = datetime(2100, 1, 1)
ORDERS_OF_DAY = ("dayfirst", "monthfirst")
_EXCEL_DAY_0 = datetime(1899, 12, 30)
_NOTHING = np.datetime64("NaT", "us")
_FAST = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d", "%Y%m%d")

_TIME = (
    r"(?:(?:\s*T\s*|\s+)?(?P<half1>上午|下午)?\s*(?P<hour>[0-9]{1,2})[:时点](?P<minute>[0-9]{1,2})"
    r"(?:[:分](?P<second>[0-9]{1,2})(?:[.,](?P<part>[0-9]{1,9}))?)?[秒分]?\s*(?P<half2>AM|PM)?"
    r"\s*(?P<zone>Z|UTC|GMT|[-+][0-9]{2}(?::?[0-9]{2})?)?)?"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})\s*[-/.年]\s*(?P<month>[0-9]{1,2})\s*[-/.月]\s*(?P<day>[0-9]{1,2})"
    r"(?:\s*[日号]|(?![0-9]))" + _TIME, re.IGNORECASE,
)  # fmt: skip
_YEAR_LAST = re.compile(
    r"(?P<a>[0-9]{1,2})\s*(?P<mark>[-/.])\s*(?P<b>[0-9]{1,2})\s*(?P=mark)\s*(?P<year>[0-9]{4})(?![0-9])"
    + _TIME,
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    r"(?:(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?P<second>[0-9]{2})?|(?=\D)"
    + _TIME.replace("<", "<t_")
    + ")?",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?:\s.*)?")


def read_dates(column: pd.Series, name: str, source: Text | str, order: str | None = None) -> Reading:
    """Read a column of order dates.

    A zone (``Z``, ``+08:00``) is taken off: the date and time stay as the clock of that zone showed them.

    Parameters
    ----------
    column : Series
        Dates, or texts such as ``2024-03-05 14:03:00``, ``2024/3/5``, ``2024年3月5日``, ``20240305``, ``5.3.2024``
        (with full stops: the day comes first), ``31/12/2024``, or Excel's day numbers in a whole column.
    name, source : str
        The column and the file, for messages.
    order : {"dayfirst", "monthfirst"}, optional
        How ``3/5/2024`` is meant. Left out: the whole column must show it.

    Returns
    -------
    Reading
        Values as ``datetime64[us]`` with the codes ``no_date``, ``bad_date``, ``no_such_day``,
        ``date_out_of_range`` (before 1990 or after 2099), ``two_digit_year`` or ``bare_number``.

    Raises
    ------
    CourseError
        If the column leaves open whether day or month comes first.

    Examples
    --------
    >>> read_dates(pd.Series(["2024年3月5日", "5.3.2024"]), "date", "a.csv").values.astype(str).tolist()
    ['2024-03-05T00:00:00.000000', '2024-03-05T00:00:00.000000']
    """
    zones = 0
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        zones = int(column.notna().sum())
        column = column.dt.tz_localize(None)
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        values = column.to_numpy(dtype="datetime64[us]")
        fault = np.where(np.isnat(values), "no_date", "").astype(object)
        return Reading(*_judged(values, fault), {"dates_with_zone": zones} if zones else {})
    return _read_texts(column, name, source, order)


def _read_texts(column: pd.Series, name: str, source: Text | str, order: str | None) -> Reading:
    places, texts = distinct(column)
    used = np.zeros(len(texts) + 1, dtype=bool)
    used[places] = True
    used = used[:-1]
    values = _read_fast(texts)
    slow = {int(p): _read_one(texts[p]) for p in np.flatnonzero(np.isnat(values) & used)}
    fault = np.full(len(texts), "", dtype=object)
    open_ones = {p: found for p, found in slow.items() if isinstance(found, _DayOrMonth)}
    if open_ones and order is None:
        order = _order_of(list(open_ones.values()), name, source)
    serials = [p for p, found in slow.items() if isinstance(found, float)]
    only_serials = len(serials) > 0 and np.isnat(values[used]).all() and not any(
        isinstance(found, datetime | _DayOrMonth) for found in slow.values()
    )  # fmt: skip
    # Cells that hold real dates vouch for bare numbers beside them: Excel stores both alike.
    typed = column.dtype == object and any(isinstance(v, datetime) for v in column)
    zoned = np.zeros(len(texts) + 1, dtype=bool)
    for place, found in slow.items():
        if isinstance(found, _DayOrMonth):
            found = found.read(order)
        elif isinstance(found, float):
            found = _EXCEL_DAY_0 + timedelta(days=found) if only_serials or typed else "bare_number"
        if isinstance(found, str):
            fault[place] = found
        else:
            zoned[place] = found.tzinfo is not None
            values[place] = found.replace(tzinfo=None)
    notes = {"dates_with_zone": int(zoned[places].sum()), "dates_from_numbers": 0}
    if only_serials or typed:
        notes["dates_from_numbers"] = int(np.isin(places, serials).sum())
    if open_ones and order:
        notes[order] = int(np.isin(places, list(open_ones)).sum())
    read = _judged(spread(places, values, _NOTHING), spread(places, fault, "no_date"))
    return Reading(*read, {code: n for code, n in notes.items() if n})


class _DayOrMonth:
    """A date such as 3/5/2024: which of the two is the day, the column has to show."""

    def __init__(self, text: str, form: re.Match):
        self.text, self.form = text, form
        self.a, self.b = int(form["a"]), int(form["b"])

    def read(self, order: str | None) -> datetime | str:
        month, day = (self.b, self.a) if order == "dayfirst" else (self.a, self.b)
        return _built(self.form, int(self.form["year"]), month, day)


def _order_of(found: list[_DayOrMonth], name: str, source: Text | str) -> str | None:
    """Say what the column shows: its day first, its month first; ask if it does not show one of the two."""
    day_first = [d for d in found if 12 < d.a <= 31 and 1 <= d.b <= 12]
    month_first = [d for d in found if 12 < d.b <= 31 and 1 <= d.a <= 12]
    either = [d for d in found if 1 <= d.a <= 12 and 1 <= d.b <= 12 and d.a != d.b]
    what_to_do = say(
        zh='请写明：order_date={{{name}: "dayfirst"}}（日在前）或 order_date={{{name}: "monthfirst"}}（月在前）。',
        en='Say which is meant: order_date={{{name}: "dayfirst"}} or order_date={{{name}: "monthfirst"}}.',
    ).format(name=repr(name))
    if day_first and month_first:
        what = say(
            zh="{source}：“{name}”列的日期写法不统一，“{one}”是日在前，“{two}”却是月在前。",
            en='{source}: column "{name}" writes dates in two ways: "{one}" has the day first, "{two}" the month.',
        )
        raise CourseError(
            what.format(source=source, name=name, one=day_first[0].text, two=month_first[0].text)
            + Text("", " ") + what_to_do
        )  # fmt: skip
    if either and not day_first and not month_first:
        two = [d.text for d in either[:2]]
        what = say(
            zh="{source}：“{name}”列的日期（如 {examples}）看不出日在前还是月在前。",
            en='{source}: column "{name}" does not show whether its dates ({examples}) '
            "have the day or the month first.",
        )
        examples = Text("、".join(f"“{t}”" for t in two), ", ".join(f'"{t}"' for t in two))
        raise CourseError(
            what.format(source=source, name=name, examples=examples) + Text("", " ") + what_to_do
        )
    return "dayfirst" if day_first else "monthfirst"


def _read_fast(texts: list[str]) -> np.ndarray:
    """Read the usual forms at once; NaT where another look is needed."""
    values = np.full(len(texts), _NOTHING)
    series = pd.Series(texts, dtype="str")
    for form in _FAST:
        rest = np.flatnonzero(np.isnat(values))
        if len(rest) == 0:
            break
        some = series.iloc[rest]
        if form == "%Y%m%d":
            some = some.where(some.str.fullmatch("[0-9]{8}"))
        elif pd.to_datetime(some.iloc[:1000], format=form, errors="coerce").isna().all():
            continue  # most columns know one form only
        values[rest] = pd.to_datetime(some, format=form, errors="coerce").to_numpy("datetime64[us]")
    return values


def _read_one(text: str) -> datetime | _DayOrMonth | float | str:
    """Return a date, a date whose order is open, an Excel day number, or the code of a reason."""
    text = unicodedata.normalize("NFKC", text).strip()
    if form := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _built(form, int(form["year"]), int(form["month"]), int(form["day"]))
    if form := _YEAR_LAST.fullmatch(text):
        open_one = _DayOrMonth(text, form)
        return open_one.read("dayfirst") if form["mark"] == "." else open_one
    if _SERIAL.fullmatch(text):
        return float(text)
    return "two_digit_year" if _SHORT_YEAR.fullmatch(text) else "bad_date"


def _built(form: re.Match, year: int, month: int, day: int) -> datetime | str:
    time = {k.removeprefix("t_"): v for k, v in form.groupdict().items() if v is not None}
    hour = int(time.get("hour", 0))
    half = time.get("half1") or time.get("half2", "").upper()
    if half in ("下午", "PM") and hour < 12:
        hour += 12
    elif half == "AM" and hour == 12:
        hour = 0
    part = int(time.get("part", "0").ljust(6, "0")[:6])
    zone = UTC if "zone" in time else None
    try:
        return datetime(
            year, month, day, hour, int(time.get("minute", 0)), int(time.get("second", 0)), part, zone
        )
    except ValueError:
        return "no_such_day"


def _judged(values: np.ndarray, fault: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    outside = (values < np.datetime64(FIRST_DAY)) | (values >= np.datetime64(END_OF_DAYS))
    fault = np.where((fault == "") & outside, "date_out_of_range", fault)
    return np.where(fault == "", values, _NOTHING), fault
