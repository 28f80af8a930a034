"""The page of details: which correction, which data, which purposes and why; asked for the rights that need it."""

from collections.abc import Collection, Sequence
from typing import Any

from flask import request
from wtforms import FieldList, FormField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from portal.code_words import say_right
from portal.domain.lifecycle import Right
from portal.domain.register import Purpose, Register, Text
from portal.domain.rights_table import Course, rule
from portal.domain.roles import UNSORTED
from portal.domain.wishes import Correction, RestrictionGround, Wishes
from portal.web.forms import Form, UpTo
from portal.words import gettext, language, say
from portal.words import lazy_gettext as _l
from portal.words import marked as _

NEEDING = (Right.RECTIFICATION, Right.ERASURE, Right.OBJECTION, Right.RESTRICTION)
"""The rights with details, in the order of the page."""
ROWS, MOST_ROWS = 3, 10
LONGEST_VALUE, LONGEST_STORY = 2000, 4000
EVERYTHING, SOME = "everything", "some"
_GROUNDS = {
    RestrictionGround.ACCURACY: _("It may be wrong: do not use it until you have checked"),
    RestrictionGround.UNLAWFUL: _("You use it against the law, but I do not want it deleted"),
    RestrictionGround.CLAIMS: _("You no longer need it, but I need it for a legal claim"),
}
"""Those that a person may name; the fourth is set by an objection (Art 18(1))."""
_FIELDS = {
    Right.RECTIFICATION: ("corrections",),
    Right.ERASURE: ("extent", "erase"),
    Right.OBJECTION: ("purposes", "reason"),
    Right.RESTRICTION: ("restrict", "restrict_text"),
}


class CorrectionRow(PlainForm):  # type: ignore[misc]  # WTForms carries no types
    """One correction; an empty row is none."""

    category = SelectField(_l("Which data"), validate_choice=False)
    now = TextAreaField(_l("What it says now"), validators=[Optional(), UpTo(LONGEST_VALUE)])
    should = TextAreaField(_l("What is right"), validators=[UpTo(LONGEST_VALUE)])

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not any(_plain(field.data) for field in self)

    def validate(self, extra_validators: Any = None) -> bool:
        """A row that was begun says what is right, and which data it is about."""
        valid = bool(super().validate(extra_validators))
        if not self.is_empty and not _plain(self.should.data):
            self.should.errors = [*self.should.errors, say("Write what is right")]
        if not self.is_empty and self.category.data not in _offered(self.category):
            self.category.errors = [*self.category.errors, say("Choose which data it is about")]
        return valid and not self.errors


