"""The words of a notice that a site keeps as JSON, as translations are kept: titles head what stands beside them.

What a site shows beside the text, as buttons and addresses of links, is left out.
"""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from portal.reading.notice.document import Builder, Document

_TITLE = re.compile(r"(?:title|heading|header|headline|question|otsikko|kysymys|rubrik|fråga)\d{0,2}", re.I)
_TITLE_OF_PART = re.compile(r".{0,80}(?:[._-](?:title|heading|header|question)|Title|Heading|Header|Question)\d{0,2}")
_NAME = re.compile(r"(?:name|label|term|nimi|namn)\d{0,2}", re.I)
_UNSEEN = re.compile(
    r"(?:type|id|key|slug|class(?:name)?|icon|href|url|link|path|src|alt|lang|locale|order|style|layout|placeholder"
    r"|(?:meta|seo|aria|og).*|.*(?:button|url|icon|href))",
    re.I,
)
_OF_PAGE = re.compile(r"(?:meta|seo|aria|nav|menu).*", re.I)
_OF_PRIVACY = re.compile(
    r"(?:.{0,30}[._-])?(?:privacy|gdpr|tietosuoja|rekisteriseloste|integritet|dataskydd)\w{0,30}", re.I
)
_TAG = re.compile(r"<(?:/?(?:p|li|ul|ol|div|h[1-6])\b|br\b)[^<>]{0,200}>")
_INLINE = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_DEEPEST, _LONG, _SHORT = 12, 1200, 80


def read_json(source: str) -> Document | None:
    """The words of a JSON file, a line for each; None where it is none."""
    try:
        held: Any = json.loads(source)
    except (ValueError, RecursionError):
        return None
    if not isinstance(held, dict | list):
        return None
    made = Builder()
    _put(made, _on_privacy(held), 0)
    return made.document()


def _on_privacy(held: Any, depth: int = 0) -> Any:  # noqa: ANN401  # JSON
    """The part of a site's words that is its notice, where all its words stand in one file."""
    if not isinstance(held, dict):
        return held
    for key, value in held.items():
        if isinstance(value, dict) and _OF_PRIVACY.fullmatch(key) and sum(map(len, _strings(value, 0))) > _LONG:
            return value
    if depth < 2:  # noqa: PLR2004  # a language, and a page of it
        for value in held.values():
            if (inner := _on_privacy(value, depth + 1)) is not value:
                return inner
    return held


def _strings(held: Any, depth: int) -> Iterator[str]:  # noqa: ANN401  # JSON
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict | list) and depth < _DEEPEST:
        for one in held.values() if isinstance(held, dict) else held:
            yield from _strings(one, depth + 1)


def _put(made: Builder, held: Any, depth: int) -> None:  # noqa: ANN401  # JSON
    if depth > _DEEPEST:
        return
    if isinstance(held, str):
        _paragraphs(made, held)
    elif isinstance(held, dict):
        for key, value in held.items():
            if not isinstance(value, str):
                if not _OF_PAGE.fullmatch(key):
                    _put(made, value, depth + 1)
            elif _TITLE.fullmatch(key) or _TITLE_OF_PART.fullmatch(key):
                _head(made, value, depth + (1 if _TITLE.fullmatch(key) else 2))
            elif not _UNSEEN.fullmatch(key):
                _paragraphs(made, value)
    elif isinstance(held, list):
        for one in held:
            said = _item(one)
            if said:
                made.bullet("• ")
                made.words(said)
                made.line()
            else:
                _put(made, one, depth + 1)
        made.line(apart=True)


def _item(one: Any) -> str:  # noqa: ANN401  # JSON
    """What an item of a list says: its words, or its name and what is said of it; "" where it is more than an item."""
    if isinstance(one, str):
        return _plain(one) if not _TAG.search(one) else ""
    if not isinstance(one, Mapping):
        return ""
    said = {key: value for key, value in one.items() if not _UNSEEN.fullmatch(key)}
    if len(said) != 2 or not all(isinstance(value, str) for value in said.values()):  # noqa: PLR2004  # and what it is
        return ""
    (key, name), (_, told) = said.items()
    name = _plain(name).rstrip(" :")
    return f"{name}: {_plain(told)}" if _NAME.fullmatch(key) and len(name) < _SHORT else ""


def _head(made: Builder, said: str, level: int) -> None:
    made.line(apart=True)
    made.words(_plain(said))
    made.head(min(max(level, 1), 6))
    made.line(apart=True)


def _paragraphs(made: Builder, said: str) -> None:
    for line in _TAG.sub("\n", said).split("\n"):
        made.words(_plain(line))
        made.line(apart=True)


def _plain(said: str) -> str:
    return unescape(" ".join(_INLINE.sub("", said).split()))
