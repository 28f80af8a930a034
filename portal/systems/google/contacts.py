"""Contacts of an account: searched by prefix and looked at again, corrected with their etag, deleted one by one.

"Other contacts" are addresses that Google gathered by itself; its interface only reads them.
"""

import re
from collections.abc import Mapping, Sequence

from portal.domain.lifecycle import Match
from portal.systems.contract import Change, Conflict, Field, Learned, Permanent, Record
from portal.systems.google.api import CONTACTS, Google, Json, Refused, dict_of, list_of, text_of
from portal.systems.google.found import Found, address_owner, owner_parts
from portal.systems.matching import (
    Named,
    Wanted,
    fold,
    identifiers_in,
    in_order,
    matched_value,
    name_differs,
    same_name,
)

OTHER_PAGES = 100
MOST_HITS = 30
"""searchContacts gives no more, and has no further page."""
OWN = re.compile(r"people/[A-Za-z0-9_-]{1,120}")
OTHER = re.compile(r"otherContacts/[A-Za-z0-9_-]{1,120}")
_FIELDS = (
    "names,nicknames,emailAddresses,phoneNumbers,organizations,addresses,birthdays,biographies,relations,urls,"
    "userDefined,imClients,events,metadata"
)
_OTHER_FIELDS = "names,emailAddresses,phoneNumbers,metadata"
WRITABLE = {
    "given_name": ("names", "givenName"), "family_name": ("names", "familyName"), "nickname": ("nicknames", "value"),
    "phone": ("phoneNumbers", "value"), "notes": ("biographies", "value"),
}  # fmt: skip
_GONE = frozenset({404, 410})


def search(google: Google, account: str, want: Wanted, phrases: Sequence[str], categories: Mapping[str, str]) -> Found:
    """Everybody among the contacts of one account who may be the person."""
    found = Found()
    for kind, path, mask in (
        ("contact", "people:searchContacts", _FIELDS), ("other_contact", "otherContacts:search", _OTHER_FIELDS),
    ):  # fmt: skip
        url = f"{google.hosts.people}/v1/{path}"
        google.read(CONTACTS, account, url, query="", readMask=mask, pageSize=1)
        seen: set[str] = set()
        for phrase in phrases:
            results = list_of(
                google.read(CONTACTS, account, url, query=phrase, readMask=mask, pageSize=MOST_HITS).get("results")
            )
            if len(results) >= MOST_HITS:
                found.gaps.append(f"list_too_long:{account}")
            for person in (dict_of(each.get("person")) for each in results):
                name = text_of(person.get("resourceName"))
                if name in seen or not (OWN if kind == "contact" else OTHER).fullmatch(name):
                    continue
                seen.add(name)
                found.searched += 1
                record = judged(person, kind, account, want, categories)
                if record is not None:
                    found.records.append(record)
                    found.learned += _learned(person, want) if record.match is Match.EXACT else []
    return found


def judged(person: Json, kind: str, account: str, want: Wanted, categories: Mapping[str, str]) -> Record | None:
    """The record of a contact that is looked at again; None where nothing of it is the person's.

    A contact with the proven address under another's name may be of somebody who shares the mailbox.
    """
    emails, numbers = _values(person, "emailAddresses"), _values(person, "phoneNumbers")
    matched = {hit for each in emails for hit in matched_value("email", each, want)}
    matched |= {hit for each in numbers for hit in matched_value("phone", each, want)}
    names = [_named(each) for each in list_of(person.get("names"))]
    if want.full_name and any(same_name(want.name, each) for each in names):
        matched.add("name")
    if not matched:
        return None
    other = bool(names) and all(name_differs(want.name, each) for each in names)
    if "email" in matched:
        match = Match.PROBABLE if other else Match.EXACT
    else:
        match = Match.MENTION if matched <= {"name"} else Match.PROBABLE
    return record(person, kind, account, categories, match, in_order(matched), want, other)


def record(
    person: Json, kind: str, account: str, categories: Mapping[str, str], match: Match, matched: tuple[str, ...],
    want: Wanted, other: bool = False,
) -> Record:  # fmt: skip
    """A contact as a record. A namesake shows no more than staff need to tell people apart."""
    said = fields_of(person)
    key = f"{account}/{text_of(person.get('resourceName'))}"
    shown = {name: said[name] for name in ("name", "organization")} if match is Match.MENTION else said
    shown["mailbox"] = account
    emails = {fold(each) for each in _values(person, "emailAddresses")}
    held = [each for each in (want.proven, *sorted(want.others)) if each and each in emails]
    return Record(
        kind=kind, key=key, owner=address_owner(held[0]) if held else f"contact:{key}", category=categories[kind],
        match=match, matched_by=matched, subject=said["name"],
        fields=tuple(Field(name, name, value) for name, value in shown.items() if value),
        differs=("name",) if other else (),
        others=tuple(text_of(each.get("person")) for each in list_of(person.get("relations")) if each.get("person")),
    )  # fmt: skip


