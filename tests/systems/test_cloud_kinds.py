"""Slack and Google Workspace as the registry opens them: their settings, their secrets, and what they may reach."""

import pytest

from portal.systems import registry
from portal.systems.contract import Permanent
from portal.systems.kinds import kind
from portal.systems.slack.settings import KINDS as SLACK_KINDS
from tests.systems.google.domain import key_file

GIVEN = {
    "slack": {"bot_token": "xoxb-canary", "country": "FI", "messages": "search", "private": "unseen"},
    "google": {"key": key_file(), "accounts": "sales@firm.example", "country": "FI"},
}
SECRETS = {"slack": {"bot_token", "user_token"}, "google": {"key"}}


@pytest.mark.parametrize("name", GIVEN)
def test_it_is_opened_by_its_settings(name: str) -> None:
    connector = registry.connect(name, GIVEN[name])
    assert set(connector.capabilities()) == {one.kind for one in connector.glossary()}
    assert connector.channels() == ()


@pytest.mark.parametrize("name", GIVEN)
def test_it_refuses_what_it_does_not_know_and_misses_what_it_needs(name: str) -> None:
    with pytest.raises(Permanent, match="settings_incomplete"):
        registry.connect(name, {**GIVEN[name], "other": "x"})
    for key in GIVEN[name]:
        if next(one for one in kind(name).settings if one.key == key).required:
            with pytest.raises(Permanent, match="settings_incomplete"):
                registry.connect(name, {**GIVEN[name], key: ""})


@pytest.mark.parametrize("name", GIVEN)
def test_it_shows_no_secret_and_says_everything_in_three_languages(name: str) -> None:
    one = kind(name)
    assert {each.key for each in one.settings if each.is_secret} == SECRETS[name]
    said = [
        one.name,
        one.needs,
        *(each.label for each in one.settings),
        *(each.help for each in one.settings if each.help),
    ]
    said += [label for each in one.settings for _value, label in each.choices]
    assert all(text.fi and text.sv and text.en for text in said)
    assert all(each.default in dict(each.choices) for each in one.settings if each.choices)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://127.0.0.1/api", "address_refused"),
        ("https://169.254.169.254/api", "address_refused"),
        ("https://[::ffff:10.0.0.1]/api", "address_refused"),
        ("http://8.8.8.8/api", "not_https"),
        ("ftp://slack.example/api", "bad_url"),
        ("https://a:b@slack.example/api", "bad_url"),
    ],
)
def test_it_reaches_nothing_inside(address: str, code: str) -> None:
    connector = registry.connect("slack", {**GIVEN["slack"], "address": address})
    assert list(connector.check()) == [code]


def test_it_names_every_kind_of_record_in_three_languages() -> None:
    for name in ("slack", "google", "mailchimp"):
        setting = next(one for one in kind(name).settings if one.key == "categories")
        assert all(label.fi and label.sv and label.en for _part, label in setting.parts)
    slack = next(one for one in kind("slack").settings if one.key == "categories")
    assert [part for part, _label in slack.parts] == list(SLACK_KINDS)
