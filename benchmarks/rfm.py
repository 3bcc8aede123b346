"""Time the way from orders to named RFM classes: this package, code by hand, the tutorial idiom, other packages.

Run ``python benchmarks/rfm.py`` (sizes as arguments: 100000 1000000 10000000; about 4 GB for the largest). The other
packages need an environment of their own, because some of them want an older pandas: ``--others path/to/python`` names
its interpreter (``pip install lifetimes openretailscience rfm``); without it they are left out. Prints a Markdown table
and draws ``benchmarks/rfm.png``.

All but the other packages do the same: recency in days, orders, money; linear quintiles over all customers, equal
values scoring equally; ten named classes; that they agree is asserted. The tutorial idiom breaks ties by the order of
rows, and so gives other classes. What each package computes is said in ``rfm_packages.py``.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import statistics
import subprocess
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb
import narwhals
import numpy as np
import pandas as pd
import polars as pl

import custclass as cc
from custclass.classify.rfm import RFM

HERE = Path(__file__).parent
AS_OF = date(2025, 12, 31)
COLUMNS = ["customer_id", "order_date", "amount"]
# The ten classes by R score (rows) and F score (columns), each from 1 to 5.
NAMES = np.array(
    [
        ["hibernating", "hibernating", "at_risk", "at_risk", "cannot_lose"],
        ["hibernating", "hibernating", "at_risk", "at_risk", "cannot_lose"],
        ["about_to_sleep", "about_to_sleep", "need_attention", "loyal", "loyal"],
        ["promising", "potential_loyalist", "potential_loyalist", "loyal", "loyal"],
        ["new", "potential_loyalist", "potential_loyalist", "champion", "champion"],
    ],
    dtype=object,
)
SHARES = [0.2, 0.4, 0.6, 0.8]


def made_up(n: int) -> dict[str, np.ndarray]:
    """Return n orders of about n / 10 customers over two years: many buy once, a few often."""
    draw = np.random.default_rng(20251231)
    customers = n // 10
    weight = draw.gamma(0.5, size=customers)
    customer = np.searchsorted(np.cumsum(weight / weight.sum()), draw.random(n)).clip(max=customers - 1)
    return {
        "customer": customer,
        "order_date": np.datetime64("2024-01-01", "D") + draw.integers(0, 731, n),
        "amount": np.round(draw.gamma(2, 20, n), 2),
    }


def in_polars(n: int) -> pl.DataFrame:
    return pl.DataFrame(made_up(n)).select(
        customer_id="C" + pl.col("customer").cast(pl.String).str.zfill(8),
        order_date=pl.col("order_date").cast(pl.Date),
        amount="amount",
    )


def in_pandas(table: pl.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "customer_id": table["customer_id"].to_list(),
            "order_date": table["order_date"].cast(pl.Datetime("us")).to_numpy(),
            "amount": table["amount"].to_numpy(),
        }
    )


# This package


def ours(orders):
    customers = cc.measure_customers(orders, as_of=AS_OF, columns=["recency_days", "frequency", "monetary"])
    if isinstance(customers, duckdb.DuckDBPyRelation):
        customers = customers.materialize()
    rfm = RFM().fit(customers)
    codes = rfm.predict(customers)
    return (
        codes.materialize()
        if isinstance(codes, duckdb.DuckDBPyRelation)
        else (customers["customer_id"], codes)
    )


def ours_from_csv(path: Path):
    with duckdb.connect() as connection:
        return ours(connection.read_csv(str(path))).fetchnumpy()


def ours_read_orders(path: Path):
    return ours(cc.read_orders(path).orders)


# By hand


def hand_pandas(orders: pd.DataFrame):
    grouped = orders.groupby("customer_id").agg(
        last=("order_date", "max"), frequency=("amount", "size"), monetary=("amount", "sum")
    )
    near = -(pd.Timestamp(AS_OF) - grouped["last"]).dt.days
    scores = [
        np.searchsorted(np.quantile(x, SHARES), x)
        for x in (near.to_numpy(), grouped["frequency"].to_numpy(), grouped["monetary"].to_numpy())
    ]
    names = pd.Series(NAMES[scores[0], scores[1]], index=grouped.index, dtype="str")
    return names.index.to_series(), names


def hand_polars(orders: pl.DataFrame):
    figures = {"r": -(pl.lit(AS_OF) - pl.col("last")).dt.total_days(), "f": pl.col("f"), "m": pl.col("m")}
    customers = (
        orders.lazy()
        .group_by("customer_id")
        .agg(last=pl.col("order_date").max(), f=pl.len().cast(pl.Int64), m=pl.col("amount").sum())
        .with_columns(**figures)
        .collect()
    )
    scored = customers.select(
        "customer_id",
        *(
            pl.sum_horizontal(
                (pl.col(x) > pl.col(x).quantile(q, "linear")).cast(pl.Int64) for q in SHARES
            ).alias(x)
            for x in "rfm"
        ),
    )
    names = pl.Series(NAMES.ravel().tolist()).gather((scored["r"] * 5 + scored["f"]).to_numpy())
    return scored["customer_id"], names


HAND_SQL = f"""
with customers as materialized (
    select customer_id, max(order_date)::date - date '{AS_OF}' as r, count(*) as f, sum(amount) as m
    from orders group by customer_id
), cuts as (
    select quantile_cont(r, {SHARES}) as r, quantile_cont(f, {SHARES}) as f, quantile_cont(m, {SHARES}) as m
    from customers
), scored as (
    select customer_id,
        {", ".join(" + ".join(f"(c.{x} > q.{x}[{k}])::int" for k in range(1, 5)) + f" as {x}" for x in "rfm")}
    from customers c, cuts q
)
select customer_id, m, {list(NAMES.ravel())}[1 + r * 5 + f] as class from scored
"""


def hand_duckdb(orders: duckdb.DuckDBPyRelation):
    return orders.query("orders", HAND_SQL).materialize()


def hand_from_csv(path: Path):
    with duckdb.connect() as connection:
        return hand_duckdb(connection.read_csv(str(path))).fetchnumpy()


# The idiom of the tutorials

SEGMENTS = {
    r"[1-2][1-2]": "hibernating", r"[1-2][3-4]": "at_risk", r"[1-2]5": "cannot_lose", r"3[1-2]": "about_to_sleep",
    r"33": "need_attention", r"[3-4][4-5]": "loyal", r"41": "promising", r"51": "new",
    r"[4-5][2-3]": "potential_loyalist", r"5[4-5]": "champion",
}  # fmt: skip


def tutorial(orders: pd.DataFrame):
    today = pd.Timestamp(AS_OF)
    rfm = orders.groupby("customer_id").agg(
        {"order_date": lambda d: (today - d.max()).days, "customer_id": "count", "amount": "sum"}
    )
    rfm.columns = ["recency", "frequency", "monetary"]
    rfm["R"] = pd.qcut(rfm["recency"].rank(method="first"), 5, labels=[5, 4, 3, 2, 1])
    rfm["F"] = pd.qcut(rfm["frequency"].rank(method="first"), 5, labels=[1, 2, 3, 4, 5])
    rfm["M"] = pd.qcut(rfm["monetary"].rank(method="first"), 5, labels=[1, 2, 3, 4, 5])
    rfm["segment"] = (rfm["R"].astype(str) + rfm["F"].astype(str)).replace(SEGMENTS, regex=True)
    return rfm.index.to_series(), rfm["segment"]


# Measuring


def answer(result) -> pd.Series:
    """Return the classes by customer, sorted."""
    if isinstance(result, duckdb.DuckDBPyRelation):
        result = result.fetchnumpy()
    if isinstance(result, dict):
        result = result["customer_id"], result["class"]
    ids, codes = (
        np.asarray(part.to_list() if hasattr(part, "to_list") else part, dtype=object) for part in result
    )
    return pd.Series(codes, index=ids).sort_index()


def interleaved(ways: dict, rounds: int) -> dict[str, float]:
    """Time each way in turn, `rounds` times; return the medians."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            gc.collect()
            start = time.perf_counter()
            result = way()
            seconds[name].append(time.perf_counter() - start)
            del result
    return {name: statistics.median(found) for name, found in seconds.items()}


