"""The form of the decision: for each ruling what staff decide, and the choices that follow from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from wtforms import BooleanField, Field, HiddenField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal import code_words, rights_words
from portal.domain import rights
from portal.domain.errors import Invalid
from portal.domain.lifecycle import Right
from portal.domain.rulings import BALANCED, Answer, Balance, Cell, Choice, Claim, Reason, Ruling
from portal.journey import decision
from portal.staff.case_view import VersionedForm
from portal.web.forms import UpTo
from portal.words import lazy_gettext as _l

PROPOSED, GRANT, REFUSE = "proposed", "grant", "refuse"
_GRANTS = {
    Right.RECTIFICATION: _l("Correct it"),
    Right.ERASURE: _l("Erase all that no law keeps"),
    Right.RESTRICTION: _l("Restrict it"),
    Right.PORTABILITY: _l("Give it in the package"),
    Right.OBJECTION: _l("Stop using data for this"),
}
_REFUSES = {
    Right.RECTIFICATION: _l("Leave it as it is"),
    Right.ERASURE: _l("Keep it"),
    Right.RESTRICTION: _l("Do not restrict it"),
    Right.PORTABILITY: _l("Leave it out of the package"),
    Right.OBJECTION: _l("Go on using it"),
}
_FIELDS = {
    "cells_missing": "cells",
    "value_missing": "value",
    "ground_missing": "why",
    "too_long": "told",
    "more_missing": "more",
}
"""At which field of a ruling a refusal of the domain stands; any other stands at the choice itself."""

_BALANCE = {
    "grounds": _l("Our compelling grounds"),
    "situation": _l("The person's situation"),
    "outweighs": _l("Why our grounds weigh more"),
    "milder": _l("Milder ways that were considered"),
    "claim": _l("What the claim needs it for"),
    "which": _l("Which claim it is"),
}
"""The parts by which an objection is weighed (Art 21(1))."""
PARTS = ("how", "more", "why", *_BALANCE, "told", "cells", "value")


class DecideForm(VersionedForm):
    """The press over a proposal that was seen; `sure` once its consequences were read."""

    digest = HiddenField(validators=[InputRequired()])
    note = TextAreaField(_l("Note for the record"), validators=[Optional(), UpTo(decision.LONGEST_NOTE)])
    rest = BooleanField(_l("Erase everything here that I leave undecided"))
    sure = HiddenField()
    back = HiddenField()

    def of(self, ruling: Ruling, part: str) -> Field | None:
        """One field of a ruling, of `PARTS`; None where it has none."""
        return cast(Field | None, self._fields.get(field_name(ruling, part)))

    def wrong(self, ruling: Ruling) -> bool:
        """Whether something at this ruling has to be mended."""
        return any(field is not None and field.errors for field in (self.of(ruling, part) for part in PARTS))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen, and what comes of it; `rulings` is None where something has to be mended first."""

    choices: Mapping[str, Choice]
    rulings: tuple[Ruling, ...] | None


def field_name(ruling: Ruling, part: str) -> str:
    """What a part of a ruling's form is called."""
    return f"{part}_{ruling.right.value}_{ruling.subject}"


def cells_of(ruling: Ruling, cells: Sequence[Cell]) -> list[Cell]:
    """The values that a correction may be about, those that look like what is meant first."""
    there = [one for one in cells if one.category == ruling.category]
    return sorted(there, key=lambda one: one.key not in ruling.cells)


def may_grant(ruling: Ruling) -> bool:
    """Whether staff may give more than is proposed."""
    if ruling.answer in {Answer.GRANTED, Answer.NOTHING_HELD}:
        return False
    if ruling.right is Right.ERASURE and ruling.answer is not Answer.NEEDS_PERSON:
        return any(not one.bound for one in ruling.kept)
    return True


def may_refuse(ruling: Ruling) -> bool:
    """Whether staff may give less than is proposed.

    A marketing objection and a withdrawal cannot be refused; where a law keeps everything there is nothing to refuse.
    """
    if ruling.right is Right.OBJECTION and ruling.answer is Answer.GRANTED:
        return False
    if ruling.answer is Answer.KEPT and all(one.bound for one in ruling.kept):
        return False
    return ruling.answer is not Answer.NOTHING_HELD


