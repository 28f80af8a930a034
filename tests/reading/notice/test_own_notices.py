"""Notices of our own making in the variety of real ones: every field of each, against what stands beside it."""

import json
from pathlib import Path

import pytest

from tests.reading.notice.reading import read_bytes

NOTICES = Path(__file__).parent / "notices"
GOLD = sorted(NOTICES.glob("*.gold.json"))


def _text_of(gold: Path) -> Path:
    stem = gold.name.removesuffix(".gold.json")
    return next(one for one in NOTICES.glob(f"{stem}.*") if one.suffix != ".json")


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_it_reads_every_field(gold) -> None:
    path = _text_of(gold)
    said, document = read_bytes(path.read_bytes(), path.name)
    wanted = json.loads(gold.read_text("utf-8"))

    assert {name: said[name] for name in wanted} == wanted
    for start, end in said["places"].values():
        assert document.text[start:end].strip()