def packages(python: str | None, path: Path) -> dict[str, float | str]:
    found: dict[str, float | str] = {}
    for name in ("lifetimes", "openretailscience", "rfm") if python else ():
        command = [str(python), "-P", str(HERE / "rfm_packages.py"), name, str(path)]
        run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
        lines = run.stdout.splitlines()
        if run.returncode:
            print(f"{name} was left out: {(run.stderr.splitlines() or ['no message'])[-1]}")
        else:
            found[name] = json.loads(lines[-1])
    return found


def from_frames(table: pl.DataFrame, rounds: int) -> dict[str, float]:
    orders = in_pandas(table)
    with duckdb.connect() as connection:
        connection.register("given", orders)
        connection.execute("create table orders as select * from given")
        relation = connection.table("orders")
        ways = {
            "pandas: custclass": lambda: ours(orders),
            "pandas: by hand": lambda: hand_pandas(orders),
            "polars: custclass": lambda: ours(table),
            "polars: by hand": lambda: hand_polars(table),
            "DuckDB: custclass": lambda: ours(relation),
            "DuckDB: by hand": lambda: hand_duckdb(relation),
        }
        expected = answer(hand_pandas(orders))
        for name, way in ways.items():
            assert answer(way()).equals(expected), name
        found = interleaved(ways, rounds)
    # A lambda finds each customer's last order: half a minute at 10 M.
    slow = {"pandas: tutorial idiom": lambda: tutorial(orders)}
    return found | interleaved(slow, rounds if len(orders) < 500_000 else 1)


