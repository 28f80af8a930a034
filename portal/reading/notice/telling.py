"""A notice that was read, as the values that `portal register import` prints."""

from collections.abc import Iterator, Sequence
from typing import Any

from portal.reading.notice.lint.linter import finding_values, lint
from portal.reading.notice.values import Found, Notice, RegisterRead, Who


def _said(value: Found | None) -> str | None:
    return value.text if value is not None else None


def _texts(values: Sequence[Found]) -> list[str]:
    return [one.text for one in values]


def _who(who: Who, *parts: str) -> dict[str, str | None]:
    return {part: _said(getattr(who, part)) for part in parts}


def _register(register: RegisterRead) -> dict[str, Any]:
    return {
        "name": _said(register.name),
        "purposes": _texts(register.purposes),
        "legal_bases": _texts(register.legal_bases),
        "data_categories": _texts(register.data_categories),
        "sources": _texts(register.sources),
        "recipients": _texts(register.recipients),
        "transfers_outside_eea": None if register.transfers is None else register.transfers.text == "true",
        "retention": _said(register.retention),
        "rights": _texts(register.rights),
    }


def notice_values(notice: Notice) -> dict[str, Any]:
    """Every key stands there always: an absent scalar is None, an absent list is empty."""
    return {
        "language": list(notice.languages),
        "controller": _who(notice.controller, "name", "trade_name", "business_id", "address", "email", "phone"),
        "contact": _who(notice.contact, "name", "email", "phone"),
        "registers": [_register(one) for one in notice.registers],
        "updated": _said(notice.updated),
        "places": {path: [value.start, value.end] for path, value in notice.placed()},
        "unread": [{"start": start, "end": end} for start, end in notice.unread],
    }


def imported(notice: Notice) -> dict[str, Any]:
    """What was read, and what it lacks: `findings` hold code, severity, message and evidence."""
    shown = ("code", "severity", "message", "evidence")
    found = [{name: one[name] for name in shown} for one in finding_values(notice, lint(notice))]
    values = notice_values(notice)
    places, unread = values.pop("places"), values.pop("unread")
    return values | {"findings": found, "places": places, "unread": unread}


def linted(notice: Notice) -> dict[str, Any]:
    """What it lacks: each finding with the place that is quoted and the sentence to add."""
    return {"language": list(notice.languages), "findings": finding_values(notice, lint(notice))}


def in_words(said: dict[str, Any]) -> str:
    """The same for people to read: a line for each value, then the findings."""
    lines = list(
        _lines(
            "", {name: value for name, value in said.items() if name not in {"findings", "places", "unread", "text"}}
        )
    )
    lines += [f"{'unread':34} {sum(one['end'] - one['start'] for one in said['unread'])} letters"]
    return "\n".join([*lines, "", findings_in_words(said["findings"]), "Nothing was stored."])


def _lines(path: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _lines(f"{path}.{name}" if path else name, inner)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for number, inner in enumerate(value):
            yield from _lines(f"{path}[{number}]", inner)
    else:
        said = "; ".join(value) if isinstance(value, list) else value
        yield f"{path:34} {'-' if said in (None, '') else said}"


def findings_in_words(findings: Sequence[dict[str, Any]]) -> str:
    """A paragraph for each finding."""
    paragraphs = []
    for one in findings:
        lines = [f"{one['code']} {one['severity']}: {one['message']}"]
        lines += [f"    > {one['evidence']}"] if one["evidence"] else []
        lines += [f"    + {one['add']}"] if one.get("add") else []
        paragraphs.append("\n".join(lines))
    return "\n".join(paragraphs) if paragraphs else "Nothing was found."
