"""What went wrong, as HTTP: the one place that knows both."""

from typing import cast

import structlog
from flask import Flask, g, make_response, render_template, request
from flask_limiter.errors import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from portal import words
from portal.domain import errors
from portal.logs import place_of
from portal.web import problem_words

log = structlog.get_logger("portal.web")
STATUS: dict[type[errors.PortalError], int] = {
    errors.NotFound: 404,
    errors.Refused: 403,
    errors.Conflict: 409,
    errors.Invalid: 422,
    errors.LinkDead: 410,
    errors.TooMany: 429,
    errors.TooLarge: 413,
    errors.Misconfigured: 503,
    errors.Damaged: 500,
}


def handle(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(errors.PortalError, said)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SQLAlchemyError, _database)
    app.register_error_handler(OSError, _disk)
    app.register_error_handler(Exception, _unexpected)


def _problem(status: int, code: str) -> Response:
    if request.path.startswith("/api/"):
        return Response(status=status)
    g.store_away = status >= 500
    face = "staff" if request.path.startswith("/staff") else "public"
    html = render_template("shared/error.html", status=status, face=face, page_error=True, **_said(code))
    return make_response(html, status)


def _said(code: str) -> dict[str, str]:
    """A title and a text for this code, where ours for the status says too little."""
    said = problem_words.SAID.get(code)
    return {} if said is None else {"title": words.say(said[0]), "text": words.say(said[1])}


def said(error: errors.PortalError) -> Response:
    """The page of an error of ours."""
    status = STATUS.get(type(error), 500)
    if status >= 500:
        log.error("problem", code=error.code, path=request.endpoint)
    return _problem(status, error.code)


def _csrf(error: CSRFError) -> Response:
    return _problem(403, "form_too_old")


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        return cast(Response, error.response)
    if isinstance(error, RateLimitExceeded):
        return _problem(429, "too_many")
    code = {404: "not_found", 405: "not_found", 413: "too_large", 400: "bad_request", 408: "too_slow"}
    return _problem(error.code or 500, code.get(error.code or 500, "unexpected"))


def _database(error: SQLAlchemyError) -> Response:
    if isinstance(error, DataError) and _sends_nul():
        return _problem(400, "bad_request")
    log.error("database", error=place_of(error), path=request.endpoint)
    return _problem(503, "store_away")


def _sends_nul() -> bool:
    """Whether a NUL came in an address or a form: nobody types one, and PostgreSQL takes it in no text."""
    came = (*request.args.items(multi=True), *request.form.items(multi=True))
    return any("\0" in name or "\0" in value for name, value in came)


def _disk(error: OSError) -> Response:
    log.error("disk", number=error.errno, path=request.endpoint)
    return _problem(503, "store_away")


def _unexpected(error: Exception) -> Response:
    log.error("unexpected", error=place_of(error), path=request.endpoint)
    return _problem(500, "unexpected")
