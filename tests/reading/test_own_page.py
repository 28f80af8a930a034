"""The portal's own published notice, read as any other: what the register says comes back whole, and nothing else."""

from typing import Any

import pytest

from portal.domain.register import Register
from portal.papers.register_texts import render_notice
from portal.reading.notice.opening import open_text
from portal.reading.notice.reader import read_notice
from portal.reading.notice.telling import notice_values
from portal.reading.toml import shipped_register

every_page = pytest.mark.parametrize(
    ("slug", "language"), [(slug, language) for slug in ("digelius", "thewind") for language in ("fi", "sv", "en")]
)


def read_back(register: Register, language: str) -> list[dict[str, Any]]:
    """The registers that the reader finds on the published page."""
    html = render_notice(register, language, "https://portal.example.org/x/")
    page = open_text(f"<!doctype html><html lang={language}><body>{html}</body></html>", "notice.html")
    return list(notice_values(read_notice(page))["registers"])


def each(registers: list[dict[str, Any]], field: str) -> list[str]:
    """The values of all registers, each once."""
    return list(dict.fromkeys(value for one in registers for value in one[field]))


@every_page
def test_it_reads_every_kind_of_data_of_its_own_page_and_nothing_else(slug: str, language: str) -> None:
    register = shipped_register(slug)
    read = each(read_back(register, language), "data_categories")
    assert read == [one.name.in_language(language) for one in register.categories]


@every_page
def test_it_reads_every_purpose_of_its_own_page_and_nothing_else(slug: str, language: str) -> None:
    register = shipped_register(slug)
    read = each(read_back(register, language), "purposes")
    said = [one.name.in_language(language) for one in register.purposes]
    assert read == [one.partition(" (")[0] for one in said], "a basis in brackets is read as the basis"


@every_page
def test_it_reads_every_named_recipient_of_its_own_page(slug: str, language: str) -> None:
    register = shipped_register(slug)
    read = each(read_back(register, language), "recipients")
    assert read == [one.name.in_language(language) for one in register.recipients if one.named]


@every_page
def test_it_reads_every_source_of_its_own_page(slug: str, language: str) -> None:
    register = shipped_register(slug)
    read = each(read_back(register, language), "sources")
    said = [one.text.in_language(language) for one in register.sources]
    assert len(read) == len(said)
    assert all(value.split(" – ")[0] == one for value, one in zip(read, said, strict=True))
