"""Which kind of record has which data category, in lines of TOML: taken apart for a form, and put together again.

    message = "correspondence"

The lines are the whole text, or those below `[categories]` in a text that says more.
"""

import json
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

_HEAD = re.compile(r"\s*\[")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Sorted:
    """The categories by kind of record, and what else the text says."""

    chosen: Mapping[str, str]
    rest: str = ""


def taken_apart(text: str, parts: Collection[str], under: str = "") -> Sorted | None:
    """The text as a form shows it; None where that would lose something, or the text cannot be read.

    `under` is the table that holds the lines; empty where they are the whole text.
    """
    whole = _read(text)
    table = whole if not under else (whole or {}).get(under, {})
    if whole is None or not isinstance(table, dict) or set(table) - set(parts):
        return None
    if not all(isinstance(named, str) for named in table.values()):
        return None
    rest = _without(text, under) if under else ""
    if under and _read(rest) != {key: value for key, value in whole.items() if key != under}:
        return None
    return Sorted({key: named.strip() for key, named in table.items()}, rest)


def put_together(chosen: Mapping[str, str], rest: str = "", under: str = "") -> str:
    """The text that says this; what has no category is left out of it."""
    lines = [f"{_key(key)} = {json.dumps(named, ensure_ascii=False)}" for key, named in chosen.items() if named]
    if not under:
        return "\n".join(lines)
    found = [rest.strip()] if rest.strip() else []
    if lines:
        found.append("\n".join([f"[{under}]", *lines]))
    return "\n".join(found)


def _read(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError:
        return None


def _without(text: str, under: str) -> str:
    """The text without that table; whether nothing else went with it the caller looks."""
    head = re.compile(rf"\s*\[\s*{re.escape(under)}\s*\]\s*(?:#.*)?")
    kept, inside = [], False
    for line in text.replace("\r\n", "\n").split("\n"):
        if head.fullmatch(line):
            inside = True
        elif inside and _HEAD.match(line):
            inside = False
        if not inside:
            kept.append(line)
    return "\n".join(kept).strip()


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)
