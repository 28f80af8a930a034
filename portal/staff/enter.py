"""A request that came by phone, letter, mail or in person, entered on one page in a minute."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response
from wtforms import (
    EmailField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.code_words import say_term
from portal.domain.errors import Invalid
from portal.domain.ladder import AT_COUNTER, Representing, Rung
from portal.domain.lifecycle import Channel, Right
from portal.domain.may import may_handle
from portal.domain.register import Register
from portal.domain.rights_table import Course, rule
from portal.domain.roles import UNSORTED
from portal.domain.wishes import Correction, RestrictionGround, Wishes
from portal.journey import counter
from portal.journey.counter import Entry
from portal.rights_words import say_restriction_ground
from portal.staff import case_words, identity_words
from portal.staff.case_view import back_to, blame, load
from portal.storage.door import counter as door
from portal.storage.door.counter import Known
from portal.web import guards, members
from portal.web.forms import Day, Form, UpTo
from portal.web.pages import invalid, page
from portal.words import LANGUAGE_NAMES, gettext, language, say
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_enter", __name__)
HERE = "/staff/<controller>/requests/new"
CORRECTIONS = 3
GROUNDS = (RestrictionGround.ACCURACY, RestrictionGround.UNLAWFUL, RestrictionGround.CLAIMS)
_LONGEST_TEXT = 4000


class Hour(TimeField):  # type: ignore[misc]  # WTForms carries no types
    """A time of the day, as the browser sends it or as people write it."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, format=["%H:%M", "%H:%M:%S", "%H.%M"], **options)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read it; nothing is no time."""
        try:
            super().process_formdata([value for value in valuelist if value.strip()])
        except ValueError as fault:
            raise ValueError(say("Write the time like this: 14:30")) from fault


class SeenForm(Form):
    """What was seen of the identity."""

    rung = RadioField(
        _l("How do you know who it is?"),
        validate_choice=False,
        validators=[InputRequired(_l("Choose what you have seen"))],
    )
    note = TextAreaField(_l("Note on that"), validators=[Optional(), UpTo(counter.LONGEST_NOTE)])

    def offer_rungs(self, rungs: Sequence[Rung] = AT_COUNTER) -> None:
        """Say what may be chosen."""
        self.rung.choices = [(rung.value, gettext(case_words.SEEN[rung])) for rung in rungs]


class EnterForm(SeenForm):
    """A request as it came; the details of each right, which are read where it is asked for."""

    channel = RadioField(
        _l("How did it come?"), validate_choice=False, validators=[InputRequired(_l("Choose how it came"))]
    )
    day = Day(_l("Day it came"), validators=[InputRequired(_l("Write the day it came"))])
    at = Hour(_l("Time"), validators=[Optional()])
    language = SelectField(_l("Language of the answer"), validate_choice=False)
    name = StringField(_l("Name"), validators=[InputRequired(_l("Write the name")), UpTo(200)])
    email = EmailField(_l("Email"), validators=[Optional(), UpTo(320)])
    postal_address = TextAreaField(_l("Postal address"), validators=[Optional(), UpTo(500)])
    phones = TextAreaField(_l("Phone numbers"), validators=[Optional(), UpTo(500)])
    customer_number = StringField(_l("Customer number"), validators=[Optional(), UpTo(60)])
    emails = TextAreaField(_l("Other email addresses"), validators=[Optional(), UpTo(2000)])
    scope = TextAreaField(_l("What it is about"), validators=[Optional(), UpTo(_LONGEST_TEXT)])
    rights = SelectMultipleField(
        _l("What do they ask for?"), validators=[InputRequired(_l("Choose at least one thing"))]
    )
    category_0 = SelectField(_l("Data"), validate_choice=False)
    now_0 = StringField(_l("As it is now"), validators=[UpTo(500)])
    should_0 = StringField(_l("As it should be"), validators=[UpTo(500)])
    category_1 = SelectField(_l("Data"), validate_choice=False)
    now_1 = StringField(_l("As it is now"), validators=[UpTo(500)])
    should_1 = StringField(_l("As it should be"), validators=[UpTo(500)])
    category_2 = SelectField(_l("Data"), validate_choice=False)
    now_2 = StringField(_l("As it is now"), validators=[UpTo(500)])
    should_2 = StringField(_l("As it should be"), validators=[UpTo(500)])
    erase = SelectMultipleField(_l("Data to delete"))
    purposes = SelectMultipleField(_l("Uses they object to"))
    reason = TextAreaField(_l("Their situation, as they told it"), validators=[Optional(), UpTo(_LONGEST_TEXT)])
    ground = RadioField(_l("Why it is to be frozen"), validate_choice=False)
    restrict_text = TextAreaField(_l("In their own words"), validators=[Optional(), UpTo(_LONGEST_TEXT)])
    kind = RadioField(_l("As what do they ask?"), validate_choice=False)
    other_name = StringField(_l("Name of the person it is about"), validators=[Optional(), UpTo(200)])
    other_emails = TextAreaField(_l("Their email addresses"), validators=[Optional(), UpTo(2000)])
    other_phones = TextAreaField(_l("Their phone numbers"), validators=[Optional(), UpTo(500)])
    other_number = StringField(_l("Their customer number"), validators=[Optional(), UpTo(60)])
    again = HiddenField()
    """Set once the requests that may be the same were shown."""


@bp.get(HERE)
@members.staff_page(may_handle)
def show() -> Response:
    """The empty page; the day is today's."""
    return page("staff/enter.html", **_context(_offered(EnterForm(formdata=None, data={"day": guards.today()}))))


