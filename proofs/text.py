"""How a formula is written in one line; its order is that of what is written."""

from __future__ import annotations

from typing import Any


class Written:
    """What formulas are as text."""

    __slots__ = ()

    def __str__(self) -> str:
        node: Any = self
        match type(self).__name__:
            case "Constant":
                return "true" if node.value else "false"
            case "Atom":
                return f"{node.name}({', '.join(node.arguments)})" if node.arguments else str(node.name)
            case "Not":
                return f"not {node.body}"
            case "And":
                return f"({' and '.join(map(str, node.parts))})" if node.parts else "true"
            case "Or":
                return f"({' or '.join(map(str, node.parts))})" if node.parts else "false"
            case "Implies" | "Iff" | "Xor" as word:
                return f"({node.left} {word.lower()} {node.right})"
            case "AtLeast":
                return f"at least {node.number} of {{{', '.join(map(str, node.parts))}}}"
            case "Ought":
                return f"ought {node.body}" if node.agent is None else f"ought[{node.agent}] {node.body}"
            case "In":
                return f"(in {node.scenario}: {node.body})"
            case name:
                raise TypeError(f"no formula: {name}")

    def __repr__(self) -> str:
        return f"<{self}>"

    def __lt__(self, other: Written) -> bool:
        return str(self) < str(other)
