"""The command: what it prints, where, and its exit status."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from antinomy.cli import COMMANDS, app

EXAMPLE = Path(__file__).parent / "example.axioms"
MARRIED = "power_politics + prudence + alliance + restraint"
ESCAPE = "\x1b"

UNTIDY = 'theory t\natom   p\naxiom a "Yes.":   p  # truly\n'
TIDY = 'theory t\n\natom p\naxiom a "Yes.":\n    p  # truly\n'
BROKEN = "theory t\natom   p\naxiom a p\n"

Command = Callable[..., Any]

# The commands


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_all_begins_as_the_help_of_each(name: str) -> None:
    command = app.get_command(click.Context(app), name)
    assert command is not None
    assert command.help is not None
    assert command.help.startswith(COMMANDS[name])


def test_help_reads_no_command(process: Command) -> None:
    ran = process("--help")
    assert ran.status == 0
    assert all(name in ran.out for name in COMMANDS)


# Exit status


STATUSES = [
    (0, ["check", "power_politics + alliance + restraint"], "✓ consistent"),
    (1, ["check", MARRIED], "✗ contradictory: 8 of its 8 statements cannot all be true"),
    (2, ["check", "power_politcs"], ""),
    (2, ["check", "power_politics +"], ""),
    (2, ["check", "power_politics - alliance"], ""),
    (3, ["check", "power_politics", "--timeout", "0"], "? undecided: time limit"),
    (0, ["contradictions", "power_politics + alliance + restraint"], "✓ no contradiction"),
    (0, ["contradictions", MARRIED], "✗ 1 minimal contradiction, and no other"),
    (0, ["contradictions", MARRIED, "--limit", "1"], "✗ 1 minimal contradiction, and no other"),
    (2, ["contradictions", "power_politcs"], ""),
    (3, ["contradictions", MARRIED, "--timeout", "0"], "? incomplete (time limit): 0 minimal contradictions found"),
    (0, ["repairs", "power_politics"], "✓ nothing to repair"),
    (0, ["repairs", MARRIED], "✓ 8 minimal repairs, and no other"),
    (0, ["repairs", MARRIED, "--limit", "3"], "✓ the smallest 3 minimal repairs; others exist"),
    (0, ["repairs", MARRIED, "--keep", "law, axiom"], "✓ 4 minimal repairs, and no other"),
    (0, ["repairs", MARRIED, "--keep", "axiom,law,norm,fact,prescription,principle"], "✗ no repair"),
    (2, ["repairs", MARRIED, "--keep", "power_politics.anarky"], ""),
    (3, ["repairs", MARRIED, "--timeout", "0"], "? incomplete (time limit): 0 minimal repairs found"),
    (0, ["variants", "power_politics", "--over", "axiom"], "✓ of 8 variants 0 contradictory, 8 consistent"),
    (
        0,
        ["variants", "power_politics + prudence + alliance", "--over", "power_politics", "--with", "restraint"],
        "✓ of 16 variants 0 contradictory by themselves, 1 forbid the policy, 15 do not",
    ),
    (2, ["variants", "power_politics", "--over", "nothing_such"], ""),
    (2, ["variants", "power_politics", "--over", "axiom", "--with", "restrain"], ""),
    (3, ["variants", "power_politics", "--over", "axiom", "--timeout", "0"], "? incomplete (time limit): 8 variants"),
    (0, ["entails", "power_politics", "maximizes_power(US)"], "✓ entailed: maximizes_power(US)"),
    (1, ["entails", "power_politics", "enlarges_alliance"], "✗ not entailed: enlarges_alliance"),
    (1, ["entails", MARRIED, "enlarges_alliance"], "✗ vacuous"),
    (2, ["entails", "power_politics", "enlarges_allianc"], ""),
    (2, ["entails", "power_politics", "enlarges_alliance and"], ""),
    (3, ["entails", "power_politics", "enlarges_alliance", "--timeout", "0"], "? undecided: time limit"),
    (0, ["explain", MARRIED], "✗ contradictory: 8 of its 8 statements cannot all be true"),
    (0, ["explain", MARRIED, "--format", "latex"], "\\documentclass{article}"),
    (1, ["explain", "power_politics"], "· consistent, so that there is no contradiction to explain"),
    (0, ["explain", "power_politics", "--entails", "maximizes_power(US)"], "✓ entailed: maximizes_power(US)"),
    (1, ["explain", "power_politics", "--entails", "enlarges_alliance"], "✗ not entailed"),
    (1, ["explain", MARRIED, "--entails", "enlarges_alliance"], "✗ contradictory, so that everything follows"),
    (0, ["explain", "power_politics + prudence + alliance", "--policy", "restraint"], "✗ the theory forbids restraint"),
    (1, ["explain", "power_politics + alliance", "--policy", "restraint"], "· the theory leaves restraint open"),
    (2, ["explain", "power_politcs"], ""),
    (2, ["explain", "power_politics", "--policy", "restrain"], ""),
    (3, ["explain", MARRIED, "--timeout", "0"], "? undecided: time limit"),
    (0, ["export", "power_politics", "--format", "smtlib"], "(set-option :produce-unsat-cores true)"),
    (0, ["export", MARRIED, "--format", "lean"], "namespace antinomy"),
    (0, ["export", "power_politics", "--format", "drat", "--entails", "maximizes_power(US)"], ""),
    (1, ["export", "power_politics", "--format", "coq"], "✗ nothing to prove: the composition is consistent"),
    (
        1,
        ["export", "power_politics", "--format", "coq", "--entails", "enlarges_alliance"],
        "✗ nothing to prove: enlarges_alliance does not follow",
    ),
    (2, ["export", "power_politcs", "--format", "coq"], ""),
    (2, ["export", "power_politics", "--format", "tptp", "--entails", "enlarges_allianc"], ""),
    (3, ["export", MARRIED, "--format", "coq", "--timeout", "0"], "? undecided: time limit"),
    (0, ["verdict", "power_politics + prudence + alliance", "restraint"], "✗ the theory forbids the policy"),
    (0, ["verdict", "power_politics + alliance", "restraint"], "· the theory leaves the policy open"),
    (2, ["verdict", "power_politics", "restrain"], ""),
    (3, ["verdict", "power_politics", "restraint", "--timeout", "0"], "? undecided: time limit"),
    (
        0,
        ["interpolant", "power_politics + prudence + alliance", "restraint"],
        "✗ theory and policy part company over: may enlarges_alliance",
    ),
    (1, ["interpolant", "power_politics + alliance", "restraint"], "· the theory does not forbid the policy"),
    (2, ["interpolant", "power_politics", "restrain"], ""),
    (2, ["interpolant", "power_politics +", "restraint"], ""),
    (3, ["interpolant", "power_politics", "restraint", "--timeout", "0"], "? undecided: time limit"),
    (0, ["worlds", "power_politics + alliance", "--about", "enlarges_alliance"], "✓ one world"),
    (0, ["worlds", "power_politics", "--limit", "2"], "✓ the first 2 of 3 distinct worlds"),
    (0, ["worlds", MARRIED], "✗ no world: the composition is contradictory"),
    (0, ["compare", "power_politics", "prudence"], "· incomparable"),
    (0, ["compare", "power_politics + alliance", "alliance"], "✓ stronger"),
    (0, ["compare", "alliance", "power_politics + alliance"], "✓ weaker"),
    (0, ["compare", "alliance", "alliance"], "✓ equivalent"),
    (0, ["compare", "power_politics + prudence + alliance", "restraint"], "✗ incompatible"),
    (0, ["compare", MARRIED, "restraint"], "✗ inconsistent: the first is contradictory by itself"),
    (2, ["compare", "power_politics", "restrain"], ""),
    (3, ["compare", "power_politics", "restraint", "--timeout", "0"], "? undecided: time limit"),
    (0, ["consequences", "power_politics"], "✓ 11 consequences, and nothing else follows"),
    (0, ["consequences", "power_politics", "--limit", "2"], "✓ 10 consequences; there may be others"),
    (0, ["consequences", "power_politics", "--about", "enlarges_alliance"], "✓ nothing follows"),
    (1, ["consequences", MARRIED], "✗ the composition is contradictory, so that everything follows"),
    (2, ["consequences", "power_politics", "--about", "enlarges_allianc"], ""),
    (2, ["consequences", "power_politics", "--about", "ought anarchy"], ""),
    (3, ["consequences", "power_politics", "--timeout", "0"], "? undecided: time limit"),
    (2, ["worlds", "power_politics", "--about", "enlarges_allianc"], ""),
    (2, ["worlds", "power_politics", "--about", ","], ""),
    (2, ["worlds", "power_politics", "--check", "/nowhere/at/all.json"], ""),
    (2, ["worlds", "power_politics", "--check", str(EXAMPLE)], ""),
    (3, ["worlds", "power_politics", "--timeout", "0"], "? no world was found"),
    (
        0,
        ["crux", "power_politics + alliance + frame", "restraint"],
        "· power_politics + alliance + frame leaves restraint",
    ),
    (0, ["crux", "power_politics + alliance + frame", "restraint", "--from", "prudence"], "· power_politics"),
    (0, ["crux", "power_politics + prudence + alliance", "restraint", "--limit", "2"], "✗ power_politics + prudence"),
    (1, ["crux", MARRIED, "restraint"], "T the theory is contradictory"),
    (2, ["crux", "power_politics", "restrain"], ""),
    (2, ["crux", "power_politics", "restraint", "--from", "power_politics"], ""),
    (2, ["crux", "power_politics", "restraint", "--from", "nothing_such"], ""),
    (3, ["crux", "power_politics", "restraint", "--timeout", "0"], "? undecided: time limit"),
    (
        0,
        ["contrast", "power_politics + prudence + alliance", "power_politics + alliance", "restraint"],
        "≠ the first forbids restraint, the second leaves it open",
    ),
    (
        1,
        ["contrast", "power_politics", "power_politics + alliance", "restraint"],
        "= they agree: each leaves restraint",
    ),
    (2, ["contrast", "power_politics", "power_politcs", "restraint"], ""),
    (3, ["contrast", "power_politics", "power_politics", "restraint", "--timeout", "0"], "? undecided: time limit"),
    (0, ["audit", "power_politics"], "· "),
    (0, ["audit", MARRIED], "· "),
    (0, ["audit", "power_politics + prudence + alliance", "--policy", "restraint"], "· "),
    (0, ["audit", "power_politics", "--for", "maximizes_power(US)"], "· "),
    (2, ["audit", "power_politcs"], ""),
    (2, ["audit", "power_politics", "--policy", "restrain"], ""),
    (2, ["audit", "power_politics", "--for", "maximizes_power("], ""),
    (3, ["audit", "power_politics", "--timeout", "0"], "· "),
    (0, ["matrix", "--theory", "power_politics", "--policy", "restraint", "--with", "prudence + alliance"], ""),
    (2, ["matrix", "--theory", "power_politics", "--policy", "nothing_such"], ""),
    (3, ["matrix", "--theory", "power_politics", "--policy", "restraint", "--timeout", "0"], ""),
]


@pytest.mark.parametrize(("status", "arguments", "first"), STATUSES)
def test_status_and_first_line(status: int, arguments: list[str], first: str, antinomy: Command) -> None:
    ran = antinomy(*arguments, "-f", EXAMPLE)
    assert ran.status == status
    assert ran.out.startswith(first)
    if status == 2:
        assert ran.out == ""
        assert "error E" in ran.err


def test_a_guess_at_an_unknown_module(antinomy: Command) -> None:
    ran = antinomy("check", "power_politcs", "-f", EXAMPLE)
    assert "E401" in ran.err
    assert "did you mean `power_politics`?" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["check"],
        ["nothing_such"],
        ["check", "realism", "--timeout", "-1"],
        ["check", "realism", "--nothing"],
    ],
)
def test_a_command_that_is_not_one(arguments: list[str], antinomy: Command) -> None:
    assert antinomy(*arguments).status == 2


# Claims


def test_the_claims_of_the_example_hold(process: Command) -> None:
    ran = process("prove", EXAMPLE)
    assert ran.status == 0
    assert ran.out.startswith("2 claims: 2 hold")


def claims(*judgements: str) -> str:
    written = "".join(f'claim c{i} "Claim {i}.": {judgement}\n' for i, judgement in enumerate(judgements))
    return f"theory t\natom p\natom q\naxiom a: p\nargument said\n{written}"


CLAIMS = [
    (0, ["t is consistent", "t entails p", "t does not entail q"]),
    (1, ["t is consistent", "t is contradictory"]),
    (1, ["t entails q"]),
    (2, ["t entails r"]),
    (2, ["u is consistent", "t is contradictory"]),
]


@pytest.mark.parametrize(("status", "judgements"), CLAIMS)
def test_the_status_of_claims(status: int, judgements: list[str], antinomy: Command) -> None:
    assert antinomy("prove", "-", stdin=claims(*judgements)).status == status


def test_claims_that_fail_say_why_and_the_others_only_if_asked(antinomy: Command) -> None:
    text = claims("t is consistent", "t entails q")
    short, full = antinomy("prove", "-", stdin=text), antinomy("prove", "-", "--all", stdin=text)
    assert "said.c1" in short.out
    assert "there is a world in which it does not hold" in short.out
    assert "said.c0" not in short.out
    assert "said.c0" in full.out


def test_undecided_claims_do_not_hold(antinomy: Command) -> None:
    ran = antinomy("prove", EXAMPLE, "--timeout", "0")
    assert ran.status == 3
    assert "2 undecided" in ran.out


# Standard input, colour and width


def test_standard_input(process: Command) -> None:
    ran = process("check", "t", "-f", "-", stdin="theory t\natom p\naxiom a: p and not p\n")
    assert ran.status == 1
    assert "<stdin>:3" in ran.out


def test_no_colour_in_a_pipe(process: Command) -> None:
    ran = process("check", MARRIED, "-f", EXAMPLE)
    assert ESCAPE not in ran.out + ran.err


def test_no_colour_where_none_is_wanted(process: Command) -> None:
    coloured = process("check", "realism", FORCE_COLOR="1", TERM="xterm")
    plain = process("check", "realism", FORCE_COLOR="1", NO_COLOR="1", TERM="xterm")
    assert f"{ESCAPE}[1;32m" in coloured.out
    assert f"{ESCAPE}[1;32m" not in plain.out


@pytest.mark.parametrize("width", [50, 200])
def test_width(width: int, process: Command) -> None:
    ran = process("check", MARRIED, "-f", EXAMPLE, COLUMNS=str(width))
    assert ran.status == 1
    longest = max(map(len, ran.out.splitlines()))
    assert longest <= width
    assert "So the United States maximizes its relative power." in " ".join(ran.out.split())


def test_width_does_not_change_what_is_said(process: Command) -> None:
    narrow, wide = (process("check", MARRIED, "-f", EXAMPLE, COLUMNS=width) for width in ("50", "200"))
    assert sorted(narrow.out.split()) == sorted(wide.out.split())


# Formatting


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    path = tmp_path / "t.axioms"
    path.write_text(UNTIDY, encoding="utf-8")
    return path


def test_fmt_in_place(untidy: Path, antinomy: Command) -> None:
    untidy.chmod(0o640)
    assert antinomy("fmt", untidy).status == 0
    assert untidy.read_text(encoding="utf-8") == TIDY
    assert untidy.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in untidy.parent.iterdir()] == ["t.axioms"]
    assert antinomy("fmt", untidy, "--check").status == 0


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_fmt_changes_nothing_where_it_only_looks(option: str, untidy: Path, antinomy: Command) -> None:
    ran = antinomy("fmt", untidy, option)
    assert ran.status == 1
    assert untidy.read_text(encoding="utf-8") == UNTIDY
    assert ("-atom   p\n" in ran.out) == (option == "--diff")


def test_fmt_of_standard_input(antinomy: Command) -> None:
    ran = antinomy("fmt", "-", stdin=UNTIDY)
    assert (ran.status, ran.out) == (0, TIDY)
    assert antinomy("fmt", "-", "--check", stdin=UNTIDY).status == 1
    assert antinomy("fmt", "-", "--check", stdin=TIDY).status == 0


def test_fmt_leaves_a_broken_file_alone_and_formats_the_others(untidy: Path, antinomy: Command) -> None:
    broken = untidy.with_name("a.axioms")
    broken.write_text(BROKEN, encoding="utf-8")
    ran = antinomy("fmt", untidy.parent)
    assert ran.status == 2
    assert "E101" in ran.err
    assert broken.read_text(encoding="utf-8") == BROKEN
    assert untidy.read_text(encoding="utf-8") == TIDY


def test_fmt_makes_line_ends_and_the_beginning_canonical(untidy: Path, antinomy: Command) -> None:
    untidy.write_bytes(b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode())
    assert antinomy("fmt", untidy, "--check").status == 1
    assert antinomy("fmt", untidy).status == 0
    assert untidy.read_bytes() == TIDY.encode()


def test_fmt_keeps_a_link(untidy: Path, antinomy: Command) -> None:
    link = untidy.with_name("link.axioms")
    link.symlink_to(untidy)
    assert antinomy("fmt", link).status == 0
    assert link.is_symlink()
    assert untidy.read_text(encoding="utf-8") == TIDY


# The rest


LINTED = [
    (0, 'theory t "T" [@waltz1979]\natom p "it is so"\naxiom a "It is so." [@waltz1979]: p\n', "0 findings"),
    (1, "theory t\natom p\naxiom a: p\n", "warning W101"),
    (2, BROKEN, "error E101"),
]


@pytest.mark.parametrize(("status", "text", "told"), LINTED)
def test_lint(status: int, text: str, told: str, antinomy: Command) -> None:
    ran = antinomy("lint", "-", stdin=text)
    assert ran.status == status
    assert told in ran.out + ran.err


def test_a_code_in_words(antinomy: Command) -> None:
    ran = antinomy("code", "e101")
    assert ran.status == 0
    assert ran.out.startswith("E101 missing-colon")
    assert "Wrong" in ran.out
    assert "Right" in ran.out
    assert antinomy("code", "E999").status == 2


def test_help_and_version(process: Command) -> None:
    version, told = process("--version"), process("--help")
    assert (version.status, version.out) == (0, "antinomy 0.1.0\n")
    assert told.status == 0
    assert all(command in told.out for command in ("check", "entails", "verdict", "matrix", "prove", "fmt", "lint"))


def test_a_fault_of_the_program_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    from antinomy import cli  # noqa: PLC0415 - its parts are replaced here

    def fail() -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(cli, "app", fail)
    monkeypatch.delenv("ANTINOMY_DEBUG", raising=False)
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 4
    told = capsys.readouterr().err
    assert "a fault of the program, not of your input: ZeroDivisionError" in told
    assert "Traceback" not in told
    monkeypatch.setenv("ANTINOMY_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        cli.main()


# Arguments


def test_a_long_argument_is_told_by_its_turning_points(tmp_path: Path, antinomy: Command) -> None:
    file = tmp_path / "long.axioms"
    steps = "".join(f"axiom b{i}: p{i} implies p{i + 1}\n" for i in range(150))
    atoms = "".join(f'atom p{i} "step {i} is taken"\n' for i in range(151))
    file.write_text(f"theory long\n{atoms}axiom a: p0\n{steps}axiom z: not p150\n", encoding="utf-8")
    shown = antinomy("check", "long", "-f", file).out
    assert "So step 150 is taken." in shown
    assert len(shown.splitlines()) < 160
    assert "So step 75 is taken" in antinomy("explain", "long", "-f", file, "--full").out


def test_formulas_and_policies_are_not_explained_at_once(antinomy: Command) -> None:
    ran = antinomy("explain", "realism", "--entails", "anarchic", "--policy", "restraint")
    assert ran.status == 2
    assert "either --entails or --policy" in ran.err


PIGEONS = """theory pigeons
sort P = {a, b, c, d, e, f}
sort H = {v, w, x, y, z}
atom sits(p: P, h: H) "{p} sits in {h}"
axiom somewhere "Every pigeon sits somewhere.": for every p in P: for some h in H: sits(p, h)
axiom alone "No two sit together.":
    for every p, q in P, h in H where p != q: not (sits(p, h) and sits(q, h))
