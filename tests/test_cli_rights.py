"""`portal rights` as a process: its output, its exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHOP = "portal/registers/digelius.toml"


def run(*args: str) -> subprocess.CompletedProcess[str]:
    """The command in an environment that holds no settings."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "portal.cli", "rights", *args]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, cwd=ROOT, check=False)


def test_it_prints_every_outcome_of_a_file_as_json_alone() -> None:
    done = run(SHOP, "--lang", "fi", "--dated", "2021-05-04", "--today", "2026-11-23", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    assert (said["controller"], said["register"], said["today"]) == ("digelius", "customers", "2026-11-23")
    (invoices,) = [
        one for one in said["outcomes"]
        if (one["right"], one["category"], one["purpose"]) == ("erasure", "billing", "bookkeeping")
    ]  # fmt: skip
    assert invoices == {
        "right": "erasure",
        "category": "billing",
        "purpose": "bookkeeping",
        "outcome": "kept",
        "article": "17(3)(b)",
        "reason": "legal_duty",
        "kept_until": "2027-12-31",
        "assumed": True,
        "may_be_limited_by": [
            "expression", "legal_duty", "public_health", "research", "legal_claims", "unfounded", "not_found",
            "limited_by_law",
        ],
        "follows": ["tell_controllers"],
        "recipients_told": "each",
        "sentence": "Laki velvoittaa meidät säilyttämään ne määräajan (tietosuoja-asetuksen 17 artiklan 3 kohdan"
        " b alakohta). Säilytetään 31. joulukuuta 2027 asti",
    }  # fmt: skip


def test_it_dates_one_category_apart_and_prints_a_table() -> None:
    done = run(SHOP, "--dated", "2026-01-01", "--dated", "billing=2020-02-03", "--today", "2026-11-23")
    assert (done.returncode, done.stderr) == (0, "")
    assert "| Billing matters | 3 February 2020 |" in done.stdout
    assert "Kept until 31 December 2026." in done.stdout
    assert "## Erasure (Article 17 GDPR)" in done.stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("no/such.toml",), "no/such.toml cannot be read"),
        ((SHOP, "--today", "tomorrow"), "today: tomorrow is no day. Write it like 2026-11-23."),
        ((SHOP, "--dated", "2026-13-01"), "dated: 2026-13-01 is no day."),
        ((SHOP, "--dated", "shoes=2026-01-01"), "--dated names shoes, which the register does not know."),
        (("pyproject.toml",), "cannot be used"),
        (("nobody",), "PORTAL_"),
        ((SHOP, "--lang", "de"), "invalid choice"),
    ],
)
def test_it_says_what_is_wrong_and_ends_with_2(args: tuple[str, ...], said: str) -> None:
    done = run(*args, "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