def from_csv(path: Path, n: int, rounds: int) -> dict[str, float]:
    found = interleaved(
        {
            "CSV: custclass on a DuckDB relation": lambda: ours_from_csv(path),
            "CSV: DuckDB by hand": lambda: hand_from_csv(path),
            "CSV: pandas.read_csv alone": lambda: pd.read_csv(path, parse_dates=["order_date"]),
        },
        rounds,
    )
    if n <= 1_000_000:  # it checks and reports every cell, which takes memory
        found |= interleaved({"CSV: custclass with read_orders": lambda: ours_read_orders(path)}, 1)
    return found


def measure(n: int, python: str | None, folder: Path) -> dict[str, float]:
    rounds = 5 if n < 5_000_000 else 3
    path = folder / f"orders_{n}.csv"
    table = in_polars(n)
    table.write_csv(path)
    found = from_frames(table, rounds)
    del table
    gc.collect()
    found |= from_csv(path, n, rounds)
    gc.collect()
    found |= {f"package: {name}": seconds for name, seconds in packages(python, path).items()}
    path.unlink()
    return found


def report(results: dict[int, dict[str, float]]) -> str:
    names = list(dict.fromkeys(name for found in results.values() for name in found))
    lines = [
        "| seconds | " + " | ".join(f"{n:,} orders" for n in results) + " |",
        "| --- |" + " ---: |" * len(results),
    ]
    for name in names:
        cells = [f"{found[name]:.2f}" if name in found else "–" for found in results.values()]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    for kind in ("pandas", "polars", "DuckDB"):
        ratios = [found[f"{kind}: custclass"] / found[f"{kind}: by hand"] for found in results.values()]
        lines.append(f"| ratio to by hand, {kind} | " + " | ".join(f"{x:.2f}" for x in ratios) + " |")
    return "\n".join(lines)


def draw(results: dict[int, dict[str, float]], path: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, ax = plt.subplots(figsize=(8, 4.5), layout="constrained")
    colours = {"pandas": "C0", "polars": "C1", "DuckDB": "C2", "CSV": "C3", "package": "C7"}
    names = list(dict.fromkeys(name for found in results.values() for name in found))
    markers = {name: "osv^DPX*"[i % 8] for i, name in enumerate(names)}
    for name in names:
        points = [(n, found[name]) for n, found in results.items() if name in found]
        style = "-" if "custclass" in name else "--"
        ax.loglog(
            *zip(*points, strict=True),
            style,
            color=colours[name.split(":")[0]],
            marker=markers.get(name),
            label=name,
        )
    ax.set(xlabel="orders", ylabel="seconds", title="From orders to named RFM classes")
    ax.grid(True, which="major", alpha=0.3)
    ax.legend(fontsize=7, loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
    figure.savefig(path, dpi=64, pil_kwargs={"optimize": True})


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=[100_000, 1_000_000, 10_000_000])
    parser.add_argument("--others", help="the interpreter of an environment with the other packages")
    given = parser.parse_args()
    versions = ", ".join(f"{m.__name__} {m.__version__}" for m in (pd, np, pl, duckdb, narwhals))
    print(
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    print(versions)
    print(
        "Median of 5 interleaved rounds (3 at 10 M; one of the packages, and of the tutorial from 1 M on).\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        results = {n: measure(n, given.others, Path(folder)) for n in given.sizes}
    print(report(results))
    draw(results, HERE / "rfm.png")


if __name__ == "__main__":
    main()
