"""Diagnostics of names (E2), formulas (E3), compositions (E4, W4), size (E6) and claims (E7).

An example is a whole file; a fault of composition is shown by a claim. One table, and long because each code
has its words and two files.
"""

from __future__ import annotations

from textwrap import dedent

from grammar.catalogue import Entry


def _entry(code: str, slug: str, words: tuple[str, str], *examples: str) -> Entry:
    """An entry; its words say what is wrong and what to write instead, its examples are whole files, or none."""
    wrong, right = (dedent(each).strip() + "\n" for each in examples or ("", ""))
    return Entry(code, slug, *words, wrong if examples else "", right if examples else "")


_HEAD = """
sort S = {A "a", B}
sort R = {C}
atom p
atom q
settled atom h
atom d(s: S)
atom e(s: S, r: R)
scenario war
"""


def _body(code: str, slug: str, words: tuple[str, str], wrong: str, right: str) -> Entry:
    """An entry whose examples are the last lines of one theory."""
    head = f"theory t{_HEAD}"
    return Entry(code, slug, *words, f"{head}{wrong}\n", f"{head}{right}\n")


def _asked(code: str, slug: str, words: tuple[str, str], wrong: str, right: str) -> Entry:
    """An entry whose examples are the last lines of an argument about two theories and a pool."""
    head = (
        "theory t\natom p\naxiom a: p\n\ntheory u\natom q\naxiom b: not q\n\n"
        "pool premises\natom r\naxiom c: r\n\ntheory rival\natom p\naxiom a: not p\n\nargument said\n"
    )
    return Entry(code, slug, *words, f"{head}{wrong}\n", f"{head}{right}\n")


_NAMES = (
    _body(
        "E201",
        "unknown-name",
        ("nothing named `{name}` is known here", "{guess}"),
        "axiom a: anarchy",
        "atom anarchy\naxiom a: anarchy",
    ),
    _body(
        "E202",
        "wrong-number-of-arguments",
        (
            "`{name}` has {given} arguments, but takes {wanted}",
            "write it as `{shape}`, with an element or a variable for each sort",
        ),
        "axiom a: d",
        "axiom a: d(A)",
    ),
    _body(
        "E203",
        "wrong-sort",
        (
            "`{name}` is of sort {given}, but {wanted} is wanted here",
            "write an element or a variable of sort {wanted}; mind the order of the arguments",
        ),
        "axiom a: e(C, A)",
        "axiom a: e(A, C)",
    ),
    _body(
        "E204",
        "unknown-sort",
        ("no sort named `{name}` is known here", "{guess}"),
        "axiom a: for every x in State: p",
        "axiom a: for every x in S: d(x)",
    ),
    _body(
        "E205",
        "declared-twice",
        (
            "`{name}` is declared twice in this module",
            "leave one of the two out, or give it another name; elements, atoms and definitions share their names",
        ),
        "atom p",
        "atom p2",
    ),
    _entry(
        "E206",
        "declarations-disagree",
        (
            "`{name}` is declared by two modules that meet here, and they disagree: {what}",
            "declare it once, in a vocabulary that both extend, or give one of the two another name",
        ),
        """
        theory t
        atom p

        theory u
        settled atom p

        argument said
        claim both: t + u is consistent
        """,
        """
        theory t
        atom p

        theory u
        atom p

        argument said
        claim both: t + u is consistent
        """,
    ),
    _body(
        "E207",
        "element-in-two-sorts",
        (
            "`{name}` is an element of {one} already, and cannot belong to {other} too",
            "an element belongs to one sort: give it another name in one of them",
        ),
        "sort T = {A}",
        "sort T = {A2}",
    ),
    _body(
        "E208",
        "variable-repeats-a-name",
        (
            "the variable `{name}` repeats a name that is visible here",
            "choose a name that no element, atom, definition or outer variable has",
        ),
        "axiom a: for every p in S: d(p)",
        "axiom a: for every x in S: d(x)",
    ),
    _body(
        "E209",
        "unknown-scenario",
        ("no scenario named `{name}` is known here", "{guess}"),
        "axiom a: in peace: p",
        "scenario peace\naxiom a: in peace: p",
    ),
    _body(
        "E210",
        "circular-definition",
        (
            "the definition of `{name}` uses `{name}` itself, directly or through others",
            "define it in other terms, or declare it as an atom and state an axiom about it",
        ),
        "define f: p or f",
        "define f: p or q",
    ),
    _body(
        "E211",
        "element-for-proposition",
        (
            "`{name}` is of sort {sort} and says nothing that could be true",
            "write a proposition about it, such as `p({name})`, or compare it: `{name} = …`",
        ),
        "axiom a: A and p",
        "axiom a: d(A) and p",
    ),
    _body(
        "E212",
        "proposition-for-element",
        (
            "`{name}` is a proposition, but an element or a variable belongs here",
            "write an element of a sort, or a variable that a `for` introduces",
        ),
        "axiom a: d(p)",
        "axiom a: d(A)",
    ),
    _body(
        "E213",
        "unknown-parameter-in-gloss",
        (
            "the gloss names `{name}` in braces, which is no parameter (known: {known})",
            "write a parameter between the braces; a brace itself is written `{{{{` or `}}}}`",
        ),
        'atom f(s: S) "{x} falls"',
        'atom f(s: S) "{s} falls"',
    ),
    _entry(
        "E214",
        "enlarges-nothing-inherited",
        (
            "`+=` enlarges a sort that a module inherits, but `{name}` is not inherited here",
            "extend the module that declares the sort, or declare it with `=`, all its elements at once",
        ),
        """
        theory t
        sort State += {Russia}
        """,
        """
        vocabulary v
        sort State = {US}

        theory t extends v
        sort State += {Russia}
        """,
    ),
    _body(
        "E216",
        "citation-without-key",
        ("a part of this citation has no key", "write `[@key, locator]`; several works are separated by semicolons"),
        "axiom a [@waltz1979; Jervis 1978]: p",
        "axiom a [@waltz1979; @jervis1978]: p",
    ),
)

