"""Fifty notices of our own, as various as small companies write them: how much of each field is read, and read right.

Whoever wrote them did not know the reader. The figures only rise: what a change reads less of shows here, and
`python -m tests.reading.notice.test_variety` prints them anew.
"""

import json
from pathlib import Path

import pytest

from tests.notices.fields import FIELDS
from tests.notices.gold import hashed
from tests.notices.scoring import TOTAL, Judged, judge, summed
from tests.reading.notice.reading import read_bytes

VARIETY = Path(__file__).parent / "variety"
AT_LEAST = {
    "controller.name": (0.95, 0.9),
    "business_id": (1.0, 1.0),
    "contact.name": (1.0, 0.84),
    "registers": (0.93, 0.84),
    "legal_bases": (1.0, 0.92),
    "rights": (0.99, 0.83),
    "data_categories": (0.96, 0.8),
    "recipients": (0.98, 0.84),
    "retention": (0.95, 0.96),
    "transfers": (0.97, 0.84),
    "updated": (1.0, 0.84),
    "total": (0.97, 0.85),
}
"""Precision and recall of each field."""


def _judged() -> list[Judged]:
    every = []
    for path in sorted(VARIETY.glob("*.gold.json")):
        number = path.name.partition(".")[0]
        text = next(one for one in VARIETY.glob(f"{number}.*") if one.suffix != ".json")
        content = text.read_bytes()
        gold = hashed(json.loads(path.read_text("utf-8")), content, number, "tuned")
        every.append(judge(number, read_bytes(content, text.name)[0], content, gold))
    return every


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    """Each notice beside its gold."""
    return _judged()


def test_there_are_fifty(judged: list[Judged]) -> None:
    assert len(judged) == 50


@pytest.mark.parametrize("field", [*FIELDS, TOTAL])
def test_it_reads_as_much_as_it_did(judged: list[Judged], field: str) -> None:
    tally = summed(judged)[field]
    precision, recall = AT_LEAST[field]
    assert (tally.precision or 0) >= precision, tally
    assert (tally.recall or 0) >= recall, tally


if __name__ == "__main__":
    sums = summed(_judged())
    print({name: (round(sums[name].precision or 0, 3), round(sums[name].recall or 0, 3)) for name in (*FIELDS, TOTAL)})  # noqa: T201
