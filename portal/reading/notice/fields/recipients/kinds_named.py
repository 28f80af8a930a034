"""Kinds of recipients with the names that they stand for: `our subsidiaries (A, B)`, `authorities such as C and D`."""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields import names
from portal.reading.notice.fields.recipients import named, services
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.values import Found

_WORD = r"[A-ZÅÄÖÉÜ][\wåäöéü&'’+-]*(?:\.(?=\w)[\w-]+)*"
_NAME = rf"(?:[Tt]he )?{_WORD}(?:[ \xa0](?:(?:of|and|ja|och|för|i|&)(?=[ \xa0][A-ZÅÄÖ])[ \xa0])?{_WORD}){{0,4}}"
_BETWEEN = r"(?:,? (?:ja|tai|sekä|och|samt|eller|and|or) |, ?| ?/ ?)"
_LED = (
    r"(?:[ \xa0]{0,4}\((?:(?:such as|including|e\.g\.,?|for example,?|såsom|t\.ex\.|bl\.a\.|till exempel"
    r"|kuten|esim\.|mm\.)[ \xa0])?"
    r"|,?[ \xa0]{1,4}(?:such as|including|like|e\.g\.,?|for example,?|såsom|som till exempel|t\.ex\.|till exempel"
    r"|exempelvis|bland annat|bl\.a\.|kuten|esim\.|esimerkiksi|muun muassa|mm\.)[ \xa0]{1,4}|[ \xa0]{0,4}:[ \xa0]{1,4})"
)
_LIST = rf"(?P<names>{_NAME}(?:{_BETWEEN}{_NAME}){{0,9}})"
_OF_GROUP = re.compile(
    r"\b(?i:subsidiar(?:y|ies)|affiliates?|affiliated companies|group companies|sister compan(?:y|ies)"
    r"|parent company|members? of our group|companies (?:in|of) (?:our|the same) group"
    r"|dotterbolag\w*|systerbolag\w*|moderbolag\w*|koncernbolag\w*|koncernföretag\w*|intressebolag\w*"
    r"|(?:bolag|företag) (?:i|inom) (?:vår )?(?:koncern\w*|grupp\w*)"
    r"|tytäryhtiö\w*|sisaryhtiö\w*|emoyhtiö\w*|konserniyhtiö\w*|osakkuusyhtiö\w*|konsernin \w*yhtiö\w*)"
    rf"{_LED}{_LIST}"
)
"""Companies of the same group: any names will do, for nothing else stands there."""
_OF_STATE = re.compile(
    r"\b(?i:(?:public |government |tax |other )?(?:authorit(?:y|ies)|agencies|bodies)|\w*myndigheter(?:na)?"
    r"|\w*myndighet|\w*viranomais\w*|viranomainen)(?: (?:ovat|är|are))?"
    rf"{_LED}(?P<names>[^.;:()\n]{{2,400}})"
)
_TOOL = re.compile(
    r"\b(?i:software|app|platform|database|system|service|tool|provider|programvara|tjänst|verktyg|leverantör"
    r"|ohjelmisto|palvelu|järjestelmä)\w{0,4},? \(?(?:e\.g\.,?|t\.ex\.|esim\.)[ \xa0]"
    rf"(?P<names>{_NAME})(?=[;,.)\n]|$)"
)
_OF_PROVIDERS = re.compile(
    r"\b(?:providers?|partners?|insurers?|suppliers?|processors?"
    r"|leverantör\w*|partner|biträde\w*|kumppani\w*|toimittaj\w*) "
    rf"\((?P<names>{_WORD}(?: {_WORD}){{1,4}})\)"
)
"""A name of several words behind a kind."""
_TO_REGULATOR = re.compile(
    r"\b(?i:provide|report|submit|disclose|share|send|pass)\w* (?:\w+ ){0,3}?(?i:data|information|details"
    r"|records)\b[^.;:\n]{0,40}?"
    rf"\b(?:to|with) our regulators?,? (?:the )?(?P<names>{_NAME}(?: \([A-Z]{{2,6}}\))?)"
)
_GIVES = re.compile(
    r"\b(?:share[sd]?|sharing|disclose[sd]?|report(?:s|ed)? to|passe[sd]|hand over"
    r"|(?:send|sent|give|given|provide[sd]?|submit\w*)\b[^.:;]{0,60}\bto"
    r"|dela[sr]?|delge[sr]?|lämna[sr]? (?:\w+ ){0,8}?(?:ut|över|till)|lämnas|utlämna\w*|överför\w*|rapporter\w+"
    r"|redovisa\w*"
    r"|luovu\w+|ilmoitamme|ilmoitetaan|raportoi\w+|välit\w+|toimit\w+|siirre\w+|annetaan)\b"
)
"""What says that something is handed to somebody."""
_NOMINATIVES = {
    "Verohallinnolle": "Verohallinto",
    "verohallinnolle": "verohallinto",
    "Verottajalle": "Verottaja",
    "verottajalle": "verottaja",
    "Kelalle": "Kela",
    "poliisille": "poliisi",
    "Poliisille": "Poliisi",
    "Traficomille": "Traficom",
    "Tullille": "Tulli",
    "ulosottolaitokselle": "ulosottolaitos",
    "tulorekisteriin": "tulorekisteri",
    "Tulorekisteriin": "Tulorekisteri",
}
_TO_BODY = {
    "fi": re.compile(rf"(?<!\w)({'|'.join(_NOMINATIVES)})(?!\w)"),
    "sv": re.compile(r"\b(?:till|med) (skatteverket|polisen|försäkringskassan|kronofogden|bolagsverket)\b"),
    "en": re.compile(r"\b(?:to|with) the ([Pp]olice)\b"),
}
_SHARED_WITH = re.compile(
    r"\b(?:share[sd]?|disclose[sd]?|pass(?:es|ed)?|sends?|sent|gives?|given|transferred)\b[^:\n]{0,160}:$"
    r"|\b(?:lämnas|delas|delar|lämnar|överförs|skickas)\b[^:\n]{0,160}:$"
    r"|\b(?:luovutetaan|luovutamme|siirretään|annetaan|välitetään)\b[^:\n]{0,160}:$"
)
"""What stands above the items that are those who get data."""
_END_OF_BODY = re.compile(r"(?: \([A-Z]{2,6}\))?[ \t]*(?:[.;,]|$)")
_LAST = 200
_PART = re.compile(_BETWEEN)
BODIES = re.compile(
    r"\b(?:THL|Fimea|Findata|Tukes|Luke|Kela|Kanta|Metsäkeskus|Kuntaliitto|Keva|Eläketurvakeskus|ETK|Työllisyysrahasto"
    r"|Rikosseuraamuslaitos|Poliisi|Rajavartiolaitos|Business Finland|Finnvera|Verohallinto|Verottaja|Traficom|Tulli"
    r"|Migri|Tilastokeskus|Maanmittauslaitos|Ulosottolaitos|Väylävirasto|Ruokavirasto|Opetushallitus|Aluehallintovirasto"
    r"|Skatteverket|Kronofogden|Kronofogdemyndigheten|Försäkringskassan|Arbetsförmedlingen|Bolagsverket|CSN"
    r"|Pensionsmyndigheten|Socialstyrelsen|Boverket|Tullverket|Polisen|Polismyndigheten|Ekobrottsmyndigheten"
    r"|Finansinspektionen|Finanspolisen|Arbetsmiljöverket|Skolverket|Skolinspektionen|Migrationsverket|Transportstyrelsen"
    r"|Trafikverket|Lantmäteriet|Livsmedelsverket|Jordbruksverket|Läkemedelsverket|SCB|Inspektionen för vård och omsorg"
    r"|IVO|(?:His|Her) Majesty['’]s Revenue (?:and|&) Customs|Care Quality Commission|CQC|Skills for Care"
    r"|NEST|Disclosure and Barring Service|Pensions Regulator|Financial Conduct Authority|FCA|HMRC"
    r"|HM Revenue & Customs|HM Revenue and Customs|Companies House|DVLA|DWP|NHS|Ofsted|Home Office|UKVI"
    r"|HESA|UCAS|Revenue Commissioners|Revenue|Charity Commission|Health and Safety Executive|HSE|Land Registry)\b"
)
"""Authorities that a company reports to; those who watch over data are told of elsewhere."""


