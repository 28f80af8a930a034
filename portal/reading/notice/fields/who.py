"""The controller and its contact person (Art 13(1)(a)-(b))."""

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields import agreeing, marks, names, places
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues.speaking import TONGUES, folded, patterns
from portal.reading.notice.values import Found, Who

_CARE_OF = re.compile(r"\s*\bc/o\b[ \t:]*", re.I)
_BRACKETS = re.compile(r"\(([^()\n]{2,80})\)")
_CUT = re.compile(
    (
        r"\n|\s(?=\d{7}-\d\b)|(?<=\w{3})\.\s+(?=[A-ZÅÄÖ])|\t|\s\(|\s[|•]\s|,\s(?!(?:Inc|Ltd|LLC)\b)|;|\s[–-]\s(?=\d)"
        r"|\b(?:y-?\s?tunnus|fo-?nummer|org\.?\s?\.?-?(?:nr|nummer)|organisationsnummer|business id|osoite"
        r"|address|adress|puh\b|tel\b|email|sähköposti|www\.|https?:)"
    ),
    re.I,
)
_TRADE = re.compile(
    (
        r"(?:aputoiminimi|rinnakkaistoiminimi|bifirma|trading as|d/?b/?a|auxiliary (?:business|trade) name"
        r"|toiminimellä|markkinointinimi)[ :,]*[\"“”']?([^\n,;().\"“”]{2,60})"
    ),
    re.I,
)
_IS_CONTROLLER = {
    "fi": re.compile(r"\b(?:toimii|on|vastaa)\b[^.\n]{0,60}rekisterinpitäj"),
    "sv": re.compile(
        r"\bär\b[^.\n]{0,60}(?:personuppgiftsansvarig|registeransvarig|ansvarig[^.\n]{0,20} för behandling)"
        r"|\bansvarar\b[^.\n]{0,90}\bför behandling"
    ),
    "en": re.compile(r"\b(?:is|are|acts as|act as|as)\b[^.\n]{0,40}(?:data controller|controller|registrar)"),
}
_IS_MENU = re.compile(
    r"(?:[A-ZÅÄÖ][\w-]*[ \t]+){5,}[A-ZÅÄÖ]|(?i:made by|built by|design(?:ed)? by"
    r"|powered by|toteut\w+|sivut:|webbproduktion|all rights|©)"
)
"""A row of a site's menu or foot, which names nobody to ask."""
_NAMED_PERSON = re.compile(
    r"yhteyshenkilö\w*|vastuuhenkilö\w*|tietosuojavastaava\w*|contact person|data protection officer"
    r"|kontakta [A-ZÅÄÖ]?|kontaktperson\w*|dataskyddsombud\w*|puheenjohtaja|toimitusjohtaja"
)
_BETWEEN = re.compile(
    r"(?:är|toimii|on) ((?:[A-ZÅÄÖ][\w&.'’-]*(?: (?=[A-ZÅÄÖ&]))?){1,5}) (?:personuppgiftsansvarig"
    r"|rekisterinpitäjä)"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|[Cc]opyright|[Tt]ekijänoikeus)(?:\s|©|\(c\)|[Cc]opyright"
    r"|[Tt]ekijänoikeus|\d{4}|[–-])*([A-ZÅÄÖ][\w&'’-]*(?: [A-ZÅÄÖ&][\w&'’-]*){1,4})"
)
_GENITIVE = re.compile(r"((?:[A-ZÅÄÖ]\w+n )(?:\w+n )*[a-zåäö]\w+)(?=\.\s|\.$|,| \()")
"""`Suomen mallien liitto`, which has but one capital."""
_SAID_OFTEN = 4
_CALLED_SO = re.compile(
    r"(?<!\w)((?:[A-ZÅÄÖ][\w&.'’-]*)(?: [A-ZÅÄÖ&][\w&.'’-]*){0,3}) "
    r"\((?:[^()\n]{0,40}\b(?:referred to as|nedan kalla\w*|jäljempänä|hereinafter)\b"
    r"|[\"“”'’](?:we|us|vi|oss|me)[\"“”'’])"
)
"""`Example Software (hereinafter "Service Provider")`, `Exempelklubben (”vi”)`."""
_AT_HOME = re.compile(
    (
        r"(?:^|(?<=\. ))(?:På|Hos|Vi på|Vi hos|At|We at) ((?:[A-ZÅÄÖ][\w&.'’-]*)(?: "
        r"[A-ZÅÄÖ&][\w&.'’-]*){0,3}),? (?:värnar|är|vill|tar|behandlar|respekterar|we"
        r"|vi)\b"
    ),
    re.M,
)
_FIRST_SENTENCES = 12
_HANDLES = re.compile(
    r"(?:\b(?:miten|kuinka|hur|how) |^)((?:[A-ZÅÄÖ][\w&.'’-]*)(?: [A-ZÅÄÖ&][\w&.'’-]*){0,3}) "
    r"(?:käsittelee|kerää|käyttää|kunnioittaa|noudattaa|sitoutuu|on sitoutunut"
    r"|huolehtii|behandlar|samlar|hanterar|använder|värnar|respekterar"
    r"|collects|handles|uses|processes|protects|respects|is committed|values)\b",
    re.M,
)
_A_THING = (
    r"(?:sovellu|palvelu\b|app\b|application|tjänst|website|site\b|verktyg|tool|game"
    r"|peli|software|ohjelma|sivusto|webbplats)"
)
_SUBJECT = re.compile(
    r"((?:[A-ZÅÄÖ0-9][\w&.'’-]*)(?: (?:&|och|ja|and|i|of|the|för|[A-ZÅÄÖ0-9(][\w&.'’)-]*)){0,6}"
    r"(?:, [A-ZÅÄÖ][\w'’-]+(?= (?:är|on|is)\b))?)"
    r"(?:\s?\([^()\n]{1,90}\)|, [^.\n]{1,90}?,|, (?:org|y-tunnus|fo-)[^\n]{1,160}?[,)])?"
    r"\s(?=(?:är|ansvarar|on|toimii|vastaa|is|acts)\b)"
)
_NO_SUBJECT = re.compile(
    r"(?:Vi|Du|Jag|Den|Det|We|You|I|It|The|This|That|Who|Me|Sinä|Se|Tämä"
    r"|Rekisterinpitäjä\w*|Personuppgiftsansvarig\w*|Controller|Data"
    r"|Sovellus|Sivusto\w*|Verkko\w+|Palvelu\w*|Järjestelmä\w*|Käyttäjä\w*|Appen"
    r"|Webbplatsen|Sajten|Tjänsten|Klubben|App|Website|Site|Service|Users?"
    r"|Company|Yritys|Yhtiö|Företaget|Bolaget|Asiakas\w*|Customer|Kunden|Föreningen|Yhdistys)\b(?! [A-ZÅÄÖ])"
)
_WE = re.compile(
    (
        r"\s?\((?:[^()]{0,60}[\"“”'’])?(?:we|us|our|me|yritys|yhtiö|vi|bolaget|company|the company|service "
        r"provider|vår|oss)\b"
    ),
    re.I,
)
_ABOUT_OTHERS = ("recipients", "transfers", "sources", "security", "cookies", "rights", "categories", "retention")
_BEGINS_WITH_NAME = re.compile(
    r"([A-ZÅÄÖ][\w&'’-]*(?: [\w&'’-]+){0,5})(?:, | \()"
    r"(?=(?i:enskild firma|toiminimi|tmi\b|org\.?|y-tunnus|fo-n|business id))"
)
_NO_NAME = re.compile(r"rekisterinpitäj|personuppgiftsansvarig|\bcontroller\b|\b(?:on|ovat|är|is|are)\b", re.I)
_PERSON_IS = re.compile(
    r"(?:yhteyshenkilö\w*|vastuuhenkilö\w*|tietosuojavastaava\w*)(?: [\w-]+){0,3} (?:on|toimii) "
    r"|(?:kontaktperson\w*|dataskyddsombud\w*)(?: [\w-]+){0,3} är |contact person(?: [\w-]+){0,3} is "
)
_IN_OFFICE = re.compile(
    r",? \(?(?:VD|vd|verkställande|ägare|ordförande|kanslichef|toimitusjohtaja|puheenjohtaja"
    r"|toiminnanjohtaja|sihteeri|CEO|chair\w*|managing director|director|secretary)\b"
)
"""What follows the name of one who answers within a house, and is not the house."""
_A_GAP = 12
"""Blanks that may lie between `c/o` and the name below it."""
_AS_CALLED = re.compile(r"[\"“”'’]|jäljempänä|myöh\w+|nedan|hereinafter|below|we\b|us\b|vi\b", re.I)
_LABELLED = re.compile(
    (
        r"(?:(?<=[\s,;|])|^)(?P<label>[^\W\d](?:[\w.-]| (?=[a-zåäö(])|/){0,34}|[Pp]uh\.|[Tt]el\.)[ "
        r"\t]*(?::(?=\s|\w|$)|\t)[ \t\xa0]*"
    ),
    re.M,
)