_OUGHT = (
    _body(
        "E301",
        "may-not",
        (
            "`may not` forbids in English, but would permit in logic",
            "to forbid write `ought not …`; to permit that it does not happen, `may (not …)`",
        ),
        "prescription a: may not p",
        "prescription a: may (not p)",
    ),
    _body(
        "E302",
        "ought-inside-ought",
        (
            "{what} speaks of what ought to be, inside an `ought` or a `may`",
            "state each obligation by itself: obligations are not nested in this language",
        ),
        "norm a: ought (p and may q)",
        "norm a: ought p and may q",
    ),
    _body(
        "E303",
        "ought-in-scenario",
        (
            "{what} speaks of what ought to be, inside a scenario",
            "only the actual world has obligations: say outside the `in` what ought to be",
        ),
        "norm a: in war: ought p",
        "norm a: if (in war: p) then ought p",
    ),
    _body(
        "E304",
        "scenario-in-scenario",
        ("{what} speaks of a scenario, inside another", "scenarios are not nested: put one beside the other"),
        "scenario peace\naxiom a: in war: (p and in peace: q)",
        "scenario peace\naxiom a: (in war: p) and (in peace: q)",
    ),
    _body(
        "E305",
        "scenario-inside-ought",
        (
            "{what} speaks of a scenario, inside an `ought` or a `may`",
            "an ideal world has no scenarios of its own: put the `in` outside",
        ),
        "norm a: ought (p and in war: q)",
        "norm a: ought p and in war: q",
    ),
    _body(
        "E306",
        "ought-in-law",
        (
            "{what} speaks of what ought to be, inside a law",
            "a law holds in ideal worlds too, which have no obligations: make it a `norm`, or leave the `ought` out",
        ),
        "law a: if p then ought q",
        "norm a: if p then ought q",
    ),
    _body(
        "E307",
        "scenario-in-law",
        (
            "{what} speaks of a scenario, inside a law",
            "a law holds in every scenario as it is: leave the `in` out, or make it an `axiom`",
        ),
        "law a: in war: p",
        "axiom a: in war: p",
    ),
    _body(
        "E308",
        "nothing-to-choose",
        (
            "no ideal world could differ on what this `{word}` is about: it holds no plain atom",
            "speak of an atom that is neither `settled` nor `rigid`",
        ),
        "norm a: ought h",
        "norm a: if h then ought p",
    ),
    _body(
        "E309",
        "where-beyond-equality",
        (
            "`where` takes `=`, `!=`, connectives and parentheses alone",
            "put the condition into the formula: `for every x in S: if p(x) then q(x)`",
        ),
        "axiom a: for every x in S where d(x): p",
        "axiom a: for every x in S where x != A: if d(x) then p",
    ),
    _body(
        "E310",
        "prescription-without-ought",
        (
            "the prescription `{name}` says neither `ought` nor `may`",
            "say what ought to be done, `ought …`, or make it an `axiom` or a `fact`",
        ),
        "prescription a: p",
        "prescription a: ought p",
    ),
    _body(
        "E311",
        "frame-outside-principle",
        (
            "`{name}` says what any obligation is, but is written as `{layer}`",
            "make it a `principle`, or say what ought to be: `ought p`",
        ),
        "axiom a: ought is consistent",
        "principle a: ought is consistent",
    ),
    _body(
        "E312",
        "principle-without-frame",
        (
            "the principle `{name}` is none of the three that there are",
            "write `ought is consistent`, `ought is jointly consistent` or `ought implies can`; or make it a `norm`",
        ),
        "principle a: ought p",
        "norm a: ought p",
    ),
    _body(
        "E313",
        "equality-across-sorts",
        (
            "the two sides are of different sorts, {left} and {right}, and could never be equal",
            "compare elements or variables of one sort",
        ),
        "axiom a: for every x in S, y in R where x != y: e(x, y)",
        "axiom a: for every x in S, y in R where x != A: e(x, y)",
    ),
    _body(
        "E314",
        "propositions-compared",
        ("`=` and `!=` compare elements, not propositions", "write `{left} {word} {right}`"),
        "axiom a: p = q",
        "axiom a: p iff q",
    ),
)

