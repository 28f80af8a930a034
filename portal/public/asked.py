"""A processor answers by the link of a letter, without an account: one press opens it in this browser, for a day.

Looking at the link changes nothing. Its token stands in no address after the press, and whom it is about on no page
before it.
"""

from typing import Any, BinaryIO, cast

from flask import Blueprint, g, request, session
from werkzeug.wrappers import Response
from wtforms import MultipleFileField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Optional

from portal import words
from portal.domain.errors import Conflict, Invalid, LinkDead, Refused
from portal.domain.lifecycle import Capability
from portal.domain.register import Register
from portal.journey import asked as use
from portal.journey.asked import Answer, Place
from portal.public import asked_words
from portal.public.ask import blamed
from portal.reading.toml import register_from_json
from portal.storage.door import asked as door
from portal.storage.door.asked import Asked, LetterFound, Stand
from portal.web import guards
from portal.web.forms import Day, Form, UpTo
from portal.web.limits import limit
from portal.web.pages import page
from portal.words import lazy_gettext as _l

bp = Blueprint("asked", __name__)
HERE = "/<controller>/asked/<token>"
LETTER = "/<controller>/asked/letters/<letter>"
ONE = f"{LETTER}/<ask_id>"
OPEN_SECONDS = 24 * 60 * 60
_MOST_OPEN = 5
_LONGEST_TEXT = 20_000


class OpenForm(Form):
    """The press that opens a letter."""


class AnswerForm(Form):
    """What the processor says; a text for each kind of data comes with the search."""

    outcome = RadioField(_l("Your answer"), validate_choice=False, validators=[InputRequired(_l("Choose your answer"))])
    on = Day(_l("Done on"), validators=[Optional()])
    note = TextAreaField(_l("Why not, or what else we should know"), validators=[Optional(), UpTo(use.LONGEST_NOTE)])
    files = MultipleFileField(_l("Files"), validators=[Optional()])


@bp.get(HERE)
@guards.admits("visitor")
def link(token: str) -> Response:
    """The link in a mail: a page with one button, and nothing of anybody."""
    try:
        found = door.letter_of(guards.store(), guards.controller().id, token)
    except LinkDead:
        return _dead()
    _speak(found)
    return page("public/asked_link.html", letter=found, form=OpenForm(formdata=None), name=_name(found))


@bp.post(HERE)
@limit("60 per hour")
@guards.admits("visitor")
def open_letter(token: str) -> Response:
    """The press that opens the letter in this browser."""
    try:
        found = door.letter_of(guards.store(), guards.controller().id, token)
    except LinkDead:
        return _dead()
    if not OpenForm().validate_on_submit():
        return _dead()
    for one in found.asks:
        use.opened(guards.store(), _place(found, _asked(found, one[0])))
    _remember(found)
    if len(found.asks) == 1:
        return guards.redirect_to("asked.one", letter=found.number, ask_id=found.asks[0][0])
    return guards.redirect_to("asked.letter", letter=found.number)


@bp.get(LETTER)
@guards.admits("visitor")
def letter(letter: str) -> Response:
    """Everybody whom the letter asks about, and what is answered already."""
    try:
        found = _opened(letter)
    except LinkDead:
        return _dead()
    people = [_asked(found, one[0]) for one in found.asks]
    left = [one for one in people if one.stand is Stand.OPEN]
    return page("public/asked.html", letter=found, people=people, left=left, wish=asked_words.wish, name=_name(found))


@bp.get(ONE)
@guards.admits("visitor")
def one(letter: str, ask_id: str) -> Response:
    """One person: what is asked, by what they are found, and the form of the answer."""
    try:
        found = _opened(letter)
    except LinkDead:
        return _dead()
    about = _asked(found, ask_id)
    return _one(found, about, _form(found, about, fresh=True))


@bp.post(ONE)
@limit("120 per hour")
@guards.admits("visitor")
def answer(letter: str, ask_id: str) -> Response:
    """The processor's word: it is said once."""
    try:
        found = _opened(letter)
        about = _asked(found, ask_id)
        form = _form(found, about)
        if not form.validate_on_submit():
            return _one(found, about, form, 422)
        given = [file for file in request.files.getlist("files") if file.filename]
        files = [(file.filename or "", cast(BinaryIO, file.stream)) for file in given]
        said = Answer(form.outcome.data or "", form.on.data, form.note.data or "", _texts(found, about, form))
        use.answer(guards.store(), _place(found, about), said, files, guards.settings().upload_limit_bytes)
    except LinkDead:
        return _dead()
    except Invalid as fault:
        return _one(found, about, blamed(form, fault, _blamed_field(fault, about)), 422)
    except (Refused, Conflict):
        return _one(found, _asked(found, ask_id), form, 409)
    return guards.redirect_to("asked.letter", letter=found.number)


