"""Who receives the data, by name (Art 4(9), 13(1)(e)): companies, and services that are known by theirs."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields import names
from portal.reading.notice.fields.recipients import (
    below_heading,
    given_to,
    in_passing,
    kinds_named,
    named,
    named_lists,
    neighbours,
    nominatives,
    parts_of_names,
    plain_lists,
    provided_by,
    receiving,
    served,
    services,
    taking,
    unmeant,
    used_plainly,
    vouched,
    watching,
)
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.tongues.functions import is_function
from portal.reading.notice.tongues.known import ALSO_OTHERS, NOT_RECIPIENTS, PROCESSORS
from portal.reading.notice.tongues.towns import is_place
from portal.reading.notice.values import Found

_ELSEWHERE = (
    "controller",
    "contact",
    "dpo",
    "cookies",
    "changes",
    "rights",
    "register",
    "sources",
    "categories",
    "purposes",
    "bases",
    "updated",
)
_NOT_USED = ("controller", "contact", "dpo", "cookies", "changes", "rights", "register", "updated", "sources")
"""Sections in which a service that is named has no data by it."""
_SERVICE = re.compile(
    r"(?<![\w@.-])([A-ZÅÄÖ][\w.]+)-(?:palvelu(?!n (?!kautta|avulla|kanssa|\(|tarjoaja))|nimi|alusta|järjestelm"
    r"|ohjelm|sovellu"
    r"|työkalu|verkkopalvelu|pilvi|lomake|maksu|ajanvarau)|"
    r"(?:palvelu\w*|tjänsten?"
    r"|services?) \(?((?:[A-Z][\w.&-]*[a-z](?: [A-Z][\w.&-]*)?)(?:, [A-Z][\w.&-]+)*)\)?(?=[\s,.)(])"
    r"|(?<![\w@.-])([A-ZÅÄÖ][\w.]+) -palvelun (?:kautta|avulla)"
)
_ROLE = re.compile(
    r"\b(?:\w*palveluntarjoaja\w*|\w*kumppani\w*|\w*toimittaja\w*|\w*tilitoimisto\w*"
    r"|\w*alihankkija\w*|\w*alusta\w*|\w*järjestelmä\w*"
    r"|\w*ohjelmisto\w*|\w*operaattori\w*|\w*(?:leverantör|plattform|partner|biträde"
    r"|verktyg|system|operatör|byrå|tjänst)(?:en|et|n|erna)?"
    r"|\w*(?:provider|platform|processor|partner|system|host|vendor|tool))"
    r"(?:mme|vår|our)? (?:on |är |is |toimii |called |named |som heter "
    r")?([A-Z][\w&.-]*[a-zA-Z](?: [A-Z][\w&.-]*[a-z])?)(?=[\s,.);]|$)"
)
_HANDLED_BY = re.compile(
    r"\b(?:välittää|käsittelee|hoitaa|toteuttaa|tarjoaa|ylläpitää|toimittaa|hanteras "
    r"av|tillhandahålls av|levereras av|drivs av|behandlas av"
    r"|(?:are|is) (?:handled|provided|operated|processed|delivered|hosted|powered|run"
    r"|managed) by|hosted (?:on|by|with|at)|powered by"
    r"|drifta[sd] (?:på|hos)|hosta[sd] (?:på|hos)|running on|runs on|lagras hos"
    r"|ligger hos|sker via|skickas via) (?:the )?([A-Z][\w&.-]*[a-zA-Z](?: "
    r"[A-Z][\w&.-]*[a-z]){0,2})(?=[\s,.);]|$)"
)
_IN_BRACKETS = re.compile(r"\(([A-Z][\w.&-]+(?:, [A-Z][\w.&-]+)*)\)")
_IN_BRACKETS_NAMES = re.compile(
    r"\(((?:[A-Z][\w.&-]+(?: [A-Z][\w.&-]+){0,2})(?:(?:, | ja | och | and | sekä | samt )"
    r"[A-Z][\w.&-]+(?: [A-Z][\w.&-]+){0,2})+)\)"
)
"""Names of several words, of which one is known to be a service."""
_FOLLOWED = re.compile(r"(?: (?:och|and|ja|sekä) )([A-Z][\w.&-]+)(?= \()")
_GENERIC = re.compile(
    r"viranomai|entreprenör|hantverkare|urakoits|subcontract|palvelu|kumppan"
    r"|tilitoimis|käsittelij|vastaanott|alihank|kuljetus"
    r"|posti\b|pankki|asiakas|yritys|myndighet|leverantör|partner|biträde|bank"
    r"|tjänst|verktyg|plattform|hyvinvoin|provider|author|service|processor"
    r"|recipient|customer|compan|third|part(?:y|ies)|contractor|employee|accounting"
    r"|delivery|payment|hosting|analytic|tietoja|henkilö|uppgift|information"
    r"|\bdata\b|muut|other|andra|oikeus|the\b|our\b"
)
_SAYS_WHEN = re.compile(r":\s+(?:To|When|If|We|As|In|Where|With|Om|När|Vid|Jos|Kun)\b")
"""What follows a label in capitals: `Legal Requirements: When the law says so`."""
_STREET = re.compile(r"\w+(?:katu|tie|kuja|polku|tori|gatan|vägen|gränd|torget|street|road) ?\d")
_OF_LINKS = re.compile(r"\b(?:links? to|länkar? till|linkke(?:jä|ihin)|linkki|published by|publicerade av)\b")
_PLURAL = re.compile(r"[a-z](?:ies|ates|ments|tions|sions|ities)$")
_LIKE_A_NAME = re.compile(r"[a-z0-9][A-Z]|\w\.\w|^[A-ZÅÄÖ][\w.]+(?: [A-ZÅÄÖ0-9][\w.]*)+$")
_PLACE = re.compile(
    r"yhdysva|iso-?brit|saksa|ranska|irlan|hollan|alankom|viro|ruots|norja|tanska"
    r"|suom|euroop|usa\b|franc|german|ireland"
    r"|netherl|belgi|swed|norw|denmark|estonia|united|storbrit|frankr|tyskl|nederl|sverige|norge|danmark"
    r"|finland|europ"
    r"|sccs?\b|eu\b|ip-"
)
"""Countries, and what else stands in capitals where data is said to go."""
_MAY_NAME = ("contact", "sources", "categories", "purposes", "bases")
"""Sections in which a company is a recipient where it is called one."""
_MAY_SEND = ("categories", "purposes", "retention", "security", "sources", "bases", "automated", "other")
_FAR = 90
_NEAR = 30
_NEXT = 8
_TAKERS = re.compile(
    r"alihankkij|palveluntarjoaj|henkilötietojen käsittelij|kumppan|biträde|leverantör|mottagare|processors?\b"
    r"|providers?\b|recipients?\b|partners?\b|vendors?\b"
)
_BODY = re.compile(
    r"[A-ZÅÄÖ][\w-]+(?:n|s)? (?:kaupunki|kunta|yliopisto|kommun|stad|universitet)\b(?=\s*(?:$|[(:,–—-]|\s[–—-]"
    r"|(?:saa|näkee|får|ser)\b))"
)
_IS_PROCESSOR = re.compile(
    r"(?<![\w@.-])([A-ZÅÄÖ][\w&-]*(?: [A-ZÅÄÖ][\w&-]*){0,3}),? "
    r"(?:(?:who|which|joka|som) )?(?:on|toimii|är|har|agerar|fungerar|is|acts as|act as)(?: [a-zåäö]+){0,2}? "
    r"(?:(?:henkilötietojen )?käsittelijä|personuppgiftsbiträde|(?:data )?processor)\b"
)
_LISTED = re.compile(
    r"(?:kuten|esim\.?|esimerkiksi|useimmiten|yleensä|tavallisesti|such as|including"
    r"|usually|mostly|mainly|såsom|t\.ex\.|oftast|vanligen|främst|till "
    r"exempel)\s((?:[A-ZÅÄÖ][\w.&-]+(?: [A-ZÅÄÖ][\w.&-]+){0,2})(?:(?:, | ja | tai | "
    r"och | eller | and | or | sekä | samt "
    r")[A-ZÅÄÖ][\w.&-]+(?: [A-ZÅÄÖ][\w.&-]+){0,2}){0,8})"
)
_CASE_OF_FOREIGN = re.compile(
    r"((?:\.(?:com|fi|io|net|org|js|ai)|[bcdfghjklmpqrstvwxz]))i(?:[aä]|n|in|lla|llä"
    r"|lle|lta|ltä|sta|stä|ssa|ssä)$"
)
"""What Finnish puts behind a foreign name that ends in a consonant."""
_PARTING = re.compile(r"(, | ja | tai | och | eller | and | or | sekä | samt )")
_VIA = re.compile(
    r"(?:via|through|kautta|genom) (?:the )?([A-Z][\w.]*[a-zA-Z])(?: service| "
    r"-?palvelu|-palvelu|-tjänst|s tjänst)"
)
_EXCEPT = re.compile(
    r"paitsi|muualle? kuin|muualla kuin|muulle kuin|lukuun ottamatta|muille kuin"
    r"|muutoin kuin|ellei|unless|except|other than|förutom|utom|med "
    r"undantag|annat än"
)
_STILL = re.compile(
    r"(?:inte|ej|not|no|ei|emme) (?:längre än|fler än|more than|longer than|pidempään|kauemmin|enempää|endast"
    r"|bara|only|pelkästään)"
)
"""A `not` that denies no more than a measure."""
_ASIDE_WITHOUT = re.compile(r"(?:ilman|utan|without)\b")
"""`without names` denies what stands right behind it, and nobody who gets the rest."""
_INSTEAD = re.compile(r"\b(?:utan|istället|but|instead|vaan|sen sijaan)\b")
_IN_ASIDE = re.compile(
    r"\b(?:som|om (?:du|ni|den|det|de|vi)|if (?:you|it|they|we)|who|which|jos|mikäli|joista|jotka|joka)\s(?:\w+ )?$"
)
_ASIDE_ENDS = re.compile(r",|\b(?:går|skickas|lämnas|sköts|hanteras|sköter|hanterar|is|are) ")
"""A `not` in an aside, and where the clause that it is beside goes on: `the bills that are not paid go to X`."""
_NAUGHT = re.compile(r"\b(?:nothing|nobody|none of|ingenting)\b")
_WITH_SERVICE = re.compile(r"[A-ZÅÄÖ]\w+palvelu [A-ZÅÄÖ][\w-]+")
_ROLE_NOUN = re.compile(r"[A-ZÅÄÖ]?\w+(?:yhtiö|toimisto|tukku|liike|varustamo|pankki|bolaget|byrån|firman|företaget)")
_PLUGIN = re.compile(r"-(?:tillägg|plugin|insticks|tema|lisäos|teema|laajennu)| (?:plug-?ins?|themes?|extensions?)\b")
"""What of a maker runs at the company itself."""
_ACTOR = re.compile(
    r"(?: (?:käyttää|använder|anlitar|uses|engages)\b|(?:n|:n|s|['’]s) (?:alihankkija"
    r"|underleverantör|underbiträde|subcontractor|sub-?processor))"
)
"""What follows the one that has others work for it."""
_NEXT_CLAUSE = re.compile(r"[,;:–—]|\s-\s|\b(?:och|men|and|but|ja|mutta|eikä|which|who|som|joka|samt|sekä)\b")
_GOES = re.compile(
    r"lagra[sdr]|spara[sdr]|hantera[sdr]|skicka[sdr]|drifta|drivs|hosta|vidarebefordra|överför|behandla[sdr]"
    r"|ligger|lämna[sd]?\b"
    r"|\bsent\b|\bsends?\b|store[sd]?\b|handled|hosted|filed|forwarded|processed|kept|saved|transferr|powered"
    r"|passed|delivered|reported"
    r"|collected by|managed|\bmade (?:in|with)\b"
    r"|tallen|säily|käsitel|käsittelee|lähet|välit|siirt|siirr|sijait|toimit|ylläpi"
    r"|isännöi|hoita|kulke|lähte|tilit|raportoi|ilmoit"
)
"""Where data is said to go, or to lie."""
_ON_SERVERS = re.compile(
    r"(?:välitetään|lähetetään|siirretään|tallennetaan|siirtyvät|siirtyy)\b.{0,80}\bpalvelimi"
    r"|(?:överförs|skickas|lagras|sparas)\b.{0,80}\bserv(?:er|rar)"
    r"|(?:transmitted|sent|transferred|stored)\b.{0,80}\bservers?\b"
)
"""What a cookie gathers, where it is said to go to somebody's servers."""
_TO = re.compile(
    r"\b(?:i|av|till|hos|på|genom|via|med|in|by|to|on|with|at|through|using|from|från)(?: (?:the|our|vår|vårt"
    r"|tjänsten|företaget"
    r"|leverantören|servrar hos|this site['’]s|service|services|company))*\s$"
)
_OTHER_CLAUSE = re.compile(r"\b(?:so that|that|jotta|att|who|if|när|when|kun|jos|om)\b")
_FINNISH_CASE = re.compile(
    r"-?(?:palvelu\w*|:?(?:i?(?:lle|ll[aä]|ss[aä]|lt[aä]|st[aä]|in|en|n)))(?!\w)(?: (?:kautta|avulla"
    r"|palvelimi\w+|pilvi\w+))?"
)
_ENDINGS = (
    r":?i?(?:n|a|ä|t[aä]|ll[aä]|lle|lt[aä]|ss[aä]|st[aä]|ksi|n[aä])|:?(?:[aeiouyäö])n|:?([aeiouyäö])\1n|:?hin|['’:]?s"
)
"""What a name may have behind it, and still be the name: `Louhi` is not in `Louhinta`."""
_WORD_BEFORE = re.compile(r"\b(?:[Tt]he|an?|[Ee]ach|[Tt]his|[Tt]hat|[Aa]ny|of|[A-Z][a-z]+) $")
_WORD_BEHIND = re.compile(r" (?:\d|of\b)")
_OF_A_TITLE = re.compile(r"(?:\w,? [A-Z]\w+|\d) $")
"""A word in a capital, or a year, before brackets: `Assistant Head (Finance)`, `the Act of 1988 (Cth)`."""
_OF_SOURCE = re.compile(r"\b(?:from|från)(?: \w+)?\s$")
_NAME_ITEM = re.compile(r"[A-ZÅÄÖ0-9][\w&'’.+-]*(?: (?:&|and|ja|och|[A-ZÅÄÖ0-9][\w&'’.+-]*)){0,5}")
_AFTER_NAME = re.compile(r"(?!-,)\s*(?:$|[(:,–—-]|\s[–—-]\s)")


