"""The static rules: each example of the catalogue, and each rule where it is easiest to forget."""

from __future__ import annotations

import ast
from io import BytesIO, TextIOWrapper
from pathlib import Path
from string import Formatter

import pytest

import logic
from grammar import codes_meaning
from grammar.catalogue import Entry, catalogue, instead, says
from grammar.diagnostics import Diagnostic
from grammar.span import Source
from logic.limits import Limits
from logic.questions.check import check
from logic.questions.entails import entails
from logic.questions.prove import claims_of, decide
from logic.theory import Theory
from logic.workspace import Workspace

ENTRIES = codes_meaning.ENTRIES
OF_FILES = {"E408", "E418", "W401", "W403"}
"""Codes that take several places, or an option, to come about; they have tests of their own, and no examples."""


def load(text: str) -> Theory:
    return Theory(Workspace(sources=[Source("x.axioms", text)], library=None))


def found(theory: Theory) -> tuple[set[str], set[str]]:
    """The codes that a user would see, and the outcomes of the claims."""
    modules = theory.workspace.given.modules
    seen: list[Diagnostic] = list(theory.workspace.diagnostics)
    outcomes: set[str] = set()
    for module in modules:
        seen.extend(theory.check_closure(module))
    for claim in claims_of(modules):
        answer = decide(theory, claim, Limits())
        seen.extend(answer.faults)
        outcomes.add(answer.outcome)
    for diagnostic in seen:
        assert "…" not in says(diagnostic).replace("`ought …`", ""), "every brace of the words is filled"
    return {diagnostic.code for diagnostic in seen}, outcomes


def codes(text: str) -> set[str]:
    return found(load(text))[0]


# The catalogue


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.wrong], ids=lambda entry: entry.code)
def test_the_wrong_example_is_reported_under_its_code_alone(entry: Entry) -> None:
    seen, outcomes = found(load(entry.wrong))
    assert seen == {entry.code}
    if outcomes:
        assert outcomes == ({"holds"} if entry.severity == "warning" else {"error"})


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.wrong], ids=lambda entry: entry.code)
def test_the_right_example_is_clean(entry: Entry) -> None:
    seen, outcomes = found(load(entry.right))
    assert seen == set()
    assert outcomes <= {"holds"}


def test_every_code_has_examples_but_those_of_several_places() -> None:
    assert {entry.code for entry in ENTRIES if not entry.wrong or not entry.right} == OF_FILES


def test_the_catalogue_holds_the_codes_in_use_and_no_others() -> None:
    used = set()
    for path in Path(logic.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) == len("E101"):
                used |= {node.value} if node.value[0] in "EW" and node.value[1:].isdigit() else set()
    assert {entry.code for entry in ENTRIES} <= used <= set(catalogue())


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_words_are_whole(entry: Entry) -> None:
    bare = Diagnostic(entry.code)
    for words in (says(bare), instead(bare)):
        assert words.strip() == words != ""
        assert not words.endswith(".")
    assert all(name for _, name, _, _ in Formatter().parse(entry.says + entry.instead) if name is not None)
    assert entry.slug == entry.slug.lower()
    assert " " not in entry.slug


def test_slugs_are_unique() -> None:
    slugs = [entry.slug for entry in catalogue().values()]
    assert len(slugs) == len(set(slugs))


# Rules of formulas: in a file, through a definition, and in a formula asked about

HEAD = """
theory t
sort S = {A, B}
sort R = {C}
atom p
atom q
atom d(s: S)
settled atom h
rigid atom g
scenario war
scenario peace
define duty: ought p
define permitted: may p
define deep_duty: q and duty
define course: in war: p
define deep_course: q and course
define history: h or g
define deed: p
define has(s: S): d(s)
axiom base: p
"""

