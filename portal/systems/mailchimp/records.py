"""Rows of Mailchimp as records: its nested values laid flat, its ids said in words."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from portal.domain.lifecycle import Match
from portal.domain.register import Text
from portal.systems.contract import Field, Learned, Meaning, Record
from portal.systems.mailchimp.labels import FIELDS, KIND_LABELS, STATUS
from portal.systems.matching import Named, Wanted, fold, name_differs, phones

Value = str | int | float | bool | None
MERGE = "merge_fields"
ADDRESS_PARTS = ("addr1", "addr2", "city", "state", "zip", "country")
_TOLD_APART = ("list_name", "email_address", "full_name")
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Found:
    """By what and how surely the rows of an address are the person's."""

    owner: str
    match: Match
    matched_by: tuple[str, ...]
    differs: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Making:
    """What makes a record of a row."""

    categories: Mapping[str, str]
    want: Wanted

    def record(self, kind: str, key: str, row: Mapping[str, Any], found: Found, dated: str = "") -> Record:
        """A record with every field that has a value."""
        return Record(
            kind=kind,
            key=key,
            owner=found.owner,
            category=self.categories[kind],
            match=found.match,
            matched_by=found.matched_by,
            fields=tuple(_fields(kind, row)),
            subject=found.subject,
            differs=found.differs,
            dated=_day(row.get(dated)),
        )

    def mention(self, key: str, row: Mapping[str, Any], found: Found) -> Record:
        """Somebody of the same name, with no more than tells people apart."""
        kept = {name: row[name] for name in _TOLD_APART if name in row}
        return self.record("member", key, kept, found)


@dataclass(slots=True)
class Names:
    """What an audience calls its interests, by id."""

    interests: dict[str, str] = field(default_factory=dict)


def member_row(row: Mapping[str, Any], list_name: str, tags: Sequence[str], names: Names) -> dict[str, Any]:
    """A member with what is nested in it said in words."""
    chosen = [names.interests.get(key, key) for key, on in _items(row.get("interests")) if on is True]
    permissions = [each for each in _dicts(row.get("marketing_permissions")) if each.get("enabled") is True]
    return {
        **row,
        "list_name": list_name,
        "tags": ", ".join(tags),
        "interests": ", ".join(sorted(chosen)),
        "marketing_permissions": "; ".join(str(each.get("text") or "") for each in permissions),
    }


def bought_row(row: Mapping[str, Any], store_name: str) -> dict[str, Any]:
    """A customer, an order or a cart with its lines in words."""
    lines = [
        " ".join(str(part) for part in (each.get("quantity"), _titled(each), each.get("price")) if part is not None)
        for each in _dicts(row.get("lines"))
    ]
    promos = [str(each.get("code") or "") for each in _dicts(row.get("promos"))]
    return {**row, "store_name": store_name, "lines": "\n".join(lines), "promos": ", ".join(filter(None, promos))}


def entries_row(rows: Sequence[Mapping[str, Any]], when: str, what: str) -> dict[str, Any]:
    """What a contact did, one line each: the moment, what it was, and all else that is said of it."""
    return {"entries": "\n".join(_line(each, when, what) for each in rows)}


def named(row: Mapping[str, Any]) -> Named:
    """A member's or a customer's name."""
    merged = dict(_items(row.get(MERGE)))
    first, last = merged.get("FNAME") or row.get("first_name"), merged.get("LNAME") or row.get("last_name")
    return Named(_plain(first), _plain(last), _plain(row.get("full_name")))


def subject_of(row: Mapping[str, Any]) -> str:
    """A name for staff, with the address beside it."""
    name = named(row)
    said = " ".join(filter(None, (name.first, name.last))) or name.whole
    address = _plain(row.get("email_address"))
    return f"{said} ({address})" if said and address else said or address


def differs(row: Mapping[str, Any], want: Wanted) -> tuple[str, ...]:
    """What the person gave and the row contradicts."""
    return ("name",) if name_differs(want.name, named(row)) else ()


def learned(row: Mapping[str, Any], want: Wanted) -> Iterator[Learned]:
    """Name and telephone numbers of the person's own row."""
    name = named(row)
    whole = f"{name.first} {name.last}".strip() if name.first and name.last else name.whole
    if whole:
        yield Learned("name", whole)
    merged = dict(_items(row.get(MERGE)))
    for cell in (merged.get("PHONE"), row.get("sms_phone_number")):
        for number in sorted(phones(_plain(cell), want.country)):
            yield Learned("phone", number)


def glossary(categories: Mapping[str, str], merge_fields: Mapping[str, str]) -> Iterator[Meaning]:
    """Every field; `merge_fields` gives what audiences call their own, by path."""
    for kind, labels in FIELDS.items():
        for each in labels:
            codes = STATUS if each.path == "status" else {}
            yield Meaning(
                kind, each.path, each.path, categories[kind], each.label, codes,
                kind_label=KIND_LABELS[kind], free_text=each.free_text, writable=each.writable,
            )  # fmt: skip
    for path, name in merge_fields.items():
        label, called = Text(fi=name, sv=name, en=name), KIND_LABELS["member"]
        yield Meaning("member", path, path, categories["member"], label, kind_label=called, writable=True)


def at(row: Mapping[str, Any], path: str) -> Value:
    """The value at a path such as `location.country_code`; None where there is none that one cell can hold."""
    value: Any = row
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if isinstance(value, str | int | float | bool) else None


def _fields(kind: str, row: Mapping[str, Any]) -> Iterator[Field]:
    paths = [each.path for each in FIELDS[kind]]
    if kind == "member":
        paths += list(_merged(row.get(MERGE)))
    for path in paths:
        value = at(row, path)
        if value is not None and value != "":
            yield Field(path, path, value)


def _merged(merged: Any) -> Iterator[str]:
    for tag, value in _items(merged):
        if "." in tag:
            continue
        if isinstance(value, dict):
            yield from (f"{MERGE}.{tag}.{part}" for part in ADDRESS_PARTS if part in value)
        else:
            yield f"{MERGE}.{tag}"


def _line(row: Mapping[str, Any], when: str, what: str) -> str:
    rest = [f"{key}: {_said(value)}" for key, value in row.items() if key not in {when, what, "avatar_url", "_links"}]
    said = "; ".join(each for each in rest if not each.endswith(": "))
    return " ".join(filter(None, (_plain(row.get(when)), _plain(row.get(what)), said)))[:_LONGEST]


def _said(value: Any, deep: int = 3) -> str:
    """A value in one line, three levels deep."""
    if isinstance(value, dict) and deep:
        return ", ".join(f"{key}={_said(each, deep - 1)}" for key, each in value.items())
    if isinstance(value, list) and deep:
        return ", ".join(_said(each, deep - 1) for each in value)
    if isinstance(value, dict | list):
        return ""
    return "" if value is None else str(value).replace("\n", " ")


def _titled(line: Mapping[str, Any]) -> str | None:
    title = line.get("product_title") or line.get("product_id")
    return title if isinstance(title, str) else None


def _plain(value: Any) -> str:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _day(value: Any) -> str:
    """The day of a moment in ISO 8601; empty where it is none."""
    text = value[:10] if isinstance(value, str) else ""
    return text if len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdecimal() else ""  # noqa: PLR2004


def _items(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def is_theirs(row: Mapping[str, Any], address: str) -> bool:
    """Whether the row's address is this very one."""
    return bool(address) and fold(_plain(row.get("email_address"))) == fold(address)
