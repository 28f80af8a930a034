"""The controller's own words for its letters, in the owner's hands: seen before they are in force, kept in versions."""

from collections.abc import Mapping
from typing import Any, cast

from flask import Blueprint, request, url_for
from flask import Response as FileResponse
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import IntegerField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from portal import words
from portal.domain.errors import Conflict, NotFound
from portal.domain.may import may_configure, may_read_settings
from portal.domain.wording import Sentence, Wording, shown
from portal.office import wordings
from portal.papers import own_words, sample_letters
from portal.papers.letter_sentences import sentences
from portal.papers.letters import Letter, LetterKind, compose
from portal.papers.own_words import CLOSING, OPENING
from portal.staff.case_view import blame
from portal.storage.door import wordings as door
from portal.storage.door.wordings import VersionLine
from portal.web import guards, members
from portal.web.downloads import attached_letter
from portal.web.forms import Form
from portal.web.pages import page
from portal.words import gettext
from portal.words import lazy_gettext as _l
from portal.words import marked as _

bp = Blueprint("staff_wordings", __name__)
HOME = "/staff/<controller>/letters"
ONE = f"{HOME}/<kind>/<code>"
KINDS: Mapping[LetterKind, str] = {
    LetterKind.ACKNOWLEDGEMENT: _("Acknowledgement on paper"),
    LetterKind.IDENTITY: _("Question who it is, or what the request is about"),
    LetterKind.EXTENSION: _("More time"),
    LetterKind.ACCESS: _("Answer: what we know"),
    LetterKind.NOTHING_HELD: _("Answer: no data held"),
    LetterKind.RECTIFICATION: _("Answer: correction"),
    LetterKind.ERASURE: _("Answer: deletion"),
    LetterKind.RESTRICTION: _("Answer: freezing"),
    LetterKind.LIFTING: _("Before frozen data is used again"),
    LetterKind.OBJECTION: _("Answer: objection to a use"),
    LetterKind.MARKETING: _("Answer: marketing stopped"),
    LetterKind.PORTABILITY: _("Answer: data to take along"),
    LetterKind.REFUSAL: _("Refusal of the whole request"),
    LetterKind.NOT_IDENTIFIABLE: _("Refusal, because nobody can be identified"),
    LetterKind.FEE: _("Announcement of a fee"),
    LetterKind.RECIPIENTS: _("Whom we told"),
}
"""What each letter is called, in the order of the list."""


class BaseForm(Form):
    """A press that knows from which version its page was made; 0 where there was none."""

    base = IntegerField(validators=[InputRequired()], widget=HiddenInput())


class WordingForm(BaseForm):
    """What stands first and last; a field for each sentence comes with the letter."""

    opening = TextAreaField(_l("A beginning of your own"))
    closing = TextAreaField(_l("An end of your own"))


@bp.get(HOME)
@members.staff_page(may_read_settings)
def show() -> Response:
    """Every letter in each language: in own words since when, or as the portal has it."""
    newest = {(one.kind, one.language): one for one in door.newest(guards.store(), members.viewer())}
    rows = [
        (gettext(said), [(code, _looked_at(kind, code, line), line) for code, line in _each(kind, newest)])
        for kind, said in KINDS.items()
    ]
    head = [gettext("Letter"), *(words.LANGUAGE_NAMES[code] for code in _codes())]
    return page("staff/wordings.html", rows=rows, head=head, base=members.queue_path())


@bp.get(ONE)
@members.staff_page(may_configure)
def edit_form(kind: str, code: str) -> Response:
    """The letter sentence by sentence, the standard one beside each."""
    return _shown(_kind(kind, code), code)


@bp.post(ONE)
@members.staff_page(may_configure)
def save(kind: str, code: str) -> Response:
    """Put it in force for the letters that are written from now on."""
    known, form = _kind(kind, code), _form(kind)
    if not form.validate() or not _is_whole(known, code, form):
        return _shown(known, code, form, 422)
    try:
        wordings.save(guards.store(), members.viewer(), kind, code, form.base.data or 0, _typed(kind, form))
    except Conflict:
        return _shown(known, code, form, 409)
    return redirect(_href("show"), 303)


@bp.post(f"{ONE}/preview")
@members.staff_page(may_configure)
def preview(kind: str, code: str) -> Response:
    """The letter as it would be, to nobody; nothing is saved."""
    known, form = _kind(kind, code), _form(kind)
    if not form.validate() or not _is_whole(known, code, form):
        return _shown(known, code, form, 422)
    return _shown(known, code, form, letter=_sample(known, code, _read(kind, code, form)))


