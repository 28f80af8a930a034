"""What the pages of one request have in common: the page that says what changed, and what their templates say."""

from typing import Any, cast

from flask import Response as FlaskResponse
from flask import url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from portal import code_words
from portal.domain.errors import Conflict, Invalid
from portal.domain.register import Register
from portal.reading.toml import register_from_json
from portal.staff import case_words, collision
from portal.storage.door import case as door
from portal.storage.door.case import CasePage
from portal.web import guards, members
from portal.web.forms import Form


class VersionedForm(Form):
    """A form that knows which version of the request it was made from, and the last event seen there."""

    version = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    seen = IntegerField(widget=HiddenInput(), default=0)


def load(reference: str) -> CasePage:
    """The request, as the viewer may see it."""
    return door.case_page(guards.store(), members.viewer(), reference)


def register_of(reference: str) -> Register:
    """The register that was in force when the request came: what is decided rests on it."""
    return register_from_json(register_document(reference))


def register_document(reference: str) -> dict[str, Any]:
    """The same as it was published."""
    return door.register_document(guards.store(), members.viewer(), reference)


def versions(case: CasePage) -> dict[str, int]:
    """What a form made from this page carries."""
    return {"version": case.version, "seen": case.events[0].number if case.events else 0}


def context(case: CasePage) -> dict[str, Any]:
    """What every page of a request may say."""
    register = guards.register()
    return {
        "case": case,
        "words": case_words,
        "say_category": lambda key: case_words.say_category(register, key),
        "say_purpose": lambda key: case_words.say_purpose(register, key),
        "say_channel": lambda key: case_words.say_channel(register, key),
        "say_place": lambda step: case_words.say_place(register, step),
        "say_system": lambda key: case_words.say_system(register, key),
        "who": who(case),
        "home": at("staff_request.show", case.reference),
        "here_href": at("staff_presence.show", case.reference, poll="1", version=str(case.version)),
    }


def who(case: CasePage) -> str:
    """The requester's name, or the address where no name was given."""
    return case.name or str(case.requester.get("email", ""))


def at(endpoint: str, reference: str, **values: str) -> str:
    """The address of a page of this request."""
    anchor = values.pop("_anchor", None)
    return url_for(endpoint, _anchor=anchor, reference=reference, **cast(dict[str, Any], values))


def back_to(endpoint: str, reference: str, **values: str) -> Response:
    """303 to a page of this request; htmx is told to go there with the whole page."""
    location = at(endpoint, reference, **values)
    if guards.is_fragment():
        return FlaskResponse(status=204, headers={"HX-Redirect": location})
    return redirect(location, 303)


def changed(reference: str, form: Form | None, fault: Conflict) -> Response:
    """409: what happened since the page was opened, and what was typed, so that it is not lost."""
    return collision.answer(context(load(reference)), form, fault.code)


def over(case: CasePage, form: Form | None) -> Response:
    """403: it is not the time for that any more; what happened meanwhile, and what was typed."""
    return collision.answer(context(case), form, "order", 403)


def blame(form: Form, fault: Invalid, otherwise: str) -> None:
    """Put a refusal of the domain beside the field that it names."""
    field = form[fault.field] if fault.field in form else form[otherwise]
    field.errors = [*field.errors, code_words.say_error(fault.code, **fault.details)]
