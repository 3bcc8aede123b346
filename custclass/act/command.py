"""``python -m custclass report orders.xlsx --as-of 2024-12-31``: the report from a command line."""

from __future__ import annotations

import argparse
import os
import sys
from typing import NoReturn

from custclass.act.report import report
from custclass.show.say import LANGUAGES, CourseError, language, say

_USAGE = say(
    zh="用法：python -m custclass report 订单文件 --as-of 2024-12-31 [--out report.html] [--lang zh|en]。"
    "订单文件是 .csv 或 .xlsx，报告是 .html 或 .xlsx。",
    en="Usage: python -m custclass report FILE --as-of 2024-12-31 [--out report.html] [--lang zh|en]. FILE "
    "is a .csv or .xlsx with orders, the report an .html or .xlsx.",
)


class _Parser(argparse.ArgumentParser):
    """A parser that says its one sentence in the reader's language."""

    def error(self, message: str) -> NoReturn:
        raise CourseError(_USAGE)

    def format_help(self) -> str:
        return f"{_USAGE}\n"


def main(arguments: list[str]) -> int:
    """Write the report that the arguments ask for.

    Parameters
    ----------
    arguments : list of str
        The file of orders, ``--as-of`` and, if wished, ``--out`` and ``--lang``.

    Returns
    -------
    int
        The exit code: 1 with one sentence on stderr when there is no report.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(
                errors="replace"
            )  # a console that cannot show Chinese must not stop the report
    parser = _Parser(add_help=True, allow_abbrev=False)
    parser.add_argument("orders")
    parser.add_argument("--as-of", required=True)
    parser.add_argument("--out", default="report.html")
    parser.add_argument("--lang", choices=LANGUAGES)
    try:
        wished = parser.parse_args(arguments)
        if wished.lang:
            language(wished.lang)
        made = report(wished.orders, wished.as_of, wished.out)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    overview = made.tables["overview"].set_index("item")["value"]
    print(made)
    print("  ".join(f"{item} {value:,}" for item, value in overview.items() if isinstance(value, int)))
    return 0


if __name__ == "__main__":
    os.environ.setdefault("MPLBACKEND", "agg")  # no window is opened
    sys.exit(main(sys.argv[1:]))