@bp.post(f"{ONE}/preview.pdf")
@members.staff_page(may_configure)
def preview_pdf(kind: str, code: str) -> Response:
    """The same as PDF."""
    known, form = _kind(kind, code), _form(kind)
    if not form.validate() or not _is_whole(known, code, form):
        return _shown(known, code, form, 422)
    return _pdf(_sample(known, code, _read(kind, code, form)))


@bp.post(f"{ONE}/standard")
@members.staff_page(may_configure)
def standard(kind: str, code: str) -> Response:
    """Back to the words of the portal."""
    known, form = _kind(kind, code), BaseForm()
    if not form.validate():
        return _shown(known, code, status=422)
    try:
        wordings.back_to_standard(guards.store(), members.viewer(), kind, code, form.base.data or 0)
    except Conflict:
        return _shown(known, code, status=409)
    return redirect(_href("show"), 303)


@bp.get(f"{ONE}/versions/<int(max=99999):number>")
@members.staff_page(may_read_settings)
def version(kind: str, code: str, number: int) -> Response:
    """An older version: what is own in it, and a letter made with it."""
    return _version(_kind(kind, code), code, number)


@bp.get(f"{ONE}/versions/<int(max=99999):number>.pdf")
@members.staff_page(may_read_settings)
def version_pdf(kind: str, code: str, number: int) -> Response:
    """The letter made with a version, as PDF."""
    known = _kind(kind, code)
    wording, _line = door.version(guards.store(), members.viewer(), kind, code, number)
    return _pdf(_sample(known, code, wording))


@bp.post(f"{ONE}/versions/<int(max=99999):number>")
@members.staff_page(may_configure)
def take_up(kind: str, code: str, number: int) -> Response:
    """The older version again, as a new one."""
    known, form = _kind(kind, code), BaseForm()
    if not form.validate():
        return _version(known, code, number, 422)
    try:
        wordings.take_up(guards.store(), members.viewer(), kind, code, form.base.data or 0, number)
    except Conflict:
        return _version(known, code, number, 409)
    return redirect(_href("show"), 303)


def _each(kind: str, newest: Mapping[tuple[str, str], VersionLine]) -> list[tuple[str, VersionLine | None]]:
    return [(code, newest.get((kind, code))) for code in _codes()]


def _looked_at(kind: str, code: str, line: VersionLine | None) -> str:
    """Where a letter is written; for whoever only reads, the version in force, if there is one."""
    if may_configure(members.viewer()):
        return _href("edit_form", kind, code)
    return _href("version", kind, code, number=line.number) if line else ""


def _codes() -> tuple[str, ...]:
    """The languages, those of the controller first."""
    return tuple(dict.fromkeys((*guards.controller().languages, *words.LANGUAGES)))


def _kind(kind: str, code: str) -> LetterKind:
    """The kind of letter that an address names; `NotFound` for another, or another language."""
    if kind not in set(LetterKind) or code not in words.LANGUAGES:
        raise NotFound("not_found")
    return LetterKind(kind)


def _href(endpoint: str, kind: str = "", code: str = "", **places: Any) -> str:
    if kind:
        places |= {"kind": kind, "code": code}
    return url_for(f"staff_wordings.{endpoint}", **places)


def _form(kind: str, data: Mapping[str, Any] | None = None) -> WordingForm:
    """The form with a field for each sentence."""
    fields = {own_words.field_of(one): TextAreaField() for one in sentences(kind)}
    made: type[WordingForm] = type("WordingForm", (WordingForm,), fields)
    return made(request.form) if data is None else made(formdata=None, data=data)


def _typed(kind: str, form: WordingForm) -> dict[str, str]:
    """What was typed; a sentence that an older page did not have stays out."""
    names = (OPENING, CLOSING, *(own_words.field_of(one) for one in sentences(kind)))
    return {name: form[name].data for name in names if form[name].data is not None}


def _is_whole(kind: LetterKind, code: str, form: WordingForm) -> bool:
    """Whether it can be in force; what is wrong is said at its fields."""
    faults = own_words.read(kind, code, _typed(kind, form)).faults
    for fault in faults:
        blame(form, fault, OPENING)
    return not faults


def _read(kind: str, code: str, form: WordingForm) -> Wording:
    return own_words.read(kind, code, _typed(kind, form)).wording


