"""Who may come in: every view declares it, and a view that does not is found by a test.

`admits` names the audience. The controller comes from the path; what is another
controller's answers 404 with the same body as what does not exist.
"""

import secrets
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast
from zoneinfo import ZoneInfo

from flask import current_app, g, request, session, url_for
from werkzeug.wrappers import Response

from portal.domain import roles, slugs
from portal.domain.errors import NotFound
from portal.domain.register import FIRST_KEY, Register
from portal.domain.roles import Viewer
from portal.keys.ring import fingerprint
from portal.reading.toml import draft_from_json, register_from_json
from portal.settings import Settings
from portal.storage.database import Store
from portal.storage.door import public as public_door
from portal.storage.door import registers as drafts
from portal.storage.house import ControllerFacts

P = ParamSpec("P")
R = TypeVar("R")
AUDIENCES = ("anyone", "visitor", "requester", "proven", "fresh", "staff", "demo")


def store() -> Store:
    """The store that this application was made with."""
    return cast(Store, current_app.extensions["portal.store"])


def settings() -> Settings:
    """The settings that this application was made with."""
    return cast(Settings, current_app.extensions["portal.settings"])


def controller() -> ControllerFacts:
    """The controller of this path."""
    return cast(ControllerFacts, g.controller)


def home() -> str:
    """What the public addresses of this path's controller begin with: its own host's, else the installation's."""
    return settings().at_home(next(iter(controller().domains), ""))


def home_of(began: str) -> str:
    """The same for a request that began on the host `began`: there alone its browser is known; "" is no own host."""
    return settings().at_home(began if began in controller().domains else "")


def register() -> Register:
    """The register version in force of this path's controller."""
    return cast(Register, g.register)


def register_at(version_id: str) -> Register:
    """Another version of this controller's register, as it was published."""
    return _read(controller().id, version_id)


def today() -> date:
    """The date at the controller's place."""
    return store().now().astimezone(ZoneInfo(controller().time_zone)).date()


def browser() -> str:
    """The fingerprint of this browser's secret; the secret lives in its signed cookie alone."""
    if "browser" not in session:
        session["browser"] = secrets.token_urlsafe(24)
        session.permanent = True
    return fingerprint(session["browser"])


def admits(audience: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare who may come in; the innermost decorator below the route."""
    assert audience in AUDIENCES

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        view.admits = audience  # type: ignore[attr-defined]  # read by the test of declared routes
        return view

    return mark


def anyone(view: Callable[P, R]) -> Callable[P, R]:
    """A page for everybody, of no request."""
    return admits("anyone")(view)


def polled(element: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare that a page asks for this element of itself again and again; below the guard of the page."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        view.polled = element  # type: ignore[attr-defined]  # read by `is_poll`
        return view

    return mark


def is_fragment() -> bool:
    """Whether htmx asks for a part of a page: what it boosts, and what only names it, gets the whole."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def is_poll() -> bool:
    """Whether this is a page that asks for its `polled` element by itself: nobody is at the keys for that."""
    element = getattr(current_app.view_functions.get(request.endpoint or ""), "polled", None)
    asked_for = request.headers.get("HX-Target") if is_fragment() else None
    return request.method == "GET" and "poll" in request.args and element is not None and asked_for == element


def requester(level: str) -> Callable[[Callable[..., R]], Callable[..., R | Response]]:
    """A page of one request, for a browser that was granted it.

    `requester`: where the request was begun; `proven`: after the mailbox was shown; `fresh`:
    within ten minutes of a fresh code. Others are sent where a fresh link is to be had, and
    a reference that does not exist is sent there just the same.
    """

    def wrap(view: Callable[..., R]) -> Callable[..., R | Response]:
        @wraps(view)
        def guarded(**values: str) -> R | Response:
            from_here = public_door.granted(store(), controller().id, values["reference"], browser())
            if from_here is None or (level != "requester" and from_here.level != "proven"):
                return away(values["reference"], from_here is not None)
            if level == "fresh" and not from_here.is_fresh(store().now()):
                return needs_code(values["reference"])
            g.grant = from_here
            return view(**values)

        return admits(level)(guarded)

    return wrap


def away(reference: str, began_here: bool) -> Response:
    """To the page that mails a fresh link, or to the one that waits for the mail."""
    from_page = "ask.check_mail" if began_here else "ask.return_form"
    return redirect_to(from_page, reference=reference)


def needs_code(reference: str) -> Response:
    """To the page that mails a fresh code."""
    return redirect_to("answer.code_form", reference=reference)


def redirect_to(endpoint: str, **values: Any) -> Response:
    """303 to a view of this controller; htmx is told to go there with the whole page."""
    location = url_for(endpoint, controller=controller().slug, **values)
    answer = Response(status=303, headers={"Location": location})
    if is_fragment():
        answer = Response(status=204, headers={"HX-Redirect": location})
    return answer


def person() -> Viewer:
    """The viewer of a page behind `requester`."""
    return roles.person(controller().id, g.grant.request_id)


def load_controller(endpoint: str | None, values: dict[str, str] | None) -> None:
    """Take the controller out of the path, for every blueprint."""
    g.controller = g.register = None
    g.is_open = True
    if any("\0" in str(value) for value in (values or {}).values()):  # PostgreSQL takes it in no text
        raise NotFound("not_found")
    if not values or "controller" not in values:
        return
    slug = values.pop("controller")
    if slug in slugs.RESERVED:
        raise NotFound("not_found")
    facts, version_id = public_door.controller_with_version(store(), slug)
    if version_id is None:
        _load_unopened(facts, current_app.view_functions.get(endpoint or ""))
        return
    g.controller, g.register_version_id = facts, version_id
    g.register = _read(facts.id, version_id)


def before_opening(view: Callable[P, R]) -> Callable[P, R]:
    """Declare that a page is there before the controller has published a register; below its other guards.

    All other pages of such a controller say that it opens soon: to its staff, where it is being set up.
    """
    view.before_opening = True  # type: ignore[attr-defined]  # read when the controller is loaded
    return view


def is_open() -> bool:
    """Whether this path's controller has a register in force."""
    return bool(g.is_open)


def _load_unopened(facts: ControllerFacts, view: object) -> None:
    """A controller without a register: what is known of it stands in a bare one, and few pages are there.

    The systems that its staff connect meanwhile are those of the draft.
    """
    g.controller, g.register_version_id, g.is_open = facts, "", False
    audience, document = getattr(view, "admits", ""), None
    if audience == "staff" and request.blueprint == "staff_connections":
        draft = drafts.draft_of(store(), roles.machine(facts.id), FIRST_KEY)
        document = draft.document if draft is not None else None
    g.register = draft_from_json(document or public_door.document_of(store(), facts.slug))
    if audience != "staff" and not getattr(view, "before_opening", False):
        raise NotFound("not_open")


_registers: dict[str, Register] = {}


def _read(controller_id: str, version_id: str) -> Register:
    """A register version never changes, so that it is read once in each process."""
    if version_id not in _registers:
        published = public_door.register_version(store(), controller_id, version_id)
        _registers[version_id] = register_from_json(published.document)
    return _registers[version_id]


def put_controller(endpoint: str, values: dict[str, object]) -> None:
    """Give links inside a controller's pages its slug."""
    facts = g.get("controller")
    if (
        facts is not None
        and "controller" not in values
        and current_app.url_map.is_endpoint_expecting(endpoint, "controller")
    ):
        values["controller"] = facts.slug
