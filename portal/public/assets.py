"""The front door, the controller's colour, and whether the house is awake."""

import re

from flask import Blueprint, Response, g, make_response
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.colour import readable_accent
from portal.domain.errors import NotFound
from portal.storage.door import public as public_door
from portal.web import guards
from portal.web.pages import page

bp = Blueprint("assets", __name__)
_COLOUR = re.compile(r"^#[0-9a-f]{6}$")


@bp.get("/")
@guards.anyone
def index() -> AnyResponse:
    """Which companies this installation serves; before the first one, what is to be done. On a company's host, it."""
    if g.host_of:
        return redirect(f"/{g.host_of}/", 303)
    served = public_door.open_controllers(guards.store())
    begun = bool(served or public_door.controllers(guards.store()))
    return page("public/index.html", controllers=served, begun=begun)


@bp.get("/<controller>/accent.css")
@guards.anyone
@guards.before_opening
def accent() -> Response:
    """The controller's accent in both themes, with the ink that reads on it."""
    colour = guards.register().controller.accent.lower()
    light, dark = readable_accent(colour if _COLOUR.match(colour) else "#1f4f46")
    body = (
        f":root{{--accent:{light.paper};--on-accent:{light.ink}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{--accent:{dark.paper};--on-accent:{dark.ink}}}}}\n"
    )
    answer = make_response(body)
    answer.mimetype = "text/css"
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


@bp.get("/<controller>/logo/<name>.png")
@guards.anyone
@guards.before_opening
def logo(name: str) -> Response:
    """The controller's logo; another picture has another name, so that this one may be kept for good."""
    if not guards.controller().logo or name != guards.controller().logo:
        raise NotFound("not_found")
    answer = make_response(public_door.logo(guards.store(), guards.controller().id))
    answer.mimetype = "image/png"
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


@bp.get("/healthz")
@guards.anyone
def healthz() -> Response:
    """The process answers."""
    return Response("ok", mimetype="text/plain")


@bp.get("/readyz")
@guards.anyone
def readyz() -> Response:
    """The process answers and so does its database."""
    public_door.alive(guards.store())
    return Response("ok", mimetype="text/plain")
