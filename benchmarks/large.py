"""100,000 axioms in one file: time and memory, beside bare Lark on the same text and Z3 on the same problem.

Each of the three works in a process of its own, on a file that another process wrote; so
that what one needs is not counted against another. The problem is made from a seed and
has a world: a random assignment makes every axiom true.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

SEED = 1
ATOMS = 40_000
"""Enough for the problem to be large and not hard: random clauses of four literals are hard at ten an atom."""
GOAL = 1024
GRAMMAR = Path(__file__).resolve().parent.parent / "grammar" / "axioms.lark"

LARK = """
import sys
from pathlib import Path
from lark import Lark
grammar, text = (Path(name).read_text(encoding="utf-8") for name in sys.argv[1:3])
# Our own scanner knows that a reserved word is no name, and our parser takes item after item.
grammar = grammar.replace("\\nNAME:", "\\nNAME.-1:") + "\\nfile: item*\\n"
parser = Lark(grammar, parser="lalr", start="file", propagate_positions=True)
tree = parser.parse(text)
assert tree.children
"""
Z3 = """
import sys
import z3
solver = z3.SolverFor("QF_FD")
solver.from_file(sys.argv[1])
assert solver.check() == z3.sat
assert len(solver.model())
"""


Axiom: TypeAlias = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Cost:
    """Wall time, and the most memory that was resident."""

    seconds: float
    megabytes: float


def axioms(count: int) -> list[Axiom]:
    """Axioms `(name, left, conjunct, right, disjunct)` that are all true under one assignment."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret is made
    truth = [chance.random() < 0.5 for _ in range(ATOMS)]  # noqa: PLR2004 - a fair coin
    made: list[Axiom] = []
    while len(made) < count:
        picked = chance.sample(range(ATOMS), 4)
        signs = [chance.choice(("", "not ")) for _ in picked]
        left, conjunct, right, disjunct = (truth[at] == (not sign) for at, sign in zip(picked, signs, strict=True))
        if not (left and conjunct) or right or disjunct:
            a, b, c, d = (f"{sign}p{at}" for at, sign in zip(picked, signs, strict=True))
            made.append((f"a{len(made)}", a, b, c, d))
    return made


def language(count: int) -> str:
    """The problem as a file of axioms."""
    head = "".join(f"atom p{at}\n" for at in range(ATOMS))
    body = "".join(f"axiom {name}: ({a} and {b}) implies ({c} or {d})\n" for name, a, b, c, d in axioms(count))
    return f"theory large\n{head}{body}"


def smtlib(count: int) -> str:
    """The problem as SMT-LIB."""

    def literal(text: str) -> str:
        return f"(not {text[4:]})" if text.startswith("not ") else text

    head = "".join(f"(declare-const p{at} Bool)\n" for at in range(ATOMS))
    body = "".join(
        f"(assert (=> (and {literal(a)} {literal(b)}) (or {literal(c)} {literal(d)})))\n"
        for _, a, b, c, d in axioms(count)
    )
    return head + body


def cost(command: list[str]) -> Cost:
    """What a command takes; it must succeed."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as err:
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=err)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        took = time.perf_counter() - start
        err.seek(0)
        if child.returncode != 0:
            sys.exit(f"{command[:4]} ended with {child.returncode}: {err.read().decode()[-2000:]}")
    return Cost(took, usage.ru_maxrss / 1024)


def main() -> None:
    """Make the files, run the three, and print what they took and the ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--axioms", type=int, default=100_000)
    count = options.parse_args().axioms
    with tempfile.TemporaryDirectory() as folder:
        text, problem = Path(folder) / "large.axioms", Path(folder) / "large.smt2"
        text.write_text(language(count), encoding="utf-8")
        problem.write_text(smtlib(count), encoding="utf-8")
        print(f"{count:,} axioms over {ATOMS:,} atoms, {text.stat().st_size / 1e6:.1f} MB, seed {SEED}")
        ours = cost([sys.executable, "-m", "antinomy", "check", "large", "-f", str(text)])
        lark = cost([sys.executable, "-c", LARK, str(GRAMMAR), str(text)])
        solver = cost([sys.executable, "-c", Z3, str(problem)])
    for name, each in (("antinomy check", ours), ("Lark LALR, tree built", lark), ("Z3, SMT-LIB", solver)):
        print(f"{name:22}{each.seconds:8.2f} s{each.megabytes:8.0f} MB")
    print(
        f"time beside Lark {ours.seconds / lark.seconds:.2f}, beside Z3 {ours.seconds / solver.seconds:.2f},", end=" "
    )
    print(f"beside both together {ours.seconds / (lark.seconds + solver.seconds):.2f}")
    print(f"memory beside Lark {ours.megabytes / lark.megabytes:.2f}, of the goal {ours.megabytes / GOAL:.2f}")


if __name__ == "__main__":
    main()
