"""A notice as it was given, read for whoever sets a company up: what it says, where, and what it lacks.

What reads is loaded with the first notice: its patterns take a second and ten megabytes of each process, and a portal
that was set up last year needs none of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.reading.composing import Answers, Said, Setup, Words, key_of
from portal.reading.notice.document import Document
from portal.reading.notice.values import Found, Notice, RegisterRead
from portal.words import LANGUAGES

NOTICE = "notice"
LONGEST_PASTE = 400_000


def from_file(content: bytes, name: str) -> Setup:
    """A file, by what it holds; `faults` say what kept it from being read."""
    from portal.reading.notice.opening import open_notice  # noqa: PLC0415  # loaded with the first notice

    return _read(open_notice(content, name), name)


def from_paste(text: str) -> Setup:
    """A text that was pasted."""
    from portal.reading.notice.opening import open_text  # noqa: PLC0415  # loaded with the first notice

    return _read(open_text(text), "")


def _read(document: Document, name: str) -> Setup:
    from portal.reading.notice.reader import read_notice  # noqa: PLC0415  # loaded with the first notice

    notice = read_notice(document)
    said = _said(notice, document.text)
    return Setup(
        way=NOTICE, file=name[:200], text=document.text[:LONGEST_PASTE],
        faults=tuple(one.value for one in document.faults), languages=notice.languages, read=said, said=said,
        parts=tuple(tuple(one.text for one in register.purposes) for register in notice.registers),
        places={path: (value.start, value.end) for path, value in notice.placed()},
        unread=notice.unread, findings=tuple(_findings(notice)),
        answers=Answers(words=_other_names(notice), own=_security(notice), security="own" if notice.security else ""),
    )  # fmt: skip


def _findings(notice: Notice) -> Iterator[dict[str, str]]:
    """Each finding, said in every language: another owner may go on in another one. `message_fi` and so on."""
    from portal.reading.notice.lint.linter import finding_values, lint  # noqa: PLC0415  # loaded with the first notice

    found = lint(notice)
    spoken = [finding_values(notice, found, code) for code in LANGUAGES]
    for said in zip(*spoken, strict=True):
        plain = {name: str(said[0][name] or "") for name in ("code", "severity", "evidence")}
        yield plain | {f"message_{code}": str(one["message"]) for code, one in zip(LANGUAGES, said, strict=True)}


def _said(notice: Notice, text: str) -> Said:
    controller, contact, registers = notice.controller, notice.contact, notice.registers
    transfers = [one.transfers.text for one in registers if one.transfers is not None]
    officer = any(one is not None and _is_officer(text, one) for one in (contact.name, contact.email))
    return Said(
        officer_name=_text(contact.name) if officer else "", officer_email=_text(contact.email) if officer else "",
        legal_name=_text(controller.name), trade_name=_text(controller.trade_name),
        business_id=_text(controller.business_id), address=_text(controller.address).replace(", ", "\n"),
        phone=_text(contact.phone) or _text(controller.phone), contact_name=_text(contact.name),
        contact_email=_text(contact.email) or _text(controller.email),
        names=tuple(_text(one.name) for one in registers if one.name is not None),
        purposes=_lines(registers, "purposes"), categories=_lines(registers, "data_categories"),
        sources=_lines(registers, "sources"), recipients=_lines(registers, "recipients"),
        bases=_lines(registers, "legal_bases"),
        transfers="" if not transfers else "yes" if "true" in transfers else "no",
    )  # fmt: skip


_BEFORE = 120
"""So many letters before a name are looked at for what it is called."""


def _is_officer(text: str, found: Found) -> bool:
    """Whether the contact is named as a data protection officer: on its own line, or the one above it."""
    from portal.reading.notice.tongues.speaking import TONGUES, folded, patterns  # noqa: PLC0415  # loaded with the first notice

    before = text[max(found.start - _BEFORE, 0) : found.start]
    above, _break, beside = before.rpartition("\n")
    last = next((line for line in reversed(above.splitlines()) if line.strip()), "")
    called = [patterns(code).headings["dpo"] for code in TONGUES]
    return any(one.search(folded(line)) for one in called for line in (beside, last))


def _text(value: Found | None) -> str:
    return value.text if value is not None else ""


def _lines(registers: Sequence[RegisterRead], part: str) -> tuple[str, ...]:
    """The lines of all registers, each once: what they share repeats in each."""
    return tuple(dict.fromkeys(one.text for register in registers for one in getattr(register, part)))


def _other_names(notice: Notice) -> dict[str, Words]:
    """What the registers are called in the notice's other languages, where it has as many there."""
    words: dict[str, Words] = {}
    for code in notice.languages[1:]:
        names = [one.name for one in notice.by_language.get(code, ())]
        if len(names) == len(notice.registers) and all(names):
            joined = {"fi": " ja ", "sv": " och ", "en": " and "}[code].join(_text(name) for name in names)
            words.setdefault("name", {})[code] = joined[:1].upper() + joined[1:]
            for one, name in zip(notice.registers, names, strict=True):
                said = _text(name)
                words.setdefault(f"parts.{key_of(_text(one.name))}", {})[code] = said[:1].upper() + said[1:]
    return words


def _security(notice: Notice) -> dict[str, Words]:
    """How data is protected, in the notice's own words."""
    if notice.security is None or not notice.languages:
        return {}
    return {"security": {notice.languages[0]: notice.security.text}}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the notice's text: `read` (as what, by their paths), `unread`, or neither."""

    text: str
    state: str
    paths: tuple[str, ...] = ()


def pieces(setup: Setup) -> tuple[Piece, ...]:
    """The whole text, cut where something was read or was not."""
    edges = {0, len(setup.text)}
    for start, end in (*setup.places.values(), *setup.unread):
        edges |= {min(max(one, 0), len(setup.text)) for one in (start, end)}
    cuts = sorted(edges)
    return tuple(_piece(setup, start, end) for start, end in zip(cuts, cuts[1:], strict=False))


def _piece(setup: Setup, start: int, end: int) -> Piece:
    paths = tuple(path for path, (first, last) in setup.places.items() if first <= start and end <= last)
    unread = any(first <= start and end <= last for first, last in setup.unread)
    return Piece(setup.text[start:end], "read" if paths else "unread" if unread else "", paths)