def kinds_named(scope: Scope, section: Section) -> Iterator[Found]:
    """The names behind kinds of recipients, in a section on them; denied sentences name nobody."""
    yield from _led_bodies(scope, section)
    for start, end in scope.sentences(section.blocks):
        for one in _TO_REGULATOR.finditer(scope.text, start, end):
            if (value := found(scope.text, *one.span("names"))) is not None:
                yield value
    if not section.has("recipients"):
        yield from _handed_to_bodies(scope, section)
        return
    for block in section.blocks:
        if block.language not in {"", scope.language}:
            continue
        for start, end in sentences(scope.text, block.start, block.end):
            if scope.known.word["negation"].search(scope.low, start, end) is None:
                yield from _in_sentence(scope, start, end)


def _handed_to_bodies(scope: Scope, section: Section) -> Iterator[Found]:
    """Authorities to which a sentence says that data is handed, wherever it stands."""
    for start, end in scope.sentences(section.blocks):
        gives = _GIVES.search(scope.low, start, end)
        if gives is None or scope.known.word["negation"].search(scope.low, start, end) is not None:
            continue
        for body in BODIES.finditer(scope.text, gives.end(), end):
            if (value := found(scope.text, *body.span())) is not None:
                yield value
        for body in _TO_BODY[scope.language].finditer(scope.text, start, end):
            yield Found(_NOMINATIVES.get(body[1], body[1]), *body.span(1))


