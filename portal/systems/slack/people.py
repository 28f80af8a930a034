"""Whose account is the person's: looked up by address, and the whole list of members read for the rest.

`users.lookupByEmail` does not know deactivated accounts, and no method searches by telephone.
"""

from collections.abc import Iterable, Mapping

from portal.domain.lifecycle import Match
from portal.systems.contract import AuthLost, Field, Learned, Record
from portal.systems.matching import (
    HAS_PROVEN,
    Evidence,
    Named,
    Wanted,
    identifiers_in,
    in_order,
    judge,
    matched_value,
    same_name,
)
from portal.systems.slack.api import Json, Refused, Slack, dict_of, int_of, list_of, text_of
from portal.systems.slack.messages import USER, Own, day_of

MEMBERS_A_PAGE = 200
ACCOUNTS, NAMESAKES = 8, 10
"""So many accounts are looked at again at most; more with one number, such as a switchboard's, are no one person's."""
_BY_ADDRESS, _BY_NUMBER, _BY_NAME = range(3)
WRITABLE = ("real_name", "display_name", "title", "phone", "pronouns")
PROFILE = (*WRITABLE, "email", "first_name", "last_name", "status_text", "skype")
_NO_SUCH = frozenset({"user_not_found", "users_not_found", "user_not_visible"})


def evidence_of(user: Json, want: Wanted) -> Evidence:
    """What one account's own profile proves."""
    profile = dict_of(user.get("profile"))
    said = {key: text_of(profile.get(key)) for key in ("email", "phone", "real_name", "display_name")}
    whole = said["real_name"] or text_of(user.get("real_name")) or said["display_name"]
    named = Named(text_of(profile.get("first_name")), text_of(profile.get("last_name")), whole)
    matched = matched_value("email", said["email"], want) | matched_value("phone", said["phone"], want)
    names = (named, Named(whole=whole), Named(whole=said["display_name"]))
    if want.full_name and any(same_name(want.name, each) for each in names):
        matched.add("name")
    return Evidence(matched, named)


def looked_up(slack: Slack, want: Wanted) -> list[str]:
    """The accounts that the addresses lead to, each looked at again."""
    found = []
    for address in (want.proven, *sorted(want.others)):
        try:
            user = dict_of(slack.read("users.lookupByEmail", slack.tokens.bot, email=address).get("user"))
        except Refused as refused:
            if refused.error not in _NO_SUCH | {"invalid_arguments", "invalid_email"}:
                raise
            continue
        if evidence_of(user, want).matched and USER.fullmatch(text_of(user.get("id"))):
            found.append(text_of(user.get("id")))
    return found


def listed(slack: Slack, want: Wanted, cursor: str) -> tuple[list[tuple[str, int]], int, str]:
    """One page of the members: who matches and how surely (0 best), how many were looked at, the next cursor."""
    told = slack.read("users.list", slack.tokens.bot, limit=MEMBERS_A_PAGE, **({"cursor": cursor} if cursor else {}))
    members = list_of(told.get("members"))
    found = []
    for each in members:
        user, matched = text_of(each.get("id")), evidence_of(each, want).matched
        if matched and USER.fullmatch(user) and each.get("is_bot") is not True:
            addressed = matched & {*HAS_PROVEN, "other_email"}
            rank = _BY_ADDRESS if addressed else _BY_NUMBER if "phone" in matched else _BY_NAME
            found.append((user, rank))
    return found, len(members), text_of(dict_of(told.get("response_metadata")).get("next_cursor"))


def foremost(ids: Mapping[str, int]) -> dict[str, int]:
    """The surest of them, and one more than is looked at of each sort: a cursor does not grow with the workspace."""
    ordered = sorted(ids, key=lambda user: (ids[user], user))
    sure, namesakes = ([user for user in ordered if (ids[user] == _BY_NAME) is by_name] for by_name in (False, True))
    return {user: ids[user] for user in [*sure[: ACCOUNTS + 1], *namesakes[: NAMESAKES + 1]]}


