"""Somebody with an authenticator app, in three browsers: signed in, signed in long ago, and waiting for the code."""

import pyotp
from flask import Flask

from portal.office import accounts, factors
from portal.storage import tables as t
from portal.storage.database import Store
from tests.faces import PASSWORD, Browser

EMAIL = "avain@example.org"


def make(app: Flask, store: Store, slug: str, name: str) -> tuple[dict[str, Browser], str]:
    """The browsers `keyed`, `stale` and `waiting`, and the id of the factor."""
    accounts.add_staff(store, EMAIL, name, PASSWORD, slug, "handler", "fi")
    keyed, stale, waiting = (Browser(app) for _ in range(3))
    keyed.sign_in(EMAIL)
    who = accounts.current(store, keyed.session["staff"])
    assert who is not None
    secret = factors.new_secret()
    made = pyotp.TOTP(secret)
    factors.add_app(store, who, f"Phone {name}"[:60], secret, made.at(store.now()))
    for one in (stale, waiting):
        one.sign_in(EMAIL)
    pending = factors.waiting(store, stale.session["waiting"])
    assert pending is not None
    with stale.client.session_transaction(base_url="http://portal.example.org") as session:
        session["staff"] = factors.complete(store, pending).secret
    with store.database.house() as session:
        found = accounts.current(store, stale.session["staff"])
        assert found is not None
        session.get_one(t.StaffSession, found.session).shown_at = None
    return {"keyed": keyed, "stale": stale, "waiting": waiting}, factors.factors(store, who)[0].id
