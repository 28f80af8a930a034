"""The start page: every right that is offered, in the person's words, and the ways beside it."""

from dataclasses import replace

import pytest
from flask import Flask

from portal.code_words import RIGHTS
from portal.domain.lifecycle import Right
from portal.domain.register import Register
from portal.domain.rights import offered
from portal.reading.toml import shipped_register
from portal.storage.database import Store
from portal.web import start_form
from portal.words import using
from tests import factories
from tests.faces import words_of
from tests.public.visitor import AINO, Visitor, store

__all__ = ["store"]


def test_it_offers_every_right_in_the_persons_words(aino: Visitor, register: Register) -> None:
    page = aino.opens("/")
    assert offered(register) == tuple(Right)
    for right in Right:
        assert f'value="{right.value}"' in page.text
        assert RIGHTS[right] in words_of(page)
    for article in ("15", "16", "17", "18", "20", "21"):
        assert f"(Article\u00a0{article})" in page.text


def test_it_names_the_other_ways_and_no_form_is_forced(aino: Visitor, register: Register) -> None:
    said = words_of(aino.opens("/"))
    assert register.controller.contact.email in said
    assert "no form is needed" in said
    assert "come to the address below" in said
    assert "write to Ami Vuorinen. To have something corrected" not in said


def test_it_takes_several_at_once(aino: Visitor) -> None:
    page = aino.asks(Right.ERASURE, Right.MARKETING, Right.ACCESS)
    assert page.request.path.endswith("/about")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"email": AINO}, "Choose at least one thing"),
        ({"rights": "erasure", "email": ""}, "Write your email address"),
        ({"rights": "erasure", "email": "not an address"}, "This is not an email address"),
    ],
)
def test_it_keeps_what_was_chosen_beside_an_error(aino: Visitor, fields: dict[str, str], said: str) -> None:
    aino.opens("/")
    page = aino.sends("/requests/new", fields)
    assert page.status_code == 422
    assert said in words_of(page)
    assert ('value="erasure" checked' in page.text) is ("rights" in fields)


def test_it_takes_no_right_that_is_not_offered(app: Flask, store: Store, register: Register) -> None:
    controller = replace(register.controller, slug="quiet")
    silent = tuple(replace(one, direct_marketing=False) for one in register.purposes)
    quiet = replace(register, controller=controller, prohibitions=(), purposes=silent)
    factories.make_controller(store, "quiet", quiet)
    visitor = Visitor(app, store, "quiet")
    assert "arketing" not in words_of(visitor.opens("/"))
    page = visitor.sends("/requests/new", {"rights": "marketing", "email": AINO})
    assert page.status_code == 422


def test_it_lets_marketing_be_stopped_where_no_channel_is_named(app: Flask, store: Store, register: Register) -> None:
    controller = replace(register.controller, slug="quiet")
    factories.make_controller(store, "quiet", replace(register, controller=controller, prohibitions=()))
    visitor = Visitor(app, store, "quiet")
    assert "All direct marketing stops as soon as you confirm" in words_of(visitor.opens("/"))
    assert visitor.sends("/requests/new", {"rights": "marketing", "email": AINO}).status_code == 200


def test_it_says_what_stopping_marketing_means_here(register: Register) -> None:
    with using("en"):
        here = start_form.hints(register)[Right.MARKETING]
        there = start_form.hints(shipped_register("thewind"))[Right.MARKETING]
    assert "direct advertising, distance selling" in here
    assert "is removed as soon as you confirm it: E-mail register. This stays as it is: Customer register." in there


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_says_what_comes_of_each_right(register: Register, language: str) -> None:
    with using(language):
        assert all(len(hint) > 30 for hint in start_form.hints(register).values())