FORMULAS = {
    "p and has(A)": set(),
    "nothing": {"E201"},
    "d(x)": {"E201"},
    "ought[Z] p": {"E201"},
    "p(A)": {"E202"},
    "has": {"E202"},
    "d(A, B)": {"E202"},
    "has(C)": {"E203"},
    "for every x in R: d(x)": {"E203"},
    "for every x in T: p": {"E204"},
    "for every x in T where x != A: d(x)": {"E204"},
    "for every A in S: p": {"E208"},
    "for every has in S: p": {"E208"},
    "for every x in S: for some x in R: p": {"E208"},
    "for every x, x in S: p": {"E208"},
    "(for every x in S: d(x)) and for some x in S: d(x)": set(),
    "in past: p": {"E209"},
    "A": {"E211"},
    "for some x in S: x": {"E211"},
    "d(p)": {"E212"},
    "ought[p] q": {"E212"},
    "A = deed": {"E314"},
    "may not p": {"E301"},
    "may ~p": {"E301"},
    "may not (p and q)": {"E301"},
    "may (not p)": set(),
    "not may p": set(),
    "ought ought p": {"E302"},
    "may duty": {"E302"},
    "ought (p and permitted)": {"E302"},
    "ought deep_duty": {"E302"},
    "in war: may p": {"E303"},
    "in war: deep_duty": {"E303"},
    "in war: in peace: p": {"E304"},
    "in war: deep_course": {"E304"},
    "ought in war: p": {"E305"},
    "may deep_course": {"E305"},
    "ought h": {"E308"},
    "may g": {"E308"},
    "ought history": {"E308"},
    "ought A = B": {"E308"},
    "ought true": {"E308"},
    "ought (h and deed)": set(),
    "ought has(A)": set(),
    "for every x in S where p: q": {"E309"},
    "for every x in S where deed or x = A: q": {"E309"},
    "for every x in S where true: q": {"E309"},
    "for every x, y in S where not (x = y and x != A): q": set(),
    "A = C": {"E313"},
    "for every x in S, y in R where x = y: q": {"E313"},
    "p = q": {"E314"},
    "p != q": {"E314"},
    "nothing and never": {"E201"},
    "ought nothing": {"E201"},
}


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_rule_holds_in_a_statement(formula: str) -> None:
    assert codes(f"{HEAD}norm n: {formula}\n") == FORMULAS[formula]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_rule_holds_for_a_formula_asked_about(formula: str) -> None:
    answer = entails(load(HEAD), "t", formula)
    seen = {fault.code for fault in answer} if isinstance(answer, tuple) else set()
    assert seen == FORMULAS[formula]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_rule_holds_in_a_claim(formula: str) -> None:
    seen, outcomes = found(load(f"{HEAD}argument said\nclaim c: t entails {formula}\n"))
    assert seen == FORMULAS[formula]
    assert ("error" in outcomes) == bool(seen)


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("law l: duty", "E306"),
        ("law l: deep_duty", "E306"),
        ("law l: may p", "E306"),
        ("law l: course", "E307"),
        ("law l: deep_course", "E307"),
        ("prescription l: deed", "E310"),
        ("fact l: ought is jointly consistent", "E311"),
        ("prescription l: ought implies can", "E311"),
        ("principle l: p", "E312"),
        ("define f: g2\ndefine g2: f", "E210"),
        ("define f(s: S): for some x in S: f(x)", "E210"),
        ("define f(p: S): d(p)", "E208"),
        ("define f(s, s: S): d(s)", "E208"),
        ("atom f(s: Nowhere)", "E204"),
        ("atom f(s: Nowhere)\naxiom l: f(A)", "E204"),
        ("define f(s: S): d(x)", "E201"),
        ('define f(s: S) "{t}": d(s)', "E213"),
        ('atom f(s: S) "{}"', "E213"),
        ("atom A", "E205"),
        ("define p: q", "E205"),
        ("scenario war", "E205"),
        ("sort S = {D}", "E205"),
        ("sort T = {D, D}", "E205"),
        ("sort S += {D}", "E214"),
        ("axiom base: q", "E411"),
        ("axiom l [@jervis1978; Waltz]: p", "E216"),
        ("setting s = t", "E415"),
    ],
)
def test_a_rule_of_items(item: str, code: str) -> None:
    assert codes(HEAD + item + "\n") == {code}