def is_whole(ids: Mapping[str, int]) -> bool:
    """Whether everybody with one of the addresses is looked at again."""
    return sum(rank == _BY_ADDRESS for rank in ids.values()) <= ACCOUNTS


def chosen(ids: Mapping[str, int]) -> tuple[list[str], list[str]]:
    """Whom to look at again, surest first, and what is left out as gaps."""
    ordered = sorted(ids, key=lambda user: (ids[user], user))
    sure, namesakes = ([user for user in ordered if (ids[user] == _BY_NAME) is by_name] for by_name in (False, True))
    gaps = ["list_too_long:accounts"] if len(sure) > ACCOUNTS else []
    gaps += ["too_many_namesakes"] if len(namesakes) > NAMESAKES else []
    return [*sure[:ACCOUNTS], *namesakes[:NAMESAKES]], gaps


def account(slack: Slack, user: str) -> Json | None:
    """One account as it stands now; None where there is none."""
    try:
        found = dict_of(slack.read("users.info", slack.tokens.bot, user=user).get("user"))
    except Refused as refused:
        if refused.error in _NO_SUCH:
            return None
        raise
    return found if text_of(found.get("id")) == user else None


def with_own_fields(slack: Slack, user: Json) -> tuple[Json, tuple[str, ...]]:
    """The account with the fields that the workspace added, which users.info does not give; and gaps."""
    try:
        told = slack.read("users.profile.get", slack.tokens.bot, user=text_of(user.get("id")))
    except AuthLost as lost:
        if not lost.code.startswith("scope_missing"):
            raise
        return user, (lost.code,)
    except Refused:
        return user, ("not_searched:users.profile.get",)
    added = dict_of(dict_of(told.get("profile")).get("fields"))
    return {**user, "profile": {**dict_of(user.get("profile")), "fields": added}}, ()


def judged(users: Iterable[Json], want: Wanted, complete: bool) -> dict[str, Own]:
    """The match of every account, by the table of `matching`."""
    rows = {text_of(each.get("id")): each for each in users}
    evidence = {key: found for key, user in rows.items() if (found := evidence_of(user, want)).matched}
    matches = judge(evidence, want, complete)
    return {
        key: Own(key, match, in_order(evidence[key].matched), subject_of(rows[key])) for key, match in matches.items()
    }


def subject_of(user: Json) -> str:
    """How staff know the account: its name, else its handle."""
    return text_of(dict_of(user.get("profile")).get("real_name")) or text_of(user.get("name"))


def record(user: Json, own: Own, category: str) -> Record:
    """The account itself. A namesake shows no more than staff need to tell people apart."""
    profile = dict_of(user.get("profile"))
    said: dict[str, str | bool] = {key: text_of(profile.get(key)) for key in PROFILE}
    if own.match is Match.MENTION:
        said = {key: said[key] for key in ("real_name", "title")}
    else:
        said["username"] = text_of(user.get("name"))
        said["time_zone"] = text_of(user.get("tz"))
        said["updated"] = day_of(int_of(user.get("updated")))
        said["own_fields"] = _added(profile)
        said["deactivated"] = user.get("deleted") is True
    fields = tuple(Field(name, name, value) for name, value in said.items() if value != "")
    return Record("account", own.user, own.user, category, own.match, own.matched_by, fields, own.subject)


def _added(profile: Mapping[str, object]) -> str:
    values = [dict_of(each) for each in dict_of(profile.get("fields")).values()]
    return "; ".join(found for each in values if (found := text_of(each.get("alt")) or text_of(each.get("value"))))


def learned(user: Json, want: Wanted) -> list[Learned]:
    """What an exact match's own account says of the person."""
    profile = dict_of(user.get("profile"))
    found = [
        Learned(what, value)
        for what in ("email", "phone")
        for value in sorted(identifiers_in(what, text_of(profile.get(what)), want.country))
        if value != want.proven
    ]
    name = text_of(profile.get("real_name"))
    return [*found, *([Learned("name", name)] if name else [])]
