"""The certificates that are kept: each is accepted, in a process that can import neither Z3 nor the parser."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import proofs

RECORDED = Path(proofs.__file__).parent / "recorded"
JUDGE = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"z3", "lark", "pysat", "grammar", "logic", "antinomy"}:
            raise ImportError(f"{name} is not to be had here")

sys.meta_path.insert(0, Refuse())

from pathlib import Path
from proofs.certificate import Verified, verify

for path in sorted(Path(sys.argv[1]).glob("*.json")):
    judged = verify(path.read_bytes())
    print(path.stem, judged.verdict if isinstance(judged, Verified) else judged)
"""


def test_all_are_accepted_without_z3_and_without_the_parser() -> None:
    done = subprocess.run([sys.executable, "-c", JUDGE, RECORDED], capture_output=True, text=True, check=True)
    told = dict(line.split(" ", 1) for line in done.stdout.splitlines())
    assert len(told) >= 150
    verdicts = {"consistent", "contradictory", "entailed", "not entailed", "required"}
    assert {name: verdict for name, verdict in told.items() if verdict not in verdicts} == {}
    assert set(told.values()) == verdicts
    assert set(told) == {path.stem for path in RECORDED.glob("*.json")}


def test_what_refuses_the_imports_does() -> None:
    spoilt = JUDGE.replace("from proofs.certificate", "import lark\nfrom proofs.certificate")
    done = subprocess.run([sys.executable, "-c", spoilt, RECORDED], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "lark is not to be had here" in done.stderr
