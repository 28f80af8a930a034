"""The name that stands first under a heading on the controller, with its trade name."""

import re

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields import names
from portal.reading.notice.fields.controller import agreeing, cued, places
from portal.reading.notice.fields.controller.labelled import Labelled, label_kind, labels, line_end
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues.speaking import folded
from portal.reading.notice.values import Found, Who

_CARE_OF = re.compile(r"\s*\bc/o\b[ \t:]*", re.I)

_BRACKETS = re.compile(r"\(([^()\n]{2,80})\)")

_CUT = re.compile(
    (
        rf"(?<=[\w.)])(?<!\bAsunto Oy)(?<!\bAs Oy)(?<!\bAs\. Oy)(?<!\bKiinteistö Oy)\s(?={places.STREET})"
        r"|\n|\s(?=\d{7}-?\d?\b|\d{6}-\d{4}\b|0\d{1,3}[ -]\d{2,4}[ -]?\d|\+\d)"
        r"|(?<=\w{3})\.\s+(?=[A-ZÅÄÖ])|\t|(?:\s|(?<=\.))\(|\s\[|\s[|•·]\s"
        r"|\s(?:t/a|trading as|d/b/a|dba)\s|,\s(?!(?:Inc|Ltd"
        r"|LLC)\b)|;|\s[–—-]\s(?=\d)|\s[–—-]\s(?=kontakt|contact|yhteys)"
        r"|\b(?:(?:med|with|jonka) (?=org|y-|fo-|business|company))?"
        r"(?:y-?\s?tunnus|fo-?nummer|org\.?\s?\.?-?(?:nr|nummer)|organisationsnummer|business id|osoite"
        r"|address|adress|puh\b|tel\b|email|sähköposti|www\.|https?:)"
    ),
    re.I,
)

_TRADE = re.compile(
    (
        r"(?:aputoiminimi|rinnakkaistoiminimi|bifirma|trading as|t/a|d/?b/?a|auxiliary (?:business|trade) name"
        r"|toiminimellä|markkinointinimi)[ :,]*[\"“”']?([^\n,;().\"“”]{2,60})"
    ),
    re.I,
)

_BEGINS_WITH_NAME = re.compile(
    r"([A-ZÅÄÖ][\w&'’-]*(?: [\w&'’-]+){0,5})(?:, | \()"
    r"(?=(?i:enskild firma|toiminimi|tmi\b|org\.?|y-tunnus|fo-n|business id|registered|established|located|based in"
    r"|with (?:its )?(?:\w+ )?(?:office|seat|address)|having its|med säte|med adress|kotipaikka|jonka kotipaikka))"
)

_NO_NAME = re.compile(
    r"rekisterinpitäj|personuppgiftsansvarig|\bcontroller\b|\b(?:on|ovat|är|is|are)\b"
    r"|\b(?:full|first|last|family|given) names?\b|\be-?mail address|\bkoko nimi\b|\bfullständigt namn\b"
    r"|\bcourt\b|amtsgericht|handelsregister|represented by",
    re.I,
)

_HOUSE = re.compile(r"(?:^|\n)[ \t]*\d{1,4}[A-Za-z]? $")
"""What stands before a street where it is no number of a list."""
_A_GAP = 12
"""Blanks that may lie between `c/o` and the name below it."""

_OTHER_LABEL = re.compile(r"\W{0,3}[^\W\d][\w -]{1,40}:\s+(?=\S)")

_THINGS = re.compile(r"\W{0,3}[A-ZÅÄÖ][a-zåäö-]+,(?: [a-zåäö-]+){1,3}(?:,|;|\.|$| (?:and|or|och|eller|ja|tai)\b)")

