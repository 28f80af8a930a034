"""The public privacy notice: in each language at an address that stays, its versions, in a frame, and as data."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flask import Blueprint, g, jsonify, make_response, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from portal import words
from portal.domain.errors import NotFound
from portal.domain.notice_history import Held, History
from portal.papers import notice_data
from portal.papers.register_texts import render_notice
from portal.storage.door import public as public_door
from portal.web import compressed, guards, outside
from portal.web.pages import page

bp = Blueprint("notice", __name__)
HOME = "/<controller>/notice"


@bp.get(HOME)
@guards.admits("visitor")
def show() -> Response:
    """The notice in force, in the reader's language."""
    answer = _in_force(words.language())
    answer.vary.update(("Accept-Language", "Cookie"))
    return answer


@bp.get(f"{HOME}/<code>")
@guards.admits("visitor")
def in_language(code: str) -> Response:
    """The notice in force in one language, whatever language the reader has chosen."""
    with words.using(_language(code), guards.controller().time_zone):
        return _in_force(code, {"language_links": _language_links(code), "lang": code})


@bp.get(f"{HOME}/<code>/embed")
@guards.admits("visitor")
def embed(code: str) -> Response:
    """The same with nothing around it, for a frame on the company's own site."""
    with words.using(_language(code), guards.controller().time_zone):
        held, whole = _held(_history()), _address("notice.in_language", code=code)
        html = render_template("public/notice_embed.html", body=_body(held, code), held=held, whole=whole)
    return outside.let_frame(_kept(make_response(html)))


@bp.get(f"{HOME}/versions")
@guards.admits("visitor")
def versions() -> Response:
    """Every version that came into force, with its time."""
    answer = page("public/notice_versions.html", versions=_history().held, home=url_for("notice.show"))
    answer.vary.update(("Accept-Language", "Cookie"))
    return _kept(answer)


@bp.get(f"{HOME}/versions/<version>")
@guards.admits("visitor")
def version(version: str) -> Response:
    """One version in the reader's language; an old one says that it no longer holds."""
    found = _history().at(version)
    if found is None:
        raise NotFound("not_found")
    answer = page(
        "public/notice.html", body=_body(found, words.language()), held=found, is_old=found.until is not None,
        here=_address("notice.version", version=version), alternates=(),
    )  # fmt: skip
    answer.vary.update(("Accept-Language", "Cookie"))
    return _kept(answer)


@bp.get("/<controller>/notice.json")
@guards.admits("visitor")
def as_json() -> Response:
    """The notice in force as data, for any site: docs/notice-json.md says what each field means."""
    history = _history()
    answer = jsonify(notice_data.document(guards.register(), history, _links(), _schema()))
    answer.last_modified = _held(history).version.valid_from
    return outside.let_read(_kept(answer))


def _in_force(code: str, chosen: Mapping[str, Any] | None = None) -> Response:
    """The page of the version that holds; `chosen` is what an address with a language changes of it."""
    held, context = _held(_history()), dict(chosen or {})
    answer = page(
        "public/notice.html", body=_body(held, code), held=held, is_old=False, alternates=_alternates(),
        here=_address("notice.in_language", code=code), **context,
    )  # fmt: skip
    return _kept(answer)


def _body(held: Held, code: str) -> Markup:
    return _said(guards.controller().id, held.version.id, code, _address("ask.start"))


@lru_cache(maxsize=64)
def _said(controller_id: str, version_id: str, code: str, portal: str) -> Markup:
    """A version never changes, so that each process writes it once in a language."""
    register = guards.register_at(version_id)
    return Markup(render_notice(register, code, portal))  # noqa: S704  # our own template, escaped there


def _kept(answer: Response) -> Response:
    """May be kept, and is asked for anew each time: whoever has it still gets a word in place of it."""
    compressed.pack(answer)
    answer.headers["Cache-Control"] = "no-cache"
    answer.add_etag()
    return answer.make_conditional(request)


def _language(code: str) -> str:
    if code not in words.LANGUAGES:
        raise NotFound("not_found")
    return code


def _history() -> History:
    return public_door.notice_history(guards.store(), guards.controller().id)


def _held(history: History) -> Held:
    if history.in_force is None:
        raise NotFound("not_found")
    return history.in_force


def _address(endpoint: str, **values: Any) -> str:
    """A whole address: by the company's own host where that was asked, else by the configured name, and by no other."""
    return guards.settings().at_home(g.own_host) + url_for(endpoint, **values)


def _alternates() -> list[tuple[str, str]]:
    """The same page in each language of the controller, and where the reader's own is chosen."""
    each = [(code, _address("notice.in_language", code=code)) for code in guards.controller().languages]
    return [*each, ("x-default", _address("notice.show"))]


def _language_links(here: str) -> list[tuple[str, str, str, bool]]:
    return [
        (code, words.LANGUAGE_NAMES[code], url_for("notice.in_language", code=code), code == here)
        for code in guards.controller().languages
    ]


def _schema() -> str:
    return guards.settings().at_home(g.own_host) + url_for("static", filename=notice_data.SCHEMA)


def _links() -> Mapping[str, object]:
    languages = guards.controller().languages
    return {
        "self": _address("notice.as_json"),
        "pages": {code: _address("notice.in_language", code=code) for code in languages},
        "frames": {code: _address("notice.embed", code=code) for code in languages},
        "versions": _address("notice.versions"),
        "requests": _address("ask.start"),
    }
