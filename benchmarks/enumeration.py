"""All contradictions and all repairs, beside PySAT's OptUx and CPMpy's marco; likewise one, the smallest, and repairs.

Every contestant starts from a list of statements in its own form, and ends with the names
of all members of all sets, smallest first. All sets must be the same. Where complete
enumeration is out of reach, each has the same time, and what it found by then is counted.

    pip install antinomy[bench]
    python benchmarks/enumeration.py [--seconds 5] [--runs 3]
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import cpmpy
import pysat
from cpmpy.tools.explain.marco import marco
from instances import Instance, apart, chain, colouring, parity, pigeonhole, random_3sat
from pysat.examples.mcsls import MCSls
from pysat.examples.musx import MUSX
from pysat.examples.optux import OptUx
from pysat.examples.rc2 import RC2
from pysat.formula import WCNF

from grammar.dimacs import convert
from grammar.span import Source
from logic.engine import Clash
from logic.frontier import Frontier
from logic.limits import Limits
from logic.minimal import shrink, smallest_contradiction
from logic.questions.common import Ready, prepare
from logic.solver import Undecided
from logic.theory import Theory
from logic.workspace import Workspace

T = TypeVar("T")

COMPLETE = (
    random_3sat(1, 5, 30),
    random_3sat(2, 6, 40),
    random_3sat(3, 7, 44),
    random_3sat(4, 6, 20, 3),
    random_3sat(5, 8, 24, 3),
    pigeonhole(3),
    colouring(6, 3),
    parity(12, 8, 1),
    chain(12, 2),
    apart(11),
)
ENDLESS = (
    random_3sat(6, 12, 80),
    random_3sat(7, 20, 110),
    random_3sat(8, 40, 200),
    random_3sat(9, 60, 300),
    pigeonhole(6),
    chain(60, 2),
)


LARGER = (chain(200, 1), random_3sat(10, 10, 60))

SHORT = 30.0
"""Seconds after which a contestant has lost a complete enumeration."""


def told(sets: Iterable[Iterable[int]], names: list[str]) -> str:
    """What a contestant prints, smallest first: the same work for all."""
    ordered = sorted((sorted(each) for each in sets), key=lambda each: (len(each), each))
    return "".join(", ".join([names[i] for i in each]) + "\n" for each in ordered)


def until(sets: Iterator[list[int]], seconds: float) -> list[list[int]]:
    """All sets, or those found in so many seconds."""
    end, found = time.perf_counter() + seconds, []
    for each in sets:
        found.append(each)
        if time.perf_counter() > end:
            break
    return found


# Ours: from grounded statements


def ready_for(instance: Instance) -> Ready:
    """The instance as the command would have it after reading: composed and grounded."""
    text = convert(Source("instance.gcnf", instance.gcnf()))
    assert isinstance(text, str)
    theory = Theory(Workspace(sources=[Source("instance.axioms", text)], library=None))
    ready = prepare(theory, [["instance_problem"]])
    assert isinstance(ready, Ready)
    return ready


def ours(ready: Ready, names: list[str]) -> tuple[str, str]:
    """All contradictions and all repairs, as they are printed; both certified."""
    frontier = Frontier(ready.engine(), ready.everything)
    found: list[int] = []

    def listen(batch: Sequence[int]) -> bool:
        found.extend(batch)
        return True

    assert frontier.find_contradictions(listen)
    assert frontier.find_corrections()
    contradictions = sorted(found, key=frontier.order)
    return frontier.text(contradictions, names), frontier.text(frontier.corrections(), names)


def ours_within(ready: Ready, seconds: float) -> int:
    """How many contradictions are found in so many seconds, each confirmed."""
    frontier = Frontier(ready.engine(Limits(seconds)), ready.everything)
    number = 0

    def listen(batch: Sequence[int]) -> bool:
        nonlocal number
        number += len(batch)
        return True

    frontier.find_contradictions(listen)
    return number


# Theirs: from clauses, or expressions


def weighted(instance: Instance) -> tuple[WCNF, dict[int, int]]:
    """The instance with a selector for each statement, and the statement of each soft clause from 1."""
    formula = WCNF()
    for at, group in enumerate(instance.groups, 1):
        selector = instance.variables + at
        for clause in group:
            formula.append([*clause, -selector])
        formula.append([selector], weight=1)
    return formula, {at: at - 1 for at in range(1, len(instance.groups) + 1)}


def optux(instance: Instance, *, unsorted: bool = True) -> Iterator[list[int]]:
    """All contradictions by OptUx, as the measured fastest setting has them."""
    formula, index = weighted(instance)
    with OptUx(formula, unsorted=unsorted, puresat="mgh" if unsorted else False) as search:
        for found in search.enumerate():
            yield [index[each] for each in found]


def marcos(instance: Instance, *, repairs: bool) -> Iterator[tuple[str, list[int]]]:
    """All contradictions, and repairs too, by CPMpy's marco over PySAT."""
    atoms = [None, *cpmpy.boolvar(shape=instance.variables, name="p")]
    soft = [
        cpmpy.all([cpmpy.any([atoms[each] if each > 0 else ~atoms[-each] for each in clause]) for clause in group])
        for group in instance.groups
    ]
    index = {id(each): at for at, each in enumerate(soft)}
    for kind, found in marco(soft, solver="pysat", map_solver="pysat", return_mcs=repairs):
        yield kind, [index[id(each)] for each in found]