_DAY = re.compile(
    r"(?:\d{1,2}(?:\.|st|nd|rd|th)? (?:of )?[^\W\d]{3,12},?|[^\W\d]{3,12} \d{1,2},?|[^\W\d]{3,12}) (?:19|20)\d\d"
)
_DASH = re.compile(r" [–—-] ")
_LISTS = re.compile(r"\b(?:following|seuraav\w+|följande)\b")
"""What a heading says that counts things up, and names nobody."""
_VERB_BEFORE = re.compile(
    r"\b(?:vastaa|vastaavat|pitää|ylläpitää|hoitaa|hallinnoi|toimii|on|ansvarar|svarar|är|(?:förs|sköts|drivs|ägs) av"
    r"|(?:kept|run|owned|held|maintained) by|lies with|is)\W*\Z"
)
_ANSWERS = re.compile(
    r"(?!(?:\w{1,40}?(?:ens|ets|nsä)|Yhdistyksen|Seuran|Yhtiön|Vi|Jag|Den|Det|De|Var|Alla|Kukin|Kaikki|The|Each|All"
    r"|We|You) )"
    r"(?P<name>[A-ZÅÄÖ][\w&'’-]{0,40}(?: [\w&'’-]{1,40}){1,5}?)(?:, [^.\n]{3,90},)?"
    r" (?:(?:svarar|ansvarar) för|(?:är )?personuppgiftsansvarig|vastaa|is responsible|answers for) "
)
"""Who begins the sentence below the heading, in whose name words may be small: `Exempels öppna ateljé, ..., svarar`."""
_A_LAW = re.compile(
    r"^\W*(?:(?:EU:n|EU:s|Euroopan unionin|yleinen|EU|the|General|Finnish|Swedish)\W+){0,3}(?:[Yy]leinen )?"
    r"(?:tietosuoja-?(?:asetus|laki)|henkilötietolaki|dataskydds(?:förordningen|lagen)|personuppgiftslagen|GDPR"
    r"|Data Protection (?:Regulation|Act)|General Data Protection Regulation)[^\n]{0,30}$"
)
"""A law by which the notice is made, on a line of its own."""
_IS_WEB = re.compile(r"[ \t]*(?:https?://|www\.)?[\w-]+(?:\.[\w-]+)+/?[ \t]*")

_SLASH = re.compile(r" / |(?<=Oy|Ab|AB|Ky|ry|HB|KB|rf)/(?=[A-ZÅÄÖ])")
"""What parts two names of one house."""

_AS_CALLED = re.compile(r"[\"“”'’]|jäljempänä|myöh\w+|nedan|hereinafter|below|we\b|us\b|vi\b", re.I)


def named(scope: Scope, section: Section) -> Who:
    """The name that stands first in a section about the controller."""
    lists = section.head is not None and _LISTS.search(scope.low, *section.head) is not None
    things = [one for one in section.blocks if one.kind == "item"] if lists or section.has("categories") else []
    for one in labels(scope, [block for block in section.blocks if block not in things or not lists]):
        if one.kind in {"name", "controller"} and (name := found(scope.text, one.start, one.end)) is not None:
            if one.kind == "name" and is_below_firm(scope, section, name):
                continue
            return _with_firm_below(scope, _taken_apart(scope, name.start, name.end), one)
    told = cued.by_cue(scope, section)
    if told is not None:
        if ", " in told.text:
            return Who(name=told)
        goes_on = scope.text[told.end : told.end + 2].lstrip(" ")[:1] in {"(", ",", "/"}
        return _taken_apart(scope, told.start, line_end(scope.text, told.end) if goes_on else told.end)
    for one in labels(scope, [block for block in section.blocks if block not in things]):
        line = scope.text[one.start : one.end]
        if one.kind or not line.strip() or _is_of_things(scope.text, one) or _A_LAW.search(line):
            continue
        if (answering := _behind_its_verb(scope, one)) is not None:
            return Who(name=answering)
        begun = _BEGINS_WITH_NAME.match(scope.text, names.without_we(scope.text, one.start, one.end), one.end)
        if begun is not None and not names.has_form(begun[1]):
            return Who(name=found(scope.text, *begun.span(1)))
        if len(line) > 140 or line.rstrip().endswith((":",)) or " " in line and _is_sentence(scope, one):
            firm = next(names.firms(scope.text, one.start, one.end), None)
            if firm is None and line.rstrip().endswith(":"):
                continue
            return Who(name=firm) if firm is not None else Who()
        return _with_firm_below(scope, _care_of(scope, one), one)
    return Who()


