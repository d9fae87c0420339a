"""Coq: a theorem for each refutation, whose hypotheses are the statements, by name.

A section declares worlds, who there is that something may be owed by, which worlds are ideal for
whom, and the propositions; each statement is a hypothesis of the section, and so becomes a premise
of the theorem. So does excluded middle, where the proof needs it. Rigid propositions are of no
world, settled ones of a course of events: that ideal worlds share the actual one is a hypothesis
about the frame. Nothing is admitted, and nothing taken from Coq's library of axioms.

The lemmas that rules become stand in `PRELUDE`, proved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from proofs.export.names import Names
from proofs.export.script import Writer
from proofs.proof import Problem, Proof

PRELUDE: Final = """\
Local Open Scope list_scope.

Definition exclusive (P Q : Prop) : Prop := (P \\/ Q) /\\ ((~ P) \\/ (~ Q)).

Fixpoint at_least (n : nat) (ps : list Prop) : Prop :=
  match n, ps with
  | O, _ => True
  | S _, nil => False
  | S m, P :: rest => (P /\\ at_least m rest) \\/ at_least n rest
  end.

Definition middle := forall P : Prop, P \\/ ~ P.

Lemma truth : True. Proof. exact I. Qed.
Lemma not_false : ~ False. Proof. tauto. Qed.
Lemma absurdity {P : Prop} : False -> P. Proof. tauto. Qed.
Lemma double_negation (em : middle) {P : Prop} : ~ ~ P -> P. Proof. destruct (em P); tauto. Qed.
Lemma triple_negation {P : Prop} : ~ ~ ~ P -> ~ P. Proof. tauto. Qed.
Lemma doubly_negated {P : Prop} : P -> ~ ~ P. Proof. tauto. Qed.
Lemma both {P Q : Prop} : P -> Q -> P /\\ Q. Proof. tauto. Qed.
Lemma left_of {P Q : Prop} : P /\\ Q -> P. Proof. tauto. Qed.
Lemma right_of {P Q : Prop} : P /\\ Q -> Q. Proof. tauto. Qed.
Lemma or_left {P Q : Prop} : P -> P \\/ Q. Proof. tauto. Qed.
Lemma or_right {P Q : Prop} : Q -> P \\/ Q. Proof. tauto. Qed.
Lemma either {P Q R : Prop} : P \\/ Q -> (P -> R) -> (Q -> R) -> R. Proof. tauto. Qed.
Lemma implication (em : middle) {P Q : Prop} : (P -> Q) -> (~ P) \\/ Q. Proof. destruct (em P); tauto. Qed.
Lemma denied_implication (em : middle) {P Q : Prop} : ~ (P -> Q) -> P. Proof. destruct (em P); tauto. Qed.
Lemma iff_to {P Q : Prop} : (P <-> Q) -> P -> Q. Proof. tauto. Qed.
Lemma iff_from {P Q : Prop} : (P <-> Q) -> Q -> P. Proof. tauto. Qed.
Lemma iff_of {P Q : Prop} : (~ P) \\/ Q -> P \\/ (~ Q) -> (P <-> Q). Proof. tauto. Qed.
Lemma iff_1 (em : middle) {P Q : Prop} : (P <-> Q) -> (~ P) \\/ Q. Proof. destruct (em P); tauto. Qed.
Lemma iff_2 (em : middle) {P Q : Prop} : (P <-> Q) -> P \\/ (~ Q). Proof. destruct (em P); tauto. Qed.
Lemma not_iff_of {P Q : Prop} : P \\/ Q -> (~ P) \\/ (~ Q) -> ~ (P <-> Q). Proof. tauto. Qed.
Lemma not_iff_1 (em : middle) {P Q : Prop} : ~ (P <-> Q) -> P \\/ Q.
Proof. destruct (em P), (em Q); tauto. Qed.
Lemma not_iff_2 (em : middle) {P Q : Prop} : ~ (P <-> Q) -> (~ P) \\/ (~ Q).
Proof. destruct (em P), (em Q); tauto. Qed.
Lemma exclusive_of {P Q : Prop} : P \\/ Q -> (~ P) \\/ (~ Q) -> exclusive P Q. Proof. unfold exclusive; tauto. Qed.
Lemma exclusive_1 {P Q : Prop} : exclusive P Q -> P \\/ Q. Proof. unfold exclusive; tauto. Qed.
Lemma exclusive_2 {P Q : Prop} : exclusive P Q -> (~ P) \\/ (~ Q). Proof. unfold exclusive; tauto. Qed.
Lemma not_exclusive_of {P Q : Prop} : (~ P) \\/ Q -> P \\/ (~ Q) -> ~ exclusive P Q.
Proof. unfold exclusive; tauto. Qed.
Lemma not_exclusive_1 (em : middle) {P Q : Prop} : ~ exclusive P Q -> (~ P) \\/ Q.
Proof. unfold exclusive; destruct (em P), (em Q); tauto. Qed.
Lemma not_exclusive_2 (em : middle) {P Q : Prop} : ~ exclusive P Q -> P \\/ (~ Q).
Proof. unfold exclusive; destruct (em P), (em Q); tauto. Qed.
Lemma at_least_none {ps : list Prop} : at_least 0 ps. Proof. destruct ps; exact I. Qed.
Lemma at_least_take {n : nat} {P : Prop} {ps : list Prop} : P -> at_least n ps -> at_least (S n) (P :: ps).
Proof. simpl; tauto. Qed.
Lemma at_least_skip {n : nat} {P : Prop} {ps : list Prop} : at_least n ps -> at_least n (P :: ps).
Proof. destruct n; simpl; tauto. Qed.
Lemma at_least_fewer {n : nat} {ps : list Prop} : at_least (S n) ps -> at_least n ps.
Proof.
  revert n; induction ps as [|P ps step]; intros n; simpl; [tauto|].
  intros [[p rest]|rest]; [apply at_least_skip; exact rest|].
  apply at_least_skip, step, rest.
