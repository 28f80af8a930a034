"""Who answers for an app: whoever made it, as the notice of an app tells, and never who made a site."""

import itertools
import re
from collections.abc import Iterator

from portal.reading.notice.fields import names
from portal.reading.notice.fields.controller import agreeing
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_APP = r"(?:[\w-]{0,40}apps?|application|game|software|extension|add-?on|plug-?in|bot|program)"
_MADE = r"(?:developed|made|built|created|published|released|designed)"
_LEAD = {
    "en": re.compile(
        rf"(?:\b{_APP}\b[^.\n]{{0,60}}|^it|^[\w-]+)(?:,| is|['’]s| was| has been| were)(?: an? [^.\n]{{1,60}})? {_MADE}"
        rf"(?: (?:and|&) \w+)? (?:solely )?by (?:the )?"
        r"|^(?:app )?(?:developer|publisher|author)s?:\s+"
        rf"|\bthe (?:developer|author|maker|publisher) of (?:the |this |our )?(?:\w+ )?{_APP} is (?:the )?"
    ),
    "fi": re.compile(
        r"\b(?:\w*(?:sovelluksen|pelin|ohjelman|laajennuksen|appin|ohjelmiston))\b[^.\n]{0,40}? (?:on |ovat )?"
        r"(?:kehittänyt|tehnyt|luonut|kehittää|tekee|julkaissut|julkaisee|kehittäjä on|tekijä on|julkaisija on) "
        r"|\b\w*(?:sovellus|peli|ohjelma|laajennus|appi|ohjelmisto), (?:jonka|jota) (?:on )?"
        r"(?:tehnyt|kehittänyt|luonut|kehittää|ylläpitää|julkaisee) "
        r"|^(?:sovelluksen |pelin )?(?:kehittäjä|tekijä|julkaisija):\s+"
    ),
    "sv": re.compile(
        r"\b(?:appen|\w*spelet|applikationen|programmet|tillägget|programvaran)\b[^.\n]{0,40}? (?:är |har )?"
        r"(?:utvecklad|utvecklat|utvecklas|gjord|gjort|skapad|skapat|byggd|publicerad|publiceras)s? (?:och \w+ )?av "
        r"|\b(?:app|spel|applikation|program),? (?:som (?:är |har )?)?"
        r"(?:utvecklad|utvecklats|utvecklas|gjord|gjorts|skapad|skapats) av "
        r"|^(?:appens |spelets )?(?:utvecklare|utgivare|upphovsman):\s+"
    ),
}
"""What leads to whoever made an app, in small letters."""
_IS_APP = {
    "en": re.compile(rf"\b{_APP}\b"),
    "fi": re.compile(r"sovellu|\bpeli|ohjelma|laajennu"),
    "sv": re.compile(r"\bapp(?:en)?\b|\bspel|program|applikation|tillägg"),
}
_OF_A_SITE = re.compile(r"web ?site|web ?page|\bsite\b|\bpage\b|theme|template|sivu|webb|hemsida|sajt")
_NAME = re.compile(r"(?:[A-ZÅÄÖ]|\d{1,3}(?=[a-z]{2}))[\w&'’-]*(?: [A-ZÅÄÖ0-9&][\w&'’-]*){0,5}")
_ABOUT_OTHERS = ("recipients", "transfers", "cookies", "security", "sources")
_FIRST_SENTENCES = 14
_FAR = 80


def developer(scope: Scope) -> Found | None:
    """Who made the app, where the first sentences say it and all that say it name the same."""
    said = list(_every(scope))
    return said[0] if said and len({one.text for one in said}) == 1 else None


_LABEL = re.compile(r"\w*(?:developer|publisher|utvecklare|utgivare|kehittäjä|julkaisija):\s+")


def labelled_developer(scope: Scope) -> Found | None:
    """Who made the app by a label of its notice, `Developer: Example Apps`, which says more than the app's own name."""
    said = developer(scope)
    if said is None:
        return None
    before = scope.low[max(0, said.start - _FAR) : said.start]
    return said if _LABEL.fullmatch(before[before.rfind("\n", 0, len(before.rstrip())) + 1 :].lstrip()) else None


def _every(scope: Scope) -> Iterator[Found]:
    lead, app = _LEAD[scope.language], _IS_APP[scope.language]
    if not app.search(scope.low):
        return
    for start, end, section in itertools.islice(scope.all_sentences(), _FIRST_SENTENCES):
        if section.has(*_ABOUT_OTHERS) and not section.has("controller", "contact"):
            continue
        for one in lead.finditer(scope.low[start:end]):
            if _OF_A_SITE.search(one[0]):
                continue
            if (name := _name_at(scope.text, start + one.end(), end)) is not None and agreeing.may_be(name.text):
                yield name


def _name_at(text: str, start: int, end: int) -> Found | None:
    for kind in (names.firms, names.people):
        name = next(kind(text, start, min(end, start + _FAR)), None)
        if name is not None and name.start == start:
            return names.with_dot(text, name)
    words = _NAME.match(text, start, end)
    return found(text, *words.span()) if words is not None else None
