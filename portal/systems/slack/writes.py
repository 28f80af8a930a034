"""What is changed in Slack: fields of an account, and messages and files that are deleted one by one.

Slack has no transaction. A portion is looked at before its first write; what Slack then refuses to delete is left
to a person, with the rest done.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from portal.systems.contract import AuthLost, Change, Conflict, Effect, Permanent, Target
from portal.systems.partial import NOT_POSSIBLE, differs
from portal.systems.slack import messages, people
from portal.systems.slack.api import Json, Refused, Slack, dict_of, list_of, text_of
from portal.systems.slack.messages import Place, place_of
from portal.systems.slack.sweep import file_is_gone

_NOT_ALLOWED = frozenset({
    "user_not_admin", "not_admin", "not_app_admin", "cannot_update_admin_user", "paid_teams_only", "paid_only",
    "cant_delete_message", "compliance_exports_prevent_deletion", "cant_delete_file", "message_deletion_disabled",
})  # fmt: skip
_DELETABLE = frozenset({"message", "file"})
_UNFIT = frozenset({"invalid_profile", "profile_set_failed", "reserved_name", "too_long", "invalid_arguments"})
_GONE = frozenset({
    "message_not_found", "thread_not_found", "file_not_found", "file_deleted",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Writing:
    """The writes of one operation."""

    slack: Slack

    # Corrections.

    def rectify(self, changes: Sequence[Change]) -> Effect:
        """Write the changes of each account in one call, after all of them were looked at."""
        fresh = [(key, values) for key, wanted in _by_account(changes).items() if (values := self._fresh(key, wanted))]
        for key, values in fresh:
            self._set(key, values)
        return Effect(changed=len(fresh), counts={"account": len(fresh)} if fresh else {}, already=not fresh)

    def rectified(self, changes: Sequence[Change]) -> bool:
        """Whether every field holds its new value, read again."""
        for key, wanted in _by_account(changes).items():
            now = self._profile(key)
            if now is None or any(text_of(now.get(each.column)) != each.after for each in wanted):
                return False
        return True

    def _profile(self, user: str) -> Json | None:
        found = people.account(self.slack, user) if messages.USER.fullmatch(user) else None
        return dict_of(found.get("profile")) if found is not None else None

    def _fresh(self, user: str, wanted: Sequence[Change]) -> dict[str, str]:
        now = self._profile(user)
        if now is None or any(each.owner != user for each in wanted):
            raise Conflict("owner_changed")
        values = {}
        for each in wanted:
            if not isinstance(each.after, str):
                raise Permanent("value_unfit")
            if differs(text_of(now.get(each.column)), each):
                values[each.column] = each.after
        return values

    def _set(self, user: str, values: dict[str, str]) -> None:
        with_fault(lambda: self.slack.write("users.profile.set", user=user, profile=json.dumps(values)))
        now = self._profile(user)
        if now is None or any(text_of(now.get(name)) != value for name, value in values.items()):
            raise Permanent("value_unfit")

    # Erasures.

    def preview(self, targets: Sequence[Target]) -> Counter[str]:
        """How many of them are there still."""
        mine = [one for one in targets if one.kind in _DELETABLE]
        return Counter(f"deleted:{each.kind}" for each in self._there(mine))

    def erase(self, targets: Sequence[Target]) -> tuple[Counter[str], bool]:
        """Delete the messages and files; what was deleted, and whether an account or what Slack refuses is left."""
        counts, refused = Counter[str](), any(each.kind not in _DELETABLE for each in targets)
        for each in list(self._there(targets)):
            if each.kind in _DELETABLE and self._delete(each):
                counts[f"deleted:{each.kind}"] += 1
            else:
                refused = True
        return counts, refused

    def erased(self, targets: Sequence[Target]) -> bool:
        """Whether none of them is there, read again."""
        return not any(True for _each in self._there(targets, whose=False))

    def _there(self, targets: Sequence[Target], *, whose: bool = True) -> Iterator[Target]:
        for each in targets:
            held = self._held(each)
            if held is None:
                continue
            if whose and each.owner and text_of(held.get("id" if each.kind == "account" else "user")) != each.owner:
                raise Conflict("owner_changed")
            yield each

    def _held(self, target: Target) -> Json | None:
        """The record as it stands now; a profile that an owner deleted is forgotten, and its account stays empty."""
        if target.kind == "message":
            return self._message(target.key)
        if target.kind == "file":
            return self._file(target.key)
        found = people.account(self.slack, target.key) if messages.USER.fullmatch(target.key) else None
        return None if found is None or found.get("is_forgotten") is True else found

    def _message(self, key: str) -> Json | None:
        place = place_of(key)
        if place is None:
            raise Permanent("record_gone")
        for each in self._around(place):
            if text_of(each.get("ts")) == place.ts and not messages.is_gone(each):
                return each
        return None

    def _around(self, place: Place) -> list[Json]:
        """What stands at a place; a channel that the token does not see any more says nothing of its messages."""
        only: dict[str, str | int | bool] = {
            "channel": place.channel,
            "oldest": place.ts,
            "latest": place.ts,
            "inclusive": True,
            "limit": 2,
        }
        token = self.slack.tokens.reading
        try:
            if place.thread:
                return list_of(self.slack.read("conversations.replies", token, ts=place.thread, **only).get("messages"))
            return list_of(self.slack.read("conversations.history", token, **only).get("messages"))
        except Refused as refused:
            if refused.error in _GONE:
                return []
            if refused.error in {"channel_not_found", "not_in_channel"}:
                raise Permanent("access_refused") from None
            raise

    def _file(self, key: str) -> Json | None:
        found = file_of(self.slack, key)
        return None if found is None or file_is_gone(found) else found

    def _delete(self, target: Target) -> bool:
        """Whether Slack lets us delete it."""
        place = place_of(target.key)
        try:
            if place is None:
                with_fault(lambda: self.slack.write("files.delete", file=target.key))
            else:
                with_fault(lambda: self.slack.write("chat.delete", channel=place.channel, ts=place.ts))
        except Permanent as fault:
            if fault.code != NOT_POSSIBLE:
                raise
            return False
        return True


def file_of(slack: Slack, key: str) -> Json | None:
    """One file as it stands now; None where there is none."""
    try:
        found = dict_of(slack.read("files.info", slack.tokens.reading, file=key).get("file"))
    except Refused as refused:
        if refused.error in _GONE:
            return None
        raise
    return found if text_of(found.get("id")) == key else None


def with_fault(write: Callable[[], Json]) -> None:
    """One write; what Slack forbids us by its own rules is a person's step, what is gone is done."""
    try:
        write()
    except Refused as refused:
        if refused.error in _GONE:
            return
        if refused.error in _NOT_ALLOWED:
            raise Permanent(NOT_POSSIBLE) from None
        if refused.error in _UNFIT:
            raise Permanent("value_unfit") from None
        raise
    except AuthLost as lost:
        if lost.code.startswith("scope_missing"):
            raise Permanent("write_refused") from None
        raise


def _by_account(changes: Sequence[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for each in changes:
        if each.kind != "account" or each.column not in people.WRITABLE:
            raise Permanent("not_writable")
        found.setdefault(each.key, []).append(each)
    return found
