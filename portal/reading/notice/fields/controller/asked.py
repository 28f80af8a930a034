"""Whom to ask: the contact person, or the data protection officer (Art 13(1)(b))."""

import re
import unicodedata
from dataclasses import replace

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields import names
from portal.reading.notice.fields.controller import (
    called,
    marks,
    officers,
    only_person,
    places,
    told_contact,
)
from portal.reading.notice.fields.controller.labelled import Labelled, bounds, label_kind, labels
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues import first_names
from portal.reading.notice.tongues.speaking import folded
from portal.reading.notice.values import Found, Who

_IS_MENU = re.compile(
    r"(?:[A-ZÅÄÖ][\w-]*[ \t]+){5,}[A-ZÅÄÖ]|(?i:made by|built by|design(?:ed)? by"
    r"|powered by|toteut\w+|sivut:|webbproduktion|all rights|©)"
)
"""A row of a site's menu or foot, which names nobody to ask."""

_NAMED_PERSON = re.compile(
    r"yhteyshenkilö\w*|vastuuhenkilö\w*|tietosuojavastaava\w*|contact person|data protection officer"
    r"|kontakta [A-ZÅÄÖ]?|kontaktperson\w*|dataskyddsombud\w*|puheenjohtaja|toimitusjohtaja"
)

_OF_ANYBODY = re.compile(
    r"\W*(?:yhteystiedot|yhteys|kontakt|kontaktuppgifter|kontakta oss|contacts?|contact us"
    r"|ota yhteyttä)\W*"
)
_OF_OTHERS = re.compile(
    r"\b(?:hosts?|hosting|providers?|processors?|suppliers?|leverantör\w*|biträde\w*|toimittaj\w+)\b"
)
"""Whose people are none to ask about the notice."""
_RESPONSIBLE = re.compile(r"vastuuhenkilö|vastaava henkilö")
_FIRST_NAME = re.compile(r"\W{0,3}([A-ZÅÄÖ][a-zåäö]{2,20})(?:,| \(| [–-]) ?(?=[\w.+-]{1,40}@)")
_TWO_WORDS = re.compile(r"^[ \t]*(?P<name>(?P<first>[A-ZÅÄÖ][a-zåäö]{1,20}) [a-zåäö]{3,30})[ \t]*$", re.M)
_SHARED = re.compile(
    r"(?:info\w*|support\w*|kontakt\w*|contact\w*|sales|myynti|hello|hej|mail|mejl|privacy|gdpr|tietosuoja|toimisto"
    r"|office|admin|webmaster|team|hallitus|styrelsen?|kansli(?:et)?|posti?|asiakaspalvelu|help|legal|data|security)",
    re.I,
)
"""Mailboxes of a house that are written like a first name."""

_PERSON_IS = re.compile(
    r"(?:yhteyshenkilö\w*|vastuuhenkilö\w*|tietosuojavastaava\w*)(?: [\w-]+){0,3} (?:on|toimii) "
    r"|(?:kontaktperson\w*|dataskyddsombud\w*)(?: [\w-]+){0,3} är |contact person(?: [\w-]+){0,3} is "
    r"|(?:edustaja\w*|vastaava)(?: [\w-]+){0,2} on |(?:företrädare|representant)(?: [\w-]+){0,4} är "
    r"|representative(?: [\w-]+){0,4} is "
)


def contact_of(scope: Scope, controller: Who | None = None) -> Who:
    """Whom to ask: from the sections about a contact person or a data protection officer, and not the controller."""
    who = Who()
    own = controller or Who()
    first = sorted(scope.about("contact"), key=lambda one: (_is_of_anybody(scope, one), _is_of_responsible(scope, one)))
    for section in (*first, *scope.about("dpo"), *scope.about("controller")):
        if section.head is not None and _OF_OTHERS.search(scope.low, *section.head):
            continue
        if section.has("controller"):
            who = who.or_else(_person_beside(scope, section))
        elif not section.has("rights"):
            who = who.or_else(_person(scope, section, own))
    if who.name is None:
        return who
    return replace(who, name=told_contact.with_title(scope.text, told_contact.without_trade(scope.text, who.name)))


