"""What a composition is in a form that other programs read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, Literal, TypeAlias, get_args

from logic.answers.common import Answer, Json

Form: TypeAlias = Literal["smtlib", "tptp", "dimacs", "gcnf", "drat", "coq", "lean", "latex"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)

ExportVerdict: TypeAlias = Literal["exported", "consistent", "not_entailed", "undecided"]


@dataclass(frozen=True)
class ExportAnswer(Answer):
    """A composition, or a proof that it is contradictory, as text in a form.

    `verdict` is *consistent*, or *not_entailed*, where there is nothing that a proof could prove.
    """

    question: ClassVar[str] = "export"

    composition: str = ""
    form: Form = "smtlib"
    formula: str | None = None
    verdict: ExportVerdict = "undecided"
    text: str | None = None

    def body(self) -> Json:
        body: Json = {"composition": self.composition, "format": self.form}
        if self.formula is not None:
            body["formula"] = self.formula
        body["verdict"] = self.verdict
        if self.text is not None:
            body["text"] = self.text
        body["evidence"] = "none"
        return body