def _led_bodies(scope: Scope, section: Section) -> Iterator[Found]:
    """Authorities that are items of their own below `we share it with:`, whatever the heading is about."""
    led = section.head is not None and _leads(scope, *section.head)
    for block in section.blocks:
        if block.kind != "item":
            led = _leads(scope, block.start, block.end)
        elif led:
            start = block.start + (len("the ") if scope.low.startswith("the ", block.start) else 0)
            body = BODIES.match(scope.text, start, block.end)
            end = _END_OF_BODY.match(scope.text, body.end(), block.end) if body is not None else None
            if body is not None and end is not None and (value := found(scope.text, *_whole(body, end))) is not None:
                yield value


def _leads(scope: Scope, start: int, end: int) -> bool:
    said = scope.low[max(start, end - _LAST) : end].rstrip()
    return _SHARED_WITH.search(said) is not None and scope.known.word["negation"].search(said) is None


def _whole(body: re.Match[str], end: re.Match[str]) -> tuple[int, int]:
    """Where a body and the letters that it is short for stand."""
    return body.start(), max(body.end(), end.start() + end[0].find(")") + 1)


def _in_sentence(scope: Scope, start: int, end: int) -> Iterator[Found]:
    for one in _OF_GROUP.finditer(scope.text, start, end):
        yield from _names(scope, *one.span("names"))
    for one in _OF_PROVIDERS.finditer(scope.text, start, end):
        yield from _names(scope, *one.span("names"))
    for one in _TOOL.finditer(scope.text, start, end):
        yield from (name for name in _names(scope, *one.span("names")) if named.is_plain(name.text))
    for one in _OF_STATE.finditer(scope.text, start, end):
        for body in BODIES.finditer(scope.text, *one.span("names")):
            if (value := found(scope.text, *body.span())) is not None:
                yield value


def _names(scope: Scope, start: int, end: int) -> Iterator[Found]:
    firms = list(named.firms(scope.text, start, end))
    at = start
    for between in (*_PART.finditer(scope.text, start, end), None):
        if between is not None and any(one.start < between.start() < one.end for one in firms):
            continue
        value = found(scope.text, at, end if between is None else between.start())
        at = end if between is None else between.end()
        if value is None:
            continue
        sure = names.has_form(value.text) or services.begins_known(value.text)
        if sure or (named.may_name(scope, value) and len(value.text) > 2):
            yield value