@dataclass(frozen=True, slots=True)
class _Labelled:
    kind: str
    start: int
    end: int


def controller_of(scope: Scope) -> Who:
    """Who answers for the registers; what is not said is None."""
    own = scope.about("controller")
    who = Who()
    for section in own:
        who = _joined(who, _from_section(scope, section))
    if who.name is None:
        who = replace(who, name=_by_cue(scope))
    if who.name is None:
        who = replace(who, name=_calls_itself_we(scope) or agreeing.agreed(scope))
    if who.name is None:
        who = replace(who, name=_only_company(scope) or _headed(scope) or _of_foot(scope) or _who_handles(scope))
    return who


def _who_handles(scope: Scope) -> Found | None:
    """`How Example handles your data`: the name of somebody, which is said again and is no app's or site's."""
    for start, end, _ in itertools.islice(scope.all_sentences(), _FIRST_SENTENCES):
        if (home := _AT_HOME.search(scope.text, start, end)) is not None:
            return found(scope.text, *home.span(1))
        said = _HANDLES.search(scope.text, start, end)
        name = found(scope.text, *said.span(1)) if said is not None else None
        if name is None or _NO_SUBJECT.match(name.text) or scope.text.count(name.text) < 3:  # noqa: PLR2004  # again and again
            continue
        is_thing = re.search(
            rf"{re.escape(name.text)}\W{{1,3}}(?:on|är|is)? ?(?:\S+ ){{0,3}}?\S*{_A_THING}", scope.text, re.I
        )
        if is_thing is None and not _is_known_other(name):
            return name
    return None


