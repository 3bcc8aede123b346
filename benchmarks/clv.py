"""Time the BG/NBD fit beside the package lifetimes, to the same likelihood.

lifetimes is archived and wants an environment of its own. Make one (``python -m venv other``, then
``other/bin/pip install lifetimes==0.11.3``) and run ``python benchmarks/clv.py other/bin/python``.
Both read the same customers from a file and take turns, each in a fresh process; the median of seven rounds counts.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import scipy

ROUNDS = 7

OURS = """
import json, sys, time
import numpy as np, pandas as pd, scipy
from custclass.classify.clv import BetaGeoFitter
t = pd.DataFrame(dict(np.load(sys.argv[1])))
BetaGeoFitter().fit(t["frequency"][:500], t["recency"][:500], t["T"][:500])
start = time.perf_counter()
model = BetaGeoFitter().fit(t["frequency"], t["recency"], t["T"])
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "params": list(model.params_), "likelihood": model.log_likelihood_}))
"""

LIFETIMES = """
import json, sys, time
import numpy as np, pandas as pd, scipy, lifetimes
from lifetimes import BetaGeoFitter
t = pd.DataFrame(dict(np.load(sys.argv[1])))
BetaGeoFitter().fit(t["frequency"][:500], t["recency"][:500], t["T"][:500])
start = time.perf_counter()
model = BetaGeoFitter().fit(t["frequency"], t["recency"], t["T"])
seconds = time.perf_counter() - start
versions = {m.__name__: m.__version__ for m in (lifetimes, pd, np, scipy)} | {"Python": sys.version.split()[0]}
params = [float(model.params_[name]) for name in ("r", "alpha", "a", "b")]
print(json.dumps({"seconds": seconds, "params": params, "versions": versions}))
"""


def cdnow() -> pd.DataFrame:
    """CDNOW's 1/10 sample to 1997-09-30, in weeks."""
    import custclass as cc
    from custclass.classify.clv import btyd_summary

    return btyd_summary(cc.load("cdnow_orders").query("in_sample"), as_of="1997-09-30")


def simulated(n: int, to_the_day: bool) -> pd.DataFrame:
    """Customers who behave as BG/NBD says, with CDNOW's parameters, first bought 20 to 60 weeks ago."""
    draw = np.random.default_rng(20251231)
    rate, chance = draw.gamma(0.243, 1 / 4.414, n), draw.beta(0.793, 2.426, n)
    age = draw.integers(140, 421, n) / 7 if to_the_day else draw.uniform(20, 60, n)
    x, tx, time = np.zeros(n), np.zeros(n), np.zeros(n)
    here = np.arange(n)
    while len(here):
        time[here] += draw.exponential(1 / rate[here])
        here = here[time[here] < age[here]]
        x[here] += 1
        tx[here] = np.ceil(time[here] * 7) / 7 if to_the_day else time[here]
        here = here[draw.random(len(here)) >= chance[here]]
    return pd.DataFrame({"frequency": x, "recency": np.minimum(tx, age), "T": age})


def likelihood(table: pd.DataFrame, params: list[float]) -> float:
    """Judge both results by one function."""
    from custclass.classify.clv.bgnbd_maths import log_likelihood

    x, tx, age = (table[name].to_numpy(float) for name in ("frequency", "recency", "T"))
    return log_likelihood(params, x, tx, age, np.ones(len(table)))[0]


def run(python: str, code: str, file: Path) -> dict:
    root = str(Path(__file__).parents[1])
    path = {"PYTHONPATH": root} if python == sys.executable else {}
    # One thread for either: what is compared is the work, not who gets the second core.
    environment = {**os.environ, **path, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [python, "-W", "ignore", "-c", code, str(file)],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return json.loads(done.stdout.splitlines()[-1])


def compare(table: pd.DataFrame, other: str) -> tuple[dict, dict]:
    """Return what each found, with the median of its seconds."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "customers.npz")
        np.savez(file, **{name: table[name].to_numpy(float) for name in ("frequency", "recency", "T")})
        ways = {"ours": (sys.executable, OURS), "theirs": (other, LIFETIMES)}
        rounds: dict[str, list[dict]] = {"ours": [], "theirs": []}
        for _ in range(ROUNDS):
            for name, (python, code) in ways.items():
                rounds[name].append(run(python, code, file))
    out = []
    for results in rounds.values():
        seconds = statistics.median(result["seconds"] for result in results)
        found = likelihood(table, results[0]["params"])
        out.append({**results[0], "seconds": seconds, "likelihood": found})
    return out[0], out[1]


def main(other: str) -> None:
    tables = {
        "CDNOW 1/10 sample": cdnow(),
        "simulated, times to the day": simulated(100_000, to_the_day=True),
        "simulated, continuous times": simulated(100_000, to_the_day=False),
    }
    lines = []
    for name, table in tables.items():
        ours, theirs = compare(table, other)
        groups = len(table[["frequency", "recency", "T"]].drop_duplicates())
        # Ours may be higher, never lower by more than rounding.
        assert ours["likelihood"] > theirs["likelihood"] - 1e-9 * abs(theirs["likelihood"])
        lines.append(
            f"| {name} | {len(table):,} | {groups:,} | {ours['seconds']:.3f} | {theirs['seconds']:.3f} "
            f"| {ours['seconds'] / theirs['seconds']:.2f} | {ours['likelihood']:.4f} | {theirs['likelihood']:.4f} |"
        )
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, one thread each"
    own = f"Python {platform.python_version()}, pandas {pd.__version__}, numpy {np.__version__}"
    print(f"{machine}. custclass: {own}, scipy {scipy.__version__}.")
    print("lifetimes: " + ", ".join(f"{n} {v}" for n, v in theirs["versions"].items()) + ".")
    print(f"Seconds to fit, the median of {ROUNDS} rounds in turn; grouping is part of ours.\n")
    print(
        "| customers | rows | different rows | custclass | lifetimes | ratio | log-likelihood | lifetimes' |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    print("\n".join(lines))


if __name__ == "__main__":
    main(sys.argv[1])
