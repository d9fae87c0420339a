"""Lean 4: the same theorem as `proofs.export.coq` writes, with its premises named, out of Lean's core alone.

Steps and terms are those that Coq checks (`proofs.export.script`); signs, blocks and the proofs of
the lemmas are Lean's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from proofs.export.names import Names
from proofs.export.script import Writer
from proofs.proof import Problem, Proof

PRELUDE: Final = """\
namespace antinomy

def exclusive (P Q : Prop) : Prop := (P ∨ Q) ∧ ((¬ P) ∨ (¬ Q))

def at_least : Nat → List Prop → Prop
  | 0, _ => True
  | _ + 1, [] => False
  | n + 1, P :: rest => (P ∧ at_least n rest) ∨ at_least (n + 1) rest

def middle : Prop := ∀ P : Prop, P ∨ ¬ P

theorem truth : True := True.intro
theorem not_false : ¬ False := fun x => x
theorem absurdity {P : Prop} (x : False) : P := x.elim
theorem double_negation (em : middle) {P : Prop} (x : ¬ ¬ P) : P := (em P).elim (fun p => p) (fun n => (x n).elim)
theorem triple_negation {P : Prop} (x : ¬ ¬ ¬ P) : ¬ P := fun p => x (fun n => n p)
theorem doubly_negated {P : Prop} (p : P) : ¬ ¬ P := fun n => n p
theorem both {P Q : Prop} (p : P) (q : Q) : P ∧ Q := ⟨p, q⟩
theorem left_of {P Q : Prop} (x : P ∧ Q) : P := x.1
theorem right_of {P Q : Prop} (x : P ∧ Q) : Q := x.2
theorem or_left {P Q : Prop} (p : P) : P ∨ Q := Or.inl p
theorem or_right {P Q : Prop} (q : Q) : P ∨ Q := Or.inr q
theorem either {P Q R : Prop} (x : P ∨ Q) (f : P → R) (g : Q → R) : R := x.elim f g
theorem implication (em : middle) {P Q : Prop} (x : P → Q) : (¬ P) ∨ Q :=
  (em P).elim (fun p => Or.inr (x p)) (fun n => Or.inl n)
theorem denied_implication (em : middle) {P Q : Prop} (x : ¬ (P → Q)) : P :=
  (em P).elim (fun p => p) (fun n => (x (fun p => (n p).elim)).elim)
theorem iff_to {P Q : Prop} (x : P ↔ Q) (p : P) : Q := x.mp p
theorem iff_from {P Q : Prop} (x : P ↔ Q) (q : Q) : P := x.mpr q
theorem iff_of {P Q : Prop} (x : (¬ P) ∨ Q) (y : P ∨ (¬ Q)) : P ↔ Q :=
  ⟨fun p => x.elim (fun n => (n p).elim) (fun q => q), fun q => y.elim (fun p => p) (fun n => (n q).elim)⟩
theorem iff_1 (em : middle) {P Q : Prop} (x : P ↔ Q) : (¬ P) ∨ Q := implication em x.mp
theorem iff_2 (em : middle) {P Q : Prop} (x : P ↔ Q) : P ∨ (¬ Q) := (implication em x.mpr).elim Or.inr Or.inl
theorem not_iff_of {P Q : Prop} (x : P ∨ Q) (y : (¬ P) ∨ (¬ Q)) : ¬ (P ↔ Q) := fun e =>
  y.elim (fun n => x.elim n (fun q => n (e.mpr q))) (fun n => x.elim (fun p => n (e.mp p)) n)
theorem not_iff_1 (em : middle) {P Q : Prop} (x : ¬ (P ↔ Q)) : P ∨ Q :=
  (em P).elim Or.inl fun n => (em Q).elim Or.inr fun m =>
    (x ⟨fun p => (n p).elim, fun q => (m q).elim⟩).elim
theorem not_iff_2 (em : middle) {P Q : Prop} (x : ¬ (P ↔ Q)) : (¬ P) ∨ (¬ Q) :=
  (em P).elim (fun p => (em Q).elim (fun q => (x ⟨fun _ => q, fun _ => p⟩).elim) Or.inr) Or.inl
theorem exclusive_of {P Q : Prop} (x : P ∨ Q) (y : (¬ P) ∨ (¬ Q)) : exclusive P Q := ⟨x, y⟩
theorem exclusive_1 {P Q : Prop} (x : exclusive P Q) : P ∨ Q := x.1
theorem exclusive_2 {P Q : Prop} (x : exclusive P Q) : (¬ P) ∨ (¬ Q) := x.2
theorem not_exclusive_of {P Q : Prop} (x : (¬ P) ∨ Q) (y : P ∨ (¬ Q)) : ¬ exclusive P Q := fun e =>
  e.1.elim
    (fun p => x.elim (fun n => n p) (fun q => e.2.elim (fun n => n p) (fun n => n q)))
    (fun q => y.elim (fun p => e.2.elim (fun n => n p) (fun n => n q)) (fun n => n q))