def _of_foot(scope: Scope) -> Found | None:
    """The name behind the sign of copyright, where the text calls it by that name again and again."""
    said = _COPYRIGHT.search(scope.text)
    name = found(scope.text, *said.span(1)) if said is not None else None
    if name is None or " " not in name.text or scope.text.count(name.text) < _SAID_OFTEN:
        return None
    return name


def _headed(scope: Scope) -> Found | None:
    """The name that stands first, in bold or on a line of its own, where the notice says whom to ask."""
    for section in scope.about("contact"):
        for one in section.blocks[:3]:
            said = found(scope.text, one.start, one.end)
            if said is not None and one.kind == "sub" and "@" not in said.text and len(said.text) < 60:
                return said
    return None


def contact_of(scope: Scope) -> Who:
    """Whom to ask: from the sections about a contact person or a data protection officer."""
    who = Who()
    for section in (*scope.about("contact"), *scope.about("dpo"), *scope.about("controller")):
        if section.has("controller"):
            who = _joined(who, _person_beside(scope, section))
        elif not section.has("rights"):
            who = _joined(who, _person(scope, section))
    return who


def _person_beside(scope: Scope, section: Section) -> Who:
    """The person whom a section on the controller names too; one who is the controller answers for both."""
    own = _named(scope, section).name
    within = _person_within(scope, section, own)
    if within.name is not None or not section.has("contact"):
        return within
    if (
        own is not None
        and not names.has_form(own.text)
        and next(names.people(scope.text, own.start, own.end), None) == own
        and len(list(marks.finnish_ids(scope.text, *_bounds(section)))) < 2  # noqa: PLR2004  # of two, neither answers alone
        and not _is_of_a_house(scope, own)
    ):
        return replace(_person(scope, section), name=own)
    return Who()


