"""A page, or the named block of it that htmx asked for."""

from datetime import date
from typing import Any
from urllib.parse import quote

from flask import current_app, g, make_response, render_template, request, session, url_for
from flask_htmx import HTMX
from jinja2_fragments.flask import render_block
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response

from portal import words
from portal.web import guards

htmx = HTMX()


def page(template: str, block: str | None = None, status: int = 200, **context: Any) -> Response:
    """A template as a whole page, or only `block` of it where htmx asked and a plain GET would get the whole."""
    fragment = block is not None and guards.is_fragment()
    html = render_block(template, block, **context) if fragment and block else render_template(template, **context)
    answer = make_response(html, status)
    answer.vary.add("HX-Request")
    return answer


def invalid(template: str, block: str | None = None, **context: Any) -> Response:
    """A form with its errors: 422, swapped in place."""
    return page(template, block, status=422, page_error=True, **context)


def chosen_language() -> str:
    """The language that was chosen here, else the browser's best among the controller's.

    In public a company speaks the languages in which its register is said, and no other.
    """
    offered = guards.controller().languages if g.get("controller") else words.LANGUAGES
    asked = request.args.get("lang", "")
    if asked in words.LANGUAGES:
        session["language"] = asked
    chosen = session.get("language")
    if chosen in _spoken():
        return str(chosen)
    return request.accept_languages.best_match([*offered], default=offered[0]) or "en"


def _spoken() -> tuple[str, ...]:
    """The languages that one may choose on this page."""
    if g.get("controller") and not request.path.startswith("/staff"):
        return tuple(guards.controller().languages)
    return words.LANGUAGES


def shared_context() -> dict[str, Any]:
    """What every template may use."""
    facts = g.get("controller")
    return {
        "controller": g.register.controller if g.get("register") else None,
        "register": g.get("register"),
        "is_open": g.get("is_open", True),
        "logo": _logo(facts.slug, facts.logo) if facts and facts.logo else None,
        "today": guards.today() if facts else date.today(),  # noqa: DTZ011  # no controller, no zone
        "language_links": _language_links(),
        "page_error": False,
        "demo": guards.settings().demo,
        "mailbox_url": guards.settings().mailbox_path if guards.settings().demo else "",
    }


def _logo(slug: str, name: str) -> dict[str, Any]:
    """Where the company's logo is, and how large it is shown: at half of its dots, so that it is sharp everywhere."""
    width, height = (max(1, int(one) // 2) for one in name.rpartition("-")[2].split("x"))
    return {"href": url_for("assets.logo", controller=slug, name=name), "width": width, "height": height}


def _language_links() -> list[tuple[str, str, str, bool]]:
    kept = {key: value for key, value in request.args.items() if key != "lang"}
    query = "".join(f"&{_quote(key)}={_quote(value)}" for key, value in kept.items())
    path = quote(_path_to_read(), safe="/")
    return [
        (code, words.LANGUAGE_NAMES[code], f"{path}?lang={code}{query}", code == words.language()) for code in _spoken()
    ]


def _path_to_read() -> str:
    """This page's own address; after a form with errors the nearest one above it that a plain GET reads."""
    path = str(g.get("language_path") or request.path)
    adapter = current_app.url_map.bind("")
    while path.strip("/"):
        try:
            adapter.match(path, "GET")
        except RequestRedirect:
            return path
        except HTTPException:
            path = path.rpartition("/")[0]
        else:
            return path
    return "/"


def _quote(text: str) -> str:
    return quote(text, safe="")
