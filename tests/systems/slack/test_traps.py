"""What Slack does that others do not: 200 with ok:false, markup, files behind a login page, lists without end."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from portal.domain.lifecycle import Match
from portal.domain.roles import UNSORTED
from portal.systems.contract import Ambiguous, AuthLost, Change, Conflict, Identifiers, Permanent, RetryLater, Target
from portal.systems.slack import connector as slack_connector
from portal.systems.slack import people, sweep
from portal.systems.slack.config import read_config
from portal.systems.slack.messages import plain
from tests.systems.conformance import ANNA, BODY, drained, targets_of
from tests.systems.near_misses import SOUGHT
from tests.systems.slack import description
from tests.systems.slack.workspace import ADMIN, BOT, USER, Workspace

pytestmark = pytest.mark.skipif(description.MISSING, reason=description.WHY)


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    made = Workspace()
    yield made
    made.server.close()
    assert made.faults == []


def _texts(workspace: Workspace, **more: str) -> dict[str, Match]:
    records = drained(workspace.connector(**more))[0]
    return {str(one.fields[0].value): one.match for one in records if one.kind == "message"}


def _refusing(error: str, **more: Any) -> dict[str, Any]:
    return {"ok": False, "error": error, **more}


@pytest.mark.parametrize(
    ("error", "fault", "code"),
    [
        ("ratelimited", RetryLater, "rate_limited"),
        ("invalid_auth", AuthLost, "access_refused"),
        ("token_revoked", AuthLost, "access_refused"),
        ("account_inactive", AuthLost, "access_refused"),
        ("not_allowed_token_type", Permanent, "access_refused"),
        ("internal_error", RetryLater, "system_fault"),
        ("an_error_of_tomorrow", Permanent, "system_fault"),
    ],
)
def test_it_reads_what_a_200_says(workspace: Workspace, error: str, fault: type[Exception], code: str) -> None:
    workspace.override["users.list"] = lambda _given: _refusing(error)
    with pytest.raises(fault, match=f"^{code}$"):
        workspace.connector().find(SOUGHT, None)


def test_it_names_the_scope_that_is_missing(workspace: Workspace) -> None:
    workspace.scopes[BOT].remove("users:read.email")
    with pytest.raises(AuthLost, match=r"^scope_missing:users:read\.email$"):
        workspace.connector().find(SOUGHT, None)
    assert list(workspace.connector().check()) == ["scope_missing:users:read.email"]


def test_it_never_says_words_of_the_other_side(workspace: Workspace) -> None:
    workspace.override["users.list"] = lambda _given: _refusing("missing_scope", needed="<b>anna@example.org</b> reads")
    with pytest.raises(AuthLost, match="^scope_missing$"):
        workspace.connector().find(SOUGHT, None)


@pytest.mark.parametrize("answer", [[], {}, {"ok": "true"}, {"ok": 1}, "ok", None])
def test_it_takes_no_odd_answer_for_nobody(workspace: Workspace, answer: Any) -> None:
    workspace.override["users.list"] = lambda _given: answer
    with pytest.raises(RetryLater, match="not_json"):
        workspace.connector().find(SOUGHT, None)


def test_it_lives_with_fields_of_other_types(workspace: Workspace) -> None:
    workspace.plant(ANNA)
    strange = [None, 7, "x", {"id": 5, "profile": []}, {"id": "U1", "profile": {"email": ["anna"], "phone": {}}}]
    workspace.override["users.list"] = lambda _given: {"ok": True, "members": strange, "response_metadata": 5}
    matches = [None, {"channel": 5}, {"ts": 5, "channel": {"id": "C00000001"}}, {"text": {}, "ts": "x", "user": []}]
    workspace.override["search.messages"] = lambda _given: {"ok": True, "messages": {"matches": matches, "paging": []}}
    records, gaps, _searched = drained(workspace.connector())
    assert {one.kind for one in records} == {"account", "file"}
    assert gaps == []


def test_it_finds_whoever_is_deactivated(workspace: Workspace) -> None:
    """users.lookupByEmail does not know them."""
    workspace.add_user(ANNA.email, ANNA.name, deleted=True)
    account = next(one for one in drained(workspace.connector())[0] if one.kind == "account")
    assert (account.match, account.matched_by) == (Match.EXACT, ("email", "name"))
    assert ("deactivated", True) in [(part.name, part.value) for part in account.fields]


def test_it_finds_by_telephone_what_no_method_searches_by(workspace: Workspace) -> None:
    workspace.add_user("someone@example.net", "Someone Else", "040 123 4567")
    workspace.limit = 1
    workspace.add_user("nobody@example.net", "Nobody Here")
    account = next(one for one in drained(workspace.connector())[0] if one.kind == "account")
    assert (account.match, account.matched_by) == (Match.PROBABLE, ("phone",))


def test_it_shows_of_a_namesake_what_tells_them_apart_and_no_messages(workspace: Workspace) -> None:
    user = workspace.add_user("other@example.net", "Anna Virtanen", "+358501111111")
    workspace.say(user, "Hei vaan.")
    records = drained(workspace.connector())[0]
    assert [(one.kind, one.match) for one in records] == [("account", Match.MENTION)]
    assert {part.name for part in records[0].fields} == {"real_name", "title"}


def test_it_takes_two_with_one_address_for_probable(workspace: Workspace) -> None:
    workspace.add_user(ANNA.email, "Anna Virtanen")
    workspace.add_user(ANNA.email, "Anna Virtanen", deleted=True)
    records = drained(workspace.connector())[0]
    assert {one.match for one in records} == {Match.PROBABLE}


def test_it_tells_the_persons_messages_from_those_that_speak_of_them(workspace: Workspace) -> None:
    workspace.plant(ANNA)
    said = _texts(workspace)
    assert said["Moi, laitan tarjouksen huomenna."] is Match.EXACT
    assert said["Minulla on."] is Match.EXACT
    assert said["Soita: anna.virtanen@example.org, +358401234567"] is Match.MENTION


@pytest.mark.parametrize("how", ["search", "history"])
def test_it_reads_markup_as_people_do(workspace: Workspace, how: str) -> None:
    anna = workspace.add_user(ANNA.email, ANNA.name)
    workspace.say(ADMIN, "_<mailto:anna.virtanen@example.org|kirjoita>_ &lt;tänään&gt;")
    workspace.say(ADMIN, f"Kysy <@{anna}> tästä, ei <@UOTHER00001>")
    workspace.say(ADMIN, "<mailto:xanna.virtanen@example.org|anna.virtanen@example.org.evil.example>")
    said = _texts(workspace, messages=how)
    assert said == {
        "_kirjoita (anna.virtanen@example.org)_ <tänään>": Match.MENTION,
        f"Kysy @{anna} tästä, ei @UOTHER00001": Match.MENTION,
    }


def test_it_reads_what_bots_say_in_blocks(workspace: Workspace) -> None:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "Tilaus: <mailto:anna.virtanen@example.org|posti>"}}
    workspace.say(ADMIN, "", bot_id="B00000001", blocks=[block])
    assert list(_texts(workspace, messages="history")) == ["Tilaus: posti (anna.virtanen@example.org)"]


def test_it_takes_no_bot_for_the_person(workspace: Workspace) -> None:
    anna = workspace.add_user(ANNA.email, ANNA.name)
    workspace.say(anna, "Päivän luvut ovat täällä.", bot_id="B00000001")
    assert _texts(workspace, messages="history") == {}


def test_it_names_each_message_once_though_several_searches_find_it(workspace: Workspace) -> None:
    anna = workspace.add_user(ANNA.email, ANNA.name)
    workspace.say(anna, "Anna Virtanen, anna.virtanen@example.org, 040 1234567, +358401234567, asiakas 10023")
    records = [one for one in drained(workspace.connector())[0] if one.kind == "message"]
    assert [(one.match, one.owner) for one in records] == [(Match.EXACT, anna)]


def test_it_quotes_what_it_searches_for(workspace: Workspace) -> None:
    asker = Identifiers(proven_email=ANNA.email, name='Anna" from:<@U00000001> "Virtanen', phones=("+358401234567",))
    drained(workspace.connector(), asker)
    queries = [dict(each.query)["query"] for each in workspace.server.asked if each.path.endswith("search.messages")]
    assert queries
    assert all(each.count('"') == 2 and each[0] == each[-1] == '"' for each in queries)


def test_it_puts_no_token_in_an_address(workspace: Workspace) -> None:
    workspace.plant(ANNA)
    drained(workspace.connector())
    assert workspace.server.asked
    assert not any("xox" in str((each.path, each.query)) for each in workspace.server.asked)
    assert "canary" not in repr(workspace.connector()) + repr(workspace.config()) + repr(workspace.config().tokens)


def test_it_says_that_messages_were_not_searched_without_a_users_token(workspace: Workspace) -> None:
    workspace.plant(ANNA)
    records, gaps, _searched = drained(workspace.connector(user_token=""))
    assert "scope_missing:search:read" in gaps
    assert [one.kind for one in records if one.kind == "account"] == ["account"]


@pytest.mark.parametrize(("scope", "how"), [("search:read", "search"), ("channels:read", "history")])
def test_it_says_that_messages_were_not_searched_without_the_scope(workspace: Workspace, scope: str, how: str) -> None:
    workspace.plant(ANNA)
    workspace.scopes[USER].remove(scope)
    records, gaps, _searched = drained(workspace.connector(messages=how))
    assert gaps == [f"scope_missing:{scope}"]
    assert {one.kind for one in records} == {"account", "file"}
    assert f"scope_missing:{scope}" in workspace.connector(messages=how).check()


def test_it_says_that_others_private_conversations_were_not_seen(workspace: Workspace) -> None:
    assert drained(workspace.connector(private="unseen"))[1] == ["not_searched:private"]


def test_it_says_which_channel_it_could_not_read(workspace: Workspace) -> None:
    workspace.plant(ANNA)
    workspace.override["conversations.history"] = lambda _given: _refusing("not_in_channel")
    gaps = drained(workspace.connector(messages="history"))[1]
    assert gaps == ["not_searched:#general", "not_searched:#sales"]


def test_it_says_that_a_free_workspace_hides_what_is_old(workspace: Workspace) -> None:
    workspace.plant(ANNA)
    workspace.override["conversations.history"] = lambda _given: {"ok": True, "messages": [], "is_limited": True}
    assert "not_searched:#general" in drained(workspace.connector(messages="history"))[1]
    workspace.add_file(next(iter(workspace.users)), b"", "", mode="hidden_by_limit")
    assert drained(workspace.connector())[1] == ["not_searched:files.list"]


def test_it_reads_every_page_of_channels_messages_and_threads(workspace: Workspace) -> None:
    anna = workspace.add_user(ANNA.email, ANNA.name)
    for number in range(3):
        thread = workspace.say(ADMIN, f"Alku {number}", channel="C00000002")
        for answer in range(3):
            workspace.say(anna, f"Vastaus {number}.{answer}", channel="C00000002", thread=thread)
    workspace.say(anna, "Viimeinen")
    everything = set(_texts(workspace))
    workspace.limit = 1
    assert set(_texts(workspace, messages="history")) == set(_texts(workspace)) == everything
    assert len(everything) == 10


@pytest.mark.parametrize("how", ["search", "history"])
def test_it_ends_though_a_list_does_not(workspace: Workspace, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in (
        (slack_connector, "MEMBER_PAGES"), (sweep, "SEARCH_PAGES"), (sweep, "HISTORY_PAGES"), (sweep, "FILE_PAGES"),
        (sweep, "CHANNEL_PAGES"),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, 3)
    workspace.plant(ANNA)
    serial = iter(range(10_000))
    endless = {"response_metadata": {"next_cursor": f"at{next(serial)}"}}
    user = next(iter(workspace.users.values()))
    channel = [{"id": "C00000001", "name": "general"}]
    workspace.override |= {
        "users.list": lambda _given: {
            "ok": True, "members": [user], "response_metadata": {"next_cursor": f"a{next(serial)}"}
        },
        "search.messages": lambda _given: {"ok": True, "messages": {"matches": [], "paging": {"pages": 10**9}}},
        "files.list": lambda _given: {"ok": True, "files": [], "paging": {"pages": 10**9}},
        "conversations.list": lambda _given: {"ok": True, "channels": channel, **endless},
        "conversations.history": lambda _given: {"ok": True, "messages": [], **endless},
    }  # fmt: skip
    records, gaps, _searched = drained(workspace.connector(messages=how))
    assert {gap.partition(":")[0] for gap in gaps} == {"list_too_long"}
    assert "list_too_long:users.list" in gaps
    assert {one.match for one in records} == {Match.PROBABLE}, "nobody is known to be the only one"


def test_it_goes_on_after_a_restart(workspace: Workspace) -> None:
    workspace.plant(ANNA)
    workspace.limit = 1
    cursor, keys = None, []
    for _page in range(500):
        page = workspace.connector().find(SOUGHT, cursor)
        keys += [(one.kind, one.key) for one in page.records]
        cursor = json.loads(json.dumps(page.cursor))
        if cursor is None:
            break
    assert sorted(keys) == sorted((one.kind, one.key) for one in drained(workspace.connector())[0])


def test_it_bounds_what_it_remembers(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "MARKS", 3)
    monkeypatch.setattr(people, "ACCOUNTS", 2)
    monkeypatch.setattr(people, "NAMESAKES", 1)
    for number in range(4):
        user = workspace.add_user(f"a{number}@example.net", "Anna Virtanen", ANNA.phone)
        workspace.add_user(f"b{number}@example.net", "Anna Virtanen")
        workspace.say(user, ANNA.email)
    workspace.limit = 2
    records, gaps, _searched = drained(workspace.connector())
    assert set(gaps) == {"list_too_long:accounts", "list_too_long:search.messages", "too_many_namesakes"}
    assert len([one for one in records if one.kind == "account"]) == 3


def test_it_knows_its_own_among_all_who_share_a_switchboard(workspace: Workspace) -> None:
    for number in range(people.ACCOUNTS + 5):
        workspace.add_user(f"a{number}@example.net", f"Colleague {number}", ANNA.phone)
    anna = workspace.add_user(ANNA.email, ANNA.name, ANNA.phone)
    records, gaps, _searched = drained(workspace.connector())
    assert gaps == ["list_too_long:accounts"]
    assert [one.owner for one in records if one.match is Match.EXACT] == [anna]


# Files.


def test_it_sends_its_token_to_nobody_else(workspace: Workspace) -> None:
    anna = workspace.add_user(ANNA.email, ANNA.name)
    port = workspace.server.url.rpartition(":")[2]
    for url in (
        "https://evil.example/x", "http://files.localhost/x", "https://files.localhost.evil.example/x", "//x",
        f"https://files.localhost:{port}/x", f"https://localhost:{port}@evil.example/x", "file:///etc/passwd", "",
        f"https://a@localhost:{port}/x", "https://[::1", f"http://localhost:{port}/x",
    ):  # fmt: skip
        key = workspace.add_file(anna, b"x", "text/plain", url_private=url)
        before = len(workspace.server.asked)
        with pytest.raises(Permanent, match="address_refused|no_document"):
            list(workspace.connector().export("file", key))
        assert len(workspace.server.asked) == before + 1


def test_it_takes_no_login_page_for_a_file(workspace: Workspace) -> None:
    anna = workspace.add_user(ANNA.email, ANNA.name)
    key = workspace.add_file(anna, b"%PDF", "application/pdf")
    workspace.files[key].body = b"<!DOCTYPE html><html>Sign in</html>"
    with pytest.raises(Permanent, match="access_refused"):
        list(workspace.connector().export("file", key))
    workspace.files[key].info["url_private"] = f"{workspace.server.url}/files-pri/login"
    with pytest.raises(Permanent, match="access_refused"):
        list(workspace.connector().export("file", key))


def test_it_says_that_a_file_came_in_part(workspace: Workspace) -> None:
    anna = workspace.add_user(ANNA.email, ANNA.name)
    key = workspace.add_file(anna, b"%PDF-1.7 and more", "application/pdf")
    workspace.files[key].body = b"%PDF"
    with pytest.raises(RetryLater, match="cut"):
        list(workspace.connector().export("file", key))


def test_it_has_no_original_of_what_lies_elsewhere(workspace: Workspace) -> None:
    anna = workspace.add_user(ANNA.email, ANNA.name)
    key = workspace.add_file(anna, b"", "application/vnd.google", mode="external", is_external=True)
    file = next(one for one in drained(workspace.connector())[0] if one.kind == "file")
    assert file.document is None
    with pytest.raises(Permanent, match="no_document"):
        list(workspace.connector().export("file", key))


# Writes.


def _change(workspace: Workspace, after: Any = "Corrected", column: str = "title") -> Change:
    key = next(key for key, user in workspace.users.items() if user["profile"]["email"] == ANNA.email)
    return Change("account", key, key, column, "Myyjä", after)


def test_it_leaves_a_correction_to_a_person_where_it_is_no_administrator(workspace: Workspace) -> None:
    workspace.plant(ANNA)
    workspace.admin = False
    with pytest.raises(Permanent, match="not_possible"):
        workspace.connector().rectify([_change(workspace)], "op-1")
    with pytest.raises(Permanent, match="not_possible"):
        workspace.connector(user_token="").rectify([_change(workspace)], "op-1")


def test_it_says_that_it_may_only_read(workspace: Workspace) -> None:
    workspace.plant(ANNA)
    workspace.scopes[USER].remove("users.profile:write")
    with pytest.raises(Permanent, match="write_refused"):
        workspace.connector().rectify([_change(workspace)], "op-1")


@pytest.mark.parametrize("column", ["email", "id", "image_original", "fields"])
def test_it_writes_no_other_field(workspace: Workspace, column: str) -> None:
    workspace.plant(ANNA)
    before = workspace.state()
    with pytest.raises(Permanent, match="not_writable"):
        workspace.connector().rectify([_change(workspace, column=column)], "op-1")
    with pytest.raises(Permanent, match="value_unfit"):
        workspace.connector().rectify([_change(workspace, after=5)], "op-1")
    assert workspace.state() == before


def test_it_refuses_a_value_that_slack_keeps_otherwise(workspace: Workspace) -> None:
    workspace.plant(ANNA)
    workspace.override["users.profile.set"] = lambda _given: {"ok": True, "profile": {}, "username": "x"}
    with pytest.raises(Permanent, match="value_unfit"):
        workspace.connector().rectify([_change(workspace)], "op-1")


def test_it_asks_again_where_the_answer_to_a_write_was_lost(workspace: Workspace) -> None:
    workspace.plant(ANNA)
    connector = workspace.connector()
    change, targets = _change(workspace), targets_of([one for one in drained(connector)[0] if one.kind == "file"])
    workspace.server.breaks_after = "users.profile.set"
    with pytest.raises(Ambiguous):
        connector.rectify([change], "op-1")
    workspace.server.breaks_after = "files.delete"
    with pytest.raises(Ambiguous):
        connector.erase(targets, "op-2")
    workspace.server.breaks_after = ""
    assert connector.rectified([change])
    assert connector.rectify([change], "op-1").already
    assert connector.erased(targets)
    assert connector.erase(targets, "op-2").already


def test_it_leaves_what_it_may_not_delete_to_a_person_and_does_the_rest(workspace: Workspace) -> None:
    workspace.plant(ANNA)
    connector = workspace.connector()
    own = [one for one in drained(connector)[0] if one.kind == "message" and one.owner]
    workspace.undeletable.add(own[0].key.split(":")[1])
    with pytest.raises(Permanent, match="rest_by_hand"):
        connector.erase(targets_of(own), "op-1")
    assert [one.key for one in drained(connector)[0] if one.kind == "message" and one.owner] == [own[0].key]
    assert not connector.erased(targets_of(own))


def test_it_erases_many_in_portions(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slack_connector, "PORTION", 3)
    anna = workspace.add_user(ANNA.email, ANNA.name)
    for number in range(8):
        workspace.say(anna, f"Viesti {number}")
    connector = workspace.connector()
    targets = targets_of([one for one in drained(connector)[0] if one.kind == "message"])
    assert connector.preview([*targets, *targets]).changed == 8
    assert connector.erase([*targets, *targets], "op-1").changed == 8
    assert connector.erased(targets)


def test_it_erases_all_but_the_account_and_leaves_that_to_a_person(workspace: Workspace) -> None:
    workspace.plant(ANNA)
    connector = workspace.connector()
    targets = targets_of([one for one in drained(connector)[0] if one.owner])
    assert set(connector.preview(targets).counts) == {"deleted:message", "deleted:file"}
    with pytest.raises(Permanent, match="rest_by_hand"):
        connector.erase(targets, "op-1")
    assert [one.kind for one in drained(connector)[0] if one.owner] == ["account"]
    with pytest.raises(Permanent, match="not_possible"):
        connector.erase(targets, "op-1")
    assert not connector.erased(targets)
    workspace.users[targets[0].owner]["is_forgotten"] = True
    assert connector.erased(targets)


def test_it_deletes_no_message_of_whoever_has_the_place_now(workspace: Workspace) -> None:
    workspace.plant(ANNA)
    workspace.plant(BODY)
    connector = workspace.connector()
    own = next(one for one in drained(connector)[0] if one.kind == "message" and one.owner)
    before = workspace.state()
    with pytest.raises(Conflict, match="owner_changed"):
        connector.erase([Target("message", own.key, "U99999999", ("messages",))], "op-1")
    with pytest.raises(Permanent, match="record_gone"):
        connector.erase([Target("message", "C1:../x", own.owner, ("messages",))], "op-1")
    assert workspace.state() == before


def test_it_takes_the_place_of_a_deleted_message_for_gone(workspace: Workspace) -> None:
    anna = workspace.add_user(ANNA.email, ANNA.name)
    thread = workspace.say(anna, "Avaus")
    workspace.say(ADMIN, "Vastaus", thread=thread)
    connector = workspace.connector()
    targets = targets_of([one for one in drained(connector)[0] if one.kind == "message"])
    assert connector.erase(targets, "op-1").changed == 1
    assert connector.erased(targets)
    assert workspace.messages["C00000001", thread]["subtype"] == "tombstone"


def test_it_says_nothing_of_messages_in_a_channel_that_it_cannot_see(workspace: Workspace) -> None:
    workspace.plant(ANNA)
    connector = workspace.connector()
    targets = targets_of([one for one in drained(connector)[0] if one.kind == "message" and one.owner])
    workspace.channels.clear()
    for act in (connector.erased, connector.preview, lambda given: connector.erase(given, "op-1")):
        with pytest.raises(Permanent, match="access_refused"):
            act(targets)


def test_it_keeps_what_it_read_before_it_was_told_to_wait(workspace: Workspace) -> None:
    anna = workspace.add_user(ANNA.email, ANNA.name)
    for number in range(4):
        workspace.say(anna, f"Viesti {number}")
    workspace.limit = 1
    calls = iter(range(100))
    served = workspace.do_conversations_history

    def sometimes(given: dict[str, str]) -> dict[str, Any]:
        return {"ok": True, **served(given)} if next(calls) % 3 != 2 else _refusing("ratelimited")

    workspace.override["conversations.history"] = sometimes
    cursor, texts = None, []
    for _page in range(100):
        try:
            page = workspace.connector(messages="history").find(SOUGHT, cursor)
        except RetryLater:
            continue
        texts += [one.fields[0].value for one in page.records if one.kind == "message"]
        cursor = page.cursor
        if cursor is None:
            break
    assert texts == [f"Viesti {number}" for number in range(4)]


def test_it_keeps_an_account_that_is_gone_out_of_what_is_held(workspace: Workspace) -> None:
    assert list(workspace.connector().held("U99999999")) == []
    assert list(workspace.connector().held("")) == []
    workspace.plant(ANNA)
    workspace.scopes[USER].remove("search:read")
    with pytest.raises(Permanent, match="scope_missing"):
        list(workspace.connector().held(next(iter(workspace.users))))


# Settings.


@pytest.mark.parametrize(
    "wrong",
    [{"messages": "both"}, {"private": "no"}, {"bot_token": ""}, {"bot_token": "x\r\nHost: evil.example"}],
)
def test_it_refuses_settings_that_do_not_fit(workspace: Workspace, wrong: dict[str, str]) -> None:
    with pytest.raises(Permanent, match="settings_incomplete"):
        workspace.config(**wrong)


@pytest.mark.parametrize("text", ["message = ", 'mail = "x"', "message = 5", 'message = " "', "[message]"])
def test_it_says_what_is_wrong_with_the_categories(workspace: Workspace, text: str) -> None:
    with pytest.raises(Permanent, match=r"\w") as caught:
        workspace.config(categories=text)
    assert caught.value.code == "bad_mapping"


def test_it_leaves_unsorted_what_no_setting_names() -> None:
    config = read_config({"bot_token": "x", "categories": 'message = "chat"'})
    assert config.categories == {"account": UNSORTED, "message": "chat", "file": UNSORTED}


def test_it_reads_links_of_every_kind() -> None:
    assert (
        plain("<https://example.org|tästä> <#C1|yleinen> <!here> a &amp;lt; b")
        == "tästä (https://example.org) yleinen !here a &lt; b"
    )  # noqa: E501