"""


@pytest.mark.parametrize("form", ["text", "markdown", "latex"])
def test_a_proof_that_cannot_be_told_is_not(form: str, antinomy: Command) -> None:
    ran = antinomy("explain", "pigeons", "-f", "-", "--format", form, stdin=PIGEONS)
    assert ran.status == 3
    assert "No two sit together." in ran.out
    assert "So " not in ran.out


# What is told of contradictory theories and policies


def test_a_contradiction_of_the_theory_alone_promises_nothing_of_the_policy(antinomy: Command) -> None:
    text = (
        "theory t\natom p\natom q\naxiom a: p\naxiom b: not p\n"
        "principles d\nprinciple dd: ought is consistent\n"
        "policy u extends t, d\nprescription c: ought q\nprescription e: ought not q\n"
    )
    ran = antinomy("verdict", "-f", "-", "t", "u", stdin=text)
    told = " ".join(ran.out.split())
    assert "Give up any one of the 2 and the other 2 can all be true: this is the only contradiction." in told
    assert "whether the policy is contradictory too was not asked" in told
    assert "Prescription by prescription" not in ran.out


def test_no_room_at_all_is_not_meant(process: Command) -> None:
    assert process("check", "realism", COLUMNS="0").out.startswith("✓ consistent")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_full_disk_is_no_fault_of_the_program(form: list[str]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "antinomy", "check", "realism", *form]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, text=True)
    assert done.returncode == 3
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_codes_are_known_by_their_slugs_too(antinomy: Command) -> None:
    assert antinomy("code", "missing-colon").out == antinomy("code", "E101").out
    assert "{" not in antinomy("code", "W403").out.partition("Wrong")[0]


# Problems in other forms

CNF = "p cnf 2 3\n1 2 0\n-1 0\n-2 0\n"


def test_an_imported_problem_can_be_asked_about(antinomy: Command, tmp_path: Path) -> None:
    (tmp_path / "two.cnf").write_text(CNF, encoding="utf-8")
    ran = antinomy("import", "dimacs", tmp_path / "two.cnf", "--output", tmp_path / "two.axioms")
    assert (ran.status, ran.out) == (0, f"✓ two_problem is in {(tmp_path / 'two.axioms').as_posix()}\n")
    assert antinomy("fmt", "--check", tmp_path / "two.axioms").status == 0
    ran = antinomy("contradictions", "-f", tmp_path / "two.axioms", "two_problem")
    assert ran.out.startswith("✗ 1 minimal contradiction, and no other")


def test_an_import_touches_nothing_that_is_there(antinomy: Command, tmp_path: Path) -> None:
    (tmp_path / "two.axioms").write_text("mine", encoding="utf-8")
    ran = antinomy("import", "dimacs", "-", "--output", tmp_path / "two.axioms", stdin=CNF)
    assert ran.status == 2
    assert (tmp_path / "two.axioms").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("text", ["", "p cnf 1 1\n2 0\n", "1 0\n"])
def test_what_is_no_such_problem_is_refused(text: str, antinomy: Command) -> None:
    ran = antinomy("import", "dimacs", "-", stdin=text)
    assert (ran.status, ran.out) == (2, "")
    assert "error E73" in ran.err
