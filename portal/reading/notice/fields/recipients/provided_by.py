"""Who runs what a notice uses: `provided by Example LLC`, `Kuura Maps (Example Ltd)`, `Our host is:` above a name.

Only companies with their form and known services are read so, and the section has to say that data reaches them.
"""

import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields import names
from portal.reading.notice.fields.recipients import named, services
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found

_COMPANY = (
    r"(?:(?:the|our|us|american|irish|german|u\.s\.|company|provider|service|firm|external|third[- ]party|servers? of"
    r"|företaget|bolaget|det|den|amerikanska|leverantören|servrar hos|yhtiö|yritys) )*"
)
_LEAD = re.compile(
    r"\b(?:provided|operated|offered|supplied|delivered|developed|maintained|processed|stored|collected|recorded) by "
    rf"{_COMPANY}$"
    rf"|\b(?:provider|operator|recipient|host)s?(?: (?:of|for) [^.;,]{{1,40}})? (?:is|are) {_COMPANY}$"
    rf"|\b(?:service|tool|product|plug-?in|network|system)s?,? (?:of|from|by) {_COMPANY}$"
    rf"|\bservers? (?:of|at|from|belonging to) {_COMPANY}$"
    rf"|\b(?:use|using) the services of {_COMPANY}$"
    rf"|\b(?:tillhandahålls|levereras|erbjuds|utvecklats|behandlas|lagras|samlas in) av {_COMPANY}$"
    rf"|\b(?:leverantör(?:en)?|mottagare(?:n)?|operatör(?:en)?)(?: av [^.;,]{{1,40}})? är {_COMPANY}$"
    rf"|\b(?:tjänst|verktyg|produkt)(?:en|et)? från {_COMPANY}$"
    rf"|\bservrar (?:hos|som tillhör) {_COMPANY}$"
    rf"|\b(?:palveluntarjoaja(?:na)?|tarjoaja|vastaanottaja|ylläpitäjä)(?: on| toimii) {_COMPANY}$"
    rf"|\b(?:palvelun|työkalun|lisäosan) (?:tarjoaa|toimittaa|ylläpitää) {_COMPANY}$"
)
_OWN_SITE = re.compile(
    r"\b(?:websites?|site|app|application|shop|platform|portal|page|store|webbplats(?:en)?|sidan|butiken|notice|policy"
    r"|statement|document|template|texts?|content|policyn|sivusto\w*|verkkokaup\w*)"
    r"(?: [^\s.;,]{1,30}){0,3} (?:is|are|was|were|has been|tillhandahålls|levereras)\b[^.;,]{0,15}$"
    r"|\b(?:goods|products|courses|training|varor|produkter)\b[^.;,]{0,40}$"
)
"""What is operated or written by a company, which is then the controller, or nobody's who gets data."""
_BRACKET = re.compile(r"(?<![\w@./-])([A-ZÅÄÖ][\w.+-]*(?: [A-ZÅÄÖ\d][\w.+-]*){0,3}) \((?:provided by |operated by )?$")
_GETS = re.compile(
    r"\b(?:ip[ -]address(?:es)?|data|information|details|address(?:es)?)\b[^.;]{0,90}?\b(?:transmit\w*|transferr\w*"
    r"|sent|processe[sd]|collect\w*|stored?|shared|passed|disclosed|forwarded|recorded)\b"
    r"|\b(?:transmits?|transfers?|sends?|process(?:es)?|collects?|stores?|receives?|records?|shares?)\b[^.;]{0,60}?"
    r"\b(?:ip[ -]address(?:es)?|data|information|details)\b"
    r"|\bconnection\b[^.;]{0,60}\bservers?\b|\brecipients?\b"
    r"|\w*(?:uppgifter|ip-adress\w*)\b[^.;]{0,90}?\b(?:överförs|skickas|behandlas|samlas|lagras|delas)\b"
    r"|\b(?:\w*tieto\w*|\w*tiedo\w*|ip-osoit\w*)\b[^.;]{0,90}?\b(?:siirre\w*|siirty\w*"
    r"|lähete\w*|käsitel\w*|kerä\w*|tallen\w*)"
)
"""That data reaches somebody."""
_OF_DATA = re.compile(r"\b(?:data|information|details|ip[ -]address(?:es)?|\w*uppgifter|tiedot|tietoja)\b")
_ABOVE = re.compile(
    r"\b(?:hosted|hosting|stored|operated|provided|processed|managed|sent|run)(?: [a-z]+){0,3} (?:by|with|at|through)"
    r"(?: the following(?: [a-z-]+){1,3}| our(?: [a-z-]+){1,3})?:$"
    r"|\b(?:use|uses|using|engaged?|commissioned) the following (?:[a-z-]+ ){0,3}(?:host|provider|processor|company"
    r"|service|supplier)s?(?: for [^.;:]{1,40})?:$"
    r"|\b(?:host|hosting provider|provider|hoster|web host|processor|service provider)(?: (?:of|for) [^.;:]{1,40})?"
    r" is:$"
    r"|\b(?:driftas|lagras|tillhandahålls|hostas|hanteras)(?: [a-zåäö]+){0,3} (?:av|hos)(?: följande [a-zåäö]+)?:$"
    r"|\banvänder(?: oss av)? följande [a-zåäö]*(?:leverantör|värd|tjänst|biträde|webbhotell)[a-z]*:$"
    r"|\b(?:webbhotell(?:et)?|leverantör(?:en)?) är:$"
    r"|\b(?:käytämme|käytetään) seuraav\w+ [a-zåäö]*(?:palvelu|toimittaj|tarjoaj|käsittelij)\w*:$"
    r"|\b(?:ylläpitää|isännöi|palveluntarjoaja on|ylläpidosta vastaa):$"
)
"""What stands above the name of a host and its address."""
_OF_LISTS = re.compile(
    r"\b(?:operated|hosted|stored|provided|processed|run|managed|disclosed|transferred|shared|passed)\b[^.;:]{0,40}"
    r"\b(?:by|with|to|at) (?:the )?following (?:[a-z-]+ ){0,3}(?:companies|providers|processors|recipients|partners"
    r"|services)\b[^;:]{0,200}[.:]$"
    r"|\b(?:driftas|lagras|hanteras|behandlas|delas|lämnas|överförs)\b[^.;:]{0,40}\b(?:av|med|till|hos) följande "
    r"(?:[a-zåäö-]+ ){0,2}\w*(?:företag|leverantörer|biträden|mottagare|partners?|tjänster)\b[^;:]{0,200}[.:]$"
)
"""What stands above a list of those who run something."""
_NEVER = ("controller", "contact", "dpo", "rights", "changes", "updated", "register", "sources")
_BACK = 120
_MOST = 160
_NAME_AT_HEAD = re.compile(r"(?P<name>[A-ZÅÄÖ][\w&.-]*(?: [A-ZÅÄÖ][\w&.-]*){0,3}),\s")


