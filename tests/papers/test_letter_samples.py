"""The samples in docs/letters: what the code makes today, linted against the checklist of the law (D and E)."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from portal.papers import letters, rights_letters
from portal.papers.letters import Letter, LetterKind
from tests import letter_samples
from tests.letter_samples import FOLDER, name
from tests.papers import pdf_reading as reading
from tests.papers import samples

CHECKLIST = Path(__file__).resolve().parents[1] / "law" / "notice_checklist.md"
MUST: Mapping[str, tuple[tuple[LetterKind, ...], tuple[str, ...]]] = {
    "L1": (
        (LetterKind.ACKNOWLEDGEMENT,),
        ("L1-received", "L1-asked", "L1-last-day", "L1-arithmetic", "L1-next", "L1-contact"),
    ),
    "L2": ((LetterKind.IDENTITY,), ("L2-doubt", "L2-needed", "L2-least", "L2-use", "L2-time", "L2-contact")),
    "L3": ((LetterKind.EXTENSION,), ("L3-extension", "L3-reasons", "L3-last-day", "L3-former")),
    "L4": (
        (
            LetterKind.ACCESS,
            LetterKind.RECTIFICATION,
            LetterKind.ERASURE,
            LetterKind.RESTRICTION,
            LetterKind.OBJECTION,
            LetterKind.PORTABILITY,
            LetterKind.REFUSAL,
            LetterKind.NOT_IDENTIFIABLE,
        ),
        ("L4-reasons", "L4-complaint", "L4-remedy", "R08"),
    ),
    "L5": (
        (LetterKind.FEE,),
        (
            "L5-notice",
            "L5-why",
            "L5-amount",
            "L5-calculation",
            "L5-choices",
            "L5-payment",
            "L5-last-day",
            "L4-remedy",
            "R08",
        ),  # fmt: skip
    ),
    "L6": ((LetterKind.NOT_IDENTIFIABLE,), ("L6-cannot", "L6-asked", "L6-more")),
    "L7": (
        (LetterKind.RECTIFICATION, LetterKind.ERASURE, LetterKind.RESTRICTION),
        ("L7-action", "L7-systems", "L7-recipients"),
    ),
    "L8": ((LetterKind.LIFTING,), ("L8-notice", "L8-reason")),
    "L9": ((LetterKind.OBJECTION,), ("L9-action", "L9-purposes", "L4-reasons", "L4-complaint", "L4-remedy")),
    "L10": ((LetterKind.MARKETING,), ("L10-action", "L10-channels", "L10-suppression")),
    "L11": ((LetterKind.PORTABILITY,), ("L11-action", "L11-formats", "L11-fields")),
}
"""Row of the checklist's section E: the letters that it is about, and the elements that say what it wants."""
ALL = {"sender", "date", "reference", "rights", "signature"}
SIGNS = {
    "R08": r"77",
    "L4-remedy": r"79",
    "L4-reasons": r"\w{3,}",
    "L3-reasons": r"\w{3,}",
    "R05": r"MailChimp",
    "L7-recipients": r"19",
    "L11-formats": r"(?s)JSON.*CSV",
    "date": r"2026",
    "reference": samples.REFERENCE,
}
"""What an element has to speak of, in whichever language: the article, a name, a day."""


@cache
def every(language: str) -> dict[LetterKind, Letter]:
    return {letter.kind: letter for letter in samples.all_letters(language)}


def element(html: str, code: str) -> str:
    """What the element of this code says."""
    found = re.search(rf'<(\w+)[^>]*data-element="{code}"[^>]*>(.*?)</\1>', html, re.DOTALL)
    return re.sub(r"<[^>]+>", " ", found[2]).strip() if found else ""


def rows_of(section: str) -> set[str]:
    text = CHECKLIST.read_text(encoding="utf-8")
    _before, _heading, rest = text.partition(f"## {section}. ")
    return set(re.findall(r"^\| ([RL]\d+) \|", rest.partition("\n## ")[0], re.MULTILINE))