def _is_of_anybody(scope: Scope, section: Section) -> bool:
    """Whether a heading is that of a whole page of contacts, where another asks for the contact person."""
    return section.head is not None and _OF_ANYBODY.fullmatch(scope.low, *section.head) is not None


def _is_of_responsible(scope: Scope, section: Section) -> bool:
    """Whether a heading is about who is responsible, and not about whom to ask."""
    return section.head is not None and _RESPONSIBLE.search(scope.low, *section.head) is not None


def _person_beside(scope: Scope, section: Section) -> Who:
    """The person whom a section on the controller names too; one who is the controller answers for both."""
    own = called.named(scope, section).name
    within = person_within(scope, section, own)
    if within.name is not None or not section.has("contact", "dpo"):
        return within
    if own is not None and (half := _person_half(scope.text, own)) is not None:
        return replace(_person(scope, section, Who()), name=half)
    if (
        own is not None
        and not names.has_form(own.text)
        and next(names.people(scope.text, own.start, own.end), None) == own
        and len(list(marks.finnish_ids(scope.text, *bounds(section)))) < 2  # noqa: PLR2004  # of two, neither answers alone
        and not _is_of_a_house(scope, own)
    ):
        return replace(_person(scope, section, Who()), name=own)
    return Who(name=_line_of_person(scope, section)) if own is not None and names.has_form(own.text) else Who()


def _line_of_person(scope: Scope, section: Section) -> Found | None:
    """Somebody alone on a line below the company, where a heading asks for who answers and whom to ask."""
    for line in labels(scope, section.blocks):
        whole = found(scope.text, line.start, line.end)
        person = next(names.people(scope.text, line.start, line.end), None)
        if person is not None and person == whole and first_names.is_first_name(person.text.split()[0]):
            return person
    return None


def _person_half(text: str, own: Found) -> Found | None:
    """`Studio Example / Maija Mallinen`: the person of whom the other half is the firm."""
    cut = text.find(" / ", own.start, own.end)
    person = next(names.people(text, cut, own.end), None) if cut >= 0 else None
    return person if person is not None and person.end == own.end else None


def _is_of_a_house(scope: Scope, name: Found) -> bool:
    """Whether a name is that of a domain whose mailboxes are nobody's own."""
    mails = list(marks.emails(scope.text, 0, len(scope.text)))
    said = "".join(filter(str.isalnum, _plain(name.text)))
    of_domain = [one for one in mails if said in "".join(filter(str.isalnum, one.text.partition("@")[2].casefold()))]
    return bool(of_domain) and not any(_is_theirs(one, name) for one in mails)


def person_within(scope: Scope, section: Section, own: Found | None) -> Who:
    """A person with a label of their own, or who a sentence says it is, or on one line with their own mailbox."""
    for start, end in scope.sentences(section.blocks):
        told = _PERSON_IS.search(scope.low, start, end)
        name = next(names.people(scope.text, told.end(), end), None) if told is not None else None
        if name is not None and told is not None and not scope.text[told.end() : name.start].strip():
            return Who(name=name, email=next(marks.emails(scope.text, name.end, end), None))
    for one in labels(scope, section.blocks):
        name = next(names.people(scope.text, one.start, one.end), None)
        if name is not None and (
            _is_labelled(scope, one, name) or (one.kind == "name" and called.is_below_firm(scope, section, name))
        ):
            return Who(name=name)
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


def _is_labelled(scope: Scope, line: Labelled, name: Found) -> bool:
    """Whether a line is a label for people and a name, as a table has them: `Yhteyshenkilö Maija Mallinen`."""
    label = folded(scope.text[line.start : name.start]).strip(" \t\xa0")
    is_alone = not scope.text[name.end : line.end].strip(" .,")
    return is_alone and bool(label) and label_kind(label, scope.language) == "person"


