"""The one door to Z3: clauses in, worlds and cores out, within limits.

Clauses are lists of non-zero integers, as in DIMACS: `-3` denies variable 3. They go to Z3
through its C interface; building them with z3py's operators would cost ten times what
solving them does. Z3's answers are taken as they are: what it could not decide is
`UNDECIDED`, with its reason, and never anything else.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import z3
from z3 import z3core

from logic.limits import Limits

_MILLISECONDS: Final = 1000

_GRACE: Final = 1.0
"""How many seconds early Z3 may end at its own time limit: one that ends earlier was told to."""


@dataclass(frozen=True, slots=True)
class Satisfiable:
    """There is a world; `true` are the variables that are true in it."""

    true: frozenset[int]


@dataclass(frozen=True, slots=True)
class Unsatisfiable:
    """There is none; `core` are assumptions that cannot all be true, not always a minimal set."""

    core: frozenset[int]


@dataclass(frozen=True, slots=True)
class Undecided:
    """Z3 did not decide, and why."""

    reason: str


Outcome = Satisfiable | Unsatisfiable | Undecided


class Solver:
    """Clauses, and questions about them under assumptions.

    Not safe for threads. Raises `ValueError` for a clause that is not made of non-zero integers.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._solver = z3.SolverFor("QF_FD")
        if self.limits.megabytes is not None:
            # Not `memory_max_size`: at that one Z3 ends the process.
            self._solver.set("max_memory", self.limits.megabytes)
        self._context = self._solver.ctx.ref()
        self._bool = z3.BoolSort().ast
        # Addresses rather than ctypes objects: there may be hundreds of thousands.
        self._positive: list[int] = [0]
        self._negative: list[int] = [0]
        self._declarations: list[int] = [0]
        self._true = z3core.Z3_mk_true(self._context)
        z3core.Z3_inc_ref(self._context, self._true)
        self._timeout: int | None = None
        self._failed: str | None = None
        self.calls = 0

    def _literal(self, literal: int) -> int:
        variable = abs(literal)
        while len(self._positive) <= variable:
            self._declare(len(self._positive))
        if literal > 0:
            return self._positive[variable]
        if not self._negative[variable]:
            positive = ctypes.c_void_p(self._positive[variable])
            negative = z3core.Z3_mk_not(self._context, positive)
            z3core.Z3_inc_ref(self._context, negative)
            self._negative[variable] = negative.value
        return self._negative[variable]

    def _declare(self, variable: int) -> None:
        symbol = z3core.Z3_mk_int_symbol(self._context, variable)
        positive = z3core.Z3_mk_const(self._context, symbol, self._bool)
        z3core.Z3_inc_ref(self._context, positive)
        self._positive.append(positive.value)
        self._negative.append(0)
        self._declarations.append(z3core.Z3_get_app_decl(self._context, positive).value)

    def _array(self, literals: Sequence[int]) -> Any:
        addresses = (ctypes.c_void_p * len(literals))(*map(self._literal, literals))
        return ctypes.cast(addresses, ctypes.POINTER(z3.Ast))

    def add(self, clauses: Iterable[Sequence[int]]) -> None:
        """Add clauses; an empty one makes everything contradictory."""
        context, solver = self._context, self._solver.solver
        try:
            for clause in clauses:
                z3core.Z3_solver_assert(context, solver, self._disjunction(clause))
        except z3.Z3Exception as error:
            self._failed = _reason(error)

    def read(self, clauses: Sequence[Sequence[int]]) -> None:
        """Add clauses whose variables have nothing to do with those of other clauses.

        What Z3 reads in DIMACS form it gives names of its own: no assumption can speak of it.
        """
        variables = max((abs(literal) for clause in clauses for literal in clause), default=0)
        lines = [" ".join(map(str, clause)) + " 0\n" for clause in clauses]
        try:
            self._solver.from_string(f"p cnf {variables} {len(lines)}\n{''.join(lines)}")
        except z3.Z3Exception as error:
            self._failed = _reason(error)

    def _disjunction(self, clause: Sequence[int]) -> Any:
        if 0 in clause:
            raise ValueError("0 is no literal")
        if len(clause) == 1:
            return ctypes.c_void_p(self._literal(clause[0]))
        return z3core.Z3_mk_or(self._context, len(clause), self._array(clause))

    def ask(self, assumptions: Sequence[int] = (), *, world: bool = True) -> Outcome:
        """Whether the clauses have a world in which all assumptions are true.

        Reading a world from Z3 costs more than a simple question; where nobody wants it,
        `world=False` leaves it empty.
        """
        if self._failed is not None:
            return Undecided(self._failed)
        if self.limits.over:
            return Undecided(self.limits.why)
        self.calls += 1
        try:
            self._set_timeout()
            array = self._array(assumptions)
            answer = z3core.Z3_solver_check_assumptions(self._context, self._solver.solver, len(assumptions), array)
            if answer == z3.Z3_L_TRUE:
                return Satisfiable(self._world() if world else frozenset())
            if answer == z3.Z3_L_FALSE:
                return Unsatisfiable(self._core(assumptions))
            return Undecided(self._why())
        except (z3.Z3Exception, ctypes.ArgumentError) as error:
            # After running out of memory Z3 promises nothing; neither do we.
            self._failed = _reason(error)
            return Undecided(self._failed)

    @contextmanager
    def scope(self) -> Iterator[None]:
        """What is added inside is forgotten afterwards."""
        z3core.Z3_solver_push(self._context, self._solver.solver)
        try:
            yield
        finally:
            z3core.Z3_solver_pop(self._context, self._solver.solver, 1)

    def ask_any(self, groups: Iterable[Sequence[int]]) -> Outcome:
        """Whether the clauses have a world in which all literals of some group are true.

        One question about all groups, which leaves nothing behind; no world is read.
        """
        context, solver = self._context, self._solver.solver
        choices: list[Any] = []
        with self.scope():
            try:
                for group in groups:
                    choices.append(z3core.Z3_mk_and(context, len(group), self._array(group)))
                    # What nothing refers to is gone at the next call.
                    z3core.Z3_inc_ref(context, choices[-1])
                array = (z3.Ast * len(choices))(*choices)
                z3core.Z3_solver_assert(context, solver, z3core.Z3_mk_or(context, len(choices), array))
                return self.ask(world=False)
            finally:
                for choice in choices:
                    z3core.Z3_dec_ref(context, choice)

    def _set_timeout(self) -> None:
        remaining = self.limits.remaining()
        if remaining is not None:
            self._timeout = max(1, int(remaining * _MILLISECONDS))
            self._solver.set("timeout", self._timeout)

    def _world(self) -> frozenset[int]:
        context = self._context
        model = z3core.Z3_solver_get_model(context, self._solver.solver)
        z3core.Z3_model_inc_ref(context, model)
        try:
            return frozenset(self._true_in(model))
        finally:
            z3core.Z3_model_dec_ref(context, model)

    def _true_in(self, model: Any) -> Iterable[int]:
        """The variables that a model makes true; those that it leaves open count as false.

        One call a variable: Z3 keeps equal expressions once, so that truth is known by its address.
        """
        context, true = self._context, self._true.value
        for variable, declaration in enumerate(self._declarations[1:], 1):
            value = z3core.Z3_model_get_const_interp(context, model, ctypes.c_void_p(declaration))
            if value is not None and value.value == true:
                yield variable

    def _core(self, assumptions: Sequence[int]) -> frozenset[int]:
        """The assumptions that Z3 found to clash, known by their addresses."""
        assumed = {self._literal(literal): literal for literal in assumptions}
        vector = z3.AstVector(z3core.Z3_solver_get_unsat_core(self._context, self._solver.solver), self._solver.ctx)
        members = (z3core.Z3_ast_vector_get(self._context, vector.vector, i).value for i in range(len(vector)))
        return frozenset(assumed[member] for member in members)

    def _why(self) -> str:
        reason = _reason(z3core.Z3_solver_get_reason_unknown(self._context, self._solver.solver))
        remaining = self.limits.remaining()
        if reason == "interrupted" or (reason == "time limit" and (remaining is None or remaining > _GRACE)):
            # Z3 takes Ctrl-C for itself while it works: nobody else has heard of it.
            self.limits.interruption.request()
            return "interrupted"
        return reason


