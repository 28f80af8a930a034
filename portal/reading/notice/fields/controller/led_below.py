"""Who stands on the line below one that leads to them: `Responsible for data processing on this site:`, then a name.

Notices that follow a German form say it so, with a law and its articles before the name, which no sentence holds.
"""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields import names
from portal.reading.notice.fields.controller import agreeing, beside_details
from portal.reading.notice.fields.controller.labelled import line_end
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_LEADS = {
    "en": re.compile(
        r"\b(?:responsible|controllers?|in charge|accountable)\b(?:[^\n]*\b(?:is|are)(?: the)?\W*$"
        r"|[^\n]*\b(?:data|website|site|content|processing|gdpr|regulation|party|person|entity|body|controller|at)\b"
        r"[^\n:]{0,60}:\W*$)"
    ),
    "fi": re.compile(
        r"\b(?:rekisterinpitäjä\w*|vastaa(?:va)?|vastuussa|ylläpitäjä\w*)\b(?:[^\n]*\b(?:on|ovat|toimii)\W*$"
        r"|[^\n:]{0,90}:\W*$)"
    ),
    "sv": re.compile(
        r"\b\w*(?:uppgifterna|behandlingen) ansvarar\b[^\n:]{0,60}:\W*$"
        r"|\b(?:personuppgiftsansvarig\w*|ansvarig\w*|ansvarar)\b(?:[^\n]*\b(?:är|av)\W*$"
        r"|[^\n]*\b(?:behandling\w*|\w*uppgifter\w*|hantering\w*|webbplats\w*|webbsida\w*|sida\w*)\b[^\n:]{0,60}:\W*$)"
    ),
}
"""The end of a line that says who answers, and not yet their name."""
_OF_OTHERS = re.compile(
    r"officer|authorit|supervis|commission|\bhost|provider|processors?\b|third|recipient|following|such as|\bmay\b"
    r"|\bnot\b|\bcollects?\b|\bprocess(?:es)?\b|valvo|viranom|valtuut|tietosuojavastaav|yhteyshenkilö|seuraav|kerää"
    r"|käsittelee|tillsyn|myndighet|ombud|kontaktperson"
    r"|följande(?! (?:två |tre )?(?:bolag|företag|föreningar))|\binte\b|samlar|behandlar|leverantör"
)
"""What says that the line leads to somebody else, or to what is done."""
_ABOUT_OTHERS = ("recipients", "transfers", "sources", "cookies", "dpo")
_LINE = re.compile(r"\S[^\n]*")
_TAIL, _LONGEST, _FAR = 260, 70, 220
_LINES_BELOW = 3
_DETAIL = re.compile(r"[\d@]")


def led_below(scope: Scope, section: Section) -> Iterator[Found]:
    """The names below such lines of a section, each alone on its line or before its details."""
    if section.has(*_ABOUT_OTHERS) and not section.has("controller"):
        return
    for block in section.blocks:
        for line in _LINE.finditer(scope.text, block.start, block.end):
            low = " ".join(scope.low[max(line.start(), line.end() - _TAIL) : line.end()].split())
            if _LEADS[scope.language].search(low) is None or _OF_OTHERS.search(low):
                continue
            below = _LINE.search(scope.text, line.end(), min(len(scope.text), line.end() + _FAR))
            name = _named(scope, below.start()) if below is not None else None
            if name is not None:
                yield name


def _named(scope: Scope, start: int) -> Found | None:
    """The name that a line is, or with which it begins: a company, a person, or whoever has details below."""
    text = scope.text
    end = line_end(text, start)
    start += len(text[start:end]) - len(text[start:end].lstrip("*_• \t\xa0"))
    start = names.without_we(text, start, end)
    firm = names.firm_at(text, start, end) or next(names.firms(text, start, end), None)
    if firm is not None and firm.start == start:
        return names.with_dot(text, firm)
    if end - start > _LONGEST:
        return None
    title = names.TITLES.match(text, start, end)
    person = next(names.people(text, title.end() if title is not None else start, end), None)
    if person is not None and person.start == (title.end() if title is not None else start):
        alone = not text[person.end : end].strip("*_,. \t\xa0") or text[person.end] in ",("
        return found(text, start, person.end) if alone else None
    line = beside_details.LINE_OF_NAME.match(text, start, end)
    name = found(text, *line.span("name")) if line is not None else None
    if name is None or name.start != start or not agreeing.may_be(name.text) or any(map(str.isdigit, name.text[-3:])):
        return None
    return name if _has_details(text, end) else None


def _has_details(text: str, end: int) -> bool:
    """Whether a number or a mailbox stands on one of the next lines."""
    lines = _LINE.finditer(text, end, min(len(text), end + _FAR))
    return any(_DETAIL.search(line[0]) for _, line in zip(range(_LINES_BELOW), lines, strict=False))
