namespace refutation

inductive agent where
  | nobody_in_particular
  | agent_US
open agent

theorem refutation
    (excluded_middle : ∀ P : Prop, P ∨ ¬ P)
    -- The frame
    {world course_of_events : Type} (actual : world)
    (in_s : world)
    (course : world → course_of_events) (ideal : agent → world → Prop)
    (settled_at_ideal_worlds : ∀ (a : agent) (w : world), ideal a w → course w = course actual)
    -- Propositions: of a world; settled ones of a course of events; rigid ones
    (enlarged_NATO : course_of_events → Prop)
    (p : world → Prop)
    (q : world → Prop)
    -- Statements
    (t_duty : (∀ w : world, (ideal nobody_in_particular w) → ((enlarged_NATO (course w)) ∧ (p w)))) -- norm
    (t_way : ∀ w : world, ((p w) → (q w))) -- law
    (t_ban : (∀ w : world, (ideal nobody_in_particular w) → (¬ (q w)))) -- prescription
    (t_there : ((p in_s) ∨ (at_least 2 [(p in_s), (q in_s), (enlarged_NATO (course in_s))]))) -- fact
    (t_consistent : ∀ a : agent, ∃ w : world, (ideal a w)) -- principle
    : False := by
  have L1 : (∀ w : world, (ideal nobody_in_particular w) → ((enlarged_NATO (course w)) ∧ (p w))) := t_duty
  have L2 : (∀ w : world, (ideal nobody_in_particular w) → (¬ (q w))) := t_ban
  have B1 : ∀ w1 : world, (ideal nobody_in_particular w1) → False := by
    intro w1 B1_k
    have L3 : ((enlarged_NATO (course w1)) ∧ (p w1)) := (L1 w1 B1_k)
    have L4 : (p w1) := (right_of L3)
    have L5 : ((p w1) → (q w1)) := (t_way w1)
    have L6 : (q w1) := (L5 L4)
    have L7 : (¬ (q w1)) := (L2 w1 B1_k)
    have L8 : (enlarged_NATO (course w1)) := (left_of L3)
    have L9 : (enlarged_NATO (course actual)) := (carried (fun c : course_of_events => (enlarged_NATO c)) (settled_at_ideal_worlds nobody_in_particular w1 B1_k) L8)
    have L10 : False := (L7 L6)
    exact L10
  have L11 : False := (found (t_consistent nobody_in_particular) B1)
  exact L11

#print axioms refutation
end refutation
end antinomy