def recipients_of(scope: Scope) -> tuple[Found, ...]:
    """Each recipient once, by its name as it is written."""
    values: list[Found] = []
    for section in scope.about("recipients", "transfers"):
        values += _of_section(scope, section)
    for section in scope.sections:
        if not section.has("recipients", "cookies", "rights"):
            led = list(_led_items(scope, section))
            values += _of_list(scope, led)
            values += [one for block in led for one in _beside(scope, block, _of_item(scope, block))]
        values += named_lists.of_lists(scope, section)
        values += served.by_function(scope, section)
        values += served.in_columns(scope, section)
        values += served.in_lines(scope, section)
        values += receiving.subjects(scope, section)
        values += kinds_named.kinds_named(scope, section)
        if section.has("recipients") or section.fields == {"register"} or not section.has(*_NOT_USED):
            told_plainly = used_plainly.in_blocks(scope, section)
            values += [one for one, start, end in told_plainly if not _is_denied(scope, start, end, one)]
    for start, end, section in scope.all_sentences():
        values += [
            one
            for one in _called_processor(scope, start, end)
            if not section.has("controller", "contact", "dpo") or services.begins_known(one.text)
        ]
        if (section.has(*_MAY_SEND) or not section.fields) and not section.has("recipients", "transfers"):
            values += _sent_to(scope, start, end)
        if section.has("cookies") and _ON_SERVERS.search(scope.low, start, end):
            values += [one for one in _known_in(scope, start, end) if not _is_denied(scope, start, end, one)]
        if section.has("recipients") or not section.has(*_NOT_USED):
            told = section.has("recipients", "transfers") or served.is_of_function(scope, section)
            values += [
                one for one in named.used_in(scope, start, end, told=told) if not _is_denied(scope, start, end, one)
            ]
        if section.has("recipients", "transfers", *_ELSEWHERE):
            if section.has(*_MAY_NAME) and _TAKERS.search(scope.low, start, end):
                values += [one for one in named.firms(scope.text, start, end) if not _denied(scope, start, one.start)]
            continue
        if scope.known.tells["recipients"].search(scope.low, start, end) and not _OF_LINKS.search(
            scope.low, start, end
        ):
            values += [one for one in _in_sentence(scope, start, end) if not named.is_person(scope, one)]
    values += served.in_headings(scope)
    values += taking.taking(scope)
    values += [one for one, start, end in given_to.given_to(scope) if not _is_denied(scope, start, end, one)]
    for others in (provided_by.provided_by(scope), vouched.vouched(scope)):
        values += [one for one, start, end in others if not _is_denied(scope, start, end, one)]
    for section in scope.sections:
        passing = in_passing.in_passing(scope, section, lambda start, end: _known_in(scope, start, end))
        listed, seen = plain_lists.in_sentences(scope, section), watching.in_sentences(scope, section)
        by_the_way = (*passing, *listed, *seen)
        values += [one for one, start, end in by_the_way if not _is_denied(scope, start, end, one)]
    for one, start, end in below_heading.below_heading(scope):
        if not any(one.start < two.end and two.start < one.end for two in values):
            values += [] if _is_denied(scope, start, end, one) else [one]
    values = named_lists.without_those_sent_nothing(scope, values)
    values = unmeant.without_unmeant(scope, values)
    listed_too = [*neighbours.beside(scope, values), *neighbours.below_one_lead(scope, values)]
    return _once(scope, [*values, *unmeant.without_unmeant(scope, listed_too)])


