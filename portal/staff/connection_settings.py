"""The form of a kind's settings: a field for each, and a choice of data category for each kind of record."""

from collections.abc import Collection, Mapping
from typing import Any, cast

from flask import request
from wtforms import HiddenField, PasswordField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.fields.core import Field

from portal import words
from portal.domain.errors import Invalid
from portal.domain.register import Text
from portal.domain.roles import UNSORTED
from portal.office import connections
from portal.reading.sorted_text import Sorted, put_together, taken_apart
from portal.staff import connection_words as told
from portal.staff.settings_view import StoodForm
from portal.storage.door.connections import Shown
from portal.web import guards
from portal.words import gettext, say

FEW_CHOICES = 5
_OWN = "of_"
"""Before the key of each setting in its form: a key is another's word and must not meet one of ours."""


class SettingsForm(StoodForm):
    """The settings of one kind; a field for each comes with the kind."""

    draft = HiddenField()


def sent(kind: connections.Kind) -> SettingsForm:
    """The form as it was sent."""
    return _form(kind)


def filled(kind: connections.Kind, values: Mapping[str, str], draft_id: str) -> SettingsForm:
    """The form with what is kept; a category that the register has no more is blamed where it stands."""
    given = {one.key: values.get(one.key, _default(one)) for one in kind.settings}
    made = _form(kind, given)
    made.draft.data = draft_id
    for one in kind.settings:
        for place in connections.unknown_categories(one, given[one.key], known_categories()):
            blame(kind, made, Invalid("category_gone", field=place))
    return made


def typed(kind: connections.Kind, made: SettingsForm) -> dict[str, str]:
    """The settings as they are kept."""
    return {one.key: _typed(one, made) for one in kind.settings}


def blame(kind: connections.Kind, made: SettingsForm, fault: Invalid) -> None:
    """Say at its field what is wrong."""
    name = _OWN + fault.field
    if name not in made:
        name = next(each for each in _names(kind, fault.field) if each in made)
    made[name].errors = [*made[name].errors, told.say_field_fault(fault.code)]


def shown(kind: connections.Kind, made: SettingsForm, kept: Collection[str]) -> list[dict[str, Any]]:
    """The fields for the page: `field`, `shape`, `secret`, `hint`, `kept`; `selects` and `legend` of categories."""
    found = []
    for one in kind.settings:
        selects = [made[_place(one, part)] for part, _label in one.parts if _place(one, part) in made]
        field = cast(Field, made[_OWN + one.key]) if _OWN + one.key in made else None
        if field is not None:
            field.label.text = say_text(one.label) if not selects else gettext("What else it says, as text")
            if not one.required:
                field.flags.optional = True
            if one.is_secret:
                field.data = ""
        found.append(
            {
                "field": field,
                "shape": one.shape,
                "secret": one.is_secret,
                "hint": say_text(one.help) if one.help else "",
                "kept": one.is_secret and one.key in kept,
                "selects": selects,
                "legend": say_text(one.label),
            }
        )
    return found


def said(kind: connections.Kind, kept: Shown) -> list[tuple[str, str]]:
    """The settings in words; of a secret only that there is one."""
    rows: list[tuple[str, str]] = []
    for one in kind.settings:
        value = kept.values.get(one.key, "")
        if one.is_secret:
            value = gettext("Given, and not shown") if one.key in kept.kept else ""
        elif one.shape == "choice":
            value = next((say_text(label) for key, label in one.choices if key == value), value)
        elif one.shape == "yes_no" and value:
            value = gettext("Yes") if value == "yes" else gettext("No")
        elif one.shape == "category" and value:
            value = _say_category(value)
        elif one.shape in {"text", "categories"} and value:
            value = _say_lines(one, value)
        if value:
            rows.append((say_text(one.label), value))
    return rows


def categories() -> list[tuple[str, str]]:
    """What a record may be: the register's categories, and what only staff sort."""
    return [
        *((one.key, say_text(one.name)) for one in guards.register().categories),
        (UNSORTED, gettext("For staff to sort")),
    ]


def known_categories() -> list[str]:
    """The keys of the register's categories."""
    return [one.key for one in guards.register().categories]


def say_text(text: Text) -> str:
    """A kind's own words in the language of the page."""
    return text.in_language(words.language())


