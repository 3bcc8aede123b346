"""Peak memory from orders to named RFM classes as the order book grows: python benchmarks/memory.py

Each size runs in a process of its own. The lazy engine reads the orders from a query that makes them as it goes, so
that no file and no frame of them has to fit in memory; the customers are as many at every size.
"""

from __future__ import annotations

import platform
import resource
import subprocess
import sys
import time

AS_OF = "2025-12-31"
CUSTOMERS = 1_000_000
ORDERS = """
    SELECT 'C' || (hash(i) % {customers})::VARCHAR AS customer_id,
           DATE '2024-01-01' + (hash(i + 1) % 731)::INTEGER AS order_date,
           ((hash(i + 2) % 100000) / 100.0)::DOUBLE AS amount
    FROM range({orders}) AS t(i)
"""


def run(engine: str, orders: int) -> None:
    """Classify once and print the seconds and the peak memory of this process."""
    import duckdb

    import custclass as cc

    started = time.perf_counter()
    with duckdb.connect() as connection:
        connection.execute("SET memory_limit = '2GB'")
        made = connection.sql(ORDERS.format(customers=CUSTOMERS, orders=orders))
        columns = ["recency_days", "frequency", "monetary"]
        if engine == "DuckDB":
            customers = cc.measure_customers(made, as_of=AS_OF, columns=columns).materialize()
        else:
            customers = cc.measure_customers(made.df(), as_of=AS_OF, columns=columns)
        rfm = cc.RFM().fit(customers)
        codes = rfm.predict(customers)
        n = codes.count("*").fetchall()[0][0] if engine == "DuckDB" else len(codes)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"| {engine} | {orders:,} | {n:,} | {seconds:.1f} | {peak / 2**20:,.0f} | {peak / orders:,.0f} |", flush=True)


def main() -> None:
    """Print the table."""
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}\n")
    print("| engine | orders | customers | seconds | peak memory, MiB | bytes per order |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |", flush=True)
    for engine, orders in [("pandas", 10_000_000), ("DuckDB", 10_000_000), ("DuckDB", 100_000_000)]:
        subprocess.run([sys.executable, __file__, engine, str(orders)], check=True)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        run(sys.argv[1], int(sys.argv[2]))
    else:
        main()
