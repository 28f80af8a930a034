"""A document read into a `Notice`: pure, deterministic, offline. Unread is better than wrong."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from portal.reading.notice.blocks import Section, sections_of
from portal.reading.notice.document import MOST_READ, Document
from portal.reading.notice.fields import apart, dates, rights
from portal.reading.notice.fields.controller import asked, who
from portal.reading.notice.fields.data import categories
from portal.reading.notice.fields.grounds import bases, purposes, sources
from portal.reading.notice.fields.recipients import recipients
from portal.reading.notice.fields.registers import registers
from portal.reading.notice.fields.retention import keeping
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.fields.transfers import transfers
from portal.reading.notice.tongues.speaking import TONGUES, language_of
from portal.reading.notice.values import Found, Notice, RegisterRead, Who

_LEAST_SHARE = 0.12
_SHORT_NAME = r"[A-ZÅÄÖ][\wåäö-]{1,15}"
"""`Mallila Research Centre (Mareka)`: how the controller is called for short."""
_MOST_REGISTERS = 25
"""No small company names more; what a longer list says stays unread."""
_LEAST_LETTERS = 250
_SWEDEN = re.compile(r"\bsverige\b|\.se\b|\bsweden\b|org\.?-?\s?nr|\bIMY\b", re.I)
_FINLAND = re.compile(r"\bsuomi\b|\bfinland\b|\.fi\b|y-tunnus|fo-nummer", re.I)


def read_notice(document: Document) -> Notice:
    """What a notice says, each value with its place; the same for the same text, always."""
    text = document.text[:MOST_READ]
    every = sections_of(document)
    updated = dates.updated_of(text, document.edges)
    scopes = _scopes(document, every)
    if not scopes:
        return _with_unread(Notice(document, other_languages=_others(every), updated=updated))
    languages = tuple(one.language for one in scopes)
    said = [who.controller_of(one) for one in scopes], [asked.contact_of(one) for one in scopes]
    controller, contact = _first_who(said[0]), _first_who(said[1])
    again = tuple(
        value for one in (*said[0], *said[1]) for part in fields(Who) if (value := getattr(one, part.name)) is not None
    )
    controller, contact = _completed(scopes[0], controller, contact)
    own = tuple(one.text for one in (controller.name, controller.trade_name) if one is not None)
    own += tuple(short[1] for one in own if (short := re.search(rf"{re.escape(one)} \(({_SHORT_NAME})\)", text)))
    read = {scope.language: _registers(replace(scope, own_names=own)) for scope in scopes}
    return _with_unread(
        Notice(
            document,
            languages=languages,
            controller=controller,
            contact=contact,
            registers=_merged([read[code] for code in languages]),
            updated=updated,
            security=next((one for scope in scopes if (one := keeping.security_of(scope)) is not None), None),
            other_languages=_others(every),
            heads=tuple(one.head for one in every if one.head is not None and one.fields),
            by_language=read if len(read) > 1 else {},
            again=again,
        )
    )


def scopes_of(document: Document) -> list[Scope]:
    """What a notice says in each of its languages, before anything is read of it."""
    return _scopes(document, sections_of(document))


def _scopes(document: Document, every: Sequence[Section]) -> list[Scope]:
    text = document.text[:MOST_READ]
    languages = _languages(text, every)
    country = "SE" if len(_SWEDEN.findall(text)) > len(_FINLAND.findall(text)) else "FI"
    return [_scope(document, every, code, languages, country) for code in languages]


def _languages(text: str, every: Sequence[Section]) -> tuple[str, ...]:
    """Those in which a good part is written, in the order in which they begin."""
    letters: dict[str, int] = {}
    for section in every:
        for block in section.blocks:
            if block.language in TONGUES and (section.fields or block.end - block.start > 60):
                letters[block.language] = letters.get(block.language, 0) + block.end - block.start
    whole = sum(letters.values())
    kept = [
        code
        for code, count in letters.items()
        if count >= whole * _LEAST_SHARE and (count >= _LEAST_LETTERS or len(letters) == 1)
    ]
    if not kept and letters:
        kept = [max(letters, key=lambda code: letters[code])]
    if not kept and (said := language_of(text)) in TONGUES:
        kept = [said]
    return tuple(kept)


def _others(every: Sequence[Section]) -> tuple[str, ...]:
    """Languages that are not read, where more than a sentence is in one."""
    letters: dict[str, int] = {}
    for section in every:
        for block in section.blocks:
            if block.language and block.language not in TONGUES:
                letters[block.language] = letters.get(block.language, 0) + block.end - block.start
    whole = sum(block.end - block.start for section in every for block in section.blocks)
    return tuple(sorted(code for code, count in letters.items() if count > max(300, whole * 0.2)))


def _scope(document: Document, every: Sequence[Section], code: str, languages: Sequence[str], country: str) -> Scope:
    """The sections of one language; those of none of the notice's languages go with the first."""
    own = tuple(
        one for one in every if one.language == code or (one.language not in languages and code == languages[0])
    )
    return Scope(
        document.text[:MOST_READ],
        own,
        code,
        country,
        title=document.title,
        summary=document.summary,
        site=document.site,
        owners=document.owners,
    )


