"""Make cdnow_orders.csv.gz from the two text files inside the package lifetimes.

The package is not imported (it is archived and partly broken on pandas 3): its wheel is opened as
the zip file that it is. It is needed by this script only, not by the course:

    python -m pip download --no-deps lifetimes==0.11.3
    python datasets/make_cdnow.py Lifetimes-0.11.3-py3-none-any.whl
"""

from __future__ import annotations

import sys
import zipfile

import pandas as pd
from writing import write

MASTER = "lifetimes/datasets/CDNOW_master.txt"
SAMPLE = "lifetimes/datasets/CDNOW_sample.txt"


def make(wheel: str) -> pd.DataFrame:
    with zipfile.ZipFile(wheel) as package:
        with package.open(MASTER) as text:
            orders = pd.read_csv(
                text,
                sep=r"\s+",
                skiprows=1,
                names=["customer", "date", "units", "amount"],
                dtype={"customer": "str", "date": "str"},
            )
        with package.open(SAMPLE) as text:
            sample = pd.read_csv(text, sep=r"\s+", header=None, usecols=[0], dtype="str")[0]
    return pd.DataFrame(
        {
            "customer_id": "C" + orders["customer"],
            "order_date": pd.to_datetime(orders["date"], format="%Y%m%d"),
            "units": orders["units"],
            "amount": orders["amount"],
            "in_sample": orders["customer"].isin(set(sample)),
        }
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Give the downloaded wheel: python datasets/make_cdnow.py Lifetimes-0.11.3-py3-none-any.whl")
    write(make(sys.argv[1]), "cdnow_orders.csv.gz")
