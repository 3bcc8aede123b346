"""Files of orders that nobody here made: odd column names, lines of orders, returns, rows that must be refused."""

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import duckdb
import numpy as np
import pandas as pd

AS_OF = date(2024, 12, 31)
HOSTILE = [
    "<img src=x onerror=alert(1)>", '=HYPERLINK("http://evil.example","x")', "+1", "-1+2", "@x",
    "'; DROP TABLE x; --", "王喆",
]  # fmt: skip


@dataclass
class Messy:
    """Rows as they stand in the file, and what they mean.

    Attributes
    ----------
    cells : list of list of str
        Customer, time, order number, amount, as somebody typed them.
    good : list of tuple
        (customer, time, order, amount) of the rows that can be read.
    refused : dict
        Code of the reason -> how many rows.
    """

    cells: list = field(default_factory=list)
    good: list = field(default_factory=list)
    refused: dict = field(default_factory=dict)

    def csv(self, header=("买家会员名", "付款 时间", "主订单编号", "买家实际支付金额")):
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows(self.cells)
        return text.getvalue().encode("gb18030")

    def database(self):
        """The rows that can be read, in a database."""
        con = duckdb.connect()
        names = ["customer_id", "order_date", "order_id", "amount"]
        con.register("orders", pd.DataFrame(self.good, columns=names))
        return con


def messy(customers=280, seed=4):
    """Return a file of about eight rows a customer, from mid-2022 to two weeks after the as-of date."""
    rng = np.random.default_rng(seed)
    file = Messy()
    names = [*HOSTILE, *(f"顾客{n:04d}" for n in range(customers - len(HOSTILE)))]
    number = 0
    for place, name in enumerate(names):
        gap = rng.choice([9, 30, 30, 40, 200])
        day = datetime(2022, 6, 1) + timedelta(days=int(rng.integers(0, 940)))
        stop = datetime(2025, 1, 15) - timedelta(days=int(rng.choice([0, 60, 90, 120, 250])))
        worth = rng.lognormal(4.5, 0.6)
        while day < stop:
            number += 1
            when = day.replace(hour=int(rng.integers(0, 24)), minute=int(rng.integers(0, 60)))
            for _ in range(int(rng.choice([1, 1, 2]))):  # lines of one order
                _write(file, rng, name, when, f"D{number}", round(float(worth * rng.uniform(0.3, 2)), 2))
            if rng.random() < 0.05:
                _write(
                    file, rng, name, when + timedelta(days=3), f"D{number}R", -round(float(worth * 0.5), 2)
                )
            if rng.random() < 0.02:
                _write(file, rng, name, when, f"D{number}Z", 0.0)
            day += timedelta(days=1 + int(rng.exponential(gap)))
        if place % 40 == 20:  # gave back more than was ever bought
            _write(file, rng, name, datetime(2024, 5, 5, 12), f"D{number}X", -99999.0)
    _write(file, rng, "只退不买", datetime(2024, 3, 3, 9), "R1", -12.0)
    for reason, row in [
        ("no_customer", ["", "2024-01-01", "Q1", "10"]), ("no_customer", [" ", "2024-01-02", "Q2", "10"]),
        ("bad_date", ["甲", "不记得了", "Q3", "10"]), ("no_such_day", ["甲", "2024-02-30", "Q4", "10"]),
        ("no_amount", ["乙", "2024-01-01", "Q5", ""]), ("bad_amount", ["乙", "2024-01-01", "Q6", "<b>十块</b>"]),
    ]:  # fmt: skip
        file.cells.insert(int(rng.integers(0, len(file.cells))), row)
        file.refused[reason] = file.refused.get(reason, 0) + 1
    return file


def _write(file, rng, name, when, order, amount):
    file.good.append((name, when, order, amount))
    style = int(rng.integers(0, 3))
    written = [f"{amount:.2f}", f"¥{amount:,.2f}" if amount >= 0 else f"-¥{-amount:,.2f}", f"{amount:.2f}元"][
        style
    ]
    time = [f"{when:%Y-%m-%d %H:%M}", f"{when:%Y/%m/%d %H:%M}", f"{when:%Y年%m月%d日 %H:%M}"][
        int(rng.integers(0, 3))
    ]
    file.cells.append([name, time, order, written])