def _is_theirs(mail: Found, name: Found) -> bool:
    """Whether a mailbox is called like a person: `info@` is anybody's."""
    box = "".join(filter(str.isalpha, _plain(mail.text.partition("@")[0])))
    return any(len(word) > 2 and word in box for word in _plain(name.text).replace("-", " ").split())


def _plain(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(one))


_NEAR = 90
_IS_BOTH = re.compile(
    r"\b(?:controller|rekisterinpitäjä(?:nä)?|personuppgiftsansvarig)(?: (?:and|&|ja|sekä|och|samt)|,) (?:the |our )?"
    r"(?:contact person|data protection officer|yhteyshenkilö(?:nä)?|vastuuhenkilö(?:nä)?|tietosuojavastaava(?:na)?"
    r"|kontaktperson|dataskyddsombud)\b[^.\n]{0,60}\Z"
)
_ME = {
    "fi": re.compile(
        r"\b(?:ota (?:minuun )?yhteyttä minuun|minuun (?:saa|voi)\w* (?:ottaa )?yhtey\w+|tavoitat minut)\b"
    ),
    "sv": re.compile(r"\b(?:kontakta|mejla|maila|ring|når|nå|skriv till) mig\b"),
    "en": re.compile(r"\b(?:contact|reach|e-?mail|call|write to|ask) me\b"),
}
"""How one who answers alone says whom to ask."""

_ASK = {
    "fi": re.compile(
        r"ota\w* yhtey|yhteyttä|yhteydessä|lähet\w+|kysy\w+|pyyn\w+|yhteydeno\w+|sähköpostitse|osoitteeseen"
    ),
    "sv": re.compile(r"kontakta\w*|frågor|mejla|maila|skicka|vänd\w* dig|hör av|begäran|kontakt\b"),
    "en": re.compile(r"contact\w*|questions?|e-?mail|write to|send|reach|requests?|get in touch"),
}

AUTHORITY = re.compile(
    r"tietosuoja\.fi|om\.fi|imy\.se|datainspektionen|dataprotection|valvontaviranomai|ico\.org", re.I
)


def with_asked(scope: Scope, contact: Who, controller: Who) -> Who:
    """Where no section names a contact: the address to which a sentence sends questions and requests."""
    headed = controller.name is not None and contact.name == controller.name and not scope.about("controller")
    is_house = contact.name is not None and controller.name is not None and contact.name.text == controller.name.text
    is_house = is_house and contact.name is not None and _is_of_a_house(scope, contact.name)
    if headed or is_house:
        contact = replace(contact, name=None)
    elif _is_controller(contact.name, controller):
        contact = replace(contact, name=contact_of(scope, controller).name)
    contact = replace(contact, name=None) if _is_controller(contact.name, controller) else contact
    if contact.name is None and (told := told_contact.told(scope, controller)).name is not None:
        contact = replace(contact, name=told.name, email=told.email or contact.email)
    if contact.name is None:
        contact = replace(contact, name=_both(scope, controller) or only_person.only_person(scope, controller))
    if contact.name is None:
        contact = replace(contact, name=officers.officer(scope, controller))
    contact = contact if contact.name is not None else replace(contact, phone=None)
    if contact.email is not None or contact.name is not None:
        return contact
    has_heads = any(section.head for section in scope.sections)
    for start, end, section in scope.all_sentences():
        if section.has("controller", "contact", "recipients", "cookies") or (has_heads and not section.head):
            continue
        if _ASK[scope.language].search(scope.low, start, end):
            mail = next((one for one in marks.emails(scope.text, start, end) if not AUTHORITY.search(one.text)), None)
            if mail is not None:
                return replace(contact, email=mail)
    return contact


def _both(scope: Scope, controller: Who) -> Found | None:
    """Who answers and is asked: `Controller and contact person is Maija Mallinen`."""
    name = controller.name
    if name is None or names.has_form(name.text) or next(names.people(scope.text, name.start, name.end), None) != name:
        return None
    if _IS_BOTH.search(scope.low, max(0, name.start - _NEAR), name.start):
        return name
    return name if _asks_for_me(scope) or told_contact.is_asked(scope, name) else None