Qed.
Lemma at_least_or {n : nat} {P : Prop} {ps : list Prop} : at_least (S n) (P :: ps) -> P \\/ at_least (S n) ps.
Proof. simpl; tauto. Qed.
Lemma at_least_drop {n : nat} {P : Prop} {ps : list Prop} : at_least (S n) (P :: ps) -> ~ P -> at_least (S n) ps.
Proof. simpl; tauto. Qed.
Lemma at_least_less {n : nat} {P : Prop} {ps : list Prop} : at_least (S n) (P :: ps) -> at_least n ps.
Proof. simpl; intros [[_ rest]|rest]; [exact rest|apply at_least_fewer; exact rest]. Qed.
Lemma at_least_more {n : nat} {P : Prop} (ps : list Prop) : at_least n ps -> at_least n (ps ++ P :: nil).
Proof.
  revert n; induction ps as [|Q ps step]; intros [|n]; simpl; try tauto.
  intros [[q rest]|rest]; [left; split; [exact q|apply step; exact rest]|right; apply step; exact rest].
Qed.
Lemma at_least_and {n : nat} {P : Prop} (ps : list Prop) :
  at_least n ps -> P -> at_least (S n) (ps ++ P :: nil).
Proof.
  revert n; induction ps as [|Q ps step]; intros [|n]; simpl; try tauto.
  - intros _ p; right; apply step; [destruct ps; exact I|exact p].
  - intros [[q rest]|rest] p; [left; split; [exact q|apply step; assumption]|right; apply step; assumption].
Qed.
Lemma at_least_but {n : nat} {P : Prop} (ps : list Prop) :
  at_least n (ps ++ P :: nil) -> ~ P -> at_least n ps.
Proof.
  revert n; induction ps as [|Q ps step]; intros [|n]; simpl; try tauto.
  intros [[q rest]|rest] d; [left; split; [exact q|apply step; assumption]|right; apply step; assumption].
Qed.
Lemma at_least_without {n : nat} {P : Prop} (ps : list Prop) :
  at_least (S n) (ps ++ P :: nil) -> at_least n ps.
Proof.
  revert n; induction ps as [|Q ps step]; intros n; simpl.
  - destruct n; simpl; tauto.
  - intros [[q rest]|rest].
    + destruct n; simpl; [exact I|left; split; [exact q|apply step; exact rest]].
    + destruct n; simpl; [exact I|right; apply step; exact rest].
Qed.
Lemma found {A : Type} {P : A -> Prop} {R : Prop} : (exists x, P x) -> (forall x, P x -> R) -> R.
Proof. intros [x known] shows; exact (shows x known). Qed.
Lemma unmet (em : middle) {A : Type} {I P : A -> Prop} : ~ (forall x, I x -> P x) -> exists x, I x /\\ ~ P x.
Proof.
  intros denied; destruct (em (exists x, I x /\\ ~ P x)) as [there|none]; [exact there|].
  destruct denied; intros x ideal; destruct (em (P x)) as [met|not]; [exact met|].
  destruct none; exists x; tauto.
