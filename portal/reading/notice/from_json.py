"""The words of a notice that a site keeps as JSON, as translations are kept: titles head what stands beside them.

Menus, and the words of the site's other pages, stay in the text behind it, marked as noise: nothing is lost, and
nothing is read from them. What a page has and does not say, as addresses of links, is left out, as it is of a page
itself.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import TypeAlias

from portal.reading.notice.document import Builder, Document

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | None"
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
    r"(?:.{0,30}[._-])?(?:privacy|gdpr|tietosuoja|rekisteriseloste|integritet|dataskydd)"
    r"[._-]?s?(?:policy|page|notice|statement|view|screen|modal|content|text|terms|en|fi|sv"
    r"|seloste|lauseke|ilmoitus|sivu|beskrivning|meddelande|sida)?",
    re.I,
)
"""`privacyPolicy` is a notice, `privacyRights` a part of one."""
_TAG = re.compile(r"<(?:/?(?:p|li|ul|ol|div|h[1-6])\b|br\b)[^<>]{0,200}>")
_INLINE = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_DEEPEST, _LONG, _SHORT = 12, 1200, 80
_A_LANGUAGE_AND_A_PAGE, _A_NAME_AND_MORE = 2, 2


def read_json(source: str) -> Document | None:
    """The words of a JSON file, a line for each; None where it is none, or is nested deeper than a site's words are."""
    try:
        held: Json = json.loads(source)
    except (ValueError, RecursionError):
        return None
    if not isinstance(held, dict | list) or _is_deep(held):
        return None
    made, notice = Builder(), _on_privacy(held)
    _put(made, notice, 0)
    made.line(apart=True)
    behind = made.length
    for said in _beside(held, notice, is_notice=held is notice):
        _paragraphs(made, said)
    if made.length > behind:
        made.noise.append((behind, made.length))
    return made.document()


def _is_deep(held: Json) -> bool:
    level = [held]
    for _ in range(_DEEPEST + 1):
        level = [inner for one in level for inner in _inner(one)]
    return bool(level)


def _inner(held: Json) -> Iterator[Json]:
    if isinstance(held, dict):
        yield from held.values()
    elif isinstance(held, list):
        yield from held


def _on_privacy(held: Json, depth: int = 0) -> Json:
    """The part of a site's words that is its notice, where all its words stand in one file."""
    if not isinstance(held, dict):
        return held
    for key, value in held.items():
        if isinstance(value, dict) and _OF_PRIVACY.fullmatch(key) and sum(map(len, _strings(value))) > _LONG:
            return value
    if depth < _A_LANGUAGE_AND_A_PAGE:
        for value in held.values():
            if (inner := _on_privacy(value, depth + 1)) is not value:
                return inner
    return held


def _strings(held: Json) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    for one in _inner(held):
        yield from _strings(one)


def _beside(held: Json, notice: Json, *, is_notice: bool) -> Iterator[str]:
    """What is no part of the notice: its menus, and whatever else the file says."""
    if isinstance(held, str) and not is_notice:
        yield held
    for key, value in held.items() if isinstance(held, dict) else (("", one) for one in _inner(held)):
        if not isinstance(value, str) and _OF_PAGE.fullmatch(key):
            yield from _strings(value)
        elif not isinstance(value, str) or not _UNSEEN.fullmatch(key):
            yield from _beside(value, notice, is_notice=is_notice or value is notice)


def _put(made: Builder, held: Json, depth: int) -> None:
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


def _item(one: Json) -> str:
    """What an item of a list says: its words, or its name and what is said of it; "" where it is more than an item."""
    if isinstance(one, str):
        return _plain(one) if not _TAG.search(one) else ""
    if not isinstance(one, dict):
        return ""
    said = [(key, value) for key, value in one.items() if not _UNSEEN.fullmatch(key)]
    words = [(key, value) for key, value in said if isinstance(value, str)]
    if len(words) != len(said) or len(words) != _A_NAME_AND_MORE:
        return ""
    (key, name), (_, told) = words
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
