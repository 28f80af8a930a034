"""Is it you? What the company asked, and the person's answer: a code, a few words, or a masked copy."""

from typing import Any, BinaryIO, cast

from flask import Blueprint, request
from werkzeug.wrappers import Response
from wtforms import MultipleFileField, StringField, TextAreaField
from wtforms.validators import Optional

from portal.domain.errors import Invalid
from portal.domain.ladder import Means
from portal.journey import inquiring
from portal.papers.identity_letters import say_doubt, say_means
from portal.public.ask import blamed
from portal.storage.door import identity as door
from portal.storage.door.identity import AskedOfPerson
from portal.web import guards
from portal.web.forms import Form, UpTo
from portal.web.limits import limit
from portal.web.pages import invalid, page
from portal.words import lazy_gettext as _l

bp = Blueprint("inquiry", __name__)
HERE = "/<controller>/requests/<reference>/identity"
CODES = frozenset({Means.PHONE_CODE, Means.POST_CODE})


class AnswerForm(Form):
    """A code, words, or a copy: what was asked for is looked at."""

    code = StringField(_l("The code"), validators=[UpTo(40)])
    text = TextAreaField(_l("Your answer"), validators=[Optional(), UpTo(inquiring.LONGEST_WORDS)])
    files = MultipleFileField(_l("The masked copy"), validators=[Optional()])


@bp.get(HERE)
@guards.requester("proven")
def show(reference: str) -> Response:
    """What is asked, why, and how to answer; back to the request where nothing is."""
    asked = door.asked_of(guards.store(), guards.person())
    if asked is None:
        return guards.redirect_to("case.show", reference=reference)
    return page("public/inquiry.html", **_told(reference, asked, AnswerForm(formdata=None)))


@bp.post(HERE)
@limit("60 per hour")
@guards.requester("proven")
def answer(reference: str) -> Response:
    """The person's answer."""
    form, asked = AnswerForm(), door.asked_of(guards.store(), guards.person())
    if asked is None:
        return guards.redirect_to("case.show", reference=reference)
    if not form.validate_on_submit():
        return invalid("public/inquiry.html", **_told(reference, asked, form))
    try:
        if asked.means in CODES:
            _type_code(reference, form)
        else:
            _answer(reference, form)
    except Invalid as fault:
        asked = door.asked_of(guards.store(), guards.person()) or asked
        form = blamed(form, fault, "code" if asked.means in CODES else "text")
        return invalid("public/inquiry.html", **_told(reference, asked, form))
    return guards.redirect_to("case.show", reference=reference)


def _type_code(reference: str, form: AnswerForm) -> None:
    if not (form.code.data or "").strip():
        raise Invalid("code_empty", field="code")
    left = inquiring.type_code(
        guards.store(), guards.person(), reference, form.code.data or "", guards.register()
    )  # fmt: skip
    if left is not None:
        raise Invalid("wrong_code" if left else "code_ended", field="code")


def _answer(reference: str, form: AnswerForm) -> None:
    given = [file for file in request.files.getlist("files") if file.filename]
    copies = [(file.filename or "", cast(BinaryIO, file.stream)) for file in given]
    limit_bytes = guards.settings().upload_limit_bytes
    inquiring.answer(guards.store(), guards.person(), reference, form.text.data or "", copies, limit_bytes)


def _told(reference: str, asked: AskedOfPerson, form: AnswerForm) -> dict[str, Any]:
    return {
        "reference": reference,
        "asked": asked,
        "form": form,
        "by_code": asked.means in CODES,
        "doubt": say_doubt(asked.doubt),
        "means": say_means(asked.means),
    }