class WishesForm(Form):
    """The details of what was asked; only the fields of the asked rights stay."""

    corrections = FieldList(FormField(CorrectionRow), min_entries=ROWS, max_entries=MOST_ROWS)
    extent = RadioField(
        _l("What should we delete?"),
        choices=[
            SelectChoice(EVERYTHING, _l("Everything you have about me")),
            SelectChoice(SOME, _l("Only some of it")),
        ],
        default=EVERYTHING,
        validate_choice=False,
    )
    erase = SelectMultipleField(_l("Which data?"), validate_choice=False)
    purposes = SelectMultipleField(_l("What should we stop using your data for?"), validate_choice=False)
    reason = TextAreaField(_l("Why is it wrong in your situation?"), validators=[UpTo(LONGEST_STORY)])
    restrict = RadioField(_l("Why should we freeze it?"), validate_choice=False)
    restrict_text = TextAreaField(_l("Tell us more"), validators=[Optional(), UpTo(LONGEST_STORY)])

    def validate(self, extra_validators: Any = None) -> bool:
        """Each asked right has what it cannot do without."""
        super().validate(extra_validators)
        if "corrections" in self:
            self._validate_corrections()
        if "extent" in self and self.extent.data not in (EVERYTHING, SOME):
            _complain(self.extent, say("Choose how much should be deleted"))
        if "erase" in self and self.extent.data == SOME and not _chosen(self.erase):
            _complain(self.erase, say("Choose the data that should be deleted"))
        if "reason" in self and not _plain(self.reason.data):
            _complain(self.reason, say("Write why. It may be short"))
        if "restrict" in self and self.restrict.data not in set(_GROUNDS):
            _complain(self.restrict, say("Choose the one that fits best"))
        return not self.errors

    def _validate_corrections(self) -> None:
        rows = [entry.form for entry in self.corrections.entries]
        if all(row.is_empty for row in rows):
            rows[0].should.errors = [say("Write what should be corrected")]
        self.corrections.errors = [row.errors for row in rows] if any(row.errors for row in rows) else []

    @property
    def wishes(self) -> Wishes:
        """What was typed so far, whole or not."""
        rows = [entry.form for entry in self.corrections.entries] if "corrections" in self else []
        some = "erase" in self and self.extent.data == SOME
        ground = self.restrict.data if "restrict" in self else None
        return Wishes(
            corrections=tuple(
                Correction(row.category.data or "", _plain(row.now.data), _plain(row.should.data))
                for row in rows
                if not row.is_empty
            ),
            erase=_chosen(self.erase) if some else (),
            purposes=_chosen(self.purposes) if "purposes" in self else (),
            reason=_plain(self.reason.data) if "reason" in self else "",
            restrict=RestrictionGround(ground) if ground in set(_GROUNDS) else None,
            restrict_text=_plain(self.restrict_text.data) if "restrict_text" in self else "",
        )

    def as_typed(self, rows: int = 0) -> dict[str, Any]:
        """For the draft: the wishes, and what only the page needs to stand again as it stood."""
        some = "extent" in self and self.extent.data == SOME
        return {"wishes": self.wishes.to_json(), "wishes_page": {"rows": rows, "some": some}}


def needed(rights: Collection[Right]) -> tuple[Right, ...]:
    """The asked rights that want details."""
    return tuple(right for right in NEEDING if right in rights)


def missing(rights: Collection[Right], draft: dict[str, Any]) -> bool:
    """Whether the page of details is still to be filled in."""
    if not needed(rights):
        return False
    if "wishes" not in draft:
        return True
    wishes = Wishes.from_json(draft["wishes"])
    page = draft.get("wishes_page", {})
    whole = [one for one in wishes.corrections if one.should and one.category]
    if _too_long(wishes):  # “Add another” keeps what was typed unjudged
        return True
    return (
        (Right.RECTIFICATION in rights and (not whole or len(whole) < len(wishes.corrections)))
        or (Right.ERASURE in rights and bool(page.get("some")) and not wishes.erase)
        or (Right.OBJECTION in rights and not wishes.reason)
        or (Right.RESTRICTION in rights and wishes.restrict is None)
    )


def wishes_form(register: Register, rights: Collection[Right], draft: dict[str, Any]) -> WishesForm:
    """The page's form, empty, as it was left, or as it was sent."""
    form = WishesForm(data=_stood(rights, draft))
    for right in NEEDING:
        if right not in rights:
            for name in _FIELDS[right]:
                del form[name]
    if "corrections" in form:
        for entry in form.corrections.entries:
            entry.form.category.choices = [("", gettext("Choose")), *correctable(register)]
    if "erase" in form:
        form.erase.choices = [(one.key, one.name.in_language(language())) for one in register.categories]
    if "purposes" in form:
        form.purposes.choices = [(one.key, one.name.in_language(language())) for one in objectionable(register)]
    if "restrict" in form:
        form.restrict.choices = _said_grounds()
    return form


def one_more_row(form: WishesForm) -> int:
    """How many rows the page gets by the press; never more than it takes."""
    return min(len(form.corrections.entries) + 1, MOST_ROWS)


def wants_row() -> bool:
    """Whether “Add another” was pressed."""
    return "add" in request.form


def correctable(register: Register) -> list[tuple[str, str]]:
    """What a correction may be about: the register's categories, and something else."""
    named = [(one.key, one.name.in_language(language())) for one in register.categories]
    return [*named, (UNSORTED, gettext("Something else"))]


