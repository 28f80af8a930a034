"""Showing again who is at the keys, before what cannot be taken back or what is secret.

    @bp.post(...)
    @members.staff_page(may_release)
    @stepup.shown_lately()
    def release(...)

Password or factor must have been shown in this session within ten minutes. If not, a page asks for it and carries the
form along, sealed and bound to this session and this address; its press goes to the very same address, so that nothing
typed is lost and nothing but the page's own act can follow. A form with files cannot be carried so.

Whoever came by single sign-on shows it at their provider, and no page can be carried there. Their form waits sealed on
the server for whom and for the browser that sent it; the page that they come back to carries it as any other.
"""

import base64
import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, cast
from urllib.parse import urlsplit

from flask import request, session
from flask_wtf import FlaskForm
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField

from portal.domain.errors import Damaged, Invalid, Refused, TooMany
from portal.domain.members import Member
from portal.keys import ring as keys
from portal.office import factors, passkeys
from portal.office.factors import FORM_LIVES, KeptForm
from portal.web import guards, members
from portal.web.pages import page
from portal.words import gettext
from portal.words import lazy_gettext as _l

P = ParamSpec("P")
PATH = "/staff/account/show"
KEPT = "shown_kept"
_OURS = frozenset({"csrf_token", KEPT, "shown_password", "shown_code", "shown_passkey"})
_PURPOSE = "kept form"


class ShowForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF carries no types
    """Password, and the code of who has a factor."""

    shown_password = PasswordField(_l("Password"))
    shown_code = StringField(_l("Code"))


def always() -> bool:
    """For an act that asks each time."""
    return True


def shown_lately(when: Callable[[], bool] = always) -> Callable[[Callable[P, Any]], Callable[P, Any]]:
    """Let a view begin only after password or factor was shown lately, where `when` says so of this request.

    It stands below the guard that says who may come in at all.
    """

    def wrap(view: Callable[P, Any]) -> Callable[P, Any]:
        @wraps(view)
        def guarded(*args: P.args, **values: P.kwargs) -> Any:
            answer = _asked_for(when)
            return answer if answer is not None else view(*args, **values)

        return guarded

    return wrap


def _asked_for(when: Callable[[], bool]) -> Response | None:
    """The page that asks; None where it was shown, and the form that was kept is the request's again."""
    who = members.member()
    assert who is not None, "a guard of the staff's pages stands above"
    was_shown = who.has_shown_lately(guards.store().now())
    if carried := request.form.get(KEPT, "") if request.method == "POST" else "":
        form, secret = _unsealed(who, carried)
        if not was_shown and who.came_by is not None:
            return _to_provider(who, form)
        if not was_shown and (refusal := _refusal(who)):
            return _page(who, carried, *refusal)
        factors.forget_form(guards.store(), secret)
        request.form = ImmutableMultiDict(form.fields)
        return None
    if was_shown or not when():
        return None
    if request.method == "GET":
        return _to_show()
    typed = tuple(pair for pair in request.form.items(multi=True) if pair[0] not in _OURS)
    form = KeptForm(request.path, typed)
    return _to_provider(who, form) if who.came_by is not None else _page(who, _sealed(who, form))


def _to_provider(who: Member, form: KeptForm) -> Response:
    """The page that leads to the provider, while the form waits here."""
    return _page(who, "", path=_back(factors.keep_form(guards.store(), who, guards.browser(), form)), kept=True)


def _back(secret: str) -> str:
    return f"{PATH}?kept={secret}"


def show(who: Member, path: str, secret: str = "") -> Response:
    """The page at an address of its own: for a page that was only to be opened, or for whoever came back to a form.

    `secret` leads to that form. Raises Refused: `form_too_old`, it is not there any more.
    """
    if not secret:
        return _page(who, "", path=path)
    form = factors.kept_form(guards.store(), who, guards.browser(), secret)
    if not who.has_shown_lately(guards.store().now()):
        return _page(who, "", path=_back(secret), kept=True)
    return page("staff/shown.html", carried=_sealed(who, form, secret), action=form.path)