def mcsls(instance: Instance) -> Iterator[list[int]]:
    """All repairs by MCSls."""
    formula, index = weighted(instance)
    with MCSls(formula, use_cld=True, solver_name="g3") as search:
        for found in search.enumerate():
            search.block(found)
            yield [index[each] for each in found]


def rc2(instance: Instance) -> Iterator[list[int]]:
    """All repairs by RC2, smallest first."""
    formula, index = weighted(instance)
    with RC2(formula, solver="g3") as search:
        for model in search.enumerate(block=-1):
            true = set(model)
            yield [at for at in index.values() if instance.variables + at + 1 not in true]


# Measuring


def timed(work: Callable[[], T], runs: int) -> tuple[float, T]:
    """The median seconds of processor time of some runs, all in one thread, and what the last one gave."""
    taken = []
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        result = work()
        taken.append(time.process_time() - start)
    return statistics.median(taken), result


def show(title: str, ours: float, theirs: dict[str, float], sets: str) -> None:
    """One row: seconds of each, and how many times as fast as the better peer ours is."""
    best = min(theirs.values())
    told_of = "   ".join(f"{name} {_seconds(took)}" for name, took in theirs.items())
    ratio = "" if best == float("inf") else f"{best / ours:6.1f} x"
    print(f"{title:34}{sets:26} ours {_seconds(ours)}   {told_of}   {ratio or '  only ours ended'}", flush=True)


def _seconds(took: float) -> str:
    return f"> {SHORT:.0f} s" if took == float("inf") else f"{took * 1000:9.1f} ms"


def ended(sets: Callable[[], Iterator[list[int]]], names: list[str], runs: int) -> tuple[float, str | None]:
    """The median seconds of a peer's whole enumeration and what it prints; infinity where it takes too long."""

    def work() -> str | None:
        start = time.perf_counter()
        found = until(sets(), SHORT)
        return told(found, names) if time.perf_counter() - start < SHORT else None

    took, printed = timed(work, 1)
    if printed is None:
        return float("inf"), None
    return (took, printed) if took > 1 else timed(work, runs)


def same(one: str, other: str | None, instance: Instance, peer: str) -> None:
    """Raise where a peer prints other sets."""
    if other is not None and one != other:
        raise AssertionError(f"{instance.name}: {peer} has other sets than we have")