def _sent_to(scope: Scope, start: int, end: int) -> Iterator[Found]:
    """`Letters are stored in X and sent by Y`: services that are known by name, wherever it is said."""
    if not _GOES.search(scope.low, start, end):
        return
    firms = list(named.firms(scope.text, start, end))
    known = [one for one in _known_in(scope, start, end) if not any(two.start <= one.start < two.end for two in firms)]
    for one in (*firms, *known):
        if one in firms and _OF_SOURCE.search(scope.low, max(start, one.start - _NEAR), one.start):
            continue
        near = _OTHER_CLAUSE.split(scope.low[max(start, one.start - _FAR) : one.start])[-1]
        behind = _OTHER_CLAUSE.split(scope.low[one.end : min(end, one.end + _FAR)])[0]
        if not (_GOES.search(near) or _GOES.search(behind)) or _is_denied(scope, start, end, one):
            continue
        if scope.language == "fi":
            if _FINNISH_CASE.match(scope.low, one.end, end) or scope.low[start : one.start].rstrip().endswith("ää"):
                yield one
        elif _TO.search(scope.low, max(start, one.start - _NEAR), one.start):
            yield one


def _called_processor(scope: Scope, start: int, end: int) -> Iterator[Found]:
    """`A Ltd acts as a data processor`."""
    one = _IS_PROCESSOR.search(scope.text, start, end)
    value = found(scope.text, *one.span(1)) if one is not None and not _denied(scope, start, end) else None
    if value is not None and (names.has_form(value.text) or _is_a_name(scope, value)):
        yield value