theorem not_exclusive_1 (em : middle) {P Q : Prop} (x : ¬ exclusive P Q) : (¬ P) ∨ Q :=
  (em P).elim (fun p => (em Q).elim Or.inr (fun n => (x ⟨Or.inl p, Or.inr n⟩).elim)) Or.inl
theorem not_exclusive_2 (em : middle) {P Q : Prop} (x : ¬ exclusive P Q) : P ∨ (¬ Q) :=
  (em P).elim Or.inl (fun n => (em Q).elim (fun q => (x ⟨Or.inr q, Or.inl n⟩).elim) Or.inr)
theorem at_least_none {ps : List Prop} : at_least 0 ps := by cases ps <;> simp [at_least]
theorem at_least_take {n : Nat} {P : Prop} {ps : List Prop} (p : P) (x : at_least n ps) :
    at_least (n + 1) (P :: ps) := by
  simp only [at_least]
  exact Or.inl ⟨p, x⟩
theorem at_least_skip {n : Nat} {P : Prop} {ps : List Prop} (x : at_least n ps) : at_least n (P :: ps) := by
  cases n with
  | zero => exact at_least_none
  | succ m =>
    simp only [at_least]
    exact Or.inr x
theorem at_least_fewer {n : Nat} {ps : List Prop} (x : at_least (n + 1) ps) : at_least n ps := by
  induction ps generalizing n with
  | nil => simp [at_least] at x
  | cons P ps step =>
    simp only [at_least] at x
    exact x.elim (fun y => at_least_skip y.2) (fun y => at_least_skip (step y))
theorem at_least_or {n : Nat} {P : Prop} {ps : List Prop} (x : at_least (n + 1) (P :: ps)) :
    P ∨ at_least (n + 1) ps := by
  simp only [at_least] at x
  exact x.elim (fun y => Or.inl y.1) Or.inr
theorem at_least_drop {n : Nat} {P : Prop} {ps : List Prop} (x : at_least (n + 1) (P :: ps)) (d : ¬ P) :
    at_least (n + 1) ps := (at_least_or x).elim (fun p => (d p).elim) (fun y => y)
theorem at_least_less {n : Nat} {P : Prop} {ps : List Prop} (x : at_least (n + 1) (P :: ps)) : at_least n ps := by
  simp only [at_least] at x
  exact x.elim (fun y => y.2) at_least_fewer
theorem at_least_more {n : Nat} {P : Prop} (ps : List Prop) (x : at_least n ps) : at_least n (ps ++ [P]) := by
  induction ps generalizing n with
  | nil =>
    cases n with
    | zero => exact at_least_none
    | succ m => simp [at_least] at x
  | cons Q ps step =>
    cases n with
    | zero => exact at_least_none
    | succ m =>
      simp only [at_least] at x
      exact x.elim (fun y => at_least_take y.1 (step y.2)) (fun y => at_least_skip (step y))
theorem at_least_and {n : Nat} {P : Prop} (ps : List Prop) (x : at_least n ps) (p : P) :
    at_least (n + 1) (ps ++ [P]) := by
  induction ps generalizing n with
  | nil =>
    cases n with
    | zero => exact at_least_take p at_least_none
    | succ m => simp [at_least] at x
  | cons Q ps step =>
    cases n with
    | zero => exact at_least_skip (step at_least_none)
    | succ m =>
      simp only [at_least] at x
      exact x.elim (fun y => at_least_take y.1 (step y.2)) (fun y => at_least_skip (step y))
theorem at_least_but {n : Nat} {P : Prop} (ps : List Prop) (x : at_least n (ps ++ [P])) (d : ¬ P) :
    at_least n ps := by
  induction ps generalizing n with
  | nil =>
    cases n with
    | zero => exact at_least_none
    | succ m => exact at_least_drop x d
  | cons Q ps step =>
    cases n with
    | zero => exact at_least_none
    | succ m =>
      rw [List.cons_append] at x
      simp only [at_least] at x
      exact x.elim (fun y => at_least_take y.1 (step y.2)) (fun y => at_least_skip (step y))
theorem at_least_without {n : Nat} {P : Prop} (ps : List Prop) (x : at_least (n + 1) (ps ++ [P])) :
    at_least n ps := by
  induction ps generalizing n with
  | nil => exact at_least_less x
  | cons Q ps step =>
    cases n with
    | zero => exact at_least_none
    | succ m =>
      rw [List.cons_append] at x
      simp only [at_least] at x
      exact x.elim (fun y => at_least_take y.1 (step y.2)) (fun y => at_least_skip (step y))