def test_it_has_a_sample_of_every_letter_in_each_language() -> None:
    for language in samples.LANGUAGES:
        assert set(every(language)) == set(LetterKind)
    wanted = {
        f"{name(one)}.{form}"
        for each in map(every, samples.LANGUAGES)
        for one in each.values()
        for form in ("html", "pdf")
    }
    assert {path.name for path in FOLDER.iterdir()} == wanted | {"README.md", "style.css"}
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 3_000_000


@pytest.mark.parametrize("language", samples.LANGUAGES)
@pytest.mark.parametrize("kind", LetterKind)
def test_it_shows_what_the_code_makes_today(kind: LetterKind, language: str) -> None:
    letter = every(language)[kind]
    mend = "run `make letters`"
    assert (FOLDER / f"{name(letter)}.html").read_text(encoding="utf-8") == letter_samples.page(letter), mend
    kept, made = (FOLDER / f"{name(letter)}.pdf").read_bytes(), letter_samples.document(letter)
    assert reading.told(kept) == reading.told(made), mend
    assert reading.tags(kept) == reading.tags(made), mend
    facts = (reading.opened(one) for one in (kept, made))
    assert len({(one.metadata and (one.metadata.title, one.metadata.author), len(one.pages)) for one in facts}) == 1


def test_it_has_an_index_of_them_all() -> None:
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == letter_samples.index()


def test_it_lints_every_row_of_the_checklist() -> None:
    assert rows_of("E") == set(MUST)
    known = letters.REQUIRED[LetterKind.ACCESS] | letters.PARTIAL_REFUSAL
    assert rows_of("D") == {code for code in known if re.fullmatch(r"R\d\d", code)}


@pytest.mark.parametrize("language", samples.LANGUAGES)
@pytest.mark.parametrize("row", MUST)
def test_it_holds_what_its_row_of_the_checklist_wants(row: str, language: str) -> None:
    kinds, codes = MUST[row]
    for kind in kinds:
        html = (FOLDER / f"{name(every(language)[kind])}.html").read_text(encoding="utf-8")
        for code in ALL | set(codes):
            said = element(html, code)
            assert said, f"{kind} ({language}) lacks {code}: {letters.required_because(code)}"
            assert re.search(SIGNS.get(code, r"\w"), said), f"{kind} ({language}): {code} does not say what it has to"


@pytest.mark.parametrize("language", samples.LANGUAGES)
@pytest.mark.parametrize("code", sorted(letters.REQUIRED[LetterKind.ACCESS] | letters.PARTIAL_REFUSAL))
def test_it_holds_each_item_of_the_access_response(code: str, language: str) -> None:
    html = (FOLDER / f"access-{language}.html").read_text(encoding="utf-8")
    said = element(html, code)
    assert said, f"the access response ({language}) lacks {code}: {letters.required_because(code)}"
    assert re.search(SIGNS.get(code, r"\w"), said)


def _elements() -> list[tuple[LetterKind, str]]:
    return [(kind, code) for kind, letter in every("en").items() for code in letter.required]


@pytest.mark.parametrize(("kind", "code"), _elements(), ids=lambda one: str(one))
def test_it_would_miss_this_element(kind: LetterKind, code: str) -> None:
    """By name: each required element is there, says something, and its template holds it."""
    for language in samples.LANGUAGES:
        letter = every(language)[kind]
        assert code in letter.required
        assert element(letter.html, code), f"{kind} ({language}) lacks {code}: {letters.required_because(code)}"


def test_it_requires_by_name_what_the_law_wants_of_each_letter() -> None:
    """A row deleted from the tables of what is required is missed here, by its code."""
    for row, (kinds, codes) in MUST.items():
        for kind in kinds:
            missing = (ALL | set(codes)) - set(every("en")[kind].required)
            assert not missing, f"{row}: {kind} no longer requires {missing}"
    known = letters.REQUIRED[LetterKind.ACCESS] | letters.PARTIAL_REFUSAL | rights_letters.INCOMPLETE_SEARCH
    assert set(every("en")[LetterKind.ACCESS].required) == set(known)