def _behind_its_verb(scope: Scope, line: Labelled) -> Found | None:
    """The company of `The registers are kept by Example Oy`, or of `Example Ab, Street 1, answers for`."""
    firm = next(names.firms(scope.text, line.start, line.end), None)
    if firm is not None and _VERB_BEFORE.search(scope.low, line.start, firm.start):
        return firm
    said = _ANSWERS.match(scope.text, names.without_we(scope.text, line.start, line.end), line.end)
    name = found(scope.text, *said.span("name")) if said is not None and firm is None else None
    return name if name is not None and not names.is_of_forms(name.text) and agreeing.may_be(name.text) else None


def is_below_firm(scope: Scope, section: Section, name: Found) -> bool:
    """Whether a label names a person where a company with its form begins the section: whom to ask there."""
    if next(names.people(scope.text, name.start, name.end), None) != name or names.has_form(name.text):
        return False
    first = next((one for one in labels(scope, section.blocks) if scope.text[one.start : one.end].strip()), None)
    firm = next(names.firms(scope.text, first.start, first.end), None) if first is not None else None
    return first is not None and firm is not None and firm.end < name.start and _begins(scope.text, first, firm)


def _begins(text: str, line: Labelled, firm: Found) -> bool:
    return line.kind in {"", "name", "controller"} and not text[line.start : firm.start].strip()


def _is_of_things(text: str, line: Labelled) -> bool:
    """`Site: Example`, whose label is none of a name, and `Names, titles and aliases`, which are no one's name."""
    said = text[line.start : line.end]
    labelled = _OTHER_LABEL.match(said)
    if labelled is not None and not names.has_form(said[: labelled.end()]):
        return not names.has_form(said)
    return _THINGS.match(said) is not None and not names.has_form(said)


def _with_firm_below(scope: Scope, who: Who, line: Labelled) -> Who:
    """The trade name on one line and the company, alone, on the next."""
    if who.name is None or who.trade_name is not None or names.has_form(who.name.text):
        return who
    start = _next_line(scope.text, line.end)
    if _IS_WEB.fullmatch(scope.text, start, line_end(scope.text, start)):
        start = _next_line(scope.text, line_end(scope.text, start))
    firm = next(names.firms(scope.text, start, line_end(scope.text, start)), None)
    if firm is None or scope.text[start : line_end(scope.text, start)].strip() != firm.text:
        return who
    return Who(name=firm, trade_name=who.name)