def _is_of_a_house(scope: Scope, name: Found) -> bool:
    """Whether a name is that of a domain whose mailboxes are nobody's own."""
    mails = list(marks.emails(scope.text, 0, len(scope.text)))
    said = "".join(filter(str.isalnum, _plain(name.text)))
    of_domain = [one for one in mails if said in "".join(filter(str.isalnum, one.text.partition("@")[2].casefold()))]
    return bool(of_domain) and not any(_is_theirs(one, name) for one in mails)


def _person_within(scope: Scope, section: Section, own: Found | None) -> Who:
    """A person with a label of their own, or who a sentence says it is, or on one line with their own mailbox."""
    for start, end in scope.sentences(section.blocks):
        told = _PERSON_IS.search(scope.low, start, end)
        name = next(names.people(scope.text, told.end(), end), None) if told is not None else None
        if name is not None and told is not None and name.start == told.end():
            return Who(name=name, email=next(marks.emails(scope.text, name.end, end), None))
    for one in _labels(scope, section.blocks):
        name = next(names.people(scope.text, one.start, one.end), None)
        if (
            name is None
            or (own is not None and name.start <= own.start < name.end)
            or names.has_form(scope.text[one.start : one.end])
        ):
            continue
        mail = next(marks.emails(scope.text, one.start, one.end), None)
        if one.kind == "person" or (
            mail is not None and _is_theirs(mail, name) and not scope.text[one.start : name.start].strip(" ,")
        ):
            return Who(
                name=name, email=mail, phone=next(marks.phones(scope.text, one.start, one.end, scope.country), None)
            )
    return Who()


def _is_theirs(mail: Found, name: Found) -> bool:
    """Whether a mailbox is called like a person: `info@` is anybody's."""
    box = "".join(filter(str.isalpha, _plain(mail.text.partition("@")[0])))
    return any(len(word) > 2 and word in box for word in _plain(name.text).replace("-", " ").split())


def _plain(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(one))


_ASK = {
    "fi": re.compile(
        r"ota\w* yhtey|yhteyttä|yhteydessä|lähet\w+|kysy\w+|pyyn\w+|yhteydeno\w+|sähköpostitse|osoitteeseen"
    ),
    "sv": re.compile(r"kontakta\w*|frågor|mejla|maila|skicka|vänd\w* dig|hör av|begäran|kontakt\b"),
    "en": re.compile(r"contact\w*|questions?|e-?mail|write to|send|reach|requests?|get in touch"),
}
_AUTHORITY = re.compile(
    r"tietosuoja\.fi|om\.fi|imy\.se|datainspektionen|dataprotection|valvontaviranomai|ico\.org", re.I
)


def with_asked(scope: Scope, contact: Who, controller: Who) -> Who:
    """Where no section names a contact: the address to which a sentence sends questions and requests."""
    headed = controller.name is not None and contact.name == controller.name and not scope.about("controller")
    is_house = contact.name is not None and controller.name is not None and contact.name.text == controller.name.text
    is_house = is_house and contact.name is not None and _is_of_a_house(scope, contact.name)
    contact = replace(contact, name=None) if headed or is_house or _is_controller(contact.name, controller) else contact
    contact = contact if contact.name is not None else replace(contact, phone=None)
    if contact.email is not None or contact.name is not None:
        return contact
    has_heads = any(section.head for section in scope.sections)
    for start, end, section in scope.all_sentences():
        if section.has("controller", "contact", "recipients", "cookies") or (has_heads and not section.head):
            continue
        if _ASK[scope.language].search(scope.low, start, end):
            mail = next((one for one in marks.emails(scope.text, start, end) if not _AUTHORITY.search(one.text)), None)
            if mail is not None:
                return replace(contact, email=mail)
    return contact


