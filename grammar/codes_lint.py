"""Findings of the linter: W1 where syntax is enough, W2 where meaning is needed.

A finding is a warning, and can be answered in the file by a comment that gives a reason:
`# lint: W103 because …`, directly above the item or on a line of it.
"""

from __future__ import annotations

from grammar.catalogue import Entry

_SORTED = 'sort S = {A, B, C}\natom d(s: S) "{s} does"\n'


def _theory(*items: str) -> str:
    """A theory, well declared and cited, that states these items, and uses what it declares."""
    return _file(
        "theory t [@kielm]",
        'atom p "p holds"\natom q "q holds"\natom r "r holds"',
        *items,
        'fact used "One of the three holds.": p or q or r',
    )


def _sorted(*items: str) -> str:
    """The same, with a sort and an atom about it."""
    return _file("theory t [@kielm]", _SORTED.rstrip(), *items, 'fact used "Somebody does.": for some s in S: d(s)')


def _file(*lines: str) -> str:
    return "\n".join((*lines, ""))


_CONDUCT = ("vocabulary v", 'atom arms "the state arms"', 'atom secure "the state is secure"')
_POLICY = ("policy idleness [@gholz1997] extends v", 'prescription idle "It ought not to arm.": ought not arms')
_PRINCIPLES = "principles bridge extends v"

_SYNTAX = (
    Entry(
        "W101",
        "missing-gloss",
        "the {kind} `{name}` has no gloss",
        "say in plain English, in quotes after the name, what it says",
        _theory("axiom a: p implies q"),
        _theory('axiom a "Where p is, q is.": p implies q'),
    ),
    Entry(
        "W102",
        "missing-citation",
        "the {layer} `{name}` cites nobody, and neither does its module",
        "cite who holds it: `[@key, p. 1]` after the gloss, or in the heading for the whole module",
        _file("theory t", 'atom p "p holds"', 'axiom a "p is so.": p'),
        _file("theory t", 'atom p "p holds"', 'axiom a "p is so." [@kielm, n. 1]: p'),
    ),
    Entry(
        "W103",
        "mixed-connectives",
        "`and` stands beside `or` without parentheses",
        "put what belongs together in parentheses: as it stands it is `(… and …) or …`",
        _theory('axiom a "p with q, or r.": p and q or r'),
        _theory('axiom a "p with q, or r.": (p and q) or r'),
    ),
    Entry(
        "W104",
        "short-ought",
        "only what stands directly behind the `{word}` is under it, what follows the `and` is said to be so",
        "write `{word} (… and …)`, or, if it is meant, `({word} …) and …`",
        _theory('norm n "Both ought to be.": ought p and q'),
        _theory('norm n "Both ought to be.": ought (p and q)'),
    ),
    Entry(
        "W105",
        "conditional-under-some",
        "a conditional under `for {word}` says something else than it seems to",
        "for *some* write `and`; for *no* write `for every … if … then not …`, or `for no … and …`",
        _file(
            "theory t [@kielm]",
            _SORTED + 'atom e(s: S) "{s} errs"',
            'axiom a "Some doer errs.": for some s in S: if d(s) then e(s)',
        ),
        _file(
            "theory t [@kielm]",
            _SORTED + 'atom e(s: S) "{s} errs"',
            'axiom a "Some err.": for some s in S: d(s) and e(s)',
        ),
    ),
    Entry(
        "W106",
        "answer-without-reason",
        "a finding is answered without a reason, so it is not answered",
        "say why: `# lint: {codes} because …`",
        _theory("# lint: W103", 'axiom a "p with q, or r.": (p and q) or r'),
        _theory("# lint: W103 because it is read so in the source", 'axiom a "p with q, or r.": p and q or r'),
    ),
)

