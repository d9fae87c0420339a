"""How long all claims of the library take: `antinomy prove`."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

RUNS = 3


def main() -> None:
    """Print the median wall time, what it is for a claim, and the part that is not claims."""
    runs = []
    for _ in range(RUNS):
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-m", "antinomy", "prove", "--json"], capture_output=True, check=True)
        runs.append((time.perf_counter() - start, json.loads(done.stdout)))
    took = statistics.median(seconds for seconds, _ in runs)
    inside = statistics.median(answer["seconds"] for _, answer in runs)
    claims = len(runs[0][1]["claims"])
    print(f"{claims} claims in {took:.2f} s: {1000 * inside / claims:.0f} ms a claim")
    print(f"ratio of the whole command to its claims {took / inside:.2f} (medians of {RUNS} runs)")


if __name__ == "__main__":
    main()