@pytest.mark.parametrize(
    "item",
    [
        "law l: if p then q",
        "prescription l: duty",
        "prescription l: if h then permitted",
        'atom f(s: S) "{{x}} {s}"',
        "atom S",
        "atom war",
        "axiom p: q",
        "sort T = {}",
        "define f: deed\ndefine k: f and f",
        "law l: history",
    ],
)
def test_what_is_allowed(item: str) -> None:
    assert codes(HEAD + item + "\n") == set()


def test_a_module_enlarges_a_sort_that_it_inherits() -> None:
    text = "vocabulary v\nsort S = {A}\natom d(s: S)\n\ntheory t extends v\n"
    assert codes(f"{text}sort S += {{A, B}}\nsort S += {{B}}\naxiom a: d(B)\n") == set()
    assert codes(f"{text}sort S += {{B, B}}\n") == {"E205"}
    assert codes(f"{text}atom B\nsort S += {{B}}\n") == {"E205"}
    assert codes(f"{text}sort T = {{C}}\nsort S += {{C}}\n") == {"E207"}
    assert codes(f"{text}sort S = {{A}}\nsort S += {{B}}\n") == {"E214"}


def test_an_unknown_module_in_a_setting_is_found_though_nobody_uses_it() -> None:
    assert codes("theory t\natom p\n\nargument x\nsetting s = t + nobody.a - nobody\n") == {"E401"}


def test_a_part_of_a_citation_without_a_key_is_found_in_headings_and_claims_too() -> None:
    assert codes("theory t [@a; b]\natom p\n") == {"E216"}
    assert codes(HEAD + "argument x\nclaim c [@a; b]: t is consistent\n") == {"E216"}


# Faults of syntax


def test_a_file_with_a_fault_of_syntax_reports_that_alone() -> None:
    text = "theory t\natom p(\naxiom a: p\naxiom b: p and r\naxiom b: q\n\nargument x\nclaim c: t is consistent\n"
    assert {code[:2] for code in codes(text)} == {"E1"}


def test_what_extends_a_module_of_a_faulty_file_is_not_reported_either() -> None:
    faulty = Source("v.axioms", "vocabulary v\natom p(\natom q\n")
    fine = Source("t.axioms", "theory t extends v\naxiom a: p and q\n\nargument x\nclaim c: t is consistent\n")
    seen, outcomes = found(Theory(Workspace(sources=[faulty, fine], library=None)))
    assert {code[:2] for code in seen} == {"E1"}
    assert outcomes == {"error"}


def test_a_statement_missing_from_a_faulty_file_is_not_reported() -> None:
    faulty = Source("v.axioms", "pool v\natom p\naxiom a: p and\n")
    answer = check(Theory(Workspace(sources=[faulty], library=None)), "v.a")
    assert isinstance(answer, tuple)
    assert {fault.code[:2] for fault in answer} == {"E1"}


def test_headings_without_a_name_do_not_meet() -> None:
    text = "theory\natom p\naxiom a: p\n\npolicy\natom p\naxiom a: p\n"
    assert {code[:2] for code in codes(text)} == {"E1"}


# Compositions

PARTS = """
vocabulary base
sort S = {A}
atom p
atom q
atom r
atom d(s: S)

theory left extends base
axiom l: p

theory right extends base
axiom k: q

theory top extends left, right
axiom t: if p and q then r
axiom all: for every x in S: d(x)

theory wider extends base
sort S += {B}
fact b: not d(B)

pool premises extends base
axiom x: p
axiom y: not p

argument said
setting two = left + right
setting three = two + premises.y - left.l
"""


