"""Who gets data as the subject of a sentence: `Lunds kommun får`, `HMRC gets`, `Färghandlaren (Kuura) får adressen`.

Every word has a capital where a sentence begins, so a name is wanted there that is known, or written as a body is.
"""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields import names
from portal.reading.notice.fields.recipients import named, services
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.values import Found

_WORD = r"[A-ZÅÄÖÉ0-9][\wåäöé&'’.-]*(?<!\.)"
_NAME = rf"{_WORD}(?:[ \xa0](?:(?:&|of|för|i)[ \xa0])?{_WORD}){{0,4}}(?:[ \xa0](?:kommun|stad|region|kaupunki|kunta))?"
_AND = r"(?:, | och | eller | ja | tai | sekä | and | or )"
_VERB = (
    r"(?:(?:också|även|dessutom|myös|also) )?(?:får(?! (?:du|vi|inte|ej))|kan (?:få"
    r"|begära|fråga|se)|ser|tar (?:emot|hand om)|begär|frågar"
    r"|ansvarar för"
    r"|saa(?!t)|saavat|näkee|näkevät|voi (?:pyytää|saada)|ylläpitää|pyytää|hoitaa"
    r"|gets?|receives?|sees?|takes?|may (?:ask|see|request)|can (?:ask|see|request)"
    r"|(?:is|are) told|holds?|handles?|checks?|licenses|may inspect|can inspect)\b"
)
_SUBJECT = re.compile(rf"(?:The )?(?P<names>{_NAME}(?:{_AND}{_NAME}){{0,3}}),? {_VERB}")
_NOUN = re.compile(rf"(?:[A-ZÅÄÖ]?\w+|[Oo]ur \w+|[Vv]år \w+) \((?P<names>{_NAME}(?:{_AND}{_NAME}){{0,3}})\),? {_VERB}")
"""`Our insurer (Kuura) is told`."""
_BODY = re.compile(
    r"[A-ZÅÄÖ]\w+ (?:kommun|stad|region)|[A-ZÅÄÖ]\w+n (?:kaupunki|kunta)|(?:\w+ )+(?:Council|Police"
    r"|University|Authority|Federation|Association|Board)"
    r"|\w{4,}(?:verket|inspektionen|kassan|myndigheten|förbundet|virasto|laitos|liitto)"
)
_OF_ROLE = re.compile(
    rf"[A-ZÅÄÖ]?\w+(?:yhtiö|liike|toimisto|firma|bolaget|firman|byrån|företaget) (?P<names>{_NAME}) {_VERB}"
)
"""`Huoltoyhtiö Kuura saa ilmoitukset`."""
_APART = re.compile(_AND)
_MATTER = re.compile(
    r"uppgift|namn|adress|nummer|handling|lista|listor|närvaro|kvitto|lön|faktura"
    r"|betal|bokning|placering|intyg|meddel|personnummer|allergi"
    r"|tieto|tiedo|nime|osoit|numero|lista|lasku|palk|maks|todistu|rekister|ilmoitu"
    r"|detail|data\b|name|address|number|list|receipt|invoice|payment|money|books"
    r"|record|accident|results?|register|booking|order|wants"
)
_LATER = re.compile(rf"(?:, (?:and |och |ja )?|; )(?P<names>{_NAME}) {_VERB}")
_GIVEN_TO = re.compile(
    r"\b(?:lämnas|skickas|rapporteras|redovisas|ges|anmäls|överförs|lämnar|skickar"
    r"|rapporterar|delas med|sent|given|reported|passed"
    r"|report|send|give)\b[^.;:]{0,60}?\b(?:till|med|to|with) (?:the )?"
    r"([A-ZÅÄÖ]\w+ (?:kommun|stad|region)\b|[A-ZÅÄÖ]\w+ [A-ZÅÄÖ]\w+regionen"
    r"|(?:[A-Z]\w+ ){1,3}(?:Council|Police|University|Authority)\b)"
)
"""`skickas till Ekeby kommun`."""
_NEVER = ("controller", "contact", "dpo", "cookies", "changes", "updated", "rights")


def subjects(scope: Scope, section: Section) -> Iterator[Found]:
    """Those who are said to get something, at the beginning of a sentence or beside who they are."""
    if section.has(*_NEVER) and not section.has("recipients"):
        return
    for block in section.blocks:
        if block.language not in {"", scope.language} or block.kind == "row":
            continue
        for start, end in sentences(scope.text, block.start, block.end):
            if scope.known.word["negation"].search(scope.low, start, end) is None:
                yield from _in_sentence(scope, start, end, told=section.has("recipients"))


def _in_sentence(scope: Scope, start: int, end: int, *, told: bool) -> Iterator[Found]:
    for one in _GIVEN_TO.finditer(scope.text, start, end):
        if (body := found(scope.text, *one.span(1))) is not None:
            yield body
    if not told and _MATTER.search(scope.low, start, end) is None:
        return
    for one in _LATER.finditer(scope.text, start, end):
        part = found(scope.text, *one.span("names"))
        is_sure = part is not None and (services.is_known(part.text) or named.is_plain(part.text))
        if part is not None and is_sure and named.is_name(scope, part, begins=False):
            yield part
    if (subject := _SUBJECT.match(scope.text, start, end)) is not None:
        parts = list(_parts(scope, *subject.span("names")))
        if any(_is_sure(part) for part in parts):
            yield from (part for part in parts if _is_sure(part) or named.is_name(scope, part, begins=False))
    for one in (*_NOUN.finditer(scope.text, start, end), *_OF_ROLE.finditer(scope.text, start, end)):
        for part in _parts(scope, *one.span("names")):
            if named.is_name(scope, part, begins=False) and not named.is_person(scope, part):
                yield part


def _parts(scope: Scope, start: int, end: int) -> Iterator[Found]:
    at = start
    for between in (*_APART.finditer(scope.text, start, end), None):
        part = found(scope.text, at, end if between is None else between.start())
        if part is not None:
            yield part
        at = end if between is None else between.end()


def _is_sure(one: Found) -> bool:
    return services.is_known(one.text) or names.has_form(one.text) or _BODY.fullmatch(one.text) is not None
