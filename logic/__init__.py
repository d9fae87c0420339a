"""From syntax to meaning to answers; one module of this room, `logic.solver`, imports z3."""
