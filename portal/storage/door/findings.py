"""What staff may read of the records found: whose they may be, each with its verdict, by category and system."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from portal.domain.errors import NotFound
from portal.domain.lifecycle import Capability, Match, Verdict
from portal.domain.may import may_manage
from portal.domain.redaction import proposals
from portal.domain.register import Text
from portal.domain.roles import Viewer
from portal.storage import files, originals
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import Door, door
from portal.storage.door.person import FileLine
from portal.storage.door.rows import Names, request_row
from portal.storage.learned import of_step

PAGE = 50
HIDDEN = "•••"
"""What stands for a value that only the register's owner may see."""
MOST_OWNERS = 100
_Glossary = Mapping[tuple[str, str, str], Mapping[str, Any]]
_Counted = tuple[str, str, int, int]
_RANKS = {Match.EXACT: 3, Match.PROBABLE: 2, Match.MENTION: 1}
_MATCHES = {rank: match for match, rank in _RANKS.items()}


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One value of a record; `label` and `meaning` where the system's glossary knows them."""

    place: int
    name: str
    label: Text | None
    value: str | int | float | bool | None
    meaning: Text | None
    masked: bool


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A record found, and what was said of it."""

    id: str
    system: str
    kind: str
    kind_label: Text | None
    category: str
    match: Match
    matched_by: tuple[str, ...]
    differs: tuple[str, ...]
    owner: str
    subject: str
    key: str
    fields: tuple[FieldLine, ...]
    verdict: Verdict
    ground: str | None
    note: str
    found_at: datetime
    judged_at: datetime | None
    judged_by: str
    hidden: tuple[str, ...] = ()
    """The words that are left out of it, wherever they stand."""
    proposed: tuple[str, ...] = ()
    """Who else it speaks of, as it seems: words that might be left out."""
    original: FileLine | None = None
    """The mail or file that it was read from."""
    upload_id: str = ""
    """The file that a processor sent."""


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """A customer of a system on whom findings hang; counts are their findings."""

    system: str
    owner: str
    subject: str
    match: Match
    matched_by: tuple[str, ...]
    differs: tuple[str, ...]
    total: int
    open: int
    withheld: int


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one category in one system: a page of them, and the place after it."""

    category: str
    system: str
    total: int
    open: int
    rows: tuple[FindingLine, ...]
    next: str


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """What was found, and whose it may be: several customers of one system want a choice."""

    owners: tuple[OwnerLine, ...]
    groups: tuple[FindingGroup, ...]
    total: int
    open: int
    sure: bool
    """Whether one press can take in exact records, none of them in staff's own words."""


def findings_page(
    store: Store,
    viewer: Viewer,
    reference: str,
    category: str = "",
    system: str = "",
    after: str = "",
    *,
    only_open: bool = False,
) -> FindingsPage:
    """What was found, by category and system, fifty records of each; with `category` and `system` that group alone."""
    with door(store, viewer) as d:
        row = request_row(d, reference)
        glossary = _glossary(d, row)
        names = Names(d)
        counted = [one for one in _counts(d, row) if not only_open or one[3]]
        shown = [one for one in counted if not category or (one[0], one[1]) == (category, system)]
        owners = tuple(_owners(d, row))
        return FindingsPage(
            owners=owners if not category else (),
            groups=tuple(_group(d, row, glossary, names, one, after if category else "", only_open) for one in shown),
            total=sum(one[2] for one in counted),
            open=sum(one[3] for one in counted),
            sure=_has_sure(d, row, glossary, _doubtful(owners)),
        )


def finding(store: Store, viewer: Viewer, reference: str, finding_id: str) -> FindingLine:
    """One record as it was found."""
    with door(store, viewer) as d:
        row = request_row(d, reference)
        found = d.session.scalars(
            select(t.Finding).where(t.Finding.request_id == row.id, t.Finding.id == finding_id)
        ).one_or_none()
        if found is None:
            raise NotFound("not_found")
        line = _finding(d, found, _glossary(d, row), Names(d), _whereabouts(d, row))
        value = d.unseal(found)
        original = None if found.category in _whereabouts(d, row) else _original(d, row, value)
        texts = [one.value for one in line.fields if isinstance(one.value, str)]
        own = (*_own(d, row), *value.get("ours", ()))
        return replace(
            line,
            hidden=tuple(value.get("hidden", ())),
            proposed=proposals(texts, value.get("others", ()), own),
            original=original,
        )


