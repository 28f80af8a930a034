"""Who is signed in: Flask-Login over sessions that live on the server, and the guard of the staff's pages.

The signed cookie holds a secret whose fingerprint is the session's row. Membership and role
are read anew on each request, so that who was disabled or demoted is so on the next one.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, cast
from urllib.parse import quote, urlsplit

from flask import Flask, Request, g, request, session
from flask_login import LoginManager, UserMixin, current_user
from werkzeug.wrappers import Response

from portal import words
from portal.domain.errors import NotFound, Refused
from portal.domain.may import may_change, may_choose, may_configure, may_see_queue, may_see_reports
from portal.domain.members import Member
from portal.domain.roles import Viewer
from portal.office import accounts
from portal.office.accounts import SignedIn
from portal.storage import counters
from portal.storage.door import public as public_door
from portal.web import agents, guards, sso

P = ParamSpec("P")
SIGN_IN_PATH = "/staff/login"
SECOND_PATH = "/staff/login/code"
ACCOUNT_PATH = "/staff/account"
_MOST_DEVICES = 5
_LONGEST_NEXT = 500
_KEPT_AT_SIGN_IN = ("browser", "language", "devices", "keys")


class _Current(UserMixin):  # type: ignore[misc]  # Flask-Login carries no types
    """What Flask-Login holds for the length of one request."""

    def __init__(self, member: Member) -> None:
        self.member = member


class SignIn(LoginManager):  # type: ignore[misc]  # Flask-Login carries no types
    """Flask-Login that knows a browser by its server-side session alone."""

    def init_app(self, app: Flask, add_context_processor: bool = False) -> None:
        """Load who is signed in when a page asks, and tell the staff's templates who it is."""
        super().init_app(app, add_context_processor)
        self.session_protection = None
        self.request_loader(_load)
        app.context_processor(_context)


sign_in = SignIn()


def _load(_asked: Request) -> _Current | None:
    secret = session.get("staff")
    if not secret:
        return None
    member = accounts.current(guards.store(), secret, used=not guards.is_poll())
    member = sso.still(secret, member) if member else None
    return _Current(member) if member else None


def member() -> Member | None:
    """Who is signed in; None for a stranger."""
    return cast(Member, current_user.member) if current_user.is_authenticated else None


def viewer() -> Viewer:
    """The viewer of a page behind `staff_page`."""
    return cast(Viewer, g.viewer)


def staff_page(
    may: Callable[[Viewer], bool] = may_see_queue,
) -> Callable[[Callable[P, Any]], Callable[P, Any]]:
    """A page of this path's controller for a member of it who `may`; the innermost decorator below the route.

    A stranger is sent to sign in, and who has no second factor where the controller wants one, to
    set one up. Whoever changes nothing is refused every press, whatever the rule of the page. To a
    member of other controllers alone this one does not exist: 404, with the body of a slug that is
    nobody's. Until the controller is open, members are led to where it is set up.
    """

    def wrap(view: Callable[P, Any]) -> Callable[P, Any]:
        @wraps(view)
        def guarded(*args: P.args, **values: P.kwargs) -> Any:
            who = member()
            if who is None:
                return to_sign_in()
            found = who.viewer_at(guards.controller().slug)
            if found is None:
                _forget_controller()
                raise NotFound("not_found")
            speak_as(who)
            if who.lacks_factor_at(guards.controller().slug):
                return _to_set_up(guards.controller().slug)
            if not guards.is_open() and not getattr(view, "before_opening", False):
                return _to_opening(guards.controller().slug)
            if not may(found) or (request.method == "POST" and not may_change(found)):
                raise Refused("may_not")
            g.viewer = found
            return view(*args, **values)

        return guards.admits("staff")(guarded)

    return wrap


def members_page(view: Callable[P, Any]) -> Callable[P, Any]:
    """A page of no controller, and of their account, for whoever signed in with it.

    Who came by a controller's single sign-on is that controller's guest: the account, which may be a member of others,
    is not theirs to change.
    """
    return _of_no_controller(view, guests=False)


def anybodys_page(view: Callable[P, Any]) -> Callable[P, Any]:
    """The same for whoever is signed in, whichever way they came."""
    return _of_no_controller(view, guests=True)


def _of_no_controller(view: Callable[P, Any], *, guests: bool) -> Callable[P, Any]:
    @wraps(view)
    def guarded(*args: P.args, **values: P.kwargs) -> Any:
        who = member()
        if who is None:
            return to_sign_in()
        speak_as(who)
        g.speaking.enter_context(words.using(words.language(), _zone_of(who)))
        if who.came_by is not None and not guests:
            raise Refused("sso_guest")
        return view(*args, **values)

    return guards.admits("staff")(guarded)


def _zone_of(who: Member) -> str:
    """The time by which a page of no controller speaks: that of the member's controllers, where they have one."""
    zones = {one.time_zone for one in public_door.controllers(guards.store()) if who.viewer_at(one.slug) is not None}
    return zones.pop() if len(zones) == 1 else "UTC"


def begin(email: str, password: str) -> bool:
    """Sign this browser in: a new session and a new form token; nothing else of the old cookie stays.

    False where the second factor is still to be shown: then nothing of the browser changes but what it waits for.

    Raises:
        Invalid: the one refusal. TooMany: one must wait.
    """
    store = guards.store()
    known = session.get("devices") or {}
    signed_in = accounts.sign_in(store, email, password, network(), known, agents.words_of(request.user_agent.string))
    if signed_in.awaits:
        session["waiting"] = signed_in.secret
        return False
    remember(signed_in)
    return True