def fields_of(person: Json) -> dict[str, str]:
    """Every value, several of one kind in one line."""
    names = list_of(person.get("names"))
    first = names[0] if names else {}
    jobs = [" ".join(filter(None, (text_of(each.get("title")), text_of(each.get("name"))))) for each in
            list_of(person.get("organizations"))]  # fmt: skip
    return {
        "name": text_of(first.get("displayName")) or _whole(first),
        "given_name": text_of(first.get("givenName")),
        "family_name": text_of(first.get("familyName")),
        "nickname": ", ".join(_values(person, "nicknames")),
        "email": ", ".join(_values(person, "emailAddresses")),
        "phone": ", ".join(_values(person, "phoneNumbers")),
        "organization": ", ".join(jobs),
        "address": "; ".join(_values(person, "addresses", "formattedValue")),
        "birthday": ", ".join(_birthday(each) for each in list_of(person.get("birthdays"))),
        "notes": "\n".join(_values(person, "biographies")),
        "relations": ", ".join(_values(person, "relations", "person")),
        "links": ", ".join([*_values(person, "urls"), *_values(person, "imClients", "username")]),
        "own_fields": "; ".join(
            f"{text_of(each.get('key'))}: {text_of(each.get('value'))}" for each in list_of(person.get("userDefined"))
        ),
    }


def _values(person: Json, name: str, key: str = "value") -> list[str]:
    return [found for each in list_of(person.get(name)) if (found := text_of(each.get(key)))]


def _whole(name: Json) -> str:
    return " ".join(filter(None, (text_of(name.get("givenName")), text_of(name.get("familyName")))))


def _named(name: Json) -> Named:
    whole = text_of(name.get("displayName")) or text_of(name.get("unstructuredName"))
    return Named(text_of(name.get("givenName")), text_of(name.get("familyName")), whole)


def _birthday(each: Json) -> str:
    date = dict_of(each.get("date"))
    year, month, day = (date.get(part) for part in ("year", "month", "day"))
    if not isinstance(month, int) or not isinstance(day, int):
        return text_of(each.get("text"))
    return f"{year:04d}-{month:02d}-{day:02d}" if isinstance(year, int) else f"--{month:02d}-{day:02d}"


def _learned(person: Json, want: Wanted) -> list[Learned]:
    found = [
        Learned(what, value)
        for what, place in (("email", "emailAddresses"), ("phone", "phoneNumbers"))
        for cell in _values(person, place)
        for value in sorted(identifiers_in(what, cell, want.country))
        if value != want.proven
    ]
    name = fields_of(person)["name"]
    return [*found, *([Learned("name", name)] if name else [])]


def read_again(google: Google, key: str) -> tuple[str, Json] | None:
    """The account and the contact of a key, as it stands now; None where it is gone. Permanent for a foreign key."""
    account, _, name = key.partition("/")
    if not account or not (OWN.fullmatch(name) or OTHER.fullmatch(name)):
        raise Permanent("record_gone")
    person = _own(google, account, name) if OWN.fullmatch(name) else _gathered(google, account, name)
    return None if person is None else (account, person)


def _own(google: Google, account: str, name: str) -> Json | None:
    url, source = f"{google.hosts.people}/v1/{name}", ["READ_SOURCE_TYPE_CONTACT"]
    try:
        person = google.read(CONTACTS, account, url, personFields=_FIELDS, sources=source)
    except Refused as refused:
        if refused.status in _GONE:
            return None
        raise
    return {**person, "resourceName": name}


def _gathered(google: Google, account: str, name: str) -> Json | None:
    """Out of the whole list, since none of them can be asked for by itself; Permanent where the list does not end."""
    token = ""
    for _page in range(OTHER_PAGES):
        more = {"pageToken": token} if token else {}
        told = google.read(
            CONTACTS, account, f"{google.hosts.people}/v1/otherContacts", readMask=_OTHER_FIELDS, pageSize=1000, **more
        )
        for each in list_of(told.get("otherContacts")):
            if text_of(each.get("resourceName")) == name:
                return each
        token = text_of(told.get("nextPageToken"))
        if not token:
            return None
    raise Permanent(f"list_too_long:{account}")


def is_owned(person: Json, owner: str, key: str) -> bool:
    """Whether the contact hangs on this owner still."""
    kind, value = owner_parts(owner)
    if kind == "contact":
        return value == key
    return value in {fold(each) for each in _values(person, "emailAddresses")}


def update(google: Google, account: str, person: Json, changes: Sequence[Change]) -> None:
    """Write the changes of one contact with its etag; Conflict("value_changed") where somebody wrote meanwhile."""
    written: dict[str, list[Json]] = {}
    for each in changes:
        place, name = WRITABLE[each.column]
        held = [dict(one) for one in written.get(place) or list_of(person.get(place))]
        if not held:
            held = [{}]
        held[0] = {key: value for key, value in held[0].items() if key not in _DERIVED} | {name: each.after}
        written[place] = held
    body: Json = {**written, "etag": person.get("etag"), "metadata": dict_of(person.get("metadata"))}
    url = f"{google.hosts.people}/v1/{text_of(person.get('resourceName'))}:updateContact"
    try:
        google.write(
            CONTACTS, account, "PATCH", url, body, updatePersonFields=",".join(sorted(written)), personFields=_FIELDS
        )
    except Refused as refused:
        if "failedPrecondition" in refused.reasons:
            raise Conflict("value_changed") from None
        raise Permanent("value_unfit") from None


_DERIVED = frozenset({
    "displayName", "displayNameLastFirst", "unstructuredName", "canonicalForm", "formattedType", "metadata",
})  # fmt: skip


def delete(google: Google, account: str, name: str) -> None:
    """Delete one contact; one that is gone is no fault."""
    try:
        google.write(CONTACTS, account, "DELETE", f"{google.hosts.people}/v1/{name}:deleteContact")
    except Refused as refused:
        if refused.status not in _GONE:
            raise