def original(store: Store, viewer: Viewer, reference: str, finding_id: str) -> tuple[FileLine, Iterator[bytes]]:
    """The mail or file that a record was read from; `NotFound` where there is none for this viewer."""
    line = finding(store, viewer, reference, finding_id).original
    if line is None:
        raise NotFound("not_found")
    with door(store, viewer) as d:
        return line, files.read(store.folder, d.vault.of_request(request_row(d, reference).id), line.id)


def _original(d: Door, row: t.SubjectRequest, value: Mapping[str, Any]) -> FileLine | None:
    wanted = (t.Upload.request_id == row.id, t.Upload.purpose == originals.PURPOSE, t.Upload.removed_at.is_(None))
    upload = d.session.scalars(select(t.Upload).where(t.Upload.id == value.get("original"), *wanted)).one_or_none()
    return FileLine(upload.id, d.unseal(upload)["name"], upload.size, upload.media_type) if upload else None


def _own(d: Door, row: t.SubjectRequest) -> tuple[str, ...]:
    """What is nobody else's: the person's names, addresses and numbers, those too that a system taught; our address."""
    requester = d.unseal(row)
    other = requester.get("represents") or {}
    given = [
        *(one for who in (requester, other) for one in (who.get("name", ""), who.get("email", ""))),
        *(one for who in (requester, other) for one in (*who.get("emails", ()), *who.get("phones", ()))),
    ]
    finds = select(t.Step).where(t.Step.request_id == row.id, t.Step.capability == Capability.FIND.value)
    for step in d.session.scalars(finds):
        kept = d.unseal(step) if step.sealed is not None else {}
        given += [one.value for one in of_step(step.system, kept)]
    document = d.session.get_one(t.RegisterVersion, row.register_version_id).document
    given.append(document["controller"]["contact"]["email"])
    return tuple(one for one in given if one)


def _glossary(d: Door, row: t.SubjectRequest) -> _Glossary:
    """What fields mean, by system, kind and name, as the searches kept it."""
    found: dict[tuple[str, str, str], Mapping[str, Any]] = {}
    for step in d.session.scalars(
        select(t.Step)
        .where(t.Step.request_id == row.id, t.Step.controller_id == row.controller_id, t.Step.sealed.is_not(None))
        .execution_options(storage_only=True)
    ):
        for one in d.unseal(step).get("glossary", []):
            found[(step.system, one["kind"], one["name"])] = one
    return found


def _is(verdict: Verdict) -> ColumnElement[int]:
    return func.sum(case((t.Finding.verdict == verdict.value, 1), else_=0))


def _counts(d: Door, row: t.SubjectRequest) -> list[_Counted]:
    """(category, system, findings, open ones)."""
    counted = d.session.execute(
        select(t.Finding.category, t.Finding.system, func.count(), _is(Verdict.OPEN))
        .where(t.Finding.request_id == row.id)
        .group_by(t.Finding.category, t.Finding.system)
        .order_by(t.Finding.category, t.Finding.system)
    )
    return [(category, system, int(total), int(opened)) for category, system, total, opened in counted]


def _doubtful(owners: Sequence[OwnerLine]) -> set[str]:
    """The systems in which the address names several customers, or one of another name."""
    exact = [one for one in owners if one.match is Match.EXACT]
    several = {one.system for one in exact if sum(other.system == one.system for other in exact) > 1}
    return several | {one.system for one in exact if one.differs}


def _has_sure(d: Door, row: t.SubjectRequest, glossary: _Glossary, doubtful: set[str]) -> bool:
    free = {(system, kind) for (system, kind, _), one in glossary.items() if one["free_text"]}
    kinds = d.session.execute(
        select(t.Finding.system, t.Finding.kind)
        .where(
            t.Finding.request_id == row.id,
            t.Finding.verdict == Verdict.OPEN.value,
            t.Finding.match == Match.EXACT.value,
        )
        .distinct()
    )
    return any((system, kind) not in free and system not in doubtful for system, kind in kinds)


