"""Who answers, where not two places agree: the one name of which the whole notice speaks as of the house.

A page of a small maker names nobody but what it is called: in its title or foot, in its mailbox, and wherever it says
what it does (`Example collects nothing`) or what one does with it (`when you visit Example`). One such place proves
nothing, and a name that stands in a page's title alone is the house's where no other is there.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.reading.notice.fields import names
from portal.reading.notice.fields.controller import agreeing, domains
from portal.reading.notice.fields.controller.beside_details import NAME
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues import first_names
from portal.reading.notice.tongues.towns import is_place
from portal.reading.notice.values import Found

_CALLED = r"(?P<called>[ \xa0]\([^()\n]{0,60}[\"“”'’‘][^()\n]{1,30}\))?"
_DOES = {
    "en": r"(?:does(?: not|n['’]t)|do not|will|shall|may|is|are|stores?|saves?|sends?|shares?|sells?"
    r"|uses?|collects?|complies|keeps?|never|only|has|runs?|works?|relies|processes|requests?|reads?|asks?|lets?"
    r"|allows?|provides?|offers?)",
    "fi": r"(?:ei|on|kerää|käyttää|käsittelee|tallentaa|säilyttää|lähettää|jakaa|pyytää|näyttää|tarjoaa|toimii"
    r"|hakee|seuraa|noudattaa|sisältää|vastaa|voi)",
    "sv": r"(?:samlar|använder|sparar|lagrar|delar|skickar|behandlar|hanterar|kräver|säljer|visar|läser|är|har|kan"
    r"|innehåller|erbjuder|följer|ansvarar|kommer|lämnar|bryr|tar|ber)",
}
_WITH = {
    "en": r"(?:visit|use|using|visiting|access(?:ing)?|install(?:ing)?|download(?:ing)?|joining|browsing|at|what"
    r"|how|applies to|covers|concerns) (?:the )?",
    "fi": r"(?:käyttäessäsi|käyttämällä|vieraillessasi|käytät|tilaat|lataat|lataamalla|mitä|miten|miksi|kuinka"
    r"|koskee) ",
    "sv": r"(?:använda|använder|besöker|besöka|besök hos|installera\w*|ladda(?:r)? ner|hos|på|vad|hur"
    r"|varför|gäller(?: för)?|avser) ",
}
_TURNS = {
    code: (
        re.compile(rf"{NAME}{_CALLED} {does}\b"),
        re.compile(rf"(?<![\w@.-])(?:{_WITH[code]}|(?i:{_WITH[code]})){NAME}(?=[\s,.)?]|$)"),
    )
    for code, does in _DOES.items()
}
_LINE_AT_EDGE = re.compile(rf"[ \t]*{NAME}[ \t]*(?:[·|•–—,]|$)")
_HOUSE = re.compile(rf"{names.SOCIETIES}(?:en|n|et)?\b|{names.KIN}$", re.I)
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_ABOUT_OTHERS = ("recipients", "transfers", "sources")
_OF_A_HEADING = re.compile(
    r"(?:Tieto)?[Tt]urvallisuus|Yksityisyys|Evästeet|Ehdot|Säkerhet|Integritet|Sekretess|Kakor|Villkor|Security|Safety"
    r"|Cookies|Terms|Legal|Trust|Compliance"
)
"""What a title calls a notice beside privacy: `Tietosuoja & Turvallisuus`."""
_PLACED = re.compile(r"(?:På|Hos|Vid|Inom|At|In|On|By|From)[ \xa0]")
"""`På example.se använder vi`: a site on which somebody does something, and who is not said."""
_MOST, _LEAST, _AHEAD, _AGAIN, _OFTEN = 400, 4, 2, 2, 3
_AT_EDGE, _LONGEST, _FIRST = 8, 80, 6


@dataclass
class _Spoken:
    """What speaks for a name, and where it stands."""

    place: Found
    kinds: dict[str, int] = field(default_factory=dict)
    used: int = 0


def spoken_of(scope: Scope) -> Found | None:
    """The name for which the most speaks, where no other comes near."""
    hosts = domains.named_in(scope.text)
    said: dict[str, _Spoken] = {}
    for name, kind in itertools.islice(_every(scope, hosts), _MOST):
        is_of_page = kind in {"title", "foot", "often"}
        if not _may_be(name.text) or agreeing.is_of_others(scope, name, is_at_edge=True):
            continue
        if not is_of_page and _is_a_word(scope, name.text):
            continue
        one = said.setdefault(agreeing.core(name.text), _Spoken(name))
        one.kinds[kind] = 2
        one.used += kind == "used"
        if one.used >= _AGAIN and not scope.begins_word(name.text.casefold()):
            one.kinds["again"] = 2
        if domains.likeness(agreeing.squeezed(agreeing.core(name.text)), hosts) > 1:
            one.kinds["domain"] = 2
        if _HOUSE.search(name.text):
            one.kinds["house"] = 2
    judged = sorted(said.values(), key=lambda one: -sum(one.kinds.values()))
    weights = [sum(one.kinds.values()) for one in judged]
    if weights and weights[0] >= _LEAST:
        return judged[0].place if len(weights) == 1 or weights[0] - weights[1] >= _AHEAD else None
    page = [one for one in judged if one.kinds.keys() & {"title", "foot"}]
    return page[0].place if len(page) == 1 else None


def _may_be(text: str) -> bool:
    """Whether it is written like a name: behind a town too, as in `Example Town AI`."""
    if _OF_A_HEADING.fullmatch(text):
        return False
    first, _, rest = text.partition(" ")
    return agreeing.may_be(text) or (is_place(first) and bool(rest) and rest[0].isupper() and agreeing.may_be(rest))


def _every(scope: Scope, hosts: frozenset[str]) -> Iterator[tuple[Found, str]]:
    yield from _of_page(scope, hosts)
    yield from _at_edges(scope)
    does, with_it = _TURNS[scope.language]
    counted = 0
    for section in scope.sections:
        if section.has(*_ABOUT_OTHERS):
            continue
        spans = [section.head] if section.head is not None else []
        for start, end in (*spans, *scope.sentences(section.blocks)):
            counted += 1
            subject = does.match(scope.text, start, end)
            if subject is not None and _PLACED.match(subject["name"]):
                subject = None
            if subject is not None and (name := found(scope.text, *subject.span("name"))) is not None:
                yield name, "does"
                if counted < _FIRST and " " in name.text and not _is_person(scope, name):
                    yield name, "proper"
                if subject["called"]:
                    yield name, "called"
            for one in with_it.finditer(scope.text, start, end):
                if (name := found(scope.text, *one.span("name"))) is not None and not _is_person(scope, name):
                    yield name, "used"


def _of_page(scope: Scope, hosts: frozenset[str]) -> Iterator[tuple[Found, str]]:
    """The names of its title and foot; one that the text does not hold stands in its mailbox."""
    for said in (*agreeing.titled(scope), *agreeing.of_foot(scope)):
        place = said.place or _in_mailbox(scope, said.text, hosts)
        is_first = said.kind == "heading" and place is not None and not scope.text[: place.start].count("\n", 4)
        if place is None or not (said.kind in {"title", "foot"} or is_first):
            continue
        yield place, "title" if said.kind == "heading" else said.kind
        is_person = said.kind == "foot" and first_names.is_first_name(said.text.split()[0])
        if scope.text.count(said.text) >= _OFTEN or is_person:
            yield place, "often"


def _in_mailbox(scope: Scope, name: str, hosts: frozenset[str]) -> Found | None:
    core = agreeing.squeezed(agreeing.core(name))
    if core not in hosts:
        return None
    at = re.search(rf"(?<=[@./]){re.escape(core)}(?=\.)|(?<![\w.]){re.escape(core)}(?=[\w.]*@)", scope.low)
    return Found(name, at.start(), at.end()) if at is not None else None


def _at_edges(scope: Scope) -> Iterator[tuple[Found, str]]:
    """A name with which one of the last lines begins, or that stands on one of the first, above a town."""
    lines = [one for one in _LINE.finditer(scope.text) if len(one[0]) <= _LONGEST]
    for one, below in zip(lines[:_AT_EDGE], lines[1:], strict=False):
        name = _name_on(scope, one, _LINE_AT_EDGE.fullmatch(one[0]))
        if name is not None and any(is_place(part.strip()) for part in below[0].split(",")):
            yield name, "block"
            yield name, "title"
    for one in lines[-2:]:
        begun = _LINE_AT_EDGE.match(one[0])
        name = _name_on(scope, one, begun if begun is not None and begun.end() < len(one[0]) else None)
        parts = re.split(r"[,·|•–—]", one[0])
        if name is not None and (not _is_person(scope, name) or any(is_place(part.strip()) for part in parts)):
            yield name, "foot"


def _name_on(scope: Scope, line: re.Match[str], said: re.Match[str] | None) -> Found | None:
    """The name on a line, where it is neither a street nor somebody who sends their regards."""
    name = found(scope.text, line.start() + said.start("name"), line.start() + said.end("name")) if said else None
    if name is None or any(map(str.isdigit, name.text)) or any(map(first_names.is_first_name, name.text.split()[1:])):
        return None
    return name if not _is_a_word(scope, name.text) else None


def _is_a_word(scope: Scope, text: str) -> bool:
    """Whether the text has it in small letters too, and in no mailbox or address of a site."""
    small = rf"(?<![\w@./-]){re.escape(text.lower())}(?![\w@-]|\.\w)"
    return " " not in text and re.search(small, scope.text) is not None


def _is_person(scope: Scope, name: Found) -> bool:
    return next(names.people(scope.text, name.start, name.end), None) is not None
