"""A NUL, which PostgreSQL takes in no text, in the fields and queries that name rows."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal.domain.lifecycle import Right
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from tests import factories
from tests.faces import Browser
from tests.factories import Clock


@pytest.fixture
def store(request: pytest.FixtureRequest, migrated_url: str, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with factories.own_store(request, migrated_url, tmp_path, clock) as made:
        yield made


def test_no_nul_in_a_field_or_a_query_breaks_a_page(
    app: Flask, store: Store, shop: ControllerFacts, sanna: str
) -> None:
    request = factories.make_request(store, shop, Right.ACCESS, email="a@example.net")
    factories.make_request(store, shop, Right.ACCESS, email="u@example.net", confirmed=False)
    browser = Browser(app)
    browser.sign_in()
    base = "/staff/digelius"
    home = f"{base}/requests/{request.reference}"
    browser.get(home)
    nul, broken = "a\0b", []
    for path, fields in {
        f"{base}/requests/assign": {"reference": [nul], "staff": nul},
        f"{base}/requests/remind": {"reference": [nul], "staff": "", "sure": "1"},
        f"{base}/requests/unconfirmed": {"reference": [nul], "reason": "Because"},
        f"{base}/requests/views": {"name": nul},
        f"{base}/requests/views/first": {"view": nul},
        f"{base}/requests/views/remove": {"view": nul},
        f"{base}/requests/choices": {
            "digest": "daily", "stand_in": nul, "away_from": "2026-12-01", "away_to": "2026-12-02",
        },
        f"{home}/together": {"version": "1", "earlier": nul},
        f"{home}/messages/draft": {"number": "0", "window": nul, "text": nul},
        f"{home}/messages/insert": {"number": "1", "window": nul, "text": "x", "template": nul},
        f"{home}/notes": {"text": nul, "mentioned": [nul]},
        f"{home}/assign": {"version": "1", "staff": nul, "note": nul},
        f"{home}/findings": {"version": "1", "finding": [nul], "verdict": "included"},
        f"{home}/findings/owner": {"version": "1", "system": nul, "owner": "00", "is_person": "yes"},
        f"{home}/release": {"version": "1", "digest": nul},
        f"{base}/objections": {"contact": f"{nul}@example.net"},
        f"{base}/team/invite": {
            "email": "n@example.org", "name": "N", "role": nul, "language": nul, "categories": [nul],
            "registers": [nul],
        },
        f"{base}/message-templates/new": {"number": "0", "kind": "whole", "title_fi": nul, "text_fi": nul},
        f"{base}/safeguards": {"undo_hours": nul},
        f"{base}/sign-on": {"whose": "own", "name": "Acme", "issuer": "https://login.example.com", "client_id": "p",
                            "client_secret": nul, "scopes": nul, "groups_claim": nul, "places": f"{nul} = owner"},
    }.items():  # fmt: skip
        answer = browser.post(path, **fields)
        if answer.status_code >= 500:
            broken.append(f"POST {path}: {answer.status_code}")
    for path in (
        f"{base}/requests?q=%00",
        f"{base}/requests?q=a%00b",
        f"{base}/requests?after=open~2026-12-01~2026-11-23T09:00:00%2B00:00~%00",
        f"{base}/requests?after=open~2026-12-01~%00",
        f"{base}/requests/list.csv?q=a%00b",
        f"{home}/findings?category=%00&system=%00",
        f"{home}/findings?category=orders&system=slack&after=1~%00",
        f"{home}/timeline?kind=%00",
        f"{base}/reports?from=%00",
        f"{base}/connections/slack/set/slack?draft=%00",
        f"{base}/requests/unconfirmed?after=%00",
        "/staff/login?at=%00",
        f"{base}/sso/begin?invitation=%00",
        f"{base}/sso/back?state=%00&code=%00",
    ):
        answer = browser.get(path)
        if answer.status_code >= 500:
            broken.append(f"GET {path}: {answer.status_code}")
        answer.get_data()
        answer.close()
    assert not broken


_INPUT = re.compile(r'<(?:input|textarea|select)\b[^>]*\bname="([^"]+)"')


def test_no_nul_of_a_stranger_breaks_a_page(app: Flask, store: Store, shop: ControllerFacts) -> None:
    """Every form that a stranger's page has, with a NUL in each of its fields in turn, and as an argument."""
    request = factories.make_request(store, shop, Right.ACCESS, email="a@example.net", confirmed=False)
    browser, broken, sent = Browser(app), [], 0
    places = {
        "controller": "digelius", "reference": request.reference, "token": "x", "code": "fi", "name": "x",
        "system": "slack", "filename": "portal.css", "upload_id": "0" * 32, "letter": "x", "letter_id": "0" * 32,
        "ask_id": "0" * 32,
    }  # fmt: skip
    for rule in app.url_map.iter_rules():
        audience = getattr(app.view_functions[rule.endpoint], "admits", "")
        if audience in {"staff", "demo", ""} or rule.arguments - places.keys() or rule.endpoint == "static":
            continue
        with app.test_request_context():
            path = app.url_map.bind("").build(rule.endpoint, {name: places[name] for name in rule.arguments})
        if "GET" in rule.methods:
            page = browser.get(path)
            fields = _INPUT.findall(page.get_data(as_text=True)) if page.mimetype == "text/html" else []
            page.close()
        else:
            browser.get("/digelius/")
            fields = ["reference", "email", "code", "name", "rights", "text", "next"]
        for field in {*fields} - {"csrf_token"}:
            if "POST" in rule.methods:
                filled = {
                    one: "x@example.net" if "mail" in one else "x" for one in fields if one not in {"csrf_token", field}
                }
                answer = browser.post(path, **{**filled, field: "a\0b"})
                sent += 1
                if answer.status_code >= 500:
                    broken.append(f"POST {path} {field}: {answer.status_code}")
                answer.close()
        for field in ("next", "lang", "reference", "at", "after", "kind", "right", "proof"):
            answer = browser.get(f"{path}?{field}=a%00b")
            if answer.status_code >= 500:
                broken.append(f"GET {path} {field}: {answer.status_code}")
            answer.close()
    assert sent > 20
    assert not broken