def _next_line(text: str, end: int) -> int:
    """Where the next words begin behind a line."""
    start = end + 1
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _is_sentence(scope: Scope, one: Labelled) -> bool:
    line = scope.text[one.start : one.end].rstrip()
    words = line.split()
    small = sum(word[:1].islower() for word in words)
    return line.endswith(".") and small > 3 or small > max(4, len(words) * 2 // 3)


def _care_of(scope: Scope, line: Labelled) -> Who:
    """`Digelius Music c/o` over `We Jazz Oy`: the firm is the legal name, the other the trade name."""
    text, end = scope.text, line.end
    care = _CARE_OF.search(text, line.start, min(len(text), line.end))
    if care is None:
        return _taken_apart(scope, line.start, end)
    before = found(text, line.start, care.start())
    after_start = care.end()
    while after_start < min(len(text), care.end() + _A_GAP) and text[after_start] in "\n \t\xa0":
        after_start += 1
    after = name_in(text, after_start, line_end(text, after_start))
    if before is None or after is None:
        return Who(name=before or after)
    if names.has_form(before.text) and not names.has_form(after.text):
        return Who(name=before)
    return Who(name=after, trade_name=before) if names.has_form(after.text) else Who(name=before)


def name_in(text: str, start: int, end: int) -> Found | None:
    """The name with which a place begins, up to what stands behind it: an id, an address, brackets."""
    title = names.TITLES.match(text, start, end)
    cut = _CUT.search(text, title.end() if title is not None else start, end)
    name = found(text, start, cut.start() if cut is not None and cut.start() > start else end)
    return names.with_dot(text, name) if name is not None else None


def _taken_apart(scope: Scope, start: int, end: int) -> Who:
    """A name with what stands in brackets or behind it: another name, or an id."""
    text = scope.text
    start = names.without_we(text, start, end)
    start = (
        start
        if names.has_form(text[start:end]) or names.TITLES.match(text, start, end)
        else names.without_role(text, start, end)
    )
    name = name_in(text, start, end)
    firm = next(names.firms(text, name.start, name.end), None) if name is not None else None
    if name is not None and firm is not None and firm.start == name.start and _DASH.match(text, firm.end):
        name, end = firm, firm.end
    is_cut = name is not None and text[name.end : name.end + 2] == ". "
    whole = next(names.firms(text, start, end), None) if is_cut else None
    if name is not None and whole is not None and whole.start == name.start and whole.end > name.end:
        name = firm = whole
    if name is not None and firm is not None and firm.start == name.start and text[firm.end : firm.end + 2] == ". ":
        name, end = firm, firm.end
    if (
        name is None
        or "@" in name.text
        or (" " in name.text and _NO_NAME.search(name.text))
        or _CUT.match(text, name.start)
        or not any(one.isalpha() for one in name.text)
        or label_kind(folded(name.text), scope.language)
        or agreeing.is_of_notice(name.text)
        or _DAY.fullmatch(name.text)
        or _HOUSE.search(text, max(0, name.start - 8), name.start)
    ):
        return Who()
    name = names.without_calling(text, name)
    trade = None
    if names.has_form(name.text) and (halves := _halves(text, name)) is not None:
        return Who(name=halves[0], trade_name=halves[1])
    if (said := _TRADE.search(text, start, end)) is not None:
        trade = found(text, said.start(1), said.end(1))
    elif (inner := _BRACKETS.search(text, name.end, min(end, name.end + 90))) is not None and text[
        name.end : inner.start()
    ].strip() == "":
        other = found(text, inner.start(1), inner.end(1))
        if other is not None and names.has_form(other.text) and not names.has_form(name.text):
            return Who(name=other, trade_name=name)
        if other is not None and names.has_form(name.text) and _is_name(other.text):
            trade = other
        if other is not None and other.text.casefold() in {"toiminimi", "tmi", "enskild firma"}:
            trade = name
    elif (
        " / " in name.text
        and (half := next(names.people(text, name.start + name.text.index(" / "), name.end), None)) is not None
    ):
        trade = found(text, name.start, text.rfind("/", name.start, half.start))
    return Who(name=name, trade_name=trade)


def _halves(text: str, name: Found) -> tuple[Found, Found] | None:
    """`Example Oy / The Example Shop`: the half with the form of a company is the legal name."""
    cut = _SLASH.search(text, name.start, name.end)
    if cut is None:
        return None
    first, second = found(text, name.start, cut.start()), found(text, cut.end(), name.end)
    if first is None or second is None or names.has_form(first.text) == names.has_form(second.text):
        return None
    return (first, second) if names.has_form(first.text) else (second, first)


def _is_name(said: str) -> bool:
    return (
        said[:1].isupper()
        and not any(one.isdigit() for one in said)
        and not _AS_CALLED.search(said)
        and ":" not in said
        and len(said) < 40
    )