@pytest.mark.parametrize(
    ("composition", "statements"),
    [
        ("top", ["left.l", "right.k", "top.t", "top.all"]),
        ("right + left", ["right.k", "left.l"]),
        ("right + top", ["right.k", "left.l", "top.t", "top.all"]),
        ("top.t", ["top.t"]),
        ("top - left", ["right.k", "top.t", "top.all"]),
        ("top - top", ["left.l", "right.k"]),
        ("left - left.l + right", ["right.k"]),
        ("left - left.l + left", []),
        ("two", ["left.l", "right.k"]),
        ("three", ["right.k", "premises.y"]),
        ("three + left", ["right.k", "premises.y"]),
        ("premises.y + premises.x", ["premises.y", "premises.x"]),
        ("left + left + left.l", ["left.l"]),
        ("base", []),
    ],
)
def test_what_a_composition_brings(composition: str, statements: list[str]) -> None:
    answer = check(load(PARTS), composition)
    assert not isinstance(answer, tuple), answer
    assert answer.composed is not None
    assert [statement.name for statement in answer.composed.statements] == statements


@pytest.mark.parametrize(
    ("composition", "code"),
    [
        ("left - right", "E406"),
        ("left - left.l - base", "E406"),
        ("three - premises.x", "E406"),
        ("left - nobody", "E401"),
        ("left - left.nothing", "E405"),
        ("two.l", "E405"),
        ("premises", "E404"),
        ("left - two", "E417"),
        ("said", "E416"),
    ],
)
def test_what_no_composition_may_be(composition: str, code: str) -> None:
    answer = check(load(PARTS), composition)
    assert isinstance(answer, tuple)
    assert [fault.code for fault in answer] == [code]


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("top is consistent", "holds"),
        ("top + wider is contradictory because of {top.all, wider.b}", "holds"),
        ("top + wider.b is contradictory", "holds"),
        ("top + wider - wider is consistent", "holds"),
        ("top + wider - wider entails d(B)", "holds"),
        ("top entails d(A)", "holds"),
        ("top entails d(B)", "error"),
        ("top entails r", "holds"),
        ("top - left does not entail r", "holds"),
        ("three does not entail p", "holds"),
        ("three entails not p", "holds"),
        ("premises.x + premises.y is contradictory", "holds"),
        ("left is equivalent to premises.x", "holds"),
        ("left + right - left.l is equivalent to right + left", "holds"),
    ],
)
def test_a_claim_about_compositions(claim: str, outcome: str) -> None:
    theory = load(f"{PARTS}claim c: {claim}\n")
    (claimed,) = claims_of(theory.workspace.given.modules)
    assert decide(theory, claimed, Limits()).outcome == outcome


POLICY = """
vocabulary v
atom p

theory t extends v
norm n: ought p

policy ban extends v
prescription z: ought not p

principles d
principle one: ought is consistent

argument said
"""


@pytest.mark.parametrize(
    "claim",
    [
        "t + d forbids ban",
        "t forbids ban + d",
        "t + d - d leaves open ban + d",
        "t + d leaves open ban - d",
        "t - ban leaves open ban",
        "t leaves open ban + t + d - t.n",
    ],
)
def test_removals_of_one_side_apply_to_both(claim: str) -> None:
    theory = load(f"{POLICY}claim c: {claim}\n")
    (claimed,) = claims_of(theory.workspace.given.modules)
    assert decide(theory, claimed, Limits()).outcome == "holds"


def test_a_variable_may_have_a_name_that_another_module_gives_to_something_else() -> None:
    text = "theory t\nsort S = {A}\natom d(s: S)\naxiom a: for every x in S: d(x)\n\ntheory u\natom x\naxiom b: x\n"
    assert codes(f"{text}\nargument said\nclaim c: t + u entails d(A) and x\n") == set()
    clash = text.replace("atom x", "sort T = {x}\natom y").replace("axiom b: x", "axiom b: y")
    assert found(load(f"{clash}\nargument said\nclaim c: t + u entails d(A)\n")) == (set(), {"holds"})


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("atom p", "define p: q", "E206"),
        ("atom p", "sort T = {p}", "E206"),
        ("atom p(s: S)", "atom p(t: S)", None),
        ("atom p(s: S)", "atom p", "E206"),
        ("define p: q", "define p: not q", "E206"),
        ("define p: q", "define p: q", None),
        ("sort T = {C, D}", "sort T = {D, C}", None),
        ("sort T = {C}", "sort T = {C, D}", "E206"),
        ("sort T = {C}", "sort U = {C}", "E207"),
        ("atom p", 'atom p "gloss"', None),
        ('atom p "one"', 'atom p "two"', "W402"),
        ('define p "one": q', 'define p "two": q', "W402"),
        ('sort T = {C "one"}', 'sort T = {C "two"}', "W402"),
        ('scenario s "one"', 'scenario s "two"', "W402"),
        ('scenario s "one"', "scenario s", None),
    ],
)
def test_two_declarations_meet(one: str, other: str, code: str | None) -> None:
    shared = "sort S = {A}\natom q\n"
    text = f"theory t\n{shared}{one}\n\ntheory u\n{shared}{other}\n\nargument x\nclaim c: t + u is consistent\n"
    assert codes(text) == ({code} if code else set())


