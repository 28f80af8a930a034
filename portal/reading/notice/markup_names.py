"""Who a page says it belongs to where no reader sees it: in its linked data, in what it tells to those who share it.

No value is read from there: such names confirm one that stands in the text.
"""

import json
import re
from collections.abc import Iterator
from html import unescape

_META = re.compile(r"<meta\b([^<>]{5,900})>", re.I)
_CONTENT = re.compile(r"\bcontent\s*=\s*(?:\"([^\"<>]{1,400})\"|'([^'<>]{1,400})')", re.I)
_SITE = re.compile(r"\b(?:property|name)\s*=\s*[\"'](?:og:site_name|application-name)[\"']", re.I)
_SUMMARY = re.compile(r"\b(?:property|name)\s*=\s*[\"'](?:og:title|(?:og:)?description)[\"']", re.I)
_LINKED = re.compile(r"<script\b[^<>]{0,200}application/ld\+json[^<>]{0,200}>", re.I)
_FRONT = re.compile(
    r"^[ \t]*(?:title|subtitle|description|summary|seo_?title|seo_?description|site_?name)[ \t]*[:=][ \t]*"
    r"[\"']?([^\n\"']{1,300})", re.M | re.I
)  # fmt: skip
_NOT_THE_OWNER = frozenset(
    {"creator", "author", "sponsor", "funder", "brand", "itemReviewed", "areaServed", "memberOf", "parentOrganization",
     "subOrganization", "member", "employee", "founder", "review", "contributor", "translator", "knowsAbout", "about",
     "hasOfferCatalog", "makesOffer", "location", "offers", "itemListElement", "mainEntity", "mentions"}
)  # fmt: skip
_OF_A_HOUSE = frozenset({"telephone", "email", "legalName", "vatID", "taxID", "address", "openingHours", "logo"})
_HOUSES = re.compile(r"(?:Organi[sz]ation|Business|Corporation|NGO|Store|Club|Service|Association)$")
_NO_HOUSES = frozenset({"Person", "Product", "Event", "Place", "PostalAddress", "ContactPoint", "Offer", "WebPage"})
_MOST_SCRIPTS = 8
_LONGEST_SCRIPT = 60_000
_HEAD_READ = 100_000
_MOST_NAMES = 12
_DEEPEST = 8


def owners_in(html: str) -> tuple[str, ...]:
    """The names that a page's linked data give the house to which it belongs, each once, legal names first."""
    legal: list[str] = []
    names: list[str] = []
    for data in _linked(html):
        for key, name in _houses(data, 0):
            (legal if key == "legalName" else names).append(name)
    return tuple(dict.fromkeys((*legal, *names)))[:_MOST_NAMES]


def site_in(html: str) -> str:
    """What the whole site is called that a page belongs to."""
    said = (_content(one[1]) for one in _META.finditer(html[:_HEAD_READ]) if _SITE.search(one[1]))
    return next((one for one in said if one), "")


def summary_in(html: str) -> str:
    """What a page tells of itself, a line for each place."""
    said = (_content(one[1]) for one in _META.finditer(html[:_HEAD_READ]) if _SUMMARY.search(one[1]))
    return "\n".join(dict.fromkeys(one for one in said if one))


def summary_of_front(front: str) -> str:
    """What the front of a Markdown file tells of it, a line for each place."""
    return "\n".join(dict.fromkeys(" ".join(one[1].split()) for one in _FRONT.finditer(front)))


def _content(attributes: str) -> str:
    said = _CONTENT.search(attributes)
    return " ".join(unescape(said[1] or said[2]).split()) if said is not None else ""


def _linked(html: str) -> Iterator[object]:
    at = 0
    for _ in range(_MOST_SCRIPTS):
        opened = _LINKED.search(html, at)
        if opened is None:
            return
        at = html.find("</script", opened.end())
        at = len(html) if at < 0 else at
        if at - opened.end() <= _LONGEST_SCRIPT:
            try:
                yield json.loads(html[opened.end() : at])
            except (ValueError, RecursionError):
                continue


def _houses(data: object, depth: int) -> Iterator[tuple[str, str]]:
    """The names of what is a house in linked data, where nothing says that it is another than the owner."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for one in data:
            yield from _houses(one, depth + 1)
    elif isinstance(data, dict):
        if _is_house(data):
            for key in ("legalName", "name", "alternateName"):
                if isinstance(name := data.get(key), str) and name.strip():
                    yield key, " ".join(unescape(name).split())
        for key, value in data.items():
            if key not in _NOT_THE_OWNER:
                yield from _houses(value, depth + 1)


def _is_house(data: dict[str, object]) -> bool:
    said = data.get("@type")
    kinds = [one for one in (said if isinstance(said, list) else [said]) if isinstance(one, str)]
    if not kinds or any(one in _NO_HOUSES for one in kinds):
        return False
    return any(_HOUSES.search(one) for one in kinds) or not _OF_A_HOUSE.isdisjoint(data)
