"""How long a first answer takes, beside the libraries that it stands on: `antinomy check` against `import z3, lark`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

HEADLINE = "offensive_realism + prudence + asia + restraint"
ASK = [sys.executable, "-m", "antinomy", "check", HEADLINE]
IMPORT = [sys.executable, "-c", "import z3, lark"]
RUNS = 9
GOAL = 4


def seconds(command: list[str], status: int) -> float:
    """Wall time of a command, which must end with the status given."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    took = time.perf_counter() - start
    if done.returncode != status:
        sys.exit(f"{command} ended with {done.returncode}: {done.stderr.decode()}")
    return took


def main() -> None:
    """Run both in turn, and print medians and their ratio."""
    seconds(ASK, 1), seconds(IMPORT, 0)
    runs = [(seconds(ASK, 1), seconds(IMPORT, 0)) for _ in range(RUNS)]
    asked, imported = (statistics.median(column) for column in zip(*runs, strict=True))
    print(f'antinomy check "{HEADLINE}"   {asked:6.3f} s')
    print(f"import z3, lark                {imported:6.3f} s")
    print(f"ratio {asked / imported:.2f} (goal: at most {GOAL}; medians of {RUNS} runs in turn)")


if __name__ == "__main__":
    main()
