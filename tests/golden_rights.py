"""The golden files of the rights table: `python -m tests.golden_rights` writes them anew into `docs/rights/`.

Read the difference as a lawyer would before you commit it: each line is what a person is told.
"""

import sys
from datetime import date
from pathlib import Path

from portal.domain.register import Register
from portal.domain.rulings import Held
from portal.papers.rights_paper import rights_paper, sentences
from portal.reading.toml import shipped_register

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "rights"
TODAY = date(2026, 11, 23)
RENEW = "python -m tests.golden_rights"
RECORDS = {
    "digelius": (
        ("name", ""), ("company", ""), ("phone", ""), ("email", ""), ("postal_address", ""),
        ("orders", "2021-05-04"), ("orders", "2022-10-03"), ("orders", "2025-09-10"),
        ("billing", "2021-05-04"), ("billing", "2025-09-12"), ("marketing_bans", "2024-02-01"),
    ),
    "thewind": (
        ("name", ""), ("company", ""), ("postal_address", ""), ("phone", ""), ("email", ""),
        ("communication", "2024-03-11"), ("assignments", "2023-06-01"), ("billing", "2023-06-30"),
        ("collection", "2023-09-15"), ("other_measures", "2024-03-12"),
    ),
}  # fmt: skip
"""Invented records of one person in each register: the data category, and the day from which its keeping runs."""


def held(slug: str) -> list[Held]:
    """The records as the table takes them."""
    return [
        Held(f"{slug}-{place}", "", category, category, date.fromisoformat(day) if day else None)
        for place, (category, day) in enumerate(RECORDS[slug])
    ]


def golden(slug: str) -> str:
    """The golden file of one register: the table in English, and its sentences beside each other in three languages."""
    register = shipped_register(slug)
    paper = rights_paper(register, "en", held(slug), TODAY)
    return f"{_head(slug)}\n{paper}\n## In Finnish and Swedish\n\n{_sentences(register, held(slug))}\n"


def path_of(slug: str) -> Path:
    """Where the golden file stands."""
    return FOLDER / f"{slug}.md"


def _head(slug: str) -> str:
    return f"<!-- Made by `{RENEW}` from portal/registers/{slug}.toml and invented records. Do not edit. -->\n"


def _sentences(register: Register, records: list[Held]) -> str:
    said = [sentences(register, language, records, TODAY) for language in ("en", "fi", "sv")]
    rows = dict.fromkeys(zip(*said, strict=True))
    return "\n".join(
        ["| English | Suomi | Svenska |", "| --- | --- | --- |", *(f"| {' | '.join(row)} |" for row in rows)]
    )


def main() -> None:
    """Write every golden file."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for slug in RECORDS:
        path_of(slug).write_text(golden(slug), encoding="utf-8")
        sys.stdout.write(f"{path_of(slug).relative_to(FOLDER.parents[1])}\n")


if __name__ == "__main__":
    main()
