"""Time one order taken in by `LiveClassifier` beside measuring and classifying everybody again."""

from __future__ import annotations

import importlib.metadata
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
LIVE_ORDERS, RECOUNTS = 500, 20


def milliseconds(do: Callable[[Any], Any], rows: list[Any]) -> list[float]:
    """Return how long each of the rows takes."""
    taken = []
    for row in rows:
        start = time.perf_counter()
        do(row)
        taken.append(1000 * (time.perf_counter() - start))
    return taken


def main() -> None:
    """Print the table."""
    import custclass as cc

    orders = cc.load("shop_orders").sort_values("order_date", ignore_index=True)
    scheme = cc.schemes["activity_five"]
    live = cc.live.LiveClassifier(scheme, as_of="2024-01-01")
    live.add_orders(orders.iloc[:-LIVE_ORDERS])

    def add(row: Any) -> None:
        live.add(row.customer_id, row.order_date, row.amount, row.order_id)

    def recount(row: Any) -> None:
        known = orders.loc[: row.Index]
        measured = cc.measure_customers(known, as_of=row.order_date.date())
        scheme.classify(measured.set_index("customer_id"))

    last = list(orders.iloc[-LIVE_ORDERS:].itertuples())
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("pandas", "narwhals"))
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {versions}\n")
    print(f"{len(orders):,} orders of {orders['customer_id'].nunique():,} customers\n")
    print("| an order | median, ms | maximum, ms |\n| --- | ---: | ---: |")
    for name, taken in (
        ("`LiveClassifier.add`", milliseconds(add, last)),
        ("measure and classify again", milliseconds(recount, last[-RECOUNTS:])),
    ):
        print(f"| {name} | {statistics.median(taken):.3f} | {max(taken):.3f} |")


if __name__ == "__main__":
    main()