# Places


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def asked(composition: str, *paths: Path, library: Path | None = None) -> tuple[list[str], list[str]]:
    """The faults and warnings of a check, and the glosses of its statements, which tell where they are from."""
    theory = Theory(Workspace(paths, library=library))
    answer = check(theory, composition)
    if isinstance(answer, tuple):
        return [fault.code for fault in answer], []
    assert answer.composed is not None
    codes_ = [warning.code for warning in answer.warnings]
    return codes_, [statement.gloss or "" for statement in answer.composed.statements]


def theory_of(name: str, gloss: str, extends: str = "") -> str:
    more = f" extends {extends}" if extends else ""
    return f'theory {name}{more}\natom in_{name}\naxiom a "{gloss}": in_{name}\n'


def test_given_files_win_over_those_beside_and_these_over_the_library(tmp_path: Path) -> None:
    write(tmp_path / "library", {"base.axioms": theory_of("base", "library")})
    write(
        tmp_path,
        {
            "user/main.axioms": theory_of("main", "main", "base"),
            "user/base.axioms": theory_of("base", "beside"),
            "given/base.axioms": theory_of("base", "given"),
        },
    )
    library, main = tmp_path / "library", tmp_path / "user/main.axioms"
    given = tmp_path / "given/base.axioms"
    assert asked("main", main, given, library=library) == (["W401"], ["given", "main"])
    assert asked("main", main, library=library) == (["W401"], ["beside", "main"])
    (tmp_path / "user/base.axioms").unlink()
    assert asked("main", main, library=library) == ([], ["library", "main"])
    assert asked("main", main, library=None) == (["E401"], [])


def test_another_place_that_has_the_name_is_a_warning(tmp_path: Path) -> None:
    write(tmp_path / "library", {"base.axioms": theory_of("base", "library")})
    write(tmp_path / "user", {"mine.axioms": theory_of("base", "mine")})
    assert asked("base", tmp_path / "user", library=tmp_path / "library") == (["W401"], ["mine"])


def test_a_file_of_the_users_is_not_taken_for_one_of_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        tmp_path / "library",
        {"base.axioms": theory_of("base", "library"), "more.axioms": theory_of("more", "more", "base")},
    )
    write(tmp_path / "user", {"base.axioms": theory_of("base", "mine")})
    monkeypatch.chdir(tmp_path / "user")
    given = Path("base.axioms")
    assert asked("base", given, library=tmp_path / "library") == (["W401"], ["mine"])
    assert asked("more", given, library=tmp_path / "library") == ([], ["library", "more"])
    assert "E408" in asked("base + more", given, library=tmp_path / "library")[0]


def test_a_module_of_the_library_is_found_in_the_library_alone(tmp_path: Path) -> None:
    write(tmp_path / "library", {"more.axioms": theory_of("more", "more", "base")})
    write(tmp_path / "user", {"base.axioms": theory_of("base", "mine")})
    assert asked("more", tmp_path / "user", library=tmp_path / "library") == (["E401"], [])


def test_a_file_given_twice_is_one_file(tmp_path: Path) -> None:
    write(tmp_path, {"t.axioms": theory_of("t", "t"), "sub/u.axioms": theory_of("u", "u")})
    again = tmp_path / "sub" / ".." / "t.axioms"
    assert asked("t + u", tmp_path, tmp_path / "t.axioms", again) == ([], ["t", "u"])