def _is_controller(name: Found | None, controller: Who) -> bool:
    """Whether a contact's name is but the controller's in another case."""
    if (
        name is None
        or controller.name is None
        or not names.has_form(controller.name.text)
        and controller.name.text == name.text
    ):
        return False
    own, said = controller.name.text.casefold(), name.text.casefold()
    is_alone = any(form in f" {own} " for form in (" tmi ", " t:mi ", " toiminimi ", " enskild firma "))
    return said.startswith(own) or (own.startswith(said) and names.has_form(controller.name.text) and not is_alone)


def with_foot(scope: Scope, controller: Who, contact: Who) -> Who:
    """What the whole text says but once is the controller's: its id, address, mailbox and number."""
    end = len(scope.text)
    given = {
        "business_id": controller.business_id or business_id(scope, 0, end),
        "address": controller.address or _only(list(_addresses(scope))),
    }
    if contact.name is None or contact.name == controller.name:
        given["email"] = controller.email or _only(
            [one for one in marks.emails(scope.text, 0, end) if not _AUTHORITY.search(one.text)]
        )
        given["phone"] = controller.phone or _only(list(_phones(scope))) or _of_contact(scope)
    return replace(controller, **given)


def _of_contact(scope: Scope) -> Found | None:
    """The first number of a section on whom to ask, where nobody is named there."""
    for section in scope.about("contact"):
        start, end = _bounds(section)
        if (phone := next(marks.phones(scope.text, start, end, scope.country), None)) is not None:
            return phone
    return None


_OF_AUTHORITY = re.compile(r"valtuut|viranomai|integritetsskydd|datainspektion|authority|ombudsman|commissioner")


def _phones(scope: Scope) -> Iterator[Found]:
    for one in marks.phones(scope.text, 0, len(scope.text), scope.country):
        if not _OF_AUTHORITY.search(scope.low, max(0, one.start - 220), one.start):
            yield one


def _addresses(scope: Scope) -> Iterator[Found]:
    for one in places.addresses(scope.text, 0, len(scope.text)):
        if not _OF_AUTHORITY.search(scope.low, max(0, one.start - 160), one.end + 60):
            yield one


def _only(said: Sequence[Found]) -> Found | None:
    """The one value that is said, however often; None where there are several."""
    return said[0] if said and len({"".join(filter(str.isalnum, one.text.casefold())) for one in said}) == 1 else None


def _joined(first: Who, more: Who) -> Who:
    return Who(
        *(
            getattr(first, part) or getattr(more, part)
            for part in ("name", "trade_name", "business_id", "address", "email", "phone")
        )
    )


def _labels(scope: Scope, blocks: Sequence[Block]) -> Iterator[_Labelled]:
    """The lines of blocks, each with the small label that it begins with, or that stands alone above it, or none."""
    above = ""
    for block in blocks:
        at = block.start
        for line in scope.text[block.start : block.end].split("\n"):
            start, end = at, at + len(line)
            at = end + 1
            kind = _kind(folded(line).strip(" :*•\t\xa0"), scope.language) if len(line) < 40 else ""
            if kind:
                above = kind
                continue
            for one in _of_line(scope, start, end):
                yield replace(one, kind=one.kind or above)
                above = ""


def _of_line(scope: Scope, start: int, end: int) -> Iterator[_Labelled]:
    """A line in parts: `Name: A Oy Address: Street 1` holds two labels."""
    cuts = []
    for one in _LABELLED.finditer(scope.text, start, end):
        if kind := _kind(folded(one["label"]).strip(" *•–-,"), scope.language):
            cuts.append((one.start("label"), one.end(), kind))
    if not cuts or cuts[0][0] > start + 2:
        yield _Labelled("", start, cuts[0][0] if cuts else end)
    for number, (_, value, kind) in enumerate(cuts):
        yield _Labelled(kind, value, cuts[number + 1][0] if number + 1 < len(cuts) else end)


def _kind(label: str, language: str) -> str:
    for code in (language, *TONGUES):
        for kind, pattern in patterns(code).labels.items():
            if pattern.fullmatch(label):
                return kind
    return ""


