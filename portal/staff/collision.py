"""Somebody else was quicker: the one answer, 409, to every press on a request that was made from an older state.

It says what happened since, keeps everything that was sent in a form of its own, what was typed to be read and changed,
and goes on with the state of now by one press. Where what was read itself is another now, a plan or an answer, that
press shows it again with what was typed; nobody decides or releases what they have not seen. Where it is too late for
any press, it is all there to be read and copied.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from werkzeug.wrappers import Response
from wtforms import Form, HiddenField, StringField
from wtforms.fields.choices import SelectFieldBase

from portal.storage.door.case import CasePage
from portal.web import problem_words
from portal.web.pages import page
from portal.words import gettext, say

MOST_EVENTS = 20
_OURS = frozenset({"csrf_token", "version", "seen", "again"})
_TEXTS = (
    "text", "note", "reason", "found_", "told_", "value_", "grounds_", "situation_", "outweighs_", "milder_", "which_",
    "more_", "names", "facts", "payment", "title",
)  # fmt: skip
"""How the fields are called that people write into, where no form tells."""
_WHOLE = frozenset({"own", "why", "question", "contact", "compared", "subject"})
"""The same of those that others begin like."""
_SHOWS_AGAIN: Mapping[str, str] = {"staff_decision.decide": "back", "staff_letters.edit": "again"}
"""The views that show anew what was sent, where it holds the field of this name."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A field as it was sent, with its label where people typed into it.

    A choice goes along unseen; what it was is in `chosen`, where the form knows it.
    """

    name: str
    value: str
    label: str
    chosen: tuple[str, str] | None = None


def answer(told: dict[str, Any], form: Form | None, code: str, status: int = 409) -> Response:
    """The page of a collision; `told` is what every page of the request says, `case` among it as it is now.

    With another `status` it is not the time for that any more, and no press goes on. The whole press is kept, however
    many fields it has: what is dropped here would be judged by nobody.
    """
    case: CasePage = told["case"]
    events = [event for event in case.events if event.number > _number("seen")]
    acts = status == 409 and (code == "case_changed" or "digest" not in request.form)
    shows = _SHOWS_AGAIN.get(request.endpoint or "", "") if status == 409 and not acts else ""
    return page(
        "staff/changed.html",
        status=status,
        over=status != 409,
        why=_why(code) if status != 409 else None,
        page_error=True,
        events=events[: MOST_EVENTS if "seen" in request.form else 1],
        sent=[*_sent(form)],
        lost_files=any(file.filename for file in request.files.values()),
        now={"version": case.version, "seen": case.events[0].number if case.events else 0},
        again_href=request.path if acts or shows else "",
        shows=shows,
        code=code,
        **told,
    )


def _why(code: str) -> tuple[str, str] | None:
    """Title and text of a refusal that says more than that the request stands elsewhere."""
    found = problem_words.SAID.get(code) if code != "order" else None
    return (say(found[0]), say(found[1])) if found else None


def has_typed() -> bool:
    """Whether the press holds anything that people wrote."""
    return any(one.label for one in _sent(None))


def _sent(form: Form | None) -> Iterator[Sent]:
    """The fields of the press, but for its token and its version."""
    for name, values in request.form.lists():
        if name not in _OURS:
            for value in values:
                yield Sent(name, value, _label(form, name) if value.strip() else "", _chosen(form, name, value))


def _label(form: Form | None, name: str) -> str:
    """What a text that people typed is called; empty for what they chose."""
    if form is None or name not in form:
        return gettext("What you had typed") if name.startswith(_TEXTS) or name in _WHOLE else ""
    field = form[name]
    typed = isinstance(field, StringField) and not isinstance(field, HiddenField)
    return str(field.label.text) if typed else ""


def _chosen(form: Form | None, name: str, value: str) -> tuple[str, str] | None:
    """What was asked, and which answer was chosen."""
    field = form[name] if form is not None and name in form else None
    if not isinstance(field, SelectFieldBase) or not getattr(field, "choices", None):
        return None
    said = next((str(one[1]) for one in field.iter_choices() if one[0] == value), "")
    return (str(field.label.text), said) if said else None


def _number(name: str) -> int:
    said = request.form.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