def _led_items(scope: Scope, section: Section) -> Iterator[Block]:
    """The items below `we use these subcontractors:`."""
    led = False
    for block in section.blocks:
        if block.kind == "item":
            if led:
                yield block
            continue
        said = scope.low[block.start : block.end].rstrip()
        last = max(said.rfind(". "), 0)
        led = (
            said.endswith(":")
            and _TAKERS.search(said, last) is not None
            and not _denied(scope, block.start + last, block.end)
        )


def _of_list(scope: Scope, items: Sequence[Block]) -> list[Found]:
    """Names that a list of recipients begins its items with; one known name vouches for its neighbours."""
    known = [_of_item(scope, one) for one in items]
    named = sum(one is not None for one in known)
    if named * 2 < len(items):
        return [one for one in known if one is not None]
    said = [one or _of_short_item(scope, item) for one, item in zip(known, items, strict=True)]
    return [one for one in said if one is not None]


def _of_short_item(scope: Scope, block: Block) -> Found | None:
    """A name of one word with what it does: `Resend — mail`."""
    name = _NAME_ITEM.match(scope.text, block.start, min(block.end, block.start + 60))
    if name is None or not _AFTER_NAME.match(scope.text, name.end(), block.end):
        return None
    value = found(scope.text, name.start(), name.end())
    if value is None or " " in value.text or named_lists.is_label(scope, value):
        return None
    return value if _is_a_name(scope, value) else None


