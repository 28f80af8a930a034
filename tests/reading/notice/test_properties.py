"""What holds of every text: places quote it, reading twice is equal, and no value comes from anywhere else."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.reading.notice.reading import read, read_bytes

OWN = sorted(path for path in (Path(__file__).parent / "notices").iterdir() if path.suffix != ".json")
LINES = [line for path in OWN if path.suffix == ".txt" for line in path.read_text("utf-8").split("\n")]
CODES = {"legal_bases", "rights", "transfers_outside_eea"}
FORMED = {"business_id", "email", "updated"}


def _values(said, path=""):
    """Every value that was read, by its path."""
    for name, value in said.items():
        here = f"{path}.{name}" if path else name
        if name in {"places", "unread", "language"}:
            continue
        if isinstance(value, dict):
            yield from _values(value, here)
        elif isinstance(value, list):
            for number, one in enumerate(value):
                yield from _values(one, f"{here}[{number}]") if isinstance(one, dict) else [(f"{here}[{number}]", one)]
        elif value is not None:
            yield here, value


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _keeps(said, text: str) -> None:
    """Each value has its places, each place a value, and the places hold the value's letters in their order."""
    values = dict(_values(said))
    places: dict[str, list[tuple[int, int]]] = {}
    for path, (start, end) in said["places"].items():
        assert 0 <= start < end <= len(text), path
        places.setdefault(re.sub(r"(\.retention)\[\d+\]$", r"\1", path), []).append((start, end))
    assert set(values) == set(places)
    for path, its in places.items():
        quoted = "".join(text[start:end] for start, end in its)
        field = re.sub(r"\[\d+\]$", "", path).rpartition(".")[2]
        if field in CODES | FORMED:
            assert quoted.strip(), path
        else:
            assert its == sorted(its), path
            assert _letters(str(values[path])) == _letters(quoted), path
    for one in said["unread"]:
        assert text[one["start"] : one["end"]].strip()
    ends = [one["end"] for one in said["unread"]]
    assert ends == sorted(ends)


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_it_takes_every_value_from_its_place(path) -> None:
    said, document = read_bytes(path.read_bytes(), path.name)
    _keeps(said, document.text)


@settings(max_examples=150, deadline=None)
@given(some.lists(some.sampled_from(LINES), max_size=60))
def test_it_takes_every_value_from_its_place_in_whatever_order_lines_stand(lines) -> None:
    text = "\n".join(lines)
    said = read(text)

    assert said == read(text)
    _keeps(said, text)


@settings(max_examples=150, deadline=None)
@given(some.text(max_size=600), some.sampled_from(["notice.txt", "notice.html", "notice.md", ""]))
def test_it_reads_any_text(text, name) -> None:
    assert read(text, name) == read(text, name)


@settings(max_examples=100, deadline=None)
@given(some.binary(max_size=2000), some.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"<html>"]))
def test_it_reads_any_bytes(content, head) -> None:
    said, document = read_bytes(head + content, "notice")
    assert said["controller"]["business_id"] is None or document.text


@given(some.integers(min_value=1, max_value=10**7 - 1), some.integers(min_value=0, max_value=9))
def test_it_takes_an_id_only_with_its_check_digit(number, check) -> None:
    digits = f"{number:07}"
    rest = sum(int(digit) * weight for digit, weight in zip(digits, (7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    right = rest != 1 and check == (11 - rest) % 11

    said = read(f"Rekisterinpitäjä\nMallifirma Oy\nY-tunnus: {digits}-{check}\n")

    assert said["controller"]["business_id"] == (f"{digits}-{check}" if right else None)
