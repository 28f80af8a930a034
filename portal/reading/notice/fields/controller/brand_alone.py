"""A brand or an app that alone stands for who answers: under the controller's heading, or in the first sentences.

Small makers name nobody but what they make: `Example.se. Contact: …` below `Controller`, `Service: Example`, or
`Example ("we", "us")`. Read only where nothing else says who answers.
"""

import itertools
import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.controller import agreeing, domains
from portal.reading.notice.fields.controller.labelled import bounds
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_HOST = rf"[A-ZÅÄÖa-zåäö0-9][\w-]{{1,40}}\.{domains.TOP_LEVEL}"
_WORD = r"(?:[A-ZÅÄÖ]|[a-z]{1,3}(?=[A-Z]))[\w&'’+-]{1,40}(?:\.[a-z]{2,8}\b)?"
_NAME = rf"(?:{_HOST}|{_WORD}(?:[ \xa0]{_WORD}){{0,4}})"
_HOST_ALONE = re.compile(rf"(?P<name>{_HOST})(?=[.,;]?[ \xa0]*(?:$|\n)|\.[ \xa0]+[A-ZÅÄÖ]|[ \xa0]+[(|·–-])")
_LABELLED = re.compile(
    r"(?:(?:service|app|application|website|web ?site|site|brand|project|game|product|company|operator"
    r"|palvelu|sovellus|verkkosivusto|sivusto|verkkopalvelu|projekti|peli|tuote|brändi|ylläpito|ylläpitäjä"
    r"|palvelun ylläpito|palvelun ylläpitäjä|toimija"
    r"|tjänst|tjänsten|app|appen|applikation|webbplats|webbsida|sajt|varumärke|projekt|spel|produkt)"
    rf"(?: name|n nimi|ens namn|ets namn)?)[ \t]*:[ \t\xa0]*(?P<name>{_NAME})[ \t.]*(?=$|\n|[|,·(])",
    re.I | re.M,
)
_UPKEEP = re.compile(
    r"(?P<name>[A-ZÅÄÖ][\w&'’.-]{1,40}(?:-|:n | )(?:palvelun|sovelluksen|sivuston|verkkopalvelun|pelin|projektin)"
    r" (?:ylläpito|ylläpitäjä|ylläpitäjät|tiimi|kehittäjä|tekijä))[ \t.]*(?=$|\n|[,;(])",
    re.M,
)
"""`Example-palvelun ylläpito`, alone on a line where it says whom to ask."""
_THING = (
    r"(?:\w*palvelu|\w*sovellus|\w*sivusto|\w*projekti|\w*peli|\w*harraste\w*|\w*sida|\w*webbplats|\w*tjänst|\w*app"
    r"|\w*projekt|\w*spel|\w*sajt|website|web ?site|service|application|project|game|site|blog|blogi|blogg)"
)
_IS_A_THING = re.compile(
    rf"(?P<name>{_NAME})[\"”]?[ \xa0](?:on|är|is|drivs som)[ \xa0](?:(?:an?|en|ett|the)[ \xa0])?"
    rf"(?:[\w-]+[ \xa0]){{0,4}}?{_THING}\b"
)
_OF_ANOTHER = re.compile(
    rf"(?P<name>{_NAME}), (?:an? )?(?:\w+ )?(?:division|part|brand|trading name|unit|project|service|subsidiary"
    r"|en del|ett varumärke|en tjänst|osa|palvelu) (?:of|from|by|av|från) [^,.;\n]{2,60}, (?:is|are|är|respects?"
    r"|values?|collects?|process(?:es)?|takes?)\b"
)
_WE = re.compile(
    rf"(?<![\w@./-])(?P<name>{_NAME}) \([^()\n]{{0,40}}[\"“”'’] ?(?:we|us|our|vi|oss|vår|me)"
    rf"\b,? ?[\"“”'’][^()\n]{{0,40}}\)"
)
_FOOT = re.compile(
    r"(?:©|\(c\))[ \xa0]?(?:\d{4}(?:[–-]\d{4})?)?[ \xa0,]*(?P<name>\w[\w&'’ -]{2,30}?)(?=[.,\n|·]|$)", re.M
)
"""The name to which the foot gives the rights, and with which the page begins."""
_SPEAKS = re.compile(r"(?:We|I|Vi|Jag|Me|Our|Vår|Vårt)\b")
_NOBODY = re.compile(
    r"(?:This|The|Our|Your|It|We|You|These|Tämä|Tämän|Palvelu|Sovellus|Sivusto|Denna|Detta|Den|Det|Vår|Vårt|Appen|Sajten"
    r"|Webbplatsen|Tjänsten|Rekisterinpitäjä|Personuppgiftsansvarig|Controller|Company|Service"
    r"|App|Website|Site)\b(?! ?-)",
    re.I,
)
_FIRST, _MOST = 2_500, 8
_SHORTEST = 3
"""Two letters are an abbreviation and no name."""


def brand_alone(scope: Scope) -> Found | None:
    """The brand under a heading on who answers or whom to ask, or that calls itself `we`."""
    for one in itertools.chain(_under_headings(scope), _in_first_sentences(scope)):
        if _may_be(one):
            return one
    return None


def _may_be(one: Found) -> bool:
    if agreeing.is_known_other(one.text) or agreeing.is_of_notice(one.text) or _NOBODY.match(one.text):
        return False
    return "@" not in one.text and len(one.text) >= _SHORTEST


def _under_headings(scope: Scope) -> Iterator[Found]:
    for section in scope.about("controller"):
        start, end = bounds(section)
        if (host := _HOST_ALONE.match(scope.text, start, end)) is not None:
            yield from _named(scope, host)
        yield from _subjects(scope, section)
        for pattern in (_LABELLED, _UPKEEP):
            if (one := pattern.search(scope.text, start, end)) is not None:
                yield from _named(scope, one)
    for section in scope.about("contact", "controller"):
        start, end = bounds(section)
        if (one := _UPKEEP.search(scope.text, start, end)) is not None:
            yield from _named(scope, one)


def _subjects(scope: Scope, section: Section) -> Iterator[Found]:
    first = next(iter(scope.sentences(section.blocks)), None)
    one = _IS_A_THING.match(scope.text, *first) if first is not None else None
    if one is not None:
        yield from _named(scope, one)


def _in_first_sentences(scope: Scope) -> Iterator[Found]:
    end = min(len(scope.text), _FIRST)
    if (we := _WE.search(scope.text, 0, end)) is not None:
        yield from _named(scope, we)
    first = scope.text.strip().partition("\n")[0].strip()
    foot = _FOOT.search(scope.text, max(0, len(scope.text) - _FIRST))
    if foot is not None and foot["name"] == first:
        yield from _named(scope, foot)
    before: re.Match[str] | None = None
    for start, stop, section in itertools.islice(scope.all_sentences(), _MOST):
        if before is not None and _SPEAKS.match(scope.text, start):
            yield from _named(scope, before)
        before = _IS_A_THING.match(scope.text, start, stop)
        if section.has("recipients", "transfers", "sources"):
            continue
        if (one := _OF_ANOTHER.match(scope.text, start, stop)) is not None:
            yield from _named(scope, one)


def _named(scope: Scope, one: re.Match[str]) -> Iterator[Found]:
    name = found(scope.text, *one.span("name"))
    if name is not None:
        yield name
