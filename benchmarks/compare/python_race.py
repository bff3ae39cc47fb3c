"""Races the Python package against what people write in NumPy, pandas and polars, in one process and one run.

    python benchmarks/compare/python_race.py [--rows 1000 100000 1000000] [--runs 7]

The idioms compute two keyed means that skip missing answers; ours gives every score with its error, and what the table
says. Runs are interleaved; medians are printed. `more MiB` is what the peak of resident memory grew by, with the input
already there. No test asserts a time.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl

import attachment as att

ECR = att.load("ecr")
ENDS = sum(ECR.scale)
SUBSCALES = {s["id"]: s for s in ECR.subscales}


def numpy_idiom(answers: np.ndarray) -> list[np.ndarray]:
    keyed = answers.copy()
    reversed_items = np.array([i - 1 for s in SUBSCALES.values() for i in s["reversed"]])
    keyed[:, reversed_items] = ENDS - keyed[:, reversed_items]
    return [np.nanmean(keyed[:, np.array(s["items"]) - 1], axis=1) for s in SUBSCALES.values()]


def pandas_idiom(frame: pd.DataFrame) -> list[pd.Series]:
    keyed = frame.copy()
    reversed_items = [f"Q{i}" for s in SUBSCALES.values() for i in s["reversed"]]
    keyed[reversed_items] = ENDS - keyed[reversed_items]
    return [keyed[[f"Q{i}" for i in s["items"]]].mean(axis=1) for s in SUBSCALES.values()]


def polars_idiom(frame: pl.DataFrame) -> pl.DataFrame:
    def keyed(subscale: dict, item: int) -> pl.Expr:
        return ENDS - pl.col(f"Q{item}") if item in subscale["reversed"] else pl.col(f"Q{item}")

    return frame.select(
        pl.mean_horizontal([keyed(s, i) for i in s["items"]]).alias(name) for name, s in SUBSCALES.items()
    )


def two_scores(answers: np.ndarray) -> list[np.ndarray]:
    scores = ECR.score(answers, threads=1)
    return [scores[name] for name in SUBSCALES]


def every_column(answers: np.ndarray) -> list:
    scores = ECR.score(answers, threads=1)
    return [scores._column(name) for name in scores]  # texts as codes, as frames hold them


def resident(field: str) -> float:
    """VmRSS or VmHWM in MiB; NaN where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return float("nan")
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(field)), float("nan"))


def growth(run: Callable[[], object]) -> float:
    """By how much the peak of resident memory grows in one run."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return float("nan")
    before = resident("VmRSS")
    kept = run()
    peak = resident("VmHWM") - before
    del kept
    return peak


def race(people: int, runs: int) -> None:
    answers = ECR.simulate(people, seed=1, missing_share=0.02)
    columns = {f"Q{i + 1}": answers[:, i] for i in range(answers.shape[1])}
    pandas_frame = pd.DataFrame(answers, columns=list(columns))
    polars_frame = pl.DataFrame({n: np.ascontiguousarray(v) for n, v in columns.items()}, nan_to_null=True)
    entrants: dict[str, tuple[Callable[[], object], str]] = {
        "NumPy, two nanmeans": (lambda: numpy_idiom(answers), "array"),
        "attachment, array, two scores": (lambda: two_scores(answers), "array"),
        "attachment, array, all 19 columns": (lambda: every_column(answers), "array"),
        "pandas, two means": (lambda: pandas_idiom(pandas_frame), "pandas"),
        "attachment, pandas frame": (lambda: ECR.score(pandas_frame, threads=1), "pandas"),
        "polars, two means (its threads)": (lambda: polars_idiom(polars_frame), "polars"),
        "attachment, polars frame": (lambda: ECR.score(polars_frame, threads=1), "polars"),
    }
    repeat = max(1, 20_000 // people)  # short calls are timed together
    cpu: dict[str, list[float]] = {name: [] for name in entrants}
    wall: dict[str, list[float]] = {name: [] for name in entrants}
    for run, _ in entrants.values():
        run()
    for _ in range(runs):
        for name, (run, _) in entrants.items():
            begun_wall, begun_cpu = time.perf_counter(), time.process_time()
            for _ in range(repeat):
                kept = run()
            cpu[name].append((time.process_time() - begun_cpu) / repeat)
            wall[name].append((time.perf_counter() - begun_wall) / repeat)
            del kept
    median = {name: (statistics.median(cpu[name]), statistics.median(wall[name])) for name in entrants}
    numpy_cpu, pandas_cpu = median["NumPy, two nanmeans"][0], median["pandas, two means"][0]
    print(f"\n### {people:,} people\n")
    print("| | CPU ms | wall ms | more MiB | times quicker than NumPy | than pandas |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, (run, _) in entrants.items():
        ours_cpu, ours_wall = median[name]
        more = growth(run)
        print(
            f"| {name} | {1e3 * ours_cpu:.3f} | {1e3 * ours_wall:.3f} | {more:.0f} "
            f"| {numpy_cpu / ours_cpu:.1f} | {pandas_cpu / ours_cpu:.1f} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 100_000, 1_000_000])
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    print(
        f"attachment {att.__version__}, NumPy {np.__version__}, pandas {pd.__version__}, polars {pl.__version__}, "
        f"Python {platform.python_version()}; CPU-time ratios of medians of {arguments.runs} interleaved runs"
    )
    for people in arguments.rows:
        race(people, arguments.runs)


if __name__ == "__main__":
    main()
