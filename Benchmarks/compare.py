#!/usr/bin/env python3
"""Times Sightline beside the C library, NumPy, SciPy, PyTorch and JAX: `python3 compare.py`.

The contestants wait in processes of their own. In each round each of them does the work once, in turn, so that
whatever else the machine does meets all alike; the first round warms up and is not counted.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BINARY = os.path.join(HERE, ".build", "debug", "SightlineBenchmarks")
PEERS = [sys.executable, os.path.join(HERE, "peers.py")]
COMMANDS = {
    "Sightline": [BINARY, "sightline"],
    "libm": [BINARY, "libm"],
    "NumPy": PEERS + ["numpy"],
    "SciPy": PEERS + ["scipy"],
    "PyTorch": PEERS + ["torch"],
    "torch-1": PEERS + ["torch-1"],
    "compiled": PEERS + ["torch-compiled"],
    "compiled-1": PEERS + ["torch-compiled-1"],
    "by-hand": PEERS + ["torch-by-hand"],
    "by-hand-1": PEERS + ["torch-by-hand-1"],
    "JAX": PEERS + ["jax"],
}

# Case: what it is, the rivals of its bar, and how many times as fast as the fastest of them Sightline must be.
CASES = {
    "knn-l2": ("kNN, L2, 500 x 5,000 x 3,072, vote of 5", ["NumPy", "PyTorch"], 1),
    "distances-l1": ("L1 distances, 100 x 5,000 x 3,072", ["SciPy"], 10),
    "softmax-sgd": ("1,000 softmax steps, 200 of 49,000 x 3,073", ["NumPy", "PyTorch"], 1),
    "five-layer-step": (
        "100 training steps of 3072-100-100-100-100-10, batches of 100",
        ["NumPy", "PyTorch", "torch-1", "compiled", "compiled-1", "by-hand", "by-hand-1", "JAX"],
        1,
    ),
    "product-large": ("2,048 x 2,048 by 2,048 x 2,048", ["NumPy", "PyTorch"], 0.9),
    "product-small": ("200 x 100 by 100 x 10, 2,000 times", ["NumPy", "PyTorch"], 0.9),
    "exp": ("exp of a million Floats, 20 times", ["libm"], 8),
    "tanh": ("tanh of a million Floats, 20 times", ["libm"], 8),
    "sigmoid": ("sigmoid of a million Floats, 20 times", ["libm"], 8),
}


class Contestant:
    def __init__(self, command):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"compare: {self.process.args} stopped; see above")
        return answer.split()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def measure(case, contestants, rounds):
    """The times of each contestant that has the case, and the numbers they came to."""
    taking_part = [n for n, c in contestants.items() if c.ask(f"prepare {case}") == ["ready"]]
    times = {name: [] for name in taking_part}
    checks = {}
    for round in range(rounds + 1):
        for name in taking_part:
            time.sleep(0.05)  # lets the threads of the one before fall asleep
            seconds, check = map(float, contestants[name].ask("run"))
            checks[name] = check
            if round > 0:
                times[name].append(seconds)
    return times, checks


def report(case, times, checks):
    title, rivals, bar = CASES[case]
    print(f"\n{title}")
    own = min(times["Sightline"])
    for name, seconds in sorted(times.items(), key=lambda item: min(item[1])):
        least, median = min(seconds), statistics.median(seconds)
        print(
            f"  {name:10} min {least * 1e3:9.2f} ms   median {median * 1e3:9.2f} ms"
            f"   {least / own:6.2f} of Sightline's   comes to {checks[name]:.6g}"
        )
    present = [name for name in rivals if name in times]
    if not present:
        return True
    ratio = min(min(times[name]) for name in present) / own
    holds = ratio >= bar
    verdict = "holds" if holds else "MISSED"
    print(f"  {verdict}: {ratio:.2f} times as fast as {' and '.join(present)}, asked {bar}")
    agreed = all(abs(c - checks["Sightline"]) <= 1e-2 * abs(c) for c in checks.values())
    if not agreed:
        print("  MISSED: the contestants came to different numbers")
    return holds and agreed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cases", nargs="*", help=f"which to run: {', '.join(CASES)}; all if none")
    parser.add_argument("--rounds", type=int, default=7, help="times each contestant is measured")
    parser.add_argument("--only", nargs="+", choices=COMMANDS, help="which contestants besides Sightline")
    options = parser.parse_args()
    unknown = set(options.cases) - set(CASES)
    if unknown:
        sys.exit(f"compare: no case {', '.join(sorted(unknown))}; there are {', '.join(CASES)}")
    if not os.path.exists(BINARY):
        sys.exit(f"compare: build first: swift build --package-path {HERE}")

    sys.stdout.reconfigure(line_buffering=True)  # each case appears when it is done, in a pipe too
    names = ["Sightline"] + [n for n in options.only or COMMANDS if n != "Sightline"]
    contestants = {name: Contestant(COMMANDS[name]) for name in names}
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.2f} before", end="")
    print(f", {options.rounds} rounds")
    held = [
        report(case, *measure(case, contestants, options.rounds)) for case in options.cases or CASES
    ]
    print(f"\nload {os.getloadavg()[0]:.2f} after (the contestants' own work included)")
    for contestant in contestants.values():
        contestant.close()
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