Qed.
Lemma carried {C : Type} (P : C -> Prop) {c d : C} : c = d -> P c -> P d. Proof. intros []; tauto. Qed.
Lemma carried_back {C : Type} (P : C -> Prop) {c d : C} : c = d -> P d -> P c. Proof. intros []; tauto. Qed.
"""
"""What every file begins with: the meaning of *exclusive or* and of counting, and a lemma for each use of a rule."""

_WORDS: Final = """
    Axiom Definition End Fixpoint Hypothesis IF Import Inductive Lemma Module Print Prop Qed Require Section Set Theorem
    Type Variable as at cofix else end exists exists2 fix for forall fun if in let match return then using where with
    False True I O S None Some all and bool conj cons eq ex false fst id iff inl inr inhabited list nat nil not option
    or or_introl or_intror pair proj1 proj2 snd sum true tt unit
    a actual agent c course course_of_events excluded_middle ideal n o refutation settled_at_ideal_worlds w world
"""
_RESERVED: Final = frozenset(_WORDS.split()) | frozenset(re.findall(r"(?:Definition|Fixpoint|Lemma) (\w+)", PRELUDE))
_KEPT: Final = re.compile(r"[LBxr]\d+(_k)?")
"""What lines, boxes and variables of terms are called."""


class _Coq:
    false, true, negation = "False", "True", "~"
    conjunction, disjunction, implication, equivalence = "/\\", "\\/", "->", "<->"

    def every(self, variable: str, kind: str, body: str) -> str:
        return f"forall {variable} : {kind}, {body}"

    def some(self, variable: str, kind: str, body: str) -> str:
        return f"exists {variable} : {kind}, {body}"

    def several(self, parts: Sequence[str]) -> str:
        return f"({''.join(f'{part} :: ' for part in parts)}nil)"

    def step(self, name: str, says: str, term: str, depth: int) -> Iterator[str]:
        yield f"{'  ' * depth}assert ({name} : {says}). {{ exact {term}. }}"

    def opening(self, name: str, says: str, variables: Sequence[str], depth: int) -> Iterator[str]:
        yield f"{'  ' * depth}assert ({name} : {says})."
        yield f"{'  ' * depth}{{ intros {' '.join(variables)}."

    def closing(self, term: str, depth: int) -> Iterator[str]:
        yield f"{'  ' * (depth + 1)}exact {term}. }}"


def coq(problem: Problem, proof: Proof, name: str = "refutation") -> str:
    """A file in which `coqc` finds a proof checked: that the statements, and what the proof assumes, clash.

    The proof must have been accepted by the kernel.
    """
    return batch([(name, problem, proof)])


def batch(proofs: Sequence[tuple[str, Problem, Proof]]) -> str:
    """One file with many proofs, each in a module of its name."""
    return PRELUDE + "".join("\n".join(("", *_module(*each), "")) for each in proofs)


def _module(name: str, problem: Problem, proof: Proof) -> Iterator[str]:
    writer = Writer(problem, _Coq(), Names(_RESERVED, _KEPT))
    yield f"Module {name}."
    yield "Section Refutation."
    yield "Hypothesis excluded_middle : forall P : Prop, P \\/ ~ P."
    yield ""
    yield "(* The frame *)"
    yield "Variables world course_of_events : Type."
    yield f"Inductive agent : Type := {' | '.join(map(writer.agent, problem.agents))}."
    yield "Variable actual : world."
    for scenario in problem.scenarios:
        yield f"Variable {writer.scenario(scenario)} : world."
    yield "Variable course : world -> course_of_events."
    yield "Variable ideal : agent -> world -> Prop."
    yield "Hypothesis settled_at_ideal_worlds : forall (a : agent) (w : world), ideal a w -> course w = course actual."
    yield ""
    yield "(* Propositions: of a world; settled ones of a course of events; rigid ones *)"
    kinds = {"plain": "world -> Prop", "settled": "course_of_events -> Prop", "rigid": "Prop"}
    for atom, rigidity in writer.atoms(proof):
        yield f"Variable {atom} : {kinds[rigidity]}."
    yield ""
    yield "(* Statements *)"
    for statement in problem.statements:
        yield f"Hypothesis {writer.statement(statement)} : {writer.hypothesis(statement)}. (* {statement.layer} *)"
    for line, says in writer.assumed(proof):
        yield f"Hypothesis {line} : {says}. (* assumed *)"
    yield ""
    yield "Theorem refutation : False."
    yield "Proof."
    yield from writer.write(proof)
    yield f"  exact {writer.conclusion(proof)}."
    yield "Qed."
    yield "End Refutation."
    yield "Print Assumptions refutation."
    yield f"End {name}."