def _asks_for_me(scope: Scope) -> bool:
    """`You can reach me at`: whether one who speaks for themself is asked."""
    return any(_ME[scope.language].search(scope.low, start, end) for start, end, _ in scope.all_sentences())


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


def _person(scope: Scope, section: Section, own: Who) -> Who:
    """Name, address of mail and number in a section about whom to ask."""
    start, end = bounds(section)
    if start == end:
        return Who()
    text = scope.text
    name = _person_named(scope, section, own)
    at = name.end if name is not None and section.has("controller") else start
    mail = next(marks.emails(text, at, end), None)
    phone = next(marks.phones(text, at, end, scope.country), None)
    return Who(name=name, email=mail, phone=phone)


def _person_named(scope: Scope, section: Section, own: Who) -> Found | None:
    if (whole := _with_small_surname(scope, section)) is not None:
        return whole
    is_of_person = section.head is not None and _NAMED_PERSON.search(scope.low, *section.head) is not None
    for one in labels(scope, section.blocks):
        if one.kind in {"name", "person"}:
            who = next(names.people(scope.text, one.start, one.end), None)
            if who is None and not section.has("controller"):
                who = called.name_in(scope.text, one.start, one.end)
                who = None if _is_controller(who, own) or (who is not None and officers.is_team(who.text)) else who
            if who is not None and "@" not in who.text and not who.text[0].islower():
                return who
    for one in labels(scope, section.blocks):
        if one.kind in {"address", "postal", "web", "business_id", "controller"} or _IS_MENU.search(
            scope.text, one.start, one.end
        ):
            continue
        if one.end - one.start > 110 and not _NAMED_PERSON.search(scope.low, one.start, one.end):
            continue
        firms = [(firm.start, firm.end) for firm in names.firms(scope.text, one.start, one.end)]
        for who in names.people(scope.text, one.start, one.end):
            is_line = is_of_person and scope.text[one.start : one.end].strip(" \t\xa0.,") == who.text
            if _is_controller(who, own) or not (is_line or _is_surely_person(scope, who)):
                continue
            if (
                not any(start <= who.start < end for start, end in firms)
                and places.address_in(scope.text, who.start, one.end) is None
                or (
                    "," in scope.text[who.end : who.end + 2]
                    and not any(start <= who.start < end for start, end in firms)
                )
            ):
                return names.in_nominative(scope.text, who) if scope.language == "fi" else who
    return _first_name(scope, section)


def _with_small_surname(scope: Scope, section: Section) -> Found | None:
    """`Maija mallinen` on a line of its own, as the mailbox below writes it: `maija.mallinen@example.org`."""
    mails = [one.text.casefold().partition("@")[0] for one in marks.emails(scope.text, *bounds(section))]
    for block in section.blocks:
        for line in _TWO_WORDS.finditer(scope.text, block.start, block.end):
            words = _plain(line["name"]).split()
            if first_names.is_first_name(line["first"]) and any(all(word in box for word in words) for box in mails):
                return found(scope.text, *line.span("name"))
    return None


def _is_surely_person(scope: Scope, name: Found) -> bool:
    """Whether a name has a first name in it, or a mailbox called like it behind: `Hisings Backa` has neither."""
    if any(first_names.is_first_name(word) for word in name.text.split()):
        return True
    return only_person.is_told_of(scope, name)


def _first_name(scope: Scope, section: Section) -> Found | None:
    """`Maija, maija@example.org`: who is called by their first name alone, and has a mailbox of that name."""
    for block in section.blocks:
        said = _FIRST_NAME.match(scope.text, block.start, block.end)
        name = found(scope.text, *said.span(1)) if said is not None else None
        mail = next(marks.emails(scope.text, name.end, block.end), None) if name is not None else None
        if name is not None and mail is not None and _is_theirs(mail, name) and not _SHARED.fullmatch(name.text):
            return name
    return None