def _from_section(scope: Scope, section: Section) -> Who:
    text, blocks = scope.text, section.blocks
    start, end = _bounds(section)
    if start == end:
        return Who()
    who = _named(scope, section)
    labelled = list(_labels(scope, blocks))
    labelled_address = _labelled_address(scope, labelled)
    in_full = labelled_address is not None and places.is_whole(labelled_address.text)
    address = (None if in_full else places.address_in(text, start, end)) or labelled_address
    mails = list(marks.emails(text, start, end))
    phones = list(marks.phones(text, start, end, scope.country))
    person = _person_within(scope, section, who.name)
    mails = [one for one in mails if one != person.email or person == Who()]
    phones = [one for one in phones if one != person.phone or person == Who()]
    return replace(
        who,
        address=address,
        business_id=business_id(scope, start, end),
        email=next(iter(mails), None),
        phone=next(iter(phones), None),
    )


def _bounds(section: Section) -> tuple[int, int]:
    if not section.blocks:
        return (0, 0)
    return section.blocks[0].start, section.blocks[-1].end


def business_id(scope: Scope, start: int, end: int) -> Found | None:
    """The first id with a right check digit."""
    for one, right in (*marks.finnish_ids(scope.text, start, end), *marks.swedish_ids(scope.text, start, end)):
        if right:
            return one
    return None


def _labelled_address(scope: Scope, labelled: Sequence[_Labelled]) -> Found | None:
    """The value of a label for addresses, with the postal code and town that have labels of their own."""
    for number, one in enumerate(labelled):
        if one.kind != "address" or "@" in scope.text[one.start : one.end]:
            continue
        parts = [one]
        for more in labelled[number + 1 :]:
            if more.kind != "postal":
                break
            parts.append(more)
        said = [value for part in parts if (value := places.address_of(scope.text, part.start, part.end)) is not None]
        if said:
            text = ", ".join(value.text for value in said[:2]) + "".join(f" {value.text}" for value in said[2:])
            return Found(text, said[0].start, said[-1].end)
    return None


def _named(scope: Scope, section: Section) -> Who:
    """The name that stands first in a section about the controller."""
    for one in _labels(scope, section.blocks):
        if one.kind in {"name", "controller"} and (name := found(scope.text, one.start, one.end)) is not None:
            return _taken_apart(scope, name.start, name.end)
    cued = _by_cue(scope, section)
    if cued is not None:
        if ", " in cued.text:
            return Who(name=cued)
        goes_on = scope.text[cued.end : cued.end + 2].lstrip(" ")[:1] in {"(", ",", "/"}
        return _taken_apart(scope, cued.start, _line_end(scope.text, cued.end) if goes_on else cued.end)
    for one in _labels(scope, section.blocks):
        line = scope.text[one.start : one.end]
        if one.kind or not line.strip():
            continue
        begun = _BEGINS_WITH_NAME.match(scope.text, one.start, one.end)
        if begun is not None and not names.has_form(begun[1]):
            return Who(name=found(scope.text, *begun.span(1)))
        if len(line) > 140 or line.rstrip().endswith((":",)) or " " in line and _is_sentence(scope, one):
            firm = next(names.firms(scope.text, one.start, one.end), None)
            if firm is None and line.rstrip().endswith(":"):
                continue
            return Who(name=firm) if firm is not None else Who()
        return _with_firm_below(scope, _care_of(scope, one), one)
    return Who()


def _with_firm_below(scope: Scope, who: Who, line: _Labelled) -> Who:
    """The trade name on one line and the company, alone, on the next."""
    if who.name is None or who.trade_name is not None or names.has_form(who.name.text):
        return who
    start = line.end + 1
    while start < len(scope.text) and scope.text[start].isspace():
        start += 1
    firm = next(names.firms(scope.text, start, _line_end(scope.text, start)), None)
    if firm is None or scope.text[start : _line_end(scope.text, start)].strip() != firm.text:
        return who
    return Who(name=firm, trade_name=who.name)