def _opened(number: str) -> LetterFound:
    """A letter that was opened in this browser; `LinkDead` for any other, whether or not there is one."""
    found = door.letter_numbered(guards.store(), guards.controller().id, number)
    until = (session.get("asked") or {}).get(found.id, 0)
    if not isinstance(until, int) or guards.store().now().timestamp() >= until:
        raise LinkDead("link_dead")
    _speak(found)
    return found


def _remember(found: LetterFound) -> None:
    until = int(guards.store().now().timestamp()) + OPEN_SECONDS
    others = {key: value for key, value in (session.get("asked") or {}).items() if key != found.id}
    session["asked"] = dict([*others.items(), (found.id, until)][-_MOST_OPEN:])
    session.permanent = True


def _asked(found: LetterFound, ask_id: str) -> Asked:
    return door.asked(guards.store(), guards.controller().id, found, ask_id)


def _place(found: LetterFound, about: Asked) -> Place:
    return Place(guards.controller().id, found.id, about.id, about.request_id, about.step_id, about.reference)


def _register(about: Asked) -> Register:
    """As it was when the request came: what is asked rests on it."""
    return register_from_json(about.document)


def _name(found: LetterFound) -> str:
    known = {one.key: one.name for one in guards.register().systems}
    return known[found.system].in_language(words.language()) if found.system in known else found.system


def _speak(found: LetterFound) -> None:
    """The processor's language, unless another was chosen here."""
    if session.get("language") not in words.LANGUAGES:
        g.speaking.enter_context(words.using(found.language, guards.controller().time_zone))


def _form(found: LetterFound, about: Asked, *, fresh: bool = False) -> AnswerForm:
    """The form of this very asking."""
    texts = {}
    if about.capability is Capability.FIND:
        for key, said in asked_words.categories(_register(about), found.system):
            texts[f"found_{key}"] = TextAreaField(said, validators=[Optional(), UpTo(_LONGEST_TEXT)])
    made = cast(type[AnswerForm], type("AnswerFormOf", (AnswerForm,), texts))
    form = made(formdata=None, data={"on": guards.today()}) if fresh else made()
    form.outcome.choices = list(asked_words.outcomes(about))
    for field in (form.on, form.note, form.files):
        field.flags.optional = None  # One of the answers needs it; which, the domain says.
    return form


def _texts(found: LetterFound, about: Asked, form: AnswerForm) -> tuple[tuple[str, str], ...]:
    """What was typed, a record for each paragraph between empty lines."""
    if about.capability is not Capability.FIND:
        return ()
    pairs = []
    for key, _said in asked_words.categories(_register(about), found.system):
        text = (form[f"found_{key}"].data or "").replace("\r\n", "\n")
        pairs += [(key, part) for part in text.split("\n\n") if part.strip()]
    return tuple(pairs)


def _blamed_field(fault: Invalid, about: Asked) -> str:
    if fault.code == "findings_missing":
        return "files"
    return "outcome"


def _one(found: LetterFound, about: Asked, form: AnswerForm, status: int = 200) -> Response:
    register = _register(about)
    told: dict[str, Any] = {
        "letter": found,
        "about": about,
        "form": form,
        "wish": asked_words.wish(about),
        "details": asked_words.details(register, found.system, about),
        "purposes": asked_words.say_purposes(register, about),
        "channels": asked_words.say_channels(register, about),
        "say_category": lambda key: asked_words.say_category(register, key),
        "texts": [field for field in form if field.name.startswith("found_")],
        "searches": about.capability is Capability.FIND,
        "several": len(found.asks) > 1,
        "name": _name(found),
        "again": status == 422 and bool(request.files.getlist("files")),
    }
    return page("public/asked_one.html", status=status, page_error=status == 422, **told)


def _dead() -> Response:
    """One refusal for whatever is wrong with a link."""
    return page("public/asked_dead.html", status=410)