def decide_form(
    rulings: Sequence[Ruling],
    cells: Sequence[Cell],
    grounds: Mapping[str, Sequence[Reason]],
    data: Mapping[str, object] | None = None,
    situation: str = "",
) -> DecideForm:
    """The form of these very rulings and cells; filled from what was sent where no `data` are given.

    `grounds` are those with which each may be refused, by `Ruling.key`.
    `situation` is what the person told of theirs, with which the weighing of an objection begins.
    """
    fields: dict[str, Field] = {}
    for ruling in rulings:
        fields |= _fields(ruling)
    made = cast(type[DecideForm], type("DecideFormOf", (DecideForm,), fields))
    form = made() if data is None else made(formdata=None, data={**_as_proposed(rulings, situation), **data})
    for ruling in rulings:
        _offer(form, ruling, grounds.get(ruling.key, ()))
        if (field := form.of(ruling, "cells")) is not None:
            field.choices = [SelectChoice(one.key, one.name) for one in cells_of(ruling, cells)]
    return form


def chosen(form: DecideForm, rulings: Sequence[Ruling], name: Callable[[Ruling], str]) -> Chosen:
    """The choices of a form, each tried as the decision will.

    What is wrong stands at its field, and says by `name` which ruling it is about.
    """
    choices = {ruling.key: found for ruling in rulings if (found := _choice(form, ruling))}
    decided: list[Ruling] = []
    for ruling in rulings:
        try:
            _check_correction(ruling, choices.get(ruling.key))
            _check_weighing(form, ruling, choices.get(ruling.key), name(ruling))
            decided += rights.decided((ruling,), {key: one for key, one in choices.items() if key == ruling.key})
        except Invalid as fault:
            blame(form, ruling, fault, name(ruling))
    return Chosen(choices, tuple(decided) if len(decided) == len(rulings) else None)


def blame(form: DecideForm, ruling: Ruling, fault: Invalid, name: str) -> None:
    """Put a refusal of the domain at the field of the ruling that it is about."""
    sentence = f"{name}: {code_words.say_error(fault.code, **fault.details)}"
    part = _FIELDS.get(fault.code, fault.code.removeprefix("balance_"))
    field = form.of(ruling, part) or form.of(ruling, "how")
    if field is None:
        form.form_errors.append(sentence)
    else:
        field.errors = [*field.errors, sentence]


def _fields(ruling: Ruling) -> dict[str, Field]:
    if not (may_grant(ruling) or may_refuse(ruling)):
        return {}
    found: dict[str, Field] = {
        "how": RadioField(_l("What is decided?"), validate_choice=False),
    }
    if may_grant(ruling) and rights.exceeds(ruling):
        found["more"] = TextAreaField(
            _l("Why more is given than is proposed"), validators=[Optional(), UpTo(rights.MOST_TOLD)]
        )
    if may_refuse(ruling):
        found["why"] = SelectField(_l("On which ground?"), validate_choice=False)
        if ruling.right is Right.OBJECTION:
            found |= {part: _text_of(_BALANCE[part]) for part in BALANCED}
            found["claim"] = SelectField(_BALANCE["claim"], validate_choice=False)
        found["told"] = _text_of(_l("What the person is told beside it"))
    if ruling.right is Right.RECTIFICATION:
        found["cells"] = SelectMultipleField(_l("Change"), validate_choice=False)
        found["value"] = TextAreaField(_l("What is written there"), validators=[UpTo(rights.MOST_TOLD)])
    return {field_name(ruling, part): field for part, field in found.items()}


def _text_of(label: str) -> Field:
    return TextAreaField(label, validators=[Optional(), UpTo(rights.MOST_TOLD)])


def _as_proposed(rulings: Sequence[Ruling], situation: str) -> dict[str, object]:
    data: dict[str, object] = {}
    for ruling in rulings:
        decides = ruling.right is Right.RECTIFICATION
        proposed = GRANT if decides else PROPOSED
        data[field_name(ruling, "how")] = None if ruling.answer is Answer.NEEDS_PERSON else proposed
        data[field_name(ruling, "cells")] = list(ruling.cells)
        data[field_name(ruling, "value")] = ruling.value
        data[field_name(ruling, "situation")] = situation
    return data