def test_one_name_twice_in_one_place(tmp_path: Path) -> None:
    write(tmp_path, {"a.axioms": theory_of("t", "one"), "b.axioms": theory_of("t", "two")})
    assert [fault.code for fault in Workspace([tmp_path], library=None).diagnostics] == ["E407"]
    assert asked("t", tmp_path) == (["E407"], [])


def test_one_name_twice_in_the_files_beside_matters_where_it_is_used(tmp_path: Path) -> None:
    write(tmp_path, {"a.axioms": theory_of("t", "one"), "b.axioms": theory_of("t", "two")})
    write(tmp_path, {"user.axioms": theory_of("user", "user", "t"), "other.axioms": theory_of("other", "other")})
    assert asked("user", tmp_path / "user.axioms") == (["E407"], [])
    assert asked("other", tmp_path / "other.axioms") == ([], ["other"])


def test_a_faulty_file_beside_matters_where_it_is_used(tmp_path: Path) -> None:
    write(tmp_path, {"faulty.axioms": "theory faulty\natom p(\n", "t.axioms": theory_of("t", "t")})
    write(tmp_path, {"u.axioms": theory_of("u", "u", "faulty"), "v.axioms": theory_of("v", "v", "lost")})
    assert asked("t", tmp_path / "t.axioms") == ([], ["t"])
    (fault,) = asked("u", tmp_path / "u.axioms")[0]
    assert fault.startswith("E1")
    answer = check(Theory(Workspace([tmp_path / "v.axioms"], library=None)), "v")
    assert isinstance(answer, tuple)
    assert [each.code for each in answer] == ["E401"]
    assert [place.source.name for _, place in answer[0].related] == [(tmp_path / "faulty.axioms").as_posix()]


def test_a_link_that_leads_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, {"outside/base.axioms": theory_of("base", "outside")})
    write(tmp_path, {"user/main.axioms": theory_of("main", "main", "base")})
    link = tmp_path / "user/base.axioms"
    link.symlink_to(tmp_path / "outside/base.axioms")
    assert asked("main", tmp_path / "user/main.axioms") == (["E401"], [])
    assert asked("main", tmp_path / "user") == (["E401"], [])
    # What the user gives by name is read, wherever it leads.
    assert asked("main", tmp_path / "user/main.axioms", link) == ([], ["outside", "main"])


@pytest.mark.parametrize("where", ["base.axioms", "user/below/base.axioms", "user/.base.axioms", "user/base.txt"])
def test_what_is_not_beside_is_not_read(tmp_path: Path, where: str) -> None:
    write(tmp_path, {where: theory_of("base", "elsewhere")})
    write(tmp_path, {"user/main.axioms": theory_of("main", "main", "base")})
    assert asked("main", tmp_path / "user/main.axioms") == (["E401"], [])


def test_a_file_beside_a_file_beside_is_found(tmp_path: Path) -> None:
    write(tmp_path, {"a.axioms": theory_of("a", "a", "b"), "b.axioms": theory_of("b", "b", "c")})
    write(tmp_path, {"c.axioms": theory_of("c", "c"), "d.axioms": "not a theory at all"})
    assert asked("a", tmp_path / "a.axioms") == ([], ["c", "b", "a"])


def test_two_modules_of_one_name_meet(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write(tmp_path / folder, {f"{folder}.axioms": theory_of(folder, folder, "base")})
        write(tmp_path / folder, {"base.axioms": theory_of("base", f"base of {folder}")})
    given = [tmp_path / "one/one.axioms", tmp_path / "two/two.axioms"]
    assert asked("one", *given) == ([], ["base of one", "one"])
    assert asked("one + two", *given)[0] == ["E408"]


def test_nothing_is_beside_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"base.axioms": theory_of("base", "beside")})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(theory_of("main", "main", "base").encode())))
    assert asked("main", Path("-")) == (["E401"], [])