def _of_section(scope: Scope, section: Section) -> Iterator[Found]:
    items = [one for one in section.blocks if one.kind == "item" and section.has("recipients")]
    yield from _of_list(scope, [one for one in items if not _denied(scope, one.start, one.end)])
    for block in section.blocks:
        if block.kind in {"item", "row"} and named_lists.sends_nothing(scope, block):
            continue
        if (
            (block.kind in {"item", "row", "sub"} or _is_name_line(scope, block))
            and section.has("recipients")
            and not _denied(scope, block.start, block.end)
        ):
            named = _of_item(scope, block)
            yield from _beside(scope, block, named)
            if named is not None:
                yield named
                yield from _behind(scope, block, named)
                yield from _firms_behind(scope, block, named)
                continue
        if block.language in {"", scope.language}:
            for start, end in sentences(scope.text, block.start, block.end):
                yield from _in_sentence(scope, start, end)


def _is_name_line(scope: Scope, block: Block) -> bool:
    """A line that is but a name, above what it is for."""
    said = scope.text[block.start : block.end]
    return block.kind == "para" and len(said) < 45 and said.count(" ") < 5 and said[-1] not in ".:;,!?"


def _behind(scope: Scope, block: Block, named: Found) -> Iterator[Found]:
    """`A (database), which is hosted on B`."""
    for one in _HANDLED_BY.finditer(scope.text, named.end, block.end):
        value = found(scope.text, *one.span(1))
        if value is not None and (
            _is_a_name(scope, value) or next(_known_in(scope, value.start, value.end), None) is not None
        ):
            yield value