_MODULES = (
    _entry(
        "E401",
        "unknown-module",
        ("no module or setting named `{name}` can be found", "{guess}"),
        "theory t extends realism_of_nobody",
        """
        vocabulary realism_of_nobody

        theory t extends realism_of_nobody
        """,
    ),
    _entry(
        "E402",
        "circle-of-extensions",
        (
            "`{name}` extends itself, through `{through}`",
            "put what both share into a module that both extend, and let neither extend the other",
        ),
        """
        theory t extends u

        theory u extends t
        """,
        """
        vocabulary shared

        theory t extends shared

        theory u extends shared
        """,
    ),
    _entry(
        "E403",
        "extends-what-cannot-be-extended",
        (
            "`{name}` is of the kind `{kind}` and cannot be extended",
            "extend a vocabulary, a theory, a policy, a case or principles; name the rest in a composition",
        ),
        """
        pool premises
        atom p
        axiom a: p

        theory t extends premises
        """,
        """
        vocabulary shared
        atom p

        pool premises extends shared
        axiom a: p

        theory t extends shared
        """,
    ),
    _asked(
        "E404",
        "pool-composed-whole",
        (
            "`{name}` is a pool, which may hold rivals, and cannot be composed whole",
            "pick the statements that you mean: `{name}.statement`",
        ),
        "claim x: t + premises is consistent",
        "claim x: t + premises.c is consistent",
    ),
    _asked(
        "E405",
        "unknown-statement",
        ("`{module}` has no statement named `{name}`", "{guess}"),
        "claim x: t.b is consistent",
        "claim x: t.a is consistent",
    ),
    _asked(
        "E406",
        "taken-away-but-not-there",
        (
            "`{name}` is taken away, but nothing of it is there",
            "take away what the composition brings, or leave this out",
        ),
        "claim x: t - u.b is consistent",
        "claim x: t + u - u.b is consistent",
    ),
    _entry(
        "E407",
        "name-used-twice",
        (
            "two modules or settings in one place have the name `{name}`",
            "give one of them another name; settings and modules share their names",
        ),
        """
        theory t
        atom p

        policy t
        atom p
        """,
        """
        theory t
        atom p

        policy u
        atom p
        """,
    ),
    _entry(
        "E408",
        "two-modules-of-one-name",
        (
            "two different modules named `{name}` meet here, from different places",
            "give one of them another name, or give the program the one file that both shall use",
        ),
    ),
    _entry(
        "E409",
        "statement-in-argument",
        (
            "an argument holds claims and settings, and nothing else",
            "put this into a module of another kind, and name that module in the claims",
        ),
        """
        argument said
        atom p
        """,
        """
        vocabulary shared
        atom p

        argument said
        claim x: shared is consistent
        """,
    ),
    _body(
        "E411",
        "statements-of-one-name",
        ("this module has two statements or claims named `{name}`", "give one of them another name"),
        "axiom a: p\naxiom a: q",
        "axiom a: p\naxiom b: q",
    ),
    _asked(
        "E412",
        "circular-setting",
        ("the setting `{name}` brings itself, directly or through others", "name in it what it shall consist of"),
        "setting one = t + two\nsetting two = one + u\nclaim x: two is consistent",
        "setting one = t\nsetting two = one + u\nclaim x: two is consistent",
    ),
    _entry(
        "E415",
        "claim-outside-argument",
        (
            "claims and settings stand in an `argument`, but `{module}` is of the kind `{kind}`",
            "begin an argument before it: `argument name`",
        ),
        """
        theory t
        atom p
        axiom a: p
        claim x: t is consistent
        """,
        """
        theory t
        atom p
        axiom a: p

        argument said
        claim x: t is consistent
        """,
    ),
    _asked(
        "E416",
        "argument-composed",
        (
            "`{name}` is an argument: it holds claims, and nothing that could be composed",
            "name the modules or the settings that you mean",
        ),
        "claim x: t + said is consistent",
        "claim x: t + u is consistent",
    ),
    _asked(
        "E417",
        "setting-taken-away",
        (
            "`{name}` is a setting, and cannot be taken away",
            "take away modules or statements: `- module`, `- module.statement`",
        ),
        "setting both = t + u\nclaim x: t + both - both is consistent",
        "setting both = t + u\nclaim x: t + both - u is consistent",
    ),
    _entry(
        "E418",
        "no-premises-to-pick-from",
        (
            "`{name}` is a {kind}: there are no premises to pick from in it",
            "name a pool, principles, a case, or one of their statements",
        ),
    ),
    _entry(
        "W401",
        "name-in-another-place",
        (
            "`{name}` is taken from here, but another place has the name too",
            "give it another name unless this one is meant to stand in for the other",
        ),
    ),
    _entry(
        "W402",
        "glosses-clash",
        (
            "two modules gloss `{name}` differently: one word, and perhaps two concepts",
            "give them one gloss, or two names",
        ),
        """
        theory t
        atom power "it has the greater means"
        axiom a: power

        theory u
        atom power "it gets what it wants"
        axiom b: power

        argument said
        claim x: t + u is consistent
        """,
        """
        theory t
        atom power "it has the greater means"
        axiom a: power

        theory u
        atom power "it has the greater means"
        axiom b: power

        argument said
        claim x: t + u is consistent
        """,
    ),
    _entry(
        "W403",
        "premises-left-out",
        (
            "the premises of `{name}` are not on offer here, for it does not compose with the question: {why}",
            "nothing, unless they are wanted: name them with --from, to be told all that is wrong",
        ),
    ),
)


