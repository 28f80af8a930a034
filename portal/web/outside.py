"""What stands between a request from outside and every view: host, origin, form token, headers, language."""

from contextlib import ExitStack

from flask import Flask, g, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import BadRequest
from werkzeug.sansio.utils import host_is_trusted
from werkzeug.wrappers import Response

from portal import words
from portal.domain.errors import NotFound, Refused
from portal.storage.door import public as public_door
from portal.web import guards, pages
from portal.web.compressed import compress_static

csrf = CSRFProtect()
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "font-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
FRAMED = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; "
    "base-uri 'none'; object-src 'none'; frame-ancestors *",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""What a page sends in their place that any site may frame; it goes without `X-Frame-Options`."""
SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""What an answer sends that the pages of any site may read, without a cookie."""


def protect(app: Flask) -> None:
    """Put everything in its place."""
    app.url_value_preprocessor(_begin_speaking)
    app.url_value_preprocessor(_check_host)
    app.before_request(_check_origin)
    app.before_request(_speak)
    csrf.init_app(app)
    app.after_request(_add_headers)
    app.after_request(compress_static)
    app.teardown_request(_stop_speaking)


def _begin_speaking(endpoint: str | None, values: dict[str, str] | None) -> None:
    """A refusal before the language is known is said in the browser's own."""
    best = request.accept_languages.best_match(words.LANGUAGES, default="en") or "en"
    g.speaking = ExitStack()
    g.speaking.enter_context(words.using(best))


def _check_host(endpoint: str | None, values: dict[str, str] | None) -> None:
    """Only the names of this installation and its controllers' domains; on a domain, that controller's pages alone.

    It comes before the controller is looked for, so that on one company's name nothing of another is told. The staff
    live on the installation's own name.
    """
    g.host_of = g.own_host = ""
    if host_is_trusted(request.host, list(guards.settings().trusted_hosts)):
        return
    names = {name: facts.slug for facts in public_door.controllers(guards.store()) for name in facts.domains}
    if not names or not host_is_trusted(request.host, sorted(names)):  # no name at all would trust every host
        raise BadRequest("host")
    g.own_host = (request.host.rpartition(":")[0] or request.host).casefold()
    g.host_of = names[g.own_host]
    asked = (values or {}).get("controller")
    if asked not in (None, g.host_of) or (asked is None and endpoint not in OF_EVERY_HOST) or _is_staffs():
        raise NotFound("not_found")


OF_EVERY_HOST = frozenset({"static", "assets.index", "assets.healthz", "assets.readyz"})
"""The addresses of no controller that a controller's own host has too."""


def _is_staffs() -> bool:
    return request.path.startswith(("/staff", "/demo"))


def _check_origin() -> None:
    """A form posted by another site is refused before its token is looked at."""
    if request.method not in {"GET", "HEAD", "OPTIONS"} and request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise Refused("foreign_form")


def _speak() -> None:
    facts = g.get("controller")
    zone = facts.time_zone if facts else "UTC"
    g.speaking.enter_context(words.using(pages.chosen_language(), zone))


def _stop_speaking(error: BaseException | None) -> None:
    if "speaking" in g:
        g.speaking.close()


def check_token() -> None:
    """Ask for the form's token in a view that is exempt, for the part of it that a browser presses."""
    csrf.protect()


def let_frame(answer: Response) -> Response:
    """Let any site show this page in a frame: for one with nothing to press, which takes no notice of a session."""
    answer.headers.update(FRAMED)
    g.framed = True
    return answer


def let_read(answer: Response) -> Response:
    """Let the pages of any site read this answer: for what is public, and the same for everybody."""
    answer.headers.update(SHARED)
    return answer


def _add_headers(answer: Response) -> Response:
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    if g.get("framed"):
        del answer.headers["X-Frame-Options"]
    if guards.settings().secure_cookies:
        answer.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if request.endpoint not in {"static", "assets.accent"}:
        answer.headers.setdefault("Cache-Control", "no-store")
    return answer
