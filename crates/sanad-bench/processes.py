#!/usr/bin/env python3
"""Measures `sanad` as a process: the cold start, and batches on one core and on two.

    cargo build --release -p sanad-bench -p sanad-cli
    crates/sanad-bench/processes.py cold
    crates/sanad-bench/processes.py batch --rows 1000000 [--suite eddsa-jcs-2022] [--folder /somewhere/with/space]

Counts what the kernel counts for each process when it ends: processor time, and the most memory it ever held.
"""
import argparse, os, statistics, subprocess, sys, tempfile, time

target = os.environ.get("CARGO_TARGET_DIR", os.path.join(os.path.dirname(__file__), "..", "..", "target"))
sanad, bench = (os.path.join(target, "release", name) for name in ("sanad", "sanad-bench"))


def run(command, cores=None):
    """Wall seconds, processor seconds and peak MiB of a process that is to end well. What it prints goes nowhere."""
    limit = (lambda: os.sched_setaffinity(0, cores)) if cores else None
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=limit)
    words = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)}\n{words}ended with {status}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def world(folder):
    """The documents that the bench's badges need, and the arguments that every verification of them has."""
    words = subprocess.run([bench, "--world", folder], check=True, capture_output=True, text=True).stdout.split()
    files = (os.path.join(folder, name) for name in ("did.json", "list.json"))
    return words + [word for file in files for word in ("--evidence", file)]


def cold(asked, folder):
    arguments = world(folder)
    for suite in ("eddsa-rdfc-2022", "eddsa-jcs-2022", "jwt-eddsa"):
        command = [sanad, "verify", os.path.join(folder, f"{suite}.badge"), *arguments]
        runs = [run(command) for _ in range(asked.runs)]
        cpu, peak = statistics.median(run[1] for run in runs), max(run[2] for run in runs)
        print(f"{suite:<16} {cpu * 1000:5.1f} ms of processor time, {peak:.1f} MiB (median of {asked.runs})")


def batch(asked, folder):
    arguments = world(folder)
    cores = sorted(os.sched_getaffinity(0))[:2]
    if len(cores) < 2:
        sys.exit("this needs two cores")
    for rows in sorted({min(10_000, asked.rows), asked.rows}):
        badges = os.path.join(folder, "badges.ndjson")
        with open(badges, "wb") as file:
            subprocess.run([bench, "--badges", str(rows), asked.suite], check=True, stdout=file)
        size, seconds = os.path.getsize(badges), {}
        for count in (1, 2):
            command = [sanad, "verify", "--batch", badges, *arguments]
            seconds[count], cpu, peak = run(command, cores[:count])
            print(
                f"{rows} rows of {size // rows} bytes, {count} core{'s' * (count > 1)}: "
                f"{rows / seconds[count]:.0f} rows a second, {cpu / rows * 1e6:.0f} µs of processor time each, "
                f"peak {peak:.1f} MiB"
            )
        print(f"{rows} rows: two cores are {seconds[1] / seconds[2]:.2f} times one")


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
what = parser.add_subparsers(required=True)
one = what.add_parser("cold", help="`sanad verify badge`, the whole process")
one.add_argument("--runs", type=int, default=50)
one.set_defaults(measure=cold)
many = what.add_parser("batch", help="`sanad verify --batch` on one core and on two")
many.add_argument("--rows", type=int, default=100_000)
many.add_argument("--suite", default="eddsa-rdfc-2022")
many.add_argument("--folder", help="where the rows are put; 3.6 kB each")
many.set_defaults(measure=batch)
asked = parser.parse_args()
with tempfile.TemporaryDirectory(dir=getattr(asked, "folder", None)) as folder:
    asked.measure(asked, folder)