@bp.post(HERE)
@members.staff_page(may_handle)
def enter() -> Response:
    """Write the request; where somebody of this name or address waits already, say so first."""
    form = _offered(EnterForm())
    if not form.validate():
        return invalid("staff/enter.html", **_context(form))
    known = () if form.again.data else _known(form)
    if known:
        form.again.data = "1"
        return page("staff/enter.html", status=409, **_context(form, known))
    try:
        received = counter.enter(guards.store(), members.viewer(), _entry(form), guards.register())
    except Invalid as fault:
        blame(form, fault, "name")
        return invalid("staff/enter.html", **_context(form))
    return _onward(received.reference)


def _onward(reference: str) -> Response:
    """To the sheets that are to be posted, to the code that the person has to be told, or to the request."""
    if load(reference).to_post:
        return back_to("staff_post.show", reference)
    if door.link(guards.store(), members.viewer(), reference) is not None:
        return back_to("staff_identity.show", reference)
    return back_to("staff_request.show", reference)


def _known(form: EnterForm) -> tuple[Known, ...]:
    typed = [form.email.data or "", *(form.emails.data or "").splitlines()]
    emails = [one.strip().casefold() for one in typed if one.strip()]
    return door.known(guards.store(), members.viewer(), form.name.data or "", emails)


def _offered(form: EnterForm) -> EnterForm:
    """The form with what may be chosen at this company."""
    register, spoken = guards.register(), language()
    categories = [(one.key, one.name.in_language(spoken)) for one in register.categories]
    form.offer_rungs()
    form.kind.choices = [("", gettext("They ask for themself"))] + [
        (one.value, gettext(identity_words.REPRESENTING[one])) for one in Representing
    ]
    form.kind.data = form.kind.data or ""
    form.channel.choices = [(one.value, gettext(case_words.CHANNELS[one])) for one in counter.CHANNELS]
    form.language.choices = [(code, LANGUAGE_NAMES[code]) for code in register.controller.languages]
    form.rights.choices = [(right.value, say_term(right)) for right in Right]
    form.erase.choices = categories
    form.purposes.choices = _objectionable(register)
    form.ground.choices = [SelectChoice(ground.value, say_restriction_ground(ground)) for ground in GROUNDS]
    for place in range(CORRECTIONS):
        form[f"category_{place}"].choices = [*categories, (UNSORTED, gettext("Something else"))]
    return form


def _objectionable(register: Register) -> list[tuple[str, str]]:
    """The uses that one may object to with a reason (Art 21(1)); marketing needs none and is a right of its own."""
    ruled = [(one, rule(one, Right.OBJECTION)) for one in register.purposes]
    open_to = [one for one, known in ruled if known is None or known.course is Course.WEIGHED]
    return [(one.key, one.name.in_language(language())) for one in open_to]


def _entry(form: EnterForm) -> Entry:
    rights = tuple(Right(code) for code in form.rights.data or [])
    channel, seen = form.channel.data or "", form.rung.data or ""
    if channel not in set(Channel):
        raise Invalid("channel_unknown", field="channel")
    if seen not in set(Rung):
        raise Invalid("seen_unknown", field="rung")
    return Entry(
        rights=rights, channel=Channel(channel), day=form.day.data, at=form.at.data, language=form.language.data or "",
        name=form.name.data or "", seen=Rung(seen), note=form.note.data or "", wishes=_wishes(form, set(rights)),
        email=form.email.data or "", postal_address=form.postal_address.data or "", phones=form.phones.data or "",
        emails=form.emails.data or "", customer_number=form.customer_number.data or "", scope=form.scope.data or "",
        represents={
            "kind": form.kind.data or "", "name": form.other_name.data or "", "emails": form.other_emails.data or "",
            "phones": form.other_phones.data or "", "customer_number": form.other_number.data or "",
        },
    )  # fmt: skip


def _wishes(form: EnterForm, rights: set[Right]) -> Wishes:
    """The details of the rights that are asked for; what stands beside another right is not taken."""
    freezes = Right.RESTRICTION in rights
    return Wishes(
        corrections=tuple(_corrections(form)) if Right.RECTIFICATION in rights else (),
        erase=tuple(form.erase.data or ()) if Right.ERASURE in rights else (),
        purposes=tuple(form.purposes.data or ()) if Right.OBJECTION in rights else (),
        reason=(form.reason.data or "").strip() if Right.OBJECTION in rights else "",
        restrict=RestrictionGround(form.ground.data) if freezes and form.ground.data in set(GROUNDS) else None,
        restrict_text=(form.restrict_text.data or "").strip() if freezes else "",
    )


def _corrections(form: EnterForm) -> list[Correction]:
    """The rows that were filled, in their places: an empty one before a filled one stands for what is missing."""
    rows = [
        Correction(
            form[f"category_{place}"].data or "",
            (form[f"now_{place}"].data or "").strip(),
            (form[f"should_{place}"].data or "").strip(),
        )
        for place in range(CORRECTIONS)
    ]
    while rows and not rows[-1].now and not rows[-1].should:
        rows.pop()
    return rows


def _context(form: EnterForm, known: Sequence[Known] = ()) -> dict[str, Any]:
    asked = set(form.rights.data or [])
    return {
        "form": form,
        "known": known,
        "asked": asked,
        "details": [right.value for right in (Right.RECTIFICATION, Right.ERASURE, Right.OBJECTION, Right.RESTRICTION)],
        "rows": [(form[f"category_{n}"], form[f"now_{n}"], form[f"should_{n}"]) for n in range(CORRECTIONS)],
        "base": members.queue_path(),
        "said_terms": {right.value: say_term(right) for right in Right},
        "hint_lines": gettext("One on each line"),
    }
