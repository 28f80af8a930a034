"""What the packages of an answer have in common: their values, glossary, pages and manifest."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from portal import words
from portal.domain.lifecycle import Match
from portal.domain.register import Controller, Register
from portal.papers import pdf
from portal.papers.answer import Information, Label, Namer, SearchedSystem, Withheld, said
from portal.papers.letters import Letter
from portal.papers.sheets import Bundle, Scalar, write_csv
from portal.words import gettext as _

MANIFEST_SCHEMA = "portal-manifest/1"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One value as the system holds it; `key` is the glossary's, `column` the system's own name for it.

    `masked` says that a part of the value was hidden before it came here.
    """

    key: str
    label: Label
    value: Scalar
    column: str = ""
    masked: bool = False


@dataclass(frozen=True, slots=True)
class PackageDocument:
    """The mail or file itself: its own name, its bytes each time they are asked for, and its `path` in the package."""

    name: str
    pieces: Callable[[], Iterator[bytes]] = field(repr=False)
    path: str = ""


@dataclass(frozen=True, slots=True)
class PackageFinding:
    """A record that is given to the person; `record` tells those of one row of its system from others."""

    system: str
    system_name: Label
    kind: str
    kind_name: Label
    category: str
    match: Match
    fields: tuple[FieldValue, ...]
    found_at: datetime
    record: str = ""
    document: PackageDocument | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A code that a field may hold, and what it means."""

    code: str
    meaning: Label


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """What a field is, in words; `codes` explain the values it may hold."""

    key: str
    label: Label
    explanation: Label = ""
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class PackageContents:
    """All that an answer holds. `requester_contacts` never holds a protected address.

    `letter` is the one that the package's pages speak of, `others` are the letters on other rights.
    `portable` are the findings of a folder that another controller can take over (Art 20); None without one.
    """

    reference: str
    controller: Controller
    register: Register
    language: str
    requester_name: str
    requester_contacts: tuple[str, ...]
    received: date
    answered_at: datetime
    zone: str
    findings: tuple[PackageFinding, ...]
    withheld: tuple[Withheld, ...]
    searched: tuple[SearchedSystem, ...]
    information: Information
    letter: Letter
    glossary: tuple[GlossaryEntry, ...] = ()
    others: tuple[Letter, ...] = ()
    portable: tuple[PackageFinding, ...] | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What `write_package` wrote: SHA-256 of the manifest in hex, the names in it, and its bytes in all."""

    digest: str
    names: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Explained:
    """A line of the glossary, in the person's language."""

    key: str
    label: str
    categories: tuple[str, ...]
    explanation: str
    codes: tuple[tuple[str, str], ...]


def explained(contents: PackageContents, findings: Iterable[PackageFinding]) -> Iterator[Explained]:
    """Every field key in the findings, explained where the glossary given does, else by its label alone."""
    language = contents.language
    given = {entry.key: entry for entry in contents.glossary}
    labels: dict[str, Label] = {}
    places: dict[str, dict[str, None]] = {}
    for finding in findings:
        for one in finding.fields:
            labels.setdefault(one.key, one.label)
            places.setdefault(one.key, {})[finding.category] = None
    for key, label in labels.items():
        entry = given.get(key, GlossaryEntry(key, label))
        yield Explained(
            key,
            said(entry.label, language) or key,
            tuple(Namer(language).category(contents.register, category) for category in places[key]),
            said(entry.explanation, language),
            tuple((one.code, said(one.meaning, language)) for one in entry.codes),
        )


def shown_page(template: str, context: Mapping[str, object]) -> Iterator[bytes]:
    """A page of the package, piece by piece."""
    for piece in words.environment().get_template(template).generate(**context):
        yield piece.encode("utf-8", "replace")


def add_letters(bundle: Bundle, contents: PackageContents) -> None:
    """Each letter as a page of its own and as PDF: `letter.html`, and `letter-KIND.html` for the other rights."""
    author = contents.controller.trade_name or contents.controller.legal_name
    for letter in (contents.letter, *contents.others):
        context = {"contents": contents, "letter": letter}
        name = letter_name(contents, letter)
        bundle.add(name, shown_page("package/letter.html", context))
        bundle.add(f"{name.removesuffix('.html')}.pdf", (pdf.make(letter.html, author),))


def letter_name(contents: PackageContents, letter: Letter) -> str:
    """What a letter's page is called."""
    return "letter.html" if letter is contents.letter else f"letter-{letter.kind.value}.html"


def values_of(record: PackageFinding, key: str) -> tuple[FieldValue, ...]:
    """The values of one key in a record: none, one, or several where the system repeats a field."""
    return tuple(one for one in record.fields if one.key == key)


def one_cell(record: PackageFinding, key: str) -> Scalar:
    """The values of one key as one cell of a table."""
    values = [one.value for one in values_of(record, key)]
    if len(values) < 2:
        return values[0] if values else None
    return " | ".join("" if value is None else str(value) for value in values)


def to_json(value: object) -> str:
    """JSON on one line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def controller_facts(controller: Controller) -> dict[str, object]:
    """The controller, as the JSON files name it."""
    return {
        "legal_name": controller.legal_name,
        "trade_name": controller.trade_name,
        "business_id": controller.business_id,
        "address": list(controller.address),
        "contact": {"name": controller.contact.name, "email": controller.contact.email},
    }


def register_facts(contents: PackageContents) -> dict[str, object]:
    """The register, as the JSON files name it."""
    register = contents.register
    return {"key": register.key, "name": register.name.in_language(contents.language), "updated": register.updated}


def glossary_sheet(entries: tuple[Explained, ...]) -> Iterator[bytes]:
    """The glossary as a CSV file."""
    header = [_("Field"), _("Name"), _("Data category"), _("What it means"), _("Code"), _("What the code means")]
    rows = (
        [one.key, one.label, ", ".join(one.categories), one.explanation, code, meaning]
        for one in entries
        for code, meaning in one.codes or (("", ""),)
    )
    return write_csv(header, rows)


def close(bundle: Bundle, contents: PackageContents) -> str:
    """Write the manifest of every file and end the ZIP; SHA-256 of the manifest in hex."""
    made = {
        "schema": MANIFEST_SCHEMA,
        "reference": contents.reference,
        "created_at": contents.answered_at.astimezone(ZoneInfo(contents.zone)).isoformat(),
        "controller": controller_facts(contents.controller),
        "register": register_facts(contents),
        "files": [{"name": one.name, "size": one.size, "sha256": one.sha256} for one in bundle.entries],
    }
    manifest = (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
    bundle.add(MANIFEST, (manifest,))
    bundle.close()
    return hashlib.sha256(manifest).hexdigest()


def columns_of(records: Iterable[PackageFinding], language: str) -> dict[str, str]:
    """Field keys in the order they are first met; two fields of one label carry their keys as well."""
    labels: dict[str, str] = {}
    for record in records:
        for one in record.fields:
            if one.key not in labels:
                labels[one.key] = said(one.label, language) or one.key
    counts: dict[str, int] = {}
    for label in labels.values():
        counts[label] = counts.get(label, 0) + 1
    return {key: f"{label} ({key})" if counts[label] > 1 else label for key, label in labels.items()}


def style() -> bytes:
    """The packages' own sheet of style."""
    return (words.templates_folder() / "package" / "style.css").read_bytes()
