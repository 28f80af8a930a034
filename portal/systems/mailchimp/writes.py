"""Corrections and prohibitions. Each sets a state after reading it, so that a retry is one effect."""

from collections.abc import Iterator, Sequence
from typing import Any

from portal.systems.contract import Change, Conflict, Effect, Permanent
from portal.systems.mailchimp.api import Api, Refused, hashed, parts_of, text_id
from portal.systems.mailchimp.records import ADDRESS_PARTS, MERGE, at, is_theirs
from portal.systems.mailchimp.search import contact_of, is_address, lists_of, member_of

STOPPED = frozenset({"unsubscribed", "cleaned"})
"""Statuses that no campaign is sent to. An archived contact would come back as a subscriber."""
_EMAIL = "email_address"
Plan = list[tuple[list[str], dict[str, Any]]]


def unsubscribe(api: Api, address: str, *, add: bool) -> Effect:
    """Every contact with the address; with `add` the other audiences get it as unsubscribed.

    Where it was deleted for good Mailchimp takes it back from nobody, which is as good.
    """
    changed, absent = 0, []
    found = False
    for list_id in _list_ids(api):
        row = member_of(api, list_id, address)
        if row is None:
            absent.append(list_id)
            continue
        found = True
        if row.get("status") not in STOPPED:
            path = ("lists", list_id, "members", hashed(address))
            changed += api.change("PATCH", *path, body={"status": "unsubscribed"}, skip_merge_validation="true")
    if found and add:
        changed += sum(_added(api, list_id, address) for list_id in absent)
    return Effect(changed, {"member": changed} if changed else {}, already=not changed)


def is_unsubscribed(api: Api, address: str) -> bool:
    """Whether no audience sends anything to the address."""
    rows = (member_of(api, list_id, address) for list_id in _list_ids(api))
    return all(row is None or row.get("status") in STOPPED for row in rows)


def rectify(api: Api, changes: Sequence[Change]) -> Effect:
    """Everything is looked at before the first write; one call for each contact."""
    plans = [plan for key, each in _by_contact(changes).items() for plan in _planned(api, key, each)]
    for path, body in plans:
        try:
            if not api.change("PATCH", "lists", path[0], "members", path[1], body=body):
                raise Conflict("owner_changed")
        except Refused:
            raise Permanent("value_unfit") from None
    return Effect(len(plans), {"member": len(plans)} if plans else {}, already=not plans)


def rectified(api: Api, changes: Sequence[Change]) -> bool:
    """Whether every field holds its new value, read again."""
    for key, each in _by_contact(changes).items():
        row = _current(api, key, each)
        if row is None or not all(_same(at(row, one.column), one.after) for one in each):
            return False
    return True


def _planned(api: Api, key: str, changes: Sequence[Change]) -> Plan:
    row = _current(api, key, changes)
    if row is None:
        raise Conflict("owner_changed")
    moved = next((str(one.after) for one in changes if one.column == _EMAIL), "")
    if not is_theirs(row, moved) and not all(is_theirs(row, one.owner) for one in changes):
        raise Conflict("owner_changed")
    body: dict[str, Any] = {}
    for one in changes:
        now = at(row, one.column)
        if _same(now, one.after):
            continue
        if not _same(now, one.before):
            raise Conflict("value_changed")
        _put(body, row, one)
    # The address of now, since the write below may be what changes it.
    return [([parts_of(key, 2)[0], hashed(str(row[_EMAIL]))], body)] if body else []


def _put(body: dict[str, Any], row: dict[str, Any], change: Change) -> None:
    """The change as Mailchimp takes it: a postal address goes whole."""
    value = "" if change.after is None else change.after
    if change.column == _EMAIL:
        if not isinstance(value, str) or not is_address(value):
            raise Permanent("value_unfit")
        body[_EMAIL] = value
        return
    top, _, rest = change.column.partition(".")
    tag, _, part = rest.partition(".")
    merged = row.get(MERGE)
    if top != MERGE or not isinstance(merged, dict) or tag not in merged:
        raise Permanent("not_writable")
    written = body.setdefault(MERGE, {})
    held = written.get(tag, merged[tag])
    if isinstance(held, dict) is not (part in ADDRESS_PARTS) or (part and part not in ADDRESS_PARTS):
        raise Permanent("not_writable")
    written[tag] = {**held, part: value} if part else value


def _current(api: Api, key: str, changes: Sequence[Change]) -> dict[str, Any] | None:
    """The contact; one that has no id but its address stands under the new one once that was corrected."""
    list_id, who = parts_of(key, 2)
    row = contact_of(api, list_id, who, changes[0].owner)
    moved = next((one.after for one in changes if one.column == _EMAIL), None)
    if row is None and isinstance(moved, str):
        return member_of(api, list_id, moved)
    return row


def _by_contact(changes: Sequence[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for one in changes:
        if one.kind != "member":
            raise Permanent("not_writable")
        found.setdefault(one.key, []).append(one)
    return found


def _added(api: Api, list_id: str, address: str) -> int:
    body = {"email_address": address, "status_if_new": "unsubscribed"}
    try:
        return api.change("PUT", "lists", list_id, "members", hashed(address), body=body, skip_merge_validation="true")
    except Refused:
        return 0


def _list_ids(api: Api) -> Iterator[str]:
    yield from (text_id(each) for each in lists_of(api))


def _same(one: object, other: object) -> bool:
    """Whether two cells hold the same; an empty one is as good as none, and 1 is not True."""
    empty = (None, "")
    return (one in empty and other in empty) or (one == other and isinstance(one, bool) is isinstance(other, bool))