def provided_by(scope: Scope) -> Iterator[tuple[Found, int, int]]:
    """Each such name, with its sentence; a `not` in it is judged by who asks."""
    yield from _above(scope)
    for section in scope.sections:
        if section.has(*_NEVER) and not section.has("recipients"):
            continue
        yield from _below(scope, section.blocks)
        tells: bool | None = None
        for start, end in scope.sentences(section.blocks):
            for one in _led(scope, start, end):
                if tells is None:
                    tells = _tells(scope, section)
                if tells:
                    yield one, start, end


def _tells(scope: Scope, section: Section) -> bool:
    return any(_GETS.search(scope.low, start, end) for start, end in scope.sentences(section.blocks))


def _led(scope: Scope, start: int, end: int) -> Iterator[Found]:
    last: Found | None = None
    for one in _sure(scope, start, end):
        follows = last is not None and named.LINK.fullmatch(scope.text, last.end, one.start) is not None
        before = scope.low[max(start, one.start - _BACK) : one.start]
        lead = _LEAD.search(before)
        if lead is not None and _OWN_SITE.search(before[: lead.start()] + lead[0].split(" by ")[0]):
            lead = None
        is_maker = names.has_form(one.text) or _OF_DATA.search(before) is not None
        if follows or (lead is not None and is_maker) or _is_in_brackets(scope, one, start):
            last = one
            yield one


def _is_in_brackets(scope: Scope, one: Found, start: int) -> bool:
    """`Kuura Maps (Example Ltd, Ireland)`: who is behind a service that is known by its name."""
    bracket = _BRACKET.search(scope.text, max(start, one.start - _BACK), one.start)
    return bracket is not None and names.has_form(one.text) and services.begins_known(bracket[1])


def _sure(scope: Scope, start: int, end: int) -> Iterator[Found]:
    """Companies with their form, and known services."""
    for one in named.names_in(scope, start, end):
        if names.has_form(one.text) or services.begins_known(one.text):
            yield one


def _above(scope: Scope) -> Iterator[tuple[Found, int, int]]:
    """The name below `This website is hosted by:`, though it may look like a heading."""
    led = False
    for section in scope.sections:
        if led and section.head is not None:
            yield from _first(scope, *section.head)
        led = False
        for block in section.blocks:
            if led:
                yield from _first(scope, block.start, block.end)
            said = scope.low[max(block.start, block.end - _MOST) : block.end].rstrip(" \t\n*_")
            led = said.endswith(":") and _ABOVE.search(said) is not None


def _first(scope: Scope, start: int, end: int) -> Iterator[tuple[Found, int, int]]:
    stop = min(end, start + _MOST)
    one = next(_sure(scope, start, stop), None)
    if one is not None and not any(sign.isalnum() for sign in scope.text[start : one.start]):
        yield one, one.start, one.end


def _below(scope: Scope, blocks: Sequence[Block]) -> Iterator[tuple[Found, int, int]]:
    """The names with which items begin below `operated by the following companies`."""
    led = False
    for block in blocks:
        said = scope.low[max(block.start, block.end - 2 * _MOST) : block.end].rstrip()
        if _OF_LISTS.search(said) is not None:
            led = True
        elif not led:
            continue
        elif block.kind != "item":
            led = False
        else:
            yield from _first(scope, block.start, block.end)
            head = _NAME_AT_HEAD.match(scope.text, block.start, block.end)
            if head is not None:
                yield Found(head["name"], head.start("name"), head.end("name")), block.start, head.end()