def complete(instance: Instance, runs: int) -> None:
    """All contradictions and all repairs of one instance, by everyone."""
    ready, names = ready_for(instance), instance.names
    took, (contradictions, repairs) = timed(lambda: ours(ready, names), runs)
    theirs: dict[str, float] = {}
    theirs["OptUx"], printed = ended(lambda: optux(instance), names, runs)
    same(contradictions, printed, instance, "OptUx")
    theirs["marco"], printed = ended(
        lambda: (found for kind, found in marcos(instance, repairs=False) if kind == "MUS"), names, runs
    )
    same(contradictions, printed, instance, "marco")
    sizes = f"{contradictions.count(chr(10)):,} MUS {repairs.count(chr(10)):,} MCS"
    show(instance.name, took, theirs, sizes)
    took, repairs = timed(lambda: ours_repairs(ready, names), runs)
    theirs = {}
    for name, peer in (("MCSls", mcsls), ("RC2", rc2)):
        theirs[name], printed = ended(lambda peer=peer: peer(instance), names, runs)
        same(repairs, printed, instance, name)
    show("", took, theirs, "repairs alone")


def ours_repairs(ready: Ready, names: list[str]) -> str:
    """All repairs, as they are printed; certified."""
    frontier = Frontier(ready.engine(), ready.everything)
    assert frontier.find_corrections()
    return frontier.text(frontier.corrections(), names)


def endless(instance: Instance, seconds: float) -> None:
    """How many contradictions each finds in the same time."""
    ready = ready_for(instance)
    number = ours_within(ready, seconds)
    theirs = {
        "OptUx": len(until(optux(instance), seconds)),
        "marco": len(until((f for kind, f in marcos(instance, repairs=False) if kind == "MUS"), seconds)),
    }
    told_of = "   ".join(f"{name} {found:,}" for name, found in theirs.items())
    print(
        f"{instance.name:34} in {seconds:.0f} s: ours {number:,}   {told_of}   "
        f"{number / max(1, *theirs.values()):6.1f} x",
        flush=True,
    )


def single(instance: Instance, runs: int) -> None:
    """One contradiction, and the smallest."""
    ready = ready_for(instance)

    def one() -> int:
        engine = ready.engine()
        clash = engine.ask(ready.everything)
        assert isinstance(clash, Clash)
        found = shrink(engine, clash.core)
        assert isinstance(found, tuple)
        return len(found)

    def smallest() -> int:
        engine = ready.engine()
        clash = engine.ask(ready.everything)
        assert isinstance(clash, Clash)
        found = smallest_contradiction(engine, ready.everything, clash.core)
        assert not isinstance(found, Undecided)
        return len(found.members) if found.smallest else -1

    def musx() -> int:
        formula, _ = weighted(instance)
        with MUSX(formula, verbosity=0) as search:
            return len(search.compute())

    def optux_smallest() -> int:
        return len(next(optux(instance, unsorted=False)))

    for title, mine, peer, work in (
        ("one MUS", one, "MUSX", musx),
        ("smallest MUS", smallest, "OptUx", optux_smallest),
    ):
        took, size = timed(mine, runs)
        theirs, their_size = timed(work, runs)
        if title != "one MUS" and size != their_size:
            raise AssertionError(f"{instance.name}: smallest of {size} and of {their_size}")
        show(instance.name, took, {peer: theirs}, title)


def main() -> None:
    """Print a row an instance."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0, help="time for each where nobody could find all")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--endless", action="store_true", help="only what nobody could find all of")
    options = parser.parse_args()
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}, PySAT {pysat.__version__}, CPMpy {cpmpy.__version__}; medians of {options.runs}")
    if not options.endless:
        print("\nAll contradictions, and all repairs alone")
        for instance in COMPLETE:
            complete(instance, options.runs)
        print("\nOne contradiction, and a smallest one")
        for instance in (*COMPLETE, *LARGER):
            single(instance, options.runs)
    print("\nAs many contradictions as can be found")
    for instance in ENDLESS:
        endless(instance, options.seconds)


if __name__ == "__main__":
    main()
