"""The proofs of answers, told: what `proofs.narrate` says of them in the words of their questions."""

from __future__ import annotations

from logic.answers.common import Contradiction
from logic.evidence import Deduction
from proofs.narrate import Level, Sentence, narrate
from proofs.prose.clause import capitalised
from proofs.prose.wording import Wording


def steps(contradiction: Contradiction, level: Level = "default") -> tuple[Sentence, ...]:
    """The sentences of a contradiction's proof; none where there is no proof that can be told."""
    proof, words = contradiction.proof, contradiction.words
    if not isinstance(proof, Deduction) or words is None:
        return ()
    return narrate(proof.proof, proof.problem, words, level)


def conclusion(contradiction: Contradiction) -> str:
    """What a proof shows whose assumption is the denial of it; nothing where it assumes nothing."""
    proof, words = contradiction.proof, contradiction.words
    if not isinstance(proof, Deduction) or words is None or not proof.proof.assumes:
        return ""
    wording = Wording(words)
    return "; ".join(capitalised(wording.say(line.formula, positive=False)) for line in proof.proof.assumes)
