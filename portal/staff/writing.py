"""What stands beside a request's thread: the message that is being written, its templates, and notes for colleagues."""

import re
import secrets
from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField, IntegerField, MultipleFileField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from portal.domain.lifecycle import Status
from portal.domain.may import may_handle
from portal.papers.message_places import Filled, filled
from portal.staff import case_words
from portal.staff.case_view import at
from portal.storage.door import writing as door
from portal.storage.door.case import CasePage
from portal.storage.door.team import Handler
from portal.storage.door.writing import Desk, DraftLine
from portal.web import guards, members
from portal.web.forms import Form, UpTo
from portal.words import lazy_gettext as _l
from portal.words import say_date, using

LONGEST_TEXT = 20_000


class MessageForm(Form):
    """A message to the person; the draft that it was made from, and the window in which it is written."""

    text = TextAreaField(
        _l("Message to the person"), validators=[InputRequired(_l("Write a message")), UpTo(LONGEST_TEXT)]
    )
    files = MultipleFileField(_l("Files"), validators=[Optional()])
    number = IntegerField(widget=HiddenInput(), default=0, validators=[Optional()])
    window = HiddenField(default="")
    template = SelectField(_l("Template"), validate_choice=False, validators=[Optional()])


class NoteForm(Form):
    """A note for colleagues, and whom it speaks to."""

    text = TextAreaField(
        _l("Note for colleagues"),
        id="note",
        validators=[InputRequired(_l("Write a note")), UpTo(LONGEST_TEXT)],
    )
    mentioned = SelectMultipleField(_l("Whom it speaks to"), validate_choice=False, validators=[Optional()])


def desk_of(case: CasePage) -> Desk | None:
    """What the viewer has beside the thread; nothing within a category limit."""
    if case.limited:
        return None
    return door.desk_of(guards.store(), members.viewer(), case.reference)


def facts(
    case: CasePage, message: MessageForm | None = None, note: NoteForm | None = None, asked: str = ""
) -> dict[str, Any]:
    """For the request's page: the forms `message` and `note`, the `draft`, who is `mentioned` and what is `to_me`."""
    desk = desk_of(case)
    draft = desk.draft if desk else DraftLine()
    made = message or message_form(draft, asked)
    noted = note or NoteForm(formdata=None)
    if desk:
        made.template.choices = [("", "–"), *choices(desk, case.language)]
        noted.mentioned.choices = [(one.staff_id, one.name) for one in desk.readers]
    handles = may_handle(members.viewer())
    return {
        "message": made,
        "note": noted,
        "draft": draft,
        "templates": bool(desk and desk.templates),
        "readers": desk.readers if desk else (),
        "mentions": desk.mentions if desk else {},
        "to_me": desk.to_me if desk else frozenset(),
        "first": bool(desk and desk.first and handles),
        "may_write": handles and case.status is not Status.CLOSED,
        "may_note": handles,
        "message_href": lambda act: at(f"staff_messages.{act}", case.reference),
    }


def message_form(draft: DraftLine, asked: str = "") -> MessageForm:
    """The form over a draft; `asked` goes after what stands in it."""
    text = "\n\n".join(part for part in (draft.text, asked) if part)
    data = {"text": text, "number": draft.number, "window": secrets.token_urlsafe(12)}
    return MessageForm(formdata=None, data=data)


def choices(desk: Desk, language: str) -> list[tuple[str, str]]:
    """The templates that have a text in the person's language, whole messages first."""
    return [(one.id, one.titles[language]) for one in desk.templates if one.texts.get(language)]


def fill(case: CasePage, text: str) -> Filled:
    """A message with its places filled, in the language of the person."""
    with using(case.language, guards.controller().time_zone):
        due = say_date(case.due, "long")
    return filled(text, {"reference": case.reference, "name": case.name, "due": due})


def speaks_to(text: str, chosen: Sequence[str], readers: Sequence[Handler]) -> list[str]:
    """The ids of those who were chosen, and of those whom the text names: `@Name`, or a first name that one has."""
    said = [*chosen]
    firsts = [one.name.split()[0].casefold() for one in readers if one.name]
    folded = text.casefold()
    for one in readers:
        names = [one.name.casefold()] if one.name else []
        if names and firsts.count(first := one.name.split()[0].casefold()) == 1:
            names.append(first)
        if any(re.search(rf"(?<!\w)@{re.escape(name)}(?!\w)", folded) for name in names):
            said.append(one.staff_id)
    return list(dict.fromkeys(said))


def question(code: str, language: str) -> str:
    """A question to the person that a link proposes; empty for an unknown code."""
    return case_words.say_question(code, language)
