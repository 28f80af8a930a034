"""The controller (Art 13(1)(a)): what its section says, and what the notice says elsewhere of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.controller import (
    agreeing,
    asked,
    brand_alone,
    called,
    clauses,
    covered,
    cued,
    developed,
    domains,
    foreign_ids,
    in_last_lines,
    likely,
    marks,
    places,
    run_by_me,
    small_brand,
    spoken_of,
    traded,
)
from portal.reading.notice.fields.controller.labelled import Labelled, bounds, labels
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found, Who


def controller_of(scope: Scope) -> Who:
    """Who answers for the registers; what is not said is None."""
    own = _last_of_a_name_first(scope, scope.about("controller"))
    who = Who()
    for section in own:
        said = _from_section(scope, section)
        is_nobody = said.name is not None and (
            agreeing.is_unfilled(said.name.text)
            or _A_SITE.search(said.name.text) is not None
            or _OF_A_MENU.search(said.name.text) is not None
        )
        who = who.or_else(replace(said, name=None) if is_nobody else said)
    if who.name is None:
        who = replace(who, name=clauses.first_person(scope.text, scope.language) or cued.by_cue(scope))
    if who.name is None:
        who = replace(who, name=cued.calls_itself_we(scope) or covered.covered(scope))
    is_short = len(scope.text.strip()) < _LEAST_WEIGHED
    if who.name is None:
        who = replace(who, name=_of_few_words(scope) if is_short else _plainly_told(scope))
    if who.name is not None:
        who = replace(who, name=_without_audience(scope, _behind_verb(scope, who.name)))
    if not is_short:
        who = replace(who, name=likely.likely(scope, who.name))
    if who.name is not None and who.trade_name is None:
        who = replace(who, trade_name=traded.trade_name(scope.text, who.name))
    return who


def _plainly_told(scope: Scope) -> Found | None:
    return developed.labelled_developer(scope) or cued.who_handles(scope) or in_last_lines.signed(scope)


def _of_few_words(scope: Scope) -> Found | None:
    """Who answers where a text is too short to weigh: everything in it stands at its top and in its foot."""
    agreed = agreeing.agreed(scope)
    if agreed is not None and (_A_SITE.search(agreed.text) or _OWN.search(agreed.text)):
        agreed = None
    said = developed.labelled_developer(scope) or agreed
    said = said or small_brand.small_brand(scope) or developed.developer(scope) or run_by_me.owner(scope)
    said = said or cued.only_company(scope) or cued.who_handles(scope)
    said = said or in_last_lines.signed(scope) or brand_alone.brand_alone(scope)
    return said or _of_mailbox(scope) or spoken_of.spoken_of(scope)


def _of_mailbox(scope: Scope) -> Found | None:
    """The name that the mailbox of the notice bears too, where nothing else says who answers."""
    place = domains.called_like_mailbox(scope.text)
    name = found(scope.text, *place) if place is not None else None
    is_other = name is None or _OF_AUTHORITY.search(name.text.casefold()) is not None
    return None if is_other or name is None or not agreeing.may_be(name.text) else name


def _behind_verb(scope: Scope, name: Found) -> Found:
    """`Verktyget tillhandahålls av Malli AB` is answered for by whoever stands behind the verb."""
    said = _IS_RUN_BY.match(scope.text, name.start, name.end)
    if (nobody := _OF_NOBODY.match(scope.text, name.start, name.end)) is not None:
        return found(scope.text, *nobody.span(1)) or name
    end = behind.start() if (behind := _ITS_NUMBER.search(scope.text, name.start, name.end)) is not None else name.end
    start = said.end() if said is not None and said.end() < end else name.start
    return (found(scope.text, start, end) if (start, end) != (name.start, name.end) else None) or name


def _without_audience(scope: Scope, name: Found) -> Found:
    """`Example Customer Privacy Notice` is Example's, and for its customers."""
    audience = _AUDIENCE.search(name.text)
    if audience is None or not audience.start() or _ITS_NOTICE.match(scope.text, name.end) is None:
        return name
    return found(scope.text, name.start, name.start + audience.start()) or name


def _last_of_a_name_first(scope: Scope, sections: Sequence[Section]) -> list[Section]:
    """Where two bear the same heading, the first is a line of the contents: it comes last."""
    heads = [scope.low[slice(*one.head)].strip(" :.") if one.head is not None else "" for one in sections]
    again = [
        one
        for number, one in enumerate(sections)
        if heads[number] and heads[number] in heads[number + 1 :] and not _SAYS_MORE.search(scope.text, *bounds(one))
    ]
    return [*(one for one in sections if one not in again), *again]


def with_foot(scope: Scope, controller: Who, contact: Who) -> Who:
    """What the whole text says but once is the controller's: its id, address, mailbox and number."""
    end = len(scope.text)
    given = {
        "business_id": controller.business_id or business_id(scope, 0, end),
        "address": controller.address or _only(list(_addresses(scope))),
    }
    is_one = contact.name is not None and controller.name is not None and contact.name.text == controller.name.text
    if contact.name is None or is_one:
        given["email"] = controller.email or _only(
            [one for one in marks.emails(scope.text, 0, end) if not asked.AUTHORITY.search(one.text)]
        )
        given["phone"] = controller.phone or _only(list(_phones(scope))) or _of_contact(scope)
    return replace(controller, **given)