def _default(one: Any) -> str:
    """What stands in a field at first; country and channels of marketing are the controller's own."""
    if one.key == "channels":
        return " ".join(each.key for each in guards.register().prohibitions if each.source == "article_21_2")
    return guards.controller().country if one.key == "country" else str(one.default)


def _form(kind: connections.Kind, values: Mapping[str, str] | None = None) -> SettingsForm:
    """The form with a field for each setting, and for each part of one that sorts into categories."""
    fields: dict[str, Any] = {}
    data: dict[str, str] = {}
    for one in kind.settings:
        name = _OWN + one.key
        value = request.form.get(name, "") if values is None else values[one.key]
        apart = _apart(one, values)
        for part, label in one.parts if apart is not None else ():
            chosen = apart.chosen.get(part, "") if apart is not None else ""
            fields[_place(one, part)] = _category_field(say_text(label), chosen)
            data[_place(one, part)] = _in_select(chosen)
        if apart is None or one.under:
            fields[name], data[name] = _field(one, value), value if apart is None else apart.rest
        if one.shape == "category":
            data[name] = _in_select(value)
    made: type[SettingsForm] = type("SettingsForm", (SettingsForm,), fields)
    return made(request.form) if values is None else made(formdata=None, data=data)


def _apart(one: Any, values: Mapping[str, str] | None) -> Sorted | None:
    """What each part is sorted into; None where the setting is no such one, or is shown as the text that it is."""
    if one.shape != "categories":
        return None
    if values is not None:
        return taken_apart(values[one.key], dict(one.parts), one.under)
    chosen = {part: request.form.get(_place(one, part)) for part, _label in one.parts}
    if _OWN + one.key in request.form and not any(given is not None for given in chosen.values()):
        return None
    return Sorted({part: given or "" for part, given in chosen.items()}, request.form.get(_OWN + one.key, ""))


def _typed(one: Any, made: SettingsForm) -> str:
    name = _OWN + one.key
    text = str(made[name].data or "") if name in made else ""
    parts = {part: made[_place(one, part)].data or "" for part, _label in one.parts if _place(one, part) in made}
    return put_together(parts, text, one.under) if parts else text


def _names(kind: connections.Kind, place: str) -> list[str]:
    """The fields that may show what is wrong with a setting, or with a part of it."""
    found = []
    for one in kind.settings:
        if place == one.key or place.startswith(f"{one.key}-"):
            found += [_OWN + one.key, *(_place(one, part) for part, _label in one.parts)]
    return found


def _place(one: Any, part: str) -> str:
    return f"{_OWN}{one.key}-{part}"


def _field(one: Any, value: str) -> Any:
    label = say_text(one.label)
    if one.shape == "category":
        return _category_field(label, value)
    if one.shape == "choice":
        choices = [SelectChoice(value, say_text(said)) for value, said in one.choices]
        kind = RadioField if len(choices) <= FEW_CHOICES else SelectField
        return kind(label, choices=choices, validate_choice=False)
    if one.shape == "yes_no":
        choices = [SelectChoice("yes", gettext("Yes")), SelectChoice("no", gettext("No"))]
        return RadioField(label, choices=choices, validate_choice=False)
    if one.shape in {"text", "categories"}:
        return TextAreaField(label)
    return PasswordField(label) if one.is_secret else StringField(label)


def _category_field(label: str, chosen: str) -> Any:
    """A choice among the register's categories, and what stands there although the register has it no more."""
    *known, unsorted = categories()
    choices = [SelectChoice("", unsorted[1]), *(SelectChoice(key, name) for key, name in known)]
    if _in_select(chosen) not in {each.value for each in choices}:
        choices.append(SelectChoice(chosen, say("%(key)s – not in your register", key=chosen)))
    return SelectField(label, choices=choices, validate_choice=False)


def _in_select(chosen: str) -> str:
    return "" if chosen == UNSORTED else chosen


def _say_category(key: str) -> str:
    return dict(categories()).get(key, key)


def _say_lines(one: Any, value: str) -> str:
    """What is sorted into which category, else how long the text is."""
    apart = taken_apart(value, dict(one.parts), one.under) if one.shape == "categories" else None
    lines = len(value.splitlines())
    count = words.ngettext("%(num)s line", "%(num)s lines", lines) % {"num": lines}
    if apart is None:
        return count
    sorted_into = [
        f"{say_text(label)}: {_say_category(apart.chosen[part])}" for part, label in one.parts if part in apart.chosen
    ]
    return "; ".join(sorted_into) or count