_MEANING = (
    Entry(
        "W201",
        "unused-atom",
        "nothing speaks of the atom `{name}`",
        "take the declaration away, or state what it was declared for",
        _file("theory t [@kielm]", 'atom p "p holds"', 'atom q "q holds"', 'axiom a "p is so.": p'),
        _file("theory t [@kielm]", 'atom p "p holds"', 'atom q "q holds"', 'axiom a "p or q is so.": p or q'),
    ),
    Entry(
        "W202",
        "idle-declaration",
        "the {kind} `{name}` is never used",
        "take it away, or use it",
        _theory("sort S = {A, B}"),
        _theory("sort S = {A, B}", 'atom d(s: S) "{s} does"', 'fact f "Somebody does.": for some s in S: d(s)'),
    ),
    Entry(
        "W203",
        "tautological-statement",
        "`{name}` says nothing: it could not be false",
        "take it away, or say what it was to exclude",
        _theory('axiom a "p or not p.": p or not p'),
        _theory('axiom a "p or not q.": p or not q'),
    ),
    Entry(
        "W204",
        "impossible-statement",
        "`{name}` could not be true, whatever else is so",
        "read it again: it contradicts itself",
        _theory('axiom a "p as much as its absence.": p iff not p'),
        _theory('axiom a "p as much as no q.": p iff not q'),
    ),
    Entry(
        "W205",
        "duplicate-statement",
        "`{name}` says what `{other}` says already",
        "keep one of the two: twice the same would count as two in a contradiction",
        _theory('axiom a "p, so q.": if p then q', 'axiom b "q if p.": p implies q'),
        _theory('axiom a "p, so q.": if p then q', 'axiom b "r if p.": p implies r'),
    ),
    Entry(
        "W206",
        "unknown-citation",
        "no bibliography has a work with the key `{key}`",
        "add it to a `references.bib` beside the file or above it, or correct the key: {guess}",
        _file("theory t [@waltz]", 'atom p "p holds"', 'axiom a "p is so.": p'),
        _file("theory t [@mearsheimer2001]", 'atom p "p holds"', 'axiom a "p is so.": p'),
    ),
    Entry(
        "W207",
        "clash-without-a-bridge",
        "`{name}` prescribes, but says besides how things are, and so can clash over `{atom}` with the axiom "
        "`{axiom}` without any bridge from is to ought",
        "put it under the `ought`, or state it in a fact or an axiom of its own",
        _file(
            *_CONDUCT,
            "theory t [@kielm] extends v",
            'axiom a "States arm, and are secure.": arms and secure',
            "policy idleness [@gholz1997] extends v",
            'prescription idle "It is not secure, and ought not to arm.": not secure and ought not arms',
            "argument x",
            'claim c "They clash.": t + idleness is contradictory',
        ),
        _file(
            *_CONDUCT,
            "theory t [@kielm] extends v",
            'axiom a "States arm, and are secure.": arms and secure',
            *_POLICY,
            "argument x",
            'claim c "They do not clash.": t + idleness is consistent',
        ),
    ),
    Entry(
        "W208",
        "idle-condition",
        "the condition after `where` {what}",
        "take it away, or say which cases were to be left out",
        _sorted('axiom a "All do.": for every s in S where s = s: d(s)'),
        _sorted('axiom a "All but A do.": for every s in S where s != A: d(s)'),
    ),
    Entry(
        "W209",
        "one-duty-two-bearers",
        "`{name}` lays on {bearer} the duty that `{other}` lays on {elsewhere}: for the logic these are two duties",
        "give both to one bearer, or state a norm that takes the one to the other",
        _sorted('norm n "A ought to.": ought[A] d(A)', 'norm m "It ought to be, and B does.": d(B) and ought d(A)'),
        _sorted('norm n "A ought to.": ought[A] d(A)', 'norm m "B ought to, and does.": d(B) and ought[A] d(B)'),
    ),
    Entry(
        "W210",
        "idle-norm",
        "nothing that `{name}` is composed with can meet its condition",
        "compose what says that the condition holds, or check how its atoms are spelt in the theory",
        _file(
            *_CONDUCT,
            'atom anarchy "there is anarchy"',
            "theory t [@kielm] extends v",
            'axiom a "States arm, insecure.": arms and not secure',
            _PRINCIPLES,
            'norm n "Under anarchy it ought to arm.": if anarchy then ought arms',
            "argument x",
            'claim c "They fit.": t + bridge is consistent',
        ),
        _file(
            *_CONDUCT,
            'atom anarchy "there is anarchy"',
            "theory t [@kielm] extends v",
            'axiom a "There is anarchy, and they are insecure.": anarchy and not secure',
            _PRINCIPLES,
            'norm n "Under anarchy it ought to arm.": if anarchy then ought arms',
            "argument x",
            'claim c "They fit.": t + bridge is consistent',
        ),
    ),
    Entry(
        "W211",
        "idle-scenario",
        "no statement says how the scenario `{name}` differs from what happened",
        "state a fact about it, `in {name}: …`, or take it away",
        _theory('scenario peace "had there been peace"'),
        _theory('scenario peace "had there been peace"', 'fact f "Then no p.": in peace: not p'),
    ),
    Entry(
        "W212",
        "law-makes-duty",
        "the law `{name}` alone makes obligatory whatever `{atom}` it predicts: its condition is the same in every "
        "ideal world",
        "make it an axiom, if it says what happens; a law says what no ideal world could change",
        _file(
            "vocabulary v",
            'rigid atom anarchy "there is anarchy"',
            'atom arms "the state arms"',
            "theory t [@kielm] extends v",
            'law a "Under anarchy it arms.": if anarchy then arms',
            *_POLICY,
        ),
        _file(
            "vocabulary v",
            'rigid atom anarchy "there is anarchy"',
            'atom arms "the state arms"',
            "theory t [@kielm] extends v",
            'axiom a "Under anarchy it arms.": if anarchy then arms',
            *_POLICY,
        ),
    ),
    Entry(
        "W213",
        "left-out-element",
        "the list names every element of `{sort}` but `{missing}`",
        "write `for every … in {sort}`, add the one left out, or say with `where` that it is left out",
        _sorted('axiom a "All do.": d(A) and d(B)'),
        _sorted('axiom a "All do.": d(A) and d(B) and d(C)'),
    ),
    Entry(
        "W214",
        "broken-bibliography",
        "the bibliography {path} cannot be read: {why}",
        "correct the file: until then no citation is looked up in it",
    ),
)

ENTRIES = (*_SYNTAX, *_MEANING)