def _of_contact(scope: Scope) -> Found | None:
    """The first number of a section on whom to ask, where nobody is named there."""
    for section in scope.about("contact"):
        start, end = bounds(section)
        if (phone := next(marks.phones(scope.text, start, end, scope.country), None)) is not None:
            return phone
    return None


_LEAST_WEIGHED = 900
"""So many letters must a text have in which it means something where a name stands, and how often."""
_IS_RUN_BY = re.compile(
    r"(?:[^,;:.\n]{3,60}?\s)?(?:(?:tillhandahålls|drivs|ägs|utvecklas|utges|sköts) av"
    r"|(?:is|are) (?:run|operated|provided|owned|developed|published|maintained) by"
    r"|käsittelee|kerää|säilyttää|ylläpitää|behandlas av|hanteras av"
    r"|(?:pyörittävä|ylläpitävä|hallinnoiva|omistava|julkaiseva|järjestävä))\s(?=[A-ZÅÄÖ0-9])"
)
_OF_NOBODY = re.compile(
    r"(\S[^,.;:\n]{1,40}?)-(?:palvelua|sovellusta|sivustoa|peliä) (?:ylläpitää|tarjoaa"
    r"|julkaisee) (?=[a-zåäö])"
)
"""`The Example service is run by a private person`: nobody is named but the service."""
_A_SITE = re.compile(r"-(?:verkko|netti|koti)?(?:sivu|sivusto|palvelu|sovellu)\w*\Z")
"""What a name in a sentence is only a part of: `on the Example.fi website`."""
_OF_A_MENU = re.compile(r"\b(?:oss|us|meistä|meille|meitä|meidät)\Z", re.I)
"""The lines of a page's menu: `Jobba hos oss`, `Work with us`."""
_OWN = re.compile(r"['’]s own\Z")
_AUDIENCE = re.compile(
    r"(?: (?:Customer|Client|Employee|Staff|Worker|Workforce|Website|Web|App|Candidate|Applicant|Job Applicant"
    r"|Recruitment"
    r"|Supplier|User|Member|Membership|Visitor|Patient|Volunteer|Donor|Student|Pupil|Parent|Guest|Tenant|Online"
    r"|General|Global)s?(?: and|,| &)?){1,3}\Z"
)
_ITS_NOTICE = re.compile(r"['’]?s? (?:Data )?(?:Privacy|Protection|Cookie|Fair Processing)\b", re.I)
_ITS_NUMBER = re.compile(
    r"(?<=\w),?\s+\(?(?:org(?:anisations?|ani[sz]ation)?\.?[ -]?(?:nr|no|nummer|number)\b|y-?\s?tunnus\b|fo-?nummer\b"
    r"|business id\b|(?:company|registration|reg\.?) (?:no|nr|number)\b).*",
    re.I | re.S,
)
"""The number behind a name, and what stands where it was never filled in."""
_SAYS_MORE = re.compile(r"[\d@]")
"""What a line of the contents has none of, and whoever answers has: a number, a street, a mailbox."""
_OF_AUTHORITY = re.compile(
    r"valtuut|viranomai|integritetsskydds?myndighet|datainspektion|authority|ombudsman"
    r"|commissioner"
)


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


def _from_section(scope: Scope, section: Section) -> Who:
    text, blocks = scope.text, section.blocks
    start, end = bounds(section)
    if start == end:
        return Who()
    who = called.named(scope, section)
    labelled = list(labels(scope, blocks))
    labelled_address = _labelled_address(scope, labelled)
    in_full = labelled_address is not None and places.is_whole(labelled_address.text)
    address = (None if in_full else places.address_in(text, start, end)) or labelled_address
    mails = list(marks.emails(text, start, end))
    phones = list(marks.phones(text, start, end, scope.country))
    person = asked.person_within(scope, section, who.name)
    mails = [one for one in mails if one != person.email or person == Who()]
    phones = [one for one in phones if one != person.phone or person == Who()]
    return replace(
        who,
        address=address,
        business_id=business_id(scope, start, end),
        email=next(iter(mails), None),
        phone=next(iter(phones), None),
    )


_OF_A_HELPER = re.compile(
    r"\b(?:anlitar|anlitas|använder|köper|uses?|hires?|engages?|käyttää|käytämme|ostaa|ostamme|\w*biträdet|processor"
    r"|käsittelijä(?:nä)?)\b[^.\n]{0,60}\([^()\n]{0,25}\Z"
)
"""What stands before an id in brackets that is of a house which the notice but uses."""


def business_id(scope: Scope, start: int, end: int) -> Found | None:
    """The first id with a right check digit, a Finnish or a Swedish one before another country's."""
    for one, right in (*marks.finnish_ids(scope.text, start, end), *marks.swedish_ids(scope.text, start, end)):
        is_helpers = _OF_A_HELPER.search(scope.text, max(start, one.start - 100), one.start) is not None
        if right and any(sign not in "0-" for sign in one.text) and not is_helpers:
            return one
    others = foreign_ids.foreign_ids(scope.text, start, end)
    return next((one for one in others if any(sign not in "0 .-" for sign in one.text)), None)


def _labelled_address(scope: Scope, labelled: Sequence[Labelled]) -> Found | None:
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
