#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The same three schedules by hand, exact: numpy int64 and DuckDB integer division, on the same file, in the same run.

Prints one JSON line for each contender and schedule: total, exempt, CPU seconds of a pass (median of five, data in
memory), and seconds of the whole job from the CSV. Needs `pip install numpy duckdb`; what is missing is said."""
import json
import statistics
import sys
import time

MISSING = 2**40  # no ISEE: above every bound


def cpu(run, times=5):
    seconds = []
    for _ in range(times):
        before = time.process_time()
        result = run()
        seconds.append(time.process_time() - before)
    return result, statistics.median(seconds)


def say(who, schedule, total, exempt, seconds, job):
    print(json.dumps({"chi": who, "tariffa": schedule, "totale": int(total), "esenti": int(exempt),
                      "passata": seconds, "lavoro": job}))


def numpy_int64(path):
    import numpy as np

    def load():
        with open(path) as file:
            lines = (line.replace(",,", f",{MISSING},") for line in file)
            raw = np.loadtxt(lines, delimiter=",", skiprows=1, usecols=(1, 2), dtype=np.int64)
        return raw[:, 0].copy(), raw[:, 1].copy()

    def half_up(n, d):
        return (2 * n + d) // (2 * d)

    bounds = np.array([400000, 800000, 1200000, 1800000, 2500000])
    units = half_up(2150 * np.array([0, 15, 30, 50, 75, 100]), 100)

    def fasce(x, h):
        return units[np.searchsorted(bounds, x, side="left")] * h

    def lineare(x, h):
        inside = np.clip(x, 500000, 2800000)
        return np.minimum((100 + half_up((inside - 500000) * 1880, 2300000)) * h, 45000)

    def spezzata(x, h):
        x = np.clip(x, 400000, 3200000)
        low = half_up((x - 400000) * 450, 800000)
        # Each line is rounded with its own start, a whole number of cents.
        middle = 450 + half_up((x - 1200000) * 850, 1000000)
        high = 1300 + half_up((x - 2200000) * 850, 1000000)
        return np.where(x <= 1200000, low, np.where(x <= 2200000, middle, high)) * h

    start = time.perf_counter()
    x, h = load()
    read = time.perf_counter() - start
    for name, f in (("fasce", fasce), ("lineare", lineare), ("spezzata", spezzata)):
        def run(f=f):
            fee = f(x, h)
            return fee.sum(), (fee == 0).sum()
        wall = time.perf_counter()
        (total, exempt), seconds = cpu(run)
        wall = (time.perf_counter() - wall) / 5
        say("numpy int64", name, total, exempt, seconds, read + wall)


def duck(path):
    import duckdb

    def half_up(n, d):
        return f"((2 * ({n}) + {d}) // {2 * d})"

    x, h = f"coalesce(isee_cents, {MISSING})", "hours_per_month"
    clip = lambda low, high: f"least(greatest({x}, {low}), {high})"
    fasce = " ".join(f"WHEN {x} <= {b} THEN {u}" for b, u in
                     ((400000, 0), (800000, 323), (1200000, 645), (1800000, 1075), (2500000, 1613)))
    c = clip(400000, 3200000)
    fees = {
        "fasce": f"(CASE {fasce} ELSE 2150 END) * {h}",
        "lineare": f"least((100 + {half_up(f'({clip(500000, 2800000)} - 500000) * 1880', 2300000)}) * {h}, 45000)",
        "spezzata": f"(CASE WHEN {c} <= 1200000 THEN {half_up(f'({c} - 400000) * 450', 800000)} "
                    f"WHEN {c} <= 2200000 THEN 450 + {half_up(f'({c} - 1200000) * 850', 1000000)} "
                    f"ELSE 1300 + {half_up(f'({c} - 2200000) * 850', 1000000)} END) * {h}",
    }
    db = duckdb.connect()
    db.execute("SET threads = 1")
    start = time.perf_counter()
    db.execute(f"CREATE TABLE hh AS SELECT isee_cents::BIGINT isee_cents, hours_per_month::BIGINT hours_per_month "
               f"FROM read_csv('{path}', header = true)")
    read = time.perf_counter() - start
    for name, fee in fees.items():
        query = f"SELECT sum(fee)::BIGINT, count(*) FILTER (fee = 0) FROM (SELECT {fee} AS fee FROM hh)"
        wall = time.perf_counter()
        (total, exempt), seconds = cpu(lambda: db.execute(query).fetchone())
        wall = (time.perf_counter() - wall) / 5
        say("DuckDB", name, total, exempt, seconds, read + wall)


for contender in (numpy_int64, duck):
    try:
        contender(sys.argv[1])
    except ModuleNotFoundError as missing:
        print(f"{missing.name} non c'è: pip install numpy duckdb", file=sys.stderr)