def _first_who(said: Sequence[Who]) -> Who:
    return Who(
        *(
            next((getattr(one, part.name) for one in said if getattr(one, part.name) is not None), None)
            for part in fields(Who)
        )
    )


def _completed(scope: Scope, controller: Who, contact: Who) -> tuple[Who, Who]:
    """What a notice says once, outside of the section on its controller: at its foot, or where it says whom to ask."""
    contact = asked.with_asked(scope, contact, controller)
    return who.with_foot(scope, controller, contact), contact


def _registers(scope: Scope) -> tuple[RegisterRead, ...]:
    every = registers.by_register(scope)[:_MOST_REGISTERS]
    scope = replace(scope, registers=tuple(name.text for name, _ in every if name is not None))
    told = apart.Apart(scope)
    return tuple(
        _register(replace(scope, sections=sections), None)
        if name is None
        else _register(replace(scope, sections=told.of(sections, name.text), register=name.text), name)
        for name, sections in every
    )


def _register(scope: Scope, name: Found | None) -> RegisterRead:
    return RegisterRead(
        name=name,
        purposes=purposes.purposes_of(scope),
        legal_bases=bases.bases_of(scope),
        data_categories=categories.categories_of(scope),
        sources=sources.sources_of(scope),
        recipients=recipients.recipients_of(scope),
        transfers=transfers.transfers_of(scope),
        retention=keeping.retention_of(scope),
        rights=rights.rights_of(scope),
    )


def _merged(read: Sequence[tuple[RegisterRead, ...]]) -> tuple[RegisterRead, ...]:
    """The registers of the first language; what it leaves out is taken from the others, so that nothing is doubled."""
    first = read[0]
    for other in read[1:]:
        if len(other) == len(first):
            first = tuple(_joined(one, more) for one, more in zip(first, other, strict=True))
        elif len(first) == 1 and first[0].name is None:
            first = other
    return first


def _joined(one: RegisterRead, more: RegisterRead) -> RegisterRead:
    return RegisterRead(
        **{part.name: getattr(one, part.name) or getattr(more, part.name) for part in fields(RegisterRead)}
    )


def _read_twice(notice: Notice) -> Iterator[Found]:
    """What was read and is shown nowhere: how data is protected, and what another language says again."""
    if notice.security is not None:
        yield notice.security
    for read in notice.by_language.values():
        for register in read:
            for part in fields(RegisterRead):
                value = getattr(register, part.name)
                yield from value if isinstance(value, tuple) else (value,) if value is not None else ()
    yield from notice.again


def _joined_places(places: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Places that overlap made one: where each begins, and where each ends, in their order."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(places):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def _with_unread(notice: Notice) -> Notice:
    """The paragraphs from which nothing was taken."""
    taken = sorted((value.start, value.end) for _, value in notice.placed())
    taken += [place for one in _read_twice(notice) for place in one.places()]
    taken += notice.heads
    starts, ends = _joined_places(taken)
    unread: list[tuple[int, int]] = []
    text = notice.document.text
    for one in re.finditer(r"[^\n]+", text):
        start, end = one.start() + len(one[0]) - len(one[0].lstrip()), one.start() + len(one[0].rstrip())
        before = bisect_left(starts, end)
        if start >= end or (before > 0 and ends[before - 1] > start):
            continue
        if unread and not text[unread[-1][1] : start].strip():
            unread[-1] = (unread[-1][0], end)
        else:
            unread.append((start, end))
    return replace(notice, unread=tuple(unread))