def decide(clauses: Sequence[Sequence[int]], limits: Limits) -> Outcome:
    """Whether some clauses have a world, in a solver that is told nothing else; no world is read.

    They are handed over as text, which costs a fifth of what handing them over one by one does.
    """
    solver = Solver(limits)
    solver.read(clauses)
    return solver.ask(world=False)


def _reason(what: object) -> str:
    """Z3's reason in our words."""
    text = str(what).lower()
    if "memory" in text:
        return "memory limit"
    if "timeout" in text or "canceled" in text or "max. resource" in text:
        return "time limit"
    if "interrupt" in text:
        return "interrupted"
    return f"Z3: {what}"


def refutation(clauses: Iterable[Sequence[int]], limits: Limits) -> str | Undecided:
    """What Z3 writes down while it refutes clauses, in a solver of its own: inputs, then what it learned, in its names.

    Raises `ValueError` where the clauses have a model. The parameter that turns this on is
    Z3's, not a solver's: whatever solver is first asked meanwhile would write too.
    """
    import tempfile  # noqa: PLC0415 - hardly ever needed, and not cheap to read

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "trace"
        z3.set_param("sat.drat.file", str(file))
        try:
            solver = Solver(limits)
            solver.add(clauses)
            outcome = solver.ask(world=False)
            # Z3 empties its buffer when the solver goes.
            del solver
        finally:
            z3.set_param("sat.drat.file", "")
        if isinstance(outcome, Undecided):
            return outcome
        if isinstance(outcome, Satisfiable):
            raise ValueError("these clauses have a model")  # noqa: TRY004 - no type is wrong
        return file.read_text(encoding="ascii") if file.exists() else ""