theorem found {A : Type} {P : A → Prop} {R : Prop} (x : ∃ a, P a) (f : ∀ a, P a → R) : R := x.elim f
theorem unmet (em : middle) {A : Type} {I P : A → Prop} (x : ¬ (∀ a, I a → P a)) : ∃ a, I a ∧ ¬ P a :=
  (em (∃ a, I a ∧ ¬ P a)).elim (fun e => e) fun none =>
    (x fun a i => (em (P a)).elim (fun p => p) (fun n => (none ⟨a, i, n⟩).elim)).elim
theorem carried {C : Type} (P : C → Prop) {c d : C} (e : c = d) (x : P c) : P d := e ▸ x
theorem carried_back {C : Type} (P : C → Prop) {c d : C} (e : c = d) (x : P d) : P c := e ▸ x
"""
"""What every file begins with: see the prelude of `proofs.export.coq`."""

_WORDS: Final = """
    abbrev at attribute axiom by calc class constant def deriving do elab else end example exists export extends finally
    for forall from fun have hiding if import in include inductive infix infixl infixr instance let local macro match
    mut mutual namespace noncomputable notation nomatch nonrec obtain omit open opaque partial postfix prefix private
    protected rec return scoped section set_option show structure suffices syntax termination_by then theorem this try
    unless universe unsafe using variable where while with
    False True And Iff List Nat Not Or Prop Sort Type
    a actual agent antinomy c course course_of_events excluded_middle ideal n o refutation settled_at_ideal_worlds w
    world
"""
_RESERVED: Final = frozenset(_WORDS.split()) | frozenset(re.findall(r"^(?:def|theorem) (\w+)", PRELUDE, re.MULTILINE))
_KEPT: Final = re.compile(r"[LBxr]\d+(_k)?")


class _Lean:
    false, true, negation = "False", "True", "¬"
    conjunction, disjunction, implication, equivalence = "∧", "∨", "→", "↔"

    def every(self, variable: str, kind: str, body: str) -> str:
        return f"∀ {variable} : {kind}, {body}"

    def some(self, variable: str, kind: str, body: str) -> str:
        return f"∃ {variable} : {kind}, {body}"

    def several(self, parts: Sequence[str]) -> str:
        return f"[{', '.join(parts)}]"

    def step(self, name: str, says: str, term: str, depth: int) -> Iterator[str]:
        yield f"{'  ' * depth}have {name} : {says} := {term}"

    def opening(self, name: str, says: str, variables: Sequence[str], depth: int) -> Iterator[str]:
        yield f"{'  ' * depth}have {name} : {says} := by"
        yield f"{'  ' * (depth + 1)}intro {' '.join(variables)}"

    def closing(self, term: str, depth: int) -> Iterator[str]:
        yield f"{'  ' * (depth + 1)}exact {term}"


def lean(problem: Problem, proof: Proof, name: str = "refutation") -> str:
    """A file that proves, in Lean 4, that the statements, and what the proof assumes, clash.

    The proof must have been accepted by the kernel.
    """
    return PRELUDE + "\n".join(("", *_namespace(name, problem, proof), ""))


def _namespace(name: str, problem: Problem, proof: Proof) -> Iterator[str]:
    writer = Writer(problem, _Lean(), Names(_RESERVED, _KEPT))
    yield f"namespace {name}"
    yield ""
    yield "inductive agent where"
    yield from (f"  | {writer.agent(agent)}" for agent in problem.agents)
    yield "open agent"
    yield ""
    yield "theorem refutation"
    yield "    (excluded_middle : ∀ P : Prop, P ∨ ¬ P)"
    yield "    -- The frame"
    yield "    {world course_of_events : Type} (actual : world)"
    yield from (f"    ({writer.scenario(scenario)} : world)" for scenario in problem.scenarios)
    yield "    (course : world → course_of_events) (ideal : agent → world → Prop)"
    yield "    (settled_at_ideal_worlds : ∀ (a : agent) (w : world), ideal a w → course w = course actual)"
    yield "    -- Propositions: of a world; settled ones of a course of events; rigid ones"
    kinds = {"plain": "world → Prop", "settled": "course_of_events → Prop", "rigid": "Prop"}
    yield from (f"    ({atom} : {kinds[rigidity]})" for atom, rigidity in writer.atoms(proof))
    yield "    -- Statements"
    for statement in problem.statements:
        yield f"    ({writer.statement(statement)} : {writer.hypothesis(statement)}) -- {statement.layer}"
    yield from (f"    ({line} : {says}) -- assumed" for line, says in writer.assumed(proof))
    yield "    : False := by"
    yield from writer.write(proof)
    yield f"  exact {writer.conclusion(proof)}"
    yield ""
    yield "#print axioms refutation"
    yield f"end {name}"
    yield "end antinomy"