def _firms_behind(scope: Scope, block: Block, named_one: Found) -> Iterator[Found]:
    """The other companies of an item: `Kuura, a service of Kuura Oy`."""
    for start, end in sentences(scope.text, block.start, block.end):
        for one in named.firms(scope.text, max(start, named_one.end), end):
            is_owner = scope.text[named_one.end : one.start].strip() in {"(", "/", ""}
            if not is_owner and not _is_denied(scope, start, end, one):
                yield one


def _beside(scope: Scope, block: Block, named: Found | None) -> Iterator[Found]:
    """The names in the brackets of an item that begins with none: `members' system (A, B)`."""
    if named is not None and named.start == block.start:
        return
    for one in _IN_BRACKETS.finditer(scope.text, block.start, block.end):
        if _is_of_title(scope, block.start, one.start()):
            continue
        at = one.start(1)
        for part in _PARTING.split(one[1]):
            value = found(scope.text, at, at + len(part)) if not _PARTING.fullmatch(part) else None
            at += len(part)
            if value is not None and not value.text.isupper() and _is_a_name(scope, value):
                yield value


def _of_item(scope: Scope, block: Block) -> Found | None:
    """An item that is a name, or begins with one: `Google`, `Slack (messages)`."""
    end = min(block.end, block.start + 120)
    if named.is_link(scope, block.start, end):
        return None
    if (body := _BODY.match(scope.text, block.start, block.end)) is not None:
        return found(scope.text, body.start(), body.end())
    firm = next(named.firms(scope.text, block.start, end), None)
    known = next(_known_in(scope, block.start, end), None)
    if firm is not None and (known is None or known.start >= firm.start):
        return firm
    name = _NAME_ITEM.match(scope.text, block.start, end)
    if name is None or not _AFTER_NAME.match(scope.text, name.end(), block.end):
        return known
    bracket = scope.text.find(" (", name.start(), name.end())
    value = found(scope.text, name.start(), bracket if bracket > 0 else name.end())
    if value is None or value.text in NOT_RECIPIENTS:
        return known
    if known is not None and known.start == value.start:
        is_longer = value.text.startswith(known.text) and not re.search(r"-[a-zåäö]", value.text)
        return value if is_longer and len(value.text.split()) <= 4 else known
    is_label = _SAYS_WHEN.match(scope.text, name.end()) is not None
    if known is None and len(value.text) < 40 and not is_label and named.may_name(scope, value):
        return value if _is_a_name(scope, value) and _LIKE_A_NAME.search(value.text) else None
    return known