def network() -> str:
    """A keyed mark of the peer; its address is nowhere kept."""
    return counters.mark(guards.store(), request.remote_addr or "")


def remember(signed_in: SignedIn) -> None:
    """Write the new session into the cookie, and that this browser may sign in whatever strangers try.

    Who signed in by a passkey alone showed no address, so that nothing of it is remembered.
    """
    carry(signed_in.secret)
    devices = {mark: device for mark, device in session.get("devices", {}).items() if mark != signed_in.mark}
    if signed_in.mark:
        devices[signed_in.mark] = signed_in.device
    session["devices"] = dict(list(devices.items())[-_MOST_DEVICES:])


def carry(secret: str) -> None:
    """Write a new session into the cookie; nothing else of the old one stays."""
    kept = {key: session[key] for key in _KEPT_AT_SIGN_IN if key in session}
    old = session.get("staff")
    session.clear()
    session.update(kept)
    session["staff"] = secret
    session.permanent = True
    if old:
        accounts.sign_out(guards.store(), old)


def end() -> None:
    """Sign this browser out: the session dies on the server, and the form token with it."""
    secret = session.pop("staff", "")
    session.pop("csrf_token", None)
    if secret:
        accounts.sign_out(guards.store(), secret)


def to_sign_in() -> Response:
    """303 to the sign-in page, which leads back to where a GET was going."""
    back = request.full_path.removesuffix("?") if request.method == "GET" and not guards.is_fragment() else ""
    location = f"{SIGN_IN_PATH}?next={quote(back, safe='')}" if safe_next(back) else SIGN_IN_PATH
    if guards.is_fragment():
        return Response(status=204, headers={"HX-Redirect": location})
    return Response(status=303, headers={"Location": location})


def _to_set_up(slug: str) -> Response:
    """303 to where a second factor is set up."""
    location = f"{ACCOUNT_PATH}?for={quote(slug, safe='')}"
    if guards.is_fragment():
        return Response(status=204, headers={"HX-Redirect": location})
    return Response(status=303, headers={"Location": location})


def queue_path() -> str:
    """The address of the requests of this path's controller."""
    return f"/staff/{guards.controller().slug}/requests"


def _to_opening(slug: str) -> Response:
    """303 to where a controller that is not open yet is set up."""
    location = f"/staff/{slug}/setup"
    if guards.is_fragment():
        return Response(status=204, headers={"HX-Redirect": location})
    return Response(status=303, headers={"Location": location})


def quoted(path: str) -> str:
    """A path as the value of a query."""
    return quote(path, safe="")


def safe_next(path: str) -> str:
    """`path` where it is a page of the staff's on this origin, else nothing."""
    plain = path.isascii() and path.isprintable() and "\\" not in path and " " not in path
    if not plain or len(path) > _LONGEST_NEXT or not path.startswith("/staff/"):
        return ""
    parts = urlsplit(path)
    return "" if parts.scheme or parts.netloc or parts.path == SIGN_IN_PATH else path


def speak_as(who: Member) -> None:
    """The staff's pages speak the language chosen here, else the member's own."""
    speak(who.language)


def speak(language: str) -> None:
    """Speak this language where none was chosen here."""
    if session.get("language") not in words.LANGUAGES:
        facts = g.get("controller")
        g.speaking.enter_context(words.using(language, facts.time_zone if facts else "UTC"))


def _forget_controller() -> None:
    """Nothing of the controller, not even its language, may show on the page that denies it."""
    g.controller = g.register = None
    best = request.accept_languages.best_match(words.LANGUAGES, default="en") or "en"
    g.speaking.enter_context(words.using(best))


def _context() -> dict[str, object]:
    """Who is signed in, for the staff's templates."""
    if not request.path.startswith("/staff"):
        return {}
    who = None if g.get("store_away") else member()  # the page of a failure must not fail as well
    here = who.viewer_at(g.controller.slug) if who and g.get("controller") else None
    return {
        "signed_in": who.name if who else None,
        "nav": _sections(who) if who else [],
        "chooses": here is not None and may_choose(here),
    }


def _section(label: str, place: str) -> tuple[str, str, bool]:
    path = f"/staff/{g.controller.slug}/{place}"
    return label, path, request.path.startswith(path)


def _sections(who: Member) -> list[tuple[str, str, bool]]:
    found = []
    here = who.viewer_at(facts.slug) if (facts := g.get("controller")) else None
    if here is not None and may_see_queue(here):
        found.append(_section(words.gettext("Requests"), "requests"))
    elif here is not None and may_configure(here):  # whoever sees requests has these below the queue
        found += [
            _section(words.gettext("Registers"), "registers"),
            _section(words.gettext("Connections"), "connections"),
            _section(words.gettext("Processors"), "processors"),
            _section(words.gettext("Privacy notice"), "notice"),
            _section(words.gettext("The words of your letters"), "letters"),
        ]
    if here is not None and may_see_reports(here):
        found.append(_section(words.gettext("Reports"), "reports"))
    if len(who.memberships) > 1:
        found.append((words.gettext("Companies"), "/staff/", request.path == "/staff/"))
    return found