def _sample(kind: LetterKind, code: str, wording: Wording) -> Letter:
    return compose(sample_letters.values(kind, guards.register(), code, guards.today()), code, {kind.value: wording})


def _pdf(letter: Letter) -> FileResponse:
    return attached_letter(letter.html, sample_letters.REFERENCE, letter.kind.value)


def _shown(
    kind: LetterKind, code: str, form: WordingForm | None = None, status: int = 200, letter: Letter | None = None
) -> Response:
    """The page; after a conflict the form stands as it was typed, and its next press puts it over what came between."""
    found = door.letters(guards.store(), members.viewer(), kind, code)
    own = found.wording
    texts = own_words.texts(kind, code, own)
    made = form or _form(kind, {"base": own.number, OPENING: own.opening, CLOSING: own.closing, **texts})
    if status == 409:
        made.base.data = own.number
    told: dict[str, Any] = {
        **_context(kind, code, found.versions),
        "form": made,
        "groups": _groups(kind, code, made),
        "orphans": _orphans(kind, own),
        "letter": letter,
        "changed": found.versions[0] if status == 409 and found.versions else None,
        "standard_form": BaseForm(formdata=None, data={"base": made.base.data}),
        "in_force": own,
        "example": own_words.example(code),
    }
    return page("staff/wording.html", status=status, page_error=status in {409, 422}, **told)


def _version(kind: LetterKind, code: str, number: int, status: int = 200) -> Response:
    store, viewer = guards.store(), members.viewer()
    wording, line = door.version(store, viewer, kind, code, number)
    found = door.letters(store, viewer, kind, code)
    own = [
        (own_words.standard(one, code), shown(wording.sentences[one.key], own_words.names_of(one, code)))
        for one in sentences(kind)
        if one.key in wording.sentences
    ]
    told: dict[str, Any] = {
        **_context(kind, code, found.versions),
        "line": line,
        "wording": wording,
        "own": own,
        "letter": _sample(kind, code, wording),
        "is_in_force": found.wording.number == number,
        "changed": status == 409,
        "form": BaseForm(formdata=None, data={"base": found.wording.number}),
    }
    return page("staff/wording_version.html", status=status, page_error=status in {409, 422}, **told)


def _context(kind: LetterKind, code: str, versions: tuple[VersionLine, ...]) -> dict[str, Any]:
    return {
        "name": gettext(KINDS[kind]),
        "code": code,
        "versions": versions,
        "href": lambda endpoint, **places: _href(endpoint, kind, code, **places),
        "list_href": _href("show"),
        "may_configure": may_configure(members.viewer()),
    }


def _groups(kind: LetterKind, code: str, form: WordingForm) -> list[tuple[str, list[dict[str, Any]]]]:
    """The sentences under the headings that they stand under, each with its field and what is known of it."""
    known = {one.key: one for one in sentences(kind)}
    groups: list[tuple[str, list[dict[str, Any]]]] = []
    titled = False
    for number, one in enumerate(known.values(), 1):
        title = own_words.standard(known[one.title], code) if one.title else _untitled(one, first=not titled)
        titled = titled or bool(one.title)
        if not groups or groups[-1][0] != title:
            groups.append((title, []))
        field = cast(Any, form[own_words.field_of(one)])
        label = gettext("Heading %(number)s") if one.heading else gettext("Sentence %(number)s")
        field.label.text = label % {"number": number}
        groups[-1][1].append(
            {
                "field": field,
                "standard": own_words.standard(one, code),
                "names": [f"[{name}]" for name in own_words.names_of(one, code).values()],
                "required": one.is_required,
                "heading": one.heading,
                "sometimes": one.sometimes,
            }
        )
    return groups


def _untitled(sentence: Sentence, *, first: bool) -> str:
    """Where a sentence stands that has no heading."""
    if sentence.codes == ("signature",):
        return gettext("Signature")
    return gettext("At the beginning") if first else gettext("At the end")


def _orphans(kind: str, own: Wording) -> list[str]:
    """Own sentences whose standard one is gone from the letter: shown, so that they can be put elsewhere."""
    known = {one.key for one in sentences(kind)}
    texts = (shown(parts, _Itself()) for key, parts in own.sentences.items() if key not in known)
    return [text for text in texts if text]


class _Itself(dict[str, str]):
    """Each place by its own name."""

    def __missing__(self, name: str) -> str:
        return name