def _many(count: int) -> str:
    return ", ".join(f"E{number}" for number in range(1, count + 1))


def _sized(count: int, statement: str) -> str:
    """A theory of many states, and a claim about it."""
    return (
        f"theory t\nsort S = {{{_many(count)}}}\natom d(a, b, c: S)\n{statement}\n\n"
        "argument said\nclaim x: t is consistent\n"
    )


def _deep(depth: int) -> str:
    """Three definitions of some depth, one inside the other, and a claim."""
    prefix = "not " * depth
    return (
        f"theory t\natom p\ndefine f: {prefix}p\ndefine g: {prefix}f\ndefine h: {prefix}g\naxiom a: h\n\n"
        "argument said\nclaim x: t is consistent\n"
    )


_SIZES = (
    Entry(
        "E601",
        "too-large-when-spelt-out",
        "with {name} the question grows to {size} parts once every `for` is spelt out; the limit is {limit}",
        "use fewer variables in one `for`, or smaller sorts",
        _sized(20, "axiom a: for every x, y, z, v, w in S: d(x, y, z) or d(v, w, x)"),
        _sized(20, "axiom a: for every x, y, z in S: d(x, y, z) or d(z, y, x)"),
    ),
    Entry(
        "E602",
        "too-deep-when-unfolded",
        "{name} is {depth} levels deep once its definitions are unfolded; the limit is {deepest}",
        "put an atom, and an axiom about it, in place of a definition",
        _deep(100),
        _deep(10),
    ),
    Entry(
        "E603",
        "too-many-worlds",
        "the {duties} obligations of this question take {size} parts in all their worlds; the limit is {limit}",
        "state fewer obligations: one `ought` before a `for` is one obligation, where each under a `for` has a world",
        _sized(13, "norm a: for every x, y, z in S: ought d(x, y, z)"),
        _sized(13, "norm a: ought for every x, y, z in S: d(x, y, z)"),
    ),
)

_CLAIMS = (
    _asked(
        "E701",
        "blames-what-is-not-there",
        (
            "`{name}` is said to be part of a contradiction, but is no statement of the composition",
            "name statements that the composition brings, by their full names: `module.statement`",
        ),
        "claim x: t + rival is contradictory because of {t.a, u.b}",
        "claim x: t + rival is contradictory because of {t.a, rival.a}",
    ),
)

ENTRIES = (*_NAMES, *_OUGHT, *_MODULES, *_SIZES, *_CLAIMS)