def _offer(form: DecideForm, ruling: Ruling, grounds: Sequence[Reason]) -> None:
    how = form.of(ruling, "how")
    if how is None:
        return
    offered = []
    if ruling.answer is not Answer.NEEDS_PERSON and ruling.right is not Right.RECTIFICATION:
        offered.append(SelectChoice(PROPOSED, str(_l("As proposed"))))
    if may_grant(ruling) or ruling.right is Right.RECTIFICATION:
        offered.append(SelectChoice(GRANT, str(_grant_of(ruling))))
    if may_refuse(ruling):
        offered.append(SelectChoice(REFUSE, str(_REFUSES[ruling.right])))
    how.choices = offered
    why = form.of(ruling, "why")
    if why is not None:
        why.choices = [
            SelectChoice("", str(_l("Choose a ground"))),
            *(SelectChoice(one.value, rights_words.say_reason(one, ruling.right)) for one in grounds),
        ]
    claim = form.of(ruling, "claim")
    if claim is not None:
        claim.choices = [
            SelectChoice("", str(_l("Choose one"))),
            *(SelectChoice(one.value, rights_words.say_claim(one)) for one in Claim),
        ]


def _grant_of(ruling: Ruling) -> str:
    """What granting is called; of an erasure only where a law is known to keep some does it speak of one."""
    if ruling.right is Right.ERASURE and not any(one.bound for one in ruling.kept):
        return _l("Erase it")
    return _GRANTS[ruling.right]


def _choice(form: DecideForm, ruling: Ruling) -> Choice | None:
    """None where it stands as proposed, and where nothing was chosen, neither for it alone nor for the rest."""
    how = form.of(ruling, "how")
    if how is None or how.data not in {GRANT, REFUSE}:
        rest = form.rest.data and ruling.right is Right.ERASURE and ruling.answer is Answer.NEEDS_PERSON
        return Choice(grant=True) if rest and how is not None else None
    if how.data == REFUSE:
        reason, told = _reason(_text(form, ruling, "why")), _text(form, ruling, "told")
        return Choice(grant=False, reason=reason, told=told, balance=_balance(form, ruling))
    cells = form.of(ruling, "cells")
    known = {one.value for one in cells.choices} if cells is not None else set()
    ticked = tuple(key for key in (cells.data or ()) if key in known) if cells is not None else ()
    return Choice(grant=True, cells=ticked, value=_text(form, ruling, "value"), why_more=_text(form, ruling, "more"))


def _balance(form: DecideForm, ruling: Ruling) -> Balance:
    claim = _text(form, ruling, "claim")
    texts = {part: _text(form, ruling, part) for part in BALANCED}
    return Balance(**texts, claim=Claim(claim) if claim in {one.value for one in Claim} else None)


def _check_weighing(form: DecideForm, ruling: Ruling, choice: Choice | None, name: str) -> None:
    """Everything that is missing at once; the decision itself would name the first of it."""
    lacking = rights.unweighed(ruling.right, choice) if choice is not None else ()
    for part in lacking[1:]:
        blame(form, ruling, Invalid(f"balance_{part}", field=ruling.key), name)


def _check_correction(ruling: Ruling, choice: Choice | None) -> None:
    """What was unticked or emptied is not what the table proposed: it has to be said anew."""
    if ruling.right is not Right.RECTIFICATION or choice is None or not choice.grant:
        return
    if ruling.records and not choice.cells:
        raise Invalid("cells_missing", field=ruling.key)
    if not choice.value.strip():
        raise Invalid("value_missing", field=ruling.key)


def _text(form: DecideForm, ruling: Ruling, part: str) -> str:
    field = form.of(ruling, part)
    return str(field.data or "").replace("\r\n", "\n") if field is not None else ""


def _reason(code: str) -> Reason | None:
    return Reason(code) if code in {one.value for one in Reason} else None