def take(who: Member, path: str) -> Response:
    """What was typed there: 303 to where one was going, or the page again."""
    refusal = _refusal(who)
    return _page(who, "", *refusal, path=path) if refusal else redirect(path or members.ACCOUNT_PATH, 303)


def _refusal(who: Member) -> tuple[int, str] | None:
    """Status and sentence of a refusal; None where it was shown."""
    store, site = guards.store(), passkeys.site_of(guards.settings().staff_base_url)
    try:
        if (answer := request.form.get("shown_passkey", "")) and site is not None:
            passkeys.show(store, site, who, session.pop("passkey", ""), answer)
        else:
            factors.show_again(store, who, request.form.get("shown_password", ""), request.form.get("shown_code", ""))
    except Invalid:
        if who.has_factor:
            return 422, gettext("Password and code do not fit. A code works once: wait for the next one and try again.")
        return 422, gettext("That is not your password. Try again.")
    except TooMany:
        return 429, gettext("Too many tries. Wait a few minutes and try again.")
    return None


def _page(
    who: Member, carried: str, status: int = 200, refusal: str = "", path: str = "", *, kept: bool = False
) -> Response:
    form = ShowForm(formdata=None)
    if refusal:
        form.form_errors.append(refusal)
    answer = page(
        "staff/show.html",
        status=status,
        page_error=bool(refusal),
        form=form,
        carried=carried,
        kept=kept,
        path=path,
        action=PATH if not carried else request.path,
        has_factor=who.has_factor,
        provider_href=_provider_href(who, path),
        passkeys=passkeys.site_of(guards.settings().staff_base_url) is not None and who.has_factor,
    )
    if guards.is_fragment():
        answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = "body", "innerHTML"
    return answer


def _provider_href(who: Member, path: str) -> str:
    """Where whoever came by single sign-on shows again who they are; empty for all others."""
    if who.came_by is None or not who.memberships:
        return ""
    to = path or members.safe_next(urlsplit(request.referrer or "").path)
    return f"/staff/{who.memberships[0].slug}/sso/begin?shows=1&next={members.quoted(to)}"


def _to_show() -> Response:
    back = request.full_path.removesuffix("?") if not guards.is_fragment() else ""
    location = f"{PATH}?next={members.quoted(members.safe_next(back))}"
    if guards.is_fragment():
        return Response(status=204, headers={"HX-Redirect": location})
    return Response(status=303, headers={"Location": location})


# ---- the form that is carried along ------------------------------------------------------------------------


def _sealed(who: Member, form: KeptForm, secret: str = "") -> str:
    """The form for the page to carry; `secret` is that of the one that waited on the server."""
    kept = {"at": guards.store().now().isoformat(), "fields": form.fields, "secret": secret}
    key = guards.store().ring.derived(_PURPOSE)[0]
    return base64.urlsafe_b64encode(keys.seal_json(key, kept, _bound(who, form.path))).decode()


def _unsealed(who: Member, carried: str) -> tuple[KeptForm, str]:
    """What was typed, with its secret. Refused: it is another session's, another address's, changed or old."""
    for key in guards.store().ring.derived(_PURPOSE):
        try:
            opened = keys.unseal(key, base64.urlsafe_b64decode(carried.encode()), _bound(who, request.path))
        except (Damaged, ValueError):
            continue
        kept = cast(dict[str, Any], json.loads(opened))
        if guards.store().now() - datetime.fromisoformat(kept["at"]) <= FORM_LIVES:
            typed = tuple((str(name), str(value)) for name, value in kept["fields"])
            return KeptForm(request.path, typed), kept["secret"]
    raise Refused("form_too_old")


def _bound(who: Member, path: str) -> str:
    return f"{who.session}:{path}"
