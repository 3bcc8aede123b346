"""Time one public package on a CSV file of orders, in the environment where it is installed.

Run by ``rfm.py`` as ``python -P rfm_packages.py PACKAGE FILE`` (-P: or the package rfm would be looked for here);
prints the seconds. Reading the file is not timed. The packages do not compute the same: lifetimes only its summary (no
scores, no names; purchases of one day are one), openretailscience five R, F and M scores by rank and no names, rfm
scores and names of its own map, counted from the last order in the table.
"""

from __future__ import annotations

import sys
import time

import pandas as pd

AS_OF = "2025-12-31"


def with_lifetimes(orders):
    from lifetimes.utils import summary_data_from_transaction_data

    return lambda: summary_data_from_transaction_data(
        orders, "customer_id", "order_date", "amount", observation_period_end=AS_OF
    )


def with_openretailscience(orders):
    from openretailscience.segmentation.rfm import RFMSegmentation

    named = orders.rename(columns={"order_date": "transaction_date", "amount": "unit_spend"})
    named["transaction_id"] = range(len(named))
    return lambda: RFMSegmentation(named, AS_OF, r_segments=5, f_segments=5, m_segments=5).df


def with_rfm(orders):
    from rfm import RFM

    return lambda: RFM(orders, "customer_id", "order_date", "amount").rfm_table


def main(package: str, path: str) -> None:
    orders = pd.read_csv(path, parse_dates=["order_date"])
    way = {"lifetimes": with_lifetimes, "openretailscience": with_openretailscience, "rfm": with_rfm}[
        package
    ](orders)
    start = time.perf_counter()
    way()
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main(*sys.argv[1:])