def _group(
    d: Door, row: t.SubjectRequest, glossary: _Glossary, names: Names, counted: _Counted, after: str, only_open: bool
) -> FindingGroup:
    category, system, total, opened = counted
    query = select(t.Finding).where(
        t.Finding.request_id == row.id, t.Finding.category == category, t.Finding.system == system
    )
    if only_open:
        query = query.where(t.Finding.verdict == Verdict.OPEN.value)
    place, _tilde, last = after.partition("~")
    if place.isdecimal() and len(place) < 10:
        at = int(place)
        query = query.where(or_(t.Finding.position > at, and_(t.Finding.position == at, t.Finding.id > last)))
    rows = d.session.scalars(query.order_by(t.Finding.position, t.Finding.id).limit(PAGE + 1)).all()
    shown: Sequence[t.Finding] = rows[:PAGE]
    names.read(one.judged_by or "" for one in shown)
    following = f"{shown[-1].position}~{shown[-1].id}" if len(rows) > PAGE else ""
    hides = _whereabouts(d, row)
    lines = tuple(_finding(d, one, glossary, names, hides) for one in shown)
    return FindingGroup(category, system, total, opened, lines, following)


def _whereabouts(d: Door, row: t.SubjectRequest) -> frozenset[str]:
    """The categories that tell where a protected person lives or answers, unless the register's owner looks."""
    if may_manage(d.viewer) or not d.unseal(row).get("protected"):
        return frozenset()
    found = d.session.get_one(t.RegisterVersion, row.register_version_id).document["categories"]
    return frozenset(one["key"] for one in found if one.get("locating"))


def _finding(
    d: Door, row: t.Finding, glossary: _Glossary, names: Names, hides: frozenset[str] = frozenset()
) -> FindingLine:
    value = d.unseal(row)
    masked = set(value.get("masked", []))
    known = [glossary.get((row.system, row.kind, one["name"])) for one in value["fields"]]
    kind = next((one["kind_label"] for one in known if one and one["kind_label"]), None)
    hidden = row.category in hides
    return FindingLine(
        id=row.id,
        system=row.system,
        kind=row.kind,
        kind_label=_text(kind),
        category=row.category,
        match=Match(row.match),
        matched_by=tuple(row.matched_by),
        differs=tuple(value.get("differs", [])),
        owner=row.owner_mark.hex(),
        subject=value.get("subject", ""),
        key=value.get("key", ""),
        fields=tuple(
            _field(place, {**one, "value": HIDDEN} if hidden else one, meaning, place in masked)
            for place, (one, meaning) in enumerate(zip(value["fields"], known, strict=True))
        ),
        verdict=Verdict(row.verdict),
        ground=row.ground,
        note=value.get("note", ""),
        found_at=row.found_at,
        judged_at=row.judged_at,
        judged_by=names(row.judged_by),
        upload_id="" if hidden else value.get("upload", ""),
    )


def _field(place: int, one: Mapping[str, Any], known: Mapping[str, Any] | None, masked: bool) -> FieldLine:
    if known is None:
        return FieldLine(place, one["name"], None, one["value"], None, masked)
    meaning = known["values"].get(str(one["value"]))
    return FieldLine(place, one["name"], _text(known["label"]), one["value"], _text(meaning), masked)


def _text(stored: Mapping[str, str] | None) -> Text | None:
    return Text(stored["fi"], stored["sv"], stored["en"]) if stored else None


def _owners(d: Door, row: t.SubjectRequest) -> Iterator[OwnerLine]:
    """Whom findings hang on, in systems where that wants a choice: several customers, or a name that differs."""
    counted = d.session.execute(
        select(
            t.Finding.system, t.Finding.owner_mark, func.count(), _is(Verdict.OPEN), _is(Verdict.WITHHELD),
            func.min(t.Finding.id),
            func.max(case(*((t.Finding.match == match.value, rank) for match, rank in _RANKS.items()), else_=0)),
        )
        .where(t.Finding.request_id == row.id, t.Finding.kind != "by_hand")
        .group_by(t.Finding.system, t.Finding.owner_mark)
        .order_by(t.Finding.system, func.min(t.Finding.position))
        .limit(MOST_OWNERS)
    ).all()  # fmt: skip
    lines = []
    for system, mark, total, opened, withheld, example, rank in counted:
        found = d.session.get_one(t.Finding, example)
        value = d.unseal(found)
        lines.append(
            OwnerLine(
                system, mark.hex(), value.get("subject", ""), _MATCHES[rank], tuple(found.matched_by),
                tuple(value.get("differs", [])), int(total), int(opened), int(withheld),
            )
        )  # fmt: skip
    for line in lines:
        alone = sum(other.system == line.system for other in lines) == 1
        if not alone or line.differs or line.match is not Match.EXACT:
            yield line