def _in_sentence(scope: Scope, start: int, end: int) -> Iterator[Found]:
    taken: list[Found] = list(named.firms(scope.text, start, end))
    taken += () if _denied(scope, start, end) else _called(scope, start, end)
    known = [
        one for one in _known_in(scope, start, end) if not any(firm.start <= one.start < firm.end for firm in taken)
    ]
    for one in (*taken, *known):
        if not _is_denied(scope, start, end, one):
            yield one


def _called(scope: Scope, start: int, end: int) -> Iterator[Found]:
    """Names that the words around them call a service: `Formspree-palvelu`, `services (A, B)`, `we use C`."""
    heads = (*named.firms(scope.text, start, end), *_known_in(scope, start, end))
    is_item = any(one.start == start and named.HEAD_SIGN.match(scope.text, one.end, end) for one in heads)
    places = [_of_service(scope, one) for one in _SERVICE.finditer(scope.text, start, end)]
    places += [
        one.span(1)
        for pattern in (() if is_item else (_IN_BRACKETS, _FOLLOWED))
        for one in pattern.finditer(scope.text, start, end)
        if (places or pattern is _IN_BRACKETS)
        and not _is_of_title(scope, start, one.start())
        and not _is_of_firm(scope, start, one.start())
    ]
    places += [
        one.span(1)
        for pattern in (_LISTED, _VIA, _ROLE, _HANDLED_BY)
        for one in pattern.finditer(scope.text, start, end)
    ]
    places += [
        one.span(1)
        for one in _IN_BRACKETS_NAMES.finditer(scope.text, start, end)
        if next(_known_in(scope, *one.span(1)), None) is not None
    ]
    for first, last in places:
        at = first
        for part in _PARTING.split(scope.text[first:last]):
            value = found(scope.text, at, at + len(part)) if not _PARTING.fullmatch(part) else None
            value = _in_nominative(scope, named.without_place(value) if value is not None else None)
            at += len(part)
            if value is None or (scope.language == "en" and _is_plural(scope, value)):
                continue
            if not value.text.isupper() and (_is_a_name(scope, value) or _WITH_SERVICE.fullmatch(value.text)):
                yield value


def _of_service(scope: Scope, one: re.Match[str]) -> tuple[int, int]:
    """Where the name is: with the word for a service where that has a capital too: `Tilipalvelu Kuura`."""
    if one[1] or one[3]:
        return one.span(1 if one[1] else 3)
    at = one.start()
    while at and scope.text[at - 1].isalpha():
        at -= 1
    is_part = at < one.start() and scope.text[at].isupper() and scope.text[at - 1 : at] in {"(", " "}
    return (at if is_part and not _starts(scope, at) else one.start(2), one.end(2))


def _starts(scope: Scope, at: int) -> bool:
    """Whether a sentence begins there."""
    return scope.text[:at].rstrip()[-1:] in {"", ".", ":", "!", "?"}


def _is_plural(scope: Scope, value: Found) -> bool:
    """`Embassies`, `Chambers of Commerce`: kinds of bodies in capitals."""
    return " " not in value.text and (
        _PLURAL.search(value.text) is not None or scope.text.startswith(" of ", value.end)
    )


def _is_of_title(scope: Scope, start: int, at: int) -> bool:
    """Whether what stands in brackets belongs to a title of a person or of a law."""
    before = _OF_A_TITLE.search(scope.text, start, at)
    return before is not None and _TAKERS.search(before[0].casefold()) is None


def _is_of_firm(scope: Scope, start: int, at: int) -> bool:
    """Whether what stands in brackets is what a company calls its service: `Lomake Inc. (Realtime)`."""
    return any(at - one.end in {0, 1} for one in named.firms(scope.text, start, at))


def _in_nominative(scope: Scope, value: Found | None) -> Found | None:
    """`Lähettiä` is `Lähetti`, and `Mallipalvelu.comia` `Mallipalvelu.com`: without the ending of its case."""
    if value is None or scope.language != "fi":
        return value
    value = nominatives.nominative(scope, value)
    bare = _CASE_OF_FOREIGN.sub(r"\1", value.text)
    return Found(bare, value.start, value.end) if len(bare) > 2 else value