def objectionable(register: Register) -> tuple[Purpose, ...]:
    """The purposes that one may object to with a reason (Art 21(1)); marketing needs none and is a right of its own."""
    found = [(one, rule(one, Right.OBJECTION)) for one in register.purposes]
    return tuple(one for one, known in found if known is None or known.course is Course.WEIGHED)


def said(register: Register, rights: Collection[Right], wishes: Wishes) -> list[tuple[str, str, str]]:
    """(right, label, what was asked) for the asked rights that have details, in the order of the page."""
    rows: list[tuple[str, str, str]] = []
    if Right.RECTIFICATION in rights:
        known = dict(correctable(register))
        for one in wishes.corrections:
            told = f"{known.get(one.category, '')}\n{_said_correction(one)}"
            rows.append((Right.RECTIFICATION, say_right(Right.RECTIFICATION), told))
    if Right.ERASURE in rights:
        names = [one.name for one in register.categories if one.key in wishes.erase]
        everything = gettext("Everything you have about me")
        rows.append((Right.ERASURE, say_right(Right.ERASURE), _lines(names) or everything))
    if Right.OBJECTION in rights:
        open_to = objectionable(register)
        chosen = [one for one in open_to if one.key in wishes.purposes] or open_to
        rows.append((Right.OBJECTION, gettext("Stop using my data for"), _lines([one.name for one in chosen])))
        rows.append((Right.OBJECTION, gettext("Your reason"), wishes.reason))
    if Right.RESTRICTION in rights and wishes.restrict:
        rows.append((Right.RESTRICTION, say_right(Right.RESTRICTION), _said_restriction(wishes)))
    return rows


def _said_grounds() -> list[tuple[str, str]]:
    return [(one.value, gettext(told)) for one, told in _GROUNDS.items()]


def _said_correction(one: Correction) -> str:
    if one.now:
        return say("“%(now)s” should be “%(should)s”", now=one.now, should=one.should)
    return say("should be “%(should)s”", should=one.should)


def _said_restriction(wishes: Wishes) -> str:
    ground = dict(_said_grounds()).get(wishes.restrict or "", "")
    return "\n".join(part for part in (ground, wishes.restrict_text) if part)


def _lines(names: Sequence[Text]) -> str:
    return "\n".join(one.in_language(language()) for one in names)


def _stood(rights: Collection[Right], draft: dict[str, Any]) -> dict[str, Any]:
    """What the fields begin with; somebody who asks for a correction too is taken to doubt what the data says."""
    wishes, page = Wishes.from_json(draft.get("wishes")), draft.get("wishes_page", {})
    rows = [{"category": one.category, "now": one.now, "should": one.should} for one in wishes.corrections]
    blank = max(ROWS, int(page.get("rows", 0))) - len(rows)
    ground = wishes.restrict.value if wishes.restrict else ""
    if not ground and "wishes" not in draft and Right.RECTIFICATION in rights:
        ground = RestrictionGround.ACCURACY.value
    return {
        "corrections": [*rows, *({} for _blank in range(blank))],
        "extent": SOME if wishes.erase or page.get("some") else EVERYTHING,
        "erase": list(wishes.erase),
        "purposes": list(wishes.purposes),
        "reason": wishes.reason,
        "restrict": ground,
        "restrict_text": wishes.restrict_text,
    }


def _offered(field: Any) -> set[str]:
    return {choice[0] for choice in field.choices} - {""}


def _chosen(field: Any) -> tuple[str, ...]:
    """What was ticked, of what is offered."""
    return tuple(key for key in dict.fromkeys(field.data or ()) if key in _offered(field))


def _too_long(wishes: Wishes) -> bool:
    values = [text for one in wishes.corrections for text in (one.now, one.should)]
    stories = (wishes.reason, wishes.restrict_text)
    return any(len(text) > LONGEST_VALUE for text in values) or any(len(text) > LONGEST_STORY for text in stories)


def _complain(field: Any, sentence: str) -> None:
    field.errors = [*field.errors, sentence]


def _plain(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").replace("\x00", "").strip()