def _is_sentence(scope: Scope, one: _Labelled) -> bool:
    line = scope.text[one.start : one.end].rstrip()
    words = line.split()
    small = sum(word[:1].islower() for word in words)
    return line.endswith(".") and small > 3 or small > max(4, len(words) * 2 // 3)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _care_of(scope: Scope, line: _Labelled) -> Who:
    """`Digelius Music c/o` over `We Jazz Oy`: the firm is the legal name, the other the trade name."""
    text, end = scope.text, line.end
    care = _CARE_OF.search(text, line.start, min(len(text), line.end))
    if care is None:
        return _taken_apart(scope, line.start, end)
    before = found(text, line.start, care.start())
    after_start = care.end()
    while after_start < min(len(text), care.end() + _A_GAP) and text[after_start] in "\n \t\xa0":
        after_start += 1
    after = _name_in(text, after_start, _line_end(text, after_start))
    if before is None or after is None:
        return Who(name=before or after)
    if names.has_form(before.text) and not names.has_form(after.text):
        return Who(name=before)
    return Who(name=after, trade_name=before) if names.has_form(after.text) else Who(name=before)


def _name_in(text: str, start: int, end: int) -> Found | None:
    cut = _CUT.search(text, start, end)
    return found(text, start, cut.start() if cut is not None and cut.start() > start else end)


def _taken_apart(scope: Scope, start: int, end: int) -> Who:
    """A name with what stands in brackets or behind it: another name, or an id."""
    text = scope.text
    start = names.without_role(text, start, end) if not names.has_form(text[start:end]) else start
    name = _name_in(text, start, end)
    if (
        name is None
        or "@" in name.text
        or (" " in name.text and _NO_NAME.search(name.text))
        or _CUT.match(text, name.start)
        or not any(one.isalpha() for one in name.text)
        or _kind(folded(name.text), scope.language)
        or agreeing.is_of_notice(name.text)
    ):
        return Who()
    trade = None
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
    elif " / " in name.text and names.has_form(name.text) and (halves := _halves(text, name)) is not None:
        return Who(name=halves[0], trade_name=halves[1])
    elif (
        " / " in name.text
        and (half := next(names.people(text, name.start + name.text.index(" / "), name.end), None)) is not None
    ):
        trade = found(text, name.start, text.rfind("/", name.start, half.start))
    return Who(name=name, trade_name=trade)


def _halves(text: str, name: Found) -> tuple[Found, Found] | None:
    """`Example Oy / The Example Shop`: the half with the form of a company is the legal name."""
    cut = text.find(" / ", name.start, name.end)
    first, second = found(text, name.start, cut), found(text, cut + 2, name.end)
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


def _as_subject(scope: Scope, start: int, end: int) -> Found | None:
    """`Example Club ("we") is the controller`: the name with which the sentence begins, whatever its form."""
    said = _SUBJECT.match(scope.text, start, end)
    if (
        said is None
        or _NO_SUBJECT.match(said[1])
        or not _IS_CONTROLLER[scope.language].match(scope.low, said.end(), end)
    ):
        return None
    name = found(scope.text, *said.span(1))
    if name is None:
        return None
    called = (one for one in names.firms(scope.text, 0, len(scope.text)) if one.text.startswith(f"{name.text} "))
    return next(called, name)


def _by_cue(scope: Scope, section: Section | None = None) -> Found | None:
    """`The controller is We Jazz Oy`, or `We Jazz Oy is the controller`."""
    sections = (section,) if section is not None else scope.sections
    cue, after = scope.known.word["controller_cue"], _IS_CONTROLLER[scope.language]
    for one in sections:
        for start, end in scope.sentences(one.blocks):
            said = cue.search(scope.low, start, end)
            name = _capital(scope.text, said.end(), _below(scope.text, said.end(), end)) if said is not None else None
            if name is not None and not _is_known_other(name) and not _IN_OFFICE.match(scope.text, name.end):
                return name
            if (said := _BETWEEN.search(scope.text, start, end)) is not None:
                return found(scope.text, said.start(1), said.end(1))
            if (name := _as_subject(scope, start, end)) is not None:
                return name
            if after.search(scope.low, start, end):
                first = next(names.firms(scope.text, start, end), None)
                if first is not None:
                    return first
    return None


def _is_known_other(name: Found) -> bool:
    return name.text.split()[0].strip(",.").casefold() in agreeing.KNOWN_OTHERS


def _below(text: str, at: int, end: int) -> int:
    """`The controller is:`, and the name on the line below."""
    return end if text[at:end].strip(" :") else _line_end(text, min(len(text), end + 1))


def _capital(text: str, start: int, end: int) -> Found | None:
    """A name that begins right behind a cue; words in small letters end it."""
    while start < end and text[start] in " :\n\t\xa0":
        start += 1
    firm = next(names.firms(text, start, min(end, start + 120)), None)
    if firm is not None and firm.start - start < 4:
        return firm
    if (firm_there := names.firm_at(text, start, min(end, start + 70))) is not None:
        return firm_there
    if (whole := _GENITIVE.match(text, start, end)) is not None:
        return found(text, *whole.span(1))
    words = re.compile(r"[A-ZÅÄÖ][\w&.'’-]*(?: (?:&|ja|och|and|/|–|[A-ZÅÄÖ0-9][\w&.'’-]*)){0,6}").match(
        text, start, end
    )
    return found(text, words.start(), words.end()) if words is not None and len(words[0]) > 2 else firm


def _calls_itself_we(scope: Scope) -> Found | None:
    """The company that calls itself `we` at the start, or another that is called so."""
    limit = min(len(scope.text), 4000)
    firm = next((one for one in names.firms(scope.text, 0, limit) if _WE.match(scope.text, one.end)), None)
    called = _CALLED_SO.search(scope.text, 0, limit)
    name = found(scope.text, *called.span(1)) if called is not None else None
    if firm is not None or name is None or _NO_SUBJECT.match(name.text) or not agreeing.may_be(name.text):
        return firm
    return name if not scope.text[: name.start].rstrip()[-1:].isdigit() else None


def _only_company(scope: Scope) -> Found | None:
    """The only company of the text, but for those that it tells as others."""
    own = [one for one in scope.sections if not one.has(*_ABOUT_OTHERS)]
    every = [firm for one in own for block in one.blocks for firm in names.firms(scope.text, block.start, block.end)]
    every = [firm for firm in every if not _is_known_other(firm)]
    only = every[0] if every and len({one.text.casefold() for one in every}) == 1 else None
    is_named_else = any(one.blocks and not one.inline for one in scope.about("controller"))
    return None if is_named_else and len(every) == 1 else only


def _person(scope: Scope, section: Section) -> Who:
    """Name, address of mail and number in a section about whom to ask."""
    start, end = _bounds(section)
    if start == end:
        return Who()
    text = scope.text
    name = _person_named(scope, section)
    at = name.end if name is not None and section.has("controller") else start
    mail = next(marks.emails(text, at, end), None)
    phone = next(marks.phones(text, at, end, scope.country), None)
    return Who(name=name, email=mail, phone=phone)


def _person_named(scope: Scope, section: Section) -> Found | None:
    for one in _labels(scope, section.blocks):
        if one.kind in {"name", "person"}:
            who = next(names.people(scope.text, one.start, one.end), None)
            if who is None and not section.has("controller"):
                who = _name_in(scope.text, one.start, one.end)
            if who is not None and "@" not in who.text:
                return who
    for one in _labels(scope, section.blocks):
        if one.kind in {"address", "postal", "web", "business_id", "controller"} or _IS_MENU.search(
            scope.text, one.start, one.end
        ):
            continue
        if one.end - one.start > 110 and not _NAMED_PERSON.search(scope.low, one.start, one.end):
            continue
        firms = [(firm.start, firm.end) for firm in names.firms(scope.text, one.start, one.end)]
        for who in names.people(scope.text, one.start, one.end):
            if (
                not any(start <= who.start < end for start, end in firms)
                and places.address_in(scope.text, who.start, one.end) is None
                or (
                    "," in scope.text[who.end : who.end + 2]
                    and not any(start <= who.start < end for start, end in firms)
                )
            ):
                return names.in_nominative(scope.text, who) if scope.language == "fi" else who
    return None
