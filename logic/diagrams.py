"""The one door to `dd`: binary decision diagrams, where that library is installed (`antinomy[count]`).

Bryant 1986, "Graph-Based Algorithms for Boolean Function Manipulation". The diagrams are
counted here, in integers: the library itself counts in floating point, which is wrong beyond
some fifteen digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from logic.limits import Limits

_MOST_NODES: Final = 50_000


def available() -> bool:
    """Whether `dd` is installed."""
    try:
        import dd.autoref  # noqa: F401, PLC0415 - looked for only where a count needs it
    except ImportError:
        return False
    return True


def count(clauses: Sequence[Sequence[int]], counted: frozenset[int], limits: Limits) -> int | None:
    """How many assignments of the variables `counted` can be extended to one of all that makes the clauses true.

    All of `counted` must occur in the clauses. `None` where a diagram grew too large or time
    ran out. Raises `ImportError` where `dd` is not installed. The other variables are
    eliminated one by one, those in few clauses first (bucket elimination: Dechter 1999,
    "Bucket elimination: a unifying framework for reasoning").
    """
    manager = _manager()
    variables = sorted({abs(literal) for clause in clauses for literal in clause})
    manager.declare(*(_name(variable) for variable in variables))
    nodes = []
    for clause in clauses:
        node = manager.false
        for literal in clause:
            node |= manager.var(_name(literal)) if literal > 0 else ~manager.var(_name(literal))
        nodes.append(node)
    hidden = {_name(variable) for variable in variables if variable not in counted}
    held = [(node, node.support) for node in nodes]
    while hidden:
        name = min(sorted(hidden), key=lambda each: sum(each in support for _, support in held))
        joined = _conjunction(manager, [node for node, support in held if name in support], limits)
        if joined is None:
            return None
        node = manager.exist([name], joined)
        held = [each for each in held if name not in each[1]] + [(node, node.support)]
        hidden.discard(name)
    whole = _conjunction(manager, [node for node, _ in held], limits)
    return None if whole is None else _models(manager, whole, len(counted))


def _manager() -> Any:
    try:
        from dd import cudd  # noqa: PLC0415 - as above; the quicker one is not built for every system
    except ImportError:
        from dd import autoref  # noqa: PLC0415

        return autoref.BDD()
    manager = cudd.BDD()
    manager.configure(reordering=True)
    return manager


def _name(literal: int) -> str:
    return f"x{abs(literal)}"


def _conjunction(manager: Any, nodes: Sequence[Any], limits: Limits) -> Any:
    """All of `nodes`, small ones first; nothing where that became too large or took too long."""
    joined = manager.true
    for node in sorted(nodes, key=len):
        if limits.over:
            return None
        joined &= node
        if len(joined) > _MOST_NODES:
            return None
    return joined


def _models(manager: Any, root: Any, counted: int) -> int:
    """How many assignments of `counted` variables, on which alone `root` depends, make it true."""
    if hasattr(manager, "configure"):
        # Levels must stay what they are from here on.
        manager.configure(reordering=False)
    order = {name: at for at, name in enumerate(sorted(root.support, key=manager.level_of_var))}
    bottom = len(order)
    memory: dict[Any, int] = {manager.true: 1, manager.false: 0}

    def level(node: Any) -> int:
        return bottom if node in (manager.true, manager.false) else order[node.var]

    stack = [root]
    while stack:
        node = stack[-1]
        if node in memory:
            stack.pop()
            continue
        # A complemented edge tells of its node what is not so.
        branches = [~each if node.negated else each for each in (node.low, node.high)]
        waiting = [each for each in branches if each not in memory]
        if waiting:
            stack.extend(waiting)
            continue
        memory[node] = sum(memory[each] << (level(each) - level(node) - 1) for each in branches)
        stack.pop()
    return memory[root] << (level(root) + counted - bottom)
