"""Whether Z3, the kernel and brute force agree on generated compositions: a long run of the tests."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys


def main() -> None:
    """Run the tests in which three judges agree, on so many compositions; print what pytest says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--compositions", type=int, default=10_000)
    number = parser.parse_args().compositions
    tests = ["tests/logic/test_refute.py", "-k", "agree or entailed", "--hypothesis-show-statistics"]
    environment = {**os.environ, "ANTINOMY_EXAMPLES": str(number)}
    sys.exit(subprocess.run([sys.executable, "-m", "pytest", *tests], env=environment, check=False).returncode)


if __name__ == "__main__":
    main()
