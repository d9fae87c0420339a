"""How long the whole matrix takes: seven theories on nine policies by one command."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

THEORIES = (
    *("realism", "structural_realism", "spiral_model", "defensive_realism", "offensive_realism"),
    *("offensive_realism_2001", "liberal_internationalism"),
)
POLICIES = (
    *("restraint", "partial_restraint", "offshore_balancing", "offshore_balancing_applied", "primacy"),
    *("nato_enlargement", "liberal_hegemony", "concession", "counter_escalation"),
)
SETTINGS = ("bare", "prudent", "russia_bids", "russia_bids_for_gain")
RUNS = 3
GOAL = 3.0


def command(setting: str) -> list[str]:
    """The command that asks for all cells in a setting."""
    theories = [part for theory in THEORIES for part in ("--theory", theory)]
    policies = [part for policy in POLICIES for part in ("--policy", policy)]
    return [sys.executable, "-m", "antinomy", "matrix", *theories, *policies, "--with", setting, "--json"]


def main() -> None:
    """Print the median wall time in each setting, and beside it the goal."""
    for setting in SETTINGS:
        runs = []
        for _ in range(RUNS):
            start = time.perf_counter()
            done = subprocess.run(command(setting), capture_output=True, check=True)
            runs.append(time.perf_counter() - start)
        cells = len(json.loads(done.stdout)["cells"])
        took = statistics.median(runs)
        print(f"{setting:22}{cells:4} cells {took:7.3f} s   {took / GOAL:5.2f} of the goal of {GOAL:.0f} s")


if __name__ == "__main__":
    main()