def _is_a_name(scope: Scope, value: Found) -> bool:
    """Whether a word in a capital is nobody's common noun: the text has it nowhere in small letters."""
    if value.text in NOT_RECIPIENTS or _GENERIC.search(low := value.text.casefold()) or _PLACE.match(low):
        return False
    if is_place(value.text) or is_function(value.text) or _STREET.match(low):
        return False
    if re.search(r"-[a-zåäö]", value.text):
        return False
    if scope.wording.is_quoted(value.text[:7]):
        return False
    if value.text.islower():
        return True
    return not scope.begins_word(value.text.split()[0].casefold()[:7])


def _denied(scope: Scope, start: int, end: int) -> bool:
    """`We do not use Google`: nobody receives anything there."""
    return scope.known.word["negation"].search(scope.low, start, end) is not None and not _EXCEPT.search(
        scope.low, start, end
    )


def _is_denied(scope: Scope, start: int, end: int, one: Found) -> bool:
    """Whether a `not` is said of this name: before it, or behind it within its clause.

    `X handles payments, we store no cards` denies nothing of X, and `not by us, but by X` even less.
    """
    if _EXCEPT.search(scope.low, start, end):
        return False
    denials = (*scope.known.word["negation"].finditer(scope.low, start, end), *_NAUGHT.finditer(scope.low, start, end))
    for denial in denials:
        if _IN_ASIDE.search(scope.low, max(start, denial.start() - 30), denial.start()) and _ASIDE_ENDS.search(
            scope.low, denial.end(), max(denial.end(), one.start)
        ):
            continue
        if _ASIDE_WITHOUT.match(scope.low, denial.start()) and one.start - denial.end() > _NEXT:
            continue
        if _STILL.match(scope.low, denial.start()) or scope.text[denial.start() - 1 : denial.start()] == "-":
            continue
        again = scope.text.find(one.text, max(denial.end(), one.end), end)
        if again > 0 and not _INSTEAD.search(scope.low, denial.end(), again):
            return True
        if denial.end() <= one.start:
            if not _INSTEAD.search(scope.low, denial.end(), one.start):
                return True
        elif not _NEXT_CLAUSE.search(scope.low, one.end, denial.start()) and denial.start() > one.start:
            return True
    return False


@cache
def _services() -> re.Pattern[str]:
    every = sorted(set(PROCESSORS), key=len, reverse=True)
    return re.compile(
        rf"(?<![\w@.-])(?:{'|'.join(re.escape(one) for one in every)})(?=(?:(?:{_ENDINGS})(?!-[a-zåäö]))?(?![\w@]))"
        rf"(?!\.(?:com|fi|se|it|io|net|org|de|eu|app|me)\b)"
    )


def _known_in(scope: Scope, start: int, end: int) -> Iterator[Found]:
    last = -1
    for one in _services().finditer(scope.text, start, end):
        before = scope.text[one.start() - 1 : one.start()]
        if before == "/" and last != one.start() - 1:
            continue
        if scope.language == "en" and one[0] in ALSO_OTHERS and _is_word(scope, one.start(), one.end()):
            continue
        if _PLUGIN.match(scope.low, one.end()) or _ACTOR.match(scope.low, one.end(), end):
            continue
        last = one.end()
        yield Found(one[0], one.start(), one.end())


def _is_word(scope: Scope, start: int, end: int) -> bool:
    """`Rule 5`, `the Square`, `Charities Segment`: a word of the language, and no service."""
    return (
        _WORD_BEFORE.search(scope.text, max(0, start - 20), start) is not None
        or _WORD_BEHIND.match(scope.text, end) is not None
    )


def _without_role(one: Found) -> Found:
    """`Perintätoimisto Kuura Oy` is Kuura Oy, where that is known."""
    role, _, rest = one.text.partition(" ")
    is_role = rest and _ROLE_NOUN.fullmatch(role) is not None and services.begins_known(rest)
    return Found(rest, one.end - len(rest), one.end) if is_role else one


def _once(scope: Scope, values: list[Found]) -> tuple[Found, ...]:
    values = nominatives.without_cases(scope, [_without_role(one) for one in values])
    kept: dict[str, Found] = {}
    own = {name.casefold() for name in scope.own_names}
    for one in values:
        key = one.text.casefold()
        if key not in own and not any(key in name or name in key for name in own):
            kept.setdefault(key, one)
    kept = parts_of_names.without_parts(kept)
    return tuple(kept.values())
