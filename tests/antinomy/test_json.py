"""The JSON forms: which keys they have, in which order, and that nothing else is printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]

FILE = """
theory t "T"
atom p "it is so"
atom q "it is otherwise"
axiom a "It is so." [@waltz1979, p. 1]: p
axiom b "If so, otherwise.": if p then q
principles frame
principle d "What ought to be is possible.": ought is consistent
policy stop extends t
prescription never "It ought not to be so.": ought not p
argument said
claim holds "It is so.": t entails p
"""

KEYS = {
    ("check", "t"): ["composition", "verdict", "world", "alone", "evidence"],
    ("check", "t - t.b + frame"): ["composition", "verdict", "world", "alone", "evidence"],
    ("entails", "t", "q"): ["composition", "formula", "verdict", "premises", "minimality", "statements", "evidence"],
    ("entails", "t", "not q"): ["composition", "formula", "verdict", "world", "evidence"],
    ("explain", "t + frame + stop"): [
        *("composition", "verdict", "level", "steps", "arguments", "statements", "works", "evidence"),
    ],
    ("explain", "t", "--entails", "q"): [
        *("composition", "formula", "verdict", "level", "steps", "arguments", "statements", "works", "evidence"),
    ],
    ("explain", "t + frame", "--policy", "stop"): [
        *("composition", "policy", "verdict", "level", "steps", "arguments", "statements", "works", "evidence"),
    ],
    ("export", "t", "--format", "gcnf"): ["composition", "format", "verdict", "text", "evidence"],
    ("export", "t", "--format", "coq"): ["composition", "format", "verdict", "evidence"],
    ("export", "t", "--format", "tptp", "--entails", "q"): [
        *("composition", "format", "formula", "verdict", "text", "evidence"),
    ],
    ("verdict", "t + frame", "stop"): [
        *("composition", "theory", "policy", "verdict", "trivial", "prescriptions", "evidence"),
    ],
    ("interpolant", "t + frame", "stop"): [
        *("composition", "theory", "policy", "verdict", "formula", "stronger", "atoms", "agents", "granted"),
        *("statements", "evidence"),
    ],
    ("contradictions", "t + frame + stop"): [
        *("composition", "contradictions", "complete", "smallest_first", "blame", "measures", "statements", "evidence"),
    ],
    ("repairs", "t + frame + stop"): [
        *("composition", "kept", "repairs", "complete", "smallest_first", "worlds", "statements", "evidence"),
    ],
    ("variants", "t", "--over", "t", "--with", "stop"): [
        *("composition", "policy", "over", "frontier", "counts", "complete", "statements", "evidence"),
    ],
    ("compare", "t", "frame"): [
        *("composition", "first", "second", "relation", "consistent", "adds", "worlds", "statements", "evidence"),
    ],
    ("consequences", "t"): [
        *("composition", "about", "consistent", "true", "false", "clauses", "formulas", "complete", "evidence"),
    ],
    ("worlds", "t"): ["composition", "about", "worlds", "complete", "count", "evidence"],
    ("crux", "t + frame", "stop"): [
        *("composition", "theory", "policy", "from_verdict", "cruxes", "complete", "pools", "premises"),
        *("statements", "evidence"),
    ],
    ("contrast", "t", "t + frame", "stop"): [
        *("composition", "theories", "policy", "verdicts", "because", "exchanges", "differences", "complete"),
        *("statements", "evidence"),
    ],
    ("audit", "t"): ["composition", "policy", "formula", "findings", "complete", "evidence"],
    ("audit", "t + frame", "--policy", "stop", "--for", "q"): [
        *("composition", "policy", "formula", "findings", "complete", "evidence"),
    ],
    ("matrix", "--theory", "t", "--policy", "stop", "--with", "frame"): [
        *("composition", "theories", "policies", "cells", "evidence"),
    ],
}


def asked(antinomy: Command, *question: str) -> dict[str, Any]:
    ran = antinomy(*question, "--json", "-f", "-", stdin=FILE)
    answer = json.loads(ran.out)
    assert isinstance(answer, dict)
    return answer


@pytest.mark.parametrize("question", KEYS, ids=" ".join)
def test_keys(question: tuple[str, ...], antinomy: Command) -> None:
    answer = asked(antinomy, *question)
    assert list(answer)[:2] == ["schema", "question"]
    assert list(answer)[-1] == "seconds"
    assert answer["schema"] == 1
    assert answer["question"] == question[0]
    assert set(KEYS[question]) <= set(answer)


def test_a_world(antinomy: Command) -> None:
    answer = asked(antinomy, "check", "t")
    assert answer["verdict"] == "consistent"
    assert answer["world"] == {"actual": {"p": True, "q": True}, "scenarios": {}, "ideal": {}}
    assert answer["evidence"] == "world evaluated"


def test_premises_and_their_provenance(antinomy: Command) -> None:
    answer = asked(antinomy, "entails", "t", "q")
    assert answer["verdict"] == "entailed"
    assert answer["premises"] == ["t.a", "t.b"]
    assert answer["statements"][0] == {
        "name": "t.a",
        "layer": "axiom",
        "kind": "theory",
        "gloss": "It is so.",
        "formula": "p",
        "citation": "@waltz1979, p. 1",
        "file": "<stdin>",
        "line": 5,
    }


def test_a_contradiction(antinomy: Command) -> None:
    answer = asked(antinomy, "check", "t + frame + stop - t.b")
    assert answer["verdict"] == "consistent"
    ran = antinomy("check", "u", "--json", "-f", "-", stdin="theory u\natom p\naxiom a: p\naxiom b: not p\n")
    assert ran.status == 1
    clash = json.loads(ran.out)
    assert clash["verdict"] == "contradictory"
    assert clash["contradiction"] == ["u.a", "u.b"]
    assert clash["minimality"] == "smallest"
    assert clash["only"] is True
    assert clash["proof"] == {"kind": "natural deduction", "steps": 3}
    assert clash["evidence"] == "proof accepted by the kernel"
    assert clash["alone"] == {"u": "contradictory"}


def test_an_interpolant(antinomy: Command) -> None:
    text = "vocabulary v\natom p\ntheory t extends v\nnorm a: ought p\nprinciple d: ought is consistent\n"
    text += "policy stop extends v\nprescription never: ought not p\n"
    ran = antinomy("interpolant", "t", "stop", "--json", "-f", "-", stdin=text)
    answer = json.loads(ran.out)
    assert ran.status == 0
    assert (answer["formula"], answer["stronger"]) == ("may p", "ought p")
    assert (answer["atoms"], answer["agents"], answer["granted"]) == (["p"], [""], [])
    assert (answer["premises"], answer["against"]) == (["t.a", "t.d"], ["stop.never"])
    assert [each["name"] for each in answer["statements"]] == ["t.a", "t.d", "stop.never"]
    assert answer["evidence"] == "proof accepted by the kernel"
    assert [each["kind"] for each in answer["proofs"]] == ["natural deduction", "natural deduction"]


def test_a_comparison(antinomy: Command) -> None:
    answer = asked(antinomy, "compare", "t.a", "t.b")
    assert (answer["relation"], answer["adds"]) == ("incomparable", {"first": ["t.a"], "second": ["t.b"]})
    assert answer["evidence"] == "world evaluated"
    answer = asked(antinomy, "compare", "t.a + frame", "t.a")
    assert (answer["relation"], answer["adds"]["first"]) == ("stronger", ["frame.d"])
    assert answer["worlds"]["first"] is None
    assert answer["worlds"]["second"]["false"] == "frame.d"


def test_consequences(antinomy: Command) -> None:
    answer = asked(antinomy, "consequences", "t - t.a + stop")
    assert (answer["true"], answer["false"]) == (["ought not p"], [])
    assert (answer["clauses"], answer["formulas"]) == ([["not p", "q"]], ["if p then q"])
    assert (answer["consistent"], answer["complete"], answer["evidence"]) == (True, True, "re-checked")
    answer = asked(antinomy, "consequences", "t", "--about", "q")
    assert (answer["about"], answer["true"], answer["clauses"]) == (["q"], ["q"], [["q"]])


def test_worlds(antinomy: Command) -> None:
    answer = asked(antinomy, "worlds", "t - t.a + frame")
    nothing, both = ({"p": False, "q": False}, {"p": True, "q": True})
    assert [world["actual"] for world in answer["worlds"]] == [nothing, {"p": False, "q": True}, both]
    assert [world["changed"] for world in answer["worlds"]] == [[], ["q"], ["p"]]
    assert (answer["complete"], answer["count"], answer["about"]) == (True, 3, ["p", "q"])
    short = asked(antinomy, "worlds", "t - t.a + stop", "--limit", "1")
    assert (len(short["worlds"]), short["complete"], short["count"]) == (1, False, 3)
    assert short["worlds"][0]["obligations"] == {"ought not p": True}


def test_a_world_of_the_users(antinomy: Command, tmp_path: Path) -> None:
    path = tmp_path / "world.json"
    path.write_text('{"actual": {"p": true}}', encoding="utf-8")
    answer = asked(antinomy, "worlds", "t", "--check", str(path))
    assert (answer["possible"], answer["violated"]) == (False, ["t.b"])
    assert answer["statements"][0]["gloss"] == "If so, otherwise."
    path.write_text(json.dumps(asked(antinomy, "check", "t")), encoding="utf-8")
    answer = asked(antinomy, "worlds", "t", "--check", str(path))
    assert (answer["possible"], answer["violated"]) == (True, [])


def test_findings(antinomy: Command) -> None:
    answer = asked(antinomy, "audit", "t + frame", "--for", "q")
    assert answer["complete"] is True
    assert answer["formula"] == "q"
    assert answer["policy"] is None
    kinds = [finding["kind"] for finding in answer["findings"]]
    assert kinds == ["independent", "idle", "mirror", "mirror", "single_use"]
    keys = ["kind", "statements", "atoms", "premises", "opposite", "outcome", "from_verdict", "to_verdict", "says"]
    assert all(list(finding) == keys for finding in answer["findings"])
    assert answer["findings"][1]["statements"] == ["frame.d"]
    assert answer["findings"][2] == {
        "kind": "mirror",
        "statements": ["t.a"],
        "atoms": [],
        "premises": [],
        "opposite": "not t.a",
        "outcome": "disappears",
        "from_verdict": "entails",
        "to_verdict": "leaves_open",
        "says": "With its denial in place of `t.a`, nothing is concluded about the formula any more.",
    }


def test_an_audit_without_time_is_incomplete(antinomy: Command) -> None:
    ran = antinomy("audit", "realism", "--json", "--timeout", "0")
    answer = json.loads(ran.out)
    assert ran.status == 3
    assert answer["complete"] is False
    assert answer["reason"] == "time limit"


def test_cells(antinomy: Command) -> None:
    answer = asked(antinomy, "matrix", "--theory", "t", "--policy", "stop", "--with", "frame")
    assert answer["cells"] == [{"theory": "t", "policy": "stop", "verdict": "leaves_open"}]


def test_cruxes(antinomy: Command) -> None:
    file = FILE + 'pool more extends stop\nnorm duty "It ought to be so." [@waltz1979]: ought p\n'
    ran = antinomy("crux", "t + frame", "stop", "--json", "--from", "more", "-f", "-", stdin=file)
    answer = json.loads(ran.out)
    assert ran.status == 0
    assert answer["from_verdict"] == "leaves_open"
    assert answer["cruxes"] == [{"add": ["more.duty"], "remove": [], "to_verdict": "forbids", "trivial": False}]
    assert (answer["complete"], answer["pools"], answer["premises"]) == (True, ["more"], ["more.duty"])
    assert [(each["name"], each["citation"], each["file"]) for each in answer["statements"]] == [
        ("more.duty", "@waltz1979", "<stdin>")
    ]


def test_exchanges(antinomy: Command) -> None:
    file = FILE + "theory u extends t, frame\nnorm duty: ought p\n"
    ran = antinomy("contrast", "t", "u", "stop", "--json", "-f", "-", stdin=file)
    answer = json.loads(ran.out)
    assert ran.status == 0
    assert answer["verdicts"] == ["leaves_open", "forbids"]
    assert [side["verdict"] for side in answer["because"]] == answer["verdicts"]
    assert answer["because"][1]["contradiction"] == ["frame.d", "u.duty", "stop.never"]
    exchange = {"remove": [], "add": ["frame.d", "u.duty"], "to_verdict": "forbids", "trivial": False, "shared": []}
    assert answer["exchanges"] == answer["differences"] == [exchange]
    assert answer["complete"] is True


def test_claims(antinomy: Command) -> None:
    ran = antinomy("prove", "-", "--json", stdin=FILE)
    answer = json.loads(ran.out)
    assert answer["summary"] == {"holds": 1, "fails": 0, "undecided": 0, "error": 0}
    assert answer["claims"][0]["name"] == "said.holds"
    assert answer["claims"][0]["outcome"] == "holds"
    assert answer["claims"][0]["judgement"] == "t entails p"


REFUSALS = [
    (["check", "nothing_such"], "E401"),
    (["entails", "realism", "anarchy and"], "E1"),
    (["verdict", "realism", "nothing_such"], "E401"),
    (["matrix", "--theory", "nothing_such", "--policy", "restraint"], "E401"),
    (["interpolant", "realism", "nothing_such"], "E401"),
    (["worlds", "realism", "--about", "nothing_such"], "E201"),
    (["consequences", "realism", "--about", "nothing_such"], "E201"),
    (["compare", "realism", "nothing_such"], "E401"),
    (["audit", "nothing_such"], "E401"),
    (["audit", "realism", "--policy", "nothing_such"], "E401"),
    (["audit", "realism", "--for", "anarchic and"], "E1"),
    (["check", "realism", "-f", "/nowhere/at/all"], "E501"),
]


@pytest.mark.parametrize(("question", "code"), REFUSALS)
def test_a_refusal_is_json_too(question: list[str], code: str, antinomy: Command) -> None:
    ran = antinomy(*question, "--json")
    assert ran.status == 2
    answer = json.loads(ran.out)
    assert answer["question"] == question[0]
    assert "verdict" not in answer
    fault = answer["diagnostics"][0]
    assert list(fault) == ["code", "slug", "severity", "file", "line", "column", "says", "instead"]
    assert fault["code"].startswith(code)
    assert fault["severity"] == "error"
    assert code in ran.err


def test_undecided_is_no_verdict(antinomy: Command) -> None:
    questions = (["entails", "realism", "anarchic"], ["verdict", "realism", "restraint"])
    for question in (["check", "realism"], *questions, ["interpolant", "realism", "restraint"]):
        ran = antinomy(*question, "--json", "--timeout", "0")
        answer = json.loads(ran.out)
        assert ran.status == 3
        assert answer["verdict"] == "undecided"
        assert answer["reason"] == "time limit"
        assert not {"world", "contradiction", "premises"} & set(answer)


def test_an_incomplete_list_says_so(antinomy: Command) -> None:
    ran = antinomy("crux", "realism", "restraint", "--json", "--timeout", "0")
    answer = json.loads(ran.out)
    assert ran.status == 3
    assert (answer["from_verdict"], answer["complete"], answer["cruxes"]) == ("undecided", False, [])
    assert answer["reason"] == "time limit"
    ran = antinomy("contrast", "realism", "spiral_model", "restraint", "--json", "--timeout", "0")
    answer = json.loads(ran.out)
    assert ran.status == 3
    assert (answer["verdicts"], answer["complete"]) == (["undecided", "undecided"], False)


def test_claims_in_error_are_json_too(antinomy: Command) -> None:
    ran = antinomy("prove", "-", "--json", stdin=FILE + "claim wrong: t entails nothing_such\n")
    answer = json.loads(ran.out)
    assert ran.status == 2
    assert answer["summary"]["error"] == 1
    assert answer["summary"]["holds"] == 1
    assert "E201" in {fault["code"] for fault in answer["diagnostics"]}
