"""Races whole processes over the same file: ours, with errors, style probabilities, status and report, against what people
use today, with two means and a write. Prints CPU and wall medians, peak memory, and ratios to ours, as a Markdown table.

Runs are interleaved (A B C, A B C, ...), so a slow moment of the machine falls on everybody. Peers that are not
installed are left out, and said so.
"""
import argparse
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PEERS = HERE / "peers"


def python_peer(python, module):
    """The version of a Python package, or nothing where it is not installed."""
    found = subprocess.run(
        [python, "-c", f"import {module}; print({module}.__version__)"], capture_output=True, text=True
    )
    return found.stdout.strip() if found.returncode == 0 else None


def r_peer(package):
    """The version of an R package, or nothing where it is not installed."""
    if shutil.which("Rscript") is None:
        return None
    found = subprocess.run(
        ["Rscript", "-e", f"cat(as.character(packageVersion('{package}')))"], capture_output=True, text=True
    )
    return found.stdout.strip() if found.returncode == 0 else None


def contestants(options):
    """Name, version and command (without input and output) of everybody who is installed, ours first."""
    ours = subprocess.run([options.program, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]
    found = [("attachment", ours, None)]
    for module in ("polars", "duckdb", "pandas"):
        version = python_peer(options.python, module)
        command = [options.python, str(PEERS / f"{module}_means.py")]
        found.append((module, version, command)) if version else print(f"{module} is not installed: left out")
    for package, script in (("data.table", "data_table_means.R"), ("psych", "psych_score_items.R")):
        version = r_peer(package)
        command = ["Rscript", str(PEERS / script)]
        found.append((package, version, command)) if version else print(f"R's {package} is not installed: left out")
    return found


def command_of(name, command, options, source, target):
    if name != "attachment":
        return [*command, str(source), str(target)]
    return [options.program, "score", "ecr", str(source), "--id", "id", "-o", str(target), "-q"]


def run_once(command, options):
    """CPU seconds, wall seconds and peak resident memory in MiB of one process and its threads."""
    done = subprocess.run([options.measure, *command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    cpu, wall, kibibytes = done.stdout.split()
    return float(cpu), float(wall), int(kibibytes) / 1024


def race(rows, everybody, options):
    source = options.work / f"ecr_{rows}.csv"
    if not source.exists():
        subprocess.run(
            [options.program, "simulate", "ecr", "-n", str(rows), "--seed", "1", "--missing-share", "0.02", "-o", source],
            check=True,
        )
    measured = {name: [] for name, _, _ in everybody}
    for round_ in range(options.runs + 1):
        for name, _, command in everybody:
            target = options.work / f"out_{name}.csv"
            figures = run_once(command_of(name, command, options, source, target), options)
            if round_ > 0:  # the first round warms the caches
                measured[name].append(figures)
            target.unlink()
    print(f"\n### {rows:,} rows ({source.stat().st_size / 1e6:.1f} MB)\n")
    print("| | CPU s | wall s | peak MiB | CPU / ours | wall / ours |")
    print("|---|---:|---:|---:|---:|---:|")
    medians = {name: [statistics.median(column) for column in zip(*figures)] for name, figures in measured.items()}
    ours = medians["attachment"]
    for name, version, _ in everybody:
        cpu, wall, memory = medians[name]
        print(
            f"| {name} {version} | {cpu:.3f} | {wall:.3f} | {memory:.1f} | {cpu / ours[0]:.1f} | {wall / ours[1]:.1f} |",
            flush=True,
        )


def machine():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as info:
            model = next(line.split(":", 1)[1].strip() for line in info if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor()
    return f"{model}, {os.cpu_count()} logical processors"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--measure", required=True, help="the program built from measure.cpp")
    parser.add_argument("--python", default=sys.executable, help="the Python that has the peers")
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 100_000, 1_000_000])
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    print(f"{machine()}; medians of {options.runs} interleaved runs after one to warm up")
    everybody = contestants(options)
    for rows in options.rows:
        race(rows, everybody, options)


if __name__ == "__main__":
    main()
